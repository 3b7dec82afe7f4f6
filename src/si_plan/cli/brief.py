"""`siplan` without a command: how the plan stands today, or how to begin."""

from __future__ import annotations

import typer

from si_plan.cli.asking import Chosen, asked_of, end_if_incomplete
from si_plan.cli.output import shown, write
from si_plan.errors import PlanNotFoundError


def brief(ctx: typer.Context) -> None:
    """Write the plan in a few lines. Where there is none, say how to begin, and end with 3."""
    try:
        asked = asked_of(ctx, Chosen())
    except PlanNotFoundError as error:
        if ctx.obj:
            raise
        raise PlanNotFoundError(
            error.message, "to start one: siplan init plan; siplan --help lists the commands"
        ) from None
    from si_plan.queries import brief as query
    from si_plan.views import brief as view

    result = asked(query.brief, query.merge_brief)
    page = view.page(asked.question, result)
    across = asked.question.across
    if across is not None:
        from si_plan.views.members import with_missing

        page = with_missing(page, across)
    write(shown(page))
    end_if_incomplete(across)
