"""siplan accept-readings"""

from typing import Annotated

import typer

from si_plan.cli.opening import open_plan, plan_folder
from si_plan.cli.output import shown, write, write_account
from si_plan.cli.state import lock_folder
from si_plan.editing.accepting import Acceptance, acceptable, accepted
from si_plan.editing.changes import Recorded, changes_between, edit_plan
from si_plan.editing.recording import see_that_it_stays_sound
from si_plan.errors import UsageError
from si_plan.model.plan import Plan
from si_plan.sources import Source
from si_plan.views import acceptances as view


def command(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="ID…", help="Only these records, or what is in them.")
    ] = None,
    write_them: Annotated[bool, typer.Option("--write", help="Add the lines to the plan's files.")] = False,
) -> None:
    """The dates that the words say for certain and the records lack; with --write, add these lines and no others."""
    folder, name = plan_folder(ctx)
    found: list[Acceptance] = []

    def make(sources: list[Source]) -> Recorded:
        opened = open_plan(sources, name)
        found[:] = acceptable(opened.plan, _known(opened.plan, names or []))
        after = accepted(opened.loaded, sources, found)
        see_that_it_stays_sound(sources, after, name)
        return Recorded((), changes_between(sources, after))

    edit_plan(folder, name, lock_folder(), make, write=write_them)
    (write_account if write_them else write)(shown(view.page(found, written=write_them)))


def _known(plan: Plan, names: list[str]) -> list[str]:
    for name in names:
        if name not in plan.by_id:
            raise UsageError(f"the plan has no {name}", "siplan list shows every id")
    return names
