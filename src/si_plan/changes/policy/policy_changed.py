"""A change to the rules that siplan checks changes by.

`policy` in plan.yaml sets the severity of findings about changes, and what is waived. siplan checks an edit by the
rules from before it, so that no pull request can excuse itself. A change to the rules counts from the next edit on, and
siplan shows it to the reviewer. Nobody can turn this warning off or waive it.

To fix it: make sure that the person responsible for the rules agrees. You need do nothing else.

Fails:

    # head/plan.yaml
    format: 1
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    policy:
      severities:
        no-evidence: warning

Passes:

    # base/plan.yaml
    format: 1
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    policy:
      severities:
        no-evidence: warning
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.changes.difference import Pair
from si_plan.changes.reference import items
from si_plan.diagnostics import Finding

CODE: Final = "policy-changed"


def check(pair: Pair) -> Iterator[Finding]:
    before, after = items(pair.base.details.policy), items(pair.head.details.policy)
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            was, now = before.get(name, "not set"), after.get(name, "not set")
            yield Finding(
                CODE,
                "plan",
                "policy",
                f"the change rules were changed: {name} was {was} and is now {now}",
                "make sure that the person responsible agrees; it counts from the next edit on",
            )
