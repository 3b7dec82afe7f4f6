"""`siplan coverage --gaps`, and the same list in a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from si_plan.documents import words
from si_plan.documents.blocks import Column, Document, Part, Row, Table, document
from si_plan.documents.records import Columns, Records, text, texts
from si_plan.queries.gaps import LACKS, Gap, Gaps
from si_plan.queries.selection import Question
from si_plan.views import View
from si_plan.views.records import records_of, with_refs
from si_plan.views.tracked import MEMBER, id_cell, member_cells, scope

WHAT: Final = "Good practice, not law: a reader of the plan will ask for these."
NONE: Final = "Nothing is missing of what siplan looks for: actions, periods, leads, milestones, measures, duties."
_READ: Final = "Only a reader can tell whether an action takes up what the background promises"
_MOST_WORDS: Final = 60
_KINDS: Final = {"background": ("text of the background", "texts of the background")}


def page(question: Question, result: Gaps) -> Document:
    on = f"on {words.day(question.selection.as_of)}{scope(question)}"
    where = words.join(["siplan show plan", *result.background_notes])
    read = [f"{_READ}: {where}."] if result.background and question.across is None else []
    if not result.found:
        return document(f"No gaps {on}", NONE, *read)
    whose = "the plan does" if question.across is None else "the plans do"
    title = f"What {whose} not say {on}: {numbers(result.found)}"
    return document(title, WHAT, how_often(result.found), table(result.found), *read)


def in_report(result: Gaps, *, captioned: str) -> list[Part]:
    """The same for a report, whose tables have captions."""
    read = [f"{_READ}."] if result.background else []
    return [f"{WHAT} {how_often(result.found)}", table(result.found)._replace(caption=captioned, name="gaps"), *read]


def numbers(found: Sequence[Gap]) -> str:
    """How many records have gaps: 4 areas and 25 actions."""
    kinds = Counter(kind for _, kind, *_ in {_about(gap): None for gap in found})
    return words.every(words.count(many, *_KINDS.get(kind, (kind,))) for kind, many in kinds.items())


def _about(gap: Gap) -> tuple[str | None, str, str, str]:
    """What a gap is of: texts of the background have no ids of their own."""
    return gap.member, gap.kind, gap.record, gap.title if gap.kind == "background" else ""


def how_often(found: Sequence[Gap]) -> str:
    """How often each thing is missing: Not said: a period (1), a measure (28)."""
    many = Counter(gap.lacks for gap in found)
    return f"Not said: {words.join(f'{words.a(lacks)} ({many[lacks]})' for lacks in LACKS if many[lacks])}."


def table(found: Sequence[Gap]) -> Table:
    """A row for each record, with all that is not said of it."""
    by_record: dict[tuple[str | None, str, str, str], list[Gap]] = {}
    for gap in found:
        by_record.setdefault(_about(gap), []).append(gap)
    several = any(gap.member for gap in found)
    columns = (
        *((MEMBER,) if several else ()),
        Column("ID", "id", 8),
        Column("What it is about", "title", 40),
        Column("Not said", "text", 30),
    )
    rows = [
        Row((*member_cells(own[0]), id_cell(own[0]), own[0].label or own[0].title, words.join(map(in_words, own))))
        for own in by_record.values()
    ]
    return Table(columns, rows)


def in_words(gap: Gap) -> str:
    """What is missing, with what the document says in its place, and the note that explains it."""
    said = f"“{words.cut(gap.words, _MOST_WORDS)}”" if gap.words else ""
    duty = gap.lacks == "duty"
    more = [f"it says {said}"] if said and not duty else []
    more += [f"explained in {gap.note}"] if gap.note else []
    missing = f"a duty for {said}" if duty else words.a(gap.lacks)
    return f"{missing} ({'; '.join(more)})" if more else missing


COLUMNS: Final[Columns[Gap]] = (
    text("record", lambda gap: gap.record),
    text("kind", lambda gap: gap.kind),
    text("lacks", lambda gap: gap.lacks),
    text("words", lambda gap: gap.words or None),
    text("title", lambda gap: gap.title),
    text("action", lambda gap: gap.action),
    text("priority", lambda gap: gap.priority),
    texts("areas", lambda gap: gap.areas),
    texts("leads", lambda gap: gap.leads),
    text("explained_in", lambda gap: gap.note),
)


def records(question: Question, result: Gaps) -> Records[Gap]:
    return records_of(question, "gaps", with_refs(question, COLUMNS, lambda gap: gap.record), result.found)


VIEW: Final = View(page, records)
