"""Findings made by hand, and reports of them."""

from __future__ import annotations

from si_plan.diagnostics import Diagnostic, Location
from si_plan.diagnostics.explaining import explain
from si_plan.formats.findings import Report
from si_plan.views.explain import page


def found(
    code: str = "unknown-lead",
    file: str = "plan/priorities/1.yaml",
    line: int = 1,
    column: int = 1,
    message: str = "HTT is not in roles.yaml",
    hint: str = "did you mean HT?",
    at: str = "1.1#leads",
    answered_by: str = "",
) -> Diagnostic:
    return Diagnostic(code, Location(file, line, column), message, hint, at, answered_by)


def report(*findings: Diagnostic, text: str = "", answered: bool = False) -> Report:
    """A report of these findings in files that all have this text."""
    lines = text.split("\n")

    def line_of(_file: str, line: int) -> str:
        return lines[line - 1] if line <= len(lines) else ""

    return Report(list(findings), 1, line_of, lambda code: page(explain(code)), answered)
