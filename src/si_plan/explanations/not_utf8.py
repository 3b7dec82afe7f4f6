"""A file that is not UTF-8 text.

A dash, a pound sign or an accent is other bytes in another encoding, and would turn into another sign without a
word. Older editors on Windows save in an encoding of their own.

To put it right: save the file again with the encoding UTF-8. In Notepad it is a choice beside the Save button.

Fails:

    areas.yaml holds the word Café in Latin-1, where the last letter is the one byte E9.

Passes:

    areas.yaml holds the word Café in UTF-8, where the last letter is the two bytes C3 A9.
"""
