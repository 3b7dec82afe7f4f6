"""Every version of a plan's files that the commits of its repository hold, read from their objects alone.

A version is known by the path at which a commit changed it: its content alone may stand elsewhere too. The folder of a
plan may have had another name: that is seen in the commits that brought its plan.yaml there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from si_plan.sources import MOST_BYTES, Source, decoded, is_plan_file
from si_plan.sources.repository import Repository

_AT_ONCE: Final = 200
"""How many files are held in memory together."""
_AS_TEXT: Final = ("--text", "--no-ext-diff", "--no-textconv")
"""No file is passed over as binary, and no program shows one."""
_EACH: Final = ("--root", "-m", "-r", "-z", "--no-abbrev", *_AS_TEXT)
"""What a commit changed is told file by file, of a merge against each parent."""


class _Place(NamedTuple):
    """A folder in which the plan stood: its path from the root, which ends in `/` (empty for the root itself), in the
    commits that led to `tips`."""

    path: str
    tips: tuple[str, ...]


class _Change(NamedTuple):
    """What a commit did to a file: its letter in git (A: added), the object that the file then is, and its path."""

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
    """Every version that a file of the plan at `path` from the root had in the commits that led to `tips`, about the
    newest first, each once. Raises PlanNotFoundError in a clone that does not have all of them."""
    repository.require_whole_history("no one can say which ids were used before")
    wanted: dict[str, str] = {}
    places = [_Place(f"{path}/" if path else "", tuple(tips))]
    for place in places:
        added: list[str] = []
        for change in _changes(repository, place):
            inside = change.path.removeprefix(place.path)
            if is_plan_file(inside) and change.object.strip("0"):
                wanted.setdefault(change.object, change.path)
            if inside == "plan.yaml" and change.kind == "A":
                added.append(change.commit)
        for commit in dict.fromkeys(added):
            former = [_Place(one, (commit,)) for one in _came_from(repository, place, commit, added.count(commit))]
            places += [one for one in former if one not in places]
    names = list(wanted)
    for start in range(0, len(names), _AT_ONCE):
        some = names[start : start + _AT_ONCE]
        for name, content in repository.contents(some, MOST_BYTES).items():
            yield decoded(wanted[name], wanted[name], content)


def commits_of_lines(repository: Repository, commit: str, path: str, first: int, last: int) -> list[Commit]:
    """The commits up to `commit` that touched these lines (from 1, as that commit has them) of the file at `path`, the
    newest first. A shallow clone gives those that it has."""
    form = ("--no-patch", "--no-show-signature", *_AS_TEXT, "--format=%H%x00%aI%x00%s")
    log = repository.read("log", *form, f"-L{first},{last}:{path}", commit)
    lines = log.decode("utf-8", "replace").splitlines()
    return [Commit(*line.split("\0", 2)) for line in lines if line.count("\0") == 2]


def _changes(repository: Repository, place: _Place) -> Iterator[_Change]:
    """What the commits up to the tips of a place changed in it, the newest first. History is not simplified, and a
    merge is held against each of its parents: what a branch did and undid, or a merge alone, counts too."""
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


def _came_from(repository: Repository, place: _Place, commit: str, times: int) -> list[str]:
    """The folders from which a commit brought the plan to a place, by their paths as a place has its own: from which
    files of it were moved, or copied and then taken away. A merge brings only what none of its parents has; `times`
    says of how many that was told."""
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
        # Plans that are not one begin alike too, but not with the same priorities.
        if same and (kind[:1] != "C" or file.startswith("priorities/")):
            found.setdefault(before.removesuffix(file))
    return [one for one in found if _gone(repository, f"{one}plan.yaml", (commit, *place.tips))]


def _gone(repository: Repository, file: str, commits: tuple[str, ...]) -> bool:
    """Whether one of these commits does not have a file."""
    return any(not repository.read("ls-tree", "--full-tree", commit, "--", file) for commit in commits)
