"""The git repository that a plan is in: where it is, what it has, and how to read it without obeying it.

A pull request is a stranger's repository. So the work tree is found by walking up to a `.git`, and never by letting git
look for one: a plan's folder may hold files that make a bare repository of it. git is asked in the repository itself
for three things alone: where its objects are, which commit a name means, and which files a checkout leaves out. All
else is read from the objects, through a folder of siplan's own that has no configuration, no attributes, no hooks and
no refs, so that nothing named in the repository can run.
"""

from __future__ import annotations

import os
import unicodedata
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from si_plan.errors import PlanNotFoundError, UsageError
from si_plan.sources.below import lies_below, objects_lie_below
from si_plan.sources.git import KEPT, incomplete, run_git

if TYPE_CHECKING:
    from subprocess import CompletedProcess

HASH_LENGTHS: Final = (40, 64)
"""How long a hash is, in hexadecimal: SHA-1, SHA-256."""
_INSIDE: Final = ("-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=",
                  "-c", "core.commitGraph=false")  # fmt: skip
"""Settings for what is asked in the repository itself, each before those of its own."""
_REWRITING: Final = ("working-tree-encoding", "ident")
"""The attributes by which git writes a file with other words than it keeps. A filter does so too, but only where the
user has set one up."""
_SHALLOW_HINT: Final = (
    "fetch the whole history: git fetch --unshallow (fetch-depth: 0 for actions/checkout, GIT_DEPTH: 0 on GitLab)"
)


class _Git(NamedTuple):
    """Where a repository keeps what is read of it, by git's own word, as absolute paths."""

    common: str
    """The folder of what all its work trees share."""
    objects: str
    shallow: bool
    hashes: str
    """The kind of its hashes: sha1, sha256."""


def work_tree(folder: Path) -> Path | None:
    """The root of the work tree that a folder is in: the nearest folder at or above it that has a `.git` (in a linked
    work tree or a submodule that is a file). Links are followed first; git is not asked."""
    whole = Path(os.path.realpath(folder))
    return next((above for above in (whole, *whole.parents) if (above / ".git").exists()), None)


def link_on_the_way(folder: Path) -> str | None:
    """The link through which a folder of a work tree is reached, by its path from the root; None where there is none.
    Links above the root are the user's own."""
    named = Path(os.path.abspath(folder))
    root = next((above for above in (named, *named.parents) if (above / ".git").exists()), named)
    real = Path(os.path.realpath(root))
    for part in reversed((named, *named.parents)):
        if part != root and part.is_relative_to(root):
            real = real / part.name
            if os.path.normcase(os.path.realpath(part)) != os.path.normcase(real):
                return part.relative_to(root).as_posix()
    return None


class Repository:
    """The repository of one work tree. What git says of it is asked for when it is first needed."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """The repository that a folder is in. Raises PlanNotFoundError where there is none."""
        root = work_tree(folder)
        if root is None:
            raise PlanNotFoundError(
                "the plan is not in a git repository: there is no .git in its folder or above it",
                "keep the plan in git",
            )
        return cls(root)

    def path_of(self, folder: Path) -> str:
        """A folder's path from the root, with `/`; empty for the root itself."""
        path = Path(os.path.realpath(folder)).relative_to(self.root).as_posix()
        return "" if path == "." else path

    def resolve(self, ref: str) -> str:
        """The full hash of the commit that `ref` names. Raises UsageError where it names none, or no single one."""
        if not ref or not ref.isprintable() or ref.startswith("-"):
            raise UsageError(f"{ref!r} is not a git revision", "name a branch, a tag or a commit")
        found = self._ask_inside("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
        commit = found.stdout.decode("ascii", "replace").strip()
        if found.returncode == 0 and len(commit) in HASH_LENGTHS and commit.isalnum():
            return commit
        if not self.commits_of_all_refs():
            raise PlanNotFoundError("nothing has been committed to the plan's repository yet", "commit the plan first")
        if self.shallow:
            hint = f"this clone is shallow: {_SHALLOW_HINT}"
        else:
            hint = "git branch --all and git tag list those you have; git fetch gets new ones"
        if os.path.isdir(ref):
            hint += f"; if you mean the folder, write ./{ref}"
        raise UsageError(f"git has no revision {ref}", hint)

    @property
    def shallow(self) -> bool:
        """Whether the clone has only the last part of the history."""
        return self._git.shallow

    def keeps_all_in(self, folder: Path) -> bool:
        """Whether the repository itself is in a folder: none of what `.git` names, and no object, is elsewhere."""
        return lies_below(folder, self._git.common) and objects_lie_below(folder, self._git.objects)

    def require_whole_history(self, what_for: str) -> None:
        """Raise PlanNotFoundError in a shallow clone: what is not there cannot be searched."""
        if self.shallow:
            raise PlanNotFoundError(f"this clone is shallow, so {what_for}", _SHALLOW_HINT)

    def commits_of_all_refs(self) -> list[str]:
        """The hashes of the commits that every branch, tag and other ref names, and HEAD."""
        form = "%(objecttype) %(objectname) %(*objecttype) %(*objectname)"
        listed = self._ask_inside("for-each-ref", f"--format={form}")
        if listed.returncode:
            raise incomplete(listed.stderr)
        found: dict[str, None] = {}
        for line in listed.stdout.decode("ascii", "replace").splitlines():
            words = line.split()
            found |= {name: None for kind, name in zip(words[::2], words[1::2], strict=True) if kind == "commit"}
        head = self._ask_inside("rev-parse", "--verify", "--quiet", "HEAD^{commit}").stdout.decode("ascii", "replace")
        return list(found | dict.fromkeys(head.split()))

    @property
    def sparse(self) -> bool:
        """Whether the checkout may leave out files that git tracks."""
        return (_git_folder(self.root) / "info" / "sparse-checkout").exists()

    def files_left_out(self, path: str) -> list[str]:
        """The files at or below `path` that git tracks and a sparse checkout leaves out, by their paths from the
        root."""
        listed = self._ask_inside("ls-files", "-z", "-t", "--cached", "--", *([path] if path else []))
        if listed.returncode:
            raise incomplete(listed.stderr)
        entries = listed.stdout.decode("utf-8", "surrogateescape").split("\0")
        skipped = [entry[2:] for entry in entries if entry.startswith("S ")]
        return [file for file in skipped if not os.path.lexists(self.root / file)]

    def names_spelled_alike(self, path: str) -> tuple[str, str] | None:
        """Two tracked names, of the folder at `path` or of what is in it, that differ only in letter case or in how
        accents are encoded, so that Windows and macOS can have only one of them. None where there are none."""
        listed = self._ask_inside("ls-files", "-z", "--cached")
        if listed.returncode:
            raise incomplete(listed.stderr)
        wanted = _fold_letters(path)
        found: dict[str, str] = {}
        for file in listed.stdout.decode("utf-8", "surrogateescape").split("\0"):
            if f"{_fold_letters(file)}/".startswith(f"{wanted}/" if wanted else ""):
                parts = file.split("/")
                for length in range(1, len(parts) + 1):
                    name = "/".join(parts[:length])
                    other = found.setdefault(_fold_letters(name), name)
                    if other != name:
                        return other, name
        return None

    def first_rewritten(self, paths: list[str]) -> str | None:
        """The first of these files that git writes to disk otherwise than it keeps it, since its attributes say to
        encode it or to fill in keywords. None where there is none."""
        asked = "\0".join(paths).encode("utf-8", "surrogateescape")
        told = self._ask_inside("check-attr", "-z", "--stdin", *_REWRITING, stdin=asked)
        if told.returncode:
            raise incomplete(told.stderr)
        words = told.stdout.decode("utf-8", "surrogateescape").split("\0")
        values = zip(words[::3], words[2::3], strict=False)
        return next((path for path, value in values if value not in ("unspecified", "unset")), None)

    def read(self, *arguments: str, stdin: bytes = b"") -> bytes:
        """The output of a git command, which sees the objects alone: a revision must be a full hash, a path one from
        the root. Raises PlanNotFoundError where the command fails."""
        done = self.run(*arguments, stdin=stdin)
        if done.returncode:
            raise incomplete(done.stderr)
        return done.stdout

    def contents(self, names: list[str], most: int) -> dict[str, bytes]:
        """The bytes of the files with these hashes, by hash, without those of over `most` bytes. Raises
        PlanNotFoundError where one is not there."""
        listed = "".join(f"{name}\n" for name in names).encode("ascii")
        said = (
            self.read("cat-file", "--batch-check", stdin=listed).decode("ascii", "replace").splitlines()
            if names
            else []
        )
        sizes: dict[str, int] = {}
        for name, line in zip(names, said, strict=True):
            answered, kind, *rest = line.split()
            if answered != name or kind != "blob":
                raise incomplete(line.encode())
            if int(rest[0]) <= most:
                sizes[name] = int(rest[0])
        asked = "".join(f"{name}\n" for name in sizes).encode("ascii")
        answer = self.read("cat-file", "--batch", stdin=asked) if sizes else b""
        found, at = {}, 0
        for name, size in sizes.items():
            begin = answer.index(b"\n", at) + 1
            found[name] = answer[begin : begin + size]
            at = begin + size + 1
        return found

    def run(self, *arguments: str, stdin: bytes = b"") -> CompletedProcess[bytes]:
        """Run a git command as `read` does, for its exit code too. Does not raise where the command fails."""
        from tempfile import TemporaryDirectory

        with TemporaryDirectory(prefix="siplan-git-") as own:
            self._furnish(Path(own))
            variables = {"GIT_DIR": own, "GIT_OBJECT_DIRECTORY": self._git.objects, "HOME": own, "XDG_CONFIG_HOME": own,
                         "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
                         "GIT_ATTR_NOSYSTEM": "1"}  # fmt: skip
            return run_git(("--no-pager", *arguments), own, variables, stdin)

    def _furnish(self, own: Path) -> None:
        """Make the least that git accepts as a repository: no settings but the kind of hash, and no refs."""
        plain = self._git.hashes == "sha1"
        extra = "" if plain else f"[extensions]\n\tobjectFormat = {self._git.hashes}\n"
        (own / "refs").mkdir()
        (own / "HEAD").write_text("ref: refs/heads/none\n", "ascii")
        version = f"[core]\n\trepositoryFormatVersion = {int(not plain)}\n\tbare = true\n\tcommitGraph = false\n"
        (own / "config").write_text(version + extra, "ascii")
        if self.shallow:
            (own / "shallow").write_bytes((Path(self._git.common) / "shallow").read_bytes())

    @cached_property
    def _git(self) -> _Git:
        """Where git says things are. Raises PlanNotFoundError where git finds no repository here, or another one than
        siplan does."""
        asked = ("--absolute-git-dir", "--git-common-dir", "--git-path", "objects", "--is-shallow-repository",
                 "--show-object-format", "--is-bare-repository", "--show-toplevel")  # fmt: skip
        done = self._ask_here("rev-parse", *asked)
        said = done.stdout.decode("utf-8", "surrogateescape").split("\n")
        if done.returncode:
            raise _refusal_of(done.stderr)
        if len(said) != len(asked):
            raise PlanNotFoundError("the path of the plan's repository has a line break in it", "rename that folder")
        own, common, objects, shallow, hashes, bare, top, _ = said
        if bare != "false" or not _is_same_folder(top, self.root) or not _is_same_folder(own, _git_folder(self.root)):
            raise PlanNotFoundError(
                f"git takes {top or own} for the repository here, and the plan is in that of {self.root}",
                "see what .git there says, and what core.worktree and core.bare are set to",
            )
        return _Git(str(self.root / common), str(self.root / objects), shallow == "true", hashes)

    def _ask_inside(self, *arguments: str, stdin: bytes = b"") -> CompletedProcess[bytes]:
        """Run a git command in the work tree itself, once git has accepted the repository."""
        _ = self._git
        return self._ask_here(*arguments, stdin=stdin)

    def _ask_here(self, *arguments: str, stdin: bytes = b"") -> CompletedProcess[bytes]:
        """Run a git command in the work tree. git does not look further up for a repository."""
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        ceiling = {"GIT_CEILING_DIRECTORIES": str(self.root.parent)}
        return run_git((*_INSIDE, *arguments), str(self.root), kept | ceiling, stdin)


def _git_folder(root: Path) -> Path:
    """The folder of a work tree's `.git`, or the one that this file names. Raises PlanNotFoundError."""
    git = root / ".git"
    try:
        if git.is_dir():
            return git
        if not git.is_file():  # a pipe would be waited for
            raise PlanNotFoundError(f"{git} is neither a folder nor a file", "put the repository's own .git there")
        return root / git.read_text("utf-8", "surrogateescape").removeprefix("gitdir:").strip()
    except OSError as error:
        raise PlanNotFoundError(
            f"{git} cannot be read: {error.strerror}", "see that it is there and may be read"
        ) from error


def _fold_letters(path: str) -> str:
    """A path folded as file systems do that ignore letter case."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _is_same_folder(path: str, other: Path) -> bool:
    return os.path.realpath(path) == os.path.realpath(other)


def _refusal_of(said: bytes) -> PlanNotFoundError:
    """The error of a repository that git does not read, with git's own advice (`safe.directory`) where it has some."""
    first, *rest = [line.strip() for line in said.decode("utf-8", "replace").splitlines() if line.strip()] or [""]
    advice = next((line for line in rest if line.startswith("git config")), "see what git status says there")
    return PlanNotFoundError(f"git does not read the plan's repository ({first.removeprefix('fatal: ')})", advice)
