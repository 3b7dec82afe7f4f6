"""siplan list"""

from typing import Annotated

import typer

from si_plan.cli.options import Area, AsOf, ExitCode, Format, FormatOption, Lead, Priority
from si_plan.cli.session import ask, emit
from si_plan.formats.views import listing as view
from si_plan.queries import listing


def command(
    ctx: typer.Context,
    state: Annotated[
        str | None,
        typer.Option(
            "--state",
            metavar="STATE",
            help="overdue, in_window, upcoming, ongoing, undated, done, cancelled; or open, late.",
        ),
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="milestone, stage, duty or action.")
    ] = None,
    measure: Annotated[
        str | None,
        typer.Option("--measure", metavar="ID", help="Only what serves this success measure (M1 or 1)."),
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar="WORDS", help="Only what has these words in it.")
    ] = None,
    as_of: AsOf = None,
    lead: Lead = None,
    area: Area = None,
    priority: Priority = None,
    form: FormatOption = Format.table,
    exit_code: ExitCode = False,
) -> None:
    """Everything tracked, or what of it the filters take, in the plan's order."""
    question = ask(ctx, as_of, lead, area, priority)
    filters = listing.checked(question.plan, listing.Filters(state, kind, measure, text))
    rows = listing.everything(question.plan, question.selection, filters)
    emit(question, view, rows, form, exit_code=exit_code)
