"""siplan accept-readings"""

from pathlib import Path
from typing import Annotated

import typer

from si_plan import checks
from si_plan.cli.session import plan_folder, read_sources, refuse_errors, shown, write
from si_plan.editing.accepting import acceptable, accepted
from si_plan.editing.writing import replace_text
from si_plan.errors import UsageError
from si_plan.formats.views import acceptances as view
from si_plan.loading import load
from si_plan.model.plan import Plan
from si_plan.sources import Source


def command(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="ID…", help="Only these records, or what is in them.")
    ] = None,
    write_them: Annotated[bool, typer.Option("--write", help="Add the lines to the plan's files.")] = False,
) -> None:
    """The dates that the words say for certain and the records lack; with --write, add these lines and no others."""
    sources, name = read_sources(ctx)
    loaded = load(sources, name)
    plan = refuse_errors(loaded, sources)
    found = acceptable(plan, _known(plan, names or []))
    changed = accepted(loaded, sources, found)
    _see_that_it_stays_sound(sources, changed, name)
    write(shown(view.page(found, written=write_them)))
    if write_them:
        former = {source.path: source.text or "" for source in sources}
        for source in changed:
            replace_text(Path(plan_folder(ctx)[0], source.path), former[source.path], source.text or "")


def _known(plan: Plan, names: list[str]) -> list[str]:
    for name in names:
        if name not in plan.by_id:
            raise UsageError(f"the plan has no {name}", "siplan list shows every id")
    return names


def _see_that_it_stays_sound(sources: list[Source], changed: list[Source], name: str) -> None:
    """A last look before anything is written: the plan as it would be has no errors."""
    after = {source.path: source for source in (*sources, *changed)}
    if checks.errors(load(list(after.values()), name)):
        raise UsageError("with these lines the plan would have errors", "add them by hand, one by one")
