"""`siplan diff`: what an edit does to a plan, as a person who knows no YAML would say it."""

from __future__ import annotations

from datetime import date
from typing import Any, Final, NamedTuple

from si_plan.changes.records import AllNew, Change, Difference
from si_plan.diagnostics import Diagnostic
from si_plan.documents import words
from si_plan.documents.blocks import Column, Document, Ids, Part, Row, Table, document
from si_plan.documents.records import Columns, Json, RecordColumn, Records, nested
from si_plan.model.ids import entry_of, record_at
from si_plan.model.progress import Entry
from si_plan.queries.selection import PlanFacts
from si_plan.views import states
from si_plan.views.diff_sections import ID, WHAT, sections
from si_plan.views.diff_sentences import summary
from si_plan.views.records import plan_record


class Compared(NamedTuple):
    """What is shown: the names of the two states, the plan at the head, their difference, what the change policy finds
    in it, and the errors of each state."""

    base: str
    head: str
    plan: PlanFacts
    difference: Difference
    findings: list[Diagnostic]
    errors: dict[str, list[Diagnostic]]
    """By side: base and head."""
    new: AllNew | None = None
    """How much the head has, if there is no plan at the base to compare it with."""


def page(compared: Compared) -> Document:
    """The summary, what the policy finds, each kind of change in a table, and the effect on the day."""
    found = compared.difference
    blocks: list[Part] = [*_summary(compared)]
    if compared.findings:
        blocks.append(_findings(compared.findings, "Not as the change policy has it"))
    blocks += [
        _findings(errors, f"Errors of the {side}, which keep it from answering")
        for side, errors in compared.errors.items()
        if errors
    ]
    blocks += sections(found.changes)
    title = f"What changes from {compared.base} to {compared.head}"
    return document(title, *blocks, *_effects(found))


def _summary(compared: Compared) -> list[str]:
    if compared.new is None:
        return summary(compared.difference)
    priorities, actions, milestones = compared.new
    counted = (
        words.count(priorities, "priority", "priorities"),
        words.count(actions, "action"),
        words.count(milestones, "milestone"),
    )
    return [f"There is no plan at {compared.base}, so everything is new: {', '.join(counted)}."]


def _findings(found: list[Diagnostic], title: str) -> Table:
    columns = (Column("How grave", "state"), Column("Record", "id"), Column("What is wrong"), Column("What to do"),
        Column("Where", "id", spare=True))  # fmt: skip
    rows = [
        Row(
            (
                states.gravity(finding.severity),
                _about(finding.at),
                finding.message,
                finding.hint,
                _place(finding),
            )
        )
        for finding in found
    ]
    return Table(columns, rows, title)


def _place(finding: Diagnostic) -> str:
    return f"{finding.location.file}:{finding.location.line}"


def _about(at: str) -> str:
    """The record that a finding is about (2.4.1), or its log and entry."""
    record = record_at(at)
    entry = entry_of(record)
    return f"log of {entry.owner}, entry {entry.place}" if entry is not None else record


def _effects(found: Difference) -> list[Part]:
    """What the edit does to the overdue list and to the cover of areas on the day, as tables."""
    on = words.day(found.as_of)
    blocks: list[Part] = []
    overdue = [
        Row((Ids((effect.id,)), effect.text, effect.due or "–", "joins the list")) for effect in found.more_overdue
    ]
    overdue += [
        Row((Ids((effect.id,)), effect.text, effect.due or "–", f"leaves it: {_leaves(effect.why)}"))
        for effect in found.less_overdue
    ]
    if overdue:
        columns = (ID, WHAT, Column("Deadline", "date"), Column("Overdue", "id"))
        blocks.append(Table(columns, overdue, f"Overdue on {on}"))
    if found.coverage:
        wide = (Column("Area", "id"), Column("Title", "brief", spare=True), Column("Actions", "id"),
            Column("Milestones", "id"), Column("Done", "id"), Column("Overdue", "id"),
            Column("Cancelled", "id"))  # fmt: skip
        rows = [
            Row((area.area, area.title, _counts(area.actions), _counts(area.milestones), _more(area.done),
                _more(area.overdue), _more(area.cancelled)))
            for area in found.coverage
        ]  # fmt: skip
        blocks.append(Table(wide, rows, f"Ofsted's areas on {on}"))
    return blocks


def _leaves(why: str) -> str:
    return "taken out" if why == "removed" else words.STATES.get(why, why)


def _counts(counts: tuple[int, int]) -> str:
    before, after = counts
    return f"{after}" if before == after else f"{before} to {after}"


def _more(number: int) -> str:
    return f"{number:+d}" if number else "as before"


def _as_json(part: Any) -> Any:
    """A value that JSON can hold: dates as ISO 8601, empty values as null, a log entry as its fields."""
    if part is None or part == "":
        return None
    if isinstance(part, Entry):
        return part.model_dump(mode="json", exclude_unset=True, fallback=str)
    if isinstance(part, date):
        return part.isoformat()
    if isinstance(part, tuple):
        return [_as_json(inner) for inner in part]
    return part if isinstance(part, int) else str(part)


def _column(name: str) -> RecordColumn[Change]:
    return nested(name, lambda change: _as_json(getattr(change, name)), in_table=True)


def _words(change: Change) -> list[dict[str, Json]]:
    return [{"change": piece.change, "text": piece.text} for piece in change.words]


COLUMNS: Final[Columns[Change]] = tuple(
    nested("words", _words) if name == "words" else _column(name) for name in Change._fields
)


def records(compared: Compared) -> Records[Change]:
    """The versioned records: a row for each change; the summary, the findings and the effects beside them."""
    found = compared.difference
    figures: dict[str, Json] = {
        "base": compared.base,
        "head": compared.head,
        "summary": _summary(compared),
        "findings": [finding.record for finding in compared.findings],
        "errors": {side: [finding.record for finding in errors] for side, errors in compared.errors.items()},
        "overdue": {
            "more": [
                {"id": effect.id, "text": effect.text, "due": _as_json(effect.due)} for effect in found.more_overdue
            ],
            "less": [
                {"id": effect.id, "text": effect.text, "due": _as_json(effect.due), "why": effect.why}
                for effect in found.less_overdue
            ],
        },
        "coverage": [
            {**area._asdict(), "actions": list(area.actions), "milestones": list(area.milestones)}
            for area in found.coverage
        ],
    }
    return Records("diff", found.as_of, plan_record(compared.plan), COLUMNS, found.changes, figures)
