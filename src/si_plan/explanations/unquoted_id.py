"""An id without quotes that other YAML tools read as a number.

siplan reads an id as it is written. A spreadsheet import or another YAML tool makes a number of 1.10, and that is
1.1: two actions become one.

To put it right: put the id in quotes.

Fails:

    # progress/1.1.yaml
    - {on: 2016-10-03, at: 1.1, status: in_progress, by: HT}

Passes:

    # progress/1.1.yaml
    - {on: 2016-10-03, at: "1.1", status: in_progress, by: HT}
"""
