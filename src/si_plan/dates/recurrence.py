"""Recurrence: how often a duty falls due, as a record's `repeats` says it.

    repeats: termly                        one of WORDS: daily, weekly, … annual, per_meeting
    repeats: {every: 6 weeks}              a number of days, weeks, months, quarters, half terms, terms, years
    repeats: {every: year, in: September}  due in a month, on a day ("31 December"), in a term ("Spring") or
                                           half term ("Spring 1") of each year; several with commas
    repeats: {times: 5, per: year}         five occurrences in each year, all due by its end
    repeats: {every: year, year: financial}    which year is meant; the calendar's own when left out

`si_plan.dates.occurrences` makes the occurrences.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from si_plan.dates.periods import MONTHS, YearKind, last_of_month
from si_plan.dates.reduced import DateError

RepeatUnit = Literal["day", "week", "month", "quarter", "half_term", "term", "year", "meeting"]

WORDS: Final[dict[str, tuple[RepeatUnit, int]]] = {
    "daily": ("day", 1),
    "weekly": ("week", 1),
    "fortnightly": ("week", 2),
    "monthly": ("month", 1),
    "quarterly": ("quarter", 1),
    "half_termly": ("half_term", 1),
    "termly": ("term", 1),
    "annual": ("year", 1),
    "per_meeting": ("meeting", 1),
}
_WORD_OF: Final = {meaning: word for word, meaning in WORDS.items()}
_UNITS: Final[dict[str, RepeatUnit]] = {
    "day": "day", "days": "day",
    "week": "week", "weeks": "week",
    "month": "month", "months": "month",
    "quarter": "quarter", "quarters": "quarter",
    "half_term": "half_term", "half_terms": "half_term",
    "term": "term", "terms": "term",
    "year": "year", "years": "year",
    "meeting": "meeting",
}  # fmt: skip
_YEARS: Final[dict[str, YearKind]] = {
    "academic": "academic", "financial": "financial", "calendar": "calendar", "municipal": "municipal",
}  # fmt: skip
_IN_A_YEAR: Final[dict[RepeatUnit, int]] = {
    "day": 366, "week": 53, "month": 12, "quarter": 4, "half_term": 6, "term": 6, "year": 1, "meeting": 0,
}  # fmt: skip
_EVERY: Final = r"(?:([0-9]{1,3}) +)?([a-z_-]+(?: terms?)?)"
_PLACE_DAY: Final = r"([0-9]{1,2}) ([A-Z][a-z]+)"
_PLACE_TERM: Final = r"(Autumn|Spring|Summer)(?: ([12]))?"
MOST: Final = 366


class Place(NamedTuple):
    """Where in its year an annual duty falls: a month, a day, or a season's term or half term.

    Exactly one of `month` (1 to 12; with `day`, that day) and `season` (1 autumn, 2 spring, 3 summer; with
    `half` 1 or 2, that half term) is not zero.
    """

    month: int = 0
    day: int = 0
    season: int = 0
    half: int = 0

    @property
    def sort(self) -> tuple[bool, bool]:
        """The sort of place, to compare: two different places of one sort never overlap."""
        return bool(self.season), bool(self.half or self.day)

    def __str__(self) -> str:
        if self.season:
            name = ("Autumn", "Spring", "Summer")[self.season - 1]
            return f"{name} {self.half}" if self.half else name
        return f"{self.day} {MONTHS[self.month - 1]}" if self.day else MONTHS[self.month - 1]


@dataclass(frozen=True)
class Recurrence:
    """`every` so many `unit`s, or (`times` over 1) so many times in each unit.

    `places` is where in a year an annual duty falls (`in`), `year` which kind of year is meant.
    Raises DateError where the parts contradict each other.
    """

    unit: RepeatUnit
    every: int = 1
    times: int = 1
    places: tuple[Place, ...] = ()
    year: YearKind | None = None

    def __post_init__(self) -> None:
        if not (1 <= self.every <= MOST and 1 <= self.times <= MOST):
            raise DateError(f"something cannot repeat {max(self.every, self.times)} times", f"write 1 to {MOST}")
        if self.times > 1 and (self.every > 1 or self.places):
            raise DateError("`times` cannot be used with `every` or `in`", "write {times: 5, per: year}")
        if self.places and self.unit != "year":
            raise DateError("`in` can be used with years only", "write {every: year, in: September}")
        if len(set(self.places)) < len(self.places) or len({place.sort for place in self.places}) > 1:
            raise DateError(
                "`in` repeats itself or mixes several kinds of date", "write months, or days, or terms, or half terms"
            )
        if self.unit == "meeting" and (self.every > 1 or self.times > 1):
            raise DateError("siplan cannot count meetings", "write per_meeting")

    @property
    def most_in_a_year(self) -> int:
        """The most occurrences that it can have in a year; 0 for meetings, which have no calendar."""
        return -(-_IN_A_YEAR[self.unit] * (len(self.places) or self.times) // self.every)

    def as_data(self) -> str | dict[str, str]:
        """What a record's `repeats` says for it: a word if there is one, else a mapping."""
        word = _WORD_OF.get((self.unit, self.every))
        if word and self.times == 1 and not self.places and self.year is None:
            return word
        if self.times > 1:
            data = {"times": str(self.times), "per": self.unit}
        else:
            data = {"every": self.unit if self.every == 1 else f"{self.every} {self.unit}s"}
        if self.places:
            data["in"] = ", ".join(str(place) for place in self.places)
        if self.year:
            data["year"] = self.year
        return data

    def label(self) -> str:
        """A short name for a table: half-termly, 5-per-year, every-6-weeks, per-meeting."""
        times = len(self.places) if len(self.places) > 1 and self.every == 1 else self.times
        if times > 1:
            return f"{times}-per-{self.unit.replace('_', '-')}"
        word = _WORD_OF.get((self.unit, self.every))
        return word.replace("_", "-") if word else f"every-{self.every}-{self.unit.replace('_', '-')}s"

    def __str__(self) -> str:
        label = self.label().replace("half-term", "half_term").replace("-", " ").replace("_", " ")
        words = f"{label} in {', '.join(str(place) for place in self.places)}" if self.places else label
        return f"{words}, by the {self.year} year" if self.year else words


def recurrence_from_data(data: object) -> Recurrence:
    """The recurrence that a record's `repeats` says, a word or a mapping of texts. Raises DateError."""
    if isinstance(data, str):
        return _read_word(data)
    if not isinstance(data, Mapping):
        raise DateError("`repeats` must be a word or a record", _hint())
    unknown = [str(key) for key in data if key not in ("every", "times", "per", "in", "year")]
    if unknown:
        raise DateError(f"{unknown[0]!r} is not a field of repeats", "its fields are every, times, per, in, year")
    if "every" in data and ("times" in data or "per" in data):
        raise DateError("`every` cannot be used with `times` and `per`", _hint())
    year = _read_year(data["year"]) if "year" in data else None
    if "every" in data:
        unit, every = _read_every(str(data["every"]))
        return Recurrence(unit, every, places=_read_places(data.get("in")), year=year)
    if "times" not in data or "per" not in data:
        raise DateError("`repeats` needs `every`, or `times` and `per`", _hint())
    return Recurrence(_read_unit(str(data["per"])), times=_read_times(str(data["times"])), year=year)


def _hint() -> str:
    return f"write {', '.join(WORDS)}, or {{every: 6 weeks}}, or {{times: 5, per: year}}"


def _read_word(word: str) -> Recurrence:
    if word not in WORDS:
        raise DateError(f"{word!r} does not say how often", _hint())
    unit, every = WORDS[word]
    return Recurrence(unit, every)


def _read_every(text: str) -> tuple[RepeatUnit, int]:
    if text in WORDS:
        return WORDS[text]
    match = re.fullmatch(_EVERY, text)
    if match is None:
        raise DateError(f"every: {text!r} is not a number and a unit", "write it as 6 weeks, or year")
    return _read_unit(match[2]), int(match[1] or 1)


def _read_unit(text: str) -> RepeatUnit:
    unit = _UNITS.get(text.replace("half term", "half_term").replace("-", "_"))
    if unit is None:
        raise DateError(
            f"{text!r} is not a unit of time", "write days, weeks, months, quarters, half_terms, terms or years"
        )
    return unit


def _read_times(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 3):
        raise DateError(f"times: {text!r} is not a number", f"write 1 to {MOST}")
    return int(text)


def _read_year(value: object) -> YearKind:
    kind = _YEARS.get(str(value))
    if kind is None:
        raise DateError(f"{value!r} is not a kind of year", f"write {', '.join(_YEARS)}")
    return kind


def _read_places(value: object) -> tuple[Place, ...]:
    return () if value is None else tuple(_read_place(part.strip()) for part in str(value).split(","))


def _read_place(text: str) -> Place:
    day, term = re.fullmatch(_PLACE_DAY, text), re.fullmatch(_PLACE_TERM, text)
    if text in MONTHS:
        return Place(month=MONTHS.index(text) + 1)
    if term is not None:
        season = ("Autumn", "Spring", "Summer").index(term[1]) + 1
        return Place(season=season, half=int(term[2] or 0))
    if day is not None and day[2] in MONTHS:
        month = MONTHS.index(day[2]) + 1
        if 1 <= int(day[1]) <= last_of_month(2016, month).day:
            return Place(month=month, day=int(day[1]))
    raise DateError(f"in: {text!r} is not a part of a year", "write September, or 31 December, or Spring, or Spring 1")
