"""What an edit makes wrong, by the checks of the plan and by its change policy.

A finding is new where the plan did not have it before the edit: by code, record, field and message, as often as each
was there, and never by line. What was wrong before is counted, and not listed.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from si_plan import checks
from si_plan.changes.difference import Pair
from si_plan.changes.policy import judge, record_removed
from si_plan.changes.restoring import excuse_references_to_removed, explain_removals, put_back
from si_plan.diagnostics import Diagnostic, graded, gravity, in_order, sameness, within_limit
from si_plan.loading import Loaded


class Review(NamedTuple):
    """What an edit makes wrong, the gravest first, and how many errors and warnings the plan had before it too. What a
    source note answers counts with neither."""

    found: list[Diagnostic]
    older_errors: int
    older_warnings: int


def review(base: Loaded, head: Loaded, pair: Pair | None, told: list[Diagnostic]) -> Review:
    """What an edit makes wrong, by the policy that stood before it. `pair` has both plans, where both can be had: what
    keeps one from being read is among its own errors. `told` is what is found of the base itself."""
    judged = [one for found in judge(pair, base.places, head.places) for one in found] if pair is not None else []
    head = excuse_references_to_removed(base, head, judged)
    new, older = _split(checks.found_in(base), checks.found_in(head))
    judged, new = _with_removals(base, head, judged, _graded(new, base))
    return _review([*new, *told, *judged], older)


def review_new(head: Loaded, told: list[Diagnostic]) -> Review:
    """What is wrong in a plan where there was none before: all that is found in it is new."""
    return _review([*_graded(checks.found_in(head), head), *told], [])


def _review(found: list[Diagnostic], older: list[Diagnostic]) -> Review:
    errors = sum(finding.severity == "error" for finding in older)
    return Review(sorted(within_limit(in_order(found)), key=gravity), errors, len(older) - errors)


def _graded(found: list[Diagnostic], by: Loaded) -> list[Diagnostic]:
    """The findings, each as grave as the policy of a plan has it."""
    policy = by.plan.details.policy if by.plan is not None else None
    return graded(found, policy.severities) if policy is not None else found


def _split(before: list[Diagnostic], now: list[Diagnostic]) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """What of the findings is new, and what is older, each in its order. What a source note answers is never older."""
    known = Counter(sameness(finding) for finding in before if not finding.answered_by)
    new: list[Diagnostic] = []
    older: list[Diagnostic] = []
    for finding in now:
        if finding.answered_by or not known[sameness(finding)]:
            new.append(finding)
        else:
            known[sameness(finding)] -= 1
            older.append(finding)
    return new, older


def _with_removals(
    base: Loaded, head: Loaded, judged: list[Diagnostic], new: list[Diagnostic]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """What was judged and what is new: with a record that was taken out is told what is new only because of that."""
    removals = [one for one in judged if one.code == record_removed.CODE and gravity(one) == 0]
    if not removals or not new or base.plan is None or head.plan is None:
        return judged, new
    whole = head._replace(plan=put_back(base.plan, head.plan, {one.at for one in removals}))
    told, others = explain_removals(removals, new, checks.found_in(whole))
    return [*(one for one in judged if one not in removals), *told], others
