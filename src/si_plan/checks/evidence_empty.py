"""Evidence that shows nothing: none, n/a, -.

Evidence says where others can check. A word that only fills the field looks like evidence in every list and report. The
change rules count it as no evidence (no-evidence).

To fix it: add a link or a document that others can check (minutes, a page, a published document), or take the line out.

Fails:

    # progress/1.1.yaml
    - on: 2016-10-03
      at: "1.1.1"
      status: complete
      evidence: [n/a]

Passes:

    # progress/1.1.yaml
    - on: 2016-10-03
      at: "1.1.1"
      status: complete
      evidence: [Register of tutors of 3 October]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.model.ids import entry_name
from si_plan.model.plan import Plan
from si_plan.model.progress import shows_nothing

CODE: Final = "evidence-empty"


def check(plan: Plan) -> Iterator[Finding]:
    for owner, number, entry in plan.counting_entries():
        for place, evidence in enumerate(entry.evidence):
            if shows_nothing(evidence):
                yield Finding(CODE, entry_name(owner, number), "evidence", *mistake(evidence), place)


def mistake(evidence: str) -> tuple[str, str]:
    """The message and the hint for evidence that shows nothing."""
    return f'"{evidence}" is not evidence', "add a link or document that others can check: minutes, a page, a report"
