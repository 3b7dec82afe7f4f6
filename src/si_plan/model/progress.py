"""What has happened since the plan was adopted: entries of the logs, readings of the targets."""

from typing import Literal

from pydantic import Field

from si_plan.model.fields import (
    Amount,
    Count,
    Day,
    Flag,
    LeadName,
    PeriodName,
    PlanDate,
    Record,
    Reference,
    TargetId,
    Text,
)

Status = Literal["not_started", "in_progress", "complete", "cancelled"]


class Entry(Record):
    """One entry of a log. The log stands in recording order, oldest first; an entry is never changed."""

    on: Day = Field(description="The day on which it happened")
    at: Reference = Field(description='What it is about: an action, milestone, stage or duty ("2.4.1")')
    status: Status | None = Field(None, description="The status from then on")
    rating: Text | None = Field(None, description="A code of plan.yaml's rating scheme")
    period: PeriodName | None = Field(None, description="The occurrence of what recurs: 2016-17/T1")
    due: PlanDate | None = Field(None, description="Rescheduled to")
    leads: tuple[LeadName, ...] = Field((), min_length=1, description="Reassigned to")
    reason: Text | None = Field(None, description="Why")
    approved_by: LeadName | None = Field(None, description="Who agreed to it")
    by: LeadName | None = Field(None, description="Who reports it")
    note: Text | None = Field(None, description="What there is to say")
    evidence: tuple[Text, ...] = Field((), min_length=1, description="Where it can be seen")
    voids: Count | None = Field(None, description="The place in this log (from 1) of an entry that was wrong")
    public: Flag = Field(False, description="Whether public reports may show its reason, note and evidence")


class TargetReading(Record):
    """One reading of a success measure's target (progress/measures.yaml)."""

    target: TargetId = Field(description="The target: M1.2")
    period: PeriodName = Field(description="What it is a reading of: 2016-17")
    on: Day | None = Field(
        None, description="The day on which it became known; where it is left out, the last day of its period"
    )
    value: Amount = Field(description="The result; of a gap that is given without a comparator, the gap itself")
    comparator: Amount | None = Field(None, description="The comparator's result")
    rank: Count | None = Field(None, description="The rank among authorities")
    of: Count | None = Field(None, description="How many authorities were ranked")
    source: Text = Field(description="Where it was published")
