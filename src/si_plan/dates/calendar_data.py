"""A calendar as a plan writes it: plain texts and lists from YAML to a `SchoolCalendar`.

Every key may be left out; what is left out is the usual English calendar's.

    calendar:
      year: academic              # what "2016/17", "Q1", "Summer 2016" go by; or financial, calendar, municipal
      academic_year: 09-01        # the first day of each, month and day
      financial_year: 04-01
      municipal_year: 05-01
      terms:                      # three terms, or six
        - {name: Autumn, from: 09-01, to: 12-31}
        - {name: Spring, from: 01-01, to: 03-31}
        - {name: Summer, from: 04-01, to: 07-31}
      half_terms:                 # six; with six terms, the terms themselves
        - {name: Autumn 1, from: 09-01, to: 10-31}
        # and five more
      dates:                      # the exact dates, for the years in which they are known
        2016-17:
          terms:
            - {name: Autumn, from: 2016-09-05, to: 2016-12-16}
          half_terms:
            - {name: Autumn 1, from: 2016-09-05, to: 2016-10-21}
      nation: england             # whose bank holidays: england, wales, scotland or northern_ireland
      not_working: [2016-12-28]   # further days that are not working days
      working: [2017-05-01]       # working days all the same

Half terms lie within the terms. Where only the terms are given, the half terms begin and end with them, and keep the
usual boundary in between; where only half terms are given, the terms begin and end with those. In a year with exact
dates the same holds of these.

All values are texts, as the plan's reader gives them. Whatever is wrong raises DateError with the
reason and, as its hint, what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, get_args

from si_plan.dates.calendar import USUAL, Nation, SchoolCalendar, Term, TermDates, TermUnit
from si_plan.dates.periods import MonthDay, Period, YearKind, last_of_month, say_day
from si_plan.dates.reduced import DateError, parse_reduced

_YEAR_KINDS: Final[tuple[YearKind, ...]] = ("academic", "financial", "calendar", "municipal")
_KEYS: Final = (
    "year", "academic_year", "financial_year", "municipal_year", "terms", "half_terms", "dates",
    "nation", "not_working", "working",
)  # fmt: skip
_NATIONS: Final[tuple[Nation, ...]] = get_args(Nation)
_MONTH_DAY: Final = re.compile(r"([0-9]{2})-([0-9]{2})")
_SCHOOL_YEAR: Final = re.compile(r"([0-9]{4})-([0-9]{2})")
_UNITS: Final[dict[str, TermUnit]] = {"terms": "term", "half_terms": "half_term"}


def calendar_from_data(data: Mapping[str, object]) -> SchoolCalendar:
    """The calendar that `data` writes (see the module). Raises DateError."""
    _require_known_keys(data, _KEYS, "the calendar")
    terms, half_terms = _terms_of_any_year(data)
    calendar = SchoolCalendar(
        year=_read_year_kind(data.get("year", "academic")),
        academic_year=_read_month_day(data.get("academic_year", "09-01"), "academic_year"),
        financial_year=_read_month_day(data.get("financial_year", "04-01"), "financial_year"),
        municipal_year=_read_month_day(data.get("municipal_year", "05-01"), "municipal_year"),
        terms=terms,
        half_terms=half_terms,
        dates=tuple(_read_exact_dates(data.get("dates", {}))),
        nation=_read_nation(data.get("nation", USUAL.nation)),
        not_working=_read_days(data.get("not_working", ()), "not_working"),
        working=_read_days(data.get("working", ()), "working"),
        year_is_stated="year" in data,
        source="the plan's calendar" if {"terms", "half_terms", "dates"} & set(data) else USUAL.source,
    )
    _check_names(calendar)
    if both := calendar.working & calendar.not_working:
        raise DateError(f"{say_day(min(both))} is both in working and in not_working", "delete it from one of them")
    calendar = calendar._replace(dates=(*calendar.dates, *_implied_dates(calendar)))
    _check_terms(calendar)
    return calendar


def _terms_of_any_year(data: Mapping[str, object]) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """The terms and half terms of a year without exact dates. Where only the ones are given, the others begin and end
    with them. Raises DateError."""
    terms = _read_terms(data["terms"], "terms") if "terms" in data else USUAL.terms
    if "half_terms" in data:
        half_terms = _read_terms(data["half_terms"], "half_terms")
        if "terms" not in data:
            pairs = zip(terms, half_terms[::2], half_terms[1::2], strict=True)
            terms = tuple(Term(term.name, early.first, late.last) for term, early, late in pairs)
        return terms, half_terms
    if len(terms) == 6:
        return terms, terms
    pairs = zip(terms, USUAL.half_terms[::2], USUAL.half_terms[1::2], strict=True)
    halves = ((early._replace(first=term.first), late._replace(last=term.last)) for term, early, late in pairs)
    return terms, tuple(half for pair in halves for half in pair)


def _implied_dates(calendar: SchoolCalendar) -> Iterator[TermDates]:
    """The exact dates that follow from those given: of a term's half terms, or of the term that half terms make up."""
    given = {(exact.unit, exact.start_year, exact.name): exact for exact in calendar.dates}
    each = 6 // len(calendar.terms)
    for year in sorted({exact.start_year for exact in calendar.dates}):
        terms, half_terms = calendar.terms_of(year), calendar.half_terms_of(year)
        for place, term in enumerate(calendar.terms):
            halves = calendar.half_terms[place * each :][:each]
            spans = half_terms[place * each :][:each]
            known = [("half_term", year, half.name) in given for half in halves]
            if ("term", year, term.name) in given:
                for nth, (half, span) in enumerate(zip(halves, spans, strict=True)):
                    if not known[nth]:
                        first = terms[place].first if nth == 0 else span.first
                        last = terms[place].last if nth == each - 1 else span.last
                        yield TermDates("half_term", year, half.name, first, last)
            elif any(known):
                first = spans[0].first if known[0] else terms[place].first
                last = spans[-1].last if known[-1] else terms[place].last
                yield TermDates("term", year, term.name, first, last)


def _read_terms(value: object, key: str) -> tuple[Term, ...]:
    terms = tuple(
        Term(name, _read_month_day(first, f"{name}: from"), _read_month_day(last, f"{name}: to"))
        for name, first, last in _read_spans(value, key)
    )
    allowed = (3, 6) if key == "terms" else (6,)
    if len(terms) not in allowed:
        wanted = " or ".join(str(n) for n in allowed)
        hint = f"write {wanted}, each with name, from and to"
        raise DateError(f"the calendar has {len(terms)} {key}", hint)
    if len({term.name for term in terms}) < len(terms):
        raise DateError(f"two of the {key} have the same name", "give each its own")
    return terms


def _read_exact_dates(value: object) -> Iterable[TermDates]:
    for year, units in _require_mapping(value, "dates").items():
        start_year = _read_school_year(year)
        for key, spans in _require_mapping(units, f"dates: {year}").items():
            if key not in _UNITS:
                raise DateError(f"{key!r} is not a field of dates: {year}", "write terms or half_terms")
            for name, first, last in _read_spans(spans, f"dates: {year}: {key}"):
                yield TermDates(_UNITS[key], start_year, name, _read_day(first, name), _read_day(last, name))


def _check_names(calendar: SchoolCalendar) -> None:
    for exact in calendar.dates:
        terms = calendar.terms if exact.unit == "term" else calendar.half_terms
        names = [term.name for term in terms]
        if exact.name not in names:
            unit = exact.unit.replace("_", " ")
            raise DateError(f"no {unit} is called {exact.name!r}", f"write {_either(names)}")


def _read_spans(value: object, where: str) -> Iterable[tuple[str, object, object]]:
    if not isinstance(value, list | tuple):
        raise DateError(f"{where} must be a list", "write a line `- {name: …, from: …, to: …}` for each")
    for row in value:
        span = _require_mapping(row, where)
        _require_known_keys(span, ("name", "from", "to"), where)
        missing = [key for key in ("name", "from", "to") if not span.get(key)]
        if missing:
            raise DateError(f"a line of {where} has no {_either(missing)}", "write name, from and to")
        yield str(span["name"]), span["from"], span["to"]


def _require_mapping(value: object, where: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise DateError(f"{where} must be a record", "write its fields under it, one `name: value` to a line")
    return value


def _require_known_keys(data: Mapping[str, object], known: tuple[str, ...], where: str) -> None:
    for key in data:
        if key not in known:
            raise DateError(f"{key!r} is not a field of {where}", f"its fields are {', '.join(known)}")


def _read_year_kind(value: object) -> YearKind:
    for kind in _YEAR_KINDS:
        if value == kind:
            return kind
    raise DateError(f"the year cannot be {value!r}", "write academic, financial, calendar or municipal")


def _read_nation(value: object) -> Nation:
    for nation in _NATIONS:
        if value == nation:
            return nation
    raise DateError(f"the nation cannot be {value!r}", f"write {_either(_NATIONS)}")


def _read_days(value: object, key: str) -> frozenset[date]:
    if not isinstance(value, list | tuple):
        raise DateError(f"{key} must be a list", f"write the days in brackets, such as {key}: [2016-12-28]")
    return frozenset(_read_day(day, key) for day in value)


def _read_month_day(value: object, where: str) -> MonthDay:
    match = _MONTH_DAY.fullmatch(str(value))
    month, day = (int(part) for part in match.groups()) if match else (0, 0)
    if not 1 <= month <= 12 or not 1 <= day <= last_of_month(2016, month).day:
        raise DateError(f"{where}: {value!r} is not a month and a day", "write it as 09-01 for 1 September")
    return MonthDay(month, day)


def _read_school_year(value: object) -> int:
    match = _SCHOOL_YEAR.fullmatch(str(value))
    if match is None or (int(match[1]) + 1) % 100 != int(match[2]) or not 1900 <= int(match[1]) < 2199:
        raise DateError(f"dates: {value!r} is not a school year", "write it as 2016-17")
    return int(match[1])


def _read_day(value: object, name: str) -> date:
    written = parse_reduced(str(value))
    if written.earliest != written.latest:
        raise DateError(f"{name}: {value} is not a single day", "write a day: 2016-09-05")
    return written.earliest


def _either(names: Iterable[str]) -> str:
    return " or ".join(names)


def _check_terms(calendar: SchoolCalendar) -> None:
    """Raise DateError where the terms or half terms of any year overlap, run backwards or leave the year."""
    units: tuple[TermUnit, ...] = ("term", "half_term")
    for start_year in sorted({2015, *(d.start_year for d in calendar.dates)}):
        year = calendar.year_from(start_year, "academic")
        for unit in units:
            before: Period | None = None
            for period in calendar.periods_of(unit, start_year):
                _check_term(period, before, year)
                before = period
        _check_halves(calendar, start_year)


def _check_halves(calendar: SchoolCalendar, start_year: int) -> None:
    """Raise DateError where a half term is not in its term."""
    terms, half_terms = calendar.terms_of(start_year), calendar.half_terms_of(start_year)
    for place, half in enumerate(half_terms):
        term = terms[place * len(terms) // len(half_terms)]
        if not (term.covers(half.first) and term.covers(half.last)):
            raise DateError(
                f"{half.title} is not within {term.title}, {say_day(term.first)} to {say_day(term.last)}",
                "write the dates of its half terms too, each within the term",
            )


def _check_term(period: Period, before: Period | None, year: Period) -> None:
    if period.last < period.first:
        raise DateError(
            f"{period.title} ends on {say_day(period.last)}, before it begins on {say_day(period.first)}",
            f"keep terms within the academic year, {say_day(year.first)} to {say_day(year.last)}, "
            "and half terms within their terms; write the dates of the half terms too",
        )
    if before is not None and period.first <= before.last:
        raise DateError(f"{period.title} begins before {before.title} ends", "write the terms in order")
    if not (year.covers(period.first) and year.covers(period.last)):
        raise DateError(
            f"{period.title} is outside the academic year {year.name}",
            f"that year runs from {say_day(year.first)} to {say_day(year.last)}",
        )
