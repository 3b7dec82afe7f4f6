"""Documents, records, calendars and findings as text or bytes, a module for each format. Nothing here prints, and
nothing here knows a query or a plan.

People read a `Document` (terminal, plain, markdown, html, docx, xlsx); machines read records (json, csv). `table` has
every format.
"""
