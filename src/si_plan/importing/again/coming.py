"""The edition that a document would be: its id, the day from which it holds, its title, who adopts it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final, NamedTuple

from si_plan.documents import words
from si_plan.importing.again.likeness import plain
from si_plan.importing.dating.when_lines import day_in_answer
from si_plan.importing.open_questions import OF_PLANS, Questions
from si_plan.model.reference import Edition, PlanDetails

_ASKED: Final = f"{OF_PLANS}dated"


class Coming(NamedTuple):
    """The edition to adopt, the one before it, what plan.yaml has to list first, and what its user has to know."""

    edition: Edition
    previous: Edition
    first: tuple[Edition, ...]
    """The plan as it is, where plan.yaml does not list it as an edition yet."""
    notes: tuple[str, ...]


def coming_edition(details: PlanDetails, draft: PlanDetails, dated: date | None, asked: Questions) -> Coming:
    """The edition of a document. `dated` is the document's own day; where it has none, that is asked elsewhere."""
    before = details.editions or (Edition.model_validate({"id": str(details.dated.year), "dated": details.dated}),)
    last = before[-1]
    holds = _day(last, dated, asked) if dated is not None else None
    policy = details.policy
    announced = policy.adoption if policy is not None else None
    if announced is not None and announced.edition in {edition.id for edition in before}:
        announced = None
    day = holds or date(last.dated.year + 1, last.dated.month, 1)
    values: dict[str, Any] = {"dated": day, "id": announced.edition if announced else _free_id(day, before)}
    if plain(draft.title) != plain(details.title):
        values["title"] = draft.title
    if announced is not None:
        values["adopted_by"] = announced.by
    edition = Edition.model_validate(values)
    notes = tuple(_notes(edition, details)) if holds is not None else ()
    return Coming(edition, last, () if details.editions else before, notes)


def _day(last: Edition, dated: date, asked: Questions) -> date | None:
    """The day from which the edition holds: the document's, if that is after the edition before."""
    if dated > last.dated:
        return dated
    answer = asked.ask(
        _ASKED,
        f"The document is dated {words.day(dated)}, and the plan's last edition holds from {words.day(last.dated)}. "
        "From which day does the new edition hold? Write it as 2025-09-01.",
    )
    if answer is None:
        return None
    day = day_in_answer(answer)
    if day is None or day <= last.dated:
        asked.reopen(_ASKED, f'The answer "{answer}" is no day after {words.day(last.dated)}.')
        return None
    return day


def _free_id(day: date, before: tuple[Edition, ...]) -> str:
    used = {edition.id for edition in before}
    return next(
        name for name in (str(day.year), f"{day:%Y-%m}", f"{day:%Y-%m-%d}", f"{day:%Y-%m-%d}-b") if name not in used
    )


def _notes(edition: Edition, details: PlanDetails) -> Iterator[str]:
    """What stands between the edition and its adoption."""
    policy = details.policy
    announced = policy.adoption if policy is not None else None
    if announced is None or announced.edition != edition.id:
        yield (
            f"The edition of {edition.id} is not announced. First write in plan.yaml, in an edit of its own: policy: "
            f'{{adoption: {{edition: "{edition.id}", by: CODE, from: DAY, expires: DAY}}}}'
        )
    elif not announced.begins <= edition.dated <= announced.expires:
        yield (
            f"The edition holds from {words.day(edition.dated)}, and was announced for {words.day(announced.begins)} "
            f"to {words.day(announced.expires)}. Announce it again, or correct the date"
        )
