"""`siplan diff`: what an edit does to a plan, as a person who knows no YAML would say it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final, NamedTuple

from si_plan.changes.records import AllNew, AreaEffect, Change, Difference, Value
from si_plan.diagnostics import Diagnostic
from si_plan.documents import words
from si_plan.documents.blocks import Column, Document, Ids, Part, Points, Row, Table, document
from si_plan.documents.cells import Place
from si_plan.documents.records import Columns, Json, RecordColumn, Records, nested
from si_plan.model.ids import entry_of, record_at
from si_plan.model.progress import Entry
from si_plan.model.refs import Refs
from si_plan.queries.selection import PlanFacts
from si_plan.views.diff_adoption import adoption_list, adoption_record, adoption_summary
from si_plan.views.diff_sections import ID, TO_READ, WHAT, sections
from si_plan.views.diff_sentences import summary
from si_plan.views.diff_verdict import verdict
from si_plan.views.naming import named_table
from si_plan.views.records import plan_record


class Compared(NamedTuple):
    """What is shown: the names of the two states, the plan at the head, their difference, what the change rules find
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
    address: str = ""
    """Where a forge shows the head's files, if that is known: a file's path and a line follow it."""

    @property
    def wrong(self) -> list[Diagnostic]:
        """What the change rules find in the edit, and what is wrong in the plan that it makes."""
        return [*self.errors.get("head", []), *self.findings]

    @property
    def verdict(self) -> str:
        """Whether the edit is ready, in a sentence."""
        return verdict(self.difference.changes, self.wrong, self.difference.adopted)


def page(compared: Compared) -> Document:
    """The verdict, the summary, what has to be put right, each kind of change in a table, the effect on the day."""
    refs = compared.plan.refs
    adopted = (named_table(table, refs) for table in adoption_list(compared.difference))
    compared = compared._replace(difference=_named(compared.difference, refs))
    found = compared.difference
    if not (found.changes or compared.wrong or compared.new or any(compared.errors.values())):
        return document(f"Nothing differs between {compared.base} and {compared.head}.")
    blocks: list[Part] = [Points(f"What changes from {compared.base} to {compared.head}", tuple(_summary(compared)))]
    for title, severity in (("To put right", "error"), ("Warnings", "warning")):
        blocks += _findings([one for one in compared.wrong if one.severity == severity], title, refs, compared.address)
    blocks += _findings(compared.errors.get("base", []), f"Errors that {compared.base} has already", refs)
    return document(compared.verdict, *blocks, *adopted, *sections(found.changes), *_effects(found))


def _summary(compared: Compared) -> list[str]:
    if compared.new is None:
        return [*adoption_summary(compared.difference), *summary(compared.difference)]
    priorities, actions, milestones = compared.new
    counted = (
        words.count(priorities, "priority", "priorities"),
        words.count(actions, "action"),
        words.count(milestones, "milestone"),
    )
    return [f"There is no plan at {compared.base}, so everything is new: {', '.join(counted)}."]


def _findings(found: list[Diagnostic], title: str, refs: Refs, address: str = "") -> list[Part]:
    columns = Column("Record"), Column("What is wrong"), Column("What to do"), Column("Where", "place")
    rows = [
        Row(
            (
                _about(one.at, refs),
                one.message,
                one.hint,
                Place(one.location.file, one.location.line, address),
            )
        )
        for one in found
    ]
    return [Table(columns, rows, title)] if rows else []


def _named(found: Difference, refs: Refs) -> Difference:
    """The difference with the records as people know them. Where ids change, the ids stand."""
    if not refs:
        return found
    return found._replace(
        changes=[one if one.kind in ("renumbered", "moved") else _change_named(one, refs) for one in found.changes],
        more_overdue=[one._replace(id=refs.of(one.id)) for one in found.more_overdue],
        less_overdue=[one._replace(id=refs.of(one.id)) for one in found.less_overdue],
        coverage=[one._replace(area=refs.of(one.area)) for one in found.coverage],
    )


def _change_named(change: Change, refs: Refs) -> Change:
    if change.kind == "log_rewritten":  # its title names the log, and its parts are places in it
        return change._replace(record=refs.of(change.record), title=refs.of(change.title))
    named = change._replace(
        record=refs.of(change.record),
        gained=tuple(refs.of_all(change.gained)),
        lost=tuple(refs.of_all(change.lost)),
        parts=tuple(refs.of_all(change.parts)),
    )
    if change.kind != "links":
        return named
    return named._replace(before=_ids_named(change.before, refs), after=_ids_named(change.after, refs))


def _ids_named(value: Value, refs: Refs) -> Value:
    """What names records by their ids, in the promise one or several, as people know them."""
    if isinstance(value, tuple):
        return tuple(refs.of(str(one)) for one in value)
    return refs.of(value) if isinstance(value, str) else value


def _about(at: str, refs: Refs) -> str:
    """The record that a finding is about (2.4.1), or its log and entry."""
    record = record_at(at)
    entry = entry_of(record)
    return f"log of {refs.both(entry.owner)}, entry {entry.place}" if entry is not None else refs.both(record)


_OVERDUE: Final = "What becomes overdue, and what no longer is"
_AREAS: Final = "How the areas are covered"
FOLDED: Final = TO_READ | {_OVERDUE, _AREAS}
"""The titles of the tables that a reader of a pull request's summary opens only if they want to."""


def _effects(found: Difference) -> list[Part]:
    """What the edit does to the overdue list and to the cover of areas on the day, as tables."""
    on = f"On {words.day(found.as_of)}"
    blocks: list[Part] = []
    overdue = [Row((Ids((one.id,)), one.text, one.due or "–", "overdue")) for one in found.more_overdue]
    overdue += [Row((Ids((one.id,)), one.text, one.due or "–", _no_longer(one.why))) for one in found.less_overdue]
    if overdue:
        columns = (ID, WHAT, Column("Deadline", "date"), Column("Now", "id"))
        blocks.append(Table(columns, overdue, _OVERDUE, caption=on))
    if found.coverage:
        blocks.append(_coverage(found.coverage, on))
    return blocks


def _coverage(areas: list[AreaEffect], on: str) -> Table:
    """The areas whose cover changes, with a column for each count that does in any of them."""
    counts: tuple[tuple[str, Callable[[AreaEffect], str]], ...] = (
        ("Actions", lambda area: _from_to(area.actions)),
        ("Milestones", lambda area: _from_to(area.milestones)),
        ("Done", lambda area: _more(area.done)),
        ("Overdue", lambda area: _more(area.overdue)),
        ("Cancelled", lambda area: _more(area.cancelled)),
    )
    shown = [(heading, of) for heading, of in counts if any(of(area) for area in areas)]
    columns = (Column("Area", "id"), Column("Title", "title"), *(Column(heading, "id") for heading, _ in shown))
    rows = [Row((area.area, area.title, *(of(area) or "–" for _, of in shown))) for area in areas]
    return Table(columns, rows, _AREAS, caption=on)


def _no_longer(why: str) -> str:
    return "taken out" if why == "removed" else words.STATES.get(why, why)


def _from_to(counts: tuple[int, int]) -> str:
    before, after = counts
    return "" if before == after else f"{before} → {after}"


def _more(number: int) -> str:
    return f"{number:+d}" if number else ""


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
        "verdict": compared.verdict,
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
        "adoption": adoption_record(found),
        "coverage": [
            {**area._asdict(), "actions": list(area.actions), "milestones": list(area.milestones)}
            for area in found.coverage
        ],
    }
    return Records("diff", found.as_of, plan_record(compared.plan), COLUMNS, found.changes, figures)
