"""siplan: an improvement plan kept as YAML under version control, validated and queried.

    import si_plan
    from datetime import date

    plan = si_plan.load("plan")
    for row in si_plan.overdue(plan, date(2016, 9, 1), lead="HSI").rows:
        print(row.id, row.text, row.due)

The names in `__all__` are a promise; each is loaded when it is first used, so that `import si_plan` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from si_plan.changes.records import Change, Difference
    from si_plan.deadlines import Reading, read_deadline
    from si_plan.diagnostics import Diagnostic, Location
    from si_plan.errors import PlanNotFoundError, SiplanError, UsageError
    from si_plan.library import PlanError, by_owner, check, coverage, diff, due, load, overdue, status
    from si_plan.model.plan import Plan
    from si_plan.queries.by_owner import Owned, OwnedAction
    from si_plan.queries.coverage import AreaCoverage
    from si_plan.queries.overdue import Due, Overdue
    from si_plan.queries.rows import TrackedRow
    from si_plan.queries.status import Status

__version__ = "0.1.0"

_HOMES = {
    "changes.records": ("Change", "Difference"),
    "deadlines": ("Reading", "read_deadline"),
    "diagnostics": ("Diagnostic", "Location"),
    "errors": ("PlanNotFoundError", "SiplanError", "UsageError"),
    "library": ("PlanError", "by_owner", "check", "coverage", "diff", "due", "load", "overdue", "status"),
    "model.plan": ("Plan",),
    "queries.by_owner": ("Owned", "OwnedAction"),
    "queries.coverage": ("AreaCoverage",),
    "queries.overdue": ("Due", "Overdue"),
    "queries.rows": ("TrackedRow",),
    "queries.status": ("Status",),
}
"""Which module each public name is in."""

__all__ = [
    "AreaCoverage",
    "Change",
    "Diagnostic",
    "Difference",
    "Due",
    "Location",
    "Overdue",
    "Owned",
    "OwnedAction",
    "Plan",
    "PlanError",
    "PlanNotFoundError",
    "Reading",
    "SiplanError",
    "Status",
    "TrackedRow",
    "UsageError",
    "by_owner",
    "check",
    "coverage",
    "diff",
    "due",
    "load",
    "overdue",
    "read_deadline",
    "status",
]


def __getattr__(name: str) -> Any:
    home = next((home for home, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"si_plan has no {name}")
    found = getattr(import_module(f"si_plan.{home}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
