"""A waiver whose last day has passed.

A waiver is for a limited time. After its last day (`expires`) it excuses nothing, and only misleads people who read it.

To fix it: delete the waiver.

Fails:

    # head/plan.yaml
    format: 1
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    policy:
      waivers:
        - {code: record-removed, at: "1.2", reason: Taken into 1.1, expires: 2016-06-30}

Passes:

    # head/plan.yaml
    format: 1
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    policy:
      waivers:
        - {code: record-removed, at: "1.2", reason: Taken into 1.1, expires: 2036-06-30}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.changes.difference import Pair
from si_plan.diagnostics import Finding

CODE: Final = "waiver-expired"


def check(pair: Pair) -> Iterator[Finding]:
    policy = pair.head.details.policy
    for place, waiver in enumerate(policy.waivers if policy else ()):
        if waiver.expires < pair.day:
            yield Finding(
                CODE,
                "plan",
                f"policy.waivers.{place}.expires",
                f"the waiver of {waiver.code} for {waiver.at} expired after {waiver.expires}",
                "delete it",
            )
