"""What an earlier document gave: the values of a receipt, by record and field."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Final

from si_plan.importing.again.printed import Values, values_in
from si_plan.importing.receipt import csv as receipt_csv
from si_plan.importing.receipt.accounting import Receipt

FILE: Final = "former.csv"
"""The receipt of the last import as the folder of a new one keeps it."""
_NEEDED: Final = ("fate", "record", "field", "value")
_NO_VALUE: Final = ("asked", "not-mapped")


def values_of(receipt: Receipt) -> Values:
    """The values of a receipt, as its file has them."""
    return values_of_file(receipt_csv.render(receipt))


def values_of_file(data: bytes) -> Values:
    """The values of a receipt.csv; none where it is no such file."""
    try:
        rows = csv.DictReader(StringIO(data.decode("utf-8-sig"), newline=""))
        if not {*_NEEDED} <= {*(rows.fieldnames or ())}:
            return {}
        return values_in((row["record"], row["field"], row["value"]) for row in rows if row["fate"] not in _NO_VALUE)
    except (csv.Error, UnicodeDecodeError):
        return {}
