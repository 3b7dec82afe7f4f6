"""From a portfolio's file to its members. What a member's source names lies below the portfolio's folder, whatever
links there are, or the member is not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from si_plan.model.fields import is_member_id
from si_plan.model.portfolio import MemberEntry, PortfolioFile
from si_plan.queries.across import MemberFacts, Missing
from si_plan.sources.below import folders_like, real_path, really_below, same_path

MOST_MEMBERS: Final = 100_000
"""How many members a portfolio has, at most."""


class Member(NamedTuple):
    """A member whose plan is looked for in a folder below that of the portfolio (`root`), which is named from there
    (`shown`), at a revision if it has one. Its name is empty where only its plan says it."""

    facts: MemberFacts
    root: Path
    shown: str
    revision: str | None
    internal: bool
    themes: Mapping[str, str]

    @property
    def folder(self) -> Path:
        return self.root / self.shown


class Portfolio(NamedTuple):
    """The members of a portfolio in the order of its file, its themes by id, members that cannot even be looked for,
    and the place in the file of each of either, from 0."""

    title: str
    members: list[Member]
    themes: dict[str, str]
    missing: list[Missing]
    entries: dict[str, int]


def portfolio_of(file: PortfolioFile, root: Path) -> Portfolio:
    """The members that a file in the folder `root` lists, and those that its patterns find beside them."""
    finding = _Finding(root, file)
    entries: dict[str, int] = {}
    members, missing = finding.members, finding.missing
    for place, entry in enumerate(file.members):
        found, lost = len(members), len(missing)
        finding.add(entry)
        entries |= dict.fromkeys([one.facts.id for one in members[found:]], place)
        entries |= dict.fromkeys([one.member for one in missing[lost:]], place)
    return Portfolio(file.title, members, {theme.id: theme.title for theme in file.themes}, missing, entries)


class _Finding:
    """The members found so far. Those with ids of their own come before what patterns find, whatever their order."""

    def __init__(self, root: Path, file: PortfolioFile) -> None:
        self.root = root
        self.real_root = real_path(root)
        self.members: list[Member] = []
        self.missing: list[Missing] = []
        own = [entry for entry in file.members if entry.id is not None]
        self.listed = {entry.source for entry in own}
        self.ids = {entry.id for entry in own}
        self.plans: dict[tuple[str, str | None], str] = {}
        """The member that has the plan of a folder, all links followed, at a revision."""

    def add(self, entry: MemberEntry) -> None:
        if entry.id is not None:
            self._add(entry, entry.id, self.root / entry.source)
            return
        found = False
        for folder, identity in self._found_by(entry):
            found = True
            shown = folder.relative_to(self.root).as_posix()
            if shown in self.listed:
                continue
            if not is_member_id(identity):
                reason = "its folder's name cannot be an id: list it with an id of small letters, digits and dashes"
                self.missing.append(Missing(shown, reason))
            elif identity in self.ids:
                self.missing.append(Missing(shown, f"another member has the id {identity}: list this one with its own"))
            else:
                self.ids.add(identity)
                self._add(entry, identity, folder)
        if not found:
            self.missing.append(Missing(entry.source, "no folder is called so"))

    def _found_by(self, entry: MemberEntry) -> Iterator[tuple[Path, str]]:
        for folder, stars in folders_like(self.root, entry.source):
            if len(self.members) >= MOST_MEMBERS:
                self.missing.append(Missing(entry.source, f"a portfolio has {MOST_MEMBERS:,} members at most"))
                return
            yield folder, "-".join(stars)

    def _add(self, entry: MemberEntry, identity: str, folder: Path) -> None:
        real, shown = real_path(folder), folder.relative_to(self.root).as_posix()
        internal = entry.shares == "internal"
        first = self.plans.get((real, entry.revision))
        if not really_below(self.real_root, real):
            reason = "a link leads out of the portfolio's folder, and is not followed"
        elif internal and not same_path(real, f"{self.real_root}/{shown}"):
            reason = "it shares internally, and a link leads to its plan: name the folder itself"
        elif first is not None:
            reason = f"its plan is that of {first}, and all in it would count twice"
        else:
            self.plans[real, entry.revision] = identity
            facts = MemberFacts(identity, entry.name or "", entry.phase, entry.region)
            self.members.append(Member(facts, self.root, shown, entry.revision, internal, entry.areas))
            return
        self.missing.append(Missing(identity, reason))
