"""Where this user's siplan keeps what is no part of a plan: the locks of the plans that it writes."""

import os
from pathlib import Path

from si_plan.errors import UsageError


def lock_folder() -> Path:
    """The folder of locks in the user's state folder: XDG_STATE_HOME, or LOCALAPPDATA on Windows, or its default."""
    named = os.environ.get("XDG_STATE_HOME") or (os.environ.get("LOCALAPPDATA") if os.name == "nt" else None)
    try:
        return Path(named or Path.home() / ".local" / "state") / "siplan" / "locks"
    except RuntimeError:
        raise UsageError("there is no home folder to keep the plan's lock in", "name one with XDG_STATE_HOME") from None
