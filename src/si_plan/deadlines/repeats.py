"""Recurrences in words: "termly", "every 6 weeks", "two visits per term", "every September"."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from si_plan.dates.periods import YearKind
from si_plan.dates.recurrence import MOST, Place, Recurrence, RepeatUnit
from si_plan.deadlines.forms import Match, repeats
from si_plan.deadlines.moments import Doubt
from si_plan.deadlines.tokens import Token

_SOME_DAYS: Final = (11, 12, 13, 14)
_UNITS: Final[dict[int, tuple[RepeatUnit, int, YearKind | None]]] = {
    1: ("day", 1, None),
    2: ("week", 1, None),
    3: ("month", 1, None),
    4: ("quarter", 1, None),
    5: ("half_term", 1, None),
    6: ("term", 1, None),
    7: ("year", 1, None),
    8: ("week", 2, None),
    9: ("year", 1, "academic"),
    10: ("year", 1, "financial"),
    **dict.fromkeys(_SOME_DAYS, ("day", 1, None)),
    15: ("week", 1, None),
}
_FREQUENCIES: Final[dict[int, tuple[RepeatUnit, int]]] = {
    1: ("day", 1), 2: ("week", 1), 3: ("week", 2), 4: ("month", 1), 5: ("quarter", 1), 6: ("half_term", 1),
    7: ("term", 1), 8: ("year", 1), 9: ("month", 6), 10: ("year", 2), 11: ("month", 2), 13: ("week", 2),
}  # fmt: skip
_TWICE: Final[dict[int, RepeatUnit]] = {12: "year", 14: "term"}
_SAME: Final[dict[tuple[RepeatUnit, int], tuple[RepeatUnit, int]]] = {
    ("day", 7): ("week", 1),
    ("day", 14): ("week", 2),
    ("month", 3): ("quarter", 1),
    ("month", 12): ("year", 1),
    ("half_term", 2): ("term", 1),
    ("quarter", 4): ("year", 1),
}
_TWO_WAYS: Final = {11: "every two months, not twice a month", 12: "twice a year, not every two years"} | {
    13: "every two weeks, not twice a week",
    14: "twice a term, not every two terms",
}
_IN_ALL: Final = (("half_term", 6), ("term", 3))  # "6 x half termly" is every half term
_IN_A_YEAR: Final[dict[RepeatUnit, tuple[int, ...]]] = {
    "term": (3, 6), "half_term": (6,), "quarter": (4,), "month": (12,),
}  # fmt: skip
_REACH: Final = 4


class Repeat(NamedTuple):
    """A recurrence found from `start` to `end` in the tokens, with its doubts."""

    recurrence: Recurrence
    start: int
    end: int
    doubts: tuple[Doubt, ...] = ()


def repeat_at(tokens: Sequence[Token], place: int, fence: int) -> Repeat | None:
    """The recurrence that begins at `place`; None where none does. A count before it may be as far back as `fence`."""
    means = tokens[place].means
    meeting = _repeat_by_meeting(tokens, place) if "each" in means else None
    if meeting:
        return meeting
    match = repeats().longest(tokens, place)
    if match is None:
        return _repeat_by_unit(tokens, place, fence) if "a" in means else None
    if match.name == "every" and {"each", "perannum"} & means.keys() and not {"n", "nth"} & match.parts.keys():
        counted = _count_before(tokens, place, fence)
        if counted and "thing" in tokens[place - 1].means:
            return _repeat_for_things(match, counted[1], place, tokens)
        if counted:
            return _repeat_times(match, counted[0], counted[1], place + match.length)
    return _repeat_of_match(match, place, tokens)


def _repeat_for_things(match: Match, start: int, place: int, tokens: Sequence[Token]) -> Repeat | None:
    """The recurrence of "3 children per term": the number is of children, not of times."""
    repeat = _repeat_every(match, start, place + match.length, tokens)
    doubt = Doubt("likely", f"siplan takes the number to be of {tokens[place - 1].text}, not of times")
    return repeat._replace(doubts=(*repeat.doubts, doubt)) if repeat else None


def _repeat_by_meeting(tokens: Sequence[Token], place: int) -> Repeat | None:
    """The recurrence of "each (governing body) meeting", with up to four words in between; else None."""
    for here in range(place + 1, min(len(tokens), place + 2 + _REACH)):
        if "meeting" in tokens[here].means:
            return Repeat(Recurrence("meeting"), place, here + 1)
        if not tokens[here].plain and "event" not in tokens[here].means:
            return None
    return None


def _repeat_by_unit(tokens: Sequence[Token], place: int, fence: int) -> Repeat | None:
    """The recurrence of "two visits a term"; else None. "a" means "each" only after a count."""
    unit = tokens[place + 1].means.get("unit") if place + 1 < len(tokens) else None
    counted = _count_before(tokens, place, fence) if unit else None
    if unit is None or counted is None:
        return None
    return _repeat_times(Match("times", {"unit": unit}, 2), counted[0], counted[1], place + 2)


def _count_before(tokens: Sequence[Token], place: int, fence: int) -> tuple[int, int] | None:
    """A number up to four plain words before `place`, and where it stands: two meetings per …"""
    for here in range(place - 1, max(fence, place - 2 - _REACH) - 1, -1):
        means = tokens[here].means
        value = means.get("n", means.get("count"))
        if value is not None and "year" not in means:
            return value, here
        if not (tokens[here].plain or {"slash", "event", "meeting", "reference", "times"} & means.keys()):
            return None
    return None


def _repeat_of_match(match: Match, place: int, tokens: Sequence[Token]) -> Repeat | None:
    name, parts, end = match.name, match.parts, place + match.length
    if name == "times":
        if "unit" not in parts and "perannum" not in parts and place and _is_length(tokens[place - 1]):
            return None
        count = parts.get("n", parts.get("count", 1))
        repeat = _repeat_times(match, count, place, end)
        if repeat and parts.keys() <= {"n", "times"} and end < len(tokens) and "unit" in tokens[end].means:
            doubt = Doubt("unsure", f"siplan did not use {tokens[end].text}")
            return repeat._replace(doubts=(*repeat.doubts, doubt))
        return repeat
    if name == "freq" and parts["freq"] in _TWICE:
        doubt = Doubt("likely", f"siplan takes {tokens[place].text} to mean {_TWO_WAYS[parts['freq']]}")
        return Repeat(Recurrence(_TWICE[parts["freq"]], times=2), place, end, (doubt,))
    if name == "every in all":
        return _repeat_in_all(match, place, end)
    if name in ("freq", "every", "every other"):
        return _repeat_every(match, place, end, tokens)
    if name == "between":
        repeat = _repeat_every(match, place, end, tokens)
        doubt = Doubt("unsure", "it gives two lengths of time, and siplan takes the shorter")
        return repeat._replace(doubts=(doubt,)) if repeat else None
    if name == "week":
        times, end = (1, end) if "each" in parts else _weekdays_at(tokens, place)
        doubt = Doubt("likely", f"siplan does not keep the weekday{'' if times == 1 else 's'}")
        return Repeat(Recurrence("week", times=times), place, end, (doubt,))
    if name == "year in month":
        return _repeat_in_months(tokens, parts["month"], place, end)
    if name == "year in day":
        return Repeat(Recurrence("year", places=(Place(parts["month"], parts["day"]),)), place, end)
    if name == "year in term":
        where = Place(season=parts["season"], half=parts.get("half", 0))
        return Repeat(Recurrence("year", places=(where,)), place, end)
    raise AssertionError(f"no rule for the form {name}")


def _repeat_every(match: Match, place: int, end: int, tokens: Sequence[Token]) -> Repeat | None:
    parts = match.parts
    doubts: tuple[Doubt, ...] = ()
    year: YearKind | None = None
    if "freq" in parts:
        if parts["freq"] in _TWICE:
            return None
        unit, many = _FREQUENCIES[parts["freq"]]
        if parts["freq"] in _TWO_WAYS:
            doubts = (Doubt("likely", f"siplan takes {tokens[place].text} to mean {_TWO_WAYS[parts['freq']]}"),)
    else:
        unit, many, year = _UNITS[2 if match.name == "every other" and "weekday" in parts else parts.get("unit", 7)]
    many *= 2 if match.name == "every other" else parts.get("n", parts.get("nth", 1) if "each" in parts else 1)
    if "weekday" in parts:
        many = many if match.name == "every other" else 1
        doubts = (Doubt("likely", "siplan does not keep the weekday"),)
    if "start" in parts:
        doubts = (Doubt("likely", "it is due at the beginning of each period, and siplan uses the end"),)
    if parts.get("unit") in _SOME_DAYS and many > 1:
        doubts = (*doubts, Doubt("unsure", "siplan counts every day, and the words only some"))
    unit, many = _SAME.get((unit, many), (unit, many))
    return Repeat(Recurrence(unit, many, year=year), place, end, doubts) if many <= MOST else None


def _repeat_in_all(match: Match, place: int, end: int) -> Repeat | None:
    """The recurrence of "each of the three terms": once in each, where a year has as many of them, or no number is
    named; else None."""
    unit, many, year = _UNITS[match.parts["unit"]]
    if "n" in match.parts and match.parts["n"] not in _IN_A_YEAR.get(unit, ()):
        return None
    return Repeat(Recurrence(unit, many, year=year), place, end)


def _repeat_times(match: Match, count: int, place: int, end: int) -> Repeat | None:
    """The recurrence of `count` times a unit; a year where no unit is named. Three times a year is once a term."""
    parts = match.parts
    doubts: tuple[Doubt, ...] = ()
    year: YearKind | None = None
    unit: RepeatUnit = "year"
    many = 1
    if "freq" in parts:
        unit, many = _FREQUENCIES.get(parts["freq"], ("year", 0))
    elif "unit" in parts or "perannum" in parts:
        unit, many, year = _UNITS[parts.get("unit", 7)]
    else:
        doubts = (Doubt("likely", f"siplan takes {count} times to mean {count} times a year"),)
    if "freq" in parts and (unit, count) in _IN_ALL:
        doubt = Doubt("likely", f"siplan takes the number as that of a year, one for each {unit.replace('_', ' ')}")
        return Repeat(Recurrence(unit), place, end, (doubt,))
    if count == 1 and many > 1:
        return Repeat(Recurrence(unit, many, year=year), place, end, doubts)
    if many != 1 or not 1 <= count <= MOST:
        return None
    if count == 3 and unit == "year":
        return Repeat(
            Recurrence("term"),
            place,
            end,
            (*doubts, Doubt("likely", "siplan takes three times a year to mean once a term")),
        )
    return Repeat(Recurrence(unit, times=count, year=year), place, end, doubts)


def _weekdays_at(tokens: Sequence[Token], place: int) -> tuple[int, int]:
    """How many days "Mondays, Wednesdays and Fridays" are, and where the list ends."""
    days, end = {tokens[place].text.lower()}, place + 1
    while end + 1 < len(tokens) and {"and", "comma"} & tokens[end].means.keys() and "weekdays" in tokens[end + 1].means:
        days.add(tokens[end + 1].text.lower())
        end += 2
    return len(days), end


def _is_length(token: Token) -> bool:
    """Whether a word says how long something takes: "half day x 3"."""
    return token.means.get("unit") in (1, 2) or token.text.lower() in (
        "hour",
        "hours",
        "hr",
        "hrs",
        "minute",
        "minutes",
    )


def _repeat_in_months(tokens: Sequence[Token], month: int, place: int, end: int) -> Repeat:
    """The recurrence of "every January and June"."""
    found = [month]
    while end + 1 < len(tokens) and {"and", "comma"} & tokens[end].means.keys() and "month" in tokens[end + 1].means:
        found.append(tokens[end + 1].means["month"])
        end += 2
    return Repeat(Recurrence("year", places=tuple(Place(month=m) for m in dict.fromkeys(found))), place, end)
