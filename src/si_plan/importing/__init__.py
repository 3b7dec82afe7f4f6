"""A council's own document to a draft plan, with a receipt for every cell.

A document is read (`readers/`), what its tables mean is proposed or taken from import.yaml (`mapping`, `proposing`),
its rows are put in order (`laying_out`), a plan is drafted from them (`drafting`), and every paragraph of the document
is accounted for (`receipt`), with its words counted once more from the raw file (`words`). What siplan cannot know it
asks: a question stands in import.yaml until a person answers it. Nothing here writes into a live plan.
"""
