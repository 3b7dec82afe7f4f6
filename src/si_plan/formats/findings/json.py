"""Findings as JSON: each with its versioned record, in siplan's envelope."""

from __future__ import annotations

from typing import Any

from si_plan.diagnostics import Diagnostic
from si_plan.formats.findings import Report
from si_plan.formats.json import dumped


def render(report: Report) -> str:
    """All findings, the answered ones too. Texts are given exactly as they stand."""
    older = {} if report.older is None else {"older": report.older._asdict()}
    return dumped({"schema": "siplan/validate/v1", **older, "rows": [record(one) for one in report.found]})


def record(one: Diagnostic) -> dict[str, Any]:
    """A diagnostic's versioned record."""
    return {
        "code": one.code,
        "severity": one.severity,
        "file": one.location.file,
        "line": one.location.line,
        "column": one.location.column,
        "at": one.at or None,
        "message": one.message,
        "hint": one.hint or None,
        "answered_by": one.answered_by or None,
    }
