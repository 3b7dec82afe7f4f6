"""Throw-away git repositories that hold a plan."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from example_plan import BASE, SHIPPED

LOG = """\
- on: 2016-09-20
  at: "2.4.2"
  status: in_progress
  by: HSI
  note: Criteria drafted with the RSC
- on: 2016-10-03
  at: "2.4.2"
  status: complete
  by: HSI
  evidence: [Letter to every trust of 30 September 2016]
"""


def git(folder: Path, *arguments: str, on: date | None = None) -> str:
    """Run git as nobody in particular, by nobody's configuration; a commit is of noon on a day, if one is given."""
    identity = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment = {**clean, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    if on is not None:
        environment |= dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), f"{on}T12:00:00Z")
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def commit_all(folder: Path, message: str) -> str:
    """Commit everything as it lies, and give the commit's hash."""
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "-m", message)
    return git(folder, "rev-parse", "HEAD").strip()


_FOLDERS = TemporaryDirectory(prefix="siplan-repositories-")


@cache
def _begun(files: tuple[tuple[str, str], ...]) -> Path:
    """A folder with the repository of a plan of these files, which is made once in a test process."""
    folder = Path(_FOLDERS.name) / str(len(list(Path(_FOLDERS.name).iterdir())))
    folder.mkdir()
    Repository(folder, dict(files))
    return folder


class Repository:
    """A repository with a plan on its branch main."""

    def __init__(self, folder: Path, files: Mapping[str, str] = BASE) -> None:
        self.folder = folder
        self.plan = folder / "plan"
        if folder.exists():
            self._begin(files)
        else:
            shutil.copytree(_begun(tuple(files.items())), folder, symlinks=True)

    def _begin(self, files: Mapping[str, str]) -> None:
        git(self.folder, "init", "-q", "-b", "main")
        self.write(files)
        self.commit("Adopt the plan")

    @classmethod
    def at(cls, folder: Path) -> Repository:
        """The repository that is in a folder already."""
        found = cls.__new__(cls)
        found.folder, found.plan = folder, folder / "plan"
        return found

    def write(self, files: Mapping[str, str]) -> None:
        for path, text in files.items():
            file = self.plan / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8", newline="\n")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a passage that stands once in a file of the plan."""
        text = (self.plan / path).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        (self.plan / path).write_text(text.replace(old, new), "utf-8", newline="\n")

    def commit(self, message: str) -> str:
        return commit_all(self.folder, message)

    def branch(self, name: str) -> None:
        """Begin a branch from main."""
        git(self.folder, "checkout", "-q", "-b", name, "main")


def shipped(folder: Path) -> Repository:
    """A repository with the shipped plan, in which something is recorded of 2.4.2."""
    return Repository(folder, {**shipped_files(), "progress/2.4.yaml": LOG})


def shipped_files() -> dict[str, str]:
    """The text of each file of the shipped plan."""
    return {path.relative_to(SHIPPED).as_posix(): path.read_text("utf-8") for path in SHIPPED.rglob("*.yaml")}
