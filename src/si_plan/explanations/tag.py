"""A tag (!name).

A tag asks the reader to make something else of a value than text; in some YAML tools it runs code. siplan types
each value by its field, and nothing else.

To put it right: delete the tag. A text that begins with an exclamation mark goes in quotes.

Fails:

    # roles.yaml
    - code: HT
      title: !!str Headteacher
      kind: post

Passes:

    # roles.yaml
    - code: HT
      title: Headteacher
      kind: post
"""
