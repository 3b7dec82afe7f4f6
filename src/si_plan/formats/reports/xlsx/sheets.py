"""What the sheets of a workbook hold: one table each, a heading row and then a row a record, so that people can
filter, sort and count. The rows are the report's own, with each day as a day and each state as one word.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from si_plan.documents.blocks import Document, Facts, Heading
from si_plan.documents.pictures import Figures
from si_plan.formats.reports.xlsx import changes, progress, standing
from si_plan.formats.reports.xlsx.fields import ID, WHEN, Field, Sheet, Value, written
from si_plan.model.reference import SectionName
from si_plan.queries.report.rows import Report


def sheets(report: Report, told: Document) -> list[Sheet]:
    """The workbook's sheets in their order: what it is, those of the audience's sections, the key."""
    makes = dict.fromkeys(make for name, made in _SHEETS.items() if name in report.sections for make in made)
    shown = [make(report) for make in makes]
    return [about(told, shown), *shown, key(told)]


def about(told: Document, shown: list[Sheet]) -> Sheet:
    """What the workbook is: the report's summary, then what each sheet holds."""
    rows: list[tuple[Value, ...]] = [
        ("Plan", told.title, None),
        ("Authority", told.authority, None),
        ("Report", told.subtitle, None),
    ]
    for part in told.sections[0].parts:
        if isinstance(part, str):
            rows.append(("In words", part, None))
        elif isinstance(part, Figures):
            rows += [(f"{one.label[:1].upper()}{one.label[1:]}", one.note or None, one.number) for one in part.figures]
        elif isinstance(part, Facts):
            rows += [(label, text, None) for label, text in part.pairs]
    rows += [(f"Rows of {one.name}", one.about, len(one.rows)) for one in shown]
    fields = (
        Field("About this workbook", "short", 30),
        Field("What it says", "text", 90),
        Field("Number", "number", 10),
    )
    return Sheet("About", "", fields, rows)


def key(told: Document) -> Sheet:
    """What the states, ratings and codes mean."""
    rows: list[tuple[Value, ...]] = []
    heading = ""
    for part in told.sections[-1].parts:
        if isinstance(part, Heading):
            heading = part.text
        elif isinstance(part, Facts):
            rows += [(heading, label, text) for label, text in part.pairs]
    fields = (Field("Key to", "short", 22), Field("Word or code", "short", 18), Field("What it means", "text", 90))
    return Sheet("Key", "", fields, rows)


def background(report: Report) -> Sheet:
    rows: list[tuple[Value, ...]] = [(number, text) for number, text in enumerate(report.details.background, 1)]
    fields = (Field("Number", "number", 9), Field("Background", "text", 120))
    return Sheet("Background", "What of the document is no action", fields, rows)


def notes(report: Report) -> Sheet:
    fields = (
        Field("Note", "id", 7),
        Field("About", "id", 20),
        Field("Kind", "short", 13),
        Field("The document says", "text", 50),
        Field("The plan records", "text", 44),
        Field("Why", "text", 50),
    )
    rows: list[tuple[Value, ...]] = [
        (one.id, one.at, one.kind, one.document, one.recorded, one.why) for one in report.notes
    ]
    return Sheet("Notes", "Departures from the published document, judgements on it and observations", fields, rows)


def readings(report: Report) -> Sheet:
    fields = (
        ID,
        WHEN._replace(width=40),
        Field("Starts", "short", 13),
        Field("Due", "short", 13),
        Field("Earliest day", "date", 13),
        Field("Latest day", "date", 13),
        Field("Why it is read so", "text", 60),
    )
    rows: list[tuple[Value, ...]] = [
        (
            *(one.id, one.when, written(one.starts), written(one.due)),
            *((one.due.earliest, one.due.latest) if one.due is not None else (None, None)),
            one.reason,
        )
        for one in report.judged
    ]
    return Sheet("Readings", "Deadlines whose wording took judgement", fields, rows)


_SHEETS: Final[dict[SectionName, tuple[Callable[[Report], Sheet], ...]]] = {
    "overdue": (standing.overdue,),
    "due": (standing.due,),
    "slipped": (changes.changes,),
    "ratings": (standing.ratings,),
    "completed": (changes.changes,),
    "priorities": (progress.priorities,),
    "areas": (progress.coverage,),
    "measures": (progress.measures,),
    "background": (background,),
    "plan": (standing.plan,),
    "leads": (standing.leads,),
    "notes": (notes, readings),
}
"""The sheets of each section that has any. What is drawn has none: its numbers stand in the others."""
