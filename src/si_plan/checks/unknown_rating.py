"""A rating that is not in plan.yaml.

Each council rates progress in its own way, so siplan has no built-in ratings. `ratings` in plan.yaml lists the codes
that log entries use, and what each means.

To fix it: write a code that is under `ratings` in plan.yaml, or add it there with its meaning.

Fails:

    # progress/1.1.yaml
    - on: 2016-10-03
      at: "1.1.1"
      rating: green

Passes:

    # plan.yaml
    format: 1
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    ratings:
      - {code: green, title: On course}

    # progress/1.1.yaml
    - on: 2016-10-03
      at: "1.1.1"
      rating: green
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.model.ids import entry_name
from si_plan.model.plan import Plan
from si_plan.suggestions import Guesses

CODE: Final = "unknown-rating"


def check(plan: Plan) -> Iterator[Finding]:
    if "plan.yaml" in plan.left_out and not plan.details.ratings:
        return
    codes = [rating.code for rating in plan.details.ratings]
    known = plan.left_out.union(codes)
    guesses = Guesses(codes)
    for owner, entries in plan.logs.items():
        for number, entry in enumerate(entries, 1):
            if entry.rating is not None and entry.rating not in known:
                yield Finding(
                    CODE,
                    entry_name(owner, number),
                    "rating",
                    f"the rating {entry.rating} is not in plan.yaml",
                    guesses.did_you_mean(entry.rating)
                    or "list the codes and what they mean in plan.yaml, under ratings:",
                )
