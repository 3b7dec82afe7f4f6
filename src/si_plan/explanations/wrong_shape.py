"""A text, a list or a record where another of them should be.

A dash or a pair of brackets makes a list, a colon makes a record. A missing one changes what the line is.

To put it right: write a list in brackets or with a dash for each value, and a text without either; the hint shows
which.

Fails:

    # areas.yaml
    id: A1
    title: Reading

Passes:

    # areas.yaml
    - id: A1
      title: Reading
"""
