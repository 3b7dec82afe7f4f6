"""An alias (*name).

It repeats a value that stands elsewhere in the file, so that nobody sees from the line what it says. It is not
expanded: a few lines of aliases could make millions of values.

To put it right: write the value itself. A text that begins with * goes in quotes.

Fails:

    # roles.yaml
    - code: HT
      title: *head
      kind: post

Passes:

    # roles.yaml
    - code: HT
      title: "*head"
      kind: post
"""
