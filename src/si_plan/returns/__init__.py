"""Returns: what a lead is asked, the workbook or CSV file that asks it, and what comes back, row by row into the log.

    asking                         what is open, and what ties each row to the log
    wording, form                  what a row says, and the columns that a return has
    workbook_sent, csv              the file that a lead fills in
    workbook_returned, csv, package, cells
                                   the cells of a file that came back
    reading, values                its typed rows, and the refusals
    collecting                     what they would add to the log

What comes back is a file from outside, by e-mail: nothing in it is believed, run or fetched. What cannot be
read for certain is refused with its cell; a file that is no return is refused as a whole.
"""
