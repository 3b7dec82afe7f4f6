"""Diagnostics as text, a module for each format; each has `render(report)`. Nothing here prints.

`text` and `concise` are for people, `json` for scripts, `github`, `sarif` and `gitlab` for the sites on which a plan
is reviewed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from si_plan.diagnostics import CODES, Diagnostic, Tally
from si_plan.documents.blocks import Document
from si_plan.documents.visible import visible

LineOf = Callable[[str, int], str]
"""The text of a line of a file, without its end; empty if there is no such line."""
PageOf = Callable[[str], Document]
"""What a code means, as a document."""


class Older(NamedTuple):
    """How many errors and warnings the plan already had at a git revision; they are not listed."""

    since: str
    errors: int
    warnings: int


class Report(NamedTuple):
    """What was found in a plan with this many files. `answered` asks for waived findings and for warnings that source
    notes answer, too. `older` counts what is not listed if only new findings are asked for."""

    found: list[Diagnostic]
    files: int
    line_of: LineOf
    page_of: PageOf
    answered: bool = False
    older: Older | None = None
    plans: Sequence[Tally] | None = None
    """Of a portfolio, what each member's plan has; `found` is then about the portfolio's own file."""

    @property
    def listed(self) -> list[Diagnostic]:
        """The findings to list, in the order of the files."""
        own = [finding for finding in self.found if self.answered or not finding.answered_by]
        return [*own, *(finding for plan in self.plans or () for finding in plan.first)]


def summary(report: Report) -> str:
    """What was found, in a sentence."""
    if report.plans is not None:
        return summary_of_plans(report.found, report.plans)
    listed = [finding for finding in report.found if not finding.answered_by]
    errors = sum(finding.severity == "error" for finding in listed)
    parts = [count(errors, "error"), count(len(listed) - errors, "warning")]
    said = [f"{count(report.files, 'file')}: {', '.join(parts)}"]
    if report.older is not None:
        said[0] = visible(f"{count(report.files, 'file')}, since {report.older.since}: {', '.join(parts)}")
    waived = sum(bool(finding.answered_by) and CODES[finding.code].of_change for finding in report.found)
    answered = len(report.found) - len(listed) - waived
    if answered:
        where = "a source note" if answered == 1 else "source notes"
        said.append(f"{count(answered, 'known warning')}, explained in {where}")
    if waived:
        said.append(f"{count(waived, 'finding')} waived in plan.yaml")
    if report.older is not None and report.older[1:] != (0, 0):
        older = f"{count(report.older.errors, 'error')} and {count(report.older.warnings, 'warning')}"
        said.append(f"older and not listed: {older}")
    return f"{'; '.join(said)}.\n"


def summary_of_plans(own: Sequence[Diagnostic], plans: Sequence[Tally]) -> str:
    """What was found in a portfolio, in a sentence."""
    errors = sum(one.severity == "error" for one in own) + sum(plan.errors for plan in plans)
    warnings = sum(plan.warnings for plan in plans) + sum(one.severity != "error" for one in own)
    files = count(1 + sum(plan.files for plan in plans), "file")
    said = f"{count(len(plans), 'plan')}, {files}: " if plans else f"{files}: "
    known = sum(plan.known for plan in plans)
    noted = f"; {count(known, 'known warning')}, explained in source notes" if known else ""
    return f"{said}{count(errors, 'error')}, {count(warnings, 'warning')}{noted}.\n"


def count(number: int, noun: str) -> str:
    """1 error, 2 errors, no errors."""
    return f"{f'{number:,}' if number else 'no'} {noun}" + ("" if number == 1 else "s")
