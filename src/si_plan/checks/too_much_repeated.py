"""More repeated text than siplan can answer with.

Each row of an answer repeats text from around its record: the titles of its action and priority, the action's When
cell, its leads, areas and measures, and how its deadline moved. With several leads or areas, there is a row for each.
So one long title and thousands of records in an action could turn two small files into gigabytes. The rows of a plan
may repeat five million characters, or 3,000 for each record if that is more.

To fix it: shorten what all those rows repeat. This is usually one title, one When cell or one list.

Fails:

    Action 1.1 has 3,000 milestones and a title of 4,000 characters.

Passes:

    Action 1.1 has 3,000 milestones and a title of 200 characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.model.plan import Plan
from si_plan.model.promise import Action, Priority

CODE: Final = "too-much-repeated"
MOST: Final = 5_000_000
"""The characters that the rows of any plan may repeat."""
_A_RECORD: Final = 3_000
"""The characters that they may repeat for each record, where that makes more."""
_A_MOVE: Final = 80
"""How many characters a move of a deadline takes, without its reason."""


def check(plan: Plan) -> Iterator[Finding]:
    widths = _Widths(plan)
    found = 0
    for priority, action in plan.actions():
        found += widths.of(priority, action)
        if found > MOST and found > (most := max(MOST, _A_RECORD * len(plan.tracked))):
            yield Finding(
                CODE,
                action.id,
                "title",
                f"with those of {action.id}, the rows of the plan repeat more than {most:,} characters",
                "shorten what many rows repeat: a title, a When cell, or a list of leads, areas or measures",
            )
            return


class _Widths:
    """How much the rows of an action repeat, in characters."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._titles = {role.code: len(role.title) for role in plan.roles}
        self._leads: dict[tuple[str, ...], int] = {}

    def of(self, priority: Priority, action: Action) -> int:
        """Those of all its rows together: of each what it repeats, and the whole row again where it stands with more
        than one lead or area."""
        areas, leads, moves = action.areas or priority.areas, action.leads, 0
        for entry in self._plan.logs.get(action.id, ()):
            if entry.at == action.id:
                leads = max(leads, entry.leads, key=self._width_of_leads)
                moves += _A_MOVE + len(entry.reason or "") if entry.due is not None else 0
        shared = len(action.title) + len(priority.title) + _length(action.when) + _length(areas) + moves
        shared += _length(priority.measures) + _length(action.measures)
        rows = [(part.text, part.leads or leads) for part in action.parts] or [(action.title, leads)]
        found = 0
        for text, codes in rows:
            found += shared + self._width_of_leads(codes)
            again = len(codes) + len(areas) - 2
            if again > 0:
                found += again * (shared + self._width_of_leads(codes) + len(text))
        return found

    def _width_of_leads(self, names: tuple[str, ...]) -> int:
        """How long the codes and titles of leads are."""
        found = self._leads.get(names)
        if found is None:
            codes = (self._plan.role_code(name) or name for name in names)
            found = self._leads[names] = sum(len(code) + self._titles.get(code, 0) for code in codes)
        return found


def _length(texts: Iterable[str]) -> int:
    return sum(map(len, texts))
