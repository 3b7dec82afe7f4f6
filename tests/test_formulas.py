"""What a spreadsheet would compute stays a text in every file that one opens, whatever stands before the formula."""

from __future__ import annotations

import csv
import io
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from si_plan.documents import records
from si_plan.formats import csv as csv_format
from si_plan.formulas import acts, protect, unprotect

BEFORE = (
    "",
    " ",
    "   ",
    "\t",
    "\xa0",
    "\u3000",
    "\u2007",
    "\u200b",
    "\ufeff",
    "\u2060",
    "\r\n",
    "\x85",
    '"',
    "' ",
    "\n \t'",
)
SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫"


@pytest.mark.parametrize("before", BEFORE)
def test_a_formula_is_one_behind_whatever_a_program_drops(before: str) -> None:
    for formula in (f"{before}{sign}{rest}" for sign in SIGNS for rest in ("", "1+1", " 5")):
        assert acts(formula)
        for text in (formula, f"Agreed;{formula}", f"Agreed\n{formula}", f"Agreed\t{formula}"):
            assert_text(protect(text))


@pytest.mark.parametrize(
    "text", ["", "A1; A2", "a = b", "pay - and conditions", "x@example.org", "'tis so", '"quoted"', "1-2"]
)
def test_what_is_no_formula_is_left_as_it_is(text: str) -> None:
    assert not acts(text)
    assert protect(text) == unprotect(text) == text


@given(st.text(st.sampled_from(f"{SIGNS} a1;\n\t\xa0\u200b'\"")))
def test_nothing_that_is_written_begins_a_formula(text: str) -> None:
    assert_text(protect(text))


@given(st.text(st.sampled_from(f"{SIGNS} a1\xa0\u200b'\"")))
def test_what_is_protected_reads_back_to_itself(text: str) -> None:
    assert unprotect(protect(text)) == text


@pytest.mark.parametrize("before", BEFORE)
def test_a_record_in_csv_has_no_formula(before: str) -> None:
    formulas = [f"{before}{sign}1+1" for sign in SIGNS]
    columns: records.Columns[str] = (
        records.text("text", lambda row: row),
        records.text("lines", lambda row: f"one\n{row}"),
        records.texts("list", lambda row: [row, row]),
        records.nested("record", lambda row: {"id": row}, in_table=True),
        records.nested("records", lambda row: [{"id": row}], in_table=True),
        records.number("n", lambda _: -5),
    )
    made = csv_format.render(records.Records("list", None, None, columns, formulas))
    _, *rows = csv.reader(io.StringIO(made, newline=""))
    assert len(rows) == len(formulas)
    for cells in rows:
        assert cells.pop() == "-5"
        for cell in cells:
            assert_text(cell)


def test_long_runs_of_what_is_dropped_take_no_longer_than_other_text() -> None:
    for run in ("\t" * 500_000, " " * 500_000, "';" * 250_000):
        began = time.process_time()
        assert protect(run) == run
        assert time.process_time() - began < 2


def assert_text(cell: str) -> None:
    """Wherever a cell could begin, the first that is neither blank nor unseen is no sign that begins a formula."""
    for part in cell.replace("\t", ";").replace("\n", ";").replace("\r", ";").split(";"):
        seen = [one for one in part if unicodedata.category(one)[0] not in "CZ" and one != '"']
        assert not seen or seen[0] not in SIGNS, cell
