"""What a difference tells of each kind of edit, and how it is said."""

from __future__ import annotations

import re
from datetime import date

import pytest

from edits import edit
from example_plan import BASE, PRIORITY
from si_plan.changes.difference import difference
from si_plan.changes.records import Change
from si_plan.formats import plain
from si_plan.queries.selection import facts_of
from si_plan.views.diff import FOLDED, Compared, page
from si_plan.views.diff_sentences import ordinal, value

ON = date(2016, 10, 15)
LOG = "progress/1.1.yaml"
ROLES = BASE["roles.yaml"] + "- {code: LIB, title: Librarian, kind: post}\n"
TWO = BASE[PRIORITY] + '      - {id: "1.1.2", text: Books bought for schools, due: 2016-10}\n'
RATED = BASE["plan.yaml"] + "ratings: [{code: green, title: Good}, {code: amber, title: Fair}]\n"


def changes(base: dict[str, str], head: dict[str, str | None]) -> list[Change]:
    common = {"roles.yaml": ROLES, "plan.yaml": RATED}
    return edit({**common, **base}, head).pair.changes


def told(base: dict[str, str], head: dict[str, str | None]) -> list[str]:
    return [_brief(one) for one in changes(base, head)]


def _brief(one: Change) -> str:
    moves = "" if one.days is None else f" {one.days:+d}"
    return f"{one.record} {one.kind} {one.field}: {value(one.before)} > {value(one.after)}{moves}".replace(" :", ":")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("due: 2016-09", "due: 2016-12", ["1.1.1 deadline due: Sep 2016 > Dec 2016 +92"]),
        ("due: 2016-09", "due: 2016-08", ["1.1.1 deadline due: Sep 2016 > Aug 2016 -30"]),
        ("leads: [HT]", "leads: [HT, LIB]", ["1.1 leads leads: HT > HT, LIB"]),
        ("measures: [M1]\n", "", ["1 measures measures: M1 > –"]),
        ("when: [By Sept 2016]", "when: [By end Sept 2016]", ["1.1 wording when: By Sept 2016 > By end Sept 2016"]),
        ("due: 2016-09", "due: 2016-09\n        see: ['1.1']", ["1.1.1 links see: – > 1.1"]),
        ("due: 2016-09", "due: 2016-09\n        type: event", ["1.1.1 detail type: deliverable > event"]),
        ("due: 2016-09", "due: 2016-09\n        type: deliverable", []),
        ("Tutors trained", "Tutors found", ["1.1.1 reworded text: Tutors trained > Tutors found"]),
        ("leads: [HT]", "leads: [HT]\n    accountable: [LIB]", ["1.1 leads accountable: – > LIB"]),
        ("leads: [HT]", "leads: [HT]\n    support: [LIB, HT]", ["1.1 leads support: – > LIB, HT"]),
        ("leads: [HT]", "leads: [HT]\n    success: [All read]", ["1.1 reworded success: – > All read"]),
        ("leads: [HT]", "leads: [HT]\n    monitoring: [Termly]", ["1.1 reworded monitoring: – > Termly"]),
        ("leads: [HT]", "leads: [HT]\n    resources: [Two days]", ["1.1 reworded resources: – > Two days"]),
        ("leads: [HT]", "leads: [HT]\n    cost: 12500", ["1.1 detail cost: – > 12500"]),
        ('"1.1.1"', '"1.1.7"', ["1.1.7 renumbered id: 1.1.1 > 1.1.7"]),
    ],
)
def test_the_promise(old: str, new: str, expected: list[str]) -> None:
    assert BASE[PRIORITY].count(old) == 1
    assert told({}, {PRIORITY: BASE[PRIORITY].replace(old, new)}) == expected


def test_records_that_come_and_go_are_told_with_what_is_in_them() -> None:
    second = TWO.replace('"1', '"2').replace("Train", "Retrain").replace("Tutors trained", "All retrained")
    (one,) = changes({PRIORITY: TWO}, {"priorities/2.yaml": second.replace("Books bought", "Shelves built")})
    assert (one.kind, one.record, one.what, one.parts) == ("added", "2", "priority", ("2.1", "2.1.1", "2.1.2"))


def test_what_stands_in_another_action_now_was_moved_and_what_follows_its_action_is_not_told() -> None:
    action = '  - id: "1.2"\n    title: Buy books\n    leads: [HT]\n    when: [Soon]\n    milestones:\n'
    moved = BASE[PRIORITY] + action + '      - {id: "1.2.1", text: Books bought for schools, due: 2016-10}\n'
    assert told({PRIORITY: TWO}, {PRIORITY: moved}) == ["1.2.1 moved id: 1.1.2 > 1.2.1", "1.2 added: – > –"]
    assert told({PRIORITY: moved}, {PRIORITY: moved.replace('"1.2', '"1.3')}) == ["1.3 renumbered id: 1.2 > 1.3"]


def test_an_edit_of_the_background_is_told_with_its_words() -> None:
    with_it = RATED + "background: [Inspectors came in March, Reading has fallen]\n"
    (one,) = changes({"plan.yaml": with_it}, {"plan.yaml": with_it.replace("has fallen", "has risen")})
    assert (one.kind, one.record, one.field) == ("reworded", "plan", "background")
    assert {piece.text.strip() for piece in one.words if piece.change != "same"} == {"fallen", "risen"}
    (came,) = changes({"plan.yaml": RATED}, {"plan.yaml": with_it})
    (went,) = changes({"plan.yaml": with_it}, {"plan.yaml": RATED})
    assert (came.before, went.after) == (None, None)
    assert came.after == went.before == ("Inspectors came in March", "Reading has fallen")


def test_what_takes_up_a_text_of_the_background_is_told() -> None:
    taken = RATED + 'background: [Reading fell, {text: We will open a library, see: ["1.1"]}]\n'
    (one,) = changes({"plan.yaml": taken}, {"plan.yaml": taken.replace('"1.1"', "")})
    assert (one.kind, one.record, one.field) == ("reworded", "plan", "background")
    assert one.before == ("Reading fell", "We will open a library (taken up by 1.1)")
    assert one.after == ("Reading fell", "We will open a library (nothing takes it up)")


def test_another_order_is_told_once() -> None:
    first, _, second = TWO.partition('      - {id: "1.1.2"')
    head, _, own = first.partition('      - id: "1.1.1"')
    turned = f'{head}      - {{id: "1.1.2"{second}      - id: "1.1.1"{own}'
    assert told({PRIORITY: TWO}, {PRIORITY: turned}) == ["1.1 order: 1.1.1, 1.1.2 > 1.1.2, 1.1.1"]


FIRST = '- {on: 2016-07-01, at: "1.1.1", %s}\n'
NEXT = '- {on: 2016-08-01, at: "1.1.1", %s}\n'


@pytest.mark.parametrize(
    ("before", "entry", "expected"),
    [
        ("note: N", "due: 2016-12", ["1.1.1 deadline log: Sep 2016 > Dec 2016 +92"]),
        ("due: 2016-12", "due: 2017-01", ["1.1.1 deadline log: Dec 2016 > Jan 2017 +31"]),
        ("note: N", "status: complete, evidence: [E]", ["1.1.1 completed status: not started > complete"]),
        ("note: N", "status: in_progress", ["1.1.1 status status: not started > in progress"]),
        ("note: N", "status: cancelled", ["1.1.1 cancelled status: not started > cancelled"]),
        ("status: cancelled", "status: in_progress", ["1.1.1 reopened status: cancelled > in progress"]),
        ("status: complete", "status: in_progress", ["1.1.1 reopened status: complete > in progress"]),
        ("note: N", "leads: [LIB]", ["1.1.1 leads leads: HT > LIB"]),
        ("rating: green", "rating: amber", ["1.1.1 rating rating: green > amber"]),
        ("note: N", "evidence: [E]", ["1.1.1 evidence evidence: – > E"]),
        ("note: N", "note: M", ["1.1.1 noted note: – > M"]),
        ("note: N", "voids: {on: 2016-07-01}, reason: R", ["1.1.1 voided voids: N > –"]),
        ("status: complete", "voids: {on: 2016-07-01}, reason: R", ["1.1.1 voided voids: complete > –"]),
    ],
)
def test_a_new_entry(before: str, entry: str, expected: list[str]) -> None:
    old = FIRST % before
    assert told({LOG: old}, {LOG: old + NEXT % entry}) == expected


def test_an_entry_that_is_made_and_voided_in_one_edit_is_told_once() -> None:
    log = FIRST % "status: complete, evidence: [E]" + NEXT % "voids: {on: 2016-07-01}, reason: R"
    assert told({}, {LOG: log}) == ["1.1.1 voided voids: complete. E > –"]


def test_an_actions_reschedule_is_what_its_milestone_moves_from() -> None:
    text = (
        BASE[PRIORITY]
        .replace("        due: 2016-09\n", "")
        .replace("    milestones", "    due: 2016-09\n    milestones")
    )
    old = '- {on: 2016-07-01, at: "1.1", due: 2016-12}\n'
    (one,) = changes({PRIORITY: text, LOG: old}, {LOG: old + NEXT % "due: 2017-03, reason: R, approved_by: HT"})
    assert (value(one.before), one.days, one.slip, one.reason, one.approved_by) == ("Dec 2016", 90, 2, "R", "HT")


def test_a_move_that_is_no_later_than_promised_is_no_slip() -> None:
    forward = FIRST % "due: 2016-07"
    (one,) = changes({LOG: forward}, {LOG: forward + NEXT % "due: 2016-09-30"})
    assert (one.days, one.slip) == (61, None), "from July back to the September that was promised"
    (one,) = changes({LOG: forward}, {LOG: forward + NEXT % "due: 2016-10, reason: R, approved_by: HT"})
    assert (one.days, one.slip) == (92, 1)


def test_what_is_beside_the_promise() -> None:
    reading = '- {target: M1.1, period: 2016-17, value: "5", source: S}\n'
    head = {
        "areas.yaml": BASE["areas.yaml"] + "- {id: A2, title: Sums}\n",
        "roles.yaml": ROLES.replace("Librarian", "Chief librarian"),
        "plan.yaml": RATED.replace("Example", "Model") + "policy: {severities: {no-evidence: warning}}\n",
        "measures.yaml": BASE["measures.yaml"].replace("maintain", "all"),
        "progress/measures.yaml": reading,
    }
    assert sorted(told({}, {**head})) == [
        "A2 added: – > –",
        "LIB reworded title: Librarian > Chief librarian",
        "M1.1 reference 2016-17: – > target: M1.1; period: 2016-17; value: 5.0; source: S",
        "M1.1 reference kind: maintain > all",
        "plan detail authority: Example Council > Model Council",
        "plan policy policy: – > warning",
    ]


def text_of(base: dict[str, str], head: dict[str, str | None]) -> str:
    made = edit({"roles.yaml": ROLES, **base}, head)
    compared = Compared(
        "main", "the working tree", facts_of(made.pair.head), difference(made.pair, ON), made.found(), {}
    )
    return plain.render(page(compared))


def test_who_answers_and_who_helps_are_told_apart_from_who_leads() -> None:
    named = BASE[PRIORITY].replace("leads: [HT]", "leads: [HT]\n    accountable: [HT]")
    log = '- {on: 2016-07-01, at: "1.1", accountable: [LIB], support: [HT], reason: r}\n'
    text = text_of({PRIORITY: named}, {LOG: log})
    assert "1.1 answered for by others" in text
    assert "Action 1.1 was given others to answer for it." in text
    assert "Action 1.1 was given other support." in text
    assert "other leads" not in text
    for cells in (("(who answers for it)", "HT", "LIB"), ("(who helps the leads)", "nobody", "HT")):
        assert any(all(cell in line for cell in cells) for line in text.splitlines()), cells


def test_words_that_changed_are_shown_by_themselves() -> None:
    long = BASE[PRIORITY].replace("Tutors trained", "All the tutors of each school trained by Easter")
    text = text_of({PRIORITY: long}, {PRIORITY: long.replace("each school", "every school").replace(" by Easter", "")})
    assert "“each” is now “every”; “by Easter” is gone" in text


def test_the_overdue_list_and_the_areas_are_told_for_the_day() -> None:
    text = text_of({}, {LOG: NEXT % "status: complete, evidence: [E]"})
    assert "- 1.1.1 is no longer overdue on 15 October 2016." in text
    assert "1.1.1  Tutors trained  Sep 2016  done" in text
    assert "Area  Title    Done  Overdue\nA1    Reading  +1    -1\n" in text
    back = text_of({LOG: NEXT % "status: complete, evidence: [E]"}, {LOG: None})
    assert "- 1.1.1 is now overdue on 15 October 2016." in back


MANY = (
    BASE[PRIORITY]
    + """\
      - {id: "1.1.2", text: Books bought, due: 2016-10}
      - {id: "1.1.3", text: Parents invited, when: By Oct 2016, due: 2016-10}
      - {id: "1.1.4", text: Shelves built, due: 2016-10}
      - {id: "1.1.5", text: Pupils tested, due: 2016-10}
      - {id: "1.1.6", text: Schools visited, due: 2016-10}
"""
)
EDITS = (
    ("measures: [M1]\n", ""),
    ("Books bought, due: 2016-10", "Books bought, due: 2016-12"),
    ("when: By Oct 2016", "when: By end Oct 2016, see: ['1.1']"),
    ("Shelves built", "Shelves built, leads: [LIB], type: event"),
    ("Pupils tested", "All pupils tested"),
    ('      - {id: "1.1.6", text: Schools visited, due: 2016-10}\n', ""),
)
ENTRIES = """\
- {on: 2016-07-02, at: "1.1.3", status: cancelled, reason: No money, approved_by: HT}
- {on: 2016-07-03, at: "1.1.4", rating: green, note: On the way}
- {on: 2016-07-04, at: "1.1.1", status: complete, evidence: [Register]}
- {on: 2016-07-05, at: "1.1.5", leads: [LIB], reason: Illness}
"""
SHOWN = """\
Taken out of the plan
ID | Kind | What it said
1.1.6 | milestone | Schools visited

Deadlines
ID | What | Deadline | Why | Approved by
1.1.2 | Books bought | Oct 2016 → Dec 2016, 61 days later (promise edited) | none given | nobody

Cancelled
ID | What | On | Why | Approved by
1.1.3 | Parents invited | 2 Jul 2016 | No money | HT

Leads
ID | What | Before | After | Why
1.1.4 | Shelves built | the action's | LIB | none given
1.1.5 | All pupils tested | HT | LIB | Illness

Completed
ID | What | On | Evidence
1.1.1 | Tutors trained | 4 Jul 2016 | Register

Areas and measures
ID | What | Field | Gains | Loses
1 | Every pupil reads well | measures | – | M1

Reworded
ID | Field | Words that changed | Now reads
1.1.5 | text | “Pupils” is now “All pupils” | All pupils tested

The document's own words
ID | Field | Before | After
1.1.3 | when | By Oct 2016 | By end Oct 2016

References
ID | Field | Before | After
1.1.3 | see | – | 1.1

Progress recorded
ID | What | On | Recorded
1.1.4 | Shelves built | 3 Jul 2016 | rated green. On the way

Other changes
Record | Field | Before | After
1.1.4 | type | deliverable | event
"""


def test_each_kind_of_change_is_shown_in_a_table_of_its_own_the_gravest_first() -> None:
    now = MANY
    for old, new in EDITS:
        assert now.count(old) == 1, old
        now = now.replace(old, new)
    text = text_of({PRIORITY: MANY}, {PRIORITY: now, LOG: ENTRIES})
    tables = text[text.index("Taken out") : text.index("\nWhat becomes overdue")]
    assert re.sub(" {2,}", " | ", tables) == SHOWN


def test_nothing_is_said_of_nothing() -> None:
    assert text_of({}, {}) == "Nothing differs between main and the working tree.\n"


def test_ordinals() -> None:
    words = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
    teens = ["11th", "12th", "13th", "14th", "15th", "16th", "17th", "18th", "19th", "20th"]
    twenties = ["21st", "22nd", "23rd", "24th", "25th", "26th", "27th", "28th", "29th", "30th"]
    assert [ordinal(number) for number in range(1, 31)] == [*words, *teens, *twenties]
    for hundred in (100, 200, 1100):
        said = [ordinal(hundred + number) for number in (0, 1, 2, 3, 4, 10, 11, 12, 13, 14, 21, 22, 23)]
        endings = ["th", "st", "nd", "rd", "th", "th", "th", "th", "th", "th", "st", "nd", "rd"]
        assert [one.lstrip("0123456789") for one in said] == endings
        assert [int(one.rstrip("dhnrst")) - hundred for one in said] == [0, 1, 2, 3, 4, 10, 11, 12, 13, 14, 21, 22, 23]


def test_of_what_recurs_the_occurrence_is_recorded_complete_and_not_the_whole() -> None:
    recurring = BASE[PRIORITY].replace("due: 2016-09\n", "starts: 2016-09\n        repeats: termly\n")
    done = '- {on: 2017-01-05, at: "1.1.1", status: complete, period: 2016-17/T1, evidence: [Register]}\n'
    (change,) = changes({PRIORITY: recurring}, {LOG: done})
    assert (change.kind, change.what, change.period) == ("completed", "occurrence", "2016-17/T1")
    assert change.title.endswith(": 2016-17/T1")


def test_a_rewritten_entry_is_told_field_by_field() -> None:
    before = FIRST % "note: N, status: in_progress"
    text = text_of({LOG: before}, {LOG: before.replace("07-01", "07-21").replace("note: N", "note: M, public: true")})
    table = text[text.index("Log entries changed") :].split("\n\n")[0]
    assert re.sub(" {2,}", " | ", table).splitlines() == [
        "Log entries changed after they were recorded",
        "Log | Entry | Field | Before | After",
        "1.1 | 1 | date | 1 Jul 2016 | 21 Jul 2016",
        "1.1 | 1 | note | N | M",
        "1.1 | 1 | public | false | true",
    ]
    assert "- The date, note and public of entry 1 of the log of 1.1 were changed." in text
    dated = text_of({LOG: before}, {LOG: before.replace("07-01", "07-21")})
    assert "- The date of entry 1 of the log of 1.1 was changed from 1 to 21 July 2016." in dated
    gone = text_of({LOG: before}, {LOG: None})
    assert "- Entry 1 of the log of 1.1 was taken out after it was recorded." in gone
    assert "whole entry  in progress. N  taken out" in gone


def _said(moved: str, on: str = "2016-07-01") -> str:
    return text_of({}, {LOG: f'- {{on: {on}, at: "1.1.1", {moved}, reason: R, approved_by: HT}}\n'})


def test_the_verdict_names_changed_targets_and_what_is_undone() -> None:
    measures = "measures.yaml"
    lower = BASE[measures].replace("kind: maintain", "kind: better")
    assert lower != BASE[measures]
    text = text_of({}, {measures: lower})
    assert text.startswith("Ready, with 1 change to approve: target M1.1 changed.\n")
    assert "\nTargets\n" in text
    done = FIRST % "status: complete, evidence: [E]"
    text = text_of({LOG: done}, {LOG: done + NEXT % "voids: {on: 2016-07-01}, reason: R"})
    assert text.startswith("Ready, with 1 change to approve: an entry about 1.1.1 undone.\n")
    assert {"Targets", "Log entries that no longer count"}.isdisjoint(FOLDED)


def test_the_verdict_stands_first() -> None:
    assert text_of({}, {LOG: FIRST % "note: N"}).startswith("Ready.\n")
    assert _said("due: 2016-12").startswith("Ready, with 1 change to approve: 1.1.1 moved to Dec 2016.\n")
    assert text_of({}, {LOG: FIRST % "due: 2016-12"}).startswith("Not ready: 1 error to fix.\n")
    policy = {"plan.yaml": BASE["plan.yaml"] + "policy: {severities: {no-evidence: warning}}\n"}
    assert text_of({}, {**policy}).startswith(
        "Ready, with 1 warning to read and 1 change to approve: the change rules themselves.\n"
    )


def test_a_move_of_what_was_overdue_already_is_marked() -> None:
    assert "(first move, already overdue)" in _said("due: 2016-12", on="2016-10-01")
    assert "already overdue" not in _said("due: 2016-12", on="2016-09-30")


def test_results_of_targets_have_a_table_of_their_own() -> None:
    before = '- {target: M1.1, period: 2015-16, value: "4", source: S}\n'
    after = before + '- {target: M1.1, period: 2016-17, value: "5", source: T}\n'
    text = text_of({"progress/measures.yaml": before}, {"progress/measures.yaml": after})
    assert "- 1 result was recorded (M1.1).\n" in text
    assert "other change" not in text
    table = text[text.index("\nResults of targets") :].strip().split("\n\n")[0]
    assert re.sub(" {2,}", " | ", table).splitlines() == [
        "Results of targets",
        "Target | What | Period | Before | After",
        "M1.1 | Expected standard | 2016-17 | – | value: 5.0; source: T",
    ]
    assert "Other changes" not in text
