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
from si_plan.cli.sides import Side, Sides, errors_of, held_against, whole
from si_plan.diagnostics import gravity
from si_plan.errors import NoPlanYetError, UsageError
from si_plan.formats.addresses import linkable
from si_plan.formats.table import DifferenceFormat
from si_plan.model.refs import Refs
from si_plan.queries.selection import facts_of
from si_plan.views import diff as view

_STATE = "A git revision, or a folder with a plan.yaml (./old)."


def diff(
    ctx: typer.Context,
    base: Annotated[str, typer.Argument(metavar="[BASE]", help=_STATE)] = "HEAD",
    head: Annotated[
        str | None, typer.Argument(metavar="[HEAD]", help=f"{_STATE} [default: the working tree]", show_default=False)
    ] = None,
    as_of: AsOf = None,
    form: Annotated[
        DifferenceFormat, typer.Option("--format", help="The format of the answer.")
    ] = DifferenceFormat.text,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 if anything differs.")] = False,
    base_name: Annotated[
        str | None, typer.Option("--base-name", metavar="NAME", help="What to call the base, such as its branch.")
    ] = None,
    head_name: Annotated[
        str | None, typer.Option("--head-name", metavar="NAME", help="What to call the head, such as its branch.")
    ] = None,
    link: Annotated[
        str | None,
        typer.Option(
            "--link", metavar="ADDRESS", help="Where a forge shows the head's files, for links to their lines."
        ),
    ] = None,
) -> None:
    """Show whether an edit is ready, what somebody must fix or approve, and everything that changes."""
    on = day(as_of, "--as-of")
    if link is not None and not linkable(link):
        raise UsageError(
            f"--link: {link} is not a web address", "write it as https://github.com/OWNER/NAME/blob/COMMIT"
        )
    compared = _compared(Sides(ctx, from_root=link is not None), base, head, on)
    compared = compared._replace(base=base_name or compared.base, head=head_name or compared.head, address=link or "")
    write(_text(compared, form))
    if compared.errors.get("head"):
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
    facts = facts_of(pair.head)._replace(refs=Refs({**pair.base.refs, **pair.head.refs}))
    return view.Compared(old.name, new.name, facts, difference(pair, on), told, flaws)


def _all_new(base: str, head: Side, on: date, others: tuple[str, ...]) -> view.Compared:
    """A plan that there was not before: there is nothing to tell of it record by record."""
    plan = whole(head, "head")
    flaws = {"head": errors_of(head)}
    told = [head.loaded.places.diagnostic(against.new_plan(base, others))]
    nothing = Difference(on, [], [], [], [])
    return view.Compared(base, head.name, facts_of(plan), nothing, told, flaws, all_new(plan))


def _text(compared: view.Compared, form: DifferenceFormat) -> str:
    if form is DifferenceFormat.markdown:
        return form.render(view.page(compared), folded=view.FOLDED).decode()
    return rendered(form, lambda: view.page(compared), lambda: view.records(compared))
