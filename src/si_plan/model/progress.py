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
CHANGING: Final = ("status", "rating", "due", "leads", "accountable", "support")
"""The fields by which an entry changes how its record stands."""

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
                    "description": "The wrong entry's place in this log, from 1: only in older entries. "
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
    """What the wrong entry says: its day, and enough of the rest to tell it from other entries. It must be above this
    one, and about the same record."""

    on: Day = Field(description="The day of the wrong entry")
    status: Status | None = Field(None, description="The status of the wrong entry")
    rating: Text | None = Field(None, description="The rating of the wrong entry")
    period: PeriodName | None = Field(None, description="The occurrence that the wrong entry is about")
    due: PlanDate | None = Field(None, description="The new deadline in the wrong entry")
    leads: tuple[LeadName, ...] = Field((), min_length=1, description="The new leads in the wrong entry")
    accountable: tuple[LeadName, ...] = Field((), min_length=1, description="Who answers for it by the wrong entry")
    support: tuple[LeadName, ...] = Field((), min_length=1, description="Who helps the leads by the wrong entry")
    reason: Text | None = Field(None, description="The reason in the wrong entry")
    approved_by: LeadName | None = Field(None, description="Who approved the wrong entry")
    by: LeadName | None = Field(None, description="Who reported the wrong entry")
    note: Text | None = Field(None, description="The note in the wrong entry")
    evidence: tuple[Text, ...] = Field((), min_length=1, description="The evidence in the wrong entry")
    voids: "Voids | None" = Field(None, description="What the wrong entry itself undoes")
    public: Flag = Field(False, description="Whether the wrong entry is public")
    nothing_else: Flag = Field(
        False, description="true if the wrong entry has no other fields, and another entry has the same ones and more"
    )


Voids = Annotated[Voided | int, _EntryOrPlace()]
"""Which entry was wrong. `model/voids.py` alone says which one that is."""


class Entry(Record):
    """An entry of a log. New entries go at the end. Never change an old one: undo it with a new one."""

    on: Day = Field(description="The day it happened")
    at: Reference = Field(description='The id of the action, milestone, stage or duty: "2.4.1"')
    status: Status | None = Field(None, description="The status from that day on")
    rating: Text | None = Field(None, description="The rating from that day on: a code from ratings in plan.yaml")
    period: PeriodName | None = Field(
        None, description="Which occurrence, if it recurs; which term, if a rating or a note is for one: 2016-17/T1"
    )
    due: PlanDate | None = Field(None, description="The new deadline: a day, month or year")
    leads: tuple[LeadName, ...] = Field((), min_length=1, description="The new leads: codes from roles.yaml")
    accountable: tuple[LeadName, ...] = Field(
        (), min_length=1, description="Who answers for the action from then on: codes from roles.yaml"
    )
    support: tuple[LeadName, ...] = Field(
        (), min_length=1, description="Who helps the action's leads from then on: codes from roles.yaml"
    )
    reason: Text | None = Field(None, description="Why, in a sentence")
    approved_by: LeadName | None = Field(None, description="Who approved it: a code from roles.yaml")
    by: LeadName | None = Field(None, description="Who reported it: a code from roles.yaml")
    note: Text | None = Field(None, description="What happened")
    evidence: tuple[Text, ...] = Field((), min_length=1, description="Links or documents that others can check")
    voids: Voids | None = Field(
        None, description="The wrong entry that this one undoes, by what it says: {on: 2016-10-03, status: complete}"
    )
    public: Flag = Field(False, description="true if public reports may show the reason, note and evidence")

    @property
    def changes_something(self) -> bool:
        """Whether it changes how its record stands."""
        return any(getattr(self, name) for name in CHANGING)


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
    """A result for a target of a success measure (progress/measures.yaml)."""

    target: TargetId = Field(description="The target: M1.2")
    period: PeriodName = Field(description="The period of the result: 2016-17")
    on: Day | None = Field(None, description="The day it became known. If left out, the last day of the period")
    value: Amount = Field(description="The result. For a gap without a comparator's result, the gap itself")
    comparator: Amount | None = Field(None, description="The result of the comparator, such as England")
    rank: Count | None = Field(None, description="The rank among authorities, 1 being best")
    of: Count | None = Field(None, description="How many authorities were ranked")
    source: Text = Field(description="Where it was published")
