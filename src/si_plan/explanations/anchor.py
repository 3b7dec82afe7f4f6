"""An anchor (&name).

YAML can name a value once and repeat it elsewhere. Then one line changes what stands in others, and a reviewer does
not see it. Every value of a plan stands where it counts.

To put it right: delete the &name and write the value out in each place. A text that begins with & goes in quotes.

Fails:

    # roles.yaml
    - code: HT
      title: &head Headteacher
      kind: post

Passes:

    # roles.yaml
    - code: HT
      title: Headteacher
      kind: post
"""
