"""Findings as annotations of a pull request on GitHub: workflow commands, which a runner reads in a job's output.

GitHub shows ten errors and ten warnings for each step and silently drops the rest. So there are nine of each, and a
tenth that says how many more there are; these are listed below, in lines that no runner obeys.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.diagnostics import Diagnostic, Severity
from si_plan.documents.visible import visible
from si_plan.formats.findings import Report, concise, count, summary

MOST: Final = 9
"""The most annotations of each severity, not counting the one that says how many more there are."""


def render(report: Report) -> str:
    """The annotations, then a line for each finding beyond them, then the summary."""
    lines: list[str] = []
    rest: list[Diagnostic] = []
    for severity in ("error", "warning"):
        found = [finding for finding in report.listed if finding.severity == severity]
        lines += [_annotation(finding) for finding in found[:MOST]]
        if len(found) > MOST:
            lines.append(_more(severity, len(found) - MOST))
            rest += found[MOST:]
    return "".join(f"{line}\n" for line in [*lines, *_below(rest)]) + summary(report)


def _annotation(finding: Diagnostic) -> str:
    place = finding.location
    properties = {"file": visible(place.file), "line": str(place.line), "col": str(place.column), "title": finding.code}
    answer = f"\n(answered by {finding.answered_by})" if finding.answered_by else ""
    shown = [visible(part) for part in (finding.message, finding.hint) if part]
    return _command(finding.severity, properties, "\n".join(shown) + answer)


def _more(severity: Severity, number: int) -> str:
    message = f"and {count(number, f'more {severity}')}: the step's log lists every one, and so does siplan validate"
    return _command(severity, {"title": f"{number} more"}, message)


def _below(rest: list[Diagnostic]) -> Iterator[str]:
    return (concise.line(finding) for finding in rest)


def _command(name: str, properties: dict[str, str], data: str) -> str:
    """A workflow command, escaped for the runner's parser: `%` and line ends in data, and also colons and commas in
    properties."""
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {written}::{_data(data)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
