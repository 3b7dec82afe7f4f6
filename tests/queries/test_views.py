"""What a view is: one type for all, which shows results of its own type and no others."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

import pytest

from asking import asked, shipped
from sample_plan import sample
from si_plan.dates.reduced import ReducedDate
from si_plan.documents.records import Records
from si_plan.model.plan import Plan
from si_plan.queries import by_owner
from si_plan.queries import coverage as coverages
from si_plan.queries import export as exports
from si_plan.queries import gaps as missing
from si_plan.queries import measures as readings
from si_plan.queries import overdue as query
from si_plan.queries import slippage as slips
from si_plan.queries import status as totals
from si_plan.queries import timeline as lanes
from si_plan.queries import trend as over_time
from si_plan.queries.overdue import Due, Overdue
from si_plan.queries.selection import Selection, question_of
from si_plan.views import (
    Answered,
    View,
    coverage,
    due,
    export,
    gaps,
    leads,
    matrix,
    measures,
    overdue,
    owner,
    slippage,
    status,
    timeline,
    trend,
)

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


def records_of_every_kind(plan: Plan, selection: Selection) -> Iterator[Records[Any]]:
    question = question_of(plan, selection)
    lead = plan.roles[0].code
    for answered in (
        coverage.VIEW.of(coverages.coverage(plan, selection)),
        due.VIEW.of(query.due(plan, selection, timedelta(days=90), every=True)),
        export.VIEW.of(exports.export(plan, selection, every=True)),
        leads.VIEW.of(by_owner.leads(plan, selection)),
        matrix.VIEW.of(coverages.matrix(plan, selection)),
        gaps.VIEW.of(missing.gaps(plan, selection)),
        measures.VIEW.of(readings.measures(plan, selection)),
        owner.VIEW.of(by_owner.owned_by(plan, selection, lead)),
        slippage.VIEW.of(slips.slippage(plan, selection)),
        status.VIEW.of(totals.status(plan, selection)),
        timeline.VIEW.of(lanes.timeline(plan, selection)),
        trend.VIEW.of(over_time.trend(plan, selection)),
    ):
        yield answered.records(question)


OF_A_KIND: Final[dict[str, tuple[type, ...]]] = {
    "text": (str,),
    "integer": (int,),
    "number": (int, float),
    "flag": (bool,),
    "day": (date,),
    "reduced": (ReducedDate,),
    "texts": (tuple, list),
    "nested": (tuple, list, dict, str),
}


@pytest.mark.parametrize("plan", [shipped, sample])
def test_what_stands_in_a_column_is_of_its_kind(plan: Callable[[], Plan]) -> None:
    for found in records_of_every_kind(plan(), asked("2017-03-01")):
        assert len({one.name for one in found.columns}) == len(found.columns)
        for row in found.rows:
            for column in found.columns:
                value = column.value(row)
                assert value is None or isinstance(value, OF_A_KIND[column.kind]), (found.query, column.name)
