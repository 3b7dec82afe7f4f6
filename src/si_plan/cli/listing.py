"""siplan list"""

from typing import Annotated

import typer

from si_plan.cli.query import as_command
from si_plan.formats.views import Answered
from si_plan.formats.views import listing as view
from si_plan.model.plan import Plan
from si_plan.queries import listing
from si_plan.queries.selection import Selection

State = Annotated[
    str | None,
    typer.Option(
        "--state",
        metavar="STATE",
        help="overdue, in_window, upcoming, ongoing, undated, done, cancelled; or open, late.",
    ),
]
Kind = Annotated[str | None, typer.Option("--kind", metavar="KIND", help="milestone, stage, duty or action.")]
Measure = Annotated[
    str | None, typer.Option("--measure", metavar="ID", help="Only what serves this success measure (M1 or 1).")
]
Words = Annotated[str | None, typer.Option("--text", metavar="WORDS", help="Only what has these words in it.")]


def answer(
    plan: Plan,
    selection: Selection,
    state: State = None,
    kind: Kind = None,
    measure: Measure = None,
    text: Words = None,
) -> Answered:
    """Everything tracked, or what of it the filters take, in the plan's order."""
    filters = listing.checked(plan, listing.Filters(state, kind, measure, text))
    return view.VIEW.of(listing.everything(plan, selection, filters))


command = as_command(answer)
