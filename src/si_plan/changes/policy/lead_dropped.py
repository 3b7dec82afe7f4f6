"""A lead taken away with nobody in their place.

Somebody was responsible for this, and now fewer people are. You can replace a lead with another. If a lead simply goes,
that should be a decision that people can see in the log: `leads` with a `reason`. The same holds of `accountable`. By
the log of roles, an abolished role is nobody.

To fix it: name who leads instead. Or leave the plan as it is, and record the new leads in the log with a reason
(`siplan reassign`).

Fails:

    # base/roles.yaml
    - {code: HT, title: Headteacher, kind: post}
    - {code: LIB, title: Librarian, kind: post}

    # base/priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - {id: "1.1", title: Train a tutor, leads: [HT, LIB], when: [By Sept 2016], due: 2016-09}

    # head/priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - {id: "1.1", title: Train a tutor, leads: [HT], when: [By Sept 2016], due: 2016-09}

Passes:

    # base/roles.yaml
    - {code: HT, title: Headteacher, kind: post}
    - {code: LIB, title: Librarian, kind: post}

    # base/priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - {id: "1.1", title: Train a tutor, leads: [HT, LIB], when: [By Sept 2016], due: 2016-09}

    # head/progress/1.1.yaml
    - {on: 2016-07-01, at: "1.1", leads: [HT], reason: The library has closed, approved_by: HT}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from si_plan.changes.difference import Pair
from si_plan.changes.logs import new_entries
from si_plan.diagnostics import Finding
from si_plan.model.ids import entry_name, outer_of
from si_plan.model.plan import Plan
from si_plan.model.promise import Action, Priority
from si_plan.state.roles import holdings

CODE: Final = "lead-dropped"


def check(pair: Pair) -> Iterator[Finding]:
    gone = _abolished(pair.head)
    for old, new in pair.matching.both:
        if isinstance(old, Action) and isinstance(new, Action) and old.accountable != new.accountable:
            lost = _dropped_leads(_codes(pair.base, old.accountable), _codes(pair.head, new.accountable), gone)
            if lost:
                yield _finding(new.id, "accountable", new.id, lost)
        if not isinstance(old, Priority) and old.leads != new.leads:
            lost = _dropped_leads(
                _codes(pair.base, _leads_of(pair.base, old)), _codes(pair.head, _leads_of(pair.head, new)), gone
            )
            if lost:
                yield _finding(new.id, "leads", new.id, lost)
    for edit in pair.logs:
        for recorded in new_entries(pair.head, edit):
            for field in () if recorded.entry.reason else ("leads", "accountable"):
                was, now = (getattr(said, field) for said in (recorded.before, recorded.entry))
                lost = _dropped_leads(_codes(pair.head, was), _codes(pair.head, now), gone) if now else []
                if lost:
                    yield _finding(entry_name(edit.owner, recorded.place), field, recorded.entry.at, lost)


def _leads_of(plan: Plan, record: Any) -> tuple[str, ...]:
    """The leads of a record: its own, else its action's."""
    if record.leads:
        return tuple(record.leads)
    return getattr(plan.by_id.get(outer_of(record.id)), "leads", ())


def _codes(plan: Plan, names: Iterable[str]) -> list[str]:
    """The codes of leads; a name that is not a role's is kept."""
    return [plan.role_code(name) or name for name in names]


def _abolished(plan: Plan) -> set[str]:
    """The codes of the roles that are abolished, by all of the log of roles."""
    if not plan.role_log:
        return set()
    return {code for code, holding in holdings(plan, date.max).items() if holding.state == "abolished"}


def _dropped_leads(before: list[str], after: list[str], gone: set[str]) -> list[str]:
    """The codes of leads that are gone; empty if someone new leads, who is not `gone`."""
    return [] if set(after) - set(before) - gone else [code for code in before if code not in after]


def _finding(record: str, field: str, about: str, lost: list[str]) -> Finding:
    who, one = " and ".join(lost), len(lost) == 1
    many, does = ("lead", "leads") if field == "leads" else ("answer for", "answers for")
    option = "" if field == "leads" else " --accountable"
    return Finding(
        CODE,
        record,
        field,
        f"{who} no longer {does if one else many} {about}, and nobody new does",
        f"name who {does} {'it ' if option else ''}instead, or record the change with a reason: "
        f"siplan reassign {about}{option}",
    )
