"""The workbook of a report: a table a sheet, each column with one kind of thing to filter, sort and count by."""
