"""The errors that end a command: work cannot go on. What is wrong in a plan is a diagnostic, never one of these."""

from __future__ import annotations

from typing import Final


class SiplanError(Exception):
    """Work cannot go on. `message` says what and where, `hint` what to do; `exit_code` ends the process."""

    exit_code = 3

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    @property
    def said(self) -> str:
        """What is wrong and, in brackets, what to do."""
        return f"{self.message} ({self.hint})" if self.hint else self.message


class UsageError(SiplanError):
    """The command line asks for something that is not there: an unknown id, an option out of range."""

    exit_code = 2


class PlanNotFoundError(SiplanError):
    """No plan where one was looked for, or none that can be read."""


class PlanTooLargeError(SiplanError):
    """A plan of more files, or of more bytes in all of them, than are read."""


class NoPlanYetError(PlanNotFoundError):
    """The revision is there, and there was no plan in this place yet. `others` are the places of other plans in it."""

    def __init__(self, message: str, hint: str = "", others: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint)
        self.others = others


class InstallationError(SiplanError):
    """A library is missing, or lacks a part that the command cannot do without."""


INSTALL_REPORTS: Final = "in siplan's folder: pip install -e '.[reports]'"
"""What to do where a library for reports, returns or calendars is missing."""
INSTALL_PARQUET: Final = "in siplan's folder: pip install -e '.[parquet]'"
"""What to do where the library for Parquet is missing."""
