"""An audience's report: its facts, as one typed `Report`, and the documents that say them in words."""
