"""An audience's report: its facts as one typed `Report`, and the documents that put them into words."""
