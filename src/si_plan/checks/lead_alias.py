"""A lead named by an alias.

Aliases help siplan find the right role for a document's misprints and old titles. The plan itself should use codes in
`leads`, `accountable` and `support`. If a Who cell uses another name, a source note should say so.

To fix it: write the role's code, which the hint gives. If a Who cell uses the alias, leave it as the document has it
and add a source note.

Fails:

    # roles.yaml
    - {code: HT, title: Headteacher, kind: post, aliases: [Head]}

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [Head]
        when: [By Sept 2016]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: 2016-09}

Passes:

    # roles.yaml
    - {code: HT, title: Headteacher, kind: post, aliases: [Head]}

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [By Sept 2016]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: 2016-09}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.checks.unknown_lead import names_beside
from si_plan.checks.who_cells import RoleNames
from si_plan.diagnostics import Finding
from si_plan.model.plan import Plan
from si_plan.model.promise import ROLES

CODE: Final = "lead-alias"


def check(plan: Plan) -> Iterator[Finding]:
    known = RoleNames(plan.roles)
    codes = {role.code for role in plan.roles}
    titles = {role.title.casefold() for role in plan.roles}
    by_codes_alone = plan.lead_names <= codes and names_beside(plan) <= codes
    for _, action in plan.actions():
        for record in () if by_codes_alone else (action, *action.parts):
            for field in ROLES:
                for place, name in enumerate(getattr(record, field, ())):
                    if name not in codes and (code := plan.role_code(name)) is not None:
                        yield _finding(record.id, field, name, code, place)
        for place, line in enumerate(action.who):
            for name in known.find_in_text(line)[0]:
                code = plan.role_code(name)
                if name not in codes and name.casefold() not in titles and code is not None:
                    yield _finding(action.id, "who", name, code, place)


def _finding(record: str, field: str, name: str, code: str, index: int) -> Finding:
    hint = f"write {code}" if field != "who" else f"if the document means {code}, say so in a source note"
    return Finding(CODE, record, field, f"{name} is another name for {code}", hint, index)
