"""Which of several times is which milestone's, where a When cell has neither one for all nor one for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from si_plan.documents import words
from si_plan.importing.cell_texts import CellText
from si_plan.importing.dating.draft_dates import Given
from si_plan.importing.dating.when_lines import NO_DATE, WhenLine
from si_plan.importing.open_questions import ONE_BY_ONE, Questions, question_id

PAIRS: Final = "when-pairs"
"""The question about all cells at once."""
_WAITED_FOR: Final = frozenset({"stage-lines", "duty-lines", "how-often-lines", "elsewhere"})
"""The questions whose answers may yet say that a line is no time of the milestones."""


class Time(NamedTuple):
    """What a line says of milestones: the dates that it gives, or the question that is open about it, and the group of
    lines that it belongs to."""

    line: WhenLine
    dated: Given
    group: str = ""


Pairs = Sequence[Time | None]


def waits(times: Sequence[Time]) -> str:
    """The open question that may yet say that one of the times is none of the milestones; empty where there is none."""
    return next((time.dated.open for time in times if time.dated.open and time.group in _WAITED_FOR), "")


def ask_pairs(
    asked: Questions, action: str, milestones: Sequence[CellText], times: Sequence[Time], together: str | None
) -> tuple[Pairs, str]:
    """The time of each milestone, by an answer; none and the question that is open, until there is one. `together` is
    the answer about all such cells at once."""
    count = len(milestones)
    nothing: Pairs = [None] * count
    if waiting := waits(times):
        return nothing, waiting
    if together != ONE_BY_ONE:
        return nothing, "" if together else PAIRS
    identity = question_id("when", action)
    listed = ", ".join(f'{number} "{time.line.text[:80]}"' for number, time in enumerate(times, 1))
    answer = asked.ask(
        identity,
        f"{action} has {words.count(count, 'milestone')} and {words.count(len(times), 'time')}: {listed}. Which is "
        "whose? Choose one for all milestones, or write the number of a time for each milestone, in order and with 0 "
        "for none. Until you answer, the draft gives these milestones no date.",
        (paragraph for time in times for paragraph in time.line.paragraphs[:1]),
        tuple(dict.fromkeys((*_beside(milestones, times), *(time.line.text for time in times), NO_DATE))),
        free=True,
    )
    if answer is None:
        return nothing, identity
    pairs = _answered(answer, times, count)
    if pairs is None:
        asked.reopen(identity, f'The answer "{answer}" is none of the times, nor a number for each milestone.')
        return nothing, identity
    return pairs, ""


def _beside(milestones: Sequence[CellText], times: Sequence[Time]) -> tuple[str, ...]:
    """The pairs that the rows show: where each row of a split action has its own line and milestones."""
    rows = {time.line.row: number for number, time in enumerate(times, 1)}
    if len(rows) != len(times) or len(times) < 2:
        return ()
    numbers = [rows.get(milestone.row) for milestone in milestones]
    return () if None in numbers else (", ".join(map(str, numbers)),)


def _answered(answer: str, times: Sequence[Time], count: int) -> Pairs | None:
    """The time of each milestone by an answer; None where it says nothing that can be done."""
    folded = answer.strip().casefold()
    if folded == NO_DATE:
        return [None] * count
    for time in times:
        if time.line.text.casefold() == folded:
            return [time] * count
    numbers = [int(number) for number in re.findall(r"\d{1,3}", answer)]
    if not re.fullmatch(r"[\d\s,;]+", answer) or len(numbers) != count or max(numbers) > len(times):
        return None
    return [times[number - 1] if number else None for number in numbers]
