"""What the recording commands do about roles: `update` and `correct` record how one is held, `reassign --all-of` hands
over all that one leads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from si_plan.cli.changing import Given, LackingError, WrongError
from si_plan.cli.entry_options import option_of
from si_plan.cli.options import today
from si_plan.cli.recording import validated
from si_plan.documents import words
from si_plan.editing.changes import Recorded
from si_plan.editing.holding import in_place_of, later_state, record_of_roles, refusal_of_role, work_of
from si_plan.editing.recording import correction
from si_plan.editing.rules import Rules
from si_plan.errors import UsageError
from si_plan.loading import SoundPlan
from si_plan.model.plan import Plan
from si_plan.model.promise import ROLES
from si_plan.model.reference import Role
from si_plan.model.role_log import RoleEntry

_TAKEN: Final = ("voids", "status", "successor", "reason", "note", "on", "public")
"""The options that an entry about a role has fields for."""


def record_in_log_of_roles(
    opened: SoundPlan, command: str, about: Sequence[str], values: Given, readings: list[str]
) -> Recorded:
    """Record an entry of the options about each of these roles. Raises UsageError where they are no roles, or where the
    command or an option is not for roles."""
    plan = opened.plan
    roles = [name for name in about if isinstance(plan.by_id.get(name), Role)]
    others = [name for name in about if name not in roles]
    if not roles:
        raise WrongError(
            "successor", f"{others[0]} is no role, and only a role has a successor", "leave --successor out"
        )
    if others:
        raise UsageError(f"{roles[0]} is a role, and {others[0]} is not", "record the two by themselves")
    if command not in ("update", "correct"):
        hint = "siplan update {0} --status vacant records how it is held"
        if command == "reassign":
            hint = "siplan reassign --all-of {0} --lead CODE hands over what it leads"
        raise UsageError(f"{roles[0]} is a role, not an action or a milestone", hint.format(roles[0]))
    wrong = next((field for field in values if field not in _TAKEN), None)
    if wrong is not None:
        hint = f"what it takes is {words.every(option_of(field) for field in _TAKEN[1:])}"
        raise WrongError(wrong, f"{option_of(wrong)} is not recorded of a role", hint)
    entries = [_entry(plan, command, code, values) for code in roles]
    for entry in entries:
        refusal = refusal_of_role(plan, entry, today())
        if refusal is not None and refusal.lack is not None:
            raise LackingError(refusal.field, refusal.message, f"give {option_of(refusal.field)}", question="Why")
        if refusal is not None:
            raise WrongError(refusal.field, refusal.message, refusal.hint)
        later = later_state(plan, entry)
        if later is not None:
            day = words.day_short(later)
            readings.append(f"{entry.at}: what is recorded of {day} still counts, since that day is later")
    return record_of_roles(opened, entries)


def _entry(plan: Plan, command: str, code: str, values: Given) -> RoleEntry:
    fields: dict[str, Any] = {"on": today(), "at": code}
    fields |= {("state" if field == "status" else field): value for field, value in values.items()}
    if command == "correct":
        fields["voids"] = correction(plan, code, values.get("voids"))
    entry: RoleEntry = validated(RoleEntry, fields, lambda field: option_of("status" if field == "state" else field))
    return entry


def all_of(rules: Rules, names: Sequence[str] | None, values: Given) -> dict[str, Given]:
    """Who leads each record, by its id, that a role leads and that is open on the day of the hand-over: the new leads
    have the place of that role. The same for the actions that it answers for or supports, where others are given for
    that. Raises UsageError where there is nothing to hand over, or nobody who takes it."""
    code = values.get("all_of")
    if code is None:
        raise UsageError("nothing says what to reassign", "give an id, such as 2.4.1, or --all-of and a role")
    if names:
        raise UsageError(f"--all-of is all that {code} leads", f"leave out {names[0]}, or leave out --all-of")
    on = date.fromisoformat(values["on"]) if "on" in values else rules.until
    handed: dict[str, Given] = {}
    for field in ROLES:
        heirs = values.get(field, ())
        if code in heirs:
            raise WrongError(field, f"{code} cannot take over from itself", "give the role that has it from then on")
        for at, former in work_of(rules, code, on, field).items() if heirs else ():
            now = handed.setdefault(at, {})[field] = in_place_of(former, code, heirs)
            if set(now) <= set(former) and "reason" not in values:
                said = f"taking {code} off {rules.both(at)}, with nobody new in its place, needs a reason"
                raise LackingError("reason", said, "give --reason", question="Why")
    asked = [words.BY[field] for field in ROLES if field in values]
    if asked and not handed:
        said = f"nothing that is open on {words.day_short(on)} is {words.either(asked)} {code}"
        raise UsageError(said, f"siplan by-owner {code} shows what it leads")
    return handed
