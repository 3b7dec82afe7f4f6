"""What a written deadline says: the record that the reader returns."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from si_plan.dates.recurrence import Recurrence
from si_plan.dates.reduced import ReducedDate
from si_plan.deadlines.moments import Doubt

Kind = Literal["by", "from", "during", "on", "recurring", "ongoing", "undated"]
Confidence = Literal["certain", "likely", "unsure"]
Fields = dict[str, str | dict[str, str] | list[str]]
"""Fields of a record, as YAML holds them."""


class Length(NamedTuple):
    """A length of time, as a record's `due` may give it: so many of a unit (`days` or another of that field's), the id
    of the event after which it counts, empty where the words name none of the plan's, and whether the day of that
    counts as the first."""

    many: int = 0
    unit: str = ""
    after: str = ""
    counts_first: bool = False

    def as_data(self) -> dict[str, str]:
        """What a record's `due` says for it."""
        data = {"after": self.after, self.unit: str(self.many)}
        return {**data, "counts_first": "true"} if self.counts_first else data

    def __str__(self) -> str:
        name = self.unit.replace("_", " ")
        said = f"{self.many} {name if self.many > 1 else name.removesuffix('s')}"
        where = "beginning with" if self.counts_first else "after"
        return f"{said} {where} {self.after or 'an event'}"


class Reading(NamedTuple):
    """A written deadline, read. It depends on the text, the plan's own date and its calendar, never on today.

    `kind` is what is said: done `by` a date, `from` one, `during` a span, `on` a day, `recurring`, `ongoing`
    without an end, or `undated`. `starts` and `ends` are the first and last date that the text supports (of a
    recurrence: its first window, or its bounds where it names some); their `earliest` and `latest` are days.
    `until` is the end of a whole recurrence, `dates` the single dates of a list, each an occurrence.

    `used` and `ignored` are the parts of the text that the reading rests on and those it passed over;
    `rules` names the forms found (`elsewhere`: "as above"; `unknown`: "TBC"; `next`: "next meeting").
    `certain` means that only one reading is possible, and that no word passed over could bear on it; a year that is
    left out is certain only where the next such date is near. `reason` is a sentence that cites the calendar's rule
    and every doubt. `clauses` are the readings of the parts of a text that
    says several things, empty where it says one.
    """

    text: str
    kind: Kind
    starts: ReducedDate | None = None
    ends: ReducedDate | None = None
    recurrence: Recurrence | None = None
    until: ReducedDate | None = None
    dates: tuple[ReducedDate, ...] = ()
    used: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    why: str = ""
    clauses: tuple["Reading", ...] = ()
    length: Length | None = None
    """The one length of time that the words give, which counts after an event or from a day that they do not name."""

    @property
    def first_day(self) -> date | None:
        """The first day that the wording supports."""
        return self.starts.earliest if self.starts else None

    @property
    def last_day(self) -> date | None:
        """The last day that the wording supports."""
        return self.ends.latest if self.ends else None

    @property
    def confidence(self) -> Confidence:
        """`certain` where no doubt costs more, else the level of the gravest doubt."""
        levels = {doubt.level for doubt in self.doubts}
        return "unsure" if "unsure" in levels else "likely" if "likely" in levels else "certain"

    @property
    def exact(self) -> bool:
        """Whether it is certain, uses every word and rests on no date but its own, as what is typed for a date must."""
        return self.confidence == "certain" and not self.ignored and not any(doubt.of_year for doubt in self.doubts)

    @property
    def reason(self) -> str:
        """Why it is read so: the rule used, then what is in doubt, as one sentence."""
        parts = [self.why, *dict.fromkeys(doubt.why for doubt in self.doubts)]
        words = "; ".join(part for part in parts if part)
        return words[:1].upper() + words[1:] + "." if words else ""

    @property
    def edtf(self) -> str | None:
        """The reading in EDTF (ISO 8601-2): a date, an interval with open ends as `..`, or a set of dates.

        None for a recurrence, which EDTF cannot say, and for what has no date. What is to be done `by` a date
        is that date, as a record's `due` writes it.
        """
        if self.kind == "recurring" or (self.starts is None and self.ends is None):
            return None
        if self.dates:
            return "{" + ",".join(day.text for day in self.dates) + "}"
        if self.kind == "by" and self.ends:
            return self.ends.text
        if self.starts == self.ends and self.starts:
            return self.starts.text
        return f"{self.starts or '..'}/{self.ends or '..'}"

    def with_doubts(self, *doubts: Doubt | None) -> "Reading":
        """The same reading with further doubts."""
        more = tuple(doubt for doubt in doubts if doubt)
        return self._replace(doubts=self.doubts + more) if more else self


def record_fields(reading: Reading) -> Fields:
    """The lines of a record that say what `reading` does: `starts`, `due`, `repeats`, `ends`, `dates`.

    Empty where the reading has no date and no recurrence. For a recurrence with a place in its year the first window is
    no bound, so only `starts` and `repeats` are written. A length of time after an event of the plan is a clock.
    """
    fields: Fields = {}
    if reading.dates:
        return {"dates": [day.text for day in reading.dates]}
    if reading.length is not None and reading.length.after:
        return {"due": reading.length.as_data()}
    if reading.starts and reading.kind in ("from", "during", "recurring", "ongoing"):
        fields["starts"] = reading.starts.text
    if reading.recurrence:
        fields["repeats"] = reading.recurrence.as_data()
        if reading.until:
            fields["ends"] = reading.until.text
    elif reading.ends:
        fields["due"] = reading.ends.text
    return fields


def lines_of_fields(fields: Fields) -> list[str]:
    """Fields as the lines of a record in YAML: `due: 2016-09`, `repeats: {every: 6 weeks}`, `dates: [2016-06,
    2016-09]`."""
    return [f"{name}: {_as_yaml(value)}" for name, value in fields.items()]


def _as_yaml(value: str | dict[str, str] | list[str]) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_quote(text)}" for name, text in value.items()) + "}"
    return f"[{', '.join(value)}]" if isinstance(value, list) else value


def _quote(text: str) -> str:
    return f'"{text}"' if "," in text else text


def undated_reading(text: str, why: str, *rules: str) -> Reading:
    """A reading without any date, and why."""
    return Reading(text, "undated", rules=rules, why=why)


def unsure(why: str) -> Doubt:
    """A doubt that leaves a reading unsure."""
    return Doubt("unsure", why)


def likely(why: str) -> Doubt:
    """A doubt that leaves a reading likely."""
    return Doubt("likely", why)


def distinct(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """The doubts, each once, in their order."""
    return tuple(dict.fromkeys(doubts))
