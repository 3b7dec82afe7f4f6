"""Results to strings, one file a format. Nothing here prints, and nothing here knows a query but `views/`.

People read a `Page` (terminal, plain, markdown); machines read records (json, csv).
"""
