"""What was adopted: priorities, their actions, and the milestones, stages and duties of these."""

from typing import Annotated, Final, Literal

from pydantic import Field

from si_plan.model.fields import (
    ActionId,
    AreaId,
    DutyId,
    Label,
    LeadName,
    MeasureId,
    MilestoneId,
    PlanDate,
    PriorityId,
    Record,
    Reference,
    Repeats,
    StageId,
    Text,
)

Texts = Annotated[tuple[Text, ...], Field(min_length=1)]
MOST_LINES: Final = 100
"""How many lines a When cell has: each of them is looked for in every part of its action."""
Lines = Annotated[tuple[Text, ...], Field(min_length=1, max_length=MOST_LINES)]
Leads = Annotated[tuple[LeadName, ...], Field(min_length=1)]
Dates = Annotated[tuple[PlanDate, ...], Field(min_length=1)]
References = Annotated[tuple[Reference, ...], Field(min_length=1)]
AreaIds = Annotated[tuple[AreaId, ...], Field(min_length=1)]
MeasureIds = Annotated[tuple[MeasureId, ...], Field(min_length=1)]

_LABEL = "A short name of at most 40 characters, shown where there is no room for the title"
_WHEN = "The document's own words on when, to the letter"
_STARTS = "The beginning: a day, month or year (2016-09-01, 2016-09, 2016)"
_DUE = "The end, as the wording is read: a day, month or year. A slip never changes it; the log does"
_DUE_REASON = "Why the wording is read so, in a sentence, where that took judgement"
_LEADS = "The codes of those who lead, from roles.yaml"
_OWN_LEADS = "The codes of those who lead, where they are not the action's"
_SEE = "Ids of other records that this one refers to"
_REPEATS = "How often it recurs: a word (termly, annual …) or a rule ({every: 6 weeks}, {times: 5, per: year})"
_ENDS = "When what recurs ends"


class Milestone(Record):
    """What shows that an action is done."""

    id: MilestoneId = Field(description='The action\'s id and a number: "2.4.1"')
    text: Text = Field(description="What there is when it is reached")
    type: Literal["deliverable", "outcome", "event"] = Field(
        "deliverable", description="A thing made or agreed, a result for pupils or schools, or an event"
    )
    leads: Leads = Field((), description=_OWN_LEADS)
    when: Text | None = Field(None, description=f"{_WHEN}: the line that dates this milestone")
    starts: PlanDate | None = Field(None, description=_STARTS)
    due: PlanDate | None = Field(None, description=_DUE)
    due_reason: Text | None = Field(None, description=_DUE_REASON)
    repeats: Repeats | None = Field(None, description=_REPEATS)
    ends: PlanDate | None = Field(None, description=_ENDS)
    dates: Dates = Field((), description="The dates of what happens several times, one by one")
    same_as: MilestoneId | None = Field(
        None, description="The milestone that is the very same deliverable: its status counts here"
    )
    see: References = Field((), description=_SEE)
    measures: MeasureIds = Field((), description="Success measures that it refers to")


class Stage(Record):
    """A dated line of the When cell about the action as a whole."""

    id: StageId = Field(description='The action\'s id, S and a number: "1.1.S1"')
    text: Text = Field(description="What has been reached by then")
    leads: Leads = Field((), description=_OWN_LEADS)
    when: Text = Field(description=_WHEN)
    starts: PlanDate | None = Field(None, description=_STARTS)
    due: PlanDate | None = Field(None, description=_DUE)
    due_reason: Text | None = Field(None, description=_DUE_REASON)


class Duty(Record):
    """A recurring line of the When cell that no milestone is."""

    id: DutyId = Field(description='The action\'s id, D and a number: "2.2.D1"')
    text: Text = Field(description="What is done each time")
    leads: Leads = Field((), description=_OWN_LEADS)
    when: Text = Field(description=_WHEN)
    starts: PlanDate | None = Field(None, description=_STARTS)
    due_reason: Text | None = Field(None, description=_DUE_REASON)
    repeats: Repeats = Field(description=_REPEATS)
    ends: PlanDate | None = Field(None, description=_ENDS)


class Action(Record):
    """A numbered action: what is to be done, who leads it, by when."""

    id: ActionId = Field(description='The priority\'s id and a number: "2.4"')
    title: Text = Field(description="What is to be done")
    label: Label | None = Field(None, description=_LABEL)
    steps: Texts = Field((), description="What the document lists under the action")
    leads: Leads = Field(description=_LEADS)
    who: Texts = Field(
        (), description="The document's Who cell, line by line, where it is not the leads joined by ' / '"
    )
    when: Lines = Field(description=f"{_WHEN}, line by line")
    starts: PlanDate | None = Field(None, description=_STARTS)
    due: PlanDate | None = Field(None, description=_DUE)
    due_reason: Text | None = Field(None, description=_DUE_REASON)
    areas: AreaIds = Field((), description="The areas it answers, where they are not the priority's")
    measures: MeasureIds = Field((), description="Success measures that it serves")
    see: References = Field((), description=_SEE)
    milestones: tuple[Milestone, ...] = Field((), min_length=1, description="What shows that it is done")
    stages: tuple[Stage, ...] = Field((), min_length=1, description="Dated lines of When about the action as a whole")
    duties: tuple[Duty, ...] = Field((), min_length=1, description="Recurring lines of When that no milestone is")

    @property
    def parts(self) -> tuple[Milestone | Stage | Duty, ...]:
        """What of the action has an id: its milestones, then its stages, then its duties."""
        return (*self.milestones, *self.stages, *self.duties)


class Priority(Record):
    """A priority: what is to improve, how success will look, and the actions towards it."""

    id: PriorityId = Field(description='The priority\'s number: "2"')
    title: Text = Field(description="What is to improve")
    label: Label | None = Field(None, description=_LABEL)
    areas: AreaIds = Field(description="The areas that Ofsted named which it answers, from areas.yaml")
    measures: MeasureIds = Field((), description="Success measures that its actions serve")
    success: Texts = Field((), description="How success will look, a statement each")
    actions: tuple[Action, ...] = Field(min_length=1, description="The actions, in the plan's order")
