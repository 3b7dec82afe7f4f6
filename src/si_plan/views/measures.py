"""`siplan measures`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from si_plan.documents import words
from si_plan.documents.blocks import Cell, Column, Document, Facts, Ids, Row, Section, Table
from si_plan.documents.records import Columns, Records, day, flag, integer, nested, number, record, reduced, text
from si_plan.queries.assessment import VERDICTS, Figure
from si_plan.queries.interim import Interim
from si_plan.queries.measures import TargetRow
from si_plan.queries.selection import Question
from si_plan.views import View, courses, targets
from si_plan.views.records import records_of, with_refs
from si_plan.views.tracked import MEMBER, scope


def page(question: Question, result: list[TargetRow]) -> Document:
    on = words.day(question.selection.as_of)
    title = f"Success measures on {on}{scope(question)}: {count_in_words(result)}"
    first = Section("", title, [counts(result), table(result, heads=True)])
    if question.across is not None:  # how each comes about, its own plan says
        first.parts.extend(notes(result))
        return Document([first])
    sections = [first, *explanations(result)]
    sections[-1].parts.extend(notes(result))
    sections[1:1] = followed(result)
    return Document(sections)


def followed(result: Sequence[TargetRow]) -> list[Section]:
    """A section on how results went from period to period; empty if no target has several, nor interim targets."""
    shown = courses.with_course(result)
    return [Section("", "Results so far", [*courses.picture(shown), courses.table(shown)])] if shown else []


def explanations(result: Sequence[TargetRow]) -> list[Section]:
    """A section that says how each verdict comes about; empty if nothing has a reading."""
    said = [(row.target.id, targets.why(row)) for row in result if row.readings]
    return [Section("", "How we worked this out", [Facts(said)])] if said else []


def count_in_words(result: list[TargetRow]) -> str:
    measures = len({_measure(row) for row in result})
    return f"{words.count(measures, 'measure')}, {words.count(len(result), 'target')}"


def _measure(row: TargetRow) -> tuple[str | None, str]:
    return row.member, row.measure.id


def none_yet(result: Sequence[TargetRow]) -> str:
    """That no target has a result: None of the 15 targets has a result yet."""
    return f"None of the {len(result)} targets has a result yet." if len(result) > 1 else "No target has a result yet."


def counts(result: list[TargetRow]) -> str:
    """Targets by verdict: Met 1, on the way 2, no result 11; or that none has a result."""
    if result and not any(row.readings for row in result):
        return none_yet(result)
    verdicts = [row.assessment.verdict for row in result]
    said = words.join(
        f"{targets.VERDICT_WORDS[verdict]} {verdicts.count(verdict)}" for verdict in VERDICTS if verdict in verdicts
    )
    return f"{said[:1].upper()}{said[1:]}." if said else "None serves what was asked about."


def notes(result: list[TargetRow]) -> list[str]:
    """Sentences about all the targets: which lack a baseline, which are still to be confirmed."""
    said = []
    without = sum(row.assessment.baseline is None for row in result)
    if result and without == len(result):
        given = (
            "the plan gives words and no figures"
            if any(row.measure.baseline for row in result)
            else "the plan gives none"
        )
        said.append(f"No baseline: {given}, so no path can be drawn to any target.")
    elif without:
        said.append(f"No baseline in figures: {words.count(without, 'target')}, to which no path can be drawn.")
    provisional = sum(row.target.provisional for row in result)
    if provisional and provisional == len(result):
        said.append("Every target is provisional: it is still to be confirmed.")
    elif provisional:
        own = (row for row in result if row.target.provisional)
        named = words.join(f"{row.member} {row.target.id}" if row.member else row.target.id for row in own)
        said.append(f"Provisional, still to be confirmed: {named}.")
    return said


def table(result: Sequence[TargetRow], title: str = "", *, heads: bool = False) -> Table:
    """A row for each target; with `heads`, also a row above them for their measure. The columns about readings are
    left out if there are none."""
    readings = any(row.readings for row in result)
    several = any(row.member for row in result)
    columns = [Column("ID", "id"), Column("What is measured"), Column("Target"), Column("By", "date")]
    columns[:0] = [MEMBER] if several else []
    if readings:
        columns += [Column("Latest result", spare=True), Column("Trend", "trend", spare=True)]
    columns.append(Column("Result", "state"))
    rows: list[Row] = []
    for place, row in enumerate(result):
        if heads and (place == 0 or _measure(row) != _measure(result[place - 1])):
            named = Ids((row.measure.id,), (row.ref or row.measure.id,)) if several else Ids((row.measure.id,))
            head = (*_member(row), named, row.measure.title)
            rows.append(Row((*head, *[None] * (len(columns) - len(head))), strong=True))
        rows.append(Row(_cells(row, readings)))
    return Table(tuple(columns), rows, title)


def _member(row: TargetRow) -> tuple[Cell, ...]:
    return () if row.member is None else (row.member,)


def _cells(row: TargetRow, readings: bool) -> tuple[Cell, ...]:
    target, found = row.target, row.assessment
    latest = (
        (targets.reading(row.target, found.latest) if found.latest else "–", found.trend or "–") if readings else ()
    )
    return (
        *_member(row),
        Ids((target.id,)),
        f"{target.cohort}: {target.indicator}",
        targets.in_words(target),
        target.by or "–",
        *latest,
        targets.mark(found.verdict),
    )


def amount(exactly: Fraction | None) -> float | None:
    """A figure rounded to at most four decimals."""
    return float(targets.number(exactly)) if exactly is not None else None


COLUMNS: Final[Columns[TargetRow]] = (
    text("measure", lambda row: row.measure.id),
    text("title", lambda row: row.measure.title),
    text("baseline", lambda row: row.measure.baseline),
    text("id", lambda row: row.target.id),
    text("cohort", lambda row: row.target.cohort),
    text("indicator", lambda row: row.target.indicator),
    text("kind", lambda row: row.target.kind),
    number("value", lambda row: row.target.value),
    text("comparator", lambda row: row.target.comparator),
    reduced("by", lambda row: row.target.by),
    flag("provisional", lambda row: row.target.provisional),
    text("reading_period", lambda row: row.reading.period if row.reading else None),
    number("reading", lambda row: row.reading.value if row.reading else None),
    text("verdict", lambda row: row.assessment.verdict),
    text("why", targets.why),
    text("trend", lambda row: row.assessment.trend),
    number("figure", lambda row: _amount(row.assessment.latest)),
    number("wanted", lambda row: amount(row.assessment.wanted)),
    number("path", lambda row: amount(row.assessment.path)),
    text("baseline_period", lambda row: row.target.baseline_period),
    number("baseline_figure", lambda row: _amount(row.assessment.baseline)),
    flag("lower_is_better", lambda row: row.assessment.lower),
    nested("readings", lambda row: [record(READING, figure) for figure in row.readings]),
    text("unit", lambda row: row.target.unit),
    nested("interim_targets", lambda row: [record(INTERIM, one) for one in row.interim]),
)
INTERIM: Final[Columns[Interim]] = (
    reduced("by", lambda one: one.target.by),
    number("value", lambda one: one.target.value),
    number("wanted", lambda one: amount(one.wanted)),
    text("verdict", lambda one: one.verdict),
    text("reading_period", lambda one: one.figure.reading.period if one.figure else None),
)
READING: Final[Columns[Figure]] = (
    text("period", lambda figure: figure.reading.period),
    day("until", lambda figure: figure.period.last),
    day("known", lambda figure: figure.reading.on or figure.period.last),
    number("value", lambda figure: figure.reading.value),
    number("comparator", lambda figure: figure.reading.comparator),
    integer("rank", lambda figure: figure.reading.rank),
    integer("of", lambda figure: figure.reading.of),
    number("figure", lambda figure: amount(figure.amount)),
    text("source", lambda figure: figure.reading.source),
)


def _amount(figure: Figure | None) -> float | None:
    return amount(figure.amount) if figure is not None else None


def records(question: Question, result: list[TargetRow]) -> Records[TargetRow]:
    verdicts = [row.assessment.verdict for row in result]
    totals = {str(verdict): verdicts.count(verdict) for verdict in VERDICTS}
    columns = with_refs(question, COLUMNS, lambda row: row.measure.id, "measure_ref")
    return records_of(question, "measures", columns, result, verdicts=totals)


VIEW: Final = View(page, records)
