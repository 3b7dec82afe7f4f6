"""What was adopted: priorities, their actions, and the milestones, stages and duties of these."""

from typing import Annotated, Final, Literal, final

from pydantic import Field

from si_plan.model.extra import Extra
from si_plan.model.fields import (
    ActionId,
    AreaId,
    Cost,
    Due,
    DutyId,
    EditionId,
    Flag,
    Label,
    LeadName,
    MeasureId,
    MilestoneId,
    PlanDate,
    PriorityId,
    Record,
    Ref,
    Reference,
    Repeats,
    StageId,
    Text,
)

Texts = Annotated[tuple[Text, ...], Field(min_length=1)]
MOST_LINES: Final = 100
"""How many lines a When cell has: each of them is looked for in every part of its action."""
Lines = Annotated[tuple[Text, ...], Field(min_length=1, max_length=MOST_LINES)]
LinesOrBlank = Annotated[tuple[Text, ...], Field(max_length=MOST_LINES)]
Leads = Annotated[tuple[LeadName, ...], Field(min_length=1)]
LeadsOrBlank = tuple[LeadName, ...]
Dates = Annotated[tuple[PlanDate, ...], Field(min_length=1)]
References = Annotated[tuple[Reference, ...], Field(min_length=1)]
AreaIds = Annotated[tuple[AreaId, ...], Field(min_length=1)]
MeasureIds = Annotated[tuple[MeasureId, ...], Field(min_length=1)]

RoleField = Literal["leads", "accountable", "support"]
"""A field that names roles: who leads, who answers for an action, and who helps its leads."""
BESIDE: Final[tuple[RoleField, ...]] = ("accountable", "support")
ROLES: Final[tuple[RoleField, ...]] = ("leads", *BESIDE)

_REF = "The number that the document prints, if it is not the id: 1/17, LM1, 1a"
_SINCE = "The edition that added it: an id of `editions` in plan.yaml"
_UNTIL = "The edition that dropped it: an id of `editions` in plan.yaml. The record stays in the file"
_EARLIER = "What earlier editions promised where a later one restates it, the oldest first"
_LABEL = "A short name of at most 40 characters, shown where there is no room for the title"
_WHEN = "When, in the document's own words"
_STARTS = "When it begins: a day, month or year (2016-09-01, 2016-09 or 2016)"
_DUE = (
    "The promised deadline: a day, month or year, or {after: report-received, working_days: 70}. If the deadline "
    "moves, record that in the log and leave this"
)
_DUE_REASON = "Why the plan takes the words to mean this date, in a sentence, if they could mean another"
_LEADS = "Who leads: codes from roles.yaml"
_OWN_LEADS = "Who leads this, if not the action's leads: codes from roles.yaml"
_SEE = "Ids of other records to look at"
_REPEATS = "How often it recurs: a word (termly, annual …), or {every: 6 weeks}, or {times: 5, per: year}"
_ENDS = "When it stops recurring"


class Earlier(Record):
    """What an edition promised of a record before the next one restated it."""

    edition: EditionId = Field(description="The edition that promised this: an id of `editions` in plan.yaml")
    text: Text | None = Field(None, description="What it said, if in other words")
    when: Text | None = Field(None, description="When, in its words")
    starts: PlanDate | None = Field(None, description="When it was to begin")
    due_reason: Text | None = Field(None, description="Why the plan took the words to mean these dates, if it said so")


class EarlierMilestone(Earlier):
    """What an edition promised of a milestone before the next one restated it."""

    ref: Ref | None = Field(None, description="The number that it printed, if another")
    due: Due | None = Field(None, description="The deadline that it promised")
    repeats: Repeats | None = Field(None, description="How often it was to recur")
    ends: PlanDate | None = Field(None, description="When it was to stop recurring")
    dates: Dates = Field((), description="Each date, if it was to happen several times")
    undated: Flag = Field(False, description="true if it had no words and no dates of its own, and has some now")


class EarlierStage(Earlier):
    """What an edition promised of a stage before the next one restated it."""

    due: Due | None = Field(None, description="The deadline that it promised")


class EarlierDuty(Earlier):
    """What an edition promised of a duty before the next one restated it."""

    repeats: Repeats | None = Field(None, description="How often it was to recur")
    ends: PlanDate | None = Field(None, description="When it was to stop recurring")


class EarlierAction(Earlier):
    """What an edition promised of an action before the next one restated it."""

    ref: Ref | None = Field(None, description="The number that it printed, if another")
    when: Lines = Field((), description="When, in its words, line by line")  # type: ignore[assignment]
    due: Due | None = Field(None, description="The deadline that it promised")
    undated: Flag = Field(False, description="true if it had no words and no dates of its own, and has some now")


# What is final is told by `type(record) is Milestone`: pydantic makes `isinstance` of another type slow, and every row
# asks several times.
@final
class Milestone(Record):
    """A milestone: something that shows that an action is done."""

    id: MilestoneId = Field(description='The action\'s id and a number: "2.4.1"')
    ref: Ref | None = Field(None, description=_REF)
    text: Text = Field(description="What will be done, or be in place")
    type: Literal["deliverable", "outcome", "event"] = Field(
        "deliverable",
        description="deliverable: something made or agreed; outcome: a change for pupils or schools; event: something "
        "that takes place",
    )
    leads: Leads = Field((), description=_OWN_LEADS)
    when: Text | None = Field(None, description=f"{_WHEN}: the line about this milestone")
    starts: PlanDate | None = Field(None, description=_STARTS)
    due: Due | None = Field(None, description=_DUE)
    due_reason: Text | None = Field(None, description=_DUE_REASON)
    repeats: Repeats | None = Field(None, description=_REPEATS)
    ends: PlanDate | None = Field(None, description=_ENDS)
    dates: Dates = Field((), description="Each date, if it happens several times")
    same_as: MilestoneId | None = Field(
        None, description="The milestone that is the same deliverable: this one takes its status"
    )
    see: References = Field((), description=_SEE)
    measures: MeasureIds = Field((), description="Success measures that it should move: ids from measures.yaml")
    since: EditionId | None = Field(None, description=_SINCE)
    until: EditionId | None = Field(None, description=_UNTIL)
    earlier: tuple[EarlierMilestone, ...] = Field((), min_length=1, description=_EARLIER)


@final
class Stage(Record):
    """A stage: a dated line of the When cell about the whole action."""

    id: StageId = Field(description='The action\'s id, S and a number: "1.1.S1"')
    text: Text = Field(description="What will be done by then")
    leads: Leads = Field((), description=_OWN_LEADS)
    when: Text = Field(description=_WHEN)
    starts: PlanDate | None = Field(None, description=_STARTS)
    due: Due | None = Field(None, description=_DUE)
    due_reason: Text | None = Field(None, description=_DUE_REASON)
    since: EditionId | None = Field(None, description=_SINCE)
    until: EditionId | None = Field(None, description=_UNTIL)
    earlier: tuple[EarlierStage, ...] = Field((), min_length=1, description=_EARLIER)


@final
class Duty(Record):
    """A duty: a recurring line of the When cell that is not a milestone."""

    id: DutyId = Field(description='The action\'s id, D and a number: "2.2.D1"')
    text: Text = Field(description="What is done each time")
    type: Literal["duty", "monitoring"] = Field(
        "duty", description="monitoring: somebody checks how the action goes; duty: any other"
    )
    leads: Leads = Field((), description=_OWN_LEADS)
    when: Text = Field(description=_WHEN)
    starts: PlanDate | None = Field(None, description=_STARTS)
    due_reason: Text | None = Field(None, description=_DUE_REASON)
    repeats: Repeats = Field(description=_REPEATS)
    ends: PlanDate | None = Field(None, description=_ENDS)
    since: EditionId | None = Field(None, description=_SINCE)
    until: EditionId | None = Field(None, description=_UNTIL)
    earlier: tuple[EarlierDuty, ...] = Field((), min_length=1, description=_EARLIER)


@final
class Action(Record):
    """A numbered action: what is to be done, who leads it, by when."""

    id: ActionId = Field(description='The priority\'s id and a number: "2.4"')
    ref: Ref | None = Field(None, description=_REF)
    title: Text = Field(description="What is to be done")
    label: Label | None = Field(None, description=_LABEL)
    steps: Texts = Field((), description="The points that the document lists under the action")
    leads: LeadsOrBlank = Field(description=f"{_LEADS}; [] if the document leaves it blank")
    accountable: Leads = Field((), description="Who answers for it, beside the leads: codes from roles.yaml")
    support: Leads = Field((), description="Who helps the leads: codes from roles.yaml")
    who: Texts = Field(
        (), description="The document's Who cell, line by line, if it is not simply the leads joined by ' / '"
    )
    when: LinesOrBlank = Field(description=f"{_WHEN}, line by line; [] if it leaves it blank")
    starts: PlanDate | None = Field(None, description=_STARTS)
    due: Due | None = Field(None, description=_DUE)
    due_reason: Text | None = Field(None, description=_DUE_REASON)
    success: Texts = Field((), description="What success of this action looks like, one statement to a line")
    monitoring: Texts = Field(
        (), description="How it is monitored, in the document's words. What recurs of it is a duty of type monitoring"
    )
    resources: Texts = Field((), description="What it needs, in the document's words")
    cost: Cost | None = Field(None, description="What it costs in pounds: 12500 or 12500.50")
    extra: Extra = Field(
        {},
        description="Other columns of the document, by its own names for them: for each a text, or a list of texts",
    )
    areas: AreaIds = Field((), description="The areas it answers, if not the priority's: ids from areas.yaml")
    measures: MeasureIds = Field((), description="Success measures that it should move: ids from measures.yaml")
    see: References = Field((), description=_SEE)
    milestones: tuple[Milestone, ...] = Field((), min_length=1, description="What shows that it is done")
    stages: tuple[Stage, ...] = Field(
        (), min_length=1, description="Dated lines of the When cell about the whole action"
    )
    duties: tuple[Duty, ...] = Field(
        (), min_length=1, description="Recurring lines of the When cell that are not milestones"
    )
    since: EditionId | None = Field(None, description=_SINCE)
    until: EditionId | None = Field(None, description=_UNTIL)
    earlier: tuple[EarlierAction, ...] = Field((), min_length=1, description=_EARLIER)

    @property
    def parts(self) -> tuple[Milestone | Stage | Duty, ...]:
        """What of the action has an id: its milestones, then its stages, then its duties."""
        return (*self.milestones, *self.stages, *self.duties)


class Priority(Record):
    """A priority: what must improve, what success looks like, and the actions that will get there."""

    id: PriorityId = Field(description='The priority\'s number: "2"')
    ref: Ref | None = Field(None, description=_REF)
    title: Text = Field(description="What must improve")
    label: Label | None = Field(None, description=_LABEL)
    areas: AreaIds = Field((), description="The areas it answers, if an inspection named any: ids from areas.yaml")
    measures: MeasureIds = Field(
        (), description="Success measures that its actions should move: ids from measures.yaml"
    )
    success: Texts = Field((), description="What success looks like, one statement to a line")
    actions: tuple[Action, ...] = Field((), min_length=1, description="The actions, in the order of the plan")
    since: EditionId | None = Field(None, description=_SINCE)
    until: EditionId | None = Field(None, description=_UNTIL)
