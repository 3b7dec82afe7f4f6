"""What the promise refers to: the plan itself, Ofsted's areas, roles, success measures, source notes."""

from typing import Final, Literal

from pydantic import Field

from si_plan.model.fields import (
    Amount,
    AreaId,
    Calendar,
    Day,
    DiagnosticCode,
    Flag,
    LeadName,
    MeasureId,
    NoteId,
    NotePlace,
    PeriodName,
    PlanDate,
    PriorityId,
    Record,
    RoleCode,
    Slug,
    TargetId,
    Text,
)

FORMAT: Final = 1
"""The newest format of plan files that this siplan reads."""


class Document(Record):
    """The published document that the plan was taken from."""

    title: Text = Field(description="The document's title")
    published: PlanDate | None = Field(None, description="The date on it")
    inspected: PlanDate | None = Field(None, description="When Ofsted inspected")
    note: Text | None = Field(None, description="What a reader should know of it")


class Vision(Record):
    """What the authority wants for its children, and the means to it."""

    text: Text = Field(description="The vision, in brief")
    means: tuple[Text, ...] = Field((), min_length=1, description="How it is to be reached")


SectionName = Literal[
    "overdue",
    "due",
    "slipped",
    "ratings",
    "priorities",
    "areas",
    "completed",
    "measures",
    "timeline",
    "trend",
    "background",
    "plan",
    "leads",
    "notes",
]
"""The sections of a report that an audience may choose among; every report has a summary and a key."""


class Audience(Record):
    """Someone the plan is reported to. Of what `priorities`, `areas` and `leads` name, it is told what all of those
    given hold."""

    id: Slug = Field(description="A short name: advisory-panel")
    title: Text = Field(description="The name in full")
    meetings: tuple[Day, ...] = Field((), min_length=1, description="The days on which it meets")
    public: Flag = Field(
        True, description="false for a body that may see what log entries do not mark public; true where left out"
    )
    priorities: tuple[PriorityId, ...] = Field((), min_length=1, description="Only these priorities")
    areas: tuple[AreaId, ...] = Field((), min_length=1, description="Only what answers any of these areas")
    leads: tuple[LeadName, ...] = Field((), min_length=1, description="Only what any of these roles leads")
    sections: tuple[SectionName, ...] = Field((), min_length=1, description="Only these sections of the report")


class Rating(Record):
    """One grade of the authority's own scheme for rating progress."""

    code: Text = Field(description="What a log entry writes: green")
    title: Text = Field(description="What it means")
    on_track: Flag = Field(
        False, description="Whether it says that all is well; the first grade does where none is marked so"
    )


class Waiver(Record):
    """Leave for one change that the change policy would refuse."""

    code: DiagnosticCode = Field(description="The code of the finding that is waived: record-removed")
    at: Text = Field(description="The record that may be changed so: 4.4")
    reason: Text = Field(description="Why, and who agreed")
    expires: Day = Field(description="The last day on which it holds")


class Policy(Record):
    """How grave a finding is here, and what is waived. A change is judged by the policy that stood before it."""

    severities: dict[DiagnosticCode, Literal["error", "warning", "off"]] = Field(
        {}, description="For the code of a warning, or of a finding about a change: how grave it is here"
    )
    waivers: tuple[Waiver, ...] = Field((), min_length=1, description="What is waived, for one record and a time")


class PlanDetails(Record):
    """plan.yaml: what the plan is, whose, of when, and how it is kept."""

    format: int = Field(ge=1, le=FORMAT, description="The format of these files: 1")
    title: Text = Field(description="The plan's title")
    authority: Text = Field(description="Whose plan it is")
    dated: Day = Field(description="The plan's own date")
    source: Document | None = Field(None, description="The published document")
    vision: Vision | None = Field(None, description="The vision that the plan serves")
    background: tuple[Text, ...] = Field((), min_length=1, description="What of the document is no action, in texts")
    calendar: Calendar | None = Field(
        None, description="Terms and years; what is left out is the usual English calendar's"
    )
    ratings: tuple[Rating, ...] = Field(
        (), min_length=1, description="The scheme by which progress is rated, best first"
    )
    audiences: tuple[Audience, ...] = Field((), min_length=1, description="Those to whom the plan is reported")
    policy: Policy | None = Field(None, description="How edits of the plan are judged")


class Area(Record):
    """An area for improvement that Ofsted named."""

    id: AreaId = Field(description="A and a number: A1")
    title: Text = Field(description="What is to improve")


class Role(Record):
    """Someone who can lead."""

    code: RoleCode = Field(description="What `leads` writes: HSI")
    title: Text = Field(description="The role in full")
    kind: Literal["post", "councillor", "organisation", "group"] = Field(description="What sort of lead it is")
    interim: Flag = Field(False, description="Whether the post is held for the time being")
    aliases: tuple[Text, ...] = Field((), min_length=1, description="Other names and spellings for the same role")
    in_glossary: Flag = Field(True, description="Whether the document's glossary lists it")


class Target(Record):
    """What a success measure is to reach."""

    id: TargetId = Field(description="The measure's id and a number: M1.2")
    cohort: Text = Field(description="Whose results")
    indicator: Text = Field(description="What is measured")
    kind: Literal["rank", "gap", "rise", "better", "all", "at_least", "at_most", "maintain"] = Field(
        description="rank: in the top part of authorities; gap: against a comparator; rise: by points; "
        "better: than a comparator; all: every one; at_least, at_most: a figure; maintain: hold or improve"
    )
    value: Amount | None = Field(
        None,
        description="rank: the top per cent; gap: the fraction of the starting gap that may remain; rise: points; "
        "all: how many are all, where it is not 100 per cent; at_least, at_most: the figure",
    )
    comparator: Text | None = Field(None, description="Against what")
    baseline_period: PeriodName | None = Field(
        None, description="The period whose reading in progress/measures.yaml is the starting point: 2014-15"
    )
    lower_is_better: Flag = Field(
        False,
        description="better, maintain, gap with a value: whether a lower figure is the better one, as with absence",
    )
    by: PlanDate | None = Field(None, description="By when")
    provisional: Flag = Field(False, description="Whether the target is still to be confirmed")


class Measure(Record):
    """A success measure and its targets."""

    id: MeasureId = Field(description="M and a number: M1")
    title: Text = Field(description="What is measured")
    baseline: Text | None = Field(None, description="What the document says of where things stand")
    targets: tuple[Target, ...] = Field(min_length=1, description="What is to be reached")


NoteKind = Literal["departure", "judgement", "observation"]


class SourceNote(Record):
    """A place where the plan departs from the published document or had to choose a reading of it, or a thing that
    the document leaves open and the plan keeps as it is; and why. A note without a kind is a departure: that is what
    notes were before they had kinds, and so none is kept out of sight by a kind that nobody gave it."""

    id: NoteId = Field(description="N and a number: N1")
    at: NotePlace = Field(description='The record and field that it is about: "2.4.1#due"')
    kind: NoteKind = Field(
        "departure",
        description="departure: the plan differs from the document; judgement: it chooses among readings; observation: "
        "it keeps what the document says, which is odd or leaves something open",
    )
    document: Text = Field(description="What the document says")
    recorded: Text = Field(description="What the plan records")
    why: Text = Field(description="Why")
    answers: tuple[DiagnosticCode, ...] = Field(
        (), min_length=1, description="The codes of the diagnostics at that place that it answers for"
    )
