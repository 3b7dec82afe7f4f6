"""What has happened since the plan was adopted: entries of the logs, readings of the targets."""

from collections.abc import Iterable
from typing import Annotated, Any, Final, Literal

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

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

_MOST_ENTRIES: Final = 100_000


class _EntryOrPlace:
    """What `voids` can be: what the wrong entry says or, in older logs, its place."""

    def __get_pydantic_core_schema__(self, _source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_wrap_validator_function(
            _entry_or_place,
            handler.generate_schema(Voided),
            serialization=core_schema.wrap_serializer_function_ser_schema(_plain),
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {
            "anyOf": [
                handler(schema),
                {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": _MOST_ENTRIES,
                    "deprecated": True,
                    "description": "Its place in this log, from 1: only in older entries. "
                    "Write {on: 2016-10-03, status: complete} instead",
                },
            ]
        }


def _entry_or_place(value: Any, read: core_schema.ValidatorFunctionWrapHandler) -> "Voided | int":
    if not isinstance(value, (str, int)):
        said: Voided = read(value)
        return said
    written = str(value)
    place = int(written) if written.isascii() and written.isdigit() and len(written) <= len(str(_MOST_ENTRIES)) else 0
    if not 1 <= place <= _MOST_ENTRIES:
        raise PydanticCustomError("voids", "write what the wrong entry says: {example}", {"example": _EXAMPLE})
    return place


def _plain(value: Any, plain: core_schema.SerializerFunctionWrapHandler) -> Any:
    return value if isinstance(value, int) else plain(value)


_EXAMPLE: Final = "voids: {on: 2016-10-03, status: complete}"


class Voided(Record):
    """The wrong entry, which stands above and is about the same record: its day, and what else sets it apart."""

    on: Day = Field(description="Its day")
    status: Status | None = Field(None, description="Its status")
    rating: Text | None = Field(None, description="Its rating")
    period: PeriodName | None = Field(None, description="The occurrence that it is about")
    due: PlanDate | None = Field(None, description="Its new deadline")
    leads: tuple[LeadName, ...] = Field((), min_length=1, description="Whom it was reassigned to")
    reason: Text | None = Field(None, description="Its reason")
    approved_by: LeadName | None = Field(None, description="Who agreed to it")
    by: LeadName | None = Field(None, description="Who reported it")
    note: Text | None = Field(None, description="Its note")
    evidence: tuple[Text, ...] = Field((), min_length=1, description="Its evidence")
    voids: "Voids | None" = Field(None, description="What it voids itself")
    public: Flag = Field(False, description="Whether it is public")
    nothing_else: Flag = Field(
        False, description="Whether it has no other fields than these, where another entry says the same and more"
    )


Voids = Annotated[Voided | int, _EntryOrPlace()]
"""Which entry was wrong. `model/voids.py` alone says which one that is."""


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
    voids: Voids | None = Field(
        None, description="What a wrong entry says, which this one takes back: {on: 2016-10-03, status: complete}"
    )
    public: Flag = Field(False, description="Whether public reports may show its reason, note and evidence")


_NOTHING: Final = frozenset(
    {"", "na", "n a", "nil", "no", "none", "none yet", "no evidence", "not applicable", "not available", "nothing"}
    | {"null", "pending", "tba", "tbc", "tbd", "to be confirmed", "to follow", "unknown", "yes"}
)
"""What people write where a form wants evidence and there is none: n/a, -, tbc. Signs aside, and in any letter case."""


def shows_nothing(evidence: str) -> bool:
    """Whether a text given as evidence says nothing (n/a, -, tbc)."""
    letters = "".join(character if character.isalnum() else " " for character in evidence[:100].casefold())
    return len(evidence) <= 100 and " ".join(letters.split()) in _NOTHING


def is_evidenced(evidence: Iterable[str]) -> bool:
    """Whether any of these texts of evidence says where something can be seen."""
    return not all(shows_nothing(place) for place in evidence)


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
