"""A portfolio checked: its own file, and in a process for each member the plan that it names. Of what is found in a
plan its code and place cross, and nothing that it quotes."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from si_plan import checks
from si_plan.diagnostics import CODES, Diagnostic, Tally, gravity, list_names
from si_plan.errors import SiplanError
from si_plan.loading import load
from si_plan.portfolio.file import ReadFile, portfolio_source, read_portfolio
from si_plan.portfolio.member_plan import sources_of
from si_plan.portfolio.members import Member, Portfolio, portfolio_of
from si_plan.portfolio.running import Failure, run_each
from si_plan.sources import Source
from si_plan.sources.below import folder_names
from si_plan.suggestions import closest

_MOST_SHOWN: Final = 3
"""How many findings of a plan are shown: its own siplan validate shows them all."""


class Checked(NamedTuple):
    """What a plan has: how many files, errors, warnings and warnings that source notes answer, the first findings that
    make it fail, and the ids of its areas, where they are known."""

    files: int
    errors: int
    warnings: int
    known: int
    first: list[Diagnostic]
    areas: frozenset[str] | None


class WholeCheck(NamedTuple):
    """What was found in the portfolio's own file, and in the plan of each member, in the order of the file."""

    found: list[Diagnostic]
    plans: list[Tally]


class PortfolioCheck:
    """The check of the portfolio in a file that is named `shown` to its reader. With `strict`, warnings make a plan
    fail too."""

    def __init__(self, file: Path, shown: str, *, strict: bool = False) -> None:
        self.source: Source = portfolio_source(file, shown)
        self._read: ReadFile = read_portfolio(self.source)
        self._strict = strict
        self._before = shown.rpartition("/")[0] + "/" if "/" in shown else ""
        self._typed_before = "" if file.parent == Path() else f"{file.parent.as_posix().rstrip('/')}/"
        self._portfolio: Portfolio | None = portfolio_of(self._read.file, file.parent) if self._read.file else None

    @property
    def size(self) -> int:
        """How many plans there are to read."""
        return len(self._portfolio.members) if self._portfolio is not None else 0

    def whole(self, processes: int, step: Callable[[], None] = lambda: None) -> WholeCheck:
        """What there is to say of the file and of every plan."""
        if self._portfolio is None:
            return WholeCheck(self._read.found, [])
        found: list[Diagnostic] = []
        plans: list[Tally] = []
        for one in self._portfolio.missing:
            found.append(self._unread(one.member, one.reason, "correct its source" if "*" in one.member else ""))
            plans.append(Tally(one.member, unread=one.reason))
        areas: dict[int, list[frozenset[str]]] = {}
        members = self._portfolio.members
        for place, outcome in run_each(partial(_check, self._strict), members, processes):
            member = members[place]
            if isinstance(outcome, Failure):
                found.append(self._unread(member.facts.id, outcome.reason, self._remedy(member)))
                plans.append(Tally(member.facts.id, unread=outcome.reason))
            else:
                plans.append(self._tally(member, outcome))
                entry = self._portfolio.entries[member.facts.id]
                areas.setdefault(entry, []).append(outcome.areas or frozenset(member.themes))
            step()
        found += self._unknown_areas(areas)
        return WholeCheck(sorted(found, key=lambda one: one.location), plans)

    def _unread(self, member: str, reason: str, hint: str) -> Diagnostic:
        assert self._portfolio is not None
        place = self._read.document.location(("members", self._portfolio.entries[member], "source"))
        return Diagnostic("member-unread", place, f"{member}: {reason}", hint)

    def _remedy(self, member: Member) -> str:
        """What to do about a plan that could not be read."""
        if member.revision is not None:
            return "correct its source or revision, or fetch what it names into its repository"
        if not member.folder.is_dir():
            near = folder_near(member.root, member.shown)
            return f"did you mean {near}?" if near else "correct its source, or bring its plan back"
        return f"{self._command(member)} reads it alone"

    def _command(self, member: Member) -> str:
        return f"siplan --plan {shlex.quote(f'{self._typed_before}{member.shown}')} validate"

    def _tally(self, member: Member, checked: Checked) -> Tally:
        first = [
            one._replace(location=one.location._replace(file=f"{self._before}{member.shown}/{one.location.file}"))
            for one in checked.first
        ]
        if first:
            first[-1] = first[-1]._replace(hint=self._hint(member, checked))
        return Tally(member.facts.id, checked.files, checked.errors, checked.warnings, checked.known, first)

    def _hint(self, member: Member, checked: Checked) -> str:
        if member.revision is not None:
            return f"its plan is read at {member.revision}: correct it, and name a later revision"
        failing = checked.errors + (checked.warnings if self._strict else 0)
        every = "it in full" if failing == 1 else f"all {failing:,} in full"
        return f"{self._command(member)} shows {every}"

    def _unknown_areas(self, areas: dict[int, list[frozenset[str]]]) -> Iterator[Diagnostic]:
        """Areas with a theme that no plan of their member, or of all that a star found, has."""
        assert self._read.file is not None
        for entry, of_plans in areas.items():
            member = self._read.file.members[entry]
            known = frozenset().union(*of_plans)
            for area in member.areas:
                if area not in known:
                    whose = member.id or f"no plan of {member.source}"
                    said = f"{whose} has {'no' if member.id else 'an'} area {area}"
                    hint = f"its areas are {list_names(sorted(known))}" if known else "its plan has no areas"
                    place = self._read.document.location(("members", entry, "areas", area), of_key=True)
                    yield Diagnostic("unknown-area", place, said, hint)


def folder_near(root: Path, path: str) -> str:
    """The folder below `root` that a path to none was close to; empty where none is."""
    names = path.split("/")
    for place, name in enumerate(names):
        above = root.joinpath(*names[:place])
        if not (above / name).is_dir():
            near = "/".join([*names[:place], closest(name, folder_names(above)) or name, *names[place + 1 :]])
            return near if (root / near).is_dir() else ""
    return ""


def _check(strict: bool, member: Member) -> Checked | Failure:
    """What a member's plan has; the work of its process."""
    try:
        sources = sources_of(member)
    except SiplanError as error:
        return Failure(error.message)
    loaded = load(sources, "")
    found = checks.findings_to_show(loaded)
    open_ones = [one for one in found if not one.answered_by]
    errors = sum(one.severity == "error" for one in open_ones)
    failing = sorted((one for one in open_ones if strict or one.severity == "error"), key=gravity)
    sound = loaded.plan is not None and not errors
    return Checked(
        len(sources),
        errors,
        len(open_ones) - errors,
        len(found) - len(open_ones),
        [_without_text(one, member) for one in failing[:_MOST_SHOWN]],
        frozenset(area.id for area in loaded.plan.areas) if sound and loaded.plan is not None else None,
    )


def _without_text(found: Diagnostic, member: Member) -> Diagnostic:
    """A finding that says what its code says, and quotes nothing of the plan."""
    place = found.location
    within = place._replace(file=place.file.removeprefix(f"{member.shown}/") if member.revision else place.file)
    return Diagnostic(found.code, within, CODES[found.code].summary, graded=found.graded)
