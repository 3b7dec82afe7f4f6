"""The change rules: what may not happen to a plan quietly, one module a rule, in the manner of checks/.

A rule is a module with `CODE`, a docstring (why, how to fix it, a failing and a passing example: the files of the
base under `# base/…` lines, and those that the head has otherwise under `# head/…`), and `check(pair)`, which yields
findings; the table of codes (`diagnostics/codes.py`) says the rest of it. The policy in the base's plan.yaml sets the
severity of findings and says which are waived: no edit excuses itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from itertools import islice
from typing import Final, NamedTuple

from si_plan.changes.difference import Pair
from si_plan.diagnostics import ALWAYS_SHOWN, CODES, Diagnostic, Finding, apply_severities, module_of
from si_plan.diagnostics.codes import Grade
from si_plan.loading.places import Places
from si_plan.model.files import log_path
from si_plan.model.ids import entry_name, entry_of, outer_of, route_to
from si_plan.model.plan import Plan
from si_plan.model.reference import Policy, Waiver
from si_plan.model.voids import entries_of

RULES: Final = tuple(code for code, rule in CODES.items() if rule.stage == "edit")
"""The codes of the rules, in the order in which they check an edit."""

_MOST_OF_A_RULE: Final = 10_000
"""The most findings of one rule that are looked at, so that a hostile edit costs little."""


class Judged(NamedTuple):
    """What the policy finds in an edit, and separately the findings that waivers in the base excuse."""

    found: list[Diagnostic]
    waived: list[Diagnostic]


def judge(pair: Pair, base: Places, head: Places) -> Judged:
    """The findings about an edit, by the policy as it was before the edit."""
    policy = pair.base.details.policy
    severities = _severities(pair, policy)
    placing = _Placing(pair, base, head)
    found: list[Diagnostic] = []
    waived: list[Diagnostic] = []
    for finding in _findings(pair):
        if _is_unsure(pair.head, finding):
            continue
        diagnostics = apply_severities([placing.diagnostic(finding)], severities)
        waiver = _waiver_for(pair, policy, finding)
        if waiver is None:
            found += diagnostics
        else:
            waived += [diagnostic._replace(answered_by=f"waiver until {waiver.expires}") for diagnostic in diagnostics]
    return Judged(found, waived)


NOT_WAIVED: Final = frozenset({"deadline-rewritten"})
"""Codes that no policy softens and no waiver excuses in an adoption, which has its own way to change a promise."""
LISTED: Final = ("lead-dropped", "area-abandoned")
"""Codes that are at most warnings in an adoption, whose list shows what they are about to those who approve it."""


def _severities(pair: Pair, policy: Policy | None) -> Mapping[str, Grade]:
    """The severities by which findings are told: those of the policy, but for what an adoption has by itself."""
    severities = policy.severities if policy is not None else {}
    if pair.adopted is None:
        return severities
    kept = {code: grade for code, grade in severities.items() if code not in NOT_WAIVED}
    return {**dict.fromkeys(LISTED, "warning"), **{code: _at_most_warning(code, kept[code]) for code in kept}}


def _at_most_warning(code: str, grade: Grade) -> Grade:
    return "warning" if code in LISTED and grade == "error" else grade


def _findings(pair: Pair) -> Iterator[Finding]:
    for code in RULES:
        yield from islice(import_module(module_of(code)).check(pair), _MOST_OF_A_RULE)


def _is_unsure(head: Plan, finding: Finding) -> bool:
    """Whether a finding may only be due to a malformed part of the head, which has findings of its own."""
    if not head.partial:
        return False
    name, entry = finding.record, entry_of(finding.record)
    file = log_path(entry.owner) if entry is not None else f"{name}.yaml"  # plan.yaml, for the plan itself
    return name in head.left_out or file in head.left_out


def _waiver_for(pair: Pair, policy: Policy | None, finding: Finding) -> Waiver | None:
    """The waiver in force for a finding: with its code, for its record or the record of its log entry."""
    if policy is None or finding.code in ALWAYS_SHOWN:
        return None
    if pair.adopted is not None and finding.code in NOT_WAIVED:
        return None
    names = {finding.record, *_record_of_entry(pair, finding.record)}
    for waiver in policy.waivers:
        if waiver.code == finding.code and waiver.at in names and pair.day <= waiver.expires:
            return waiver
    return None


def _record_of_entry(pair: Pair, name: str) -> Iterator[str]:
    """The record that the log entry with this name is about; nothing if it is not the name of an entry."""
    entry = entry_of(name)
    if entry is not None:
        for plan in (pair.head, pair.base):
            log = entries_of(plan, entry.owner)
            if entry.place <= len(log):
                yield log[entry.place - 1].at
                return


_FARTHEST: Final = 50
"""How many records before and after a removed one are tried as a place for its finding."""


class _Placing:
    """Gives each finding about one pair its place in the head's files."""

    def __init__(self, pair: Pair, base: Places, head: Places) -> None:
        self._pair = pair
        self._base = base
        self._head = head
        self._beside_of: dict[str, dict[str, int]] = {}

    def diagnostic(self, finding: Finding) -> Diagnostic:
        """The finding at its place. If its record is gone, the place is that of the nearest record beside it that is
        still there, else of the record that it was in; and the message says where it was."""
        if self._head.path(finding.record) is not None:
            return self._head.diagnostic(finding)
        there = next((near for near in self._beside(finding.record) if self._head.path(near) is not None), "plan")
        was = self._base.location(finding.record)
        return Diagnostic(
            finding.code,
            self._head.location(there),
            f"{finding.message} (it was at {was.file}:{was.line})",
            finding.hint,
            route_to(finding.record, finding.field),
        )

    def _beside(self, name: str) -> Iterator[str]:
        """The records before a record in the same list, then those after it, then the record that it was in."""
        entry = entry_of(name)
        if entry is not None:
            before = range(entry.place - 1, max(entry.place - _FARTHEST, 0), -1)
            yield from (entry_name(entry.owner, place) for place in before)
            yield entry.owner
            return
        around = outer_of(name)
        siblings = self._siblings(around)
        order, at = list(siblings), siblings.get(name, 0)
        yield from reversed(order[max(at - _FARTHEST, 0) : at])
        yield from order[at + 1 : at + _FARTHEST]
        if around:
            yield around
            yield from self._beside(around)

    def _siblings(self, around: str) -> dict[str, int]:
        """The ids directly in a record of the base, in order, each with its place."""
        if not self._beside_of:
            for name, _ in self._pair.base.ids_and_records():
                beside = self._beside_of.setdefault(outer_of(name), {})
                beside.setdefault(name, len(beside))
        return self._beside_of.get(around, {})
