"""A tab where YAML wants spaces.

How far a line is indented says what it belongs to, and a tab has no width of its own. So YAML does not allow one
there. In the example, ⇥ is a tab.

To put it right: put two spaces for each step. Most editors can show tabs, and can put spaces whenever the Tab key
is pressed.

Fails:

    # areas.yaml
    - id: A1
    ⇥title: Reading

Passes:

    # areas.yaml
    - id: A1
      title: Reading
"""
