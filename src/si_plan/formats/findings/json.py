"""Findings as JSON: each with its versioned record, in siplan's envelope."""

from __future__ import annotations

from typing import Any

from si_plan.diagnostics import Tally
from si_plan.formats.findings import Report
from si_plan.formats.json import dump


def render(report: Report) -> str:
    """All findings, including answered ones; of a portfolio, what each plan has too. Texts are exact."""
    older = {} if report.older is None else {"older": report.older._asdict()}
    rows: list[dict[str, Any]] = [finding.record for finding in report.found]
    plans = {}
    if report.plans is not None:
        rows = [{"member": None, **row} for row in rows]
        rows += [{"member": plan.member, **finding.record} for plan in report.plans for finding in plan.first]
        plans = {"plans": [_tally(plan) for plan in report.plans]}
    return dump({"schema": "siplan/validate/v1", **older, **plans, "rows": rows})


def _tally(plan: Tally) -> dict[str, Any]:
    """What a plan has. Scripts rely on these names: do not change them."""
    read = not plan.unread
    return {
        "member": plan.member,
        "unread": plan.unread or None,
        "files": plan.files if read else None,
        "errors": plan.errors if read else None,
        "warnings": plan.warnings if read else None,
        "known_warnings": plan.known if read else None,
    }
