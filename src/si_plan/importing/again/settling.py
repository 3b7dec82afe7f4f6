"""Whose words count where document and plan differ: what is known of it, and what is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from si_plan.documents import words
from si_plan.importing.again.differing import Difference, Group, said_by_value
from si_plan.importing.open_questions import OF_PLANS, ONE_BY_ONE, Questions, unique_ids
from si_plan.model.plan import Plan

DOCUMENTS: Final = "the document's"
PLANS: Final = "the plan's"
_LONGEST: Final = 200
_LONGEST_EXAMPLE: Final = 60
_EXAMPLES: Final = 3
_ABOUT: Final[dict[Group, str]] = {
    "words": "text",
    "dates": "date",
    "people": "role",
    "areas": "list of areas",
    "details": "detail",
}


def settle(
    differences: Iterable[Difference], plan: Plan, asked: Questions
) -> tuple[list[Difference], list[Difference]]:
    """The differences that the edition takes, and those in which the plan stays as it is, for all that is known. What
    is asked and not answered yet is in neither."""
    taken: list[Difference] = []
    kept: list[Difference] = []
    by_group: defaultdict[Group, list[Difference]] = defaultdict(list)
    for one in differences:
        if one.whose == "document":
            taken.append(one)
        else:
            by_group[one.group].append(one)
    for group, found in by_group.items():
        answer = _ask_all(group, found, plan, asked) if len(found) > 1 else ONE_BY_ONE
        names = unique_ids((f"{one.record} {one.field}" for one in found), f"{OF_PLANS}{group}")
        for one in found:
            own = answer
            if answer == ONE_BY_ONE:
                own = _ask(names[f"{one.record} {one.field}"], one, plan, asked)
            if own == DOCUMENTS:
                taken.append(one)
            elif own == PLANS:
                kept.append(one)
    return taken, kept


def _ask_all(group: Group, found: list[Difference], plan: Plan, asked: Questions) -> str | None:
    what = _ABOUT[group]
    examples = "; ".join(
        f'{plan.refs.of(one.record)} "{words.cut(said_by_value(one.field, one.after), _LONGEST_EXAMPLE)}"'
        for one in found[:_EXAMPLES]
    )
    more = " …" if len(found) > _EXAMPLES else ""
    why = (
        "both the plan and the document have changed since the last import"
        if any(one.both_changed for one in found)
        else "siplan compares with the plan as it stands, since it does not have the last import"
    )
    return asked.ask(
        f"{OF_PLANS}{group}",
        f"{words.count(len(found), what)} of the document {'are' if len(found) > 1 else 'is'} not as the plan has it: "
        f"{examples}{more}. Which does the edition take? It is asked because {why}. Until you answer, it "
        "takes neither.",
        (cell for one in found for cell in one.cells[:1]),
        (DOCUMENTS, PLANS, ONE_BY_ONE),
    )


def _ask(identity: str, one: Difference, plan: Plan, asked: Questions) -> str | None:
    what = _ABOUT[one.group]
    before, after = (words.cut(said_by_value(one.field, value), _LONGEST) for value in (one.before, one.after))
    return asked.ask(
        identity,
        f'{plan.refs.both(one.record)} has another {one.field} in the document: "{after}". The plan has "{before}". '
        f"Which {what} does the edition take? Until you answer, it takes neither.",
        one.cells[:1],
        (DOCUMENTS, PLANS),
    )
