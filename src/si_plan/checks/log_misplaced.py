"""A log entry in the wrong log.

`progress/2.4.yaml` is the log of action 2.4: its entries are about 2.4 and its milestones, stages and duties. So two
people who record on different actions never change the same file. `progress/2.yaml` is about priority 2 itself.

To fix it: move the entry to the end of the log of its action. The log's name is the action's id.

Fails:

    # progress/1.1.yaml
    - on: 2016-10-03
      at: "1.2.1"
      status: complete
      evidence: [Minutes of 3 October]

Passes:

    # progress/1.1.yaml
    - on: 2016-10-03
      at: "1.1.1"
      status: complete
      evidence: [Minutes of 3 October]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.loading.refs import id_to_write, ids_to_write
from si_plan.model.files import log_path
from si_plan.model.ids import entry_name, is_inner, is_within, log_owner_of
from si_plan.model.plan import Plan
from si_plan.model.progress import Entry
from si_plan.model.promise import Action, Priority
from si_plan.suggestions import Guesses

CODE: Final = "log-misplaced"


def check(plan: Plan) -> Iterator[Finding]:
    guesses = Guesses(plan.by_id, ids_to_write(plan, "at"))
    for owner, entries in plan.logs.items():
        if entries and (wrong := _wrong_name(plan, owner, guesses)):
            yield Finding(CODE, entry_name(owner, 1), "", *wrong)
            continue
        for number, entry in enumerate(entries, 1):
            yield from _check_entry(plan, owner, number, entry, guesses)


def _wrong_name(plan: Plan, owner: str, guesses: Guesses) -> tuple[str, str] | None:
    """The message and the hint for a log whose file is not named after an action or a priority; None where it is."""
    record = plan.by_id.get(owner)
    if record is None:
        if plan.knows(owner):
            return None
        hint = guesses.did_you_mean(owner) or "name the file after the action whose log it is"
        return f"this is the log of {owner}, but there is no {owner} in the plan", hint
    if isinstance(record, (Action, Priority)):
        return None
    action = log_owner_of(owner)
    hint = f"move its entries to {log_path(action)}" if action != owner else "name it after an action or a priority"
    return f"this is the log of {owner}, but only actions and priorities have logs", hint


def _check_entry(plan: Plan, owner: str, number: int, entry: Entry, guesses: Guesses) -> Iterator[Finding]:
    """What is wrong with the record that an entry is about, if anything."""
    about = entry.at
    if about != owner and not (is_inner(owner) and is_within(about, owner)):
        by_ref = "" if plan.knows(about) else id_to_write(plan, "at", about)
        yield Finding(
            CODE,
            entry_name(owner, number),
            "at",
            f"this is the log of {owner}, but the entry is about {about}",
            by_ref or f"move the entry to {log_path(log_owner_of(about))}, or correct its id",
        )
    elif not plan.knows(about):
        hint = guesses.did_you_mean(about) or f"name {owner} or a record in it"
        yield Finding(CODE, entry_name(owner, number), "at", f"there is no {about} in the plan", hint)
