"""Results to strings, one file a format. Nothing here prints, and nothing here knows a query but `views/`.

People read a `Document` (terminal, plain, markdown, html, docx, xlsx); machines read records (json, csv). `table` has
every format.
"""
