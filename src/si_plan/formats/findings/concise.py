"""Findings, one to a line: file:line:column: severity: message [code]. Editors and scripts parse it."""

from __future__ import annotations

from si_plan.diagnostics import Diagnostic
from si_plan.documents.visible import visible
from si_plan.formats.findings import Report, summary


def render(report: Report) -> str:
    """A line for each finding, then the summary."""
    return "".join(f"{line(finding)}\n" for finding in report.listed) + summary(report)


def line(finding: Diagnostic) -> str:
    """A finding on one line."""
    place = finding.location
    answer = f" (answered by {finding.answered_by})" if finding.answered_by else ""
    return visible(
        f"{place.file}:{place.line}:{place.column}: {finding.severity}: {finding.message} [{finding.code}]{answer}"
    )
