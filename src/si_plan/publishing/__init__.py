"""A plan as a site for any static host: pages, downloads, and an index that leads to all of them."""
