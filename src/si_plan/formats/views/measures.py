"""`siplan measures`."""

from __future__ import annotations

from si_plan.formats import words
from si_plan.formats.page import Block, Column, Heading, Listing, Page
from si_plan.formats.records import Answer, Question
from si_plan.formats.records import answer as answer_of
from si_plan.model.reference import Target
from si_plan.queries.measures import TargetRow

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
)


def page(
    question: Question,  # noqa: ARG001 - every view has this form
    result: list[TargetRow],
) -> Page:
    columns = (
        Column("ID", "id"),
        Column("Cohort"),
        Column("Indicator"),
        Column("Target"),
        Column("By", "date"),
        Column("Latest reading", spare=True),
    )
    rows: list[tuple[str, ...]] = []
    heads = []
    shown = ""
    for row in result:
        if row.measure.id != shown:
            shown = row.measure.id
            heads.append(len(rows))
            rows.append((shown, row.measure.title, "", "", "", ""))
        target = row.target
        rows.append(
            (
                target.id,
                target.cohort,
                target.indicator,
                in_words(target),
                words.short(target.by),
                _reading(row),
            )
        )
    last = (
        "Every target is provisional: it is still to be confirmed."
        if result and all(row.target.provisional for row in result)
        else ""
    )
    blocks: list[Block] = [
        Heading(f"Success measures: {shown_count(result)}"),
        Listing(columns, rows, strong=frozenset(heads)),
    ]
    return Page([*blocks, last] if last else blocks)


def shown_count(result: list[TargetRow]) -> str:
    measures = len({row.measure.id for row in result})
    return f"{words.count(measures, 'measure')}, {words.count(len(result), 'target')}"


def in_words(target: Target) -> str:
    """What is to be reached, in a few words, from the target's kind, value and comparator."""
    value = f"{target.value:g}" if target.value is not None else ""
    against = target.comparator or "the comparator"
    if target.kind == "rank":
        return f"in the top {value}% of authorities" if value else f"as high a rank as {against}"
    if target.kind == "gap":
        if target.value is None:
            return f"a smaller gap than {against}"
        share = "half" if target.value == 0.5 else f"{value} of"
        return f"gap to {against}: at most {share} what it was"
    if target.kind == "rise":
        return f"up by at least {value} points"
    if target.kind == "better":
        return f"better than {against}"
    return "all of them" if target.kind == "all" else "held or improved"


def _reading(row: TargetRow) -> str:
    return f"{row.reading.value:g} ({row.reading.period})" if row.reading else "no reading"


def answer(question: Question, result: list[TargetRow]) -> Answer:
    rows = [
        {
            "measure": row.measure.id,
            "title": row.measure.title,
            "baseline": row.measure.baseline,
            "id": row.target.id,
            "cohort": row.target.cohort,
            "indicator": row.target.indicator,
            "kind": row.target.kind,
            "value": row.target.value,
            "comparator": row.target.comparator,
            "by": row.target.by.text if row.target.by else None,
            "provisional": row.target.provisional,
            "reading_period": row.reading.period if row.reading else None,
            "reading": row.reading.value if row.reading else None,
        }
        for row in result
    ]
    return answer_of(question, "measures", rows, COLUMNS)
