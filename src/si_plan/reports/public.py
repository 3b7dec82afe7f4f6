"""The plan as the public may read it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from si_plan.model.plan import Plan

_WITHHELD = {"reason": None, "note": None, "evidence": ()}


def public_plan(plan: Plan) -> Plan:
    """The plan without the reasons, notes and evidence of log entries that are not marked public. States, deadlines and
    leads stay the same."""
    logs = {owner: tuple(map(_public, entries)) for owner, entries in plan.logs.items()}
    return replace(plan, logs=logs, role_log=tuple(map(_public, plan.role_log)))


def _public(entry: Any) -> Any:
    withheld = {field: nothing for field, nothing in _WITHHELD.items() if field in type(entry).model_fields}
    return entry if entry.public else entry.model_copy(update=withheld)
