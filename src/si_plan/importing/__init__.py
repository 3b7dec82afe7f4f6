"""A council's own document to a draft plan, with a receipt for every cell.

A document is read (`readers/`). What its tables hold is recognised (`tables/`), proposed as import.yaml and asked
(`asking/`); its rows are put in order as import.yaml says (`laying/`). From their cells come who leads (`leading/`) and
by when (`dating/`), and from all of it a draft (`drafting/`). Every paragraph is accounted for (`receipt/`), and its
words are held against those of the raw file (`words/`). `making` goes through these steps; `again/` holds a document
that comes again against its plan. What siplan cannot know it asks: a question stands in import.yaml until a person
answers it. Nothing here writes into a live plan.
"""
