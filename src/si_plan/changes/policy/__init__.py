"""The change policy: what may not happen to a plan quietly, one module a rule, in the manner of checks/.

A rule is a module with `CODE`, a docstring (why, how to put it right, a failing and a passing example: the files of the
base under `# base/…` lines, and those that the head has otherwise under `# head/…`), and `check(pair)`, which yields
findings; the table of codes (`diagnostics/codes.py`) says the rest of it. How grave findings are, and which are waived,
is what the policy in the base's plan.yaml says: no edit excuses itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from itertools import islice
from typing import Final, NamedTuple

from si_plan.changes.difference import Pair
from si_plan.changes.placing import Placing
from si_plan.diagnostics import ALWAYS_SHOWN, CODES, Diagnostic, Finding, module_of
from si_plan.loading.places import Places
from si_plan.model.files import log_path
from si_plan.model.ids import entry_of
from si_plan.model.plan import Plan
from si_plan.model.reference import Policy, Waiver

RULES: Final = tuple(code for code, rule in CODES.items() if rule.stage == "edit")
"""The codes of the rules, in the order in which an edit is held against them."""

_MOST_OF_A_RULE: Final = 10_000
"""How many findings of one rule are looked at, so that a hostile edit costs little."""


class Reviewed(NamedTuple):
    """What the policy finds in an edit, in the order of the head's files, and what of it the base's waivers excuse."""

    found: list[Diagnostic]
    waived: list[Diagnostic]


def review(pair: Pair, base: Places, head: Places) -> Reviewed:
    """Judge an edit by the policy that stood before it."""
    policy = pair.base.details.policy
    placing = Placing(pair, base, head)
    found, waived = [], []
    for finding in _findings(pair):
        if _is_unsure(pair.head, finding):
            continue
        diagnostic = grade(placing.diagnostic(finding), policy)
        if diagnostic is None:
            continue
        waiver = _waiver_for(pair, policy, finding)
        if waiver is None:
            found.append(diagnostic)
        else:
            waived.append(diagnostic._replace(answered_by=f"waiver until {waiver.expires}"))
    return Reviewed(found, waived)


def _findings(pair: Pair) -> Iterator[Finding]:
    for code in RULES:
        yield from islice(import_module(module_of(code)).check(pair), _MOST_OF_A_RULE)


def grade(diagnostic: Diagnostic, policy: Policy | None) -> Diagnostic | None:
    """The diagnostic with the severity that a policy gives its code; None where the policy turns the code off."""
    if policy is None or diagnostic.answered_by:
        return diagnostic
    severity = policy.severities.get(diagnostic.code)
    if severity is None or (severity == "off" and diagnostic.code in ALWAYS_SHOWN):
        return diagnostic
    return None if severity == "off" else diagnostic._replace(graded=severity)


def _is_unsure(head: Plan, finding: Finding) -> bool:
    """Whether a finding may only follow from what is malformed in the head, which is told by itself."""
    if not head.partial:
        return False
    name, entry = finding.record, entry_of(finding.record)
    file = log_path(entry.owner) if entry is not None else f"{name}.yaml"  # plan.yaml, where the plan itself stands
    return name in head.left_out or file in head.left_out


def _waiver_for(pair: Pair, policy: Policy | None, finding: Finding) -> Waiver | None:
    """The waiver in force for a finding: of its code, for its record or for what its log entry is about."""
    if policy is None or finding.code in ALWAYS_SHOWN:
        return None
    names = {finding.record, *_record_of_entry(pair, finding.record)}
    for waiver in policy.waivers:
        if waiver.code == finding.code and waiver.at in names and pair.day <= waiver.expires:
            return waiver
    return None


def _record_of_entry(pair: Pair, name: str) -> Iterator[str]:
    """The record that the log entry of this name is about; none where it is the name of something else."""
    entry = entry_of(name)
    if entry is not None:
        for plan in (pair.head, pair.base):
            log = plan.logs.get(entry.owner, ())
            if entry.place <= len(log):
                yield log[entry.place - 1].at
                return
