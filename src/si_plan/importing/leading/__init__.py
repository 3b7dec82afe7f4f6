"""Who leads, from the cells of a document: its roles, their names and codes, and what each cell names."""
