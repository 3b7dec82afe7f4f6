"""Every version of a plan's files that the commits of its repository hold, read from their objects alone.

The folder of a plan may have had another name. Its former places are found by the renaming of its plan.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from si_plan.sources import MOST_BYTES, Source, decoded, is_plan_file
from si_plan.sources.repository import Repository

_MOST_PLACES: Final = 20
"""How many former places of a plan are looked in."""
_AT_ONCE: Final = 200
"""How many files are held in memory together."""
_AS_TEXT: Final = ("--text", "--no-ext-diff", "--no-textconv")
"""No file is passed over as binary, and no program shows one."""


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
    for place in _places(repository, path, tips):
        listed = _listed(repository, tips, place, "--objects").decode("utf-8", "surrogateescape")
        for line in listed.split("\n"):
            name, _, file = line.partition(" ")
            if file.startswith(place) and is_plan_file(file[len(place) :]):
                wanted.setdefault(name, file)
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


def _places(repository: Repository, path: str, tips: list[str]) -> list[str]:
    """Where the plan's folder was in the commits that led to `tips`, the present place first: each a path from the
    root that ends in `/`, empty for the root itself."""
    found = [f"{path}/" if path else ""]
    for place in found:
        for came in _came_from(repository, f"{place}plan.yaml", tips):
            former = came.removesuffix("plan.yaml")
            if came == f"{former}plan.yaml" and former not in found and len(found) < _MOST_PLACES:
                found.append(former)
    return found


def _came_from(repository: Repository, file: str, tips: list[str]) -> Iterator[str]:
    """The paths from which a file was moved to where it is, by git's detection of renames."""
    form = ("--root", "-m", "-r", "-z", "--no-commit-id", "--name-status", *_AS_TEXT)
    for commit in _listed(repository, tips, file).decode("ascii", "replace").split():
        if repository.read("diff-tree", *form, "--diff-filter=A", commit, "--", file):
            renamed = repository.read("diff-tree", *form, "--find-renames", "--diff-filter=R", commit)
            words = renamed.decode("utf-8", "surrogateescape").split("\0")
            yield from (before for before, after in zip(words[1::3], words[2::3], strict=False) if after == file)


def _listed(repository: Repository, tips: list[str], path: str, *options: str) -> bytes:
    """The commits up to `tips` that changed something at `path`, the newest first. History is not simplified: what a
    branch did and undid before it was merged counts too."""
    if not tips:
        return b""
    limit = ("--", path.rstrip("/")) if path else ()
    asked = "".join(f"{tip}\n" for tip in tips).encode("ascii")
    return repository.read("rev-list", "--full-history", "--stdin", *options, *limit, stdin=asked)
