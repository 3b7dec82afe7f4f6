"""receipt.html: the document as it was read, each paragraph with what became of it, to read beside the original."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from si_plan.documents import words
from si_plan.documents.visible import visible
from si_plan.formats.html import policy_for, stylesheet
from si_plan.importing.asking.questions import meanings_of
from si_plan.importing.document import Paragraph, Place, Table, letters
from si_plan.importing.fates import Fate, Fated
from si_plan.importing.mapping import Question
from si_plan.importing.receipt.accounting import FATES, Receipt, main_fate

_MOST_COLOURS: Final = 60
_COLOUR: Final = re.compile("[0-9A-F]{6}")
_PLACE: Final = re.compile(r"(?:^|, )(table \d+, row \d+, column \d+|paragraph \d+|sheet )")
_SHEET_CELL: Final = re.compile(r", cell [A-Z]+\d+")


class Told(NamedTuple):
    """What became of a paragraph, in a few words, with the class that colours it."""

    fate: Fate
    said: str
    value: str = ""
    more: str = ""


class Line(NamedTuple):
    """A paragraph as the page shows it."""

    id: str
    text: str
    mark: str
    level: int
    bold: bool
    aside: str
    shade: str
    told: tuple[Told, ...]


class Box(NamedTuple):
    """A cell as the page shows it; one without lines may only fill a gap of the grid."""

    lines: tuple[Line, ...] = ()
    columns: int = 1
    rows: int = 1
    fill: str = ""
    problem: str = ""


class Strip(NamedTuple):
    """A row as the page shows it: its number and its cells."""

    number: int
    boxes: list[Box]
    hidden: bool


class Grid(NamedTuple):
    """A table as the page shows it."""

    number: int
    title: str
    inside: str
    heads: list[str]
    rows: list[Strip]


class Asked(NamedTuple):
    """A question, with the place of each cell on the page where that is known."""

    question: Question
    cells: tuple[tuple[str, str], ...]
    meanings: Mapping[str, str]


def render(receipt: Receipt, said: str) -> bytes:
    """The page, as UTF-8. `said` is the import in a line: `34 actions, 74 milestones, 11 questions open`."""
    fills = sorted(
        {cell.fill for table in receipt.document.tables for row in table.rows for cell in row.cells if cell.fill}
    )
    known = [fill for fill in fills if _COLOUR.fullmatch(fill)][:_MOST_COLOURS]
    environment, ids = _environment(), _ids(receipt)
    assert environment.loader is not None
    style = stylesheet() + environment.loader.get_source(environment, "receipt.css")[0]
    style += "".join(f".f{fill}{{background:#{fill}}}" for fill in known)
    page = environment.get_template("receipt.html").render(
        receipt=receipt,
        proof=receipt.proof,
        said=said,
        counts=[(fate, number, FATES[fate]) for fate, number in receipt.counts.items()],
        lost=len(receipt.without_fate),
        questions={f"question {question.id}": f"q-{question.id}" for question in receipt.questions},
        open=[_asked(question, ids) for question in receipt.open],
        answered=[_asked(question, ids) for question in receipt.questions if question.answer is not None],
        unmapped=list(_unmapped(receipt)),
        blocks=list(_blocks(receipt, frozenset(known))),
        style=Markup(style),
        policy=policy_for(style),
    )
    return page.encode("utf-8")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    """Jinja with the templates. Every text that a page gets is made visible, and escaped."""
    environment = Environment(
        loader=PackageLoader("si_plan.importing.receipt"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_shown,
    )
    environment.filters.update(count=words.count, thousands=lambda number: f"{number:,}")
    return environment


def _shown(value: Any) -> Any:
    return visible(value) if type(value) is str else value


def _id(place: Place) -> str:
    return "p" + "-".join(map(str, place))


def _asked(question: Question, ids: Mapping[str, str]) -> Asked:
    return Asked(question, tuple((where, _id_of(where, ids)) for where in question.cells), meanings_of(question))


def _id_of(where: str, ids: Mapping[str, str]) -> str:
    """The id on the page of the cell that a question's place names: `2.3, table 2, row 5, column 3 (Who): HOA`. A
    sheet's name may look like a cell."""
    found = _PLACE.search(where)
    if found is None:
        return ""
    begins, ends = found.start(1), [found.end()]
    if found[1] == "sheet ":
        ends = [one.end() for one in _SHEET_CELL.finditer(where, begins)]
    return next((ids[where[begins:end]] for end in ends if where[begins:end] in ids), "")


def _ids(receipt: Receipt) -> dict[str, str]:
    """For each cell, and each paragraph outside tables, the id of what the page shows of it first."""
    document = receipt.document
    found: dict[str, str] = {}
    for paragraph in document.paragraphs():
        found.setdefault(document.where(paragraph.place), _id(paragraph.place))
    return found


def _unmapped(receipt: Receipt) -> Iterator[tuple[str, str, str, str]]:
    """The paragraphs that no field takes: where each is, its id on the page, its text and why."""
    document = receipt.document
    for paragraph in document.paragraphs():
        told = next((one for one in receipt.fates.get(paragraph.place, ()) if one.fate == "not-mapped"), None)
        if told is not None:
            yield document.where(paragraph.place), _id(paragraph.place), paragraph.text, told.rule


def _blocks(receipt: Receipt, fills: frozenset[str]) -> Iterator[Line | Grid]:
    for block in receipt.document.blocks:
        yield _grid(receipt, block, fills) if isinstance(block, Table) else _line(receipt, block)


def _line(receipt: Receipt, paragraph: Paragraph) -> Line:
    fated = receipt.fates.get(paragraph.place, ())
    shade = main_fate(fated) if fated else "lost"
    return Line(
        _id(paragraph.place),
        paragraph.text,
        paragraph.mark or ("•" if paragraph.level else ""),
        min(paragraph.level, 6),
        paragraph.bold or bool(paragraph.heading),
        paragraph.aside,
        shade,
        tuple(_told(paragraph, fated)),
    )


def _told(paragraph: Paragraph, fated: Iterable[Fated]) -> Iterator[Told]:
    """What became of it: `2.4 title`, `2.4.1 due, 2.4.2 due: 2016-12`, `asked (2.4 due)`, with the rule where a reader
    will want it."""
    records: dict[tuple[Fate, str, str], dict[str, None]] = {}
    for one in fated:
        value = one.value if one.value not in paragraph.text else ""
        why = one.rule if one.fate in ("asked", "not-mapped") else ""
        records.setdefault((one.fate, value, why), {})[f"{one.record} {one.field}".strip()] = None
    for (fate, value, why), names in records.items():
        where = words.join(name for name in names if name)
        said = where if fate == "mapped" and where else f"{fate.replace('-', ' ')}{f' ({where})' if where else ''}"
        yield Told(fate, said, value, why)


def _grid(receipt: Receipt, table: Table, fills: frozenset[str]) -> Grid:
    document = receipt.document
    heads = [letters(column) if document.kind == "xlsx" else str(column) for column in range(1, table.columns + 1)]
    inside = document.where(Place(*table.inside, 1)) if table.inside else ""
    hidden = table.hidden_columns
    heads = [f"{head} (hidden)" if column in hidden else head for column, head in enumerate(heads, 1)]
    named = f"Table {table.number}" + (f": {table.name}" if table.name else "")
    return Grid(table.number, named, inside, heads, list(_strips(receipt, table, fills)))


def _strips(receipt: Receipt, table: Table, fills: frozenset[str]) -> Iterator[Strip]:
    """The rows of a table. Where no cell covers a place of the grid, an empty one holds the others in their columns."""
    free_from = [0] * (table.columns + 2)
    for row in table.rows:
        boxes: list[Box] = []
        begins = {cell.column: cell for cell in row.cells}
        gap = 0
        for column in range(1, table.columns + 1):
            cell = begins.get(column)
            if cell is None and free_from[column] <= row.number:
                gap += 1
                continue
            boxes += [Box(columns=gap)] if gap else []
            gap = 0
            if cell is None:
                continue
            for covered in range(column, min(column + cell.columns, table.columns + 1)):
                free_from[covered] = row.number + cell.rows
            lines = tuple(_line(receipt, paragraph) for paragraph in cell.paragraphs)
            fill = cell.fill if cell.fill in fills else ""
            boxes.append(Box(lines, cell.columns, cell.rows, fill or "", cell.problem))
        yield Strip(row.number, boxes, row.hidden)
