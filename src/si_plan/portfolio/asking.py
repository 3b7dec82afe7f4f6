"""A question put to every member of a portfolio, and what came of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any, Final, NamedTuple

from si_plan.errors import SiplanError, UsageError
from si_plan.model.plan import Basis, Plan
from si_plan.portfolio.member_plan import plan_of
from si_plan.portfolio.members import Member, Portfolio
from si_plan.portfolio.running import Failure, run_each
from si_plan.queries.across import Across, MemberFacts, Missing
from si_plan.queries.selection import Selection, UnknownNameError, select


class Filters(NamedTuple):
    """What part of each member's plan is asked about, as typed; `area` is a theme's id."""

    lead: str | None = None
    area: str | None = None
    priority: str | None = None
    basis: Basis | None = None


class Asking(NamedTuple):
    """A question as it crosses to a member's process: a function of a plan and a selection, and its other arguments;
    the day; the filters; whether what members share internally is asked for."""

    find: Callable[..., Any]
    arguments: tuple[Any, ...]
    options: Mapping[str, Any]
    as_of: date
    filters: Filters
    internal: bool = False


class Refusal(NamedTuple):
    """Why a member answers nothing: its plan knows no such name (`unknown`), or cannot be asked so."""

    reason: str
    hint: str
    unknown: bool
    name: str


class Answer(NamedTuple):
    """What a member answers, and what its plan calls itself."""

    name: str
    result: Any


class Answers:
    """What the members of a portfolio answer. The results come as they are iterated over, in the portfolio's order;
    when they have, `across` says all that is known of the portfolio."""

    def __init__(self, portfolio: Portfolio, asking: Asking, processes: int) -> None:
        self._portfolio = portfolio
        self._asking = asking
        self._processes = processes
        self._members: dict[str, MemberFacts] = {}
        self._missing = list(portfolio.missing)

    @property
    def across(self) -> Across:
        """The members that answered so far, and those that did not; it grows as they do."""
        return Across(self._portfolio.title, self._members, self._portfolio.themes, self._missing)

    def come(self, step: Callable[[], None]) -> Iterator[Any]:
        """The results; `step` is called after each member. Raises UsageError where no member knows a name that was
        asked for."""
        members = self._portfolio.members
        refusals, answered = [], False
        for place, outcome in run_each(partial(_answer, self._asking), members, self._processes):
            facts = members[place].facts
            if isinstance(outcome, Answer):
                answered = True
                self._members[facts.id] = facts._replace(name=facts.name or outcome.name)
                yield outcome.result
            elif isinstance(outcome, Refusal) and outcome.unknown:
                refusals.append(outcome)
                self._members[facts.id] = facts._replace(name=facts.name or outcome.name)
            else:
                refusals += [outcome] if isinstance(outcome, Refusal) else []
                self._missing.append(Missing(facts.id, outcome.reason))
            step()
        if refusals and not answered:
            raise _refusal_of_all(refusals)


_CLOSE: Final = "did you mean"


def _refusal_of_all(refusals: list[Refusal]) -> UsageError:
    """Why no member answers. What one plan has in place of an unknown name helps only where that is close to it."""
    first = next((one for one in refusals if one.hint.startswith(_CLOSE)), refusals[0])
    hint = "" if first.unknown and not first.hint.startswith(_CLOSE) else first.hint
    return UsageError(f"no plan answers that: {first.reason}", hint)


def _answer(asking: Asking, member: Member) -> Answer | Refusal | Failure:
    """What a member answers; the work of its process."""
    try:
        plan = plan_of(member, internal=asking.internal)
    except SiplanError as error:
        return Failure(error.message)
    plan = plan.on(asking.as_of)
    try:
        result = asking.find(plan, _selection(plan, asking), *asking.arguments, **asking.options)
    except UsageError as error:
        return Refusal(error.message, error.hint, isinstance(error, UnknownNameError), plan.details.authority)
    return Answer(plan.details.authority, result)


def _selection(plan: Plan, asking: Asking) -> Selection:
    filters = asking.filters
    return select(plan, asking.as_of, filters.lead, filters.area, filters.priority, filters.basis)
