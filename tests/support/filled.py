"""Returns that are written, filled in as a person would, and collected."""

from __future__ import annotations

import csv
import io
import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from example_plan import SHIPPED
from running import Ran, siplan
from si_plan.returns.form import ID, INPUTS

ASKED_ON = "2016-10-01"
COLLECTED_ON = "2016-10-05"
DONE = {"Status": "Complete", "Evidence": "https://example.org/a", "Date": "28/9/2016"}

Answers = Mapping[str, Mapping[str, Any]]
"""By id, what is written in the columns of its row."""

_MADE: dict[object, bytes] = {}
"""The returns that were made, by all that each rests on."""


class Office:
    """A copy of a plan in a folder, with commands run there."""

    def __init__(self, folder: Path, plan: Path = SHIPPED) -> None:
        self.folder = folder
        self.plan = folder / "plan"
        if not self.plan.exists():
            shutil.copytree(plan, self.plan)

    def run(self, *arguments: str) -> Ran:
        return siplan(*arguments, plan=None, cwd=self.folder)

    def asks(self, lead: str = "HSI", name: str = "hsi.xlsx", as_of: str = ASKED_ON, *more: str) -> Path:
        """The file of a lead's return; what was made once of the same plan is not made again."""
        file = self.folder / name
        of = tuple((str(one.relative_to(self.plan)), one.read_bytes()) for one in sorted(self.plan.rglob("*.yaml")))
        asked = (lead, name, as_of, more, of)
        if file.exists() or asked not in _MADE:
            ran = self.run("return", lead, "--out", name, "--as-of", as_of, *more)
            assert ran.code == 0, ran.err
            _MADE[asked] = file.read_bytes()
        else:
            file.write_bytes(_MADE[asked])
        return file

    def collects(self, *arguments: str | Path, as_of: str = COLLECTED_ON) -> Ran:
        ran = self.run("collect", *map(str, arguments), "--as-of", as_of)
        assert "Traceback" not in ran.err
        return ran

    def logs(self) -> dict[str, str]:
        """The text of each log."""
        return {one.name: one.read_text(encoding="utf-8") for one in sorted(self.plan.glob("progress/*.yaml"))}


def fill(file: Path, answers: Answers, change: Callable[[Any], None] | None = None) -> Path:
    """Fill in a workbook by openpyxl, and change the sheet besides."""
    book = load_workbook(file)
    sheet = book.worksheets[0]
    columns = headings(sheet)
    left = dict(answers)
    for row in sheet.iter_rows(min_row=sheet.max_row - count_rows(sheet) + 1):
        for name, value in left.pop(str(row[columns[ID]].value), {}).items():
            row[columns[name]].value = value
    assert not left, f"no rows for {list(left)}"
    if change is not None:
        change(sheet)
    book.save(file)
    return file


def headings(sheet: Any) -> dict[str, int]:
    """The place (from 0) of each column that has a heading."""
    row = next(row for row in sheet.iter_rows(values_only=True) if ID in row and INPUTS[0] in row)
    return {name: place for place, name in enumerate(row) if name}


def count_rows(sheet: Any) -> int:
    """How many rows stand below the headings."""
    rows = list(sheet.iter_rows(values_only=True))
    head = next(number for number, row in enumerate(rows) if ID in row and INPUTS[0] in row)
    return len(rows) - head - 1


def row_of(sheet: Any, identity: str) -> int:
    """The number of the first row about a record."""
    return next(number for number, row in enumerate(sheet.iter_rows(values_only=True), 1) if row[0] == identity)


def fill_csv(file: Path, answers: Answers) -> list[list[str]]:
    """The rows of a CSV return, filled in; the caller saves them in its own manner."""
    rows = list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline="")))
    columns = {name: place for place, name in enumerate(rows[0])}
    for row in rows[1:]:
        for name, value in answers.get(row[columns[ID]], {}).items():
            row[columns[name]] = value
    return rows


def saved_csv(rows: list[list[str]], encoding: str = "utf-8-sig", separator: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding, "replace")


def with_part(file: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """A workbook with one of its parts changed, as no spreadsheet would."""
    raw = file.read_bytes()
    with zipfile.ZipFile(io.BytesIO(raw)) as former, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        assert name in former.namelist()
        for part in former.namelist():
            text = former.read(part)
            archive.writestr(part, change(text) if part == name else text)
    return file
