"""A field with nothing after its colon.

Whether that means none, unknown or still to be written, nobody can tell.

To put it right: write the value, or delete the field's line if the record can do without it. The table of fields in
README says which a record must have.

Fails:

    # roles.yaml
    - code: HT
      title: Headteacher
      kind: post
      aliases:

Passes:

    # roles.yaml
    - code: HT
      title: Headteacher
      kind: post
      aliases: [Head]
"""
