"""Numbers in a text: all that one may be, a day, a year, a pair of years, a whole date.

A day comes before its month, as everywhere in England. Two digits are a year of this century up to 69.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final

from si_plan.deadlines.vocabulary import Means

LAST_SHORT_YEAR: Final = 70  # "69" is 2069, "70" is 1970
MAYBE_MONTH, MAYBE_YEARS, MAYBE_DAYS, MAYBE_DATE = range(1, 5)  # what else a pair of numbers may be
_NOTHING: Final[Means] = {}


@lru_cache(maxsize=16384)
def means_of(kind: str, text: str) -> Means:
    """The classes that a piece of text may belong to, by the kind of the pattern that found it.

    A `date` is the ordinal of its day, a `monthyear` is year * 100 + month, `years` are first * 10000 + last,
    a `pair` is its first year; `doubt` says what else it may be; what no calendar has is `impossible`.
    """
    if kind in ("word", "sign"):
        return _NOTHING
    if kind in ("line", "clock"):
        return {kind: 0}
    digits = [int(part) for part in re.findall("[0-9]+", text)]
    if kind == "number":
        return _number(text, digits[0])
    if kind == "pair":
        return _pair(text, *digits)
    if kind == "my":
        return {"monthyear": digits[1] * 100 + digits[0]} if 1 <= digits[0] <= 12 else {"digits": 0}
    year, month, day = digits if kind == "iso" else digits[::-1]
    short = {"short": 1} if year < 100 else {}
    year += (2000 if year < LAST_SHORT_YEAR else 1900) if short else 0
    try:
        return {"date": date(year, month, day).toordinal()} | short
    except ValueError:
        return {"impossible": 0}


def _number(text: str, value: int) -> Means:
    ordinal = not text.isdigit()
    means: dict[str, int] = {"digits": value}
    if 1 <= value <= 31 and len(text.rstrip("stndrh ")) <= 2:
        means["day"] = value
        if ordinal:
            means |= {"ordinal": value, "nth": value}
    if ordinal:
        return means
    means["cardinal"] = value
    if len(text) == 2:
        means["yy"] = 2000 + value if value < LAST_SHORT_YEAR else 1900 + value
    if len(text) == 4 and 1900 <= value <= 2199:
        means["year"] = value
    if value in (1, 2) and len(text) == 1:
        means["half"] = value
    if 1 <= value <= 366 and len(text) <= 3:
        means |= {"n": value, "most": value}
    return means


def _pair(text: str, first: int, second: int) -> Means:
    if not 1900 <= first <= 2199:
        return {"digits": 0}
    short = len(text.rstrip()) - len(text.rstrip("0123456789").rstrip()) <= 2
    if second == ((first + 1) % 100 if short else first + 1):
        doubt = {"doubt": MAYBE_MONTH} if short and "-" in text and second <= 12 else {}
        return {"pair": first} | doubt
    if short and "-" in text and 1 <= second <= 12:
        return {"monthyear": first * 100 + second} | ({"doubt": MAYBE_YEARS} if second > first % 100 else {})
    last = first - first % 100 + second if short else second
    return {"years": first * 10000 + last} if first < last <= 2199 else {"impossible": 0}
