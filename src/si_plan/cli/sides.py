"""The two states of a plan that a command compares: each a git revision, a folder, or the working tree."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import typer

from si_plan import checks
from si_plan.changes.difference import Pair
from si_plan.cli.options import day
from si_plan.cli.session import lines_of, plan_folder
from si_plan.loading import Loaded, load
from si_plan.sources import Source
from si_plan.sources.folder import path_in_repository, read_folder
from si_plan.sources.revision import day_of, read_revision

WORKING_TREE = "the working tree"


class Side(NamedTuple):
    """One state: how it is named, its files, what came of them, and the day it is of (a commit's, else today)."""

    name: str
    sources: list[Source]
    loaded: Loaded
    day: date


class Sides:
    """Reads two states, and what both have only once. With `from_root`, files are named by their path from the root
    of the repository."""

    def __init__(self, ctx: typer.Context, *, from_root: bool = False) -> None:
        self._ctx = ctx
        self._from_root = from_root
        self._known: dict[str, bytes] = {}
        self._like: Loaded | None = None

    def read(self, name: str | None) -> Side:
        """The state that a name stands for: a folder with a plan.yaml, else a git revision; None is the working tree.

        Raises UsageError for a name that is neither, PlanNotFoundError where there is no plan.
        """
        sources, shown, on = self._sources(name)
        loaded = load(sources, shown, like=self._like)
        self._like = self._like or loaded
        return Side(name or WORKING_TREE, sources, loaded, on)

    def _sources(self, name: str | None) -> tuple[list[Source], str, date]:
        if name is not None and name.isprintable() and (Path(name) / "plan.yaml").is_file():
            shown = Path(name).as_posix()
            return read_folder(Path(name), shown), shown, day(None, "")
        folder, shown = plan_folder(self._ctx)
        if self._from_root:
            shown = path_in_repository(folder) or shown
        if name is None:
            return read_folder(folder, shown), shown, day(None, "")
        return read_revision(folder, name, shown, self._known), shown, day_of(folder, name)


def sound_pair(base: Side, head: Side) -> Pair:
    """Both plans, if nothing is wrong with either; else the errors go to standard error, with the side that has them,
    and the command ends with 3."""
    plans = []
    for side, which in ((base, "base"), (head, "head")):
        errors = checks.errors(side.loaded)
        if errors or side.loaded.plan is None:
            from si_plan.formats.findings import text
            from si_plan.formats.visible import visible

            typer.echo(text.shown(errors, lines_of(side.sources)), err=True, nl=False)
            typer.echo(visible(f"siplan: the {which} ({side.name}) has errors, so it cannot be compared"), err=True)
            raise typer.Exit(3)
        plans.append(side.loaded.plan)
    return Pair(*plans)
