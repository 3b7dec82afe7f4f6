"""The kinds of value that fields take: texts, ids, dates, flags. Each is validated from the text in the file."""

import copy
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
)
from pydantic_core import PydanticCustomError, core_schema

from si_plan.dates.recurrence import Recurrence, recurrence_from_data
from si_plan.dates.reduced import DateError, ReducedDate, parse_reduced
from si_plan.model.written import (
    CALENDAR_WRITTEN,
    DAY_WRITTEN,
    DUE_WRITTEN,
    EVENT_WRITTEN,
    REDUCED_WRITTEN,
    REPEATS_WRITTEN,
)

if TYPE_CHECKING:
    from si_plan.dates.calendar import SchoolCalendar
    from si_plan.dates.clock import Clock


class Record(BaseModel):
    """A record of the plan: it does not change once made, and has the fields listed and no others."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


FORMS: Final[dict[str, str]] = {}
"""For each pattern of an id: what the id is, in words, with an example."""


def _with_form(pattern: str, words: str) -> str:
    FORMS[pattern] = words
    return pattern


_TEXT = _with_form(r"\S", "write at least one character")
_NUMBER = "[1-9][0-9]{0,3}"
_PRIORITY = _with_form(rf"^{_NUMBER}$", 'write a number, such as "2"')
_ACTION = _with_form(rf"^{_NUMBER}\.{_NUMBER}$", 'write the id of its priority and a number, such as "2.4"')
_MILESTONE = _with_form(
    rf"^{_NUMBER}\.{_NUMBER}\.{_NUMBER}$", 'write the id of its action and a number, such as "2.4.1"'
)
_STAGE = _with_form(
    rf"^{_NUMBER}\.{_NUMBER}\.S{_NUMBER}$", 'write the id of its action, S and a number, such as "2.4.S1"'
)
_DUTY = _with_form(
    rf"^{_NUMBER}\.{_NUMBER}\.D{_NUMBER}$", 'write the id of its action, D and a number, such as "2.4.D1"'
)
_REFERENCE = _with_form(rf"^{_NUMBER}(\.{_NUMBER}(\.[SD]?{_NUMBER})?)?$", 'write an id, such as "2", "2.4" or "2.4.1"')
_AREA = _with_form(rf"^A{_NUMBER}$", "write A and a number, such as A1")
_MEASURE = _with_form(rf"^M{_NUMBER}$", "write M and a number, such as M1")
_TARGET = _with_form(rf"^M{_NUMBER}\.{_NUMBER}$", "write the id of its measure and a number, such as M1.2")
_NOTE = _with_form(rf"^N{_NUMBER}$", "write N and a number, such as N1")
_ROLE = _with_form("^[A-Z][A-Za-z0-9_-]{0,19}$", "write a code of capitals, letters or digits, such as HSI")
_SLUG = _with_form(EVENT_WRITTEN, "write small letters, digits and dashes, such as advisory-panel")
_MEMBER = _with_form(
    "^[a-z0-9]+(-[a-z0-9]+)*$", "write small letters and digits, with single dashes between them, such as oak-hill"
)
_NOTE_PLACE = _with_form("^[A-Za-z0-9._-]+#[a-z_]+$", 'write an id, # and the name of a field, such as "2.4.1#due"')
_CODE = _with_form("^[a-z]+[0-9]?(-[a-z0-9]+)*$", "write the code of a finding, such as deadline-before-plan")
_EDITION = _with_form(
    "^[A-Za-z0-9][A-Za-z0-9-]{0,39}$", 'write letters, digits and dashes, such as "2017" or "2017-18"'
)
_COST = _with_form(
    r"^(0|[1-9][0-9]{0,11})(\.[0-9]{2})?$", "write pounds without a sign or commas, such as 12500 or 12500.50"
)
_PERIOD = _with_form(
    "^[12][0-9]{3}(-([0-9]{2}(-[0-9]{2})?|Q[1-4]|W[0-9]{2}))?(/(T|HT|Q)[0-9]{1,2})?(/[0-9]{1,3})?$",
    "write the name of a period, such as 2016-17, 2016-17/T1, 2016-Q3 or 2016-09",
)


class _Written:
    """A text of a pattern, and of at most `longest` characters; `told` is added to its JSON Schema. It gives pydantic
    the core schema ready made: about a hundred fields have such a text, and a `Field` for each takes longer."""

    def __init__(self, pattern: str, told: dict[str, Any] | None = None, longest: int | None = None) -> None:
        self.pattern = pattern
        self.told = told or {}
        self.longest = longest

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        written: core_schema.CoreSchema = {"type": "str", "pattern": self.pattern}
        return written if self.longest is None else {**written, "max_length": self.longest}

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {**handler(schema), **self.told}


Text = Annotated[str, _Written(_TEXT, {"type": ["string", "number", "boolean"]})]
"""Any text. An editor's YAML reads some texts (an unquoted 2016) as numbers, which is no mistake here."""
Label = Annotated[str, _Written(_TEXT, {"type": ["string", "number", "boolean"]}, longest=40)]
PriorityId = Annotated[str, _Written(_PRIORITY)]
ActionId = Annotated[str, _Written(_ACTION)]
MilestoneId = Annotated[str, _Written(_MILESTONE)]
StageId = Annotated[str, _Written(_STAGE)]
DutyId = Annotated[str, _Written(_DUTY)]
Reference = Annotated[str, _Written(_REFERENCE)]
AreaId = Annotated[str, _Written(_AREA)]
MeasureId = Annotated[str, _Written(_MEASURE)]
TargetId = Annotated[str, _Written(_TARGET)]
NoteId = Annotated[str, _Written(_NOTE)]
RoleCode = Annotated[str, _Written(_ROLE)]
LeadName = Text
"""A lead as a record names it: a role's code. Any text is taken, so that `unknown-lead` can say what was close."""
Slug = Annotated[str, _Written(_SLUG)]
LONGEST_MEMBER_ID: Final = 60
_DEVICE: Final = "con|prn|aux|nul|(com|lpt)[0-9]"


def _no_device(name: str) -> str:
    if re.fullmatch(_DEVICE, name) is not None:
        raise PydanticCustomError("device", "no file on Windows can be called so: write another id")
    return name


MemberId = Annotated[
    str, _Written(_MEMBER, {"type": ["string", "number"]}, longest=LONGEST_MEMBER_ID), AfterValidator(_no_device)
]
"""A member of a portfolio: oak-hill, 123456. It names files."""


def is_member_id(text: str) -> bool:
    """Whether a member of a portfolio can have this id."""
    return len(text) <= LONGEST_MEMBER_ID and bool(re.fullmatch(_MEMBER, text)) and not re.fullmatch(_DEVICE, text)


Ref = Annotated[str, _Written(_TEXT, {"type": ["string", "number"]}, longest=40)]
"""The number or name that the document prints, to the letter: 1.1, 1/17, LM1, 1a."""
EditionId = Annotated[str, _Written(_EDITION)]
Cost = Annotated[str, _Written(_COST, {"type": ["string", "number"]})]
"""Pounds, as they are written: 12500 or 12500.50. Read with `decimal.Decimal`, they are exact."""
NotePlace = Annotated[str, _Written(_NOTE_PLACE)]
DiagnosticCode = Annotated[str, _Written(_CODE)]
PeriodName = Annotated[str, _Written(_PERIOD)]

LARGEST_AMOUNT: Final = 100_000_000_000


def _check_amount(amount: float) -> float:
    """The amount, if it can be shown and reckoned with in full. Raises PydanticCustomError."""
    if abs(amount) > LARGEST_AMOUNT:
        raise PydanticCustomError("amount", f"write a number from -{LARGEST_AMOUNT:,} to {LARGEST_AMOUNT:,}")
    return amount


Amount = Annotated[
    float,
    AfterValidator(_check_amount),
    Field(allow_inf_nan=False, json_schema_extra={"minimum": -LARGEST_AMOUNT, "maximum": LARGEST_AMOUNT}),
]
Count = Annotated[int, Field(ge=1, le=100_000)]


def _read_flag(value: Any) -> Any:
    """The flag for `true` or `false`, YAML 1.2's two words. `yes` and `on` are not taken: other tools differ on
    them."""
    if value == "true":
        return True
    if value == "false":
        return False
    if isinstance(value, bool):
        return value
    raise PydanticCustomError("flag", "write true or false")


Flag = Annotated[bool, BeforeValidator(_read_flag)]


def _read_with(read: Callable[[Any], Any], value: Any) -> Any:
    """What a reader of `dates/` gives for a value. Its DateError becomes a mistake in the field."""
    try:
        return read(value)
    except DateError as error:
        raise PydanticCustomError("date", "{reason}", {"reason": error.reason, "hint": error.hint}) from None


def _read_date(value: Any) -> ReducedDate:
    if isinstance(value, ReducedDate):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("date", "a date must be on one line", {"hint": "write it as 2016-09-30"})
    reduced: ReducedDate = _read_with(parse_reduced, value)
    return reduced


def _read_day(value: Any) -> date:
    if isinstance(value, date):
        return value
    reduced = _read_date(value)
    if reduced.earliest != reduced.latest:
        raise PydanticCustomError(
            "date",
            "{text} does not say which day",
            {"text": reduced.text, "hint": f"write the day too, such as {reduced.earliest}"},
        )
    return reduced.earliest


def _read_due(value: Any) -> "ReducedDate | Clock":
    if isinstance(value, ReducedDate) or (isinstance(value, str) and " " not in value):
        return _read_date(value)
    from si_plan.dates.clock import Clock, check_is_no_length, clock_from_data  # only a plan with clocks needs them

    if isinstance(value, str):
        _read_with(check_is_no_length, value)
    if isinstance(value, Mapping):
        clock: Clock = _read_with(clock_from_data, value)
        return clock
    return value if isinstance(value, Clock) else _read_date(value)


def _write_due(due: "ReducedDate | Clock") -> str | dict[str, str]:
    return due.text if isinstance(due, ReducedDate) else due.as_data()


def _read_recurrence(value: Any) -> Recurrence:
    recurrence: Recurrence = value if isinstance(value, Recurrence) else _read_with(recurrence_from_data, value)
    return recurrence


def _read_calendar(value: Any) -> "SchoolCalendar":
    from si_plan.dates.calendar import SchoolCalendar  # only a plan with its own calendar needs them
    from si_plan.dates.calendar_data import calendar_from_data

    if isinstance(value, SchoolCalendar):
        return value
    if not isinstance(value, Mapping):
        raise PydanticCustomError("date", "the calendar must be a record", {"hint": "write its fields, one to a line"})
    calendar: SchoolCalendar = _read_with(calendar_from_data, value)
    return calendar


class _ReadBy:
    """A field whose value our own code reads: `read`, `write` for output, and its JSON Schema for editors."""

    def __init__(self, read: Callable[[Any], Any], schema: dict[str, Any], write: Callable[[Any], Any] = str) -> None:
        self.read = read
        self.schema = schema
        self.write = write

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            self.read, serialization=core_schema.plain_serializer_function_ser_schema(self.write, when_used="json")
        )

    def __get_pydantic_json_schema__(
        self, _schema: core_schema.CoreSchema, _handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return copy.deepcopy(self.schema)


PlanDate = Annotated[ReducedDate, _ReadBy(_read_date, REDUCED_WRITTEN)]
"""A date of reduced precision: 2016, 2016-09 or 2016-09-30."""

if TYPE_CHECKING:
    Due = ReducedDate | Clock
else:
    Due = Annotated[ReducedDate, _ReadBy(_read_due, DUE_WRITTEN, _write_due)]
"""A deadline that was promised: a date, or a clock ({after: report-received, working_days: 70})."""


def day_of(due: "Due | None") -> ReducedDate | None:
    """The date that a promised deadline comes to: that of a clock is None until its event has a day."""
    return due if due is None or isinstance(due, ReducedDate) else due.ends


def clock_of(due: "Due | None") -> "Clock | None":
    """The clock that a promised deadline is; None where it is a date, or there is none."""
    return None if due is None or isinstance(due, ReducedDate) else due


Day = Annotated[date, _ReadBy(_read_day, DAY_WRITTEN)]
"""A day: 2016-09-30."""

Repeats = Annotated[Recurrence, _ReadBy(_read_recurrence, REPEATS_WRITTEN, Recurrence.as_data)]
"""A recurrence: a word (termly), or a mapping ({every: 6 weeks})."""

Calendar = Annotated[Any, _ReadBy(_read_calendar, CALENDAR_WRITTEN, repr)]
"""The calendar of schools and councils: a `SchoolCalendar`."""
