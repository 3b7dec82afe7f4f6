"""How each query's result is shown: one module for each query. Its `VIEW` makes a page for people and records for
programs from the result. A view sees rows and totals, never a plan."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

from si_plan.documents.blocks import Document
from si_plan.documents.records import Records
from si_plan.queries.selection import Question

Result = TypeVar("Result")


class Answered(NamedTuple):
    """A result with the view that shows it. Page and records are made when they are asked for.

    Rows that may be too many for memory come in `batches`, once, and records without rows describe them. Who asks for
    the page or the records takes them all.
    """

    page: Callable[[Question], Document]
    records: Callable[[Question], Records[Any]]
    described: Callable[[Question], Records[Any]] | None = None
    batches: Iterable[Sequence[Any]] = ()


class View(NamedTuple, Generic[Result]):
    """The functions that make a page and records of one type of result."""

    page: Callable[[Question, Result], Document]
    records: Callable[[Question, Result], Records[Any]]

    def of(self, result: Result) -> Answered:
        """The result, ready to be shown by this view."""
        return Answered(
            lambda question: _named(self.page(question, result), question),
            lambda question: self.records(question, result),
        )

    def of_batches(self, batches: Iterable[Any], merge: Callable[[Iterable[Any], None], Result]) -> Answered:
        """The rows of several plans, as they come, ready to be shown by this view or written batch by batch."""
        whole = cache(lambda: merge(batches, None))
        return Answered(
            lambda question: _named(self.page(question, whole()), question),
            lambda question: self.records(question, whole()),
            lambda question: self.records(question, merge((), None)),
            batches,
        )


def _named(page: Document, question: Question) -> Document:
    """The page with the plan's records as people know them; of a portfolio, with the members that it is without."""
    if question.across is not None:
        from si_plan.views.members import with_missing  # few questions are of many plans

        return with_missing(page, question.across)
    if not question.plan.refs:
        return page
    from si_plan.views.naming import named  # few plans need it

    return named(page, question.plan.refs)
