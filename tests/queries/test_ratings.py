"""Ratings: in the list, in the status, and term by term in reports."""

from __future__ import annotations

from typing import Any

import pytest

from asking import asked, entries, plan_of
from si_plan.documents.blocks import Document, Ids, Mark, Section, Table, plain
from si_plan.model.plan import Plan
from si_plan.queries import listing
from si_plan.queries.selection import question_of
from si_plan.queries.status import status
from si_plan.reports import exceptions
from si_plan.reports.making import report
from si_plan.views import listing as list_view
from si_plan.views import status as status_view

SCHEME = """\
format: 1
title: Reading plan
authority: Newtown School
dated: 2016-06-03
ratings:
  - {code: blue, title: Complete, on_track: true}
  - {code: green, title: On course, on_track: true}
  - {code: amber, title: At risk}
  - {code: red, title: Off course}
"""
TWO_ACTIONS = """\
id: "1"
title: Every pupil reads well
areas: [A1]
measures: [M1]
actions:
  - id: "1.1"
    title: Train a tutor in each school
    label: Tutors
    leads: [HT]
    when: [By Sept 2016]
    milestones:
      - {id: "1.1.1", text: Tutors trained, due: 2016-09}
    duties:
      - {id: "1.1.D1", text: Tutors meet, when: Termly, repeats: termly, starts: 2016-09}
  - id: "1.2"
    title: Buy books
    leads: [HT]
    when: [By Sept 2016]
    milestones:
      - {id: "1.2.1", text: Books bought, due: 2016-09}
"""


def rated(*lines: str) -> Plan:
    files = {"plan.yaml": SCHEME, "priorities/1.yaml": TWO_ACTIONS}
    if lines:
        files["progress/1.1.yaml"] = entries(*lines)
    return plan_of(files)


def shown(plan: Plan, day: str) -> list[tuple[str, ...]]:
    selection = asked(day)
    page = list_view.page(question_of(plan, selection), listing.listed(plan, selection, listing.Filters()))
    return [tuple(map(plain, row.cells)) for row in table_of(page, 0).rows]  # type: ignore[union-attr]


def table_of(page: Document | Section, place: int) -> Table:
    sections = page.sections if isinstance(page, Document) else [page]
    return [part for section in sections for part in section.parts if isinstance(part, Table)][place]


def test_the_list_names_each_action_and_its_rating_where_any_has_one() -> None:
    assert [row[0] for row in shown(rated(), "2017-05-01")] == ["1.1.1", "1.1.D1", "1.2.1"]
    rows = shown(rated('2016-12-20 at: "1.1", rating: amber', '2017-04-20 at: "1.1", rating: red'), "2017-05-01")
    assert [(row[0], row[1], row[-1]) for row in (rows[0], rows[3])] == [
        ("1.1", "Tutors", "rated red"),
        ("1.2", "Buy books", "not rated"),
    ]
    assert [row[0] for row in rows] == ["1.1", "1.1.1", "1.1.D1", "1.2", "1.2.1"]
    own = shown(rated("2016-12-20 rating: amber"), "2017-05-01")
    assert [row[-1] for row in own] == ["amber", "", ""]


def test_records_of_the_list_have_both_ratings() -> None:
    plan = rated('2016-12-20 at: "1.1", rating: amber', "2016-12-21 rating: green")
    selection = asked("2017-05-01")
    found = list_view.records(question_of(plan, selection), listing.listed(plan, selection, listing.Filters()))
    assert [(row["rating"], row["action_rating"]) for row in found.as_json] == [
        ("green", "amber"),
        (None, "amber"),
        (None, None),
    ]


@pytest.mark.parametrize(
    ("lines", "said", "json"),
    [
        ((), None, None),
        (("2016-12-20 rating: amber",), None, None),
        (
            ('2016-12-20 at: "1.1", rating: amber, period: 2016-17/T1',),
            "1 amber, 1 not rated",
            [{"code": "amber", "actions": 1}],
        ),
    ],
)
def test_the_status_counts_actions_by_rating(lines: tuple[str, ...], said: str | None, json: Any) -> None:
    plan, selection = rated(*lines), asked("2017-05-01")
    question, found = question_of(plan, selection), status(plan, selection)
    facts = dict(
        pair for part in status_view.page(question, found).sections[0].parts for pair in getattr(part, "pairs", ())
    )
    assert facts.get("Actions rated") == said
    assert status_view.records(question, found).figures.get("action_ratings") == json


def test_the_last_rating_is_the_last_by_day_whatever_its_term() -> None:
    plan = rated(
        '2017-04-20 at: "1.1", rating: green, period: 2016-17/T2',
        '2017-01-10 at: "1.1", rating: red, period: 2016-17/T1',
    )
    assert shown(plan, "2017-05-01")[0][-1] == "rated green"
    assert shown(plan, "2017-02-01")[0][-1] == "rated red"


def test_a_report_has_the_ratings_by_term_each_the_last_by_day() -> None:
    plan = rated(
        '2016-12-01 at: "1.1", rating: red, period: 2016-17/T1',
        '2016-12-20 at: "1.1", rating: amber, period: 2016-17/T1',
        '2017-04-20 at: "1.1", rating: green, period: 2016-17/T2',
        '2017-04-21 at: "1.1", rating: red',
        "2017-04-20 rating: red, period: 2016-17/T2",
        '2016-12-20 at: "1.1.D1", rating: red, period: 2016-17/T1',
    )
    section = exceptions.ratings(report(plan, None, asked("2017-05-01").as_of))
    assert isinstance(section, Section)
    table = table_of(section, -1)
    assert [column.heading for column in table.columns[2:]] == ["Autumn term 2016", "Spring term 2017"]
    assert [row.cells for row in table.rows] == [  # type: ignore[union-attr]
        (Ids(("1.1",)), "Tutors", Mark("falling", "amber"), Mark("done", "green")),
        (Ids(("1.1.1",)), "Tutors trained", None, Mark("overdue", "red")),
    ]
    before = exceptions.ratings(report(plan, None, asked("2016-11-01").as_of))
    assert before == "Rated blue or green but overdue: nothing."


def test_a_report_shows_the_last_six_terms() -> None:
    given = [f"201{6 + n // 3}-1{7 + n // 3}/T{n % 3 + 1}" for n in range(8)]
    plan = rated(*(f'2019-12-01 at: "1.1", rating: green, period: {name}' for name in given))
    found = report(plan, None, asked("2020-01-01").as_of).by_term
    assert found is not None
    assert list(found.terms) == given[-6:]
