"""Findings as GitLab's code quality report: a JSON list, which a merge request compares with its target branch's."""

from __future__ import annotations

from typing import Any, Final

from si_plan.diagnostics import Diagnostic, Severity
from si_plan.documents.visible import visible
from si_plan.formats.findings import Report
from si_plan.formats.findings.fingerprints import fingerprints
from si_plan.formats.json import dump

_SEVERITIES: Final[dict[Severity, str]] = {"error": "major", "warning": "minor"}


def render(report: Report) -> str:
    """The report of the listed findings."""
    listed = report.listed
    known_by = fingerprints(listed, report.line_of)
    return dump([_record(one, fingerprint) for one, fingerprint in zip(listed, known_by, strict=True)])


def _record(one: Diagnostic, fingerprint: str) -> dict[str, Any]:
    return {
        "description": visible(f"{one.message} – {one.hint}" if one.hint else one.message),
        "check_name": one.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[one.severity],
        "location": {"path": one.location.file, "lines": {"begin": one.location.line}},
    }
