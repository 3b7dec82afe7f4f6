"""The sheets of a workbook: a front sheet with the main numbers, then one table each, with a heading row and then a row
for each record, to filter, sort and count in. The rows are the report's, with days as dates and states as one word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from si_plan.documents import words
from si_plan.documents.blocks import Cell, Column, Document, Facts, Heading, Mark, Part, Section, Table
from si_plan.documents.pictures import Figures
from si_plan.model.background import text_of
from si_plan.model.reference import SectionName
from si_plan.queries.measures import TargetRow
from si_plan.reports.rows import PriorityProgress, Report
from si_plan.reports.workbook import tracked
from si_plan.reports.workbook.tracked import ID, WHEN, sheet
from si_plan.views import coverage as of_areas
from si_plan.views import gaps as told_gaps
from si_plan.views import targets
from si_plan.views.naming import named


def priorities(report: Report) -> Table:
    fields = (
        Column("Priority", "id", 9),
        Column("What is to improve", "text", 60),
        *(Column(name, "number", 11) for name in _COUNTS),
        Column("Rating", "text", 12),
    )
    rows = [_priority(priority) for priority in report.priorities]
    about = "Actions and milestones of each priority by state; a milestone that stands in two of them counts in each"
    return sheet("Priorities", about, fields, rows)


_COUNTS: Final = (
    "Actions",
    "Actions done",
    "Milestones",
    "Done",
    "Of them late",
    "Overdue",
    "Due now",
    "To come",
    "Ongoing",
    "No date",
    "Cancelled",
)


def _priority(priority: PriorityProgress) -> tuple[Cell, ...]:
    counts = priority.milestones
    return (
        *(priority.id, priority.title, priority.actions.total, priority.actions.done),
        *(counts.total, counts.done, counts.late, counts.overdue, counts.in_window, counts.upcoming),
        *(counts.ongoing, counts.undated, counts.cancelled),
        priority.rating.code if priority.rating is not None else None,
    )


def coverage(report: Report) -> Table:
    shown = [row.priority for row in report.matrix]
    inspections = {one.id: of_areas.name_of(one, report.details.inspections) for one in report.details.inspections}
    several = len(inspections) > 1
    fields = (
        Column("Area", "id", 7),
        *((Column("Inspection", "text", 30),) if several else ()),
        Column("What is asked for", "text", 60),
        *(Column(name, "number", 11) for name in ("Actions", "Milestones", "Done", "Overdue", "No date")),
        *(Column(f"Actions in priority {report.refs.of(priority)}", "number", 11) for priority in shown),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            area.area,
            *((inspections.get(area.inspection or ""),) if several else ()),
            *(area.title, area.actions, area.milestones),
            *(area.milestones_done, area.milestones_overdue, area.milestones_undated),
            *(row.actions.get(area.area, 0) for row in report.matrix),
        )
        for area in report.areas
    ]
    return sheet("Coverage", "What answers each area, and in which priorities", fields, rows)


def measures(report: Report) -> Table:
    fields: tuple[Column, ...] = (
        ID,
        Column("Measure", "text", 34),
        Column("Whose results", "text", 28),
        Column("What is measured", "text", 28),
        Column("Target", "text", 28),
        Column("By", "text", 11),
        Column("Latest day", "date", 13),
        Column("Provisional", "text", 11),
        Column("Result of", "text", 12),
        Column("Value", "number", 9),
        Column("Comparator", "number", 13),
        Column("Rank", "number", 7),
        Column("Of", "number", 7),
        Column("How it stands", "state", 13),
        Column("How we worked this out", "text", 50),
        Column("Source", "text", 30),
        Column("Baseline in words", "text", 34),
    )
    rows = [_target(report, row) for row in report.measures]
    if any(row.target.unit or row.interim for row in report.measures):
        fields = (*fields, Column("Unit", "text", 10), Column("Interim targets", "text", 50))
        rows = [(*cells, *_unit_and_interim(row)) for cells, row in zip(rows, report.measures, strict=True)]
    return sheet("Measures", "Success measures: each target, its latest result, how it stands", fields, rows)


def _target(report: Report, row: TargetRow) -> tuple[Cell, ...]:
    target, found = row.target, row.assessment
    reading = found.latest.reading if found.latest is not None else None
    return (
        target.id,
        f"{report.refs.of(row.measure.id)} {row.measure.title}",
        target.cohort,
        target.indicator,
        targets.in_words(target),
        target.by,
        target.by.latest if target.by is not None else None,
        "yes" if target.provisional else "no",
        *((reading.period, reading.value, reading.comparator, reading.rank, reading.of) if reading else _NO_RESULT),
        Mark(targets.SHADES[found.verdict], targets.VERDICT_WORDS[found.verdict]),
        targets.why(row),
        reading.source if reading else None,
        row.measure.baseline,
    )


def _unit_and_interim(row: TargetRow) -> tuple[Cell, Cell]:
    return row.target.unit, "; ".join(targets.interim(row.target, one) for one in row.interim) or None


_NO_RESULT: Final = (None,) * 5


def workbook(report: Report, told: Document) -> Document:
    """The workbook as a document: the front sheet, then a section of one table for each sheet that has rows."""
    sheets = {name: [table for make in makes if (table := make(report)).rows] for name, makes in _shown(report).items()}
    tables = list({table.name: table for made in sheets.values() for table in made}.values())
    last = key(told)
    front = _front(told, {str(name): made[0].name for name, made in sheets.items() if made})
    sections = [front, *(Section(table.name, table.caption, [table]) for table in [*tables, last])]
    return named(told._replace(sections=sections), report.refs)


def _shown(report: Report) -> dict[SectionName, tuple[Callable[[Report], Table], ...]]:
    return {name: makes for name, makes in _SHEETS.items() if name in report.sections}


def _front(told: Document, sheets: Mapping[str, str]) -> Section:
    """The first sheet: the headline, the report's figures with links, what there is nothing of, and the facts about the
    report. `sheets` has the name of the first sheet of each section."""
    parts: list[Part] = [part for part in told.sections[0].parts if isinstance(part, str)]
    for part in told.sections[0].parts:
        if isinstance(part, Figures):
            parts.append(Figures([figure._replace(section=sheets.get(figure.section, "")) for figure in part.figures]))
    nothing = [one for section in told.sections if section.name == "nothing" for one in section.parts]
    about = [part for part in told.sections[-1].parts if isinstance(part, (Facts, str))]
    return Section("summary", "", [*parts, *nothing, *about[:1]])


def key(told: Document) -> Table:
    """The last sheet: what the states, ratings and codes mean."""
    rows: list[tuple[Cell, ...]] = []
    heading = ""
    for part in told.sections[-1].parts:
        if isinstance(part, Heading):
            heading = part.text
        elif isinstance(part, Facts) and heading:
            rows += [(heading, label, text) for label, text in part.pairs]
    fields = (Column("Key to", "text", 22), Column("Word or code", "text", 18), Column("What it means", "text", 90))
    return sheet("Key", "What the states, ratings and codes mean", fields, rows)


def gaps(report: Report) -> Table:
    fields = (
        ID,
        Column("Kind", "text", 12),
        Column("What it is about", "text", 60),
        Column("Not said", "text", 12),
        Column("What it says instead", "text", 30),
        Column("Lead", "text", 20),
        Column("Explained in", "id", 13),
    )
    rows: list[tuple[Cell, ...]] = [
        (gap.record, gap.kind, gap.title, gap.lacks, gap.words or None, words.join(gap.leads), gap.note)
        for gap in (report.gaps.found if report.gaps is not None else ())
    ]
    return sheet("Not said", f"What the plan does not say. {told_gaps.WHAT}", fields, rows)


def background(report: Report) -> Table:
    entries = report.details.background
    rows: list[tuple[Cell, ...]] = [(number, text_of(entry)) for number, entry in enumerate(entries, 1)]
    fields = (Column("Number", "number", 9), Column("Background", "text", 120))
    return sheet("Background", "What of the document is no action", fields, rows)


def notes(report: Report) -> Table:
    fields = (
        Column("Note", "id", 7),
        Column("About", "id", 20),
        Column("Kind", "text", 13),
        Column("The document says", "text", 50),
        Column("The plan records", "text", 44),
        Column("Why", "text", 50),
    )
    rows: list[tuple[Cell, ...]] = [
        (note.id, note.at, note.kind, note.document, note.recorded, note.why) for note in report.notes
    ]
    return sheet(
        "Notes",
        "Where the plan departs from the published document, judges what it means, or remarks on it",
        fields,
        rows,
    )


def readings(report: Report) -> Table:
    fields = (
        ID,
        WHEN._replace(width=40),
        Column("Starts", "text", 13),
        Column("Due", "text", 13),
        Column("Earliest day", "date", 13),
        Column("Latest day", "date", 13),
        Column("Why we read it so", "text", 60),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            *(deadline.id, deadline.when, deadline.starts, deadline.promised),
            *((deadline.due.earliest, deadline.due.latest) if deadline.due is not None else (None, None)),
            deadline.reason,
        )
        for deadline in report.judged
    ]
    return sheet("Judged deadlines", "Deadlines that are our judgement of the words", fields, rows)


_SHEETS: Final[dict[SectionName, tuple[Callable[[Report], Table], ...]]] = {
    "overdue": (tracked.overdue,),
    "due": (tracked.due,),
    "slipped": (tracked.changes,),
    "completed": (tracked.changes,),
    "ratings": (tracked.ratings,),
    "priorities": (priorities,),
    "areas": (coverage,),
    "measures": (measures,),
    "gaps": (gaps,),
    "background": (background,),
    "plan": (tracked.plan, tracked.actions),
    "leads": (tracked.leads,),
    "notes": (notes, readings),
}
"""The sheets of each section that has any. Pictures have none: other sheets have their numbers."""
