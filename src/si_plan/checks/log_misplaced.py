"""A log entry about a record that the log is not for.

`progress/2.4.yaml` is the log of action 2.4: its entries are about 2.4, its milestones, stages and duties, so that
two people who record on different actions never change the same file. `progress/2.yaml` is about priority 2 itself.

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

from si_plan.closeness import did_you_mean
from si_plan.diagnostics import Finding
from si_plan.loading import entry_name
from si_plan.model.plan import Plan
from si_plan.model.progress import Entry

CODE: Final = "log-misplaced"


def check(plan: Plan) -> Iterator[Finding]:
    for owner, entries in plan.logs.items():
        if entries and not plan.knows(owner):
            yield Finding(
                CODE,
                entry_name(owner, 1),
                "",
                f"this is the log of {owner}, and the plan has no {owner}",
                did_you_mean(owner, plan.by_id) or "name the file after the action whose log it is",
            )
            continue
        for number, entry in enumerate(entries, 1):
            yield from _misplaced(plan, owner, number, entry)


def _misplaced(plan: Plan, owner: str, number: int, entry: Entry) -> Iterator[Finding]:
    about = entry.at
    if about != owner and ("." not in owner or not about.startswith(f"{owner}.")):
        action = ".".join(about.split(".")[:2])
        yield Finding(
            CODE,
            entry_name(owner, number),
            "at",
            f"this is the log of {owner}, and the entry is about {about}",
            f"move the entry to progress/{action}.yaml, or correct its id",
        )
    elif not plan.knows(about):
        hint = did_you_mean(about, plan.by_id) or f"name {owner} or a record in it"
        yield Finding(CODE, entry_name(owner, number), "at", f"there is no {about} in the plan", hint)
