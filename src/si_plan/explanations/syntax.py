"""The text is not YAML.

siplan could not read the file to its end, so nothing in it is known. The mistake is where the caret points, or a
little before it: a quote that is not closed, a bracket left open, a line that is indented too little or too much,
or a text with a colon and a blank in it.

Some files are read by one reader of YAML and not by another, or read otherwise. siplan refuses these too, since it
changes a file only where two readers agree on it: a # right behind a value, a text in braces that begins with ?.

To put it right: look at the line and the one above it. A text that holds a colon followed by a blank, or begins
with a sign such as [ or *, goes in quotes. A comment has a space before its #.

Fails:

    # areas.yaml
    - id: A1
      title: Reading: every key stage

Passes:

    # areas.yaml
    - id: A1
      title: "Reading: every key stage"
"""
