"""A character that text does not hold.

It came with a copy from another program and shows nothing, or it turns the text around, so that a reader sees
another than the file has. Terminals and other programs obey some of them.

To put it right: delete it. The caret stands under it, though nothing may be seen there; typing the word anew is
often quickest.

Fails:

    areas.yaml has a title with U+202E in it, which shows what follows from right to left.

Passes:

    areas.yaml has a title of letters, digits, signs and blanks.
"""
