"""siplan when"""

import sys
from collections.abc import Iterator
from datetime import date
from typing import Annotated

import typer

from si_plan.cli.opening import sound_plan
from si_plan.cli.options import FormatOption, day
from si_plan.cli.output import rendered, write
from si_plan.dates.calendar import USUAL, SchoolCalendar
from si_plan.deadlines import read_deadline
from si_plan.deadlines.comparing import calendar_of
from si_plan.errors import PlanNotFoundError
from si_plan.formats.table import AnswerFormat
from si_plan.views import when as view


def command(
    ctx: typer.Context,
    texts: Annotated[
        list[str], typer.Argument(metavar="TEXT…", help="Wordings to read; - for standard input, one a line.")
    ],
    context: Annotated[
        str | None,
        typer.Option("--context", metavar="DATE", help="The day from which it is read. [default: the plan's own date]"),
    ] = None,
    form: FormatOption = AnswerFormat.table,
) -> None:
    """How a written deadline is read: its kind, its earliest and latest day, how sure that is, and why."""
    on, calendar = _setting(ctx, context)
    readings = [read_deadline(text, on, calendar) for text in _wordings(texts)]
    write(rendered(form, lambda: view.page(readings), lambda: view.records(readings, on)))


def _setting(ctx: typer.Context, context: str | None) -> tuple[date | None, SchoolCalendar]:
    """The day and the calendar to read by: the plan's, where there is one."""
    given = None if context is None else day(context, "--context")
    try:
        plan = sound_plan(ctx)
    except PlanNotFoundError:
        return given, USUAL
    return given or plan.details.dated, calendar_of(plan)


def _wordings(texts: list[str]) -> Iterator[str]:
    for text in texts:
        if text == "-":
            yield from (line.rstrip("\r\n") for line in sys.stdin if line.strip())
        else:
            yield text
