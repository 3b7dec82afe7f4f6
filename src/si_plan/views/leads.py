"""`siplan by-owner`, without a code: a line for each lead."""

from __future__ import annotations

from functools import partial
from typing import Final

from si_plan.documents import words
from si_plan.documents.blocks import Column, Document, Row, Table, document
from si_plan.documents.records import Columns, Json, Records, day, integer, nested, text, texts
from si_plan.model.promise import RoleField
from si_plan.queries.by_owner import LeadTotals
from si_plan.queries.selection import Question
from si_plan.state.roles import Holding
from si_plan.views import View
from si_plan.views.records import counts_record, records_of_all
from si_plan.views.tracked import scope

_NOTE: Final = "Done and Overdue are of the milestones; others are stages, duties and actions as a whole."
_BESIDE: Final = {"accountable": ("Accountable", "answers for it"), "support": ("Support", "supports it")}
"""What the table of each role besides the leads is called, and what they do."""


def page(question: Question, result: list[LeadTotals], role: RoleField = "leads") -> Document:
    on = f"on {words.day(question.selection.as_of)}{scope(question)}"
    if role == "leads":
        note = f"What is led jointly counts for each of its leads. {_NOTE}"
        return document(f"Leads {on}", _table(result, "Lead", "Nobody leads what was asked about."), note)
    title, does = _BESIDE[role]
    empty = f"The plan says of nothing that was asked about who {does}."
    note = f"An action counts for each role that {does}, and not among what that leads. {_NOTE}"
    return document(f"{title} {on}", _table(result, "Role", empty), *([note] if result else []))


def _table(result: list[LeadTotals], who: str, empty: str) -> Table:
    logged = any(lead.held and lead.held.since for lead in result)
    several = any(lead.members for lead in result)
    columns = (
        Column(who, "id"),
        Column("Title", "brief"),
        *([Column("Plans", "number")] if several else []),
        *([Column("Held", "id")] if logged else []),
        Column("Actions", "number"),
        Column("Milestones", "number"),
        Column("Done", "number"),
        Column("Overdue", "number"),
        Column("Others", "number", spare=True),
        Column("Others overdue", "number", spare=True),
    )
    rows = [
        Row(
            (
                lead.lead or "–",
                lead.title,
                *([len(lead.members)] if several else []),
                *([lead.held.state] if logged and lead.held else []),
                *_numbers(lead),
            )
        )
        for lead in result
    ]
    return Table(columns, rows, empty=empty)


def held(holding: Holding | None) -> str:
    """How a role has been held since a day: vacant since 1 Sep 2016; empty where the log of roles says nothing of it,
    or that it is filled."""
    if holding is None or holding.since is None or holding.state == "filled":
        return ""
    on = words.day_short(holding.since)
    if holding.state != "abolished":
        return f"{holding.state} since {on}"
    return f"abolished on {on}" + (f", followed by {holding.successor}" if holding.successor else "")


def _numbers(lead: LeadTotals) -> tuple[int, ...]:
    milestones, *others = lead.totals
    rest, late = sum(counts.total for counts in others), sum(counts.overdue for counts in others)
    return lead.actions, milestones.total, milestones.done, milestones.overdue, rest, late


COLUMNS: Final[Columns[LeadTotals]] = (
    text("lead", lambda lead: lead.lead or None),
    text("title", lambda lead: lead.title),
    text("kind", lambda lead: lead.kind or None),
    integer("actions", lambda lead: lead.actions),
    integer("milestones", lambda lead: lead.totals.milestones.total),
    integer("done", lambda lead: lead.totals.milestones.done),
    integer("overdue", lambda lead: lead.totals.milestones.overdue),
    integer("open", lambda lead: lead.totals.milestones.open),
    nested("milestones_by_state", lambda lead: counts_record(lead.totals.milestones)),
    integer("stages_and_duties", lambda lead: lead.totals.stages.total + lead.totals.duties.total),
    integer("stages", lambda lead: lead.totals.stages.total),
    integer("duties", lambda lead: lead.totals.duties.total),
    integer("whole_actions", lambda lead: lead.totals.whole_actions.total),
    integer("others_overdue", lambda lead: lead.totals.overdue.total - lead.totals.milestones.overdue),
    text("state", lambda lead: lead.held.state if lead.held else None),
    day("since", lambda lead: lead.held.since if lead.held else None),
    text("successor", lambda lead: lead.held.successor if lead.held else None),
)
_IN: Final[Columns[LeadTotals]] = (texts("members", lambda lead: lead.members),)
"""In a portfolio, the members in which they lead anything."""


def records(question: Question, result: list[LeadTotals], role: RoleField = "leads") -> Records[LeadTotals]:
    beside: dict[str, Json] = {"as": role} if role != "leads" else {}
    columns = COLUMNS if question.across is None else (*COLUMNS, *_IN)
    return records_of_all(question, "leads", columns, result, **beside)


def view_of(role: RoleField) -> View[list[LeadTotals]]:
    """The view of what roles lead, answer for or support."""
    return View(partial(page, role=role), partial(records, role=role))


VIEW: Final = view_of("leads")
