"""siplan accept-readings"""

from typing import Annotated

import typer

from si_plan.cli.opening import lock_folder, open_plan, plan_folder
from si_plan.cli.output import shown, write, write_account
from si_plan.editing.accepting import Acceptance, accept, find_acceptances
from si_plan.editing.changes import Recorded, edit_plan
from si_plan.sources import Source
from si_plan.views import acceptances as view


def accept_readings(
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
        found[:] = find_acceptances(opened.plan, names or [])
        return accept(opened, found)

    edit_plan(folder, name, lock_folder(), make, write=write_them)
    (write_account if write_them else write)(shown(view.page(found, written=write_them)))
