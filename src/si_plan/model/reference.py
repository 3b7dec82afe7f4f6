"""What the promise refers to: the plan itself, Ofsted's areas, roles, success measures, source notes."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field

from si_plan.model.fields import (
    Amount,
    AreaId,
    Calendar,
    Day,
    DiagnosticCode,
    Flag,
    MeasureId,
    NoteId,
    NotePlace,
    PlanDate,
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

    title: Annotated[Text, Field(description="The document's title")]
    published: Annotated[PlanDate | None, Field(description="The date on it")] = None
    inspected: Annotated[PlanDate | None, Field(description="When Ofsted inspected")] = None
    note: Annotated[Text | None, Field(description="What a reader should know of it")] = None


class Vision(Record):
    """What the authority wants for its children, and the means to it."""

    text: Annotated[Text, Field(description="The vision, in brief")]
    means: Annotated[tuple[Text, ...], Field(min_length=1, description="How it is to be reached")] = ()


class Audience(Record):
    """Someone the plan is reported to."""

    id: Annotated[Slug, Field(description="A short name: advisory-panel")]
    title: Annotated[Text, Field(description="The name in full")]
    meetings: Annotated[tuple[Day, ...], Field(min_length=1, description="The days on which it meets")] = ()


class Rating(Record):
    """One grade of the authority's own scheme for rating progress."""

    code: Annotated[Text, Field(description="What a log entry writes: green")]
    title: Annotated[Text, Field(description="What it means")]


class PlanDetails(Record):
    """plan.yaml: what the plan is, whose, of when, and how it is kept."""

    format: Annotated[int, Field(ge=1, le=FORMAT, description="The format of these files: 1")]
    title: Annotated[Text, Field(description="The plan's title")]
    authority: Annotated[Text, Field(description="Whose plan it is")]
    dated: Annotated[Day, Field(description="The plan's own date")]
    source: Annotated[Document | None, Field(description="The published document")] = None
    vision: Annotated[Vision | None, Field(description="The vision that the plan serves")] = None
    calendar: Annotated[
        Calendar | None, Field(description="Terms and years; what is left out is the usual English calendar's")
    ] = None
    ratings: Annotated[
        tuple[Rating, ...],
        Field(min_length=1, description="The scheme by which progress is rated, best first"),
    ] = ()
    audiences: Annotated[
        tuple[Audience, ...], Field(min_length=1, description="Those to whom the plan is reported")
    ] = ()


class Area(Record):
    """An area for improvement that Ofsted named."""

    id: Annotated[AreaId, Field(description="A and a number: A1")]
    title: Annotated[Text, Field(description="What is to improve")]


class Role(Record):
    """Someone who can lead."""

    code: Annotated[RoleCode, Field(description="What `leads` writes: HSI")]
    title: Annotated[Text, Field(description="The role in full")]
    kind: Annotated[
        Literal["post", "councillor", "organisation", "group"], Field(description="What sort of lead it is")
    ]
    interim: Annotated[Flag, Field(description="Whether the post is held for the time being")] = False
    aliases: Annotated[
        tuple[Text, ...], Field(min_length=1, description="Other names and spellings for the same role")
    ] = ()
    in_glossary: Annotated[Flag, Field(description="Whether the document's glossary lists it")] = True


class Target(Record):
    """What a success measure is to reach."""

    id: Annotated[TargetId, Field(description="The measure's id and a number: M1.2")]
    cohort: Annotated[Text, Field(description="Whose results")]
    indicator: Annotated[Text, Field(description="What is measured")]
    kind: Annotated[
        Literal["rank", "gap", "rise", "better", "all", "maintain"],
        Field(
            description="rank: in the top part of authorities; gap: against a comparator; rise: by points; "
            "better: than a comparator; all: every one; maintain: hold or improve"
        ),
    ]
    value: Annotated[
        Amount | None,
        Field(
            description="rank: the top per cent; gap: the fraction of the starting gap that may remain; rise: points"
        ),
    ] = None
    comparator: Annotated[Text | None, Field(description="Against what")] = None
    by: Annotated[PlanDate | None, Field(description="By when")] = None
    provisional: Annotated[Flag, Field(description="Whether the target is still to be confirmed")] = False


class Measure(Record):
    """A success measure and its targets."""

    id: Annotated[MeasureId, Field(description="M and a number: M1")]
    title: Annotated[Text, Field(description="What is measured")]
    baseline: Annotated[Text | None, Field(description="What the document says of where things stand")] = None
    targets: Annotated[tuple[Target, ...], Field(min_length=1, description="What is to be reached")]


class SourceNote(Record):
    """A place where the plan departs from the published document, and why."""

    id: Annotated[NoteId, Field(description="N and a number: N1")]
    at: Annotated[NotePlace, Field(description='The record and field that it is about: "2.4.1#due"')]
    document: Annotated[Text, Field(description="What the document says")]
    recorded: Annotated[Text, Field(description="What the plan records")]
    why: Annotated[Text, Field(description="Why")]
    answers: Annotated[
        tuple[DiagnosticCode, ...],
        Field(min_length=1, description="The codes of the diagnostics at that place that it answers for"),
    ] = ()
