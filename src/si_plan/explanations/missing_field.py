"""A field that this kind of record must have.

Without it the record cannot be named, shown or counted.

To put it right: add the field; the message says which. README lists what each record must have.

Fails:

    # roles.yaml
    - code: HT
      kind: post

Passes:

    # roles.yaml
    - code: HT
      title: Headteacher
      kind: post
"""
