"""Documents: what people read of an answer, before it is given a form. Blocks and typed cells, words, safe text."""
