"""`siplan coverage`."""

from __future__ import annotations

from typing import Final

from si_plan.documents import words
from si_plan.documents.blocks import Column, Document, Ids, Row, Table, document
from si_plan.documents.records import Columns, Records, integer, text, texts
from si_plan.model.reference import Inspection
from si_plan.model.refs import Refs
from si_plan.queries.coverage import AreaCoverage, Coverage, by_inspection
from si_plan.queries.selection import Question
from si_plan.views import View
from si_plan.views.records import records_of, with_refs
from si_plan.views.tracked import scope


def page(question: Question, result: Coverage) -> Document:
    on = f"on {words.day(question.selection.as_of)}{scope(question)}"
    if not result.areas:
        return document(
            f"Coverage {on}", f"This plan names {'' if result.inspections else 'no inspection and '}no areas."
        )
    found = by_inspection(result.inspections, result.areas)
    names = [name_of(one.inspection, result.inspections) for one in found]
    shown = result.inspections if question.selection.area else [one.inspection for one in found]
    last = _last(question.plan.refs, result, [one for one in result.inspections if one not in shown])
    if len(found) == 1:
        return document(f"Coverage of {names[0]} {on}", _table(found[0].areas), last)
    tables = [_table(one.areas, upper(name)) for one, name in zip(found, names, strict=True)]
    return document(f"Coverage of areas by inspection {on}", *tables, last)


def name_of(inspection: Inspection | None, among: tuple[Inspection, ...]) -> str:
    """What the areas of one of a plan's inspections are called: `areas for improvement (Ofsted)`; with the title of the
    inspection, where the plan has several."""
    if inspection is None:
        return "areas of no known inspection" if among else "areas"
    by = inspection.body if len(among) == 1 else f"{inspection.body}, {inspection.title}"
    return f"{inspection.areas_called} ({by})"


def upper(text: str) -> str:
    """The text with a capital letter at its beginning."""
    return text[:1].upper() + text[1:]


def _last(refs: Refs, result: Coverage, missing: list[Inspection]) -> str:
    """What no action answers, and the inspections that no area of the plan is from."""
    unanswered = [refs.of(row.area) for row in result.areas if not row.actions]
    said = (
        f"No action answers {words.join(unanswered)}."
        if unanswered
        else "Every area is answered. A milestone that stands in two actions is counted once."
    )
    names = words.join(name_of(one, result.inspections) for one in missing)
    return f"{said} The plan lists no {names}." if missing else said


def _table(result: list[AreaCoverage], title: str = "") -> Table:
    columns = (
        Column("Area", "id"),
        Column("What is asked for"),
        Column("Priorities", "id", spare=True),
        Column("Actions", "number"),
        Column("Milestones", "number"),
        Column("Done", "number"),
        Column("Overdue", "number"),
        Column("No date", "number"),
    )
    rows = [
        Row(
            (
                Ids((row.area,)),
                row.title,
                Ids(row.priorities or ("–",)),
                row.actions,
                row.milestones,
                row.milestones_done,
                row.milestones_overdue,
                row.milestones_undated,
            )
        )
        for row in result
    ]
    return Table(columns, rows, title)


COLUMNS: Final[Columns[AreaCoverage]] = (
    text("area", lambda row: row.area),
    text("title", lambda row: row.title),
    texts("priorities", lambda row: row.priorities),
    integer("actions", lambda row: row.actions),
    integer("milestones", lambda row: row.milestones),
    integer("milestones_done", lambda row: row.milestones_done),
    integer("milestones_overdue", lambda row: row.milestones_overdue),
    integer("milestones_undated", lambda row: row.milestones_undated),
    text("inspection", lambda row: row.inspection),
)


def records(question: Question, result: Coverage) -> Records[AreaCoverage]:
    return records_of(question, "coverage", with_refs(question, COLUMNS, lambda row: row.area), result.areas)


VIEW: Final = View(page, records)
