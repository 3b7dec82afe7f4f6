"""A severity or a waiver for a code that cannot have one.

`policy` in plan.yaml sets the severity of findings in this plan. It can set a warning, or a finding about a change, to
`error`, `warning` or `off`. It can waive a finding about a change for one record. An error in the plan itself is always
an error, because answers would be wrong. siplan always shows a change to the policy and a waiver that has expired.

To fix it: correct the code (`siplan explain` lists them all), or delete the line.

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
        elif rule.severity == "error" and (not rule.of_change or (code in ALWAYS_SHOWN and severity != "error")):
            yield _finding(field, f"{code} is always an error, and the policy cannot change that", "delete the line")
        elif severity == "off" and code in ALWAYS_SHOWN:
            yield _finding(field, f"{code} is always shown, and the policy cannot change that", "delete the line")
    for place, waiver in enumerate(policy.waivers):
        field = f"waivers.{place}.code"
        rule = CODES.get(waiver.code)
        if rule is None or not rule.of_change:
            of_plan = "explain a warning about the plan itself in a source note; fix an error"
            hint = of_plan if rule is not None else guesses.did_you_mean(waiver.code)
            yield _finding(field, f"{waiver.code} is not a finding about a change, so it cannot be waived", hint)
        elif waiver.code in ALWAYS_SHOWN:
            yield _finding(field, f"{waiver.code} is always shown, and cannot be waived", "delete the waiver")


def _finding(field: str, message: str, hint: str) -> Finding:
    return Finding(CODE, "plan", f"policy.{field}", message, hint or "siplan explain lists the codes")
