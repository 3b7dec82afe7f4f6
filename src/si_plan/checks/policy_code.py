"""A severity or a waiver for a code that cannot have one.

`policy` in plan.yaml says how grave a finding is here. It may set the code of a warning or of a finding about a change
to `error`, `warning` or `off`, and waive one about a change for a single record. An error about the plan itself stays
one: with it, answers would be wrong. A change of the policy and an expired waiver are always shown.

To put it right: correct the code (`siplan explain` lists them all), or delete the line.

Fails:

    # plan.yaml
    format: 1
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    policy:
      severities:
        unknown-lead: off

Passes:

    # plan.yaml
    format: 1
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    policy:
      severities:
        lead-dropped: warning
      waivers:
        - code: record-removed
          at: "1.2"
          reason: The panel took 1.2 into 1.1 on 3 October
          expires: 2016-12-31
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.diagnostics import ALWAYS_SHOWN, CODES, Finding
from si_plan.model.plan import Plan
from si_plan.suggestions import Guesses

CODE: Final = "policy-code"


def check(plan: Plan) -> Iterator[Finding]:
    policy = plan.details.policy
    if policy is None:
        return
    guesses = Guesses([code for code, rule in CODES.items() if rule.of_change])
    for code, severity in policy.severities.items():
        field = f"severities.{code}"
        rule = CODES.get(code)
        if rule is None:
            yield _finding(field, f"there is no code {code}", guesses.did_you_mean(code))
        elif rule.severity == "error" and not rule.of_change:
            yield _finding(field, f"{code} is an error whatever the policy says", "delete the line")
        elif severity == "off" and code in ALWAYS_SHOWN:
            yield _finding(field, f"{code} is shown whatever the policy says", "delete the line")
    for place, waiver in enumerate(policy.waivers):
        field = f"waivers.{place}.code"
        rule = CODES.get(waiver.code)
        if rule is None or not rule.of_change:
            of_plan = "a source note answers for a warning about the plan itself, and nothing for an error"
            hint = of_plan if rule is not None else guesses.did_you_mean(waiver.code)
            yield _finding(field, f"{waiver.code} is no code of a finding about a change", hint)
        elif waiver.code in ALWAYS_SHOWN:
            yield _finding(field, f"{waiver.code} is shown whatever the policy says", "delete the waiver")


def _finding(field: str, message: str, hint: str) -> Finding:
    return Finding(CODE, "plan", f"policy.{field}", message, hint or "siplan explain lists the codes")
