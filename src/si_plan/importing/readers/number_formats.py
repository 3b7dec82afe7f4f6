"""What a spreadsheet shows of a number: its number format applied, and dates told from numbers, as in England."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

from si_plan.dates.reduced import DateError, ReducedDate

BUILT_IN: Final = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "£#,##0", 6: "£#,##0", 7: "£#,##0.00",
    8: "£#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "dd/mm/yyyy",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "dd/mm/yyyy hh:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00", 41: "#,##0", 42: "£#,##0", 43: "#,##0.00", 44: "£#,##0.00", 45: "mm:ss",
    46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""The formats that a workbook names by number alone (ECMA-376 part 1, section 18.8.30); 5 to 8, 14, 22 and 41 to 44
are those of the reader's country."""
EAST_ASIAN_DATES: Final = frozenset((*range(27, 37), *range(50, 59)))
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TOKEN: Final = re.compile(
    r'"([^"]*)"|\\(.)|_(.)|\*(.)|\[([^\]]*)\]|(AM/PM|A/P)|(General)|(E[+-]0+)|(y+|m+|d+|h+|s+|b+|g+|e+)|([0#?.,]+)|(.)',
    re.IGNORECASE | re.DOTALL,
)
_LONGEST: Final = 300
"""Of a format that is known, in letters."""
_LEAP_THAT_WAS_NONE: Final = 60
"""The serial number of 29 February 1900, which Excel believes in."""


@dataclass(frozen=True)
class Shown:
    """A number as a reader sees it."""

    text: str
    day: ReducedDate | None = None
    hidden: bool = False
    """Whether its format shows nothing of it."""
    problem: str = ""


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str


def shown(number: float, code: str, *, from_1904: bool = False) -> Shown:
    """A number shown by a format. What siplan cannot show so comes as it is, with a problem."""
    if not math.isfinite(number):
        return Shown(str(number), problem="it holds no number that Excel can hold")
    if code == "General":
        return Shown(general(number))
    section = _section(number, code.strip() or "General") if len(code) <= _LONGEST else None
    if section is None:
        return _unknown(number, code)
    tokens, signed = section
    if not tokens:
        return Shown(general(number), hidden=True)
    if any(token.kind == "date" for token in tokens):
        return _date(number, tokens, from_1904=from_1904)
    text = _number(abs(number), tokens)
    if text is None:
        return _unknown(number, code)
    return Shown(f"-{text}" if number < 0 and not signed and re.search("[1-9]", text) else text)


def general(number: float) -> str:
    """A number as the format General shows it where there is room."""
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    return f"{number:.15g}".replace("e", "E")


def _unknown(number: float, code: str) -> Shown:
    return Shown(general(number), problem=f"its number format is not known: {code[:60]}")


def _section(number: float, code: str) -> tuple[tuple[_Token, ...], bool] | None:
    """The part of a format that is for a number, and whether it shows the sign itself; None where conditions choose."""
    sections = _sections(code)
    if any(token.kind == "condition" for section in sections for token in section):
        return None
    if number < 0 and len(sections) > 1:
        return sections[1], True
    if number == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], False


@lru_cache(maxsize=500)
def _sections(code: str) -> tuple[tuple[_Token, ...], ...]:
    sections: list[list[_Token]] = [[]]
    for match in _TOKEN.finditer(code):
        quoted, escaped, wide, filled, bracket, half, plain, power, dated, digits, other = match.groups()
        if other == ";":
            sections.append([])
        elif bracket is not None:
            sections[-1] += _bracket(bracket)
        elif filled is None:
            kinds = {"half": half, "general": plain, "power": power, "date": dated and dated.lower(), "digits": digits}
            kind, text = next(((kind, text) for kind, text in kinds.items() if text), ("text", ""))
            said = quoted if quoted is not None else escaped if escaped is not None else other
            sections[-1].append(_Token(kind, text or (" " if wide is not None else said or "")))
    return tuple(tuple(_minutes(section)) for section in sections)


def _bracket(inside: str) -> list[_Token]:
    if inside.startswith("$"):
        currency, _, country = inside[1:].partition("-")
        if country.upper() in ("F800", "X-SYSDATE"):
            return [_Token("system", "d mmmm yyyy")]
        return [_Token("text", currency)]
    if re.fullmatch(r"h+|m+|s+", inside, re.IGNORECASE):
        return [_Token("elapsed", inside.lower())]
    if inside[:1] in ("<", ">", "="):
        return [_Token("condition", inside)]
    return []


def _minutes(section: list[_Token]) -> list[_Token]:
    """A section in which m beside hours or seconds is minutes, and the system's long date is spelt out."""
    if any(token.kind == "system" for token in section):
        return [
            _Token("date", "d"),
            _Token("text", " "),
            _Token("date", "mmmm"),
            _Token("text", " "),
            _Token("date", "yyyy"),
        ]
    timed = [n for n, token in enumerate(section) if token.kind in ("date", "elapsed")]
    if any(section[n].kind == "elapsed" for n in timed):
        section = [_Token("elapsed", token.text) if token.kind == "date" else token for token in section]
    for before, here, after in zip([None, *timed], timed, [*timed[1:], None], strict=False):
        token = section[here]
        hours = before is not None and section[before].text[0] == "h"
        seconds = after is not None and section[after].text[0] == "s"
        if token.kind == "date" and token.text in ("m", "mm") and (hours or seconds):
            section[here] = _Token("date", "n" * len(token.text))
    return section


def moment(number: float, *, from_1904: bool = False) -> datetime | None:
    """The day and time of a serial number; None where no calendar has it."""
    whole = math.floor(number)
    if number < 0 or whole > 110_000 or (not from_1904 and whole == _LEAP_THAT_WAS_NONE):
        return None
    first = date(1904, 1, 1) if from_1904 else date(1899, 12, 31) if whole < _LEAP_THAT_WAS_NONE else date(1899, 12, 30)
    start = datetime.combine(first, time()) + timedelta(days=whole)
    return start + timedelta(seconds=round((number - whole) * 86_400))


def serial(when: datetime) -> float:
    """The serial number of a day and time."""
    return (when - datetime(1899, 12, 30)).total_seconds() / 86_400  # noqa: DTZ001


def _date(number: float, tokens: tuple[_Token, ...], *, from_1904: bool) -> Shown:
    when = moment(number, from_1904=from_1904)
    if when is None:
        return Shown(general(number), problem="it is shown as a date, and no calendar has it")
    halves = any(token.kind == "half" for token in tokens)
    said = "".join(_part(token, when, halves=halves) for token in tokens)
    letters = {token.text[0] for token in tokens if token.kind == "date"}
    return Shown(" ".join(said.split()), _day(when.date(), letters))


def _day(day: date, letters: set[str]) -> ReducedDate | None:
    if not letters & set("dmy"):
        return None
    try:
        if "d" in letters:
            return ReducedDate(day.year, day.month, day.day)
        return ReducedDate(day.year, day.month) if "m" in letters else ReducedDate(day.year)
    except DateError:
        return None


def _part(token: _Token, when: datetime, *, halves: bool) -> str:
    if token.kind == "half":
        return "PM" if when.hour >= 12 else "AM"
    if token.kind != "date":
        return token.text
    hour = (when.hour % 12 or 12) if halves else when.hour
    letter, wide = token.text[0], len(token.text)
    if letter == "y":
        return f"{when.year:04}" if wide > 2 else f"{when.year % 100:02}"
    if letter == "d" and wide > 2:
        name = _DAYS[when.weekday()]
        return name if wide > 3 else name[:3]
    if letter == "m" and wide > 2:
        name = _MONTHS[when.month - 1]
        return name[0] if wide == 5 else name if wide > 3 else name[:3]
    value = {"d": when.day, "m": when.month, "h": hour, "n": when.minute, "s": when.second}.get(letter)
    return "" if value is None else f"{value:0{min(wide, 2)}}"


def _number(number: float, tokens: tuple[_Token, ...]) -> str | None:
    """A number by the placeholders of a format; None where they are more than siplan knows."""
    kinds = [token.kind for token in tokens]
    if (
        "elapsed" in kinds
        or "half" in kinds
        or kinds.count("digits") + kinds.count("general") > 1
        or "/" in [token.text for token in tokens]
    ):
        return None
    percent = sum(token.kind == "text" and token.text == "%" for token in tokens)
    said = []
    for token in tokens:
        if token.kind == "digits":
            power = next((len(other.text) - 2 for other in tokens if other.kind == "power"), 0)
            digits = _digits(number, token.text, power, percent)
            if digits is None:
                return None
            said.append(digits)
        elif token.kind == "general" or token.text == "@":
            said.append(general(number))
        elif token.kind != "power":
            said.append(token.text)
    return " ".join("".join(said).split())


def _digits(number: float, form: str, power: int, percent: int) -> str | None:
    """The digits of a number in a form as `#,##0.00`, with a power of ten of so many digits if any, and so many %."""
    scaled = form.rstrip(",")
    whole, _, places = scaled.partition(".")
    if "." in places or "," in places:
        return None
    exact = Decimal(f"{number:.15g}").scaleb(2 * percent - 3 * (len(form) - len(scaled)))
    if power:
        said = f"{exact:.{len(places)}E}"
        mantissa, _, exponent = said.partition("E")
        return f"{mantissa}E{exponent[0]}{exponent[1:].zfill(power)}"
    try:
        rounded = exact.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    except InvalidOperation:
        return None
    least = whole.count("0")
    before, _, after = f"{rounded:f}".partition(".")
    before = before.lstrip("0").zfill(least) if least or before.strip("0") else ""
    if "," in whole:
        before = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", before)
    always = len(places.rstrip("#?"))
    after = after[:always] + after[always:].rstrip("0")
    return f"{before}{'.' if '.' in form else ''}{after}"
