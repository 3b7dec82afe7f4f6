"""A merge key (<<).

It copies the fields of another record into this one. What a record says should stand in it.

To put it right: write the fields out.

Fails:

    # roles.yaml
    - code: HT
      title: Headteacher
      kind: post
      <<: {interim: true}

Passes:

    # roles.yaml
    - code: HT
      title: Headteacher
      kind: post
      interim: true
"""
