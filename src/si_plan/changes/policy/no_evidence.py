"""Something recorded complete without evidence.

That a milestone is reached is what the plan is for, and readers will ask how that is known. The entry that says so
says where it can be seen: minutes, a page, a published document. Words like none and n/a are no evidence.

To put it right: add `evidence` to the entry (`siplan complete` asks for it). If the entry stands on the base already,
void it and record it anew.

Fails:

    # head/progress/1.1.yaml
    - {on: 2016-07-01, at: "1.1.1", status: complete}

Passes:

    # head/progress/1.1.yaml
    - {on: 2016-07-01, at: "1.1.1", status: complete, evidence: [Register of tutors of 30 June]}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.changes.difference import Pair
from si_plan.changes.logs import new_entries
from si_plan.diagnostics import Finding
from si_plan.model.ids import entry_name
from si_plan.model.progress import is_evidenced

CODE: Final = "no-evidence"


def check(pair: Pair) -> Iterator[Finding]:
    for edit in pair.logs:
        for new in new_entries(pair.head, edit):
            if new.entry.status == "complete" and not is_evidenced(new.entry.evidence):
                yield Finding(
                    CODE,
                    entry_name(edit.owner, new.place),
                    "status",
                    f"{new.entry.at} is recorded complete without evidence",
                    "add a line `evidence: [where it can be seen]`",
                )
