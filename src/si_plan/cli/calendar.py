"""siplan calendar"""

from typing import Annotated

import typer

from si_plan.cli.extras import needed
from si_plan.cli.files import save
from si_plan.cli.opening import ask
from si_plan.cli.options import Area, AsOf, At, Lead, Out, Priority, span
from si_plan.cli.output import write
from si_plan.errors import UsageError
from si_plan.formats.table import CalendarFormat
from si_plan.queries.deadlines import deadlines
from si_plan.queries.selection import question_of


def command(
    ctx: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(metavar="LEAD", help="Whose deadlines: a code, alias or title. [default: everyone's]"),
    ] = None,
    within: Annotated[
        str, typer.Option("--within", metavar="SPAN", help="How far ahead what recurs is listed, as 52w.")
    ] = "52w",
    alarm: Annotated[
        list[str], typer.Option("--alarm", metavar="SPAN", help="An alarm so long before; may be repeated. 0d: none.")
    ] = ["28d", "7d"],  # noqa: B006 - typer copies it
    as_of: AsOf = None,
    lead: Lead = None,
    area: Area = None,
    priority: Priority = None,
    at: At = None,
    out: Out = None,
) -> None:
    """The deadlines as a calendar file (.ics), which a later one updates."""
    if name is not None and lead is not None:
        raise UsageError("a lead is named twice, as LEAD and with --lead", "leave one out")
    needed("icalendar", "siplan calendar")
    from si_plan.views.calendar import calendar_of

    ahead, alarms = span(within, "--within"), [span(one, "--alarm") for one in alarm]
    plan, selection = ask(ctx, as_of, name or lead, area, priority, at)
    dated = deadlines(plan, selection, ahead)
    calendar = calendar_of(question_of(plan, selection), dated, [one for one in alarms if one])
    content = CalendarFormat.ics.rendered(calendar)
    if out is not None:
        save(ctx, out, content)
    else:
        write(content.decode())
