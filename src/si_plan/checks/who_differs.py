"""The Who cell names other leads than the record does.

`who` keeps the document's cell to the letter, `leads` how it is read. The two should name the same roles (those of
the action and of what is in it together); where the cell is wrong, a source note says so.

To put it right: correct `leads`. If the cell is wrong, leave it as the document has it and say so in a source note.

Fails:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        who: [HT and the governors]
        when: [By Sept 2016]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: 2016-09}

Passes:

    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        who: [Headteacher]
        when: [By Sept 2016]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: 2016-09}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.model.plan import Plan
from si_plan.model.promise import Action

CODE: Final = "who-differs"
NEEDS: Final = "roles.yaml"

_JOINING: Final = re.compile(r"[\s/,;&+]+|\band\b", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\s/,;&+]+")
_MOST_WORDS: Final = 20
_MOST_TEXT: Final = 10_000
"""How many words a name has, and how much of a Who cell is read: bounds for hostile files only."""


def check(plan: Plan) -> Iterator[Finding]:
    known = RoleNames(plan)
    for _, action in plan.actions():
        if not action.who:
            continue
        named, unread = known.in_text(" / ".join(action.who))
        if unread:
            yield _finding(action, f'the Who cell has "{unread[0]}", which names no role')
            continue
        codes = {plan.role_code(name) for name in named}
        led = {plan.role_code(name) for name in _leads(action)}
        if codes != led and None not in led:
            yield _finding(action, f"the Who cell names {_listed(codes)}, and the leads are {_listed(led)}")


class RoleNames:
    """The codes, aliases and titles of a plan's roles, to find in a text. Letter case counts for nothing."""

    def __init__(self, plan: Plan) -> None:
        self._names = {name.casefold() for role in plan.roles for name in (role.code, role.title, *role.aliases)}
        self._longest = min(max((len(_WORD.findall(name)) for name in self._names), default=0), _MOST_WORDS)

    def in_text(self, text: str) -> tuple[list[str], list[str]]:
        """The names that stand in a text, as written there, and the words that are none: at each word the longest
        name that begins there is taken."""
        words = list(_WORD.finditer(text, 0, _MOST_TEXT))
        named, unread = [], []
        at = 0
        while at < len(words):
            for end in range(min(len(words), at + self._longest), at, -1):
                written = text[words[at].start() : words[end - 1].end()]
                if written.casefold() in self._names:
                    named.append(written)
                    at = end
                    break
            else:
                if not _JOINING.fullmatch(words[at][0]):
                    unread.append(words[at][0])
                at += 1
        return named, unread


def _leads(action: Action) -> set[str]:
    parts = (action, *action.parts)
    return {name for record in parts for name in record.leads}


def _listed(codes: set[str | None] | set[str]) -> str:
    return ", ".join(sorted(code or "" for code in codes)) or "nobody"


def _finding(action: Action, message: str) -> Finding:
    return Finding(
        CODE,
        action.id,
        "who",
        message,
        "correct `leads`, or say in a source note why they differ from the document",
    )
