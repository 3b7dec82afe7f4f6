"""The Who cell names other leads than the record.

`who` is the document's cell, word for word. `leads` is what the plan takes it to mean. Both should name the same roles,
counting those of the action and everything in it.

To fix it: correct `leads`. If the document's cell is wrong, leave it and say so in a source note.

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
from typing import Any, Final

from si_plan.diagnostics import Finding
from si_plan.model.plan import Plan
from si_plan.model.promise import Action

CODE: Final = "who-differs"

_JOINING: Final = re.compile(r"[\s/,;&+]+|\band\b", re.IGNORECASE)
_PART: Final = re.compile(r"[^\s/,;&+]+|[\s/,;&+]+")
_JOIN: Final = re.compile(r"[\s/,;&+]")
_END: Final = ""
_MOST_WORDS: Final = 20
_MOST_TEXT: Final = 10_000
"""How many words a name has, and how much of a Who cell is read: bounds for hostile files only."""


def check(plan: Plan) -> Iterator[Finding]:
    known = RoleNames(plan)
    for _, action in plan.actions():
        if not action.who:
            continue
        names, unread = known.find_in_text(" / ".join(action.who))
        if unread:
            yield _finding(action, f'the Who cell has "{unread[0]}", which is not the name of a role')
            continue
        codes = {plan.role_code(name) for name in names}
        leads = {plan.role_code(name) for name in _leads_of(action)}
        if codes != leads and None not in leads:
            yield _finding(action, f"the Who cell names {_join_codes(codes)}, but the leads are {_join_codes(leads)}")


class RoleNames:
    """Finds the codes, aliases and titles of a plan's roles in a text, in any letter case."""

    def __init__(self, plan: Plan) -> None:
        self._begun: dict[str, Any] = {}
        """A tree of the parts of each name, one below the other; the empty part marks where a name ends."""
        for role in plan.roles:
            for name in (role.code, role.title, *role.aliases):
                parts = _PART.findall(name.casefold())
                if len(parts) % 2 and len(parts) < 2 * _MOST_WORDS and not _JOIN.match(name):
                    within = self._begun
                    for part in parts:
                        within = within.setdefault(part, {})
                    within[_END] = {}

    def find_in_text(self, text: str) -> tuple[list[str], list[str]]:
        """The names in a text, as it writes them, and the words that are none. At each word it takes the longest name
        that begins there."""
        parts = _PART.findall(text, 0, _MOST_TEXT)
        folded = [part.casefold() for part in parts]
        names, unread = [], []
        at = int(bool(parts) and _JOIN.match(parts[0]) is not None)
        while at < len(parts):  # at a word: every other part joins two
            end = self._end_of_name(folded, at)
            if end:
                names.append("".join(parts[at:end]))
            elif not _JOINING.fullmatch(parts[at]):
                unread.append(parts[at])
            at = (end or at + 1) + 1
        return names, unread

    def _end_of_name(self, parts: list[str], at: int) -> int:
        """Where the longest name ends that begins at a place; 0 where none does."""
        end = 0
        within = self._begun
        for place in range(at, len(parts)):
            if parts[place] not in within:
                break
            within = within[parts[place]]
            if _END in within:
                end = place + 1
        return end


def _leads_of(action: Action) -> set[str]:
    """Every lead that an action or a part of it names."""
    parts = (action, *action.parts)
    return {name for record in parts for name in record.leads}


def _join_codes(codes: set[str | None] | set[str]) -> str:
    """The codes as a message gives them."""
    return ", ".join(sorted(code or "" for code in codes)) or "nobody"


def _finding(action: Action, message: str) -> Finding:
    return Finding(
        CODE,
        action.id,
        "who",
        message,
        "correct `leads`, or say in a source note why they differ from the document",
    )
