"""`siplan when`: how written deadlines are read."""

from __future__ import annotations

from datetime import date
from typing import Final

from si_plan.deadlines import Reading
from si_plan.deadlines.comparing import summarise
from si_plan.documents import words
from si_plan.documents.blocks import Document, Facts, Section
from si_plan.documents.records import Columns, Records, day, text

SURE: Final = {"certain": "certain", "likely": "probably", "unsure": "not sure"}
"""How sure siplan is of what words mean."""


def page(readings: list[Reading]) -> Document:
    """A section for each wording: what it means, its first and last day, and why."""
    return Document([Section("", f"“{reading.text}”", [Facts(facts(reading))]) for reading in readings])


def facts(reading: Reading) -> list[tuple[str, str]]:
    """A reading as labelled texts: what it means, how sure siplan is, its days, and why."""
    pairs = [("Means", f"{summarise(reading)} ({SURE[reading.confidence]})")]
    if reading.first_day is not None:
        pairs.append(("Earliest", words.day(reading.first_day)))
    if reading.last_day is not None:
        pairs.append(("Latest", words.day(reading.last_day)))
    if because := why(reading):
        pairs.append(("Why", because))
    if reading.ignored:
        pairs.append(("Not used", words.join(reading.ignored)))
    pairs += [("Part", _clause(reading, clause)) for clause in reading.clauses]
    return pairs


def why(reading: Reading) -> str:
    """Why the words mean this; nothing where that would only repeat the month or the day."""
    days = [words.day(day) for day in (reading.first_day, reading.last_day) if day is not None]
    repeated = {f"{said}." for day in days for said in (day, day.partition(" ")[2])}
    return "" if reading.reason in repeated else reading.reason


def _clause(reading: Reading, clause: Reading) -> str:
    return summarise(clause) if clause.text == reading.text else f"“{clause.text}”: {summarise(clause)}"


COLUMNS: Final[Columns[Reading]] = (
    text("text", lambda reading: reading.text),
    text("kind", lambda reading: reading.kind),
    text("edtf", lambda reading: reading.edtf),
    day("starts", lambda reading: reading.first_day),
    day("ends", lambda reading: reading.last_day),
    text("recurrence", lambda reading: reading.recurrence.label() if reading.recurrence else None),
    text("confidence", lambda reading: reading.confidence),
    text("reason", lambda reading: reading.reason),
)
"""`starts` and `ends` are the first and last day that the wording supports."""


def records(readings: list[Reading], context: date | None) -> Records[Reading]:
    return Records("when", None, None, COLUMNS, readings, {"context": context.isoformat() if context else None})
