"""What a view is: one type for all, which shows results of its own type and no others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from asking import asked, shipped
from si_plan.formats.views import Answered, View, due, overdue
from si_plan.queries import overdue as query
from si_plan.queries.overdue import Due, Overdue
from si_plan.queries.selection import question_of

if TYPE_CHECKING:  # mypy fails where one of these ignores has nothing to ignore

    def _no_module_is_a_view() -> View[Overdue]:
        return json  # type: ignore[return-value]

    def _no_view_shows_what_is_anothers(of_another: Due) -> Answered:
        return overdue.VIEW.of(of_another)  # type: ignore[arg-type]

    def _page_and_records_are_of_one_type() -> View[Overdue]:
        return View(due.page, overdue.records)  # type: ignore[arg-type]


def test_a_result_is_shown_by_its_view() -> None:
    question = question_of(shipped(), asked())
    found = query.overdue(shipped(), asked())
    answered = overdue.VIEW.of(found)
    assert answered.page(question) == overdue.page(question, found)
    assert answered.records(question) == overdue.records(question, found)
