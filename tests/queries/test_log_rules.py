"""What an entry of a log does: order, voids, reschedules, reassignments, and whom an entry is about."""

from __future__ import annotations

import pytest

from asking import asked, entries, listed_rows, logged, one_milestone, plan_of, standing
from example_plan import BASE
from si_plan.queries import by_owner, history, status

TWO_ROLES = {"roles.yaml": BASE["roles.yaml"] + "- {code: LIB, title: Librarian, kind: post, aliases: [Books]}\n"}


def deadline(plan_log: tuple[str, ...], as_of: str, milestone: str = "due: 2016-09", action: str = "") -> str | None:
    found = standing(logged(*plan_log, milestone=milestone, action=action), as_of).deadline
    return found.text if found else None


# Order.


def test_of_two_entries_on_one_day_the_later_in_the_log_holds() -> None:
    plan = logged("2016-09-10 status: complete", "2016-09-10 status: in_progress")
    assert standing(plan, "2016-09-10").status == "in_progress"
    plan = logged("2016-09-10 status: in_progress", "2016-09-10 status: complete")
    assert standing(plan, "2016-09-10").status == "complete"


def test_an_entry_recorded_late_counts_by_its_day() -> None:
    plan = logged("2016-09-20 status: complete", "2016-09-05 status: in_progress")
    assert standing(plan, "2016-09-05").status == "in_progress"
    assert standing(plan, "2016-09-20").status == "complete"


def test_an_entry_without_a_status_leaves_it_as_it_was() -> None:
    plan = logged("2016-09-05 status: complete", "2016-09-20 note: Photographs taken")
    assert standing(plan, "2016-10-01").state == "done"


# Voids.


def test_a_voided_entry_does_not_count_on_any_day() -> None:
    plan = logged("2016-09-05 status: complete", "2016-11-01 voids: 1, reason: Wrong milestone")
    assert standing(plan, "2016-09-20").state == "in_window", "what is known now about that day"
    assert standing(plan, "2016-11-02").state == "overdue"


def test_a_voided_void_voids_nothing() -> None:
    plan = logged(
        "2016-09-05 status: complete",
        "2016-11-01 voids: 1, reason: Wrong milestone",
        "2016-11-02 voids: 2, reason: It was the right one",
    )
    assert standing(plan, "2016-11-03").state == "done"


def test_a_void_of_a_void_of_a_void() -> None:
    plan = logged(
        "2016-09-05 status: complete",
        "2016-11-01 voids: 1, reason: a",
        "2016-11-02 voids: 2, reason: b",
        "2016-11-03 voids: 3, reason: c",
    )
    assert standing(plan, "2016-11-03").state == "overdue"


def test_a_correction_can_say_what_is_right_beside_what_was_wrong() -> None:
    plan = logged("2016-09-05 status: complete", "2016-09-06 voids: 1, status: in_progress, reason: Not all yet")
    found = standing(plan, "2016-09-07")
    assert (found.state, found.status) == ("in_window", "in_progress")


def test_history_shows_what_is_voided_and_by_which_entry() -> None:
    plan = logged(
        "2016-09-05 status: complete",
        "2016-09-06 status: in_progress",
        "2016-11-01 voids: 1, reason: a",
        "2016-11-02 voids: 2, reason: b",
        "2016-11-03 voids: 4, reason: c",
    )
    shown = history.history(plan, "1.1.1", []).log
    assert [(one.place, one.voided_by) for one in shown] == [(1, 3), (2, None), (3, None), (4, 5), (5, None)]


def test_a_voided_reschedule_gives_the_promise_back() -> None:
    log = ("2016-09-05 due: 2017-03, reason: Delay", "2016-09-06 voids: 1, reason: Another milestone's")
    assert deadline(log, "2016-12-01") == "2016-09"


def test_a_void_counts_places_in_its_own_log() -> None:
    files = {
        "progress/1.1.yaml": '- {on: 2016-09-05, at: "1.1.1", status: complete}\n',
        "progress/1.yaml": (
            '- {on: 2016-09-06, at: "1", note: Met}\n- {on: 2016-09-07, at: "1", voids: 1, reason: It did not}\n'
        ),
    }
    assert standing(plan_of(files), "2016-10-01").state == "done"


# Reschedules.


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [("2016-09-19", "2016-09"), ("2016-09-20", "2017-03"), ("2017-01-09", "2017-03"), ("2017-01-10", "2016-12-31")],
)
def test_the_deadline_is_the_last_one_given_by_the_day(as_of: str, expected: str) -> None:
    log = ("2016-09-20 due: 2017-03, reason: Delay", "2017-01-10 due: 2016-12-31, reason: Too late")
    assert deadline(log, as_of) == expected


def test_lateness_is_judged_by_the_deadline_in_force_at_the_time() -> None:
    moved_after = logged("2016-10-05 status: complete", "2016-11-01 due: 2017-03, reason: Delay")
    assert standing(moved_after, "2016-12-01").late, "a later reschedule does not excuse it"
    moved_before = logged("2016-09-20 due: 2017-03, reason: Delay", "2016-10-05 status: complete")
    assert not standing(moved_before, "2016-12-01").late


def test_an_entry_can_complete_and_reschedule_other_days() -> None:
    plan = logged("2016-09-20 due: 2016-10, reason: Delay", "2016-11-01 status: complete")
    assert standing(plan, "2016-10-31").state == "in_window"
    assert standing(plan, "2016-11-01").late


def test_what_had_no_date_gets_one() -> None:
    assert deadline(("2016-09-20 due: 2017-03, reason: Settled",), "2016-10-01", milestone="") == "2017-03"


def test_a_reschedule_of_the_action_moves_what_has_its_dates() -> None:
    log = ('2016-09-20 at: "1.1", due: 2017-03, reason: Delay',)
    assert deadline(log, "2016-10-01", milestone="", action="due: 2016-10") == "2017-03"


def test_a_reschedule_of_the_action_leaves_a_milestones_own_date() -> None:
    log = ('2016-09-20 at: "1.1", due: 2017-03, reason: Delay',)
    assert deadline(log, "2016-10-01", milestone="due: 2016-09", action="due: 2016-10") == "2016-09"


def test_lateness_follows_the_actions_reschedule_though_the_milestone_got_its_own_after() -> None:
    plan = logged(
        '2016-09-01 at: "1.1", due: 2016-12, reason: Delay',
        "2016-11-01 status: complete",
        "2016-12-01 due: 2017-03, reason: Corrected afterwards",
        milestone="",
        action="due: 2016-10",
    )
    assert not standing(plan, "2017-01-01").late


def test_the_promise_never_follows_a_slip() -> None:
    plan = logged("2016-09-20 due: 2017-03, reason: Delay")
    promised = plan.tracked_by_id["1.1.1"].due
    assert promised is not None
    assert promised.text == "2016-09"


# Reassignment.


def leads(*lines: str, as_of: str = "2016-12-01", milestone: str = "due: 2016-09") -> tuple[str, ...]:
    files = {"priorities/1.yaml": one_milestone(milestone), "progress/1.1.yaml": entries(*lines), **TWO_ROLES}
    return standing(plan_of(files), as_of).leads


def test_reassigned_from_its_day_on() -> None:
    log = "2016-09-20 leads: [LIB]"
    assert leads(log, as_of="2016-09-19") == ("HT",)
    assert leads(log, as_of="2016-09-20") == ("LIB",)


def test_reassigned_to_a_role_by_its_alias() -> None:
    assert leads("2016-09-20 leads: [books, HT, LIB]") == ("LIB", "HT")


def test_an_action_reassigned_takes_its_milestones_along() -> None:
    assert leads('2016-09-20 at: "1.1", leads: [LIB]') == ("LIB",)


def test_a_milestone_with_leads_of_its_own_stays_with_them() -> None:
    log = '2016-09-20 at: "1.1", leads: [LIB]'
    assert leads(log, milestone="due: 2016-09, leads: [HT]") == ("HT",)


def test_a_milestones_own_reassignment_beats_the_actions() -> None:
    log = ('2016-09-20 at: "1.1", leads: [LIB]', "2016-09-10 leads: [HT, LIB]")
    assert leads(*log) == ("HT", "LIB")


def test_reassigned_is_asked_for_by_its_new_lead() -> None:
    files = {"progress/1.1.yaml": '- {on: 2016-09-20, at: "1.1.1", leads: [LIB]}\n', **TWO_ROLES}
    plan = plan_of(files)
    for as_of, code, number in [("2016-09-19", "HT", 1), ("2016-09-20", "HT", 0), ("2016-09-20", "LIB", 1)]:
        found = listed_rows(plan, asked(as_of, lead=code))
        assert len(found) == number, (as_of, code)
        assert len(by_owner.owned_by(plan, asked(as_of), code).actions) == number


# Entries about an action or a priority.


@pytest.mark.parametrize(("owner", "about"), [("1.1", "1.1"), ("1", "1")])
def test_what_is_cancelled_around_it_is_cancelled(owner: str, about: str) -> None:
    plan = logged(f'2016-09-10 at: "{about}", status: cancelled', owner=owner)
    assert standing(plan, "2016-09-09").state == "in_window"
    assert standing(plan, "2016-10-10").state == "cancelled"


def test_a_cancelled_action_leaves_what_was_done() -> None:
    plan = logged("2016-09-05 status: complete", '2016-09-10 at: "1.1", status: cancelled')
    assert standing(plan, "2016-10-10").state == "done"


@pytest.mark.parametrize("status_after", ["in_progress", "not_started"])
def test_a_milestone_taken_up_again_after_its_action_was_cancelled_is_open(status_after: str) -> None:
    plan = logged(
        "2016-09-01 status: in_progress",
        '2016-09-10 at: "1.1", status: cancelled',
        f"2016-09-20 status: {status_after}",
    )
    assert standing(plan, "2016-09-19").state == "cancelled"
    assert standing(plan, "2016-09-20").state == "in_window"


def test_an_action_taken_up_again_is_open() -> None:
    plan = logged('2016-09-10 at: "1.1", status: cancelled', '2016-09-20 at: "1.1", status: in_progress')
    assert standing(plan, "2016-09-21").state == "in_window"


def test_an_action_said_to_be_complete_does_not_complete_its_milestones() -> None:
    plan = logged('2016-09-10 at: "1.1", status: complete', "2016-10-12 status: complete")
    assert standing(plan, "2016-10-10").state == "overdue", "an action is done when all its milestones are"


# Two that are the same.

TWINS = """\
id: "1"
title: Every pupil reads well
areas: [A1]
actions:
  - id: "1.1"
    title: Train
    leads: [HT]
    when: [By Sept 2016]
    milestones: [{id: "1.1.1", text: Tutors trained, due: 2016-09}]
  - id: "1.2"
    title: Show
    leads: [LIB]
    when: [By May 2016]
    milestones: [{id: "1.2.1", text: Tutors trained, due: 2016-05, same_as: "1.1.1"}]
"""


def twins(log: str = "") -> dict[str, str]:
    return {"priorities/1.yaml": TWINS, **TWO_ROLES, **({"progress/1.1.yaml": log} if log else {})}


def test_status_comes_from_the_one_named_deadline_and_lead_stay() -> None:
    plan = plan_of(twins('- {on: 2016-07-01, at: "1.1.1", status: complete}\n'))
    first, second = standing(plan, "2016-08-01"), standing(plan, "2016-08-01", "1.2.1")
    assert (first.state, second.state) == ("done", "done")
    assert (first.late, second.late) == (False, True), "by its own deadline the second was late"
    assert (first.leads, second.leads) == (("HT",), ("LIB",))


def test_a_total_counts_the_pair_once_as_the_more_urgent() -> None:
    found = status.status(plan_of(twins()), asked("2016-08-01"))
    counts = found.totals.milestones
    assert (counts.total, counts.overdue, counts.upcoming) == (1, 1, 0)
    assert found.actions.total == 2


def test_each_lead_of_the_pair_counts_it() -> None:
    totals = {one.lead: one.totals.milestones.total for one in by_owner.leads(plan_of(twins()), asked("2016-08-01"))}
    assert totals == {"HT": 1, "LIB": 1}


def test_a_reschedule_of_one_leaves_the_other() -> None:
    plan = plan_of(twins('- {on: 2016-07-01, at: "1.1.1", due: 2017-01, reason: Delay}\n'))
    assert [str(standing(plan, "2016-08-01", name).deadline) for name in ("1.1.1", "1.2.1")] == ["2017-01", "2016-05"]


# The state of an action, by its parts.

PARTS = """\
id: "1"
title: Every pupil reads well
areas: [A1]
actions:
  - id: "1.1"
    title: Train
    leads: [HT]
    when: [By Sept 2016, Ready by Dec 2016]
    milestones:
      - {id: "1.1.1", text: One, due: 2016-09}
      - {id: "1.1.2", text: Two, due: 2016-10}
    stages: [{id: "1.1.S1", text: Ready, when: Ready by Dec 2016, due: 2016-12}]
"""


@pytest.mark.parametrize(
    ("log", "as_of", "state"),
    [
        ((), "2016-08-01", "upcoming"),
        ((), "2016-09-01", "in_window"),
        ((), "2016-10-01", "overdue"),
        (("2016-09-02 status: complete",), "2016-10-01", "in_window"),
        (("2016-09-02 status: complete", '2016-09-02 at: "1.1.2", status: complete'), "2016-10-01", "done"),
        (("2016-09-02 status: complete", '2016-09-02 at: "1.1.2", status: complete'), "2017-01-01", "overdue"),
        (("2016-09-02 status: cancelled", '2016-09-02 at: "1.1.2", status: complete'), "2016-10-01", "done"),
        (("2016-09-02 status: cancelled", '2016-09-02 at: "1.1.2", status: cancelled'), "2016-10-01", "cancelled"),
    ],
)
def test_state_of_an_action(log: tuple[str, ...], as_of: str, state: str) -> None:
    files = {"priorities/1.yaml": PARTS} | ({"progress/1.1.yaml": entries(*log)} if log else {})
    assert getattr(status.status(plan_of(files), asked(as_of)).actions, state) == 1
