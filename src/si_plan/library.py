"""siplan for Python: a plan from its folder, what is wrong with it, and the questions put to it.

Everything here takes the day as an argument and keeps nothing alive. A plan that was adopted several times answers by
the edition in force on the day. The package gives these names itself
(`si_plan.load`), each loaded when it is first used.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Final

from si_plan import checks
from si_plan.changes.difference import Pair, difference
from si_plan.changes.records import Difference
from si_plan.diagnostics import Diagnostic
from si_plan.errors import PlanNotFoundError, SiplanError
from si_plan.loading import Loaded
from si_plan.loading import load as load_sources
from si_plan.model.plan import Basis, Plan
from si_plan.queries import by_owner as owners
from si_plan.queries import coverage as areas
from si_plan.queries import overdue as deadlines
from si_plan.queries import status as totals
from si_plan.queries.selection import Selection, select
from si_plan.sources.folder import read_folder

MONTH: Final = timedelta(days=30)


class PlanError(SiplanError):
    """A plan with errors, which answers nothing. `diagnostics` has each of them, with its place and what to do."""

    def __init__(self, message: str, diagnostics: list[Diagnostic]) -> None:
        super().__init__(message, diagnostics[0].hint if diagnostics else "")
        self.diagnostics = diagnostics


def load(folder: str | Path) -> Plan:
    """The plan in this folder, which holds plan.yaml.

    Raises PlanError with what is wrong where the plan has errors, and PlanNotFoundError where there is no such folder.
    """
    loaded = _load_files(folder)
    errors = checks.errors(loaded)
    if errors or loaded.plan is None:
        raise PlanError(_summarise(errors, str(folder)), errors)
    return loaded.plan


def check(folder: str | Path) -> list[Diagnostic]:
    """All that siplan finds in a plan's files, errors and warnings, by file and line: what `siplan validate` lists, and
    what source notes answer for (`answered_by` names the note). Raises PlanNotFoundError."""
    return checks.findings_to_show(_load_files(folder))


def overdue(
    plan: Plan,
    as_of: date,
    *,
    lead: str | None = None,
    area: str | None = None,
    priority: str | None = None,
    basis: Basis | None = None,
    every: bool = False,
) -> deadlines.Overdue:
    """What is open on the day with its deadline passed, the longest overdue first: `rows`, each a TrackedRow, and
    what falls due in the days after. What recurs has one row, or with `every` one for each occurrence missed.

    The filters are as on the command line: a lead's code or alias, an area, a priority's number, the basis of a
    deadline (own, action, judged). Raises UsageError for what the plan does not have.
    """
    return deadlines.overdue(plan.on(as_of), select(plan.on(as_of), as_of, lead, area, priority, basis), every=every)


def due(
    plan: Plan,
    as_of: date,
    *,
    within: timedelta = MONTH,
    lead: str | None = None,
    area: str | None = None,
    priority: str | None = None,
    basis: Basis | None = None,
    every: bool = False,
) -> deadlines.Due:
    """What is open and falls due from the day on, no more than `within` ahead, the earliest first: `rows`, each a
    TrackedRow. The filters and `every` are those of `overdue`. Raises UsageError."""
    return deadlines.due(
        plan.on(as_of), select(plan.on(as_of), as_of, lead, area, priority, basis), within, every=every
    )


def by_owner(plan: Plan, as_of: date, lead: str) -> owners.Owned:
    """What one lead, named by code, alias or title, has to answer for on the day: `actions`, each with the rows that
    are theirs, and `totals`. Raises UsageError where no role has that name."""
    return owners.owned_by(plan.on(as_of), Selection(as_of), lead)


def coverage(plan: Plan, as_of: date) -> list[areas.AreaCoverage]:
    """A row for each area, in the plan's order: the priorities, actions and milestones that answer it, and how far they
    have got on the day. A milestone that stands in two actions is counted once."""
    return areas.coverage(plan.on(as_of), Selection(as_of)).areas


def status(plan: Plan, as_of: date) -> totals.Status:
    """How the plan stands on the day: actions and what is tracked by state, by priority and by lead, and what is
    next."""
    return totals.status(plan.on(as_of), Selection(as_of))


def diff(base: Plan, head: Plan, as_of: date) -> Difference:
    """What differs from one state of a plan to another, by record: `changes`, those first that a reviewer must see
    first, and what they do to the overdue list and the areas on the day."""
    return difference(Pair(base, head), as_of)


def _load_files(folder: str | Path) -> Loaded:
    path = Path(folder)
    if not path.is_dir():
        raise PlanNotFoundError(f"there is no folder {path.as_posix()}", "name the folder that has plan.yaml in it")
    shown = path.as_posix()
    return load_sources(read_folder(path, shown), shown)


def _summarise(errors: list[Diagnostic], folder: str) -> str:
    """The first of the errors of a plan, and how many more it has."""
    if not errors:
        return f"{folder} holds no plan that can be read"
    first = errors[0]
    more = f", and {len(errors) - 1:,} more" if len(errors) > 1 else ""
    place = f"{first.location.file}:{first.location.line}:{first.location.column}"
    return f"the plan has errors: {place} {first.message}{more}"
