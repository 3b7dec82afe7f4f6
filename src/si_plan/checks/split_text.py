"""Text in brackets without quotes, split at its commas.

In brackets, a comma ends one entry of a list and starts the next. `[On 6 May, 2011]` is a list of two texts, "On 6 May"
and "2011", and siplan would take the first for a day in another year. So siplan asks when the parts look like one text:
a part starts with a small letter, completes the date before it, or ends a number such as 1,000.

To fix it: put the whole text in quotes. If the parts really are separate, put each one in quotes, or on its own line
after a dash.

Fails:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        steps: [Book a room, with parking, and invite every school]
        leads: [HT]
        when: [By Sept 2016]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: 2016-09}

Passes:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        steps: ["Book a room, with parking, and invite every school"]
        leads: [HT]
        when: [By Sept 2016]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: 2016-09}
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from textwrap import shorten
from typing import Final, NamedTuple

from si_plan.deadlines import Reading, leave_unread
from si_plan.deadlines.comparing import read_wording
from si_plan.diagnostics import Finding
from si_plan.loading.places import Places
from si_plan.model.background import text_of
from si_plan.model.ids import entry_name
from si_plan.model.plan import Plan

CODE: Final = "split-text"

_MOST_READ: Final = 10_000
"""How many characters of a file are read for dates: few parts of texts begin with a digit, or are a line of When."""
_SHOWN: Final = 80


class _Texts(NamedTuple):
    """A list of texts in a field of a record."""

    record: str
    field: str
    entries: Sequence[str]


def check(plan: Plan, places: Places) -> Iterator[Finding]:
    """A finding for each text that was split. `places` says which lists are in brackets. It finds records by their ids,
    so the plan must be sound."""
    for lists in _lists_by_file(plan):
        reader = _Reader(plan)
        for texts in lists:
            if len(texts.entries) > 1:
                yield from _check_list(texts, places, reader)


def _lists_by_file(plan: Plan) -> Iterator[Iterable[_Texts]]:
    """The lists of texts in each file; not those of codes, ids or names."""
    details = plan.details
    means = details.vision.means if details.vision is not None else ()
    yield _Texts("plan", "background", [*map(text_of, details.background)]), _Texts("plan", "vision.means", means)
    for priority in plan.priorities:
        lists = [_Texts(priority.id, "success", priority.success)]
        for action in priority.actions:
            lists += _Texts(action.id, "steps", action.steps), _Texts(action.id, "when", action.when)
        yield lists
    for owner, entries in plan.logs.items():
        yield (_Texts(entry_name(owner, number), "evidence", entry.evidence) for number, entry in enumerate(entries, 1))


def _check_list(texts: _Texts, places: Places, reader: _Reader) -> Iterator[Finding]:
    """A finding for each text of one list that was split, however many commas split it."""
    whole, parts = texts.entries[0], 1
    for place in range(1, len(texts.entries) + 1):
        comma = _splitting_comma(texts, place, places, reader) if place < len(texts.entries) else ""
        if comma:
            whole, parts = f"{whole}{comma}{texts.entries[place]}", parts + 1
            continue
        if parts > 1:
            yield _finding(texts, place - parts, whole, parts)
        if place < len(texts.entries):
            whole, parts = texts.entries[place], 1


def _splitting_comma(texts: _Texts, place: int, places: Places, reader: _Reader) -> str:
    """The comma, and the space after it if any, that split a text before this entry of a list; empty where none did."""
    before, after = texts.entries[place - 1], texts.entries[place]
    number = before[-1].isdigit() and re.match(r"[0-9]{3}(?![0-9])", after) is not None
    if not number and not (
        _goes_on(texts, after, reader) or (after[0].isdigit() and reader.are_one_date(before, after))
    ):
        return ""
    if (
        places.first_character(texts.record, texts.field) != "["
        or _is_quoted(texts, place - 1, places)
        or _is_quoted(texts, place, places)
    ):
        return ""
    _, line, column = places.location(texts.record, texts.field, place - 1)
    close = places.location(texts.record, texts.field, place)[1:] == (line, column + len(before) + 1)
    return ("," if number else ", ") if number == close else ""


def _is_quoted(texts: _Texts, place: int, places: Places) -> bool:
    """Whether an entry of a list stands in quotes."""
    return places.first_character(texts.record, texts.field, place) in ("'", '"')


def _goes_on(texts: _Texts, text: str, reader: _Reader) -> bool:
    """Whether an entry begins with a word in small letters, in a list whose first does not. A line of When may begin so
    where all of it is read as a date."""
    word = text.split(maxsplit=1)[0].rstrip(".")
    if not (word.islower() and re.sub("[-'’]", "", word).isalpha()) or texts.entries[0][0].islower():
        return False
    return texts.field != "when" or reader.read(text).used != (text,)


class _Reader:
    """Reads wordings as dates, up to a limit of characters for each file."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._left = _MOST_READ

    def read(self, text: str) -> Reading:
        """The reading of a text. One beyond the limit is not read."""
        self._left -= len(text)
        return (
            read_wording(self._plan, text)
            if self._left >= 0
            else leave_unread(text, "the file has too many", "too-many")
        )

    def are_one_date(self, before: str, after: str) -> bool:
        """Whether one text's end and the next one's beginning are one date (On 6 May, 2011; Friday, 6 May 2016)."""
        year = re.match(r"[0-9]{4}(?![^\s.])", after)
        alone = self.read(before)
        if alone.exact:
            return False
        end = alone.used[-1] if year and alone.used else before
        whole = self.read(f"{end}, {year[0] if year else after}")
        return whole.exact and not whole.dates


def _finding(texts: _Texts, place: int, whole: str, parts: int) -> Finding:
    """The finding for a text that was split into this many parts, from a place on."""
    shown = shorten(whole, _SHOWN, placeholder="…")
    quote = "'" if '"' in shown or "\\" in shown else '"'
    quoted = f"{quote}{shown.replace(quote, quote * 2)}{quote}"
    return Finding(
        CODE,
        texts.record,
        texts.field,
        f'{texts.field}: "{shown}" is {parts} texts, split at its comma{"s" if parts > 2 else ""}: '
        "it is in brackets without quotes",
        f"if it is one text, put it in quotes: [{quoted}]; if not, put each of the {parts} in quotes",
        place,
    )
