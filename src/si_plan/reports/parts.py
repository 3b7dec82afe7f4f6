"""The plan as a report shows it whole: by priority and action, and by lead."""

from __future__ import annotations

from si_plan.model.plan import Plan
from si_plan.queries.by_owner import lead_totals
from si_plan.queries.rows import TrackedRow
from si_plan.reports.rows import ActionPart, LeadPart, PriorityPart
from si_plan.reports.scope import Scope
from si_plan.reports.since import Found
from si_plan.state.standing import codes_of


def by_priority(plan: Plan, found: Found, rows: dict[str, TrackedRow]) -> list[PriorityPart]:
    """The priorities that any of these is in, with their actions, in the plan's order."""
    parts: list[PriorityPart] = []
    for tracked, _ in found:
        if not parts or parts[-1].priority is not tracked.priority:
            parts.append(PriorityPart(tracked.priority, []))
        actions = parts[-1].actions
        if not actions or actions[-1].action is not tracked.action:
            actions.append(ActionPart(tracked.action, codes_of(plan, tracked.action.leads), []))
        actions[-1].rows.append(rows[tracked.id])
    return parts


def by_lead(plan: Plan, scope: Scope, found: Found, rows: dict[str, TrackedRow]) -> list[LeadPart]:
    """The roles that lead any of these, in the order of roles.yaml. What is led jointly stands with each."""
    theirs: dict[str, Found] = {}
    for tracked, standing in found:
        for code in standing.leads:
            theirs.setdefault(code, []).append((tracked, standing))
    return [
        LeadPart(role, lead_totals(role, theirs[role.code]), [rows[tracked.id] for tracked, _ in theirs[role.code]])
        for role in plan.roles
        if role.code in theirs and scope.takes_lead(role.code)
    ]
