"""siplan diff"""

from datetime import date
from typing import Annotated

import typer

from si_plan.changes import against
from si_plan.changes.difference import all_new, difference
from si_plan.changes.policy import judge
from si_plan.changes.records import Difference
from si_plan.cli.options import AsOf, day
from si_plan.cli.output import rendered, write
from si_plan.cli.sides import Side, Sides, errors_of, held_against
from si_plan.diagnostics import gravity
from si_plan.errors import NoPlanYetError
from si_plan.formats.table import DifferenceFormat
from si_plan.queries.selection import facts_of
from si_plan.views import diff as view
from si_plan.views.diff_sections import FOLDED

_STATE = "A git revision, or a folder with a plan.yaml (./old)."


def diff(
    ctx: typer.Context,
    base: Annotated[str, typer.Argument(metavar="[BASE]", help=_STATE)] = "HEAD",
    head: Annotated[
        str | None, typer.Argument(metavar="[HEAD]", help=f"{_STATE} [default: the working tree]", show_default=False)
    ] = None,
    as_of: AsOf = None,
    form: Annotated[DifferenceFormat, typer.Option("--format", help="The form of the answer.")] = DifferenceFormat.text,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit 1 where anything differs.")] = False,
) -> None:
    """What an edit does to the plan: the changes by record, the most important first, and not by line."""
    on = day(as_of, "--as-of")
    compared = _compared(Sides(ctx), base, head, on)
    write(_text(compared, form))
    if any(compared.errors.values()):
        raise typer.Exit(3)
    if exit_code and (compared.difference.changes or compared.new is not None):
        raise typer.Exit(1)


def _compared(sides: Sides, base: str, head: str | None, on: date) -> view.Compared:
    """The two states held against each other; the head alone where there was no plan at the base."""
    try:
        old = sides.read(base)
    except NoPlanYetError as none:
        return _all_new(base, sides.read(head), on, none.others)
    new = sides.read(head)
    pair = sides.readable_pair(old, new)
    sides.warn_if_behind(old, new)
    found = sorted(judge(pair, old.loaded.places, new.loaded.places).found, key=gravity)
    flaws = {"base": errors_of(old), "head": errors_of(new.excused(old, found))}
    told = [*held_against(old, new), *found]
    return view.Compared(old.name, new.name, facts_of(pair.head), difference(pair, on), told, flaws)


def _all_new(base: str, head: Side, on: date, others: tuple[str, ...]) -> view.Compared:
    """A plan that there was not before: there is nothing to tell of it record by record."""
    flaws = {"head": errors_of(head)}
    plan = head.loaded.plan
    if plan is None:
        raise typer.Exit(3)
    told = [head.loaded.places.diagnostic(against.new_plan(base, others))]
    nothing = Difference(on, [], [], [], [])
    return view.Compared(base, head.name, facts_of(plan), nothing, told, flaws, all_new(plan))


def _text(compared: view.Compared, form: DifferenceFormat) -> str:
    if form is DifferenceFormat.markdown:
        return form.render(view.page(compared), folded=FOLDED).decode()
    return rendered(form, lambda: view.page(compared), lambda: view.records(compared))
