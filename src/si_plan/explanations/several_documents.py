"""More than one document in a file.

A line of three dashes begins a new document, and what follows it would be read by some tools and not by others.

To put it right: delete the line of dashes, or move what follows it into a file of its own.

Fails:

    # areas.yaml
    - id: A1
      title: Reading
    ---
    - id: A2
      title: Writing

Passes:

    # areas.yaml
    - id: A1
      title: Reading
"""
