"""The two states of a plan that a command compares: each a git revision, a folder, or the working tree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import typer

from si_plan import checks
from si_plan.changes.difference import Pair
from si_plan.changes.policy import record_removed
from si_plan.cli.options import day
from si_plan.cli.session import lines_of, plan_folder
from si_plan.diagnostics import Diagnostic
from si_plan.errors import SiplanError
from si_plan.loading import Loaded, load
from si_plan.sources import Source
from si_plan.sources.folder import path_in_repository, read_folder
from si_plan.sources.revision import before_ids_went, day_of, is_part_of, read_revision

WORKING_TREE = "the working tree"


class Side(NamedTuple):
    """One state: how it is named, its files, what came of them, the day it is of (a commit's, else today), and the git
    revision that it is, if it is one."""

    name: str
    sources: list[Source]
    loaded: Loaded
    day: date
    ref: str | None


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
        sources, shown, on, ref = self._sources(name)
        loaded = load(sources, shown, like=self._like)
        self._like = self._like or loaded
        return Side(name or WORKING_TREE, sources, loaded, on, ref)

    def _sources(self, name: str | None) -> tuple[list[Source], str, date, str | None]:
        if name is not None and name.isprintable() and (Path(name) / "plan.yaml").is_file():
            shown = Path(name).as_posix()
            return read_folder(Path(name), shown), shown, day(None, ""), None
        folder, shown = plan_folder(self._ctx)
        if self._from_root:
            shown = path_in_repository(folder) or shown
        if name is None:
            return read_folder(folder, shown), shown, day(None, ""), None
        return read_revision(folder, name, shown, self._known), shown, day_of(folder, name), name


def paired(ctx: typer.Context, base: Side, head: Side) -> Pair | None:
    """Both plans, where both can be had at all."""
    if base.loaded.plan is None or head.loaded.plan is None:
        return None
    return Pair(base.loaded.plan, head.loaded.plan, head.day, lambda names: _once(ctx, base, names))


def readable_pair(ctx: typer.Context, base: Side, head: Side) -> Pair:
    """Both plans, if every record of theirs can be read: one that cannot would show as taken out. Else the errors go
    to standard error, with the side that has them, and the command ends with 3."""
    for side, which in ((base, "base"), (head, "head")):
        if side.loaded.plan is None or side.loaded.plan.partial:
            errors_of(side)
            say(f"not all of the {which} ({side.name}) can be read, so it cannot be compared")
            raise typer.Exit(3)
    pair = paired(ctx, base, head)
    assert pair is not None
    return pair


def errors_of(side: Side) -> list[Diagnostic]:
    """The errors of a state, which go to standard error, too."""
    errors = checks.errors(side.loaded)
    if errors:
        from si_plan.formats.findings import text

        typer.echo(text.shown(errors, lines_of(side.sources)), err=True, nl=False)
    else:
        side.loaded.places.trust_ids()
    return errors


def without_removed(base: Side, head: Side, judged: list[Diagnostic]) -> Side:
    """The head, in which a reference to a record that was taken out is no mistake of its own: that it was taken out is
    among what was judged to be wrong."""
    old, new = base.loaded.plan, head.loaded.plan
    gone = {one.at for one in judged if one.code == record_removed.CODE and one.severity == "error"}
    if old is None or new is None or not gone:
        return head
    inside = {name for name in old.by_id for top in gone if name == top or name.startswith(f"{top}.")}
    return head._replace(loaded=head.loaded._replace(plan=replace(new, left_out=new.left_out | inside)))


def say(message: str) -> None:
    """A remark to standard error."""
    from si_plan.formats.visible import visible

    typer.echo(visible(f"siplan: {message}"), err=True)


def warn_if_behind(ctx: typer.Context, base: Side, head: Side) -> None:
    """Say so where the base has commits that the head lacks: what they did would show as undone."""
    if base.ref is None or (head.ref is None and head.name != WORKING_TREE):
        return
    folder, _ = plan_folder(ctx)
    if not is_part_of(folder, base.ref, head.ref or "HEAD"):
        say(
            f"{base.name} has commits that {head.name} lacks, and what they changed shows as undone: merge it first, "
            f"or compare with `git merge-base {base.name} HEAD`"
        )


def _once(ctx: typer.Context, base: Side, names: list[str]) -> dict[str, str]:
    """What earlier versions of the plan had under ids that the base has no more."""
    found: dict[str, str] = {}
    if base.ref is None:
        return found
    folder, shown = plan_folder(ctx)
    for commit in before_ids_went(folder, base.ref, names):
        try:
            plan = load(read_revision(folder, commit, shown), shown).plan
        except SiplanError:
            continue
        for name in names:
            record = plan.by_id.get(name) if plan is not None and name not in found else None
            if record is not None:
                found[name] = str(getattr(record, "title", None) or getattr(record, "text", ""))
        if len(found) == len(names):
            break
    return found
