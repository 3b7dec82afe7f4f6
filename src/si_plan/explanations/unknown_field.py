"""A field that this kind of record does not have.

It is most often a slip of the pen, and what it says would count nowhere. A comment, after a #, is the place for a
remark.

To put it right: write the field's name as the hint says, or delete the line. README lists the fields of each
record.

Fails:

    # roles.yaml
    - code: HT
      title: Headteacher
      kind: post
      alias: [Head]

Passes:

    # roles.yaml
    - code: HT
      title: Headteacher
      kind: post
      aliases: [Head]
"""
