"""What a report covers: the audience's part of the plan, the time between its meetings, what it may show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, get_args

from si_plan.errors import UsageError
from si_plan.model.ids import field_at
from si_plan.model.plan import Plan, Tracked
from si_plan.model.progress import Entry
from si_plan.model.promise import Action
from si_plan.model.reference import Audience, SectionName, SourceNote
from si_plan.reports.rows import Former, Said, Since, Until
from si_plan.state.standing import Standing, Standings, codes_of
from si_plan.suggestions import did_you_mean

AHEAD: Final = timedelta(days=30)
"""How far a report looks ahead if no next meeting is known: as far as `siplan due` does."""
SECTIONS: Final[tuple[SectionName, ...]] = get_args(SectionName)
"""Every section: those of a full report."""
SHORT: Final[tuple[SectionName, ...]] = (
    "overdue",
    "due",
    "slipped",
    "completed",
    "ratings",
    "priorities",
    "areas",
    "measures",
)
"""The sections of a report for which nobody has chosen any."""


def known_audience(plan: Plan, name: str) -> Audience:
    """The audience with this id or title. Raises UsageError if there is none, with similar names as a hint."""
    wanted = name.casefold()
    for audience in plan.details.audiences:
        if wanted in (audience.id, audience.title.casefold()):
            return audience
    ids = [audience.id for audience in plan.details.audiences]
    listed = f"plan.yaml's audiences are {', '.join(ids)}" if ids else "plan.yaml lists no audiences"
    raise UsageError(f"the plan has no audience {name}", did_you_mean(name, ids) or listed)


def since_of(plan: Plan, audience: Audience | None, as_of: date, asked: date | Former | None) -> Since:
    """What the report compares with: what was asked for, else the audience's last meeting before the day, else the
    plan's date. On the day of a meeting it is the meeting before."""
    if isinstance(asked, Former):
        return Since("revision", ref=asked.ref)
    if asked is not None:
        return Since("day", asked)
    last = max((day for day in _meetings(audience) if day < as_of), default=None)
    return Since("meeting", last) if last is not None else Since("adopted", min(plan.details.dated, as_of))


def until_of(audience: Audience | None, as_of: date) -> Until:
    """How far the report looks ahead: to the audience's next meeting after the day, else `AHEAD`."""
    following = min((day for day in _meetings(audience) if day > as_of), default=None)
    return Until("meeting", following) if following is not None else Until("days", as_of + AHEAD)


def _meetings(audience: Audience | None) -> tuple[date, ...]:
    return audience.meetings if audience is not None else ()


def sections_named(text: str) -> tuple[SectionName, ...]:
    """The sections that a text names, `overdue,due`. Raises UsageError for a name that is none."""
    names = tuple(name for part in text.split(",") if (name := part.strip()))
    for name in names:
        if name not in SECTIONS:
            hint = did_you_mean(name, SECTIONS) or f"the sections are {', '.join(SECTIONS)}"
            raise UsageError(f"--sections: there is no section {name}", hint)
    if not names:
        raise UsageError("--sections names none", f"the sections are {', '.join(SECTIONS)}")
    return tuple(section for section in SECTIONS if section in names)


class Scope:
    """Which part of the plan an audience is told about, on which day."""

    def __init__(self, plan: Plan, audience: Audience | None, as_of: date) -> None:
        self.as_of = as_of
        self._priorities = frozenset(audience.priorities if audience else ())
        self._areas = frozenset(audience.areas if audience else ())
        self._leads = frozenset(codes_of(plan, audience.leads) if audience else ())

    @property
    def whole(self) -> bool:
        """Whether it is the whole plan."""
        return not (self._priorities or self._areas or self._leads)

    @property
    def by_area(self) -> bool:
        """Whether it leaves nothing out but by area."""
        return not (self._priorities or self._leads)

    def takes(self, tracked: Tracked, leads: tuple[str, ...]) -> bool:
        return (
            (not self._priorities or tracked.priority.id in self._priorities)
            and (not self._areas or not self._areas.isdisjoint(tracked.areas))
            and (not self._leads or not self._leads.isdisjoint(leads))
        )

    def takes_area(self, area: str) -> bool:
        return not self._areas or area in self._areas

    def takes_lead(self, code: str) -> bool:
        return not self._leads or code in self._leads

    def of(self, standings: Standings) -> list[tuple[Tracked, Standing]]:
        """The tracked records in this part with their standings, in the plan's order."""
        return [
            (tracked, standing)
            for tracked, standing in standings.all_standings()
            if self.takes(tracked, standing.leads)
        ]


class Discretion:
    """Decides what may be shown of log entries: everything or, in a public report, only entries marked public. Counts
    what it withholds, each entry once. Of a plan that is `reduced` to what is public already, nobody can say what an
    entry withholds, nor that it withholds nothing."""

    def __init__(self, *, public: bool, reduced: bool = False) -> None:
        self.public = public
        self.reduced = reduced
        self._held: dict[int, int] = {}

    @property
    def withheld(self) -> int:
        """How many reasons, notes and pieces of evidence were left out."""
        return sum(self._held.values())

    def shown(self, action: Action) -> Action:
        """An action as it may be shown: in a public report, without its resources, cost and other columns."""
        held = self.public and (action.resources or action.cost is not None or action.extra)
        return action.model_copy(update={"resources": (), "cost": None, "extra": {}}) if held else action

    def without(self, actions: Iterable[Action]) -> tuple[int, int, int]:
        """Of how many of these actions it leaves out the resources, the cost, and other columns."""
        every = {action.id: action for action in actions if self.public}.values()
        costs = sum(action.cost is not None for action in every)
        return sum(bool(action.resources) for action in every), costs, sum(bool(action.extra) for action in every)

    def allows(self, note: SourceNote) -> bool:
        """Whether a source note may be shown: in a public report, none about resources, a cost or other columns."""
        return not self.public or field_at(note.at) not in ("resources", "cost", "extra")

    def disclose(self, entries: list[Entry]) -> Said:
        """What may be shown of these entries: the last reason, every note and all evidence, in order."""
        shown = [entry for entry in entries if entry.public or not self.public]
        withheld = 0
        for entry in entries:
            if entry.public or not self.public:
                continue
            count = (entry.reason is not None) + (entry.note is not None) + len(entry.evidence)
            self._held[id(entry)] = count
            withheld += count or self.reduced
        reasons = [entry.reason for entry in shown if entry.reason is not None]
        return Said(
            reason=reasons[-1] if reasons else "",
            notes=tuple(entry.note for entry in shown if entry.note is not None),
            evidence=tuple(dict.fromkeys(text for entry in shown for text in entry.evidence)),
            withheld=withheld,
        )
