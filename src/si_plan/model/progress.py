"""What has happened since the plan was adopted: entries of the logs, readings of the targets."""

from __future__ import annotations

from typing import Annotated, Literal

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

    on: Annotated[Day, Field(description="The day on which it happened")]
    at: Annotated[Reference, Field(description='What it is about: an action, milestone, stage or duty ("2.4.1")')]
    status: Annotated[Status | None, Field(description="The status from then on")] = None
    rating: Annotated[Text | None, Field(description="A code of plan.yaml's rating scheme")] = None
    period: Annotated[PeriodName | None, Field(description="The occurrence of what recurs: 2016-17/T1")] = None
    due: Annotated[PlanDate | None, Field(description="Rescheduled to")] = None
    leads: Annotated[tuple[LeadName, ...], Field(min_length=1, description="Reassigned to")] = ()
    reason: Annotated[Text | None, Field(description="Why")] = None
    approved_by: Annotated[LeadName | None, Field(description="Who agreed to it")] = None
    by: Annotated[LeadName | None, Field(description="Who reports it")] = None
    note: Annotated[Text | None, Field(description="What there is to say")] = None
    evidence: Annotated[tuple[Text, ...], Field(min_length=1, description="Where it can be seen")] = ()
    voids: Annotated[Count | None, Field(description="The place in this log (from 1) of an entry that was wrong")] = (
        None
    )
    public: Annotated[Flag, Field(description="Whether public reports may show note and evidence")] = False


class TargetReading(Record):
    """One reading of a success measure's target (progress/measures.yaml)."""

    target: Annotated[TargetId, Field(description="The target: M1.2")]
    period: Annotated[PeriodName, Field(description="What it is a reading of: 2016-17")]
    value: Annotated[Amount, Field(description="The result")]
    comparator: Annotated[Amount | None, Field(description="The comparator's result")] = None
    rank: Annotated[Count | None, Field(description="The rank among authorities")] = None
    of: Annotated[Count | None, Field(description="How many authorities were ranked")] = None
    source: Annotated[Text, Field(description="Where it was published")]
