"""A document put in order as its mapping says, and by nothing else: priorities with the rows of their actions, and what
became of every paragraph that is in none of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from si_plan.importing.answering import check_fits, columns_of_tables, settled
from si_plan.importing.document import Paragraph, Place, Row, SourceDocument, Table
from si_plan.importing.fates import Fate, Fated, left_over
from si_plan.importing.laid_out import ActionRow, LaidOut, PriorityRows
from si_plan.importing.laying.laid_heading import LaidHeading, heading_of, heading_of_row, success_in
from si_plan.importing.laying.laid_rows import RowReader, joined
from si_plan.importing.mapping import ImportMap, Passage, TableMeaning
from si_plan.importing.tables.colours import key_in
from si_plan.importing.tables.glossaries import entries_in
from si_plan.importing.tables.headers import one_line
from si_plan.importing.tables.headings import areas_named
from si_plan.importing.tables.passages import day_in
from si_plan.importing.tables.vocabulary import same_name

_KEY: Final = "the document's own key: it stands in import.yaml"
_NO_TABLE: Final = TableMeaning(table=1, holds="nothing")


@dataclass
class _Priority:
    """A priority in the making."""

    heading: LaidHeading
    success: list[Paragraph] = field(default_factory=list)
    rows: list[list[ActionRow]] = field(default_factory=list)
    """Each row with those that continue it."""

    def made(self) -> PriorityRows:
        """The priority with its rows."""
        said = self.heading
        success = (*said.success, *self.success)
        rows = tuple(map(joined, self.rows))
        return PriorityRows(said.number, said.title, said.named, said.areas, said.area_lines, success, rows)


def lay_out(document: SourceDocument, import_map: ImportMap) -> LaidOut:
    """Put a document in order as its mapping says, with what its answered questions say. Raises ImportRefusedError
    where the mapping names a table, row or paragraph that the document does not have."""
    meaning = settled(import_map)
    check_fits(document, meaning)
    return _Layout(document, meaning).laid_out()


class _Layout:
    """A document being put in order."""

    def __init__(self, document: SourceDocument, import_map: ImportMap) -> None:
        self.document = document
        self.map = import_map
        self.tables = {one.table: one for one in import_map.tables}
        self.priorities: list[_Priority] = []
        self.by_name: dict[str, _Priority] = {}
        self.current: _Priority | None = None
        """The priority that is being filled."""
        self.fates: list[Fated] = []
        self.joined: set[tuple[int, int]] = set()
        self.columns = columns_of_tables(import_map)
        self.held: dict[str, list[Paragraph]] = {"title": [], "date": [], "areas": [], "background": []}
        self.glossary: list[tuple[Paragraph, Paragraph]] = []
        self.nested = {
            table.inside: table
            for table in document.tables
            if table.inside is not None and self._meaning(table).holds == "cell"
        }

    def laid_out(self) -> LaidOut:
        """The whole document, laid out."""
        passages = self._passage_by_paragraph()
        for block in self.document.blocks:
            if isinstance(block, Paragraph):
                self._lay_paragraph(block, passages.get(block.place.paragraph))
            else:
                self._lay_table(block)
        laid = LaidOut(
            priorities=tuple(priority.made() for priority in self.priorities),
            glossary=tuple(self.glossary),
            areas=tuple(self.held["areas"]),
            title=tuple(self.held["title"]) or self._found(self.map.title),
            dated=tuple(self.held["date"]) or self._found_day(),
            authority=self._found(self.map.authority),
            background=tuple(self.held["background"]),
            joined=frozenset(self.joined),
        )
        return replace(laid, fates=self._all_fates(laid))

    def _meaning(self, table: Table) -> TableMeaning:
        return self.tables.get(table.number, _NO_TABLE)

    def _passage_by_paragraph(self) -> dict[int, Passage]:
        return {
            number: passage
            for passage in self.map.passages
            for number in range(passage.first, (passage.last or passage.first) + 1)
        }

    def _fate(self, part: Paragraph, fate: Fate, rule: str, record: str = "", name: str = "") -> None:
        self.fates.append(Fated(part.place, fate, record, name, part.text if record else "", rule))

    def _lay_paragraph(self, part: Paragraph, passage: Passage | None) -> None:
        if passage is None or not part.is_running:
            return
        holds = passage.holds
        if holds in self.held and not (holds == "background" and part.heading):
            self.held[holds].append(part)
        elif holds == "priority":
            areas = areas_named(part.text)
            if areas and self.current is not None:
                self.current.heading = self.current.heading.with_areas(areas, (part,))
            else:
                self._begin(heading_of([part]))
        elif holds == "success" and self.current is not None:
            labels, statements = success_in([part])
            self._heading_fates(labels, "what success looks like")
            self.current.success += statements
        elif holds == "glossary":
            self.glossary += [
                (replace(part, text=code, raw=part.words), replace(part, text=title, raw=part.words))
                for code, title in entries_in(part.text)
            ]
        elif holds == "ratings":
            self._fate(part, "not-mapped", _KEY)
        elif holds == "heading" or part.heading:
            self._fate(part, "heading", "heading of a part of the document")

    def _heading_fates(self, parts: tuple[Paragraph, ...], rule: str) -> None:
        for part in parts:
            self._fate(part, "heading", rule)

    def _lay_table(self, table: Table) -> None:
        meaning = self._meaning(table)
        if meaning.holds == "actions":
            self._lay_actions(table, meaning)
        elif meaning.holds == "glossary":
            self._lay_glossary(table, meaning)
        elif meaning.holds == "areas":
            self._lay_areas(table, meaning)
        elif meaning.holds == "ratings":
            for row in table.rows:
                for part in row.running:
                    self._fate(part, "not-mapped", _KEY)

    def _lay_glossary(self, table: Table, meaning: TableMeaning) -> None:
        for row in table.rows:
            parts = row.running
            if row.number in meaning.headers:
                self._heading_fates(parts, "names a column of the glossary")
            elif len(parts) > 1:
                code, *titles = parts
                self.glossary += [(code, title) for title in titles[:1]]

    def _lay_areas(self, table: Table, meaning: TableMeaning) -> None:
        for row in table.rows:
            parts = row.running
            if row.number in meaning.headers:
                self._heading_fates(parts, "names a column of the areas")
            elif parts:
                *before, title = parts
                numbered = before[0].text.strip().rstrip(".:)") if before else ""
                if numbered.isdecimal():
                    title = replace(title, text=f"{numbered} {title.text}", raw=title.words)
                self.held["areas"].append(title)
                self._heading_fates(tuple(before), "number of an area")

    def _lay_actions(self, table: Table, meaning: TableMeaning) -> None:
        if meaning.priority:
            self._begin(heading_of((), meaning.priority))
        reader = RowReader(table, self.columns[table.number], meaning, self.nested)
        last_heading = 0
        names: set[str] = set()
        headers = {number: place for place, number in enumerate(sorted(meaning.headers))}
        priorities, success, skips = map(frozenset, (meaning.priorities, meaning.success, meaning.skips))
        for row in table.rows:
            number = row.number
            if number in headers:
                first = number - min(headers) == headers[number]
                for part in reader.parts_of_row(row):
                    text = same_name(part.text)
                    if first:
                        names.add(text)
                        self._fate(part, "heading", "names a column")
                    elif text in names:
                        self._fate(part, "repeated-header", "names a column")
                    else:
                        self._fate(part, "not-mapped", "names a column otherwise than the first header")
            elif number in priorities:
                self._lay_heading(row, follows=last_heading == number - 1)
                last_heading = number
            elif number in success:
                labels, statements = success_in(list(reader.parts_of_row(row)))
                self._heading_fates(labels, "what success looks like")
                self._priority().success += statements
            elif number in skips:
                for part in reader.parts_of_row(row):
                    self._fate(part, "not-mapped", "row that is no part of the plan")
            elif reader.says_anything(row):
                self._lay_action(reader, row)
        self.fates += reader.fates

    def _turn_to(self, named: tuple[Paragraph, ...]) -> None:
        """Turn to the priority that a row names, a new one or one that has been named before."""
        text = one_line(" ".join(part.text for part in named))
        priority = self.by_name.get(text)
        if priority is None:
            self.by_name[text] = self._begin(heading_of(named))
            return
        self.current = priority
        if named != priority.heading.title:
            self._heading_fates(named, "names the priority of its row")

    def _begin(self, heading: LaidHeading) -> _Priority:
        """Begin a priority, to be filled from here on."""
        self.current = _Priority(heading)
        self.priorities.append(self.current)
        return self.current

    def _priority(self) -> _Priority:
        """The priority that is being filled; one named as the plan where the document has none so far."""
        return self.current or self._begin(heading_of((), self.map.title or "Actions"))

    def _lay_heading(self, row: Row, *, follows: bool) -> None:
        said = heading_of_row(row)
        self._heading_fates(said.labels, "what success looks like")
        if not said.title and follows and self.current is not None:
            self.current.heading = self.current.heading.with_areas(said.areas, said.area_lines)
        elif said.title:
            self._begin(said)

    def _lay_action(self, reader: RowReader, row: Row) -> None:
        action = reader.action_row(row)
        if named := action.fields.get("priority", ()):
            self._turn_to(named)
            action = replace(
                action, fields={name: parts for name, parts in action.fields.items() if name != "priority"}
            )
        rows = self._priority().rows
        if row.number in reader.continues and rows:
            rows[-1].append(action)
            self.joined.add((action.table, row.number))
        else:
            rows.append([action])

    def _found(self, text: str | None) -> tuple[Paragraph, ...]:
        """The first paragraph that says a text."""
        if not text:
            return ()
        wanted = text.casefold()
        parts = (part for part in self.document.paragraphs() if not part.aside)
        return next(((part,) for part in parts if wanted in one_line(part.text).casefold()), ())

    def _found_day(self) -> tuple[Paragraph, ...]:
        """The first paragraph that says the date of the plan."""
        if self.map.dated is None:
            return ()
        parts = (part for part in self.document.paragraphs() if not part.aside and len(part.text) < 300)
        return next(((part,) for part in parts if day_in(part.text) == self.map.dated), ())

    def _all_fates(self, laid: LaidOut) -> tuple[Fated, ...]:
        """The fates so far, and one for each paragraph that is nowhere yet."""
        placed = places_in(laid)
        facts = {part.place for part in (*laid.title, *laid.dated, *laid.authority)}
        self.fates = [fate for fate in self.fates if fate.fate != "not-mapped" or fate.place not in facts]
        told = placed | {fate.place for fate in self.fates}
        for part in self.document.paragraphs():
            if part.place not in told:
                fate, rule = left_over(part)
                self._fate(part, fate, _KEY if self.map.ratings and key_in(part.text) else rule)
        order = {part.place: number for number, part in enumerate(self.document.paragraphs())}
        return tuple(sorted(self.fates, key=lambda fate: order[fate.place]))


def places_in(laid: LaidOut) -> frozenset[Place]:
    """The place of every paragraph that stands in a laid-out document, those with a fate left aside."""
    parts = [*laid.areas, *laid.title, *laid.dated, *laid.authority, *laid.background]
    parts += [part for pair in laid.glossary for part in pair]
    for priority in laid.priorities:
        parts += [*priority.title, *priority.area_lines, *priority.success]
        for row in priority.rows:
            for group in (*row.fields.values(), *row.kept.values()):
                parts += group
            parts += [part for cell in row.ratings.values() for part in cell.paragraphs if part.text.strip()]
    return frozenset(part.place for part in parts)
