"""What the promise refers to: the plan itself, areas that inspections named, roles, success measures, source notes."""

from typing import Final, Literal

from pydantic import ConfigDict, Field

from si_plan.model.background import Entry
from si_plan.model.events import MOST_EVENTS, Event
from si_plan.model.fields import (
    Amount,
    AreaId,
    Calendar,
    Count,
    Day,
    DiagnosticCode,
    EditionId,
    Flag,
    LeadName,
    MeasureId,
    NoteId,
    NotePlace,
    PeriodName,
    PlanDate,
    PriorityId,
    Record,
    Ref,
    RoleCode,
    Slug,
    TargetId,
    Text,
)

FORMAT: Final = 3
"""The newest format of plan files that this siplan reads."""
OF_EDITIONS: Final = 2
"""The first format in which a plan may have editions."""
OF_CLOCKS: Final = 3
"""The first format in which a deadline may be a clock."""
MOST_EDITIONS: Final = 100
"""How many editions a plan may have: one a year for a century. Some questions are asked of each."""


class Document(Record):
    """The published document that the plan comes from."""

    title: Text = Field(description="The document's title")
    published: PlanDate | None = Field(None, description="The date on the document")
    inspected: PlanDate | None = Field(None, description="The date of the inspection")
    note: Text | None = Field(None, description="What readers should know about the document")


class Inspection(Record):
    """An inspection, review or challenge that the plan answers."""

    id: Slug = Field(description="A short name: ofsted-2016")
    body: Text = Field(description="Who inspected: Ofsted")
    title: Text = Field(description="What was inspected, or the title of the report")
    inspected: PlanDate | None = Field(None, description="The date of the inspection")
    published: PlanDate | None = Field(None, description="The date of the report")
    areas_called: Text = Field(
        "areas", description="What its report calls its areas: areas for improvement, recommendations"
    )


class Edition(Record):
    """The plan as it was adopted once. One that is adopted every year has an edition a year."""

    id: EditionId = Field(description='A short name: "2017"')
    dated: Day = Field(description="The day from which it holds")
    title: Text | None = Field(None, description="Its title, if not the plan's")
    adopted_by: LeadName | None = Field(None, description="Who adopted it: a code from roles.yaml")


class Vision(Record):
    """What the authority wants for its children, and how it will get there."""

    text: Text = Field(description="The vision, in brief")
    means: tuple[Text, ...] = Field((), min_length=1, description="How the authority will get there")


SectionName = Literal[
    "overdue",
    "due",
    "slipped",
    "ratings",
    "priorities",
    "areas",
    "completed",
    "measures",
    "gaps",
    "timeline",
    "trend",
    "background",
    "plan",
    "leads",
    "notes",
]
"""The sections of a report that an audience may choose among; every report has a summary and a key."""


class Audience(Record):
    """A group that the plan is reported to. With `priorities`, `areas` or `leads`, it sees only what is in all of those
    that are given."""

    id: Slug = Field(description="A short name: advisory-panel")
    title: Text = Field(description="The name in full")
    meetings: tuple[Day, ...] = Field((), min_length=1, description="The days of its meetings")
    public: Flag = Field(
        True,
        description="false if this group may see reasons, notes and evidence that are not public; true if left out",
    )
    priorities: tuple[PriorityId, ...] = Field((), min_length=1, description="Only these priorities")
    areas: tuple[AreaId, ...] = Field((), min_length=1, description="Only what answers one of these areas")
    leads: tuple[LeadName, ...] = Field((), min_length=1, description="Only what one of these roles leads")
    sections: tuple[SectionName, ...] = Field((), min_length=1, description="Only these sections of the report")


class Rating(Record):
    """A rating that log entries can give."""

    code: Text = Field(description="What a log entry writes: green")
    title: Text = Field(description="What it means")
    on_track: Flag = Field(
        False, description="true if this rating means on track. If no rating is marked, the first one means on track"
    )


class Waiver(Record):
    """Permission for one change that the change rules would refuse."""

    code: DiagnosticCode = Field(description="The code of the finding to waive: record-removed")
    at: Text = Field(description="The record that may change: 4.4")
    reason: Text = Field(description="Why, and who approved it")
    expires: Day = Field(description="The last day of the waiver")


class Adoption(Record):
    """The announcement of an edition. Only an edition that the base announces can be adopted."""

    model_config = ConfigDict(populate_by_name=True)

    edition: EditionId = Field(description="The id of the edition that may be adopted")
    by: LeadName = Field(description="Who adopts it: a code from roles.yaml")
    begins: Day = Field(alias="from", description="The first day on which it may be adopted")
    expires: Day = Field(description="The last day on which it may be adopted")


class Policy(Record):
    """The change rules: the severity of findings, and what is waived. siplan checks a change by the rules from before
    it."""

    severities: dict[DiagnosticCode, Literal["error", "warning", "off"]] = Field(
        {}, description="The severity of a warning, or of a finding about a change, by its code"
    )
    waivers: tuple[Waiver, ...] = Field(
        (), min_length=1, description="What is waived, each for one record and until a day"
    )
    most_moves: Count | None = Field(None, description="How often a deadline may move later")
    moves_approved_by: tuple[LeadName, ...] = Field(
        (), min_length=1, description="The codes of those who may approve a move beyond `most_moves`"
    )
    adoption: Adoption | None = Field(None, description="The next edition, once it is announced")


class PlanDetails(Record):
    """plan.yaml: what the plan is, whose it is, its date, and its settings."""

    format: int = Field(
        ge=1,
        le=FORMAT,
        description="The format of these files: 1, 2 for a plan with editions, or 3 for one with deadlines that count "
        "from an event",
    )
    title: Text = Field(description="The plan's title")
    authority: Text = Field(description="The authority whose plan it is")
    dated: Day = Field(description="The date of the plan")
    editions: tuple[Edition, ...] = Field(
        (), min_length=1, max_length=MOST_EDITIONS, description="The editions adopted so far, oldest first"
    )
    inspections: tuple[Inspection, ...] = Field((), min_length=1, description="The inspections that the plan answers")
    events: tuple[Event, ...] = Field(
        (), min_length=1, max_length=MOST_EVENTS, description="The events from which lengths of time count"
    )
    source: Document | None = Field(None, description="The published document that the plan comes from")
    vision: Vision | None = Field(None, description="The vision that the plan works towards")
    background: tuple[Entry, ...] = Field(
        (), min_length=1, description="What the document says besides its actions: texts, or each with what takes it up"
    )
    calendar: Calendar | None = Field(None, description="Terms and years. What you leave out is as usual in England")
    ratings: tuple[Rating, ...] = Field((), min_length=1, description="The ratings for progress, best first")
    audiences: tuple[Audience, ...] = Field((), min_length=1, description="The groups that the plan is reported to")
    policy: Policy | None = Field(None, description="The change rules: the severity of findings, and what is waived")


class Area(Record):
    """An area: one thing that an inspection, review or challenge asks for."""

    id: AreaId = Field(description="A and a number: A1")
    ref: Ref | None = Field(None, description="The number that the report prints, if it is not the id")
    title: Text = Field(description="What must improve")
    inspection: Slug | None = Field(
        None, description="Which of several inspections named it: an id of `inspections` in plan.yaml"
    )
    since: EditionId | None = Field(None, description="The edition that added it")
    until: EditionId | None = Field(None, description="The edition that dropped it. The area stays in the file")


RoleState = Literal["vacant", "acting", "filled", "abolished"]
"""How a role is held."""


class Role(Record):
    """A role: a post, a councillor, an organisation or a group that can lead."""

    code: RoleCode = Field(description="The short code that leads use: HSI")
    title: Text = Field(description="The full title of the role")
    kind: Literal["post", "councillor", "organisation", "group"] = Field(description="What kind of lead it is")
    interim: Flag = Field(False, description="true if somebody held the post only for now, from the start")
    aliases: tuple[Text, ...] = Field((), min_length=1, description="Other names and spellings of the role")
    in_glossary: Flag = Field(True, description="false if the document's glossary does not list it")


class InterimTarget(Record):
    """A value that a target should have by a date before its own."""

    by: PlanDate = Field(description="The date to reach it by")
    value: Amount = Field(description="What it should reach by then, in the terms of the target's own `value`")


class Target(Record):
    """A target of a success measure."""

    id: TargetId = Field(description="The measure's id and a number: M1.2")
    cohort: Text = Field(description="Whose results count: all pupils, boys, disadvantaged pupils")
    indicator: Text = Field(description="What is measured")
    kind: Literal["rank", "gap", "rise", "better", "all", "at_least", "at_most", "maintain"] = Field(
        description="rank: be in the top part of authorities; gap: narrow a gap; rise: go up by points; "
        "better: beat a comparator; all: every one; at_least, at_most: a figure; maintain: stay the same or improve"
    )
    value: Amount | None = Field(
        None,
        description="rank: the top per cent; gap: the share of the first gap that may be left; rise: points; "
        "all: how many make all, if not 100 per cent; at_least, at_most: the figure",
    )
    comparator: Text | None = Field(None, description="What it is compared with")
    baseline_period: PeriodName | None = Field(
        None, description="The period whose result in progress/measures.yaml is the starting point: 2014-15"
    )
    lower_is_better: Flag = Field(
        False,
        description="true if a lower figure is better, as for absence (for better, maintain, and gap with a value)",
    )
    unit: Text | None = Field(None, description="What its figures count: %, pupils, days")
    by: PlanDate | None = Field(None, description="The date to reach it by")
    interim_targets: tuple[InterimTarget, ...] = Field(
        (), min_length=1, description="What it should reach before that, and when"
    )
    provisional: Flag = Field(False, description="true if the target is still to be confirmed")
    since: EditionId | None = Field(None, description="The edition that added it")
    until: EditionId | None = Field(None, description="The edition that dropped it. The target stays in the file")

    @property
    def takes_values(self) -> bool:
        """Whether its kind asks for a value, so that it can have interim targets: a better figure than a comparator's
        has none, nor has a gap that should be smaller than another, nor what should stay as it is."""
        return self.kind not in ("better", "maintain") and (self.kind != "gap" or self.value is not None)


class Measure(Record):
    """A success measure and its targets."""

    id: MeasureId = Field(description="M and a number: M1")
    ref: Ref | None = Field(None, description="The number that the document prints, if it is not the id")
    title: Text = Field(description="What is measured")
    baseline: Text | None = Field(None, description="Where things stood at the start, as the document says")
    targets: tuple[Target, ...] = Field(min_length=1, description="The targets of this measure")
    since: EditionId | None = Field(None, description="The edition that added it")
    until: EditionId | None = Field(None, description="The edition that dropped it. The measure stays in the file")


NoteKind = Literal["departure", "judgement", "observation"]


class SourceNote(Record):
    """A source note: where the plan differs from the published document, had to judge what it means, or keeps something
    odd in it, and why. A note without a kind is a departure, as notes were before they had kinds."""

    id: NoteId = Field(description="N and a number: N1")
    at: NotePlace = Field(description='The record and field that it is about: "2.4.1#due"')
    kind: NoteKind = Field(
        "departure",
        description="departure: the plan differs from the document; judgement: the plan chooses one of several "
        "meanings; observation: the plan keeps something that is odd or not clear",
    )
    document: Text = Field(description="What the document says")
    recorded: Text = Field(description="What the plan records")
    why: Text = Field(description="Why, in a sentence or two")
    answers: tuple[DiagnosticCode, ...] = Field(
        (), min_length=1, description="The codes of the warnings there that it explains"
    )
