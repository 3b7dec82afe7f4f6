"""What a lead is asked: known answers on the shipped plan, and what the logs change."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from asking import asked, entries, one_milestone, plan_of, shipped
from si_plan.model.plan import Plan
from si_plan.returns.asking import MOST_OCCURRENCES, Return, return_for
from si_plan.state.standing import OPEN_STATES, Standings


def asked_of(plan: Plan, lead: str, as_of: str = "2016-10-01") -> Return:
    return return_for(plan, asked(as_of), lead)


def urgency(found: Return) -> list[tuple[bool, date]]:
    return [(one.row.state != "overdue", one.row.due.latest if one.row.due else date.max) for one in found.rows]


def about(found: Return) -> list[tuple[str, str | None]]:
    return [(one.row.id, one.row.period) for one in found.rows]


def test_the_cabinet_member_is_asked_about_all_that_is_open() -> None:
    assert about(asked_of(shipped(), "CM")) == [("7.1.1", None), ("7.5.1", None)]


def test_the_longest_overdue_comes_first_then_the_rest_by_deadline() -> None:
    found = asked_of(shipped(), "HSI", "2017-01-15")
    assert about(found)[:3] == [("4.2.2", "2016-06"), ("4.3.1", None), ("2.2.1", None)]
    late = [one.row.days_overdue for one in found.rows if one.row.state == "overdue"]
    assert late == sorted(filter(None, late), reverse=True)
    assert urgency(found) == sorted(urgency(found))
    assert urgency(found)[-1] == (True, date.max), "what has no deadline comes last"


@given(st.sampled_from([role.code for role in shipped().roles]), st.dates(date(2016, 6, 1), date(2018, 1, 1)))
def test_whatever_the_order_every_open_row_is_asked_once(lead: str, day: date) -> None:
    plan = shipped()
    found = asked_of(plan, lead, day.isoformat())
    assert len(set(about(found))) == len(found.rows)
    assert urgency(found) == sorted(urgency(found))
    asked_about = {identity for one in found.rows for identity in (one.row.id, *one.also)}
    standings = Standings(plan, day)
    every = {
        tracked.id
        for tracked, standing in standings.all_standings()
        if lead in standing.leads and standing.state in OPEN_STATES
    }
    assert asked_about == every


def test_what_recurs_is_asked_about_by_occurrence() -> None:
    found = asked_of(shipped(), "DCS", "2017-03-01")
    duties = [(one.row.id, one.row.period, one.row.state) for one in found.rows if one.row.kind == "duty"]
    assert ("7.4.D1", "2016-17", "upcoming") in duties
    assert [one for one in duties if one[0] == "7.4.D2"] == [
        ("7.4.D2", "2015-16/T3", "overdue"),
        ("7.4.D2", "2016-17/T1", "overdue"),
        ("7.4.D2", "2016-17/T2", "upcoming"),
    ]


def test_one_deliverable_is_asked_about_once_with_its_other_ids() -> None:
    found = asked_of(shipped(), "HSI")
    same = [one for one in found.rows if one.row.id in ("1.3.1", "2.1.1")]
    assert [(one.row.id, one.also, one.others) for one in same] == [("1.3.1", ("2.1.1",), ("DDCS",))]


def test_what_is_done_is_not_asked_about_and_the_last_note_is_told() -> None:
    log = entries("2016-09-02 status: in_progress, by: HT, note: Half of them", "2016-09-20 note: Nearly all")
    files = {"priorities/1.yaml": one_milestone("due: 2016-09"), "progress/1.1.yaml": log}
    (row,) = asked_of(plan_of(files), "HT").rows
    assert (row.row.status, row.last.note if row.last else None) == ("in_progress", "Nearly all")
    (row,) = asked_of(plan_of(files), "HT", "2016-09-10").rows
    assert row.last is not None
    assert row.last.note == "Half of them"
    done = entries("2016-09-02 status: complete, evidence: [x]")
    assert asked_of(plan_of({**files, "progress/1.1.yaml": done}), "HT").rows == []


def test_a_reassigned_milestone_is_asked_of_its_new_lead_and_the_deadline_is_the_one_in_force() -> None:
    roles = "- {code: HT, title: Headteacher, kind: post}\n- {code: DH, title: Deputy head, kind: post}\n"
    log = entries("2016-09-02 leads: [DH], reason: Left", "2016-09-03 due: 2017-03, reason: Late, approved_by: HT")
    files = {"roles.yaml": roles, "priorities/1.yaml": one_milestone("due: 2016-09"), "progress/1.1.yaml": log}
    plan = plan_of(files)
    assert asked_of(plan, "HT").rows == []
    (row,) = asked_of(plan, "DH").rows
    assert row.row.due is not None
    assert row.row.due.text == "2017-03"
    assert about(asked_of(plan, "HT", "2016-09-01")) == [("1.1.1", None)]


def test_many_missed_occurrences_are_asked_about_up_to_a_number_and_the_rest_are_counted() -> None:
    plan = plan_of({"priorities/1.yaml": one_milestone("starts: 2016-01, repeats: weekly")})
    found = asked_of(plan, "HT", "2017-01-01")
    assert len(found.rows) == MOST_OCCURRENCES + 1
    assert found.left_out > 30
    periods = [one.row.period or "" for one in found.rows]
    assert periods == sorted(periods)


def test_what_recurs_at_meetings_has_one_row_without_an_occurrence() -> None:
    plan = plan_of({"priorities/1.yaml": one_milestone("repeats: per_meeting")})
    assert about(asked_of(plan, "HT")) == [("1.1.1", None)]


def test_a_row_remembers_what_the_log_said_of_it_and_nothing_else() -> None:
    def seen(log: str, as_of: str = "2016-10-01") -> str:
        files = {"priorities/1.yaml": one_milestone("due: 2016-12"), "progress/1.1.yaml": log}
        (row,) = asked_of(plan_of(files), "HT", as_of).rows
        return row.reference.seen

    first = seen(entries("2016-09-02 status: in_progress"))
    assert first == seen(entries("2016-09-02 status: in_progress", "2016-10-20 note: Later"))
    assert first == seen(entries("2016-09-02 status: in_progress", '2016-09-03 at: "1.1", note: Of the action'))
    assert first != seen(entries("2016-09-02 status: in_progress", "2016-09-03 note: New"))
    assert first != seen(entries("2016-09-02 status: in_progress", '2016-09-03 at: "1.1", leads: [HT], reason: x'))
    voided = entries("2016-09-02 status: in_progress", "2016-09-03 note: New", "2016-09-04 voids: 2, reason: Wrong")
    assert first == seen(voided)
