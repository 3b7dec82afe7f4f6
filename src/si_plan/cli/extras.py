"""Libraries that only some commands need, and that an installation may lack."""

from __future__ import annotations

from importlib.util import find_spec

from si_plan.errors import InstallationError


def needed(library: str, what: str, extra: str = "reports") -> None:
    """See that a library is there. Raises InstallationError, which says what takes it and how to install it."""
    if find_spec(library) is None:
        raise InstallationError(
            f"{what} needs the library {library}, which is not installed",
            f"pip install 'siplan[{extra}]', or in a clone: pip install -e '.[{extra}]'",
        )
