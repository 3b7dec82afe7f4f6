"""What people type for a field, as the field has it: dates in words, roles by any of their names, recurrences.

Dates in words are read as the plan's own wordings are, by its calendar, and taken only where the reading is certain.
`until` is the day on which it is typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, get_args, get_origin

from si_plan.dates.recurrence import WORDS, Recurrence
from si_plan.dates.reduced import DateError, ReducedDate, parse_reduced
from si_plan.editing.events import clock_typed
from si_plan.editing.rendering import Value
from si_plan.editing.scalars import Bare
from si_plan.errors import UsageError
from si_plan.model.fields import Record
from si_plan.model.plan import Plan
from si_plan.model.promise import ROLES
from si_plan.model.refs import REFERRING
from si_plan.queries.selection import Kinds, UnknownRecordError, known_lead, known_record, record_id

if TYPE_CHECKING:
    from si_plan.deadlines import Reading


class Read(NamedTuple):
    """A date as it was typed, and as it was read: `by 31 Dec 2016` is 2016-12-31."""

    date: ReducedDate
    typed: str

    @property
    def in_words(self) -> bool:
        """Whether it was typed in other words than the date itself."""
        return self.typed != self.date.text


def deadline(plan: Plan, text: str, until: date) -> Read:
    """The date of a typed deadline: 2017-03, `end of March 2017`, `by 31 Dec`. Raises UsageError."""
    text = text.strip()
    try:
        return Read(parse_reduced(text), text)
    except DateError as error:
        if text[:4].isdigit() and text[4:5] == "-":
            raise UsageError(f"{error.reason}", error.hint) from None
    reading = _read_words(plan, text, until)
    if not reading.exact or reading.ends is None or reading.recurrence or reading.kind == "from":
        raise _refusal_of_unread(text, reading)
    return Read(reading.ends, text)


def day(plan: Plan, text: str, until: date) -> Read:
    """The date of a typed day: 2016-10-03, `3 Oct 2016`, today, yesterday. Raises UsageError."""
    text = text.strip()
    ago = {"today": 0, "yesterday": 1}.get(text.casefold())
    if ago is not None:
        return Read(parse_reduced((until - timedelta(days=ago)).isoformat()), text)
    read = deadline(plan, text, until)
    if read.date.earliest != read.date.latest:
        raise UsageError(f"{text} does not say which day", f"write the day too, such as {read.date.earliest}")
    return read


def recurrence(plan: Plan, text: str, until: date) -> Value:
    """The value to write for a typed recurrence: termly, `every 6 weeks`, `5 times a year`. Raises UsageError."""
    if text in WORDS:
        return Bare(text)
    reading = _read_words(plan, text, until)
    if not reading.exact or reading.recurrence is None:
        raise _refusal_of_unread(text, reading)
    data = reading.recurrence.as_data()
    return Bare(data) if isinstance(data, str) else {name: Bare(value) for name, value in data.items()}


def roles(plan: Plan, texts: list[str]) -> list[str]:
    """The codes of the roles that go by these codes, aliases or titles, one or several to a text. Raises UsageError."""
    names = (name for text in texts for name in _leads_in(plan, text.strip()))
    return list(dict.fromkeys(known_lead(plan, name) for name in names))


def _read_words(plan: Plan, text: str, until: date) -> Reading:
    from si_plan.deadlines import read_deadline
    from si_plan.deadlines.comparing import school_calendar_of

    return read_deadline(text, until, school_calendar_of(plan), plan.details.events)


def _refusal_of_unread(text: str, reading: Reading) -> UsageError:
    """The error for a date that cannot be read for certain. It says what the date may mean, and guesses nothing."""
    if reading.ends is not None and reading.recurrence is None:
        return UsageError(f"{text} may mean {reading.ends}, but also something else", f"if so, write {reading.ends}")
    return UsageError(f"{text} cannot be read with certainty", "write it as 2016-09-30 or 2016-09")


def value_of(plan: Plan, model: type[Record], field: str, texts: list[str], until: date, today: date) -> Value:
    """The value to write for what was typed for a record's field, by the kind of the field. What happens on a day is
    typed `today`, of which that is the date.

    Raises UsageError where a single field is given several, and for what cannot be read.
    """
    kinds = set(_kinds(model.model_fields[field].annotation))
    if tuple in kinds:
        if texts == [""] and takes_blank(model, field):
            return []
        if field in ROLES:
            return roles(plan, texts)
        whole = field in _SENTENCES or (field in _LINES and not texts[0].startswith("["))
        entries = texts if whole else [entry for text in texts for entry in _entries_of(text)]
        if field in REFERRING:
            return [_id_of(plan, entry, REFERRING[field]) for entry in entries]
        return [Bare(deadline(plan, entry, until).date) for entry in entries] if ReducedDate in kinds else entries
    if len(texts) > 1:
        raise UsageError(f"a {model.__name__.lower()} has one {field}", "give it once")
    (text,) = texts
    if dict in kinds:
        raise UsageError(
            "it has several columns, which no single value gives", f"write them in the file, under {field}"
        )
    if field == "cost":
        return _pounds(text)
    if ReducedDate in kinds:
        clock = clock_typed(plan, text) if field == "due" else None
        return Bare(deadline(plan, text, until).date) if clock is None else clock
    if date in kinds:
        return Bare(day(plan, text, today).date)
    if Recurrence in kinds:
        return recurrence(plan, text, until)
    if field in REFERRING:
        return _id_of(plan, text, REFERRING[field])
    return Bare(text) if kinds & {bool, int, float, Literal} else text


def _id_of(plan: Plan, name: str, kinds: Kinds) -> str:
    """The id of the record of this name; a name that none has stays, for the checks to refuse. Raises UsageError for
    a name of several."""
    try:
        record = known_record(plan, name, kinds)
    except UnknownRecordError:
        return name
    return record_id(record) if isinstance(record, kinds) else name


def takes_blank(model: type[Record], field: str) -> bool:
    """Whether a record must have this list, but may have it empty: what the document leaves blank."""
    info = model.model_fields.get(field)
    if info is None or not info.is_required() or tuple not in set(_kinds(info.annotation)):
        return False
    return not any(getattr(limit, "min_length", None) for limit in info.metadata)


_SENTENCES: Final = frozenset({"steps", "success", "monitoring", "resources", "aliases"})
"""Fields whose entries are texts, in which a comma is a comma."""
_LINES: Final = frozenset({"when", "who"})
"""Fields of a document's lines, to the letter: each is given by itself, or several in brackets, as in a file."""


_MONEY: Final = r"£?\s?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]{2})?"


def _pounds(text: str) -> str:
    """A cost as a plan has it: `£12,500` is 12500. What is no sum of money stays as it is, for the plan's own rules."""
    found = re.fullmatch(_MONEY, text.strip())
    return Bare(found[1].replace(",", "") + (found[2] or "")) if found else text


def _entries_of(text: str) -> list[str]:
    """The entries of a list that was typed in one: `A1, A2`, or as in a file, `[A1, A2]`."""
    inside = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    return [entry for part in inside.split(",") if (entry := part.strip().strip("'\""))]


def _leads_in(plan: Plan, text: str) -> list[str]:
    """The leads that a text names: a role's title may have a comma or a space in it, codes may stand without commas."""
    if plan.role_code(text) is not None:
        return [text]
    found = _entries_of(text)
    if len(found) == 1 and all(plan.role_code(word) is not None for word in found[0].split()):
        return found[0].split()
    return found


def _kinds(annotation: Any) -> Iterator[Any]:
    """The kinds of value that an annotation names: a list's and a choice's, and those inside it."""
    origin = get_origin(annotation)
    if origin is Literal:
        yield Literal
        return
    yield origin or annotation
    for part in get_args(annotation) if origin is not None else ():
        yield from _kinds(part)
