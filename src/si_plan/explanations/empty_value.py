"""A field with nothing after its colon.

Whether that means none, unknown or still to be written, nobody can tell.

In braces, a comma ends a text that has no quotes, and what follows it is taken for the next field: in
`{text: Book a room, with parking, due: 2016-09}` that is a field called with parking.

To put it right: write the value, or delete the field's line if the record can do without it. The table of fields in
README says which a record must have. A text in braces that holds a comma goes in quotes.

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
