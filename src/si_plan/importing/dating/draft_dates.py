"""The dates of a draft's records: the fields that a reading or an answer gives, from where and by which rule."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any, Final, NamedTuple

from si_plan.dates.reduced import parse_reduced
from si_plan.deadlines import Reading, record_fields
from si_plan.importing.dating.when_lines import Read, WhenLine, places_of
from si_plan.importing.document import Paragraph

Fields = dict[str, Any]
_LONGEST_WHEN: Final = 200


class Given(NamedTuple):
    """The dates of a record: its fields, the paragraphs that give them, and by which rule; or the question that is open
    about them."""

    fields: Fields
    paragraphs: tuple[Paragraph, ...] = ()
    rule: str = ""
    open: str = ""


NO_DATES: Final = Given({})


def fields_of_reading(reading: Reading) -> Fields:
    """The dates of a reading as the fields of a record; none where they contradict each other."""
    fields: Fields = {}
    for name, value in record_fields(reading).items():
        if name == "repeats":
            fields[name] = reading.recurrence
        elif name == "dates":
            fields[name] = reading.dates
        elif isinstance(value, str):
            fields[name] = parse_reduced(value)
    in_order = all(former.latest < latter.latest for former, latter in pairwise(reading.dates))
    return {} if reversed_in(fields) or not in_order else fields


def reversed_in(fields: Mapping[str, Any]) -> bool:
    """Whether an end comes before its beginning."""
    begins = fields.get("starts")
    ends = [fields[name] for name in ("due", "ends") if name in fields]
    return begins is not None and any(end.latest < begins.earliest for end in ends)


def as_deadline(reading: Reading, words: str) -> Fields:
    """The beginning that words name, as the day by which something is due."""
    return {"due": reading.starts or reading.ends, "due_reason": f'"{words}" is read as a deadline.'}


def with_reason(fields: Fields, reason: str) -> Fields:
    """The fields with why they are so, where there is a reason."""
    return {**fields, "due_reason": reason} if reason and fields else fields


def duty_of(line: WhenLine, identity: str) -> Given:
    """The fields of a duty: what a line says, and how often."""
    fields: Fields = {"text": line.text, "when": line.text, **fields_of_reading(line.reading)}
    fields.pop("due", None)
    return Given(with_reason(fields, line.reason), line.paragraphs, f"answer to {identity}")


def words_of_date(text: str, own: Reading, read: Read) -> str:
    """The words of a milestone that say its time: no more than are needed to say it, to the letter."""
    wanted = record_fields(own)
    places = [place for used in own.used for place in places_of(used, text)]
    spans = [*places, (min(start for start, _ in places), max(end for _, end in places))] if places else []
    for start, end in sorted(spans, key=lambda span: span[1] - span[0]):
        words = text[start:end]
        if record_fields(read(words)) == wanted and words.count("(") == words.count(")"):
            return words
    return text if len(text) <= _LONGEST_WHEN else f"{text[: _LONGEST_WHEN - 1]}…"
