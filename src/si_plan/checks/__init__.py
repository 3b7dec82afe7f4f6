"""Rules about how records fit together, one module each: its code, its documentation, its generator.

A check is a module with `CODE`, a docstring (what is wrong and why it matters, a failing and a passing example)
and `check(plan)`, which yields findings. The rest is in the table of codes (`diagnostics/codes.py`): its severity,
and what it needs to be run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from importlib import import_module
from itertools import chain, islice
from typing import Final

from si_plan.diagnostics import (
    CODES,
    Diagnostic,
    Finding,
    Need,
    Severity,
    apply_severities,
    limit_per_file,
    module_of,
    sort_by_place,
)
from si_plan.loading import Loaded
from si_plan.model.fields import clock_of
from si_plan.model.plan import Plan
from si_plan.model.promise import Action, Duty, Milestone, Priority, Stage
from si_plan.model.reference import Area, Measure, Target


def _codes_of(severity: Severity) -> tuple[str, ...]:
    """The codes, of this severity, of the checks that need nothing but the plan."""
    return tuple(
        code
        for code, rule in CODES.items()
        if rule.stage == "fit" and rule.severity == severity and not {"text", "findings"}.intersection(rule.needs)
    )


ERRORS: Final = _codes_of("error")
"""Checks whose findings are errors: a plan with one answers no query."""
WARNINGS: Final = _codes_of("warning")
"""Checks whose findings are warnings, for which a source note may answer."""

MOST_OF_A_CHECK: Final = 10_000
"""How many findings of one check are looked at: far more than are listed, so that a hostile file costs little."""


def run_checks(plan: Plan, codes: Iterable[str], *, sound: bool = True) -> Iterator[Finding]:
    """What the checks of these codes find in a plan. `sound` says that no error was found in it. A check that lacks
    what it needs is not imported."""
    has = _Having(plan, sound)
    for code in codes:
        needs = CODES[code].needs
        if all(map(has.what, needs)):
            judged = plan.on(date.max) if "in force" in needs else plan
            yield from islice(import_module(module_of(code)).check(judged), MOST_OF_A_CHECK)


class _Having:
    """What a plan has of what checks need. What takes a look at every record is looked for when it is first needed."""

    def __init__(self, plan: Plan, sound: bool) -> None:
        self._plan = plan
        self._sound = sound

    def what(self, need: Need) -> bool:
        """Whether the plan has it."""
        plan = self._plan
        match need:
            case "sound":
                return self._sound
            case "actions":
                return any(priority.actions for priority in plan.priorities)
            case "logs":
                return bool(plan.logs or plan.role_log)
            case "refs":
                return bool(plan.refs)
            case "readings":
                return bool(plan.readings)
            case "role_log":
                return bool(plan.role_log)
            case "policy":
                return plan.details.policy is not None
            case "editions":
                return self._editions
            case "clocks":
                return self._clocks
            case "later format":
                return self._editions or self._clocks
            case "in force":
                return True
            case _:
                return need not in plan.left_out

    @cached_property
    def _editions(self) -> bool:
        """Whether the plan has editions, or a record that names one."""
        plan = self._plan
        if plan.details.editions:
            return True
        targets = (target for measure in plan.measures for target in measure.targets)
        kept: Iterable[Area | Measure | Target | Priority] = chain(plan.areas, plan.measures, targets, plan.priorities)
        if any(record.since or record.until for record in kept):
            return True
        for _, action in plan.actions():
            promised: tuple[Action | Milestone | Stage | Duty, ...] = (action, *action.parts)
            if any(record.since or record.until or record.earlier for record in promised):
                return True
        return False

    @cached_property
    def _clocks(self) -> bool:
        """Whether a promised deadline counts from an event, in any edition."""
        for _, action in self._plan.actions():
            deadlined: tuple[Action | Milestone | Stage, ...] = (action, *action.milestones, *action.stages)
            for record in deadlined:
                if record.due is not None and clock_of(record.due) is not None:
                    return True
                if record.earlier and any(clock_of(entry.due) is not None for entry in record.earlier):
                    return True
        return False


def errors(loaded: Loaded) -> list[Diagnostic]:
    """The errors of a plan, of form and of fit. A plan with one answers no query."""
    found = [diagnostic for diagnostic in loaded.diagnostics if diagnostic.severity == "error"]
    if loaded.plan is not None:
        found += _diagnostics_of(loaded, run_checks(loaded.plan, ERRORS))
    return limit_per_file(sort_by_place(found))


def findings_to_show(loaded: Loaded) -> list[Diagnostic]:
    """What siplan lists of a plan: what it finds, one finding for each cause, with the severities of the plan's policy,
    up to the limit of each file."""
    from si_plan.checks.causes import one_for_each_cause  # a question lists no findings

    found = find_all(loaded)
    policy = loaded.plan.details.policy if loaded.plan is not None else None
    graded = apply_severities(found, policy.severities) if policy is not None else found
    return limit_per_file(sort_by_place(one_for_each_cause(graded, loaded.places.location)))


def find_all(loaded: Loaded) -> list[Diagnostic]:
    """All that siplan finds in a plan, in order of file and line. A warning that a source note answers names the
    note."""
    plan = loaded.plan
    found = list(loaded.diagnostics)
    if plan is not None:
        found += _diagnostics_of(loaded, run_checks(plan, ERRORS))
        sound = not any(diagnostic.severity == "error" for diagnostic in found)
        if sound:
            loaded.places.trust_ids()
            from si_plan.checks import split_text  # it looks into the text of the files

            found += _diagnostics_of(loaded, islice(split_text.check(plan, loaded.places), MOST_OF_A_CHECK))
        # No warnings about what is in a malformed file: they may come from what was left out of it.
        warnings = run_checks(plan, WARNINGS, sound=sound)
        found += _diagnostics_of(loaded, (finding for finding in warnings if finding.record not in plan.left_out))
        if plan.notes:
            found = _name_answering_notes(plan, found)
            if sound:
                from si_plan.checks import note_answers_nothing  # it looks at what the others found

                found += _diagnostics_of(loaded, note_answers_nothing.check(plan.on(date.max), found))
    return sort_by_place(found)


def _diagnostics_of(loaded: Loaded, findings: Iterable[Finding]) -> list[Diagnostic]:
    """The findings, each at its place in the plan's files."""
    return [loaded.places.diagnostic(finding) for finding in findings]


def _name_answering_notes(plan: Plan, found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The same diagnostics, each warning that a source note answers with the note's id: one about its record and field,
    or about the cell that it comes from."""
    from si_plan.checks.causes import cell_of

    notes = {(note.at, code): note.id for note in plan.notes for code in note.answers}

    def note_for(one: Diagnostic) -> str:
        return notes.get((one.at, one.code)) or notes.get((cell_of(one.cause), one.code), "")

    return [one._replace(answered_by=note_for(one)) if one.severity == "warning" else one for one in found]
