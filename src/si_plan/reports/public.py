"""The plan as the public may read it."""

from __future__ import annotations

from dataclasses import replace

from si_plan.model.plan import Plan
from si_plan.model.progress import Entry

_WITHHELD = {"reason": None, "note": None, "evidence": ()}


def public_plan(plan: Plan) -> Plan:
    """The plan without the reasons, notes and evidence of log entries that are not marked public. States, deadlines and
    leads stay the same."""
    return replace(plan, logs={owner: tuple(map(_public, entries)) for owner, entries in plan.logs.items()})


def _public(entry: Entry) -> Entry:
    return entry if entry.public else entry.model_copy(update=_WITHHELD)
