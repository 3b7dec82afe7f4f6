"""Plan files as they stood at a git revision, read through the git command.

A ref is a stranger's text: it is resolved to a full hash before any other use, never where an option could stand.
Nothing is checked out, no link is followed, no file over the limit is read.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from si_plan.errors import NoPlanYetError, PlanNotFoundError, UsageError
from si_plan.sources import (
    FOLDERS,
    MOST_BYTES,
    Fault,
    Source,
    decoded,
    is_plan_file,
    like_yaml,
    no_folder,
    not_read,
    too_large,
)

_HASHES: Final = (40, 64)
_MOST_IDS, _MOST_COMMITS = 100, 20
"""How many ids are looked for in the history, and how many commits that bear them are looked at."""
_GIT: Final = ("git", "--no-optional-locks", "--literal-pathspecs", "--no-pager", "-c", "core.quotePath=false")


class _Listed(NamedTuple):
    """A file of the plan in a revision's tree: its mode, object, size in bytes and path inside the plan."""

    mode: str
    object: str
    size: int
    path: str


def read_revision(folder: Path, ref: str, shown: str, known: dict[str, bytes] | None = None) -> list[Source]:
    """Every YAML file that the plan in `folder` had at `ref`, in order of path. What `known` has by the name of its
    object is not read again, and what is read is put there: two revisions are mostly alike.

    Raises UsageError for a ref that is none, PlanNotFoundError outside a git repository, without git, or where the
    plan was not there at that revision.
    """
    commit = resolve(folder, ref)
    listed = [one for one in _files(folder, commit) if _looked_at(one.path)]
    if not listed:
        raise NoPlanYetError(f"there was no plan in {shown} at {ref}", "name a revision at which it was there")
    prefix = f"{ref}:{shown.rstrip('/')}/"
    known = {} if known is None else known
    wanted = {one.object: one for one in listed if _fault(one) is None and one.object not in known}
    known.update(zip(wanted, _contents(folder, list(wanted.values())), strict=True))
    return [_source(one, prefix + one.path, known) for one in sorted(listed, key=lambda one: one.path)]


def resolve(folder: Path, ref: str) -> str:
    """The full hash of the commit that `ref` names. Raises UsageError where it names none, or no single one."""
    if not ref or not ref.isprintable() or ref.startswith("-"):
        raise UsageError(f"{ref!r} is no git revision", "name a branch, a tag or a commit")
    found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    commit = found.stdout.decode("ascii", "replace").strip()
    if found.returncode == 0 and len(commit) in _HASHES and commit.isalnum():
        return commit
    _require_repository(folder)
    raise UsageError(f"git knows no revision {ref}", _unknown_hint(folder))


def _unknown_hint(folder: Path) -> str:
    shallow = _git(folder, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
    if shallow:
        return (
            "this clone is shallow: check out the whole history"
            " (fetch-depth: 0 for actions/checkout, GIT_DEPTH: 0 on GitLab)"
        )
    return "git branch --all and git tag list those that there are; git fetch brings those of elsewhere"


def _require_repository(folder: Path) -> None:
    inside = _git(folder, "rev-parse", "--is-inside-work-tree")
    if inside.returncode:
        said = inside.stderr.decode("utf-8", "replace").partition("\n")[0]
        raise PlanNotFoundError(f"the plan is in no git repository that can be read ({said})", "keep the plan in git")


def _files(folder: Path, commit: str) -> list[_Listed]:
    """What stands below the plan's folder in the commit's tree. `ls-tree` lists the folder it is run in."""
    listing = _git(folder, "ls-tree", "-r", "-z", "--long", commit)
    if listing.returncode:
        raise _incomplete(listing.stderr)
    found = []
    for line in listing.stdout.decode("utf-8", "surrogateescape").split("\0"):
        about, _, path = line.partition("\t")
        if path:
            mode, _, name, size = about.split()
            found.append(_Listed(mode, name, int(size) if size.isdigit() else 0, path))
    return found


def _incomplete(said: bytes) -> PlanNotFoundError:
    """The error of a clone without some of a revision's files: a partial one, or one that is damaged."""
    words = said.decode("utf-8", "replace").strip().partition("\n")[0]
    return PlanNotFoundError(
        f"git does not have every file of that revision ({words})",
        "check out with whole files (no filter: for actions/checkout), or fetch again",
    )


def _looked_at(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    return path in FOLDERS or (like_yaml(name) and folder in ("", *FOLDERS))


def _fault(one: _Listed) -> Fault | None:
    if one.mode == "120000":
        return Fault(
            "link-outside-plan", "this is a link, which is not followed at a revision", "put the file itself here"
        )
    if one.path in FOLDERS:
        return no_folder()
    if not one.mode.startswith("100"):
        return Fault("not-a-file", "this is no ordinary file", "put a YAML text file in its place")
    if not is_plan_file(one.path):
        return not_read(one.path)
    return too_large(one.size) if one.size > MOST_BYTES else None


def _source(one: _Listed, shown: str, contents: dict[str, bytes]) -> Source:
    fault = _fault(one)
    return Source(one.path, shown, fault=fault) if fault else decoded(one.path, shown, contents[one.object])


def _contents(folder: Path, wanted: list[_Listed]) -> list[bytes]:
    """The bytes of these objects, in their order, from one run of `cat-file --batch`."""
    if not wanted:
        return []
    asked = "".join(f"{one.object}\n" for one in wanted).encode("ascii")
    got = _git(folder, "cat-file", "--batch", stdin=asked)
    answer, contents, at = got.stdout, [], 0
    for one in wanted:
        begin = answer.find(b"\n", at) + 1
        if not begin or answer[at:begin].split() != [one.object.encode(), b"blob", str(one.size).encode()]:
            raise _incomplete(got.stderr or answer[at:begin])
        contents.append(answer[begin : begin + one.size])
        at = begin + one.size + 1
    return contents


def day_of(folder: Path, ref: str) -> date:
    """The day on which the commit that `ref` names was made, where its committer was. Raises UsageError."""
    said = _git(folder, "log", "--no-walk", "--no-patch", "--format=%cd", "--date=short", resolve(folder, ref))
    return date.fromisoformat(said.stdout.decode("ascii", "replace").strip())


def is_part_of(folder: Path, ref: str, later: str) -> bool:
    """Whether the commit that `ref` names is among those that led to `later`. Raises UsageError."""
    asked = _git(folder, "merge-base", "--is-ancestor", resolve(folder, ref), resolve(folder, later))
    return asked.returncode != 1


def before_ids_went(folder: Path, ref: str, names: Iterable[str]) -> Iterator[str]:
    """The commits before each of those, up to `ref`, that changed a line of a priority on which one of these ids
    stands as an id: the newest first, and no more than a few."""
    escaped = "|".join(name.replace(".", r"\.") for name in list(names)[:_MOST_IDS])
    pattern = rf"""["']?id["']?[[:space:]]*:[[:space:]]*["']?({escaped})(["', }}]|$)"""
    log = _git(
        folder, "log", f"-{_MOST_COMMITS}", "--format=%P", f"-G{pattern}", resolve(folder, ref), "--", "priorities"
    )
    lines = log.stdout.decode("ascii", "replace").splitlines() if log.returncode == 0 else []
    return (line.split()[0] for line in lines if line)


class Commit(NamedTuple):
    """A commit: its hash, its author's date (ISO 8601) and the first line of its message."""

    hash: str
    date: str
    subject: str


def commits_of_lines(folder: Path, path: str, first: int, last: int) -> list[Commit]:
    """The commits that touched these lines (from 1, as HEAD has them) of the file at `path` in the plan's folder,
    the newest first; empty outside a repository, without git, or where the file is not committed."""
    try:
        log = _git(folder, "log", "--no-patch", "--format=%H%x00%aI%x00%s", f"-L{first},{last}:{path}", "HEAD")
    except PlanNotFoundError:
        return []
    lines = log.stdout.decode("utf-8", "replace").splitlines() if log.returncode == 0 else []
    return [Commit(*line.split("\0", 2)) for line in lines if line.count("\0") == 2]


def lines_in_history(folder: Path, pattern: str) -> str:
    """The lines with a match of `pattern` (a POSIX extended regular expression) that the plan's files ever gained or
    lost, in any branch; empty outside a repository and without git. No other program is run to show them."""
    options = ("--all", "--patch", "--unified=0", "--format=", "--no-color", "--no-ext-diff", "--no-textconv")
    try:
        log = _git(folder, "log", *options, "--extended-regexp", f"-G{pattern}", "--", ".")
    except PlanNotFoundError:
        return ""
    lines = log.stdout.decode("utf-8", "replace").split("\n") if log.returncode == 0 else []
    return "\n".join(line[1:] for line in lines if line.startswith(("+", "-")))


def _git(folder: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run([*_GIT, "-C", str(folder), *arguments], input=stdin, capture_output=True, check=False)
    except OSError as error:
        raise PlanNotFoundError(f"git cannot be run: {error.strerror}", "install git to read revisions") from error
