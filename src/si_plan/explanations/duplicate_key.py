"""A field that stands twice in one record.

Most YAML tools take the last and drop the first without a word. A deadline that stands twice is two promises, and
only the person who wrote it knows which holds.

To put it right: keep the right one and delete the other. If the second belongs to a new record, put `- ` before
that record's first field.

Fails:

    # roles.yaml
    - code: HT
      title: Headteacher
      kind: post
      title: Head of School

Passes:

    # roles.yaml
    - code: HT
      title: Headteacher
      kind: post
"""
