"""A tab where YAML wants spaces.

How far a line is indented says what it belongs to, and a tab has no width of its own. So YAML does not allow one
there.

Elsewhere in a line some readers of YAML take a tab and others do not: after a colon, before a comment, at the end of a
line, inside a text without quotes. siplan changes a file only where two readers agree on what it says, so nothing
could be recorded in this one. In the example, ⇥ is a tab.

To put it right: put two spaces for each step, and one space anywhere else. A text that is to hold a tab goes in quotes.
Most editors can show tabs, and can put spaces whenever the Tab key is pressed.

Fails:

    # areas.yaml
    - id: A1
    ⇥title: Reading

Passes:

    # areas.yaml
    - id: A1
      title: Reading
"""
