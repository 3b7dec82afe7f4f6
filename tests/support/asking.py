"""Plans made in memory from text, with logs, and questions put to them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import si_plan
from example_plan import BASE, SHIPPED
from si_plan import checks
from si_plan.loading import load
from si_plan.model.plan import Plan
from si_plan.queries.listing import Filters, listed
from si_plan.queries.rows import TrackedRow
from si_plan.queries.selection import Selection
from si_plan.sources import Source
from si_plan.state.standing import Standing, Standings

TODAY = date(2016, 9, 1)
"""The day on which the tests ask, where they name no other."""


def plan_of(files: Mapping[str, str] = {}, base: Mapping[str, str] = BASE) -> Plan:
    """The base plan with some files replaced or added, which has to be free of errors."""
    loaded = load([Source(path, f"plan/{path}", text) for path, text in {**base, **files}.items()])
    assert checks.errors(loaded) == []
    assert loaded.plan is not None
    return loaded.plan


@lru_cache
def shipped() -> Plan:
    """Portsmouth's plan, as it lies in plan/."""
    return si_plan.load(SHIPPED)


def entries(*lines: str) -> str:
    """A log of these entries, each a day and the fields of a flow mapping: `2016-10-01 status: complete`.

    An entry is about milestone 1.1.1 unless it says `at:`.
    """
    return "".join(
        f"- {{on: {day}, {_about(rest)}{rest}}}\n" for day, _, rest in (line.partition(" ") for line in lines)
    )


def _about(rest: str) -> str:
    return "" if "at: " in rest else 'at: "1.1.1", '


def logged(*lines: str, milestone: str = "due: 2016-09", action: str = "", owner: str = "1.1") -> Plan:
    """The base plan whose milestone 1.1.1 has these dates (and its action these further lines), with a log."""
    files = {"priorities/1.yaml": one_milestone(milestone, action)}
    if lines:
        files[f"progress/{owner}.yaml"] = entries(*lines)
    return plan_of(files)


def one_milestone(dates: str, action: str = "") -> str:
    """A priority of one action with one milestone, 1.1.1, whose dates are given as a flow mapping's fields."""
    return f"""\
id: "1"
title: Every pupil reads well
areas: [A1]
measures: [M1]
actions:
  - id: "1.1"
    title: Train a tutor in each school
    leads: [HT]
    when: [By Sept 2016]
{"".join(f"    {line}" + chr(10) for line in action.splitlines())}\
    milestones:
      - {{id: "1.1.1", text: Tutors trained{", " if dates else ""}{dates}}}
"""


def asked(
    as_of: str | date = TODAY, lead: str | None = None, area: str | None = None, priority: str | None = None
) -> Selection:
    """A selection of a day, with filters by their final names (HSI, A1, 2)."""
    day = as_of if isinstance(as_of, date) else date.fromisoformat(as_of)
    return Selection(day, lead, area, priority)


def listed_rows(plan: Plan, selection: Selection, filters: Filters = Filters()) -> list[TrackedRow]:  # noqa: B008
    """The rows of `siplan list`, without their ratings."""
    return [found.row for found in listed(plan, selection, filters)]


def standing(plan: Plan, as_of: str, identity: str = "1.1.1") -> Standing:
    """How a tracked record stands on a day."""
    return Standings(plan, date.fromisoformat(as_of)).of(plan.tracked_by_id[identity])
