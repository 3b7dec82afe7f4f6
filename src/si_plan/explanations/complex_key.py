"""A list or a mapping where a field's name should be.

It comes of {{a template's}} braces, or of a question mark or a bracket at the beginning of a line. No field of a
plan has such a name.

To put it right: write the field's name, or put the text in quotes.

Fails:

    # areas.yaml
    - id: A1
      title: {{title}}

Passes:

    # areas.yaml
    - id: A1
      title: "{{title}}"
"""
