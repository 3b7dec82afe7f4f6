"""Something recorded complete without evidence.

People will ask how you know that a milestone is complete. The entry that says so gives a link or a document that others
can check: minutes, a page, a published document. Words like "none" and "n/a" do not count.

To fix it: add `evidence` to the entry (`siplan complete` asks for it). If the entry is already on the base, undo it and
record it again.

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
                    "add a line `evidence: […]` with a link or document that others can check",
                )
