"""The commands that explain: how a written deadline is read, what a finding means."""

import sys
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from si_plan.cli.opening import sound_plan
from si_plan.cli.options import Form, day, today
from si_plan.cli.output import rendered, write
from si_plan.errors import PlanNotFoundError
from si_plan.formats.table import ShownFormat

if TYPE_CHECKING:
    from si_plan.dates.calendar import SchoolCalendar
    from si_plan.model.events import Event


class YearType(StrEnum):
    """The kinds of year that a document may go by."""

    academic = "academic"
    financial = "financial"
    calendar = "calendar"
    municipal = "municipal"


def when(
    ctx: typer.Context,
    texts: Annotated[
        list[str],
        typer.Argument(metavar="TEXT…", help="Words that say when; - reads them from standard input, one to a line."),
    ],
    context: Annotated[
        str | None,
        typer.Option(
            "--context",
            metavar="DATE",
            help="The date of the document with these words. [default: the date of the plan]",
        ),
    ] = None,
    year_type: Annotated[
        YearType | None,
        typer.Option(
            "--year-type",
            help="The year that the document goes by: what 19/20, Q1 and the end of the year are in. "
            "[default: the plan's]",
        ),
    ] = None,
    form: Form = ShownFormat.table,
) -> None:
    """Show what siplan takes a written deadline to mean, how sure it is, and why."""
    from si_plan.deadlines import read_deadline
    from si_plan.views import when as view

    on, calendar, events = _setting(ctx, context)
    if year_type is not None:
        calendar = calendar._replace(year=year_type.value, year_is_stated=True)
    readings = [read_deadline(text, on, calendar, events) for text in _wordings(texts)]
    write(rendered(form, lambda: view.page(readings), lambda: view.records(readings, on)))


def _setting(ctx: typer.Context, context: str | None) -> "tuple[date | None, SchoolCalendar, tuple[Event, ...]]":
    """The day, the calendar and the events to read by: the plan's, where there is one. Raises UsageError for what is no
    day."""
    from si_plan.dates.calendar import USUAL
    from si_plan.deadlines.comparing import school_calendar_of

    given = None if context is None else day(context, "--context")
    try:
        plan = sound_plan(ctx).on(today())
    except PlanNotFoundError:
        return given, USUAL, ()
    dated = plan.edition.dated if plan.edition is not None else plan.details.dated
    return given or dated, school_calendar_of(plan), plan.details.events


def _wordings(texts: list[str]) -> Iterator[str]:
    """The wordings that were given, `-` standing for those on standard input, one a line."""
    for text in texts:
        if text == "-":
            yield from (line.rstrip("\r\n") for line in sys.stdin if line.strip())
        else:
            yield text


def explain(
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help="The code of a finding. [default: list them all]")
    ] = None,
    form: Form = ShownFormat.table,
) -> None:
    """Explain a finding: why it matters, how to fix it, an example that fails and one that passes."""
    from si_plan.diagnostics.explaining import explain as explained
    from si_plan.views import explain as view

    if code is None:
        write(rendered(form, view.page_of_all, view.records_of_all))
        return
    meaning = explained(code)
    write(rendered(form, lambda: view.page(meaning), lambda: view.records(meaning)))
