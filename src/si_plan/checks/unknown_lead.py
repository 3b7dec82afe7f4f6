"""A lead that is not in roles.yaml.

Nobody chases a deadline that nobody leads. Leads are codes from roles.yaml, so that you can list everything one role
leads, and rename a post in one place. This also applies to `accountable` and `support`, to an audience's `leads`, and
to all of these, `by` and `approved_by` in the log.

To fix it: write a code or another name that is in roles.yaml. The hint gives the closest. If the lead is new, add the
role to roles.yaml.

Fails:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HTT]
        when: [By Sept 2016]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: 2016-09}

Passes:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [By Sept 2016]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: 2016-09}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from si_plan.diagnostics import Finding
from si_plan.model.ids import OF_ROLES, entry_name
from si_plan.model.plan import Plan
from si_plan.model.promise import ROLES
from si_plan.suggestions import Guesses

if TYPE_CHECKING:
    from si_plan.model.progress import Entry

CODE: Final = "unknown-lead"


def check(plan: Plan) -> Iterator[Finding]:
    if "roles.yaml" in plan.left_out and not plan.roles:
        return
    known = plan.role_names.keys() | {name.casefold() for name in plan.left_out}
    guesses = Guesses(name for role in plan.roles for name in (role.code, *role.aliases))
    suspect = any(name.casefold() not in known for names in (plan.lead_names, names_beside(plan)) for name in names)
    promised = (record for _, action in plan.actions() for record in (action, *action.parts)) if suspect else ()
    for record in (*plan.details.audiences, *promised):
        for field in ROLES:
            for place, name in enumerate(getattr(record, field, ())):
                if name.casefold() not in known:
                    yield _finding(guesses, record.id, field, name, place)
    for name, where, index in _of_the_plan(plan):
        if name.casefold() not in known:
            yield _finding(guesses, "plan", where, name, index)
    for entry, where, named, index in _logged(plan):
        if named.casefold() not in known:
            yield _finding(guesses, entry, where, named, index)
    codes = {role.code for role in plan.roles} | plan.left_out
    for entry, where, code in _in_log_of_roles(plan):
        if code not in codes:  # what is close to a successor is often the role itself
            yield _finding(guesses if where == "at" else Guesses(()), entry, where, code, None)


def names_beside(plan: Plan) -> set[str]:
    """Every name by which the promise names who answers for an action or supports its leads."""
    return {name for _, action in plan.actions() for name in (*action.accountable, *action.support)}


def _in_log_of_roles(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """Each code in the log of roles: the entry, the field and the code."""
    for number, entry in enumerate(plan.role_log, 1):
        yield entry_name(OF_ROLES, number), "at", entry.at
        if entry.successor is not None:
            yield entry_name(OF_ROLES, number), "successor", entry.successor


def _logged(plan: Plan) -> Iterator[tuple[str, str, str, int | None]]:
    """Each role that an entry of a log names: the entry, the field, the name, and its place among several."""
    for owner, entries in plan.logs.items():
        for number, entry in enumerate(entries, 1):
            for where, named, index in _named_in(entry):
                if named is not None:
                    yield entry_name(owner, number), where, named, index


def _named_in(entry: Entry) -> Iterator[tuple[str, str | None, int | None]]:
    """The names of roles in an entry, each as field, name and place in a list."""
    for field in ROLES:
        for place, name in enumerate(getattr(entry, field)):
            yield field, name, place
    yield "by", entry.by, None
    yield "approved_by", entry.approved_by, None


def _of_the_plan(plan: Plan) -> Iterator[tuple[str, str, int | None]]:
    """Who is named in plan.yaml besides the audiences: who approves moves, and who adopts editions. Each with the field
    and, in a list, its place."""
    policy = plan.details.policy
    if policy is not None:
        for place, name in enumerate(policy.moves_approved_by):
            yield name, "policy.moves_approved_by", place
        if policy.adoption is not None:
            yield policy.adoption.by, "policy.adoption.by", None
    for place, edition in enumerate(plan.details.editions):
        if edition.adopted_by is not None:
            yield edition.adopted_by, f"editions.{place}.adopted_by", None


def _finding(guesses: Guesses, record: str, field: str, name: str, index: int | None) -> Finding:
    hint = guesses.did_you_mean(name) or "add it to roles.yaml, or use a code that is there"
    return Finding(CODE, record, field, f"{name} is not in roles.yaml", hint, index)
