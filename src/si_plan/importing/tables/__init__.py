"""What the tables of a document hold: headers and their names, headings of priorities, glossaries, keys of colours."""
