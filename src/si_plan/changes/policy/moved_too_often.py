"""A deadline moved later more often than the change rules allow.

Each move may have a good reason, but a deadline that moves every term is not a deadline. `most_moves` under `policy` in
plan.yaml says how often one may move later. After that, a role named in `moves_approved_by` has to approve each move.
A move that the same edit undoes still counts where the deadline then moves further.

To fix it: have one of these roles approve the move and give its code in `approved_by`; or complete or cancel it.

Fails:

    # base/plan.yaml
    format: 1
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    policy:
      most_moves: 1
      moves_approved_by: [DCS]

    # base/roles.yaml
    - {code: HT, title: Headteacher, kind: post}
    - {code: DCS, title: "Director of Children's Services", kind: post}

    # base/progress/1.1.yaml
    - {on: 2016-07-01, at: "1.1.1", due: 2016-12, reason: No trainer in the summer, approved_by: HT}

    # head/progress/1.1.yaml
    - {on: 2016-07-01, at: "1.1.1", due: 2016-12, reason: No trainer in the summer, approved_by: HT}
    - {on: 2016-07-20, at: "1.1.1", due: 2017-03, reason: No room, approved_by: HT}

Passes:

    # base/plan.yaml
    format: 1
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    policy:
      most_moves: 1
      moves_approved_by: [DCS]

    # base/roles.yaml
    - {code: HT, title: Headteacher, kind: post}
    - {code: DCS, title: "Director of Children's Services", kind: post}

    # base/progress/1.1.yaml
    - {on: 2016-07-01, at: "1.1.1", due: 2016-12, reason: No trainer in the summer, approved_by: HT}

    # head/progress/1.1.yaml
    - {on: 2016-07-01, at: "1.1.1", due: 2016-12, reason: No trainer in the summer, approved_by: HT}
    - {on: 2016-07-20, at: "1.1.1", due: 2017-03, reason: No room, approved_by: DCS}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.changes.difference import Pair
from si_plan.changes.logs import held_before, is_slip, new_entries
from si_plan.diagnostics import Finding
from si_plan.model.ids import entry_name
from si_plan.queries.moves import may_move_again, who_approves_moves

CODE: Final = "moved-too-often"


def check(pair: Pair) -> Iterator[Finding]:
    for edit in pair.logs:
        base = held_before(pair.in_force.base, edit)
        for new in new_entries(pair.in_force.head, edit):
            entry, slips = new.entry, new.before.slips
            was = base.get((entry.at, entry.period))
            if was is not None and is_slip(was, entry):  # no move is undone only to move further
                slips = max(slips, was.slips)
            if is_slip(new.before, entry) and not may_move_again(pair.base, slips, entry.approved_by):
                what = f"{entry.at} for {entry.period}" if entry.period else entry.at
                times = "once" if slips == 1 else f"{slips} times"
                yield Finding(
                    CODE,
                    entry_name(edit.owner, new.place),
                    "approved_by" if entry.approved_by else "due",
                    f"the deadline of {what} has moved later {times} already",
                    who_approves_moves(pair.base),
                )
