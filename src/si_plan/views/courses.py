"""How the results of targets went from period to period, on the way to what they should reach: a table, and a picture
with the same figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from si_plan.documents import words
from si_plan.documents.blocks import Cell, Column, Ids, Row, Shade, Table
from si_plan.documents.cells import Spark
from si_plan.documents.pictures import Course, Courses, Point
from si_plan.queries.assessment import Figure, exact
from si_plan.queries.measures import TargetRow
from si_plan.views import targets

_MOST_RESULTS: Final = 6
"""How many results of a target are shown: the last ones."""
_MOST_AIMS: Final = 3
_TITLE: Final = "Dots are results, lines are what to reach by a date"


def with_course(rows: Sequence[TargetRow]) -> list[TargetRow]:
    """The targets that have one: several results, or interim targets."""
    return [row for row in rows if len(row.readings) > 1 or row.interim]


def table(rows: Sequence[TargetRow], title: str = "", caption: str = "") -> Table:
    """A row for each of these targets: its results, and its interim targets where any has some."""
    interim = any(row.interim for row in rows)
    columns = [Column("ID", "id", 7), Column("Results", "text", 40)]
    if interim:
        columns.append(Column("Interim targets", "text", 40))
    return Table(tuple(columns), [Row(_cells(row, interim=interim)) for row in rows], title, "", caption, "results")


def _cells(row: TargetRow, *, interim: bool) -> tuple[Cell, ...]:
    cells: tuple[Cell, ...] = Ids((row.target.id,)), _results(row)
    if not interim:
        return cells
    return *cells, "; ".join(targets.interim(row.target, one) for one in row.interim) or None


def _results(row: TargetRow) -> Cell:
    """The last results, each with its period: 2016-Q1: 88%; 2016-Q2: 89.5%."""
    shown = row.readings[-_MOST_RESULTS:]
    said = "; ".join(f"{figure.reading.period}: {targets.published(row.target, figure)}" for figure in shown)
    amounts = [float(_amount(row, figure)) for figure in shown]
    return Spark(tuple(amounts), said) if len(amounts) > 1 else said or "no result yet"


def picture(rows: Sequence[TargetRow]) -> list[Courses]:
    """The picture of the targets that have several figures; none if no target has."""
    drawn = [course for row in rows if row.readings and len((course := _course(row)).points) > 1]
    return [Courses(_TITLE, drawn)] if drawn else []


def _course(row: TargetRow) -> Course:
    results = [
        (figure.period.last, Point(figure.reading.period, float(amount), _text(row, amount)))
        for figure in row.readings[-_MOST_RESULTS:]
        for amount in (_amount(row, figure),)
    ]
    first = results[0][0]
    aims = [(day, aim) for day, aim in _aims(row) if day > first]
    points = sorted([*results, *aims[:_MOST_AIMS], *aims[_MOST_AIMS:][-1:]], key=lambda dated: dated[0])
    results_said = ", ".join(f"{point.name} {point.said}" for _, point in points if point.aim is None)
    aims_said = ", ".join(f"{point.said} {point.name}" for _, point in points if point.aim is not None)
    said = f"{results_said}; to reach {aims_said}" if aims_said else results_said
    label = f"{row.target.id} {row.target.cohort}: {row.target.indicator}"
    return Course(label, tuple(point for _, point in points), said)


def _aims(row: TargetRow) -> list[tuple[date, Point]]:
    """What the target should reach and by when, its interim targets first. Empty where that is no figure of its own:
    it is held against another body's."""
    target, found = row.target, row.assessment
    if not target.takes_values:
        return []
    aims = [(one.target.by, one.wanted, targets.INTERIM_SHADES[one.verdict]) for one in row.interim]
    shade: Shade = "done" if found.verdict == "met" else "overdue" if found.past and found.verdict == "off" else "open"
    if target.by is not None:
        aims.append((target.by, found.wanted, shade))
    return [
        (by.latest, Point(f"by {words.short(by)}", float(wanted), _text(row, wanted), shade))
        for by, wanted, shade in aims
        if wanted is not None
    ]


def _amount(row: TargetRow, figure: Figure) -> Fraction:
    """The figure to show: what the target compares where it has values, else the result itself."""
    if figure.amount is not None and row.target.takes_values:
        return figure.amount
    return exact(figure.reading.value)


def _text(row: TargetRow, amount: Fraction) -> str:
    figure = targets.number(amount, 1)
    return f"top {figure}%" if row.target.kind == "rank" else targets.with_unit(row.target, figure)
