"""Plan files as they were at a commit, and the plan of a folder at git revisions. A revision's name is resolved once,
to a hash, and all is read by that. Nothing is checked out, no link is followed, no file over the limit is read."""

from __future__ import annotations

import os
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

from si_plan.errors import NoPlanYetError, PlanNotFoundError, SiplanError
from si_plan.sources import (
    FOLDERS,
    MOST_BYTES,
    Fault,
    Room,
    Source,
    decode,
    is_plan_file,
    looks_like_yaml,
    name_meant,
    no_folder,
    not_read,
    too_large,
)
from si_plan.sources.git import incomplete
from si_plan.sources.repository import Repository, link_on_the_way, work_tree

_TREE: Final = "040000"
_KINDS: Final = {"120000": "a link", "160000": "a submodule"}


class _TreeEntry(NamedTuple):
    """An entry of a commit's tree: its mode, the hash of its object, size in bytes and path."""

    mode: str
    object: str
    size: int
    path: str


class Stood(NamedTuple):
    """The plan as it was at a revision: its commit's full hash, its folder's path from the repository's root, and its
    files. `moved` says that the folder is elsewhere now."""

    commit: str
    path: str
    sources: list[Source]
    moved: bool


class Revisions:
    """Reads the plan of one folder at several revisions, and what they share only once. `shown` is how the folder is
    named to the reader."""

    def __init__(self, folder: Path, shown: str) -> None:
        self.folder = folder
        self.shown = shown.rstrip("/")
        self._known: dict[str, bytes] = {}

    @cached_property
    def repository(self) -> Repository:
        """The git repository that the folder is in. Raises PlanNotFoundError where it is in none."""
        return Repository.around(self.folder)

    def at(self, ref: str) -> Stood:
        """The plan at a revision, even if its folder was elsewhere then. Raises UsageError for a name that is not a
        revision, NoPlanYetError where there was no plan, PlanNotFoundError where git does not have it."""
        commit = self.repository.resolve(ref)
        path = self.repository.path_of(self.folder)
        try:
            return Stood(commit, path, self._read(path, commit, f"{ref}:{self.shown}"), moved=False)
        except NoPlanYetError as none:
            former, others = find_moved_plan(self.repository, commit)
            if former is None:
                raise NoPlanYetError(none.message, none.hint, others) from None
            return Stood(commit, former, self._read(former, commit, f"{ref}:{former or '.'}"), moved=True)

    def require_as_kept(self, sources: list[Source]) -> None:
        """Raise SiplanError where these files of the working tree may differ from what git keeps: where one is reached
        by a link, git writes it otherwise than it keeps it, or it has two names that are one on some systems. A
        comparison with a revision would then not be of what is committed."""
        whole = os.path.realpath(self.folder)
        for path in (*FOLDERS, *(source.path for source in sources)):
            if os.path.normcase(os.path.realpath(os.path.join(whole, path))) != os.path.normcase(f"{whole}/{path}"):
                raise SiplanError(
                    f"{self.shown}/{path} is a link, so siplan cannot check the edit",
                    "put the file or the folder itself there",
                )
        inside = self.repository.path_of(self.folder)
        paths = [f"{inside}/{source.path}".removeprefix("/") for source in sources]
        otherwise = self.repository.first_rewritten(paths)
        if otherwise is not None:
            raise SiplanError(
                f"git changes {otherwise} when it stores it, so siplan cannot check the edit",
                "in .gitattributes, take working-tree-encoding and ident off the plan's files",
            )
        alike = self.repository.names_spelled_alike(inside)
        if alike is not None:
            raise SiplanError(
                f"{alike[0]} and {alike[1]} are the same on Windows and macOS, so siplan cannot check the edit",
                "rename or delete one of them",
            )

    def _read(self, path: str, commit: str, shown: str) -> list[Source]:
        return read_revision(self.repository, path, commit, shown, self._known)


def require_own_folder(folder: Path, here: Path) -> None:
    """Raise SiplanError where an edit of the plan in a folder cannot be judged: the folder is reached by a link, or is
    in a repository of its own inside that of `here`. Either would let an edit choose what it is compared with."""
    link = link_on_the_way(folder)
    if link is not None:
        raise SiplanError(
            f"{link} is a link, and siplan cannot check an edit of a plan behind a link",
            "put the folder itself there, or name it with --plan",
        )
    own, around = work_tree(folder), work_tree(here)
    if own is not None and around is not None and around in own.parents:
        raise SiplanError(
            f"{folder} is in its own repository inside this one, so this one has no history of it",
            f"go to {own} and check the edit there",
        )


def read_revision(
    repository: Repository, path: str, commit: str, shown: str, known: dict[str, bytes] | None = None
) -> list[Source]:
    """Every YAML file of the plan whose folder is at `path` from the root in a commit, in order of path; `shown` is
    how that folder is named to its reader. What `known` has, by hash, is not read again, and what is read
    is added to it: two revisions are mostly alike.

    Raises NoPlanYetError where no plan is there, PlanNotFoundError where something else is, or not all can be read.
    """
    inside = [entry for entry in _plan_folder(repository, path, commit) if _is_looked_at(entry)]
    if not inside:
        raise NoPlanYetError(f"there was no plan in {shown}", "name a revision that has the plan")
    room = Room(shown)
    for entry in inside:
        room.take(entry.size)
    known = {} if known is None else known
    wanted = dict.fromkeys(entry.object for entry in inside if _fault_of(entry) is None and entry.object not in known)
    known.update(repository.contents(list(wanted), MOST_BYTES))
    return [_source_of(entry, f"{shown}/{entry.path}", known) for entry in sorted(inside, key=lambda entry: entry.path)]


def find_moved_plan(repository: Repository, commit: str) -> tuple[str | None, tuple[str, ...]]:
    """Where the plan was in a commit, if it has moved since: the one folder of the commit's tree that has a plan (a
    plan.yaml beside priorities) and has none in the work tree now, by its path from the root. Else None, and the
    folders of the other plans. Raises PlanNotFoundError where several are gone: nobody can say which became which."""
    listed = _list_tree(repository, commit)
    files = {entry.path for entry in listed if entry.mode.startswith("100")}
    trees = {entry.path for entry in listed if entry.mode == _TREE}
    folders = (file.removesuffix("plan.yaml") for file in files if f"/{file}".endswith("/plan.yaml"))
    plans = sorted(folder.rstrip("/") for folder in folders if f"{folder}priorities" in trees)
    gone = [folder for folder in plans if not _still_there(repository, folder)]
    if len(gone) > 1:
        raise PlanNotFoundError(
            f"several plans of {commit[:10]} are gone, so siplan cannot tell which is this one: {', '.join(gone[:3])}",
            "move one plan at a time",
        )
    return (gone[0], ()) if gone else (None, tuple(folder or "the top folder" for folder in plans))


def _still_there(repository: Repository, path: str) -> bool:
    folder = repository.root / path
    whole = (folder / "plan.yaml").is_file() and (folder / "priorities").is_dir()
    return whole and link_on_the_way(folder) is None


def day_of_commit(repository: Repository, commit: str) -> date:
    """The day of a commit, in its committer's time zone. Raises PlanNotFoundError where it has none."""
    said = repository.read("rev-list", "--max-count=1", "--format=%cs", commit).decode("ascii", "replace").split()
    try:
        return date.fromisoformat(said[-1])
    except ValueError:
        raise PlanNotFoundError(f"siplan cannot read the date of commit {commit[:10]}", "name another commit") from None


def is_part_of(repository: Repository, commit: str, later: str) -> bool:
    """Whether a commit is an ancestor of `later`, or `later` itself."""
    asked = repository.run("merge-base", "--is-ancestor", commit, later)
    if asked.returncode not in (0, 1):
        raise incomplete(asked.stderr)
    return asked.returncode == 0


def _plan_folder(repository: Repository, path: str, commit: str) -> list[_TreeEntry]:
    """The entries of the commit's tree below the plan's folder, by paths from that folder. Raises PlanNotFoundError
    where the folder, or one above it, is a link, a file or a submodule: a plan there cannot be seen."""
    prefix = f"{path}/" if path else ""
    listed = _list_tree(repository, commit, path) or _list_tree(repository, commit)
    for entry in listed:
        if path and entry.mode != _TREE and prefix.startswith(f"{entry.path}/"):
            raise PlanNotFoundError(
                f"{entry.path} is {_KINDS.get(entry.mode, 'a file')} at {commit[:10]}, not a folder",
                "use --plan to name the folder itself, or name a revision that has the folder",
            )
    return [entry._replace(path=entry.path.removeprefix(prefix)) for entry in listed if entry.path.startswith(prefix)]


def _list_tree(repository: Repository, commit: str, path: str = "") -> list[_TreeEntry]:
    """The entries of the commit's tree at `path`, below it and on the way to it; the whole tree where `path` is
    empty."""
    only = ("--", path) if path else ()
    listing = repository.read("ls-tree", "-r", "-t", "-z", "--long", "--full-tree", commit, *only)
    found = []
    for line in listing.decode("utf-8", "surrogateescape").split("\0"):
        about, _, name = line.partition("\t")
        if name:
            mode, _, value, size = about.split()
            found.append(_TreeEntry(mode, value, int(size) if size.isdigit() else 0, name))
    return found


def _is_looked_at(entry: _TreeEntry) -> bool:
    if entry.mode == _TREE:
        return name_meant(entry.path) is not None
    folder, _, name = entry.path.rpartition("/")
    return (
        entry.path in FOLDERS
        or name_meant(entry.path) is not None
        or (looks_like_yaml(name) and folder in ("", *FOLDERS))
    )


def _fault_of(entry: _TreeEntry) -> Fault | None:
    if entry.mode == "120000":
        return Fault(
            "link-outside-plan", "this is a link, and siplan does not follow links in git", "put the file itself here"
        )
    if entry.path in FOLDERS:
        return no_folder()
    if name_meant(entry.path) is not None:
        return not_read(entry.path)
    if not entry.mode.startswith("100"):
        return Fault("not-a-file", "this is not an ordinary file", "put a YAML text file in its place")
    if not is_plan_file(entry.path):
        return not_read(entry.path)
    return too_large(entry.size) if entry.size > MOST_BYTES else None


def _source_of(entry: _TreeEntry, shown: str, contents: dict[str, bytes]) -> Source:
    fault = _fault_of(entry)
    return Source(entry.path, shown, fault=fault) if fault else decode(entry.path, shown, contents[entry.object])
