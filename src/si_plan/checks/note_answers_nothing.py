"""A source note that explains a finding which is no longer there.

A note that explains a warning hides it. Once you have fixed the plan, the note would hide the next mistake of the same
kind in the same place.

To fix it: take the code out of the note's `answers`. You can keep the note itself.

Fails:

    # source-notes.yaml
    - id: N1
      at: "1.1.1#due"
      document: By Sept 2016
      recorded: 2016-09
      why: The end of the month is meant
      answers: [deadline-before-plan]

Passes:

    # source-notes.yaml
    - id: N1
      at: "1.1.1#due"
      document: By Sept 2016
      recorded: 2016-09
      why: The end of the month is meant
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from si_plan.checks.causes import cell_of
from si_plan.diagnostics import CODES, Diagnostic, Finding
from si_plan.model.ids import record_at
from si_plan.model.plan import Plan
from si_plan.suggestions import Guesses

CODE: Final = "note-answers-nothing"


def check(plan: Plan, found: Iterable[Diagnostic]) -> Iterator[Finding]:
    """The answers to diagnostics that are not among those `found`, about records that are there."""
    guesses = Guesses(CODES)
    arisen = {(place, one.code) for one in found for place in (one.at, cell_of(one.cause))}
    for note in plan.notes:
        if record_at(note.at) in plan.left_out:
            continue
        for place, code in enumerate(note.answers):
            if (note.at, code) in arisen:
                continue
            if code in CODES:
                message, hint = f"there is no {code} at {note.at} any more", "take the code out of `answers`"
            else:
                message, hint = f"there is no code {code}", guesses.did_you_mean(code)
            yield Finding(CODE, note.id, "answers", message, hint, place)
