"""A lead named by an alias.

Aliases are there so that a document's misprints and old titles find the right role. The plan itself writes codes:
`leads` should, and a Who cell that does not is worth a source note.

To put it right: write the role's code, which the hint gives. Where a Who cell has the alias, it stays as the
document has it, and a source note says so.

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

from si_plan.checks.who_differs import RoleNames
from si_plan.diagnostics import Finding
from si_plan.model.plan import Plan

CODE: Final = "lead-alias"


def check(plan: Plan) -> Iterator[Finding]:
    known = RoleNames(plan)
    codes = {role.code for role in plan.roles}
    titles = {role.title.casefold() for role in plan.roles}
    by_codes_alone = plan.lead_names <= codes
    for _, action in plan.actions():
        for record in () if by_codes_alone else (action, *action.parts):
            for place, name in enumerate(record.leads):
                if name not in codes and (code := plan.role_code(name)) is not None:
                    yield _finding(record.id, "leads", name, code, place)
        for place, line in enumerate(action.who):
            for name in known.find_in_text(line)[0]:
                code = plan.role_code(name)
                if name not in codes and name.casefold() not in titles and code is not None:
                    yield _finding(action.id, "who", name, code, place)


def _finding(record: str, field: str, name: str, code: str, index: int) -> Finding:
    hint = f"write {code}" if field == "leads" else f"if the document means {code}, say so in a source note"
    return Finding(CODE, record, field, f"{name} is another name for {code}", hint, index)
