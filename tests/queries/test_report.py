"""The content of reports, on the shipped plan, the sample of logs and small plans."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from asking import TODAY, asked, entries, one_milestone, plan_of, shipped
from example_plan import BASE
from sample_plan import ON, sample
from si_plan.errors import UsageError
from si_plan.model.plan import Plan
from si_plan.queries.counting import Numbers
from si_plan.queries.overdue import overdue
from si_plan.reports.making import report
from si_plan.reports.rows import Former, Report, Since, Until
from si_plan.reports.scope import SHORT, known_audience


def told(audience: str | None = None, as_of: date = ON, plan: Plan | None = None) -> Report:
    plan = plan or sample()
    return report(plan, known_audience(plan, audience) if audience else None, as_of)


def test_the_shipped_plan_on_1_september_2016() -> None:
    made = told(plan=shipped(), as_of=TODAY)
    assert made.since == Since("adopted", date(2016, 6, 3))
    assert made.until == Until("days", date(2016, 10, 1))
    assert made.overdue == overdue(shipped(), asked()).rows
    figures = made.figures
    assert figures.totals.overdue == Numbers(milestones=11, duties=1)
    assert (figures.slipped.total, figures.completed.total, figures.occurrences, figures.withheld) == (0, 0, 0, 0)
    assert figures.totals.milestones.total == 73  # 74 stand in the plan, one of them twice
    assert len(made.priorities) == 8
    assert sum(len(part.actions) for part in made.plan) == 34
    assert len(made.notes) == len(shipped().notes)
    assert made.public
    assert made.sections == tuple(name for name in SHORT if name != "ratings"), "the plan has no rating scheme"


def test_a_meeting_to_the_next() -> None:
    made = told("education-advisory-panel")
    assert made.since == Since("meeting", date(2016, 12, 6))
    assert made.until == Until("meeting", date(2017, 3, 14))
    assert [row.row.id for row in made.slipped] == ["4.3.2", "1.1.4", "1.1.S2", "8.3.1"]
    assert [(row.row.id, row.period) for row in made.completed] == [
        ("1.2.1", "2016-17"),
        ("2.2.D1", "2016-17/HT2"),
        ("7.4.D2", "2016-17/T1"),
        ("6.1.D1", "2016-17/T1"),
        ("4.2.2", "2017-01"),
        ("1.3.1", None),
        ("2.1.1", None),
        ("4.3.1", None),
    ]
    assert [(one.id, [row.id for row in one.overdue]) for one in made.rated_well_though_late] == [
        ("1.4", ["1.4.1"]),
        ("2.5.1", ["2.5.1"]),
    ]


def test_on_the_day_of_a_meeting_the_last_one_is_the_one_before() -> None:
    made = told("education-advisory-panel", date(2016, 12, 6))
    assert made.since.day == date(2016, 9, 27)
    assert made.until.day == date(2017, 3, 14)
    assert [row.row.id for row in made.cancelled] == ["6.1.3"]


def test_a_public_report_holds_nothing_that_is_not_marked_public() -> None:
    public, internal = (
        report(sample(), known_audience(sample(), "childrens-services-dmt"), ON, date(2016, 6, 1), published=published)
        for published in (True, False)
    )
    assert (public.public, internal.public) == (True, False)
    assert (public.figures.withheld, internal.figures.withheld) == (10, 0)
    assert "grievance" in repr(internal)
    said = [*(one.said for one in public.slipped), *(one.said for one in (*public.completed, *public.cancelled))]
    assert "grievance" not in repr(said)
    shown = [text for one in said for text in (one.reason, *one.notes, *one.evidence) if text]
    everything = [entry for log in sample().logs.values() for entry in log if entry.public]
    for text in shown:
        assert any(text in (entry.reason, entry.note, *entry.evidence) for entry in everything), text


def test_an_audience_is_told_of_its_part() -> None:
    made = told("education-partnership")
    assert {row.priority for row in made.overdue} <= {"1", "2", "4"}
    assert [one.id for one in made.priorities] == ["1", "2", "4"]
    assert {note.at[0] for note in made.notes} == {"1", "2", "4"}
    assert told("cabinet-member").sections == ("overdue", "due", "slipped", "ratings", "priorities", "completed")


AUDIENCES = BASE["plan.yaml"] + "audiences:\n  - {id: panel, title: The Panel, FIELDS}\n"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ('priorities: ["1"]', 1),
        ("areas: [A1]", 1),
        ("leads: [HT]", 1),
        ("leads: [Headteacher]", 1),
        ("leads: [DH]", 0),
        ('priorities: ["1"], leads: [DH]', 0),
        ("areas: [A2]", 0),
    ],
)
def test_the_filters_of_an_audience(fields: str, expected: int) -> None:
    plan = plan_of(
        {
            "plan.yaml": AUDIENCES.replace("FIELDS", fields),
            "areas.yaml": "- {id: A1, title: Reading}\n- {id: A2, title: Sums}\n",
            "roles.yaml": "- {code: HT, title: Headteacher, kind: post}\n- {code: DH, title: Deputy, kind: post}\n",
        }
    )
    assert told("The Panel", date(2017, 1, 1), plan).figures.totals.overdue.total == expected


def test_an_unknown_audience_is_answered_with_what_is_close() -> None:
    with pytest.raises(UsageError) as error:
        known_audience(sample(), "cabinet-members")
    assert error.value.hint == "did you mean cabinet-member?"


def test_what_a_revision_did_not_know() -> None:
    promise = {"priorities/1.yaml": one_milestone("due: 2016-09")}
    was = plan_of({**promise, "progress/1.1.yaml": entries("2016-09-20 status: in_progress")})
    now = plan_of(
        {
            **promise,
            "progress/1.1.yaml": entries(
                "2016-09-20 status: in_progress", "2016-09-10 due: 2016-11, reason: Late, approved_by: HT, public: true"
            ),
        }
    )
    made = report(now, None, date(2016, 10, 5), Former("v1", was))
    assert made.since == Since("revision", ref="v1")
    (slip,) = made.slipped
    assert (slip.days, slip.said.reason, slip.approved_by) == (61, "Late", ("HT",))


def test_a_deadline_that_came_back_has_not_slipped() -> None:
    plan = plan_of({"progress/1.1.yaml": entries("2016-07-01 due: 2016-12", "2016-08-01 due: 2016-09")})
    assert told(as_of=TODAY, plan=plan).slipped == []


def test_what_was_opened_again_was_not_completed() -> None:
    plan = plan_of({"progress/1.1.yaml": entries("2016-07-01 status: complete", "2016-08-01 status: in_progress")})
    assert told(as_of=TODAY, plan=plan).completed == []


def test_a_cancelled_action_cancels_its_milestones_with_its_reason() -> None:
    plan = plan_of(
        {"progress/1.1.yaml": entries('2016-07-01 at: "1.1", status: cancelled, reason: No money, public: true')}
    )
    (one,) = told(as_of=TODAY, plan=plan).cancelled
    assert (one.row.id, one.on, one.said.reason) == ("1.1.1", date(2016, 7, 1), "No money")


DATED = date(2016, 6, 3)


@pytest.mark.parametrize(
    ("days", "between"), [(739, {28, 29, 30, 31}), (740, {90, 91, 92}), (2199, {90, 91, 92}), (2200, {365, 366})]
)
def test_the_trend_has_rows_that_are_few_enough_to_read(days: int, between: set[int]) -> None:
    """By month for two years, by quarter for six, then by year."""
    ends = [row.on for row in told(as_of=DATED + timedelta(days=days), plan=plan_of()).trend]
    assert {(later - sooner).days for sooner, later in pairwise(ends[1:-1])} <= between
    assert len(ends) < 30


@pytest.mark.parametrize(
    ("as_of", "overdue", "due"),
    [
        (date(2016, 8, 30), [], []),
        (date(2016, 8, 31), [], ["1.1.1"]),
        (date(2016, 9, 30), [], ["1.1.1"]),
        (date(2016, 10, 1), ["1.1.1"], []),
    ],
)
def test_what_falls_due_is_told_from_the_day_to_the_last_that_is_looked_ahead_to(
    as_of: date, overdue: list[str], due: list[str]
) -> None:
    made = told(as_of=as_of, plan=plan_of())
    assert ([row.id for row in made.overdue], [row.id for row in made.due]) == (overdue, due)


def test_what_falls_due_first_stands_first() -> None:
    later = '      - {id: "1.1.2", text: Books bought, due: 2016-09-20}\n'
    plan = plan_of({"priorities/1.yaml": one_milestone("due: 2016-09") + later})
    assert [row.id for row in told(as_of=TODAY, plan=plan).due] == ["1.1.2", "1.1.1"]


def test_the_matrix_leaves_out_priorities_of_which_nothing_is_told() -> None:
    assert [row.priority for row in told("education-partnership").matrix] == ["1", "2", "4"]


def test_the_same_question_has_the_same_answer() -> None:
    assert told("education-advisory-panel") == told("education-advisory-panel")
