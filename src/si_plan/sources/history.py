"""Every version of a plan's files that the commits of its repository hold, read from their objects alone.

A version is known by the path at which a commit changed it, since other files may have the same content. The plan's
folder may have had another name: the commits that brought its plan.yaml there show that.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from si_plan.sources import MOST_BYTES, Source, decode, is_plan_file
from si_plan.sources.repository import Repository

_AT_ONCE: Final = 200
"""How many files are in memory at a time."""
_AS_TEXT: Final = ("--text", "--no-ext-diff", "--no-textconv")
"""No file is passed over as binary, and no program shows one."""
_EACH: Final = ("--root", "-m", "-r", "-z", "--no-abbrev", *_AS_TEXT)
"""Asks for what a commit changed, file by file, and for a merge against each parent."""


class _Place(NamedTuple):
    """A folder in which the plan stood: its path from the root, which ends in `/` (empty for the root itself), in the
    commits that led to `tips`."""

    path: str
    tips: tuple[str, ...]


class _Change(NamedTuple):
    """What a commit did to a file: git's letter for it (A: added), the hash of the file's new object, and its path."""

    commit: str
    kind: str
    object: str
    path: str


class Commit(NamedTuple):
    """A commit: its hash, its author's date (ISO 8601) and the first line of its message."""

    hash: str
    date: str
    subject: str


def former_files(repository: Repository, path: str, tips: list[str]) -> Iterator[Source]:
    """Every version of the files of the plan at `path` (from the root) in the commits that led to `tips`, roughly the
    newest first, each once. Raises PlanNotFoundError in a clone that lacks some of them."""
    repository.require_whole_history("no one can say which ids were used before")
    wanted: dict[str, str] = {}
    places = [_Place(f"{path}/" if path else "", tuple(tips))]
    for place in places:
        added: list[str] = []
        for change in _changes_in(repository, place):
            inside = change.path.removeprefix(place.path)
            if is_plan_file(inside) and change.object.strip("0"):
                wanted.setdefault(change.object, change.path)
            if inside == "plan.yaml" and change.kind == "A":
                added.append(change.commit)
        for commit in dict.fromkeys(added):
            former = [
                _Place(path, (commit,)) for path in _former_folders(repository, place, commit, added.count(commit))
            ]
            places += [earlier for earlier in former if earlier not in places]
    names = list(wanted)
    for start in range(0, len(names), _AT_ONCE):
        some = names[start : start + _AT_ONCE]
        for name, content in repository.contents(some, MOST_BYTES).items():
            yield decode(wanted[name], wanted[name], content)


def commits_of_lines(repository: Repository, commit: str, path: str, first: int, last: int) -> list[Commit]:
    """The commits up to `commit` that touched these lines (from 1, as that commit has them) of the file at `path`, the
    newest first. A shallow clone gives those that it has."""
    form = ("--no-patch", "--no-show-signature", *_AS_TEXT, "--format=%H%x00%aI%x00%s")
    log = repository.read("log", *form, f"-L{first},{last}:{path}", commit)
    lines = log.decode("utf-8", "replace").splitlines()
    return [Commit(*line.split("\0", 2)) for line in lines if line.count("\0") == 2]


def _changes_in(repository: Repository, place: _Place) -> Iterator[_Change]:
    """What the commits up to the tips of a place changed in it, the newest first. History is not simplified, and a
    merge is compared with each of its parents, so that what a branch did and undid, or a merge alone, counts too."""
    if not place.tips:
        return
    limit = ("--", place.path.rstrip("/")) if place.path else ()
    asked = "".join(f"{tip}\n" for tip in place.tips).encode("ascii")
    commits = repository.read("rev-list", "--full-history", "--stdin", *limit, stdin=asked)
    listed = repository.read("diff-tree", "--stdin", *_EACH, "--no-renames", *limit, stdin=commits)
    words = iter(listed.decode("utf-8", "surrogateescape").split("\0"))
    commit = ""
    for word in words:
        if word.startswith(":"):
            *_, name, kind = word.split()
            yield _Change(commit, kind, name, next(words))
        else:
            commit = word.strip()


def _former_folders(repository: Repository, place: _Place, commit: str, times: int) -> list[str]:
    """The folders (with `/` at the end) from which a commit brought the plan to a place: those from which it moved the
    plan's files, or copied them and they are gone since. A merge counts only for what none of its parents has; `times`
    is how many parents lack it."""
    parents = repository.read("rev-list", "--max-count=1", "--parents", commit).split()[1:]
    if times < len(parents):
        return []
    form = ("--name-status", "--no-commit-id", "--find-renames", "--find-copies-harder", "--diff-filter=RCD")
    words = iter(repository.read("diff-tree", *_EACH, *form, commit).decode("utf-8", "surrogateescape").split("\0"))
    found: dict[str, None] = {}
    for kind in words:
        before = next(words, "")
        after = next(words) if kind[:1] in ("R", "C") else f"{place.path}plan.yaml"
        file = after.removeprefix(place.path)
        same = is_plan_file(file) and f"/{before}".endswith(f"/{file}")
        # Different plans may begin with the same files, but not with the same priorities.
        if same and (kind[:1] != "C" or file.startswith("priorities/")):
            found.setdefault(before.removesuffix(file))
    return [folder for folder in found if _is_gone(repository, f"{folder}plan.yaml", (commit, *place.tips))]


def _is_gone(repository: Repository, file: str, commits: tuple[str, ...]) -> bool:
    """Whether one of these commits does not have a file."""
    return any(not repository.read("ls-tree", "--full-tree", commit, "--", file) for commit in commits)
