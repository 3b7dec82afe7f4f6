"""`siplan when`: how written deadlines are read."""

from __future__ import annotations

from datetime import date
from typing import Any

from si_plan.deadlines import Reading
from si_plan.deadlines.comparing import said
from si_plan.formats import words
from si_plan.formats.page import Block, Facts, Heading, Page
from si_plan.formats.records import Answer

COLUMNS = ("text", "kind", "edtf", "starts", "ends", "recurrence", "confidence", "reason")


def page(readings: list[Reading]) -> Page:
    """Each wording with its reading, its first and last day and the why."""
    return Page([block for reading in readings for block in _blocks(reading)])


def _blocks(reading: Reading) -> list[Block]:
    return [Heading(f"“{reading.text}”"), Facts(facts(reading))]


def facts(reading: Reading) -> list[tuple[str, str]]:
    """A reading in labelled lines: what it is, its days, how sure, and why."""
    pairs = [("Reads as", f"{said(reading)}, {reading.confidence}")]
    if reading.first_day is not None:
        pairs.append(("Earliest", words.day(reading.first_day)))
    if reading.last_day is not None:
        pairs.append(("Latest", words.day(reading.last_day)))
    if reading.reason:
        pairs.append(("Why", reading.reason))
    if reading.ignored:
        pairs.append(("Passed over", words.listed(reading.ignored)))
    pairs += [("Clause", _clause(reading, clause)) for clause in reading.clauses]
    return pairs


def _clause(reading: Reading, clause: Reading) -> str:
    return said(clause) if clause.text == reading.text else f"“{clause.text}”: {said(clause)}"


def answer(readings: list[Reading], context: date | None) -> Answer:
    rows = [record(reading) for reading in readings]
    figures = {"context": context.isoformat() if context else None}
    return Answer("when", None, {}, rows, COLUMNS, figures)


def record(reading: Reading) -> dict[str, Any]:
    """A reading's versioned record: `starts` and `ends` are the first and last day that the wording supports."""
    return {
        "text": reading.text,
        "kind": reading.kind,
        "edtf": reading.edtf,
        "starts": reading.first_day.isoformat() if reading.first_day else None,
        "ends": reading.last_day.isoformat() if reading.last_day else None,
        "recurrence": reading.recurrence.label() if reading.recurrence else None,
        "confidence": reading.confidence,
        "reason": reading.reason,
    }
