"""What an edit makes wrong, by the checks of the plan and by its change rules.

A finding is new if the plan did not have it before the edit. Findings are compared by code, record, field and message,
and by how often each was there, but not by line. What was wrong before is counted, and not listed.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import NamedTuple

from si_plan import checks
from si_plan.changes.difference import Pair
from si_plan.changes.policy import judge, record_removed
from si_plan.changes.restoring import excuse_references_to_removed, explain_removals, put_back
from si_plan.checks.causes import one_for_each_cause
from si_plan.diagnostics import (
    Diagnostic,
    apply_severities,
    gravity,
    limit_per_file,
    sameness,
    sort_by_place,
)
from si_plan.loading import Loaded


class Review(NamedTuple):
    """What an edit makes wrong, the gravest first, and how many errors and warnings the plan had before. What a source
    note answers is in neither count."""

    found: list[Diagnostic]
    older_errors: int
    older_warnings: int


def review(base: Loaded, head: Loaded, pair: Pair | None, told: list[Diagnostic]) -> Review:
    """What an edit makes wrong, by the policy that held before it. `pair` has both plans; it is None where one cannot
    be read, and then its own errors say why. `told` is what was found about the base itself."""
    judged = list(chain.from_iterable(judge(pair, base.places, head.places))) if pair is not None else []
    head = excuse_references_to_removed(base, head, judged)
    new, older = _split(checks.find_all(base), checks.find_all(head))
    judged, new = _join_to_removals(base, head, judged, _apply_policy(new, base))
    return _make_review([*one_for_each_cause(new, head.places.location), *told, *judged], older)


def review_new(head: Loaded, told: list[Diagnostic]) -> Review:
    """What is wrong in a plan where there was none before: all of it is new."""
    found = one_for_each_cause(_apply_policy(checks.find_all(head), head), head.places.location)
    return _make_review([*found, *told], [])


def _make_review(found: list[Diagnostic], older: list[Diagnostic]) -> Review:
    errors = sum(finding.severity == "error" for finding in older)
    return Review(sorted(limit_per_file(sort_by_place(found)), key=gravity), errors, len(older) - errors)


def _apply_policy(found: list[Diagnostic], by: Loaded) -> list[Diagnostic]:
    """The findings with the severities of a plan's policy."""
    policy = by.plan.details.policy if by.plan is not None else None
    return apply_severities(found, policy.severities) if policy is not None else found


def _split(before: list[Diagnostic], now: list[Diagnostic]) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """The new findings and the older ones, each in their order. What a source note answers is never older."""
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


def _join_to_removals(
    base: Loaded, head: Loaded, judged: list[Diagnostic], new: list[Diagnostic]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """What was judged and what is new, once each finding that is new only since a record was removed is told with that
    removal."""
    removals = [finding for finding in judged if finding.code == record_removed.CODE and gravity(finding) == 0]
    if not removals or not new or base.plan is None or head.plan is None:
        return judged, new
    whole = head._replace(plan=put_back(base.plan, head.plan, {removal.at for removal in removals}))
    told, others = explain_removals(removals, new, checks.find_all(whole))
    return [*(finding for finding in judged if finding not in removals), *told], others
