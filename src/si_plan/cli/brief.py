"""`siplan` without a command: how the plan stands today, or how to begin."""

from __future__ import annotations

import typer

from si_plan.cli.opening import plan_folder, sound_plan
from si_plan.cli.options import today
from si_plan.cli.output import shown, write
from si_plan.errors import PlanNotFoundError


def brief(ctx: typer.Context) -> None:
    """Write the plan in a few lines. Where there is none, say how to begin, and end with 3."""
    try:
        plan_folder(ctx)
    except PlanNotFoundError as error:
        if ctx.obj:
            raise
        raise PlanNotFoundError(
            error.message, "to start one: siplan init plan; siplan --help lists the commands"
        ) from None
    from si_plan.queries.brief import brief as asked
    from si_plan.queries.selection import Selection, facts_of
    from si_plan.views import brief as view

    on = today()
    plan = sound_plan(ctx).on(on)
    write(shown(view.page(facts_of(plan), on, asked(plan, Selection(on)))))
