"""What was adopted: priorities, their actions, and the milestones, stages and duties of these."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from si_plan.model.fields import (
    ActionId,
    AreaId,
    DutyId,
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
Leads = Annotated[tuple[LeadName, ...], Field(min_length=1)]
Dates = Annotated[tuple[PlanDate, ...], Field(min_length=1)]
References = Annotated[tuple[Reference, ...], Field(min_length=1)]
AreaIds = Annotated[tuple[AreaId, ...], Field(min_length=1)]
MeasureIds = Annotated[tuple[MeasureId, ...], Field(min_length=1)]

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

    id: Annotated[MilestoneId, Field(description='The action\'s id and a number: "2.4.1"')]
    text: Annotated[Text, Field(description="What there is when it is reached")]
    type: Annotated[
        Literal["deliverable", "outcome", "event"],
        Field(description="A thing made or agreed, a result for pupils or schools, or an event"),
    ] = "deliverable"
    leads: Annotated[Leads, Field(description=_OWN_LEADS)] = ()
    when: Annotated[Text | None, Field(description=f"{_WHEN}: the line that dates this milestone")] = None
    starts: Annotated[PlanDate | None, Field(description=_STARTS)] = None
    due: Annotated[PlanDate | None, Field(description=_DUE)] = None
    due_reason: Annotated[Text | None, Field(description=_DUE_REASON)] = None
    repeats: Annotated[Repeats | None, Field(description=_REPEATS)] = None
    ends: Annotated[PlanDate | None, Field(description=_ENDS)] = None
    dates: Annotated[Dates, Field(description="The dates of what happens several times, one by one")] = ()
    same_as: Annotated[
        MilestoneId | None,
        Field(description="The milestone that is the very same deliverable: its status counts here"),
    ] = None
    see: Annotated[References, Field(description=_SEE)] = ()
    measures: Annotated[MeasureIds, Field(description="Success measures that it refers to")] = ()


class Stage(Record):
    """A dated line of the When cell about the action as a whole."""

    id: Annotated[StageId, Field(description='The action\'s id, S and a number: "1.1.S1"')]
    text: Annotated[Text, Field(description="What has been reached by then")]
    leads: Annotated[Leads, Field(description=_OWN_LEADS)] = ()
    when: Annotated[Text, Field(description=_WHEN)]
    starts: Annotated[PlanDate | None, Field(description=_STARTS)] = None
    due: Annotated[PlanDate | None, Field(description=_DUE)] = None
    due_reason: Annotated[Text | None, Field(description=_DUE_REASON)] = None


class Duty(Record):
    """A recurring line of the When cell that no milestone is."""

    id: Annotated[DutyId, Field(description='The action\'s id, D and a number: "2.2.D1"')]
    text: Annotated[Text, Field(description="What is done each time")]
    leads: Annotated[Leads, Field(description=_OWN_LEADS)] = ()
    when: Annotated[Text, Field(description=_WHEN)]
    starts: Annotated[PlanDate | None, Field(description=_STARTS)] = None
    due_reason: Annotated[Text | None, Field(description=_DUE_REASON)] = None
    repeats: Annotated[Repeats, Field(description=_REPEATS)]
    ends: Annotated[PlanDate | None, Field(description=_ENDS)] = None


class Action(Record):
    """A numbered action: what is to be done, who leads it, by when."""

    id: Annotated[ActionId, Field(description='The priority\'s id and a number: "2.4"')]
    title: Annotated[Text, Field(description="What is to be done")]
    steps: Annotated[Texts, Field(description="What the document lists under the action")] = ()
    leads: Annotated[Leads, Field(description=_LEADS)]
    who: Annotated[
        Texts,
        Field(description="The document's Who cell, line by line, where it is not the leads joined by ' / '"),
    ] = ()
    when: Annotated[Texts, Field(description=f"{_WHEN}, line by line")]
    starts: Annotated[PlanDate | None, Field(description=_STARTS)] = None
    due: Annotated[PlanDate | None, Field(description=_DUE)] = None
    due_reason: Annotated[Text | None, Field(description=_DUE_REASON)] = None
    areas: Annotated[AreaIds, Field(description="The areas it answers, where they are not the priority's")] = ()
    measures: Annotated[MeasureIds, Field(description="Success measures that it serves")] = ()
    see: Annotated[References, Field(description=_SEE)] = ()
    milestones: Annotated[tuple[Milestone, ...], Field(min_length=1, description="What shows that it is done")] = ()
    stages: Annotated[
        tuple[Stage, ...], Field(min_length=1, description="Dated lines of When about the action as a whole")
    ] = ()
    duties: Annotated[
        tuple[Duty, ...], Field(min_length=1, description="Recurring lines of When that no milestone is")
    ] = ()

    @property
    def parts(self) -> tuple[Milestone | Stage | Duty, ...]:
        """What of the action has an id: its milestones, then its stages, then its duties."""
        return (*self.milestones, *self.stages, *self.duties)


class Priority(Record):
    """A priority: what is to improve, how success will look, and the actions towards it."""

    id: Annotated[PriorityId, Field(description='The priority\'s number: "2"')]
    title: Annotated[Text, Field(description="What is to improve")]
    areas: Annotated[AreaIds, Field(description="The areas that Ofsted named which it answers, from areas.yaml")]
    measures: Annotated[MeasureIds, Field(description="Success measures that its actions serve")] = ()
    success: Annotated[Texts, Field(description="How success will look, a statement each")] = ()
    actions: Annotated[tuple[Action, ...], Field(min_length=1, description="The actions, in the plan's order")]
