"""What a lead wrote in a cell, as the log would hold it. What is not certain is refused, never guessed."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from si_plan.dates.calendar import USUAL
from si_plan.deadlines import read_deadline
from si_plan.documents import words
from si_plan.model.progress import Status
from si_plan.returns.cells import Cell
from si_plan.returns.form import STATUSES
from si_plan.suggestions import did_you_mean

_ALSO: Final[dict[str, str]] = {"completed": "complete", "done": "complete", "started": "in_progress"}
_AS_DAY: Final = "write the day as 3/10/2016, with its year"
_SERIALS: Final = range(36526, 109575)
"""Days as a spreadsheet numbers them: 2000 to 2199. A smaller number may be a year, or a mere number."""

_WITHOUT_YEAR: Final = (
    r"([0-9]{1,2})(?:st|nd|rd|th)?(?:\s+of\s+|\s*-\s*|\s*)([A-Za-z]{3,9})\.?",
    r"([0-9]{1,2})/([0-9]{1,2})",
)
"""A day and its month: `5 October`, `5th of Oct`, and `05-Oct`, which spreadsheets make of it; 5/10, day first."""

_TIME: Final = r"(?:T|\s+)(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?$"
"""A time of day behind a date. One with a time zone may be of another day, and is left to be refused."""
_DIGITS: Final = r"[#0,]*[#0](?:\.[#0]+)?"
_PLAIN_NUMBER: Final = rf"General|@|{_DIGITS}(?:E\+0+)?"
_AS_TEXT: Final = "set the cell's format to Text and write it again"

_UNSEEN: Final = "[\u00ad\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
"""What comes along when a path or a web page is copied, shows nothing, and has no place in a plan's text."""


class WrongValueError(ValueError):
    """A cell whose value cannot be taken. `reason` says why, `hint` what to do."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


def status_of(cell: Cell) -> Status | None:
    """The chosen status, in any letter case; None for an empty cell. Raises WrongValueError."""
    text = text_of(cell)
    if not text:
        return None
    plain = " ".join(text.replace("_", " ").casefold().split())
    known: dict[str, Any] = {name.casefold(): code for name, code in STATUSES.items()} | _ALSO
    if plain in known:
        status: Status = known[plain]
        return status
    if plain.startswith("cancel"):
        raise WrongValueError("a return cancels nothing", "record it by siplan cancel, with its reason")
    raise WrongValueError(
        "it is no status", did_you_mean(text, STATUSES) or f"choose {', '.join(STATUSES)}, or leave it empty"
    )


def day_of(cell: Cell, day_zero: date) -> date | None:
    """The day in a cell: a date, a spreadsheet's number for one, or words that can be read in one way only, day before
    month. None for an empty cell. Raises WrongValueError."""
    value = cell.value
    if cell.empty:
        return None
    if isinstance(value, datetime):
        return _require_in_range(value.date())
    if isinstance(value, date):
        return _require_in_range(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if not _SERIALS[0] <= value <= _SERIALS[-1]:
            raise WrongValueError("it is no day", _AS_DAY)
        return _require_in_range(day_zero + timedelta(days=int(value)))
    if not isinstance(value, str):
        raise WrongValueError("it is a time, or no day", _AS_DAY)
    return _read_day(value)


def _require_in_range(day: date) -> date:
    if not 2000 <= day.year <= 2199:
        raise WrongValueError(f"it says the year {day.year}", _AS_DAY)
    return day


def _read_day(text: str) -> date:
    """The day in a text, without the time of day that some programs add. Raises WrongValueError."""
    reading = read_deadline(re.sub(_TIME, "", text.strip()), None, USUAL)
    ends = reading.ends
    if ends is None or not reading.exact or reading.kind not in ("by", "on"):
        raise WrongValueError("it cannot be read as a day for certain", _AS_DAY)
    if ends.earliest != ends.latest or reading.starts not in (None, ends):
        raise WrongValueError("it is no single day", _AS_DAY)
    return _require_in_range(ends.earliest)


def leaves_year_out(cell: Cell) -> bool:
    """Whether a day and its month stand in the cell, without a year."""
    return isinstance(cell.value, str) and _day_and_month(cell.value) is not None


def day_between(cell: Cell, first: date, last: date) -> date:
    """The day from `first` to `last` that the cell gives without its year. Raises WrongValueError where no such day
    lies there, and where several do."""
    day, month = _day_and_month(cell.value) or (0, 0)
    said = f"{day} {words.month(month)}"
    if not _is_day(2000, month, day):
        raise WrongValueError(f"there is no {said}", _AS_DAY)
    every = (date(year, month, day) for year in range(first.year, last.year + 1) if _is_day(year, month, day))
    found = list(islice((one for one in every if first <= one <= last), 2))
    if not found:
        raise WrongValueError(
            f"no {said} lies between {words.day(first)}, when the return was made, and {words.day(last)}", _AS_DAY
        )
    if len(found) > 1:
        raise WrongValueError(f"it may be of {found[0].year} or of {found[1].year}", _AS_DAY)
    return _require_in_range(found[0])


def _day_and_month(text: str) -> tuple[int, int] | None:
    found = next(filter(None, (re.fullmatch(form, text.strip()) for form in _WITHOUT_YEAR)), None)
    if found is None:
        return None
    named = found[2].casefold()
    months = [int(named)] if named.isdigit() else []
    months += [month for month in range(1, 13) if words.month(month).casefold().startswith(named)]
    return (int(found[1]), months[0]) if months and 1 <= months[0] <= 12 else None


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= day <= monthrange(year, month)[1]


def text_of(cell: Cell) -> str:
    """The text of a cell with its lines, without what a word processor left in it. Raises WrongValueError for a
    formula, for a formula's error, for a number or date that is shown as something else, and for control characters."""
    value = cell.value
    if cell.kind == "formula":
        raise WrongValueError("it is a formula", "write what it comes to; a text may not begin with =")
    if cell.kind == "error":
        raise WrongValueError("a formula left an error in it", "write it again")
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return _number(value, _shown_parts(cell.format))
    if isinstance(value, datetime):
        return _moment(value, _shown_parts(cell.format))
    return _clean(str(value))


def _shown_parts(form: str) -> str:
    """What the first section of a number format shows: without colour, language and spaces, and with a ? for any other
    text in it."""
    plain = re.sub(r'\[(?:[A-Za-z]{3,}|\$-\w+)\]|_.|\*.|"\s*"|\\\s|\s', "", form.split(";")[0])
    return re.sub(r'\[[^]]*\]|"[^"]*"|\\.', "?", plain)


def _number(value: float, parts: str) -> str:
    """A number in full, plain or in per cent as its format shows it. Raises WrongValueError for any other format."""
    number = Decimal(repr(value))
    if re.fullmatch(f"{_DIGITS}%", parts):
        return f"{(number * 100).normalize():f}%"
    text = f"{number.normalize():f}"
    if not re.fullmatch(_PLAIN_NUMBER, parts):
        raise WrongValueError(f"it is kept as the number {text}, and shown otherwise", _AS_TEXT)
    return text


def _moment(value: datetime, parts: str) -> str:
    """A date and time whose format shows day, month and year. Raises WrongValueError for another: `Sep-16` may be kept
    as the first of the month."""
    text = str(value).removesuffix(" 00:00:00")
    if not {"y", "m", "d"} <= set(parts.lower()):
        raise WrongValueError(f"it is kept as the date {text}, and shown otherwise", _AS_TEXT)
    return text


def _clean(text: str) -> str:
    text = re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)  # Excel's own escapes
    text = re.sub("\r\n|[\r\x0b\x0c\x85\u2028\u2029]", "\n", text).replace("\t", " ")
    text = re.sub(_UNSEEN, "", text)
    lines = [line.rstrip() for line in text.replace("\xa0", " ").split("\n")]
    text = "\n".join(lines).strip()
    strange = re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", text)
    if strange is not None:
        raise WrongValueError(f"it holds a control character (\\x{ord(strange[0]):02x})", "write it again by hand")
    return text


def evidence_of(cell: Cell) -> tuple[str, ...]:
    """The evidence in a cell, one for each line. A link whose words differ from its address keeps both."""
    parts = [line.strip() for line in text_of(cell).split("\n") if line.strip()]
    link = cell.link
    if link and parts and not any(_same_place(link, part) for part in parts):
        parts[-1] = f"{parts[-1]} ({_clean(link)})"
    return tuple(dict.fromkeys(parts))


def _same_place(link: str, text: str) -> bool:
    bare = link.removeprefix("mailto:").rstrip("/").casefold()
    return bare in text.casefold() or text.rstrip("/").casefold() in (bare, bare.partition("://")[2])


def id_of(cell: Cell, expected: str | None) -> str:
    """The id in a row, which may have a ref after it. A spreadsheet turns the 1.10 of a CSV file into the number 1.1;
    `expected`, from the reference, undoes that."""
    text = text_of(cell)
    if expected is not None and text.startswith(f"{expected} ("):
        return expected
    if expected is not None and text != expected and _as_number(text) is not None:
        return expected if _as_number(text) == _as_number(expected) else text
    return text


def _as_number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"\d{1,4}\.\d{1,4}", text) else None
