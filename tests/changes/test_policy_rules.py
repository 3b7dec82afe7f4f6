"""The change policy: its rules and their codes agree; where a finding stands; severities, waivers, and what is unsure.

That the examples of the rules' docstrings fail and pass is tried with those of every other code.
"""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pkgutil import iter_modules

import pytest

import si_plan.changes.policy
from edits import DAY, Texts, edit, told
from example_plan import BASE, PRIORITY
from si_plan.changes.policy import RULES
from si_plan.diagnostics import CODES, module_of

_NAMES = [name for _, name, _ in iter_modules(si_plan.changes.policy.__path__)]
PLAN = BASE["plan.yaml"]
TWO = BASE[PRIORITY] + '      - {id: "1.1.2", text: Books bought, due: 2016-10}\n'
LOG = "progress/1.1.yaml"
FIRST = '- {on: 2016-07-01, at: "1.1.1", status: in_progress}\n'
SECOND = '- {on: 2016-07-02, at: "1.1.1", rating: green, status: in_progress, note: Going well}\n'


def policy(*lines: str) -> str:
    return PLAN + "policy:\n" + "".join(f"  {line}\n" for line in lines)


def test_every_module_is_run_and_every_rule_has_a_code() -> None:
    assert sorted(module_of(code) for code in RULES) == [f"si_plan.changes.policy.{name}" for name in _NAMES]
    assert [import_module(module_of(code)).CODE for code in RULES] == list(RULES)
    assert not any(CODES[code].needs for code in RULES), "every rule has both plans"


def found(base: Texts, head: Texts, day: date = DAY) -> list[str]:
    return told(edit(base, head, day).found())


def test_nothing_is_found_where_nothing_changes() -> None:
    assert found({PRIORITY: TWO, LOG: FIRST}, {}) == []


# Where a record is gone.


def test_what_is_gone_is_shown_at_what_stood_before_it() -> None:
    (one,) = edit({PRIORITY: TWO}, {PRIORITY: BASE[PRIORITY]}).found()
    assert told([one]) == ["priorities/1.yaml:11 record-removed"]
    assert "(it was at main:plan/priorities/1.yaml:14)" in one.message
    assert one.at == "1.1.2"


def test_first_of_several_is_shown_at_the_next() -> None:
    text = TWO.replace('      - id: "1.1.1"\n        text: Tutors trained\n        due: 2016-09\n', "")
    assert found({PRIORITY: TWO}, {PRIORITY: text}) == ["priorities/1.yaml:11 record-removed"]


def test_a_priority_that_is_gone_is_one_finding() -> None:
    second = BASE[PRIORITY].replace('"1', '"2')
    assert found({"priorities/2.yaml": second}, {"priorities/2.yaml": None}) == ["priorities/1.yaml:1 record-removed"]


def test_a_log_that_is_gone_is_shown_at_its_action() -> None:
    assert found({LOG: FIRST + SECOND.replace("rating: green, ", "")}, {LOG: None}) == [
        "priorities/1.yaml:6 log-rewritten",
        "priorities/1.yaml:6 log-rewritten",
    ]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (FIRST.replace("in_progress", "not_started"), ["progress/1.1.yaml:1 log-rewritten"]),
        (FIRST.replace("-01", "-03"), ["progress/1.1.yaml:1 log-rewritten"]),
        ('- {on: 2016-07-02, at: "1.1.1", note: New}\n' + FIRST, ["progress/1.1.yaml:2 log-rewritten"]),
        (FIRST + '- {on: 2016-07-02, at: "1.1.1", note: New}\n', []),
        ("# A comment.\n" + FIRST.replace("{on", "{ on"), []),
    ],
)
def test_what_is_done_to_an_entry(head: str, expected: list[str]) -> None:
    assert found({LOG: FIRST}, {LOG: head}) == expected


# Dates.


@pytest.mark.parametrize(
    ("base", "head", "expected"),
    [
        ("due: 2016-09", "due: 2016-12", ["deadline-rewritten"]),
        ("due: 2016-09", "due: 2016-06", ["deadline-rewritten"]),
        ("due: 2016-09", "starts: 2016-09", ["deadline-rewritten"]),
        ("due: 2016-09", "due: 2016-12, due_reason: Misread", ["deadline-rewritten"]),
        ("due: 2016-08", "due: 2016-09, due_reason: Misread", ["deadline-reread"]),
        ("due: 2016-09, due_reason: Read so", "due: 2016-12, due_reason: Read so", ["deadline-rewritten"]),
        ("due: 2016-09", "type: event", ["deadline-rewritten"]),
        ("type: event", "type: event, due: 2016-09", []),
        ("due: 2016-09", "due: 2016-09, due_reason: Read so", []),
        ("dates: [2016-09, 2016-11]", "dates: [2016-09, 2016-12]", ["deadline-rewritten"]),
        ("repeats: termly", "repeats: annual", ["deadline-rewritten"]),
    ],
)
def test_dates_edited_in_the_promise(base: str, head: str, expected: list[str]) -> None:
    texts = [
        BASE[PRIORITY].replace("        due: 2016-09\n", f"        {one.replace(', ', NEXT)}\n") for one in (base, head)
    ]
    if "dates" in base:
        texts = [BASE[PRIORITY].replace("due: 2016-09", one) for one in (base, head)]
    assert [one.code for one in edit({PRIORITY: texts[0]}, {PRIORITY: texts[1]}).found()] == expected


NEXT = "\n        "


def test_an_actions_date_is_one_finding_though_its_milestones_have_it() -> None:
    text = (
        BASE[PRIORITY]
        .replace("        due: 2016-09\n", "")
        .replace("    milestones:", "    due: 2016-09\n    milestones:")
    )
    assert found({PRIORITY: text}, {PRIORITY: text.replace("2016-09", "2016-10")}) == [
        "priorities/1.yaml:10 deadline-rewritten"
    ]
    explicit = text.replace("Tutors trained\n", "Tutors trained\n        due: 2016-09\n")
    assert found({PRIORITY: text}, {PRIORITY: explicit}) == []


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("due: 2016-12, reason: R, approved_by: HT", []),
        ("due: 2016-12, reason: R", ["slip-unapproved"]),
        ("due: 2016-12, approved_by: HT", ["slip-unapproved"]),
        ("due: 2016-08", []),
        ("due: 2016-09-30", []),
    ],
)
def test_a_deadline_that_the_log_moves(entry: str, expected: list[str]) -> None:
    assert [one.code for one in edit({}, {LOG: f'- {{on: 2016-07-01, at: "1.1.1", {entry}}}\n'}).found()] == expected


def test_only_moves_beyond_the_limit_that_stood_before_need_its_approver() -> None:
    limit = policy("most_moves: 1", "moves_approved_by: [DCS]")
    roles = BASE["roles.yaml"] + "- {code: DCS, title: Director, kind: post}\n"
    one = '- {on: 2016-10-01, at: "1.1.1", due: 2016-12, reason: R, approved_by: HT}\n'
    two = '- {on: 2016-11-01, at: "1.1.1", due: 2017-03, reason: R, approved_by: %s}\n'
    base = {"plan.yaml": limit, "roles.yaml": roles}
    assert found(base, {**base, LOG: one}, date(2017, 1, 1)) == []
    assert found(base, {**base, LOG: one + two % "HT"}, date(2017, 1, 1)) == ["progress/1.1.yaml:2 moved-too-often"]
    assert found(base, {**base, LOG: one + two % "DCS"}, date(2017, 1, 1)) == []
    earlier = {**base, "plan.yaml": PLAN}
    head = {**base, LOG: one + two % "HT"}
    assert "moved-too-often" not in str(found(earlier, head, date(2017, 1, 1)))


def test_no_move_is_undone_to_move_further_than_the_limit_lets() -> None:
    base = {
        "plan.yaml": policy("most_moves: 1", "moves_approved_by: [DCS]"),
        "roles.yaml": BASE["roles.yaml"] + "- {code: DCS, title: Director, kind: post}\n",
        LOG: '- {on: 2016-10-01, at: "1.1.1", due: 2016-12, reason: R, approved_by: HT}\n',
    }
    undone = base[LOG] + '- {on: 2016-11-01, at: "1.1.1", voids: {on: 2016-10-01}, reason: R}\n'
    again = undone + '- {on: 2016-11-01, at: "1.1.1", due: %s, reason: R, approved_by: %s}\n'
    told = {
        due: found(base, {**base, LOG: again % (due, "HT")}, date(2017, 1, 1))
        for due in ("2016-11", "2016-12", "2017-03")
    }
    assert told == {"2016-11": [], "2016-12": [], "2017-03": ["progress/1.1.yaml:3 moved-too-often"]}
    assert found(base, {**base, LOG: again % ("2017-03", "DCS")}, date(2017, 1, 1)) == []


def test_voiding_what_brought_a_deadline_forward_is_a_slip() -> None:
    earlier = '- {on: 2016-07-01, at: "1.1.1", due: 2016-08}\n'
    void = '- {on: 2016-07-02, at: "1.1.1", voids: {on: 2016-07-01}, reason: Not agreed%s}\n'
    assert found({LOG: earlier}, {LOG: earlier + void % ""}) == ["progress/1.1.yaml:2 slip-unapproved"]
    assert found({LOG: earlier}, {LOG: earlier + void % ", approved_by: HT"}) == []


def test_an_entry_that_is_voided_at_once_is_not_judged() -> None:
    wrong = '- {on: 2016-07-01, at: "1.1.1", status: complete}\n'
    void = '- {on: 2016-07-01, at: "1.1.1", voids: {on: 2016-07-01}, reason: No}\n'
    assert found({}, {LOG: wrong + void}) == []


def test_an_entry_of_tomorrow() -> None:
    tomorrow = '- {on: 2016-08-02, at: "1.1.1", status: in_progress}\n'
    assert found({}, {LOG: tomorrow}) == ["progress/1.1.yaml:1 dated-ahead"]
    assert found({}, {LOG: tomorrow}, date(2016, 8, 2)) == []


# Ids.


def test_numbers_moved_on_for_a_record_in_the_middle() -> None:
    head = BASE[PRIORITY].replace(
        '      - id: "1.1.1"\n', '      - {id: "1.1.1", text: Money found, due: 2016-08}\n      - id: "1.1.2"\n'
    )
    assert found({PRIORITY: TWO}, {PRIORITY: head + '      - {id: "1.1.3", text: Books bought, due: 2016-10}\n'}) == [
        "priorities/1.yaml:11 id-reused",
        "priorities/1.yaml:12 id-reused",
    ]


def test_an_id_of_long_ago() -> None:
    asked: list[list[str]] = []

    def once(names: list[str]) -> dict[str, str]:
        asked.append(names)
        return {"1.1.2": "Parents' evening held"}

    (one,) = edit({}, {PRIORITY: TWO}, once=once).found()
    assert (one.code, one.at, asked) == ("id-reused", "1.1.2#id", [["1.1.2"]])
    assert "Parents' evening held" in one.message
    assert edit({}, {PRIORITY: TWO}, once=lambda _: {"1.1.2": "Books bought soon"}).found() == []
    assert edit({PRIORITY: TWO}, {}, once=once).found() == []


def reused(base: Texts, head: Texts) -> dict[str, str]:
    """What is said of each id that was given to another."""
    found = edit(base, head).found()
    return {one.at.partition("#")[0]: one.message for one in found if one.code == "id-reused"}


def test_whose_the_id_was_is_said() -> None:
    """The record's that has no word of the new one, or few and stands cancelled."""
    another = {PRIORITY: BASE[PRIORITY].replace("Tutors trained", "Library opened on Saturdays")}
    assert reused({}, another) == {"1.1.1": "the id of milestone 1.1.1 is not new: it named “Tutors trained”"}
    alike = {PRIORITY: BASE[PRIORITY].replace("Tutors trained", "Tutors found")}
    cancelled = '- {on: 2016-06-20, at: "1.1.1", status: cancelled, reason: No school wants one}\n'
    assert reused({}, alike) == {}
    assert reused({LOG: cancelled}, alike) == {
        "1.1.1": "the id of milestone 1.1.1 is not new: it is cancelled and named “Tutors trained”"
    }


def test_where_the_former_of_an_id_stands_now_is_said() -> None:
    moved_on = BASE[PRIORITY].replace(
        '      - id: "1.1.1"\n', '      - {id: "1.1.1", text: Money found, due: 2016-08}\n      - id: "1.1.2"\n'
    )
    assert reused({PRIORITY: TWO}, {PRIORITY: moved_on}) == {
        "1.1.1": "the id of milestone 1.1.1 is not new: it named what is now 1.1.2",
        "1.1.2": "the id of milestone 1.1.2 is not new: it named a record that is gone",
    }
    three = moved_on + '      - {id: "1.1.3", text: Books bought, due: 2016-10}\n'
    assert reused({PRIORITY: TWO}, {PRIORITY: three}) == {
        "1.1.1": "the id of milestone 1.1.1 is not new: it named what is now 1.1.2",
        "1.1.2": "the id of milestone 1.1.2 is not new: it named what is now 1.1.3",
    }


def test_an_id_whose_record_went_with_the_action_around_it_is_told_as_gone() -> None:
    """Another action takes the number of one that moved on without its milestone."""
    action = (
        '  - id: "1.2"\n    title: Train a tutor in each school\n    leads: [HT]\n    when: [Soon]\n    milestones:\n'
    )
    head = BASE[PRIORITY].replace("Train a tutor in each school", "Buy books").replace("Tutors trained", "Books bought")
    head += action + '      - {id: "1.2.2", text: Parents invited, due: 2016-09}\n'
    assert reused({}, {PRIORITY: head}) == {
        "1.1": "the id of action 1.1 is not new: it named what is now 1.2",
        "1.1.1": "the id of milestone 1.1.1 is not new: it named a record that is gone",
    }


# Severities and waivers.

LATER = {PRIORITY: BASE[PRIORITY].replace("due: 2016-09", "due: 2016-12")}


@pytest.mark.parametrize(("severity", "expected"), [("error", ["error"]), ("warning", ["warning"]), ("off", [])])
def test_the_base_says_how_grave_a_code_is(severity: str, expected: list[str]) -> None:
    base = {"plan.yaml": policy("severities:", f"  deadline-rewritten: {severity}")}
    assert [one.severity for one in edit(base, LATER).found()] == expected


WAIVER = ("waivers:", '  - {code: deadline-rewritten, at: "1.1.1", reason: Agreed, expires: 2016-08-01}')


def test_a_waiver_of_the_base_excuses_one_record_until_its_last_day() -> None:
    base = {"plan.yaml": policy(*WAIVER)}
    judged = edit(base, LATER).judged()
    assert (judged.found, [one.answered_by for one in judged.waived]) == ([], ["waiver until 2016-08-01"])
    late = [one.code for one in edit(base, LATER, date(2016, 8, 2)).found()]
    assert late == ["deadline-rewritten", "waiver-expired"]
    other = {"plan.yaml": policy(*WAIVER).replace("1.1.1", "1.1.2")}
    assert [one.code for one in edit(other, LATER).found()] == ["deadline-rewritten"]


def test_a_waiver_that_reads_like_two_is_not_told_as_two() -> None:
    """A reason is any text: one may end as another waiver of the same record would begin."""
    one = '  - {code: deadline-rewritten, at: "1.1.1", reason: "Agreed; until 2099-01-01: Agreed", expires: 2016-08-01}'
    two = WAIVER[1], WAIVER[1].replace("2016-08-01", "2099-01-01")
    found = edit({"plan.yaml": policy(WAIVER[0], one)}, {"plan.yaml": policy(WAIVER[0], *two)}).found()
    assert [finding.code for finding in found] == ["policy-changed", "policy-changed"]


def test_a_waiver_is_for_what_a_log_entry_is_about() -> None:
    base = {LOG: FIRST, "plan.yaml": policy(*WAIVER).replace("deadline-rewritten", "log-rewritten")}
    assert edit(base, {LOG: FIRST.replace("-01", "-03")}).found() == []
    assert edit(base, {LOG: None}).found() == []


def test_no_edit_excuses_itself() -> None:
    waived = edit({}, {**LATER, "plan.yaml": policy(*WAIVER)}).found()
    assert [one.code for one in waived] == ["deadline-rewritten", "policy-changed"]
    off = edit(
        {}, {**LATER, "plan.yaml": policy("severities:", "  deadline-rewritten: off", "  policy-changed: warning")}
    )
    assert [one.code for one in off.found()] == ["deadline-rewritten", "policy-changed", "policy-changed"]


def test_taking_the_policy_away_is_seen() -> None:
    strict = policy("severities:", "  policy-changed: error")
    (one,) = edit({"plan.yaml": strict}, {"plan.yaml": PLAN}).found()
    assert (one.code, one.severity, one.location.line) == ("policy-changed", "error", 1)


# A head in which something is malformed.


def test_what_may_follow_from_a_mistake_of_form_is_not_told() -> None:
    broken = {PRIORITY: TWO.replace("due: 2016-09", "due: September")}
    assert found({PRIORITY: TWO}, broken) == []
    assert found({LOG: FIRST}, {LOG: "- ["}) == []
    unknown = {PRIORITY: TWO.replace("leads: [HT]", "leads: [NOBODY]")}
    assert found({PRIORITY: TWO}, unknown) == []
