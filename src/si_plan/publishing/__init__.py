"""A plan as a site of files for any static host: pages, downloads, and an index from which all can be reached."""
