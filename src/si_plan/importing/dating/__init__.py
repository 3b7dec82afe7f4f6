"""By when, from the cells of a document: the lines of When, whose they are, and the dates that may be proposed."""
