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
    return dump([_record(finding, fingerprint) for finding, fingerprint in zip(listed, known_by, strict=True)])


def _record(finding: Diagnostic, fingerprint: str) -> dict[str, Any]:
    return {
        "description": visible(f"{finding.message} – {finding.hint}" if finding.hint else finding.message),
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": finding.location.file, "lines": {"begin": finding.location.line}},
    }
