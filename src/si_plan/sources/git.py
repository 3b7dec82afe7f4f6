"""git itself: run by its own path, in an environment of siplan's own. No variable reaches it but those of `KEPT`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from si_plan.errors import PlanNotFoundError

if TYPE_CHECKING:
    from subprocess import CompletedProcess

KEPT: Final = (
    "HOME",
    "XDG_CONFIG_HOME",
    "USERPROFILE",
    "HOMEDRIVE",
    "HOMEPATH",
    "PROGRAMDATA",
    "TEMP",
    "TMP",
    "TMPDIR",
)
"""The variables of the process's environment that git gets: where the user's own settings and temporary files are.
Those settings say which folders of other owners the user trusts (`safe.directory`)."""
_ALWAYS: Final = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",
    # git before 2.45 knows no GIT_NO_LAZY_FETCH: a transport that is not allowed is not started.
    "GIT_ALLOW_PROTOCOL": "none",
}

_MOST_SECONDS: Final = 300
"""How long one command may take. git waits for ever for what it may be made to read in a stranger's repository."""


def run_git(
    arguments: tuple[str, ...], folder: str, variables: dict[str, str], stdin: bytes = b""
) -> CompletedProcess[bytes]:
    """Run git in a folder, with no variables but these and `_ALWAYS`. Raises PlanNotFoundError where there is none."""
    from subprocess import TimeoutExpired, run

    program = _program()
    environment = {**_ALWAYS, **variables, "PATH": os.path.dirname(program)}
    if "SYSTEMROOT" in os.environ:  # without it no program starts on Windows
        environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
    try:
        return run(
            [program, *arguments],
            cwd=folder,
            env=environment,
            input=stdin,
            capture_output=True,
            check=False,
            timeout=_MOST_SECONDS,
        )
    except TimeoutExpired as error:
        raise PlanNotFoundError(
            f"git takes longer than {_MOST_SECONDS} seconds", "see what git status says there"
        ) from error
    except OSError as error:
        raise PlanNotFoundError(f"git cannot run: {error.strerror}", "install git to read revisions") from error


def _program() -> str:
    """The absolute path of git. Relative folders of PATH, and the current folder, are skipped: they may be the pull
    request's. Raises PlanNotFoundError."""
    name = "git.exe" if os.name == "nt" else "git"
    for folder in os.get_exec_path():
        path = os.path.join(folder, name)
        if os.path.isabs(folder) and os.path.isfile(path) and os.access(path, os.X_OK):
            return path
    raise PlanNotFoundError("git is not on PATH", "install git to read revisions")


def incomplete(said: bytes) -> PlanNotFoundError:
    """The error of a clone that lacks an object: a partial one, or a damaged one."""
    words = said.decode("utf-8", "replace").strip().partition("\n")[0]
    return PlanNotFoundError(
        f"git does not have every file of that revision ({words})",
        "fetch again, or check out whole files (no filter: for actions/checkout)",
    )
