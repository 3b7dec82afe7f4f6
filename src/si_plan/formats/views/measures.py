"""`siplan measures`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Final

from si_plan.formats import targets, words
from si_plan.formats.page import Block, Column, Facts, Heading, Listing, Page
from si_plan.formats.records import Answer
from si_plan.formats.records import answer as answer_of
from si_plan.formats.views import View
from si_plan.formats.views.tracked import scope
from si_plan.queries.assessment import VERDICTS
from si_plan.queries.figures import Figure
from si_plan.queries.measures import TargetRow
from si_plan.queries.selection import Question

COLUMNS = (
    "measure",
    "title",
    "baseline",
    "id",
    "cohort",
    "indicator",
    "kind",
    "value",
    "comparator",
    "by",
    "provisional",
    "reading_period",
    "reading",
    "verdict",
    "why",
    "trend",
    "figure",
    "wanted",
    "path",
    "baseline_period",
    "baseline_figure",
    "lower_is_better",
)


def page(question: Question, result: list[TargetRow]) -> Page:
    on = words.day(question.selection.as_of)
    blocks: list[Block] = [
        Heading(f"Success measures on {on}{scope(question)}: {shown_count(result)}"),
        counts(result),
        listing(result, heads=True),
        *explained(result),
    ]
    return Page([*blocks, *notes(result)])


def explained(result: Sequence[TargetRow]) -> list[Block]:
    """How each verdict on a reading comes about, in words."""
    said = [(row.target.id, targets.why(row)) for row in result if row.readings]
    return [Heading("How each comes about"), Facts(said)] if said else []


def shown_count(result: list[TargetRow]) -> str:
    measures = len({row.measure.id for row in result})
    return f"{words.count(measures, 'measure')}, {words.count(len(result), 'target')}"


def counts(result: list[TargetRow]) -> str:
    """Targets by verdict: Met 1, on the way 2, no reading 11."""
    verdicts = [row.assessment.verdict for row in result]
    said = words.listed(f"{targets.VERDICT_WORDS[one]} {verdicts.count(one)}" for one in VERDICTS if one in verdicts)
    return f"{said[:1].upper()}{said[1:]}." if said else "None serves what was asked about."


def notes(result: list[TargetRow]) -> list[str]:
    """What holds of the targets together: baselines that are missing, what is still to be confirmed."""
    said = []
    without = sum(row.assessment.baseline is None for row in result)
    if result and without == len(result):
        said.append("No baseline: the plan gives words and no figures, so no path can be drawn to any target.")
    elif without:
        said.append(f"No baseline in figures: {words.count(without, 'target')}, to which no path can be drawn.")
    provisional = sum(row.target.provisional for row in result)
    if provisional and provisional == len(result):
        said.append("Every target is provisional: it is still to be confirmed.")
    elif provisional:
        named = words.listed(row.target.id for row in result if row.target.provisional)
        said.append(f"Provisional, still to be confirmed: {named}.")
    return said


def listing(result: Sequence[TargetRow], title: str = "", *, heads: bool = False) -> Listing:
    """A row for each target, with `heads` under one for its measure. Columns that only readings fill are there
    with one."""
    readings = any(row.readings for row in result)
    columns = [Column("ID", "id"), Column("What is measured"), Column("Target"), Column("By", "date")]
    if readings:
        columns += [Column("Latest reading", spare=True), Column("Trend", "trend", spare=True)]
    columns.append(Column("Result", "state"))
    rows: list[tuple[str, ...]] = []
    strong = []
    for number, row in enumerate(result):
        if heads and (number == 0 or row.measure is not result[number - 1].measure):
            strong.append(len(rows))
            rows.append((row.measure.id, row.measure.title, *[""] * (len(columns) - 2)))
        rows.append(_cells(row, readings))
    return Listing(tuple(columns), rows, title, strong=frozenset(strong))


def _cells(row: TargetRow, readings: bool) -> tuple[str, ...]:
    target, found = row.target, row.assessment
    latest = (targets.reading(found.latest) if found.latest else "–", found.trend or "–") if readings else ()
    return (
        target.id,
        f"{target.cohort}: {target.indicator}",
        targets.in_words(target),
        words.short(target.by),
        *latest,
        targets.VERDICT_WORDS[found.verdict],
    )


def answer(question: Question, result: list[TargetRow]) -> Answer:
    rows = [record(row) for row in result]
    verdicts = [row.assessment.verdict for row in result]
    totals = {one: verdicts.count(one) for one in VERDICTS}
    return answer_of(question, "measures", rows, COLUMNS, verdicts=totals)


def record(row: TargetRow) -> dict[str, Any]:
    target, found, latest = row.target, row.assessment, row.reading
    return {
        "measure": row.measure.id,
        "title": row.measure.title,
        "baseline": row.measure.baseline,
        "id": target.id,
        "cohort": target.cohort,
        "indicator": target.indicator,
        "kind": target.kind,
        "value": target.value,
        "comparator": target.comparator,
        "by": target.by.text if target.by else None,
        "provisional": target.provisional,
        "reading_period": latest.period if latest else None,
        "reading": latest.value if latest else None,
        "verdict": found.verdict,
        "why": targets.why(row),
        "trend": found.trend,
        "figure": amount(found.latest.amount if found.latest else None),
        "wanted": amount(found.wanted),
        "path": amount(found.path),
        "baseline_period": target.baseline_period,
        "baseline_figure": amount(found.baseline.amount if found.baseline else None),
        "lower_is_better": found.lower,
        "readings": [_reading(one) for one in row.readings],
    }


def _reading(figure: Figure) -> dict[str, Any]:
    given = figure.reading
    return {
        "period": given.period,
        "until": figure.period.last.isoformat(),
        "known": (given.on or figure.period.last).isoformat(),
        "value": given.value,
        "comparator": given.comparator,
        "rank": given.rank,
        "of": given.of,
        "figure": amount(figure.amount),
        "source": given.source,
    }


def amount(exactly: Fraction | None) -> float | None:
    """A figure as a number of at most four decimals, so that it prints as it would be written."""
    return float(targets.number(exactly)) if exactly is not None else None


VIEW: Final = View(page, answer)
