"""What a document seems to mean: the import.yaml that siplan proposes, with a question for all that it cannot tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from si_plan.importing.asking.questions import questions_about
from si_plan.importing.document import ImportRefusedError, Paragraph, SourceDocument, Table
from si_plan.importing.laid_out import ColumnField
from si_plan.importing.laying.laying_out import lay_out
from si_plan.importing.mapping import Column, ImportMap, TableMeaning
from si_plan.importing.tables.colours import key_in, key_of, ratings_of, sign_of
from si_plan.importing.tables.glossaries import heads_glossary, is_glossary
from si_plan.importing.tables.headers import (
    LONGEST_NAME,
    Header,
    headers_of,
    named_by,
    one_line,
    said,
    texts_of,
)
from si_plan.importing.tables.headings import introduces_areas
from si_plan.importing.tables.passages import beginning, facts_of, headings_above, passages_of
from si_plan.importing.tables.plan_columns import columns_of
from si_plan.importing.tables.plan_rows import Sorted, is_named_heading, sort_rows
from si_plan.model.promise import ROLES

_SEPARATORS: Final = ("/", ";", ",", "&", " and ")


@dataclass
class _Seen:
    """What has been seen of the document so far."""

    named: bool
    """Whether it has priorities that call themselves so."""
    none_known: bool = False
    """Whether no table of it has a header of known names."""
    columns: tuple[Column, ...] = ()
    width: int = 0
    """How many columns the last table of actions has; 0 before the first."""
    unsure_tables: list[int] = field(default_factory=list)
    above: str = ""
    """The text just above a table."""
    doubted: bool = False
    """Whether the last table with a header may or may not be one of actions: the next one has to name its columns."""


def propose(document: SourceDocument) -> ImportMap:
    """The mapping that a document's own headings and the vocabulary suggest. Raises ImportRefusedError where it has no
    table."""
    if not document.tables:
        raise ImportRefusedError(
            f"{document.name} has no table", "siplan reads plans whose actions stand in the rows of tables"
        )
    headers = {table.number: headers_of(table) for table in document.tables}
    none_known = not any(headers.values())
    if none_known:
        headers.update(_likeliest(document))
    seen = _Seen(none_known=none_known, named=_names_priorities(document, headers))
    tables: list[TableMeaning] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            seen.above = block.text if block.is_running else seen.above
        else:
            meaning = _table(block, headers[block.number], seen)
            tables.append(meaning)
            seen.above = ""
    facts = facts_of(document, list(_beside(document, tables)))
    headed = headings_above(document, [one.table for one in tables if one.holds == "actions" and not one.priorities])
    passages = passages_of(document, facts, lambda text: bool(key_in(text)), headed=headed)
    if not headed:
        tables = _named_by_sheets(document, tables)
    proposed = ImportMap(
        document=one_line(document.name) or "document",
        title=facts.title or None,
        authority=facts.authority or None,
        dated=facts.dated,
        tables=tuple(tables),
        passages=passages,
    )
    return _with_contents(document, proposed, seen)


def _with_contents(document: SourceDocument, proposed: ImportMap, seen: _Seen) -> ImportMap:
    """The mapping with what only its rows show: separators, ratings, and the questions."""
    laid = lay_out(document, proposed)
    rows = [row for priority in laid.priorities for row in priority.rows]
    key: dict[str, str] = {}
    for table in document.tables:
        key.update(key_of(table) if _meaning(proposed, table.number).holds == "ratings" else {})
    for part in document.paragraphs():
        key.update({colour: meaning for colour, meaning in key_in(part.text).items() if colour not in key})
    signs = [sign for row in rows for cell in row.ratings.values() if (sign := sign_of(cell))]
    who = [part.text for row in rows for name in ROLES for part in row.fields.get(name, ())]
    titles = " ".join(title.text for _, title in laid.glossary)
    separators = tuple(mark for mark in _SEPARATORS if any(mark in text for text in who) and mark not in titles)
    proposed = proposed.model_copy(update={"ratings": ratings_of(signs, key), "separators": separators})
    return proposed.model_copy(update={"questions": questions_about(document, proposed, rows, seen.unsure_tables)})


def _meaning(proposed: ImportMap, table: int) -> TableMeaning:
    return next(one for one in proposed.tables if one.table == table)


def _names_priorities(document: SourceDocument, headers: Mapping[int, list[Header]]) -> bool:
    """Whether a document has priorities that call themselves so, above the rows of its tables."""
    for table in document.tables:
        begins = headers[table.number][0].rows[0] if headers[table.number] else 0
        if any(is_named_heading(table, row, above=row.number < begins) for row in table.rows):
            return True
    return False


def _table(table: Table, headers: list[Header], seen: _Seen) -> TableMeaning:
    """What a table seems to be."""
    named = table.name or beginning(next((said(cell) for row in table.rows for cell in texts_of(row)), "")) or None
    start: dict[str, Any] = {"table": table.number, "named": named}
    if table.inside is not None and not headers:
        return TableMeaning(**start, holds="cell")
    if headers:
        return _plan(table, headers, seen, start)
    if key_of(table):
        return TableMeaning(**start, holds="ratings")
    if is_glossary(table, seen.above):
        heads = tuple(row.number for row in table.rows[:1] if heads_glossary(row))
        return TableMeaning(**start, holds="glossary", headers=heads)
    if introduces_areas(seen.above) and table.columns <= 2 and len(table.rows) > 1:
        return TableMeaning(**start, holds="areas")
    rows = [row for row in table.rows if texts_of(row)]
    if rows and all(is_named_heading(table, row) for row in rows):
        return TableMeaning(**start, holds="actions", priorities=tuple(row.number for row in rows))
    if seen.width and table.columns == seen.width and table.columns > 2 and rows:
        return _plan(table, [], seen, start)
    return TableMeaning(**start, holds="nothing")


def _plan(table: Table, headers: list[Header], seen: _Seen, start: dict[str, Any]) -> TableMeaning:
    """A table of actions, with its rows sorted."""
    heads = {row for header in headers for row in header.rows}
    columns = seen.columns
    if headers:
        body = [row for row in table.rows if row.number > headers[0].rows[-1] and row.number not in heads]
        body = [row for row in body if not is_named_heading(table, row)]
        columns = columns_of(table, headers[0], body)
    fields: dict[ColumnField, int] = {}
    for column in columns:
        fields.setdefault(column.field, column.number)
    done = sort_rows(table, headers, fields, goes_on=not headers, named=seen.named)
    known = set(fields) - {"none", "extra", "rating"}
    unsure = bool(headers) and not _is_sure(fields)
    if unsure and (len(known) > 1 or seen.none_known):
        seen.unsure_tables.append(table.number)
    holds = "nothing" if unsure and len(known) < 3 else "actions"
    start |= {"holds": holds, "headers": tuple(sorted(heads)), **_rows(done)}
    if columns != seen.columns or seen.doubted or holds == "nothing":
        start["columns"] = columns
    seen.doubted = unsure
    if holds == "actions":
        seen.columns, seen.width = columns, table.columns
    return TableMeaning(**start)


def _is_sure(fields: dict[ColumnField, int]) -> bool:
    return "title" in fields and bool({"leads", "when", "due", "milestones", "success", "starts"} & set(fields))


def _rows(done: Sorted) -> dict[str, Any]:
    return {
        "priorities": tuple(done.priorities),
        "success": tuple(done.success),
        "continues": tuple(done.continues),
        "skips": tuple(done.skips),
        "asked": tuple(sorted({*done.merged, *done.unsure})),
    }


def _named_by_sheets(document: SourceDocument, tables: list[TableMeaning]) -> list[TableMeaning]:
    """The tables, where each sheet of actions without a heading has its own name for its priority: if there are several
    of them."""

    def is_bare(one: TableMeaning) -> bool:
        by_column = any(column.field == "priority" for column in one.columns)
        return one.holds == "actions" and not one.priorities and not by_column and one.named is not None

    if document.kind != "xlsx" or sum(one.holds == "actions" for one in tables) < 2:
        return tables
    return [one.model_copy(update={"priority": one.named}) if is_bare(one) else one for one in tables]


def _beside(document: SourceDocument, tables: list[TableMeaning]) -> Iterator[Paragraph]:
    """The paragraphs of tables that are no part of the plan, and of rows that are none."""
    for table, meaning in zip(document.tables, tables, strict=True):
        skips = frozenset(meaning.skips)
        for row in table.rows:
            if meaning.holds == "nothing" or row.number in skips:
                yield from row.running


def _likeliest(document: SourceDocument) -> dict[int, list[Header]]:
    """The headers of the tables that are most like plans, for a document in which no table names known columns: the
    first row of cells that are no longer than names."""
    found: dict[int, list[Header]] = {}
    for table in document.tables:
        rows = [row for row in table.rows if len(texts_of(row)) > 2]
        if len(rows) > 1 and table.inside is None and not key_of(table):
            header = named_by(table, [rows[0].number])
            if all(len(name) <= LONGEST_NAME for name in header.names.values()):
                found[table.number] = [header]
    return found
