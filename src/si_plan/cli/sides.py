"""The two states of a plan that a command compares: each a git revision, a folder, or the working tree."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import typer

from si_plan import checks
from si_plan.changes import against
from si_plan.changes.difference import Pair
from si_plan.changes.restoring import excuse_references_to_removed
from si_plan.cli.opening import FaultyPlanError, named_plan_folder
from si_plan.cli.options import day
from si_plan.cli.output import tell_findings
from si_plan.diagnostics import Diagnostic
from si_plan.loading import Loaded, load
from si_plan.loading.former import ids_used, may_name
from si_plan.model.plan import Plan
from si_plan.sources import Source, lines_of
from si_plan.sources.folder import read_folder
from si_plan.sources.history import former_files
from si_plan.sources.revision import Revisions, Stood, day_of_commit, is_part_of, require_own_folder

WORKING_TREE = "the working tree"


class Side(NamedTuple):
    """One state: how it is named, its files, what came of them, and where it stands in git, if it is a revision."""

    name: str
    sources: list[Source]
    loaded: Loaded
    stood: Stood | None = None

    def excused(self, base: Side, judged: list[Diagnostic]) -> Side:
        """The same state, which does not answer for what names a record of the base whose removal is judged wrong."""
        return self._replace(loaded=excuse_references_to_removed(base.loaded, self.loaded, judged))


class Sides:
    """Reads the states of a plan that an edit has, and what they have in common only once. With `from_root`, files are
    named by their path from the root of the repository."""

    def __init__(self, ctx: typer.Context, *, from_root: bool = False) -> None:
        self._ctx = ctx
        self._from_root = from_root
        self._like: Loaded | None = None
        self._by_git = False
        """Whether a revision is among what is compared, which wants what git keeps on the other side too."""

    @cached_property
    def revisions(self) -> Revisions:
        """The plan that is worked in. Two folders can be compared without one."""
        folder, shown = named_plan_folder(self._ctx, from_root=self._from_root)
        require_own_folder(folder, Path.cwd())
        return Revisions(folder, shown)

    def read(self, name: str | None) -> Side:
        """The state that a name stands for: a git revision, or a folder where it is written as one (./old, ../old, an
        absolute path); None is the working tree.

        Raises UsageError for a name that is no revision, PlanNotFoundError where there is no plan.
        """
        if name is not None and is_folder(name):
            shown = Path(name).as_posix()
            return self._side(name, read_folder(Path(name), shown), shown)
        own = self.revisions
        if name is None:
            sources = read_folder(own.folder, own.shown)
            if self._by_git:
                own.require_as_kept(sources)
            return self._side(WORKING_TREE, sources, own.shown)
        self._by_git = True
        stood = own.at(name)
        return self._side(name, stood.sources, own.shown, stood)

    def _side(self, name: str, sources: list[Source], shown: str, stood: Stood | None = None) -> Side:
        loaded = load(sources, shown, like=self._like)
        self._like = self._like or loaded
        return Side(name, sources, loaded, stood)

    def paired(self, base: Side, head: Side) -> Pair | None:
        """Both plans, where both can be had at all. What is judged by the day goes by that of the head: a commit's, or
        today. An adoption goes by today, whatever a commit says."""
        old, new = base.loaded.plan, head.loaded.plan
        return self._pair(base, old, head, new) if old is not None and new is not None else None

    def _pair(self, base: Side, old: Plan, head: Side, new: Plan) -> Pair:
        today = day(None, "")
        on = today if head.stood is None else day_of_commit(self.revisions.repository, head.stood.commit)
        return Pair(old, new, on, lambda names: self._once(base, names), today)

    def readable_pair(self, base: Side, head: Side) -> Pair:
        """Both plans, if every record of theirs can be read: one that cannot would show as taken out. Else the errors
        go to standard error, with the side that has them, and the command ends with 3."""
        old, new = whole(base, "base"), whole(head, "head")
        return self._pair(base, old, head, new)

    def warn_if_behind(self, base: Side, head: Side) -> None:
        """Say so where the base has commits that the head lacks: what they did would show as undone."""
        if base.stood is None or (head.stood is None and head.name != WORKING_TREE):
            return
        repository = self.revisions.repository
        later = head.stood.commit if head.stood is not None else repository.resolve("HEAD")
        if not is_part_of(repository, base.stood.commit, later):
            say(
                f"{base.name} has commits that {head.name} lacks, and what they changed shows as undone: merge it "
                f"first, or compare with `git merge-base {base.name} HEAD`"
            )

    def _once(self, base: Side, names: list[str]) -> dict[str, str]:
        """What earlier versions of the plan had under ids that the base has no more. Raises PlanNotFoundError in a
        clone that does not have them: an id may then have been another's."""
        if base.stood is None:
            return {}
        files = former_files(self.revisions.repository, base.stood.path, [base.stood.commit])
        used = ids_used(file for file in files if may_name(file, names))
        return {name: used[name] for name in names if name in used}


def whole(side: Side, which: str) -> Plan:
    """A side's plan, if every record of it can be read. Raises FaultyPlanError."""
    plan = side.loaded.plan
    if plan is None or plan.partial:
        message = f"not all of the {which} ({side.name}) can be read, so it cannot be compared"
        raise FaultyPlanError(message, errors_of(side))
    return plan


def held_against(base: Side, head: Side) -> list[Diagnostic]:
    """What is to be told of the base itself: that it stood elsewhere, or that not all of it can be read."""
    found = []
    if base.stood is not None and base.stood.moved:
        found.append(against.moved_plan(base.name, base.stood.path))
    if base.loaded.plan is not None and base.loaded.plan.partial:
        found.append(against.unread_base(base.name, base.loaded.plan))
    return [head.loaded.places.diagnostic(one) for one in found]


def is_folder(name: str) -> bool:
    """Whether a name of a state is written as that of a folder. Any other is a revision, whatever lies about here: a
    folder may be called HEAD^1."""
    return name in (".", "..") or name.startswith(("./", "../", ".\\", "..\\")) or Path(name).is_absolute()


def errors_of(side: Side) -> list[Diagnostic]:
    """The errors of a state, which go to standard error, too."""
    errors = checks.errors(side.loaded)
    if errors:
        tell_findings(errors, lines_of(side.sources))
    else:
        side.loaded.places.trust_ids()
    return errors


def say(message: str) -> None:
    """A remark to standard error."""
    from si_plan.documents.visible import visible

    typer.echo(visible(f"siplan: {message}"), err=True)
