"""A change of the policy by which changes are judged.

`policy` in plan.yaml says how grave findings about changes are here, and what is waived. An edit is judged by the
policy that stood before it, so that no pull request excuses itself; what it changes there holds for the next one, and
is shown to whoever reviews this one. The check is never off and never waived.

To put it right: see that whoever answers for the policy has agreed. Nothing else is needed.

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
                f"the change policy itself changes: {name} was {was} and is {now}",
                "see that whoever answers for the policy has agreed; it holds from the next edit on",
            )
