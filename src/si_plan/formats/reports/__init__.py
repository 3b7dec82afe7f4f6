"""The forms of a document as a file to hand on, a module each."""
