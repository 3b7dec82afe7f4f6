"""siplan diff"""

from enum import StrEnum
from typing import Annotated

import typer

from si_plan.changes.difference import difference
from si_plan.changes.policy import review
from si_plan.cli.options import AsOf, day
from si_plan.cli.session import shown, write
from si_plan.cli.sides import Sides, errors_of, readable_pair, warn_if_behind, without_removed
from si_plan.formats.views import diff as view
from si_plan.formats.views.diff_sections import FOLDED


class DiffFormat(StrEnum):
    """The forms in which a difference is given."""

    text = "text"
    markdown = "markdown"
    json = "json"


_STATE = "A git revision, or a folder with a plan.yaml."


def command(
    ctx: typer.Context,
    base: Annotated[str, typer.Argument(metavar="[BASE]", help=_STATE)] = "HEAD",
    head: Annotated[
        str | None, typer.Argument(metavar="[HEAD]", help=f"{_STATE} [default: the working tree]", show_default=False)
    ] = None,
    as_of: AsOf = None,
    form: Annotated[DiffFormat, typer.Option("--format", help="The form of the answer.")] = DiffFormat.text,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit 1 where anything differs.")] = False,
) -> None:
    """What an edit does to the plan: the changes by record, the most important first, and not by line."""
    on = day(as_of, "--as-of")
    sides = Sides(ctx)
    old, new = sides.read(base), sides.read(head)
    pair = readable_pair(ctx, old, new)
    warn_if_behind(ctx, old, new)
    found = review(pair, old.loaded.places, new.loaded.places).found
    flaws = {"base": errors_of(old), "head": errors_of(without_removed(old, new, found))}
    compared = view.Compared(old.name, new.name, pair.head, difference(pair, on), found, flaws)
    write(_text(compared, form))
    if any(flaws.values()):
        raise typer.Exit(3)
    if exit_code and pair.changes:
        raise typer.Exit(1)


def _text(compared: view.Compared, form: DiffFormat) -> str:
    if form is DiffFormat.json:
        from si_plan.formats import json

        return json.render(view.answer(compared))
    if form is DiffFormat.markdown:
        from si_plan.formats import sections

        return sections.render(view.page(compared), FOLDED)
    return shown(view.page(compared))
