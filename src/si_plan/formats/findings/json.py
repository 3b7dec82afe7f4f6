"""Findings as JSON: each with its versioned record, in siplan's envelope."""

from __future__ import annotations

from si_plan.formats.findings import Report
from si_plan.formats.json import dump


def render(report: Report) -> str:
    """All findings, including answered ones. Texts are exact."""
    older = {} if report.older is None else {"older": report.older._asdict()}
    return dump({"schema": "siplan/validate/v1", **older, "rows": [finding.record for finding in report.found]})
