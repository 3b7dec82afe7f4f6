"""Laws: a table of any texts, with any cells merged, is found again cell by cell and word by word."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importing.accounts import lost_and_found
from si_plan.importing.document import Table
from si_plan.importing.readers import read_document

_LETTERS = st.characters(codec="utf-8", exclude_categories=("C", "Z"))
_ODD = st.sampled_from(
    ["<", ">", "&", "&amp;", '"', "'", "</td>", "<b>", "|", "*", "_x0041_", "=1+1", "#REF!", "1.10", "6"]
)
_WORD = st.one_of(st.text(_LETTERS, min_size=1, max_size=6), _ODD, st.text("abcdefgh", min_size=1, max_size=9))
_LINE = st.lists(_WORD, min_size=1, max_size=4).map(" ".join)
_SAFE = st.lists(st.text("abcdefghij0123456789,.;()", min_size=1, max_size=8), min_size=1, max_size=4).map(" ".join)
_MARKED = re.compile(r"(?:[^\w\s]|\uf0b7|\uf0a7) ")


@dataclass(frozen=True)
class Placed:
    """A cell: its lines, and how many rows and columns it takes."""

    lines: tuple[str, ...]
    rows: int = 1
    columns: int = 1


Grid = dict[tuple[int, int], Placed]


@st.composite
def grids(draw: st.DrawFn, line: st.SearchStrategy[str] = _LINE, *, most: int = 3, merged: bool = True) -> Grid:
    """The cells of a table by row and column, from 1; the last row and the last column have no merged cells."""
    height, width = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    lines = st.lists(line.filter(lambda text: not _MARKED.match(text)), max_size=most).map(tuple)
    found: Grid = {}
    taken: set[tuple[int, int]] = set()
    for row in range(1, height + 1):
        for column in range(1, width + 1):
            if (row, column) in taken:
                continue
            rows = draw(st.integers(1, max(1, height - row))) if merged else 1
            columns = draw(st.integers(1, max(1, width - column))) if merged else 1
            places = {(row + down, column + right) for down in range(rows) for right in range(columns)}
            if not places.isdisjoint(taken):
                rows, columns, places = 1, 1, {(row, column)}
            taken |= places
            found[row, column] = Placed(draw(lines), rows, columns)
    found[height + 1, width + 1] = Placed(("end",))
    return found


def page(grid: Grid) -> bytes:
    return f"<meta charset=utf-8><table>{_rows(grid, _paragraphs)}</table>".encode()


def page_without_ends(grid: Grid) -> bytes:
    return f"<table>{re.sub('</(?:td|tr|p)>', '', _rows(grid, _broken))}</table>".encode()


def page_in_markdown(grid: Grid) -> bytes:
    return f"# Plan\n\n<table>\n\n{_rows(grid, _paragraphs)}\n</table>\n\nEnd".encode()


def _rows(grid: Grid, written: Callable[[tuple[str, ...]], str]) -> str:
    last_row, last_column = max(grid)
    lines = []
    for row in range(1, last_row + 1):
        cells = "".join(
            f"<td rowspan={cell.rows} colspan='{cell.columns}'>{written(cell.lines)}</td>"
            for (at, _), cell in sorted(grid.items())
            if at == row
        )
        lines.append(f"<tr>{cells if row < last_row else '<td></td>' * (last_column - 1) + cells}</tr>")
    return "\n".join(lines)


def _paragraphs(lines: tuple[str, ...]) -> str:
    return "".join(f"<p> {html.escape(line)}\n</p>" for line in lines)


def _broken(lines: tuple[str, ...]) -> str:
    return "<br>".join(html.escape(line) for line in lines)


def workbook(grid: Grid) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for (row, column), cell in grid.items():
        if cell.lines:
            sheet.cell(row, column).value = re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", "\n".join(cell.lines))
            sheet.cell(row, column).data_type = "s"
        if cell.rows * cell.columns > 1:
            sheet.merge_cells(
                start_row=row, start_column=column, end_row=row + cell.rows - 1, end_column=column + cell.columns - 1
            )
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def check(data: bytes, name: str, grid: Grid) -> None:
    """Every cell is found in its place, with its span and its lines, and every word is accounted for."""
    assert lost_and_found(data, name) == ({}, {})
    (table,) = read_document(data, name).tables
    assert found(table) == {place: cell for place, cell in grid.items() if cell.lines}


def found(table: Table) -> Grid:
    """The cells of a table that have a text."""
    return {
        (cell.row, cell.column): Placed(tuple(line.text for line in cell.paragraphs), cell.rows, cell.columns)
        for row in table.rows
        for cell in row.cells
        if cell.paragraphs
    }


@pytest.mark.parametrize(
    ("written", "name"),
    [(page, "a.html"), (page_without_ends, "a.htm"), (page_in_markdown, "a.md"), (workbook, "a.xlsx")],
)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_merged_cells_of_any_texts(written: Callable[[Grid], bytes], name: str, data: st.DataObject) -> None:
    grid = data.draw(grids())
    check(written(grid), name, grid)


@given(grid=grids(_SAFE, most=1, merged=False))
@settings(max_examples=25, deadline=None)
def test_pipe_tables_of_any_texts(grid: Grid) -> None:
    height, width = max(grid)
    texts = [
        [" ".join(grid[row, column].lines) if (row, column) in grid else "" for column in range(1, width + 1)]
        for row in range(1, height + 1)
    ]
    lines = [f"| {' | '.join(row)} |" for row in texts]
    check("\n".join([lines[0], "|---" * width + "|", *lines[1:]]).encode(), "a.md", grid)


@given(grid=grids(_SAFE, merged=False))
@settings(max_examples=25, deadline=None)
def test_rows_with_tabs_of_any_texts(grid: Grid) -> None:
    height, width = max(grid)
    grid |= {(row, 1): Placed((f"{row}",)) for row in range(1, height + 1)}
    lines = [
        "\t".join(_paragraphs_in_a_line(grid.get((row, column), Placed(()))) for column in range(1, width + 1))
        for row in range(1, height + 1)
    ]
    check("\n".join(lines).encode(), "a.md", grid)


def _paragraphs_in_a_line(cell: Placed) -> str:
    return " ".join(f"<p>{line}</p>" for line in cell.lines)
