"""How each query's result is shown: a module a query, whose `VIEW` makes a page of the result for people and records
for programs. A view sees rows and totals, never a plan."""

from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar

from si_plan.documents.blocks import Document
from si_plan.documents.records import Records
from si_plan.queries.selection import Question

Result = TypeVar("Result")


class Answered(NamedTuple):
    """A result joined to the view that shows it. Document and records are made when they are asked for."""

    page: Callable[[Question], Document]
    records: Callable[[Question], Records[Any]]


class View(NamedTuple, Generic[Result]):
    """What makes a page of a result of one type, and what makes records of it."""

    page: Callable[[Question, Result], Document]
    records: Callable[[Question, Result], Records[Any]]

    def of(self, result: Result) -> Answered:
        """The result, to be shown by this view."""
        return Answered(lambda question: self.page(question, result), lambda question: self.records(question, result))
