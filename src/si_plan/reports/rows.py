"""The facts of which a report is made. The sections put them into words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from si_plan.dates.reduced import ReducedDate
from si_plan.model.plan import Kind, Plan
from si_plan.model.progress import Entry
from si_plan.model.promise import Action, Priority
from si_plan.model.reference import Audience, PlanDetails, Rating, Role, SectionName, SourceNote
from si_plan.model.refs import Refs
from si_plan.queries.by_owner import LeadTotals
from si_plan.queries.costs import Costs
from si_plan.queries.counted import CountedDeadline
from si_plan.queries.counting import Numbers, StateCounts, Totals
from si_plan.queries.coverage import AreaCoverage, PriorityAreas
from si_plan.queries.gaps import Gaps
from si_plan.queries.measures import TargetRow
from si_plan.queries.ratings import Grade
from si_plan.queries.rows import TrackedRow
from si_plan.queries.trend import TrendRow

if TYPE_CHECKING:
    from si_plan.dates.clock import Clock


class Former(NamedTuple):
    """The plan at a git revision: the name of the revision as it was given, and the plan."""

    ref: str
    plan: Plan


class Since(NamedTuple):
    """What a report compares with: the end of a day (the audience's last meeting, a day that was asked for, or the
    plan's date), or what was known at a revision."""

    kind: Literal["meeting", "day", "adopted", "revision"]
    day: date | None = None
    ref: str | None = None


class Until(NamedTuple):
    """How far ahead a report looks: to the audience's next meeting, or some days ahead."""

    kind: Literal["meeting", "days"]
    day: date


class Said(NamedTuple):
    """What this report may show of log entries, and how many things it may not show."""

    reason: str = ""
    notes: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    withheld: int = 0


class Slipped(NamedTuple):
    """A record that has slipped since then: its row, its deadline then, the one first promised, how many days it has
    slipped since then, and who approved (as codes). `times` is how often its deadline has moved in all; `moved_overdue`
    says whether any of these moves came when it was already overdue."""

    row: TrackedRow
    former: ReducedDate | None
    promised: ReducedDate | None
    days: int
    approved_by: tuple[str, ...]
    said: Said
    times: int = 1
    moved_overdue: bool = False


class Recounted(NamedTuple):
    """A record whose deadline moved with its event, or with the calendar, since a revision: its row, the deadline then,
    which is None where it waited, and what it counts."""

    row: TrackedRow
    former: ReducedDate | None
    counts: str


class Closed(NamedTuple):
    """What was completed or cancelled: its row, the day, the code of the role that reported it, and what is said of it.
    `period` is the occurrence, for a record that recurs."""

    row: TrackedRow
    on: date
    by: str
    period: str | None
    said: Said


class Rated(NamedTuple):
    """The rating in force of a priority, an action or a part of one, the entry that gave it, and its overdue rows.
    `said` is what the report may show of the entry, for a rating that it lists."""

    kind: Kind | Literal["priority"]
    id: str
    text: str
    leads: tuple[str, ...]
    rating: Rating
    by: str
    overdue: tuple[TrackedRow, ...]
    entry: Entry
    said: Said = Said()


class TermRatings(NamedTuple):
    """The last rating of each priority, action and part for each term that ratings were given for. `terms` are the
    names of the last of them, in their order, each with its title; a row has the id, the text and the grades by the
    term's name."""

    terms: dict[str, str]
    rows: list[tuple[str, str, dict[str, Grade]]]


class PriorityProgress(NamedTuple):
    """A priority in figures, with its rating if it has one. `label` is its name where space is short."""

    id: str
    title: str
    label: str
    actions: StateCounts
    milestones: StateCounts
    rating: Rating | None


class ActionPart(NamedTuple):
    """An action with its rows: itself if it is tracked as a whole, its milestones, stages and duties."""

    action: Action
    leads: tuple[str, ...]
    rows: list[TrackedRow]
    accountable: tuple[str, ...] = ()
    support: tuple[str, ...] = ()


class PriorityPart(NamedTuple):
    """A priority with its actions in the report."""

    priority: Priority
    actions: list[ActionPart]


class LeadPart(NamedTuple):
    """A role that leads something, or what nobody leads: its totals, and its rows in the plan's order."""

    totals: LeadTotals
    rows: list[TrackedRow]


class Judged(NamedTuple):
    """A deadline whose wording needed judgement: the words, how they are read, and why."""

    id: str
    when: str
    starts: ReducedDate | None
    due: ReducedDate | None
    reason: str
    clock: Clock | None = None

    @property
    def promised(self) -> ReducedDate | str | None:
        """The deadline, or what it waits for until that has a day."""
        return self.due or (str(self.clock) if self.clock is not None else None)


class Figures(NamedTuple):
    """The report in figures: actions by state, everything tracked by kind and state, exceptions by kind, how many
    occurrences were completed, and how many texts were withheld."""

    actions: StateCounts
    totals: Totals
    due: Numbers
    slipped: Numbers
    rated_well_though_late: int
    completed: Numbers
    occurrences: int
    withheld: int
    costs: Costs | None = None
    """What the actions cost, in a report that may say so."""
    without: tuple[int, int, int] = (0, 0, 0)
    """Of how many actions a public report leaves out the resources, the cost, and other columns."""
    reduced: bool = False
    """Whether the plan was reduced to what is public before, so that nobody can count what is left out."""


class Report(NamedTuple):
    """Everything that a report may say, in the order of the sections, exceptions first.

    A `public` report has no reason, note or evidence that its log entry does not mark public; `figures.withheld` counts
    those left out. `sections` are those that this audience is shown.
    """

    details: PlanDetails
    audience: Audience | None
    public: bool
    as_of: date
    since: Since
    until: Until
    sections: tuple[SectionName, ...]
    short: bool
    """Whether nobody has chosen the sections."""
    figures: Figures
    overdue: list[TrackedRow]
    due: list[TrackedRow]
    slipped: list[Slipped]
    recounted: list[Recounted]
    rated_well_though_late: list[Rated]
    ratings: dict[str, Rated]
    """Every rating in force, by the id of what is rated."""
    by_term: TermRatings | None
    """The ratings that were given for a term; None if none was."""
    refs: Refs
    """How people know the records that do not go by their ids."""
    priorities: list[PriorityProgress]
    trend: list[TrendRow]
    areas: list[AreaCoverage]
    matrix: list[PriorityAreas]
    completed: list[Closed]
    cancelled: list[Closed]
    measures: list[TargetRow]
    plan: list[PriorityPart]
    leads: list[LeadPart]
    roles: tuple[Role, ...]
    """Every role of the plan, so that a code can be told in full."""
    notes: list[SourceNote]
    judged: list[Judged]
    counted: list[CountedDeadline]
    gaps: Gaps | None = None
    """What the plan does not say, in a report that tells it."""
