"""What a question is put to: one plan, or every plan of a portfolio."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol, TypeVar

import typer

from si_plan.cli.opening import FaultyPlanError, OfOnePlanError, portfolio_file, sound_plan
from si_plan.cli.options import BasisName, day
from si_plan.cli.output import progress, tell_findings
from si_plan.errors import SiplanError, UsageError
from si_plan.model.plan import Basis, Plan
from si_plan.queries.selection import Question, Selection, question_of, select
from si_plan.sources import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from si_plan.portfolio.asking import Answers
    from si_plan.portfolio.members import Portfolio
    from si_plan.queries.across import Across

Result = TypeVar("Result")
Merge = Callable[[Sequence[Result], "Across | None"], Result]


class Chosen(NamedTuple):
    """The options that every question has, as typed."""

    as_of: str | None = None
    lead: str | None = None
    area: str | None = None
    priority: str | None = None
    at: str | None = None
    basis: BasisName | None = None
    internal: bool = False

    @property
    def based(self) -> Basis | None:
        """The basis that is asked for."""
        return self.basis.value if self.basis is not None else None


class Asked(Protocol):
    """What is asked, and on which day. Calling it with a query gives the answer: that of the one plan, or those of all
    members merged."""

    @property
    def selection(self) -> Selection: ...

    @property
    def question(self) -> Question:
        """What a heading says of the question, once it is answered."""
        ...

    @property
    def many(self) -> bool:
        """Whether a portfolio is asked."""
        ...

    @property
    def plan(self) -> Plan:
        """The one plan. Raises UsageError for a portfolio: the answer is of one plan alone."""
        ...

    def __call__(self, find: Callable[..., Result], merge: Merge[Result], *arguments: Any, **options: Any) -> Result:
        """What `find(plan, selection, …)` gives of every plan asked, merged."""
        ...

    def each(self, find: Callable[..., Result], *arguments: Any, **options: Any) -> Iterator[Result]:
        """What `find(plan, selection, …)` gives of each plan asked, as it comes. The question of that time knows who
        has answered so far."""
        ...


class OnePlan:
    """A plan, and the part of it that is asked about."""

    many = False

    def __init__(self, plan: Plan, selection: Selection) -> None:
        self.plan = plan
        self.selection = selection

    @property
    def question(self) -> Question:
        return question_of(self.plan, self.selection)

    def __call__(self, find: Callable[..., Result], merge: Merge[Result], *arguments: Any, **options: Any) -> Result:
        return merge(list(self.each(find, *arguments, **options)), None)

    def each(self, find: Callable[..., Result], *arguments: Any, **options: Any) -> Iterator[Result]:
        yield find(self.plan, self.selection, *arguments, **options)


class ManyPlans:
    """A portfolio, and the part of every plan that is asked about."""

    many = True

    def __init__(self, portfolio: Portfolio, chosen: Chosen) -> None:
        from si_plan.portfolio.asking import Filters

        if chosen.at is not None:
            raise UsageError(
                "--at: the plans of a portfolio have no revision in common",
                "pin each member with revision: in the portfolio's file",
            )
        on = day(chosen.as_of, "--as-of")
        area = _known_theme(portfolio, chosen.area) if chosen.area is not None else None
        self.selection = Selection(on, chosen.lead, area, chosen.priority, chosen.based)
        self._portfolio = portfolio
        self._filters = Filters(chosen.lead, area, chosen.priority, chosen.based)
        self._internal = chosen.internal
        self._answers: Answers | None = None

    @property
    def plan(self) -> Plan:
        raise OfOnePlanError

    @property
    def question(self) -> Question:
        from si_plan.queries.selection import PlanFacts

        facts = PlanFacts(self._portfolio.title, "", self.selection.as_of)
        return Question(facts, self.selection, self._answers.across if self._answers is not None else None)

    def each(self, find: Callable[..., Result], *arguments: Any, **options: Any) -> Iterator[Result]:
        from si_plan.portfolio.asking import Answers, Asking

        asking = Asking(find, arguments, options, self.selection.as_of, self._filters, self._internal)
        self._answers = Answers(self._portfolio, asking, processes())
        return self._come(self._answers)

    def _come(self, answers: Answers) -> Iterator[Any]:
        """The results, with a bar that grows. Raises SiplanError where there is none."""
        none = True
        with progress("Asking", len(self._portfolio.members)) as step:
            for result in answers.come(step):
                none = False
                yield result
        if none:
            raise SiplanError(f"no plan of {self._portfolio.title} can be asked", _why(answers.across))

    def __call__(self, find: Callable[..., Result], merge: Merge[Result], *arguments: Any, **options: Any) -> Result:
        blocks: list[Result] = []
        results: list[Result] = []
        for result in self.each(find, *arguments, **options):
            results.append(result)
            if len(results) == _BLOCK:  # what is kept of many plans is then little more than their sum
                blocks.append(merge(results, self.question.across))
                results = []
        return merge([*blocks, *results], self.question.across)


_BLOCK: Final = 500
"""How many results are merged at once, before those of all blocks are."""


def end_if_incomplete(across: Across | None) -> None:
    """End the command with 3, and say so, where a member of the portfolio is not in its answer."""
    if across is not None and across.missing:
        from si_plan.documents.visible import visible
        from si_plan.views.members import said

        typer.echo(visible(f"siplan: {said(across)}: {_why(across)}"), err=True)
        raise typer.Exit(SiplanError.exit_code)


def _why(across: Across | None) -> str:
    """Why the first of those that do not answer does not."""
    missing = across.missing if across is not None else ()
    return "; ".join(f"{one.member}: {one.reason}" for one in missing[:3])


def processes() -> int:
    """How many plans are read side by side: one for each processor that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _known_theme(portfolio: Portfolio, name: str) -> str:
    """The id of the theme with this id or title. Raises UsageError."""
    from si_plan.suggestions import did_you_mean

    for identity, title in portfolio.themes.items():
        if name.casefold() in (identity, title.casefold()):
            return identity
    themes = f"the themes are {', '.join(portfolio.themes)}" if portfolio.themes else "the portfolio lists no themes"
    raise UsageError(f"the portfolio has no theme {name}", did_you_mean(name, portfolio.themes) or themes)


def asked_of(ctx: typer.Context, chosen: Chosen) -> Asked:
    """The plan or the portfolio that --plan names, with what is asked of it. Raises SiplanError where it has errors."""
    file = portfolio_file(ctx)
    if file is not None:
        return ManyPlans(open_portfolio(file), chosen)
    on = day(chosen.as_of, "--as-of")
    plan = sound_plan(ctx, chosen.at).on(on)
    return OnePlan(plan, select(plan, on, chosen.lead, chosen.area, chosen.priority, chosen.based))


def open_portfolio(path: Path) -> Portfolio:
    """The portfolio of a file. What is wrong in it goes to standard error. Raises FaultyPlanError."""
    from si_plan.portfolio.file import portfolio_source, read_portfolio
    from si_plan.portfolio.members import portfolio_of

    source = portfolio_source(path, path.as_posix())
    file, found, _ = read_portfolio(source)
    if file is None:
        tell_findings(found, lines_of([source]))
        raise FaultyPlanError(f"{path.as_posix()} has errors, so no plan is asked", found, "put them right first")
    return portfolio_of(file, path.parent)
