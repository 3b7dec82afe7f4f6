"""The reader against real deadlines: tests/cases/deadlines.json, which a person read and was more or less sure of.

The score is printed (`pytest -s`). Of the cases marked high, 97 in 100 must be read right; of the readings that
are called certain, all.
"""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TypedDict

from si_plan.dates.calendar_data import calendar_from_data
from si_plan.deadlines import Reading, read_deadline

CASES = Path(__file__).parent.parent / "cases" / "deadlines.json"
POINTS = {"by", "during", "on"}

# Labels held to be wrong or out of a reader's reach, all of medium or low confidence, and why.
NOT_SHARED = {
    "Before end of Summer 2020/Begnniing Autumn 2021": "contradictory; neither date is more likely than the other",
    "before the end of the summer term": "the label follows the Scottish calendar, which the plan's own would give",
    "in the next 6 months": "the label counts from a decision, 21 February 2022, that is not the plan's own date",
    "over the next 12 months": "the label counts from an approval, 31 January 2023, that is not the plan's own date",
    "in the next week": "the label has no date; the reading counts from the plan's own date, and is unsure",
    "towards the end of the year": "in an academic year the label is of the calendar year",
    "18 months": "a length without a beginning: undated says so better than a deadline without a date",
}


class Case(TypedDict):
    """One label: the wording, the plan's own date and kind of year, and the reading a person gave."""

    text: str
    context: str | None
    year_type: str
    kind: str
    start: str | None
    end: str | None
    recurrence: str | None
    confidence: str
    note: str | None


def read(case: Case) -> Reading:
    """The reading of a case, by a calendar that says what a bare 2016/17 means."""
    context = date.fromisoformat(case["context"]) if case["context"] else None
    return read_deadline(case["text"], context, calendar_from_data({"year": case["year_type"]}))


def agrees(reading: Reading, case: Case) -> bool:
    """Whether kind, days and recurrence are the label's; of a bare date (by, during, on) the last day counts."""
    starts = reading.first_day.isoformat() if reading.first_day else None
    ends = reading.last_day.isoformat() if reading.last_day else None
    recurrence = reading.recurrence.label() if reading.recurrence else None
    if (ends, recurrence) != (case["end"], case["recurrence"]):
        return False
    return {reading.kind, case["kind"]} <= POINTS or (reading.kind, starts) == (case["kind"], case["start"])


def test_the_cases() -> None:
    cases: list[Case] = json.loads(CASES.read_text(encoding="utf-8"))
    right, all_of = Counter[str](), Counter[str]()
    wrong: list[str] = []
    certain_and_wrong: list[str] = []
    for case in cases:
        reading = read(case)
        all_of[case["confidence"]] += 1
        if agrees(reading, case):
            right[case["confidence"]] += 1
            continue
        wrong.append(case["text"])
        if reading.confidence == "certain":
            certain_and_wrong.append(case["text"])
    for sure in ("high", "medium", "low"):
        print(f"{sure}: {right[sure]} of {all_of[sure]} read as a person did")  # noqa: T201 - the score is what this test is for
    assert right["high"] >= 0.97 * all_of["high"]
    assert certain_and_wrong == []
    assert sorted(wrong) == sorted(NOT_SHARED)
