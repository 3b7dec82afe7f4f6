"""Which kind of plan file has which records."""

from collections.abc import Callable
from typing import Final, NamedTuple

from si_plan.model.fields import Record
from si_plan.model.promise import Priority
from si_plan.model.reference import Area, Measure, PlanDetails, Role, SourceNote


class FileKind(NamedTuple):
    """A kind of plan file: its name (that of its schema), the record it holds, whether it holds a list, and whether
    that list may not be empty: a plan without roles has nobody to lead."""

    name: str
    title: str
    made_of: Callable[[], type[Record]]
    many: bool
    filled: bool = False

    @property
    def record(self) -> type[Record]:
        """The model of its records, loaded on first use."""
        return self.made_of()


def _entry_model() -> type[Record]:
    from si_plan.model.progress import Entry  # only a plan with logs needs it

    return Entry


def _reading_model() -> type[Record]:
    from si_plan.model.progress import TargetReading

    return TargetReading


def _role_entry_model() -> type[Record]:
    from si_plan.model.role_log import RoleEntry

    return RoleEntry


def _portfolio_model() -> type[Record]:
    from si_plan.model.portfolio import PortfolioFile

    return PortfolioFile


PLAN: Final = FileKind("plan", "The plan itself (plan.yaml)", lambda: PlanDetails, many=False)
PRIORITY: Final = FileKind("priority", "A priority and its actions (priorities/)", lambda: Priority, many=False)
AREAS: Final = FileKind("areas", "The areas that inspections named (areas.yaml)", lambda: Area, many=True)
ROLES: Final = FileKind("roles", "Who can lead (roles.yaml)", lambda: Role, many=True, filled=True)
MEASURES: Final = FileKind("measures", "Success measures and targets (measures.yaml)", lambda: Measure, many=True)
NOTES: Final = FileKind(
    "source-notes", "Departures from the document (source-notes.yaml)", lambda: SourceNote, many=True
)
LOG: Final = FileKind("log", "What has happened to an action (progress/)", _entry_model, many=True)
READINGS: Final = FileKind("readings", "Readings of targets (progress/measures.yaml)", _reading_model, many=True)
ROLE_LOG: Final = FileKind(
    "role-log", "How roles have changed hands (progress/roles.yaml)", _role_entry_model, many=True
)

PORTFOLIO: Final = FileKind("portfolio", "Plans that are asked together (portfolio.yaml)", _portfolio_model, many=False)

KINDS: Final = (PLAN, AREAS, ROLES, MEASURES, NOTES, PRIORITY, LOG, READINGS, ROLE_LOG)
"""The kinds of the files of a plan."""

_LOGS: Final = "progress/"
_ENDING: Final = ".yaml"
_FIXED: Final = {
    "plan.yaml": PLAN,
    "areas.yaml": AREAS,
    "roles.yaml": ROLES,
    "measures.yaml": MEASURES,
    "source-notes.yaml": NOTES,
    "progress/measures.yaml": READINGS,
    "progress/roles.yaml": ROLE_LOG,
}


def kind_of(path: str) -> FileKind:
    """The kind of the plan file at this path inside the plan."""
    fixed = _FIXED.get(path)
    if fixed is not None:
        return fixed
    return PRIORITY if path.startswith("priorities/") else LOG


def log_path(owner: str) -> str:
    """The path, inside the plan, of the log of the action or priority with this id."""
    return f"{_LOGS}{owner}{_ENDING}"


def owner_of_log(path: str) -> str:
    """The id of the action or priority whose log is at this path inside the plan; "measures" for the readings, "roles"
    for the log of roles; empty for a file of another folder."""
    return path.removeprefix(_LOGS).removesuffix(_ENDING) if path.startswith(_LOGS) else ""
