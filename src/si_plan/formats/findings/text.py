"""Findings for the person who made them: the place, the line with a caret under it, and what to do."""

from __future__ import annotations

from collections.abc import Iterable

from si_plan.diagnostics import Diagnostic, gravity
from si_plan.documents.visible import visible
from si_plan.formats.findings import LineOf, Report, summary
from si_plan.formats.findings.concise import line

_LONGEST = 100


def render(report: Report) -> str:
    """Every finding, the summary, and the command that explains the gravest."""
    listed = report.listed
    gravest = min(listed, key=gravity).code if listed else ""
    more = f"siplan explain {gravest} says why it matters and how to put it right.\n" if listed else ""
    return show(listed, report.line_of) + summary(report) + more


def show(found: Iterable[Diagnostic], line_of: LineOf) -> str:
    """Each finding on its own line, then the line of the file with a caret, then the hint."""
    return "".join(f"{part}\n" for finding in found for part in _lines(finding, line_of))


def _lines(finding: Diagnostic, line_of: LineOf) -> Iterable[str]:
    yield line(finding)
    yield from _excerpt(line_of(finding.location.file, finding.location.line), finding.location.column)
    if finding.hint:
        yield visible(f"    {finding.hint}")


def _excerpt(written: str, column: int) -> Iterable[str]:
    """The line, cut around the column if it is long, and a caret under the column."""
    if not written.strip():
        return
    start = max(0, column - _LONGEST + 20) if len(written) > _LONGEST else 0
    before = visible(written[start : column - 1].replace("\t", " "))
    after = visible(written[column - 1 : start + _LONGEST].replace("\t", " "))
    yield f"  | {before}{after}"
    yield f"  | {' ' * len(before)}^"
