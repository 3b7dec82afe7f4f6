"""Returns to bytes: the workbook or the CSV file that a lead fills in."""
