"""Diagnostics to text, one module a form; each gives `render(report)`. Nothing here prints.

`text` and `concise` are for people, `json` for scripts, `github`, `sarif` and `gitlab` for the sites on which a plan
is reviewed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from si_plan.diagnostics import Diagnostic

LineOf = Callable[[str, int], str]
"""The text of a line of a file, without its end; empty where there is none."""


class Report(NamedTuple):
    """What was found in a plan of so many files. `answered` asks for the warnings that source notes answer too."""

    found: list[Diagnostic]
    files: int
    line_of: LineOf
    answered: bool = False

    @property
    def listed(self) -> list[Diagnostic]:
        """The findings to list, in the order of the files."""
        return [one for one in self.found if self.answered or not one.answered_by]


def summary(report: Report) -> str:
    """What was found, in a sentence."""
    errors = sum(one.severity == "error" for one in report.found)
    warnings = sum(one.severity == "warning" and not one.answered_by for one in report.found)
    answered = sum(bool(one.answered_by) for one in report.found)
    parts = [counted(errors, "error"), counted(warnings, "warning")]
    last = f"; {counted(answered, 'warning')} answered by a source note" if answered else ""
    return f"{counted(report.files, 'file')}: {', '.join(parts)}{last}.\n"


def counted(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}" + ("" if number == 1 else "s")
