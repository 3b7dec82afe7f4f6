"""A directive (%YAML, %TAG).

It changes how the file is to be read. Every plan file is read in one way.

To put it right: delete the line.

Fails:

    # areas.yaml
    %YAML 1.2
    ---
    - id: A1
      title: Reading

Passes:

    # areas.yaml
    ---
    - id: A1
      title: Reading
"""
