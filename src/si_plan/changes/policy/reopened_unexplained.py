"""Something cancelled, then reopened without a reason.

The log says why it was cancelled. Starting it again needs a reason too. So does a role that was abolished and is held
again.

To fix it: add `reason` to the entry that reopens it.

Fails:

    # base/progress/1.1.yaml
    - {on: 2016-06-20, at: "1.1.1", status: cancelled, reason: No school wants one}

    # head/progress/1.1.yaml
    - {on: 2016-06-20, at: "1.1.1", status: cancelled, reason: No school wants one}
    - {on: 2016-07-01, at: "1.1.1", status: in_progress}

Passes:

    # base/progress/1.1.yaml
    - {on: 2016-06-20, at: "1.1.1", status: cancelled, reason: No school wants one}

    # head/progress/1.1.yaml
    - {on: 2016-06-20, at: "1.1.1", status: cancelled, reason: No school wants one}
    - {on: 2016-07-01, at: "1.1.1", status: in_progress, reason: Three schools have asked for one}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.changes.difference import Pair
from si_plan.changes.logs import new_entries
from si_plan.changes.role_log import new_role_entries
from si_plan.diagnostics import Finding
from si_plan.model.ids import OF_ROLES, entry_name

CODE: Final = "reopened-unexplained"


def check(pair: Pair) -> Iterator[Finding]:
    for edit in pair.logs:
        for new in new_entries(pair.in_force.head, edit):
            entry = new.entry
            if entry.status in (None, "cancelled") or entry.reason or entry.period is not None:
                continue
            tracked = pair.in_force.base.tracked_by_id.get(entry.at)
            stood = tracked is not None and pair.base_ever.of(tracked).state == "cancelled"
            if stood or new.before.status == "cancelled":
                yield Finding(
                    CODE,
                    entry_name(edit.owner, new.place),
                    "status",
                    f"{entry.at} was cancelled, and is reopened without a reason",
                    _HINT,
                )
    if pair.role_log is not None:
        for place, told, held in new_role_entries(pair.head, pair.role_log):
            if held.state == "abolished" and told.state not in (None, "abolished") and not told.reason:
                said = f"{told.at} was abolished, and is {told.state} again without a reason"
                yield Finding(CODE, entry_name(OF_ROLES, place), "state", said, _HINT)


_HINT: Final = "add a line `reason: …`"
