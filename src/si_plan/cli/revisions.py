"""The plan at git revisions: each name resolved once, to a hash by which everything is then read."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from si_plan.errors import NoPlanYetError, SiplanError
from si_plan.sources import FOLDERS, Source
from si_plan.sources.repository import Repository, link_on_the_way, work_tree
from si_plan.sources.revision import moved_from, read_revision


class Stood(NamedTuple):
    """The plan as it stood at a revision: its commit's full hash, its folder's path from the repository's root, and its
    files. `moved` says that the folder is elsewhere now."""

    commit: str
    path: str
    sources: list[Source]
    moved: bool


class Revisions:
    """Reads the states of the plan in one folder; what several have in common is read once. `shown` is how the folder
    is named to the reader."""

    def __init__(self, folder: Path, shown: str) -> None:
        self.folder = folder
        self.shown = shown.rstrip("/")
        self._known: dict[str, bytes] = {}

    @cached_property
    def repository(self) -> Repository:
        return Repository.around(self.folder)

    def at(self, ref: str) -> Stood:
        """The plan at a revision, also where its folder had another place then. Raises UsageError for a name that is no
        revision, NoPlanYetError where there was no plan, PlanNotFoundError where git does not have it."""
        commit = self.repository.resolve(ref)
        path = self.repository.path_of(self.folder)
        try:
            return Stood(commit, path, self._read(path, commit, f"{ref}:{self.shown}"), moved=False)
        except NoPlanYetError as none:
            former, others = moved_from(self.repository, commit)
            if former is None:
                raise NoPlanYetError(none.message, none.hint, others) from None
            return Stood(commit, former, self._read(former, commit, f"{ref}:{former or '.'}"), moved=True)

    def require_as_kept(self, sources: list[Source]) -> None:
        """Raise SiplanError where these files of the working tree may not be what git keeps of them: where one is
        reached by a link, written otherwise than it is kept, or known to git under two names that are one elsewhere.
        What is then compared with a revision would not be what is committed."""
        whole = os.path.realpath(self.folder)
        for path in (*FOLDERS, *(source.path for source in sources)):
            if os.path.normcase(os.path.realpath(os.path.join(whole, path))) != os.path.normcase(f"{whole}/{path}"):
                raise SiplanError(
                    f"{self.shown}/{path} is a link, which is not followed at a revision, so the edit is not judged",
                    "put the file or the folder itself there",
                )
        inside = self.repository.path_of(self.folder)
        paths = [f"{inside}/{source.path}".removeprefix("/") for source in sources]
        otherwise = self.repository.written_otherwise(paths)
        if otherwise is not None:
            raise SiplanError(
                f"git does not keep {otherwise} as it stands here, so the edit is not judged",
                "take working-tree-encoding and ident from the plan's files in .gitattributes",
            )
        alike = self.repository.spelled_alike(inside)
        if alike is not None:
            raise SiplanError(
                f"{alike[0]} and {alike[1]} are one and the same on Windows and macOS, so the edit is not judged",
                "rename or delete one of them",
            )

    def _read(self, path: str, commit: str, shown: str) -> list[Source]:
        return read_revision(self.repository, path, commit, shown, self._known)


def require_own_folder(folder: Path) -> None:
    """Raise SiplanError where an edit of the plan in a folder cannot be judged: where the folder is reached by a link,
    or stands in a repository of its own inside the one that is worked in. Either lets an edit choose what it is held
    against."""
    link = link_on_the_way(folder)
    if link is not None:
        raise SiplanError(
            f"{link} is a link, and an edit of a plan behind a link is not judged",
            "put the folder itself there, or name it with --plan",
        )
    own, here = work_tree(folder), work_tree(Path.cwd())
    if own is not None and here is not None and here in own.parents:
        raise SiplanError(
            f"{folder} is in a repository of its own inside this one, whose history says nothing of it",
            f"go to {own} and check the edit there",
        )
