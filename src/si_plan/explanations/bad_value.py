"""A value that the field does not take.

Some fields take one of a few words, and some a number. The message lists them.

To put it right: write one of those, as it is spelt there.

Fails:

    # roles.yaml
    - code: HT
      title: Headteacher
      kind: person

Passes:

    # roles.yaml
    - code: HT
      title: Headteacher
      kind: post
"""
