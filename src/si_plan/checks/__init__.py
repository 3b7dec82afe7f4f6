"""Rules about how records fit together, one module each: its code, its documentation, its generator.

A check is a module with `CODE`, a docstring (what is wrong and why it matters, a failing and a passing example)
and `check(plan)`, which yields findings. It is listed below; its severity is its code's in `diagnostics.CODES`.
`WHOLE_PLAN = True` marks one that reasons from absence, and so waits until the plan has no errors: a misspelt lead is
one mistake, and not also a role that leads nothing. `NEEDS = "plan.yaml"` names a file without which one would reason
from a stand-in (the plan's date, its calendar), and so waits until that file is sound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import islice
from typing import Final

from si_plan.diagnostics import Diagnostic, Finding, in_order, within_limit
from si_plan.loading import Loaded
from si_plan.model.plan import Plan

ERRORS: Final = (
    "duplicate_id",
    "misplaced_id",
    "unknown_lead",
    "unknown_area",
    "unknown_measure",
    "target_kind",
    "unknown_reference",
    "same_as_loop",
    "alias_clash",
    "dates_reversed",
    "too_many_occurrences",
    "too_much_repeated",
    "log_misplaced",
    "log_void",
    "log_lost",
    "complete_early",
    "void_ambiguous",
    "unknown_rating",
    "unknown_period",
    "note_target",
    "policy_code",
)
"""Checks whose findings are errors: a plan with one answers no query."""

_OF_LOGS: Final = frozenset(
    {"log_misplaced", "log_void", "void_ambiguous", "unknown_rating", "log_lost", "complete_early"}
    | {"log_period", "log_before_plan", "log_empty", "evidence_empty"}
)
"""Checks that look at logs alone, and are not even loaded where there is none."""

_OF_POLICY: Final = frozenset({"policy_code"})
"""The same of the plan's policy."""

_OF_READINGS: Final = frozenset({"unknown_period"})
"""The same of readings of targets."""

WARNINGS: Final = (
    "lead_alias",
    "who_differs",
    "deadline_before_plan",
    "no_deadline",
    "no_milestones",
    "unused_role",
    "not_in_glossary",
    "area_unanswered",
    "repeated_text",
    "same_as_differs",
    "reading_differs",
    "due_missing",
    "recurrence_missing",
    "wording_unread",
    "wording_elsewhere",
    "clause_unused",
    "log_period",
    "log_before_plan",
    "log_empty",
    "evidence_empty",
)
"""Checks whose findings are warnings, for which a source note may answer."""


MOST_OF_A_CHECK: Final = 10_000
"""How many findings of one check are looked at: far more than are listed, so that a hostile file costs little."""


def run(plan: Plan, names: Iterable[str], *, sound: bool = True) -> Iterator[Finding]:
    """What the checks of these names find in a plan, which is `sound` where no error was found in it."""
    for name in names:
        if (name in _OF_LOGS and not plan.logs) or (name in _OF_READINGS and not plan.readings):
            continue
        if name in _OF_POLICY and plan.details.policy is None:
            continue
        module = import_module(f"si_plan.checks.{name}")
        if getattr(module, "NEEDS", None) in plan.left_out:
            continue
        if sound or not getattr(module, "WHOLE_PLAN", False):
            yield from islice(module.check(plan), MOST_OF_A_CHECK)


def errors(loaded: Loaded) -> list[Diagnostic]:
    """The errors of a plan, of form and of fit: what keeps it from answering."""
    found = [diagnostic for diagnostic in loaded.diagnostics if diagnostic.severity == "error"]
    if loaded.plan is not None:
        found += _located(loaded, run(loaded.plan, ERRORS))
    return within_limit(in_order(found))


def everything(loaded: Loaded, *, whole: bool = False) -> list[Diagnostic]:
    """All that siplan has to say of a plan, file by file; warnings for which a note answers name it. No more of a file
    than is listed, or with `whole` all of it."""
    plan = loaded.plan
    found = list(loaded.diagnostics)
    if plan is not None:
        found += _located(loaded, run(plan, ERRORS))
        sound = not any(diagnostic.severity == "error" for diagnostic in found)
        if sound:
            loaded.places.trust_ids()
            from si_plan.checks import split_text  # by itself, since it looks into the text of the files

            found += _located(loaded, islice(split_text.check(plan, loaded.places), MOST_OF_A_CHECK))
        # What is in a malformed file gets its warnings when its form is right: they may follow from what was left out.
        warnings = (one for one in run(plan, WARNINGS, sound=sound) if one.record not in plan.left_out)
        found += _located(loaded, warnings)
        if plan.notes:
            from si_plan.checks import note_answers_nothing as answers

            found = answers.answered(plan, found)
            if sound:
                found += _located(loaded, answers.unused(plan, found))
    return in_order(found) if whole else within_limit(in_order(found))


def _located(loaded: Loaded, findings: Iterable[Finding]) -> list[Diagnostic]:
    return [loaded.places.diagnostic(one) for one in findings]
