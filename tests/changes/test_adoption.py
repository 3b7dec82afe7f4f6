"""Portsmouth's plan adopted again for 2017/18: what the change rules make of it, of what would hide in it, and of what
would pass for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

import pytest

from adoption_of_2017 import CHALLENGE, EDITION, EDITS, FIRST, LOG, Files, adopting, announced, first_edition, replaced
from edits import Edit, edit
from si_plan import checks
from si_plan.changes.difference import difference
from si_plan.diagnostics import Diagnostic
from si_plan.documents.blocks import Row
from si_plan.views.diff_adoption import adoption_list
from si_plan.views.diff_verdict import verdict

DAY = date(2017, 7, 3)
BASE = announced(first_edition())
HEAD = adopting(BASE)
Change = Callable[[Files], Mapping[str, str]]


def edited(head: Mapping[str, str], base: Mapping[str, str] = BASE, today: date = DAY) -> Edit:
    gone = dict.fromkeys(set(base) - set(head))
    return edit(base, {**head, **gone}, today, on={})


def told(found: list[Diagnostic]) -> list[str]:
    """Each finding as `2.4.1#due deadline-rewritten`, but for warnings."""
    return [f"{one.at} {one.code}" for one in found if one.severity == "error"]


def stopped(head: Mapping[str, str], base: Mapping[str, str] = BASE, today: date = DAY) -> list[str]:
    return told(edited(head, base, today).found())


def swap(path: str, old: str, new: str) -> Change:
    """The files with a passage replaced that stands once in one of them."""
    return lambda files: {**files, path: replaced(files[path], old, new)}


# What is announced passes, and is told once.


def test_what_is_announced_passes_with_one_list_to_approve() -> None:
    made = edited(HEAD)
    assert made.found() == []
    assert checks.errors(made.head) == []
    found = difference(made.pair, DAY)
    assert verdict(found.changes, [], found.adopted) == (
        "Ready, with 1 list to approve. This adopts the edition of 2017."
    )
    assert all(change.edition == "2017" for change in found.changes), "nothing is told beside the list"
    assert [(change.kind, change.record, str(change.field)) for change in found.changes] == [
        ("dropped", "2.1", ""),
        ("dropped", "2.1.1", ""),
        ("dropped", "2.2.D1", ""),
        ("deadline", "2.4.1", "due"),
        ("renumbered", "2.5", "ref"),
        ("renumbered", "2.6", "ref"),
        ("added", "2.7", ""),
        ("added", "2.7.1", ""),
        ("reworded", "2.5.1", "text"),
        ("wording", "2.4", "when"),
        ("wording", "2.4.1", "when"),
        ("wording", "2.4.1", "due_reason"),
    ]
    assert found.carried == 8 + 34 + 74 + len(re.findall(r'id: "\d\.\d\.[SD]\d"', "".join(HEAD.values()))) - 8


def test_a_move_that_counts_no_more_is_in_the_list() -> None:
    (dated,) = (change for change in edited(HEAD).pair.changes if change.kind == "deadline")
    assert [str(dated.before), str(dated.held), str(dated.after), dated.days] == ["2016-12", "2017-03", "2017-12", 275]


def test_a_new_promise_of_what_is_done_is_told_as_done() -> None:
    """Its status stays: with another date it would count as kept from the first day, and nobody be told."""
    head = swap(
        CHALLENGE,
        "        due: 2016-09\n        due_reason: The cell's",
        '        earlier: [{edition: "2016", due: 2016-09, when: By Sept 2016, due_reason: The cell\'s lines are '
        "read in the order of the milestones.}]\n        due: 2017-09\n        due_reason: The cell's",
    )(HEAD)
    made = edited(head)
    assert {change.record: change.ended for change in made.pair.changes if change.kind == "deadline"} == {
        "2.4.1": "",
        "2.4.2": "complete",
    }
    (listed,) = adoption_list(difference(made.pair, DAY))
    told = [row.cells for row in listed.rows if isinstance(row, Row) and row.cells[1] == "2.4.2"]
    assert str(told[0][3]).endswith("; complete already, and stays so")


def test_a_plan_that_names_no_edition_adopts_its_second_in_one_edit() -> None:
    without = {**BASE, "plan.yaml": BASE["plan.yaml"].replace('editions:\n  - {id: "2016", dated: 2016-06-03}\n', "")}
    assert stopped(HEAD, without) == []
    other = swap("plan.yaml", '{id: "2016", dated: 2016-06-03}', '{id: "2016", dated: 2015-06-03}')
    assert "plan#dated edition-unannounced" in stopped(other(HEAD), without)


def test_a_measure_is_added_with_its_targets() -> None:
    target = "{id: M9.1, cohort: All pupils, indicator: Attendance, kind: maintain}"
    measure = f'- {{id: M9, title: Attendance, since: "2017", targets: [{target}]}}\n'
    head = {**HEAD, "measures.yaml": HEAD["measures.yaml"] + measure}
    assert stopped(head) == []
    assert stopped({**head, "measures.yaml": head["measures.yaml"].replace(', since: "2017"', "")}) == [
        "M9#since adoption-mixed"
    ]


def test_an_announcement_is_a_change_to_the_rules() -> None:
    assert [one.code for one in edited(BASE, first_edition()).found()] == ["policy-changed"]


def test_leads_and_areas_that_an_adoption_drops_are_warnings() -> None:
    head = swap(
        CHALLENGE, "    leads: [DDCS, HSI]\n    when: [By Dec 2017", "    leads: [HSI]\n    when: [By Dec 2017"
    )(HEAD)
    made = edited(head)
    assert [(one.code, one.severity) for one in made.found()] == [("lead-dropped", "warning")]
    assert verdict(made.pair.changes, made.found(), made.pair.adopted) == (
        "Ready, with 1 warning to read, 1 list and 1 change to approve: 2.4 with other leads. "
        "This adopts the edition of 2017."
    )


# What is not announced is stopped, whatever else is right.

OTHERWISE: dict[str, tuple[Change, Change]] = {
    "nothing announced": (lambda _: first_edition(), lambda head: head),
    "another edition announced": (swap("plan.yaml", '{edition: "2017"', '{edition: "2018"'), lambda head: head),
    "another role adopts": (lambda base: base, swap("plan.yaml", "adopted_by: DCS", "adopted_by: HSI")),
    "nobody adopts": (lambda base: base, swap("plan.yaml", ", adopted_by: DCS", "")),
    "too early": (swap("plan.yaml", "from: 2017-06-01", "from: 2017-07-04"), lambda head: head),
    "too late": (swap("plan.yaml", "expires: 2099-12-31", "expires: 2017-07-02"), lambda head: head),
    "dated before": (lambda base: base, swap("plan.yaml", "dated: 2017-07-03", "dated: 2016-07-03")),
    "dated before the last": (
        swap("plan.yaml", "from: 2017-06-01", "from: 2015-06-01"),
        swap("plan.yaml", "dated: 2017-07-03", "dated: 2016-06-03"),
    ),
    "dated far ahead": (
        swap("plan.yaml", "expires: 2099-12-31", "expires: 2017-08-31"),
        swap("plan.yaml", "dated: 2017-07-03", "dated: 2017-09-01"),
    ),
    "two at once": (lambda base: base, swap("plan.yaml", EDITION, f'  - {{id: "x", dated: 2016-09-01}}\n{EDITION}')),
    "put first": (
        lambda base: base,
        swap("plan.yaml", f"{FIRST}{EDITION}", f"{EDITION}{FIRST}"),
    ),
    "in place of the last": (lambda base: base, swap("plan.yaml", '  - {id: "2016", dated: 2016-06-03}\n', "")),
    "with another date of the last": (
        lambda base: base,
        swap("plan.yaml", '"2016", dated: 2016-06-03', '"2016", dated: 2016-06-02'),
    ),
    "with another date of the plan": (
        lambda base: base,
        swap("plan.yaml", "\ndated: 2016-06-03", "\ndated: 2016-09-01"),
    ),
}


@pytest.mark.parametrize("case", OTHERWISE)
def test_what_was_not_announced_is_stopped(case: str) -> None:
    before, after = OTHERWISE[case]
    found = edited(after(HEAD), before(BASE)).found()
    assert "edition-unannounced" in {one.code for one in found if one.severity == "error"}


def test_an_adoption_that_only_lacks_its_announcement_has_one_error() -> None:
    head = {**HEAD, "plan.yaml": HEAD["plan.yaml"].partition("policy:")[0]}
    assert stopped(head, first_edition()) == ["plan#editions.1 edition-unannounced"]


@pytest.mark.parametrize("day", [date(2017, 5, 31), date(2100, 1, 1)])
def test_the_days_of_an_adoption_are_todays(day: date) -> None:
    made = edited(HEAD)
    made.pair.adoption_day = day
    assert made.pair.day == DAY, "the day that the head's commit has"
    assert told(made.found()) == ["plan#editions.1 edition-unannounced"]


# What an adoption does not keep, or does besides.

_ENTRY = EDITS["redated"][1].partition("        earlier:\n")[2].partition("        see:")[0]
_TEXT = '        earlier:\n          - {edition: "2016", text: Governance Strategy revised}\n'
_WAIVER = '  waivers:\n    - {code: log-rewritten, at: "2.4.2", reason: Because, expires: 2099-01-01}\n'
HIDDEN: dict[str, tuple[Change, list[str]]] = {
    "a date changed and not kept": (
        swap(CHALLENGE, f"        earlier:\n{_ENTRY}", ""),
        ["2.4.1#due deadline-rewritten"],
    ),
    "the moved date kept as the promised one": (
        swap(CHALLENGE, "            due: 2016-12\n", "            due: 2017-03\n"),
        ["2.4.1#due deadline-rewritten"],
    ),
    "other words kept": (
        swap(CHALLENGE, "            when: By Dec 2016\n", "            when: By spring\n"),
        ["2.4.1#when deadline-rewritten"],
    ),
    "the words of the action not kept": (
        swap(CHALLENGE, '    earlier:\n      - {edition: "2016", when: [By Dec 2016, By Sept 2016, Annual]}\n', ""),
        ["2.4#when deadline-rewritten"],
    ),
    "a date kept for another edition": (
        swap(CHALLENGE, '          - edition: "2016"\n', '          - edition: "2017"\n'),
        ["2.4.1#earlier adoption-mixed"],
    ),
    "a made-up past of what stays": (
        swap(
            CHALLENGE,
            '        measures: [M6]\n  - id: "2.4"',
            '        measures: [M6]\n        earlier: [{edition: "2016", due: 2019-01}]\n  - id: "2.4"',
        ),
        ["2.3.1#when deadline-rewritten"],
    ),
    "a date read anew": (
        swap(
            CHALLENGE,
            "        due: 2016-09\n        due_reason: The cell's",
            "        due: 2016-10\n        due_reason: Not the cell's",
        ),
        ["2.4.2#due deadline-rewritten"],
    ),
    "another recurrence": (
        swap(CHALLENGE, "        repeats: annual\n", "        repeats: termly\n"),
        ["2.4.3#repeats deadline-rewritten"],
    ),
    "the reason not kept": (
        swap(CHALLENGE, "            due_reason: The cell's lines are read in the order of the milestones.\n", ""),
        ["2.4.1#due_reason adoption-mixed"],
    ),
    "words not kept": (swap(CHALLENGE, _TEXT, ""), ["2.5.1#text adoption-mixed"]),
    "a number not kept": (
        swap(CHALLENGE, '    ref: "2.7"\n    earlier:\n      - {edition: "2016", ref: "2.6"}\n', '    ref: "2.7"\n'),
        ["2.6#ref adoption-mixed"],
    ),
    "another number kept": (swap(CHALLENGE, '"2016", ref: "2.6"', '"2016", ref: "2.9"'), ["2.6#ref adoption-mixed"]),
    "added without a mark": (swap(CHALLENGE, '    since: "2017"\n', ""), ["2.7#since adoption-mixed"]),
    "added as if always there": (
        swap(CHALLENGE, '    since: "2017"\n', '    since: "2016"\n'),
        ["2.7#since adoption-mixed"],
    ),
    "added with a made-up past": (
        swap(CHALLENGE, '    since: "2017"\n', '    since: "2017"\n    earlier: [{edition: "2016", text: Meet}]\n'),
        ["2.7#earlier adoption-mixed"],
    ),
    "a made-up past inside what is added": (
        swap(
            CHALLENGE,
            '      - id: "2.7.1"\n',
            '      - id: "2.7.1"\n        earlier: [{edition: "2016", due: 2016-01}]\n',
        ),
        ["2.7.1#earlier adoption-mixed"],
    ),
    "what was there made new": (
        swap(CHALLENGE, '      - id: "2.4.2"\n', '      - id: "2.4.2"\n        since: "2017"\n'),
        ["2.4.2#since adoption-mixed"],
    ),
    "dropped by the edition before": (
        swap(CHALLENGE, '  - id: "2.1"\n    until: "2017"\n', '  - id: "2.1"\n    until: "2016"\n'),
        ["2.1#until adoption-mixed"],
    ),
    "dropped and restated": (
        swap(
            CHALLENGE,
            '        until: "2017"\n',
            '        until: "2017"\n        earlier: [{edition: "2016", text: SAM}]\n',
        ),
        ["2.2.D1#earlier adoption-mixed", "2.2.D1#text adoption-mixed"],
    ),
    "dropped and taken out": (
        lambda head: {
            **head,
            CHALLENGE: re.sub(r"    duties:\n.*?(?=  - id: \"2\.3\")", "", head[CHALLENGE], flags=re.DOTALL),
        },
        ["2.2.D1 record-removed"],
    ),
    "another thing under its id": (
        swap(
            CHALLENGE, "text: Governance Strategy revised and agreed with governors", "text: New boilers in every hall"
        ),
        ["2.5.1#id id-reused"],
    ),
    "a log entry rewritten": (
        swap(LOG, "30 September 2016", "23 September 2016"),
        ["progress/2.4:1 adoption-mixed", "progress/2.4:1#evidence log-rewritten"],
    ),
    "a log entry added": (
        lambda head: {**head, LOG: head[LOG] + '- {on: 2017-07-01, at: "2.4.1", note: Under way}\n'},
        ["progress/2.4:3 adoption-mixed"],
    ),
    "the log of roles": (
        lambda head: {**head, "progress/roles.yaml": "- {on: 2017-07-01, at: HSI, state: vacant, reason: Retired}\n"},
        ["progress/roles:1 adoption-mixed"],
    ),
    "a result recorded": (
        lambda head: {
            **head,
            "progress/measures.yaml": "- {target: M1.1, period: 2016-17, value: 61, source: Results}\n",
        },
        ["progress/measures:1 adoption-mixed"],
    ),
    "a waiver": (lambda head: {**head, "plan.yaml": head["plan.yaml"] + _WAIVER}, ["plan#policy adoption-mixed"]),
    "another announcement": (swap("plan.yaml", '{edition: "2017"', '{edition: "2018"'), ["plan#policy adoption-mixed"]),
    "an audience": (
        swap(
            "plan.yaml",
            "    title: Education Advisory Panel\n",
            "    title: Education Advisory Panel\n    public: false\n",
        ),
        ["plan#audiences adoption-mixed"],
    ),
    "another title of the first edition": (
        swap("plan.yaml", '"2016", dated: 2016-06-03', '"2016", dated: 2016-06-03, title: Old'),
        ["plan#editions adoption-mixed"],
    ),
}


@pytest.mark.parametrize("case", HIDDEN)
def test_nothing_hides_in_an_adoption(case: str) -> None:
    change, expected = HIDDEN[case]
    assert stopped(change(HEAD)) == expected


_SOFT = (
    "  severities: {deadline-rewritten: 'off', adoption-mixed: warning, edition-unannounced: warning}\n  waivers:\n"
    '    - {code: deadline-rewritten, at: "2.4.1", reason: Because, expires: 2099-01-01}\n'
    "    - {code: adoption-mixed, at: plan, reason: Because, expires: 2099-01-01}\n"
    "    - {code: edition-unannounced, at: plan, reason: Because, expires: 2099-01-01}\n"
)


@pytest.mark.parametrize(
    "change", [HIDDEN["a date changed and not kept"][0], HIDDEN["an audience"][0], OTHERWISE["nobody adopts"][1]]
)
def test_no_rule_and_no_waiver_of_the_base_excuses_it(change: Change) -> None:
    base, head = ({**files, "plan.yaml": files["plan.yaml"] + _SOFT} for files in (BASE, change(HEAD)))
    made = edited(head, base)
    assert len(told(made.found())) == 1
    assert made.judged().waived == []
    soft = {one.at for one in checks.errors(made.base)}
    assert len(soft) == 4, "and the plan itself says that its rules cannot do that"


def test_every_date_has_to_be_kept() -> None:
    def later(text: str) -> str:
        return re.sub(r"^(    +due: )(\d{4})", lambda found: found[1] + str(int(found[2]) + 1), text, flags=re.M)

    head = {path: later(text) if path.startswith("priorities/") else text for path, text in BASE.items()}
    plan = {"plan.yaml": HEAD["plan.yaml"]}
    assert len(stopped({**head, **plan})) == len(stopped(head)) > 60
    assert {one.partition(" ")[2] for one in stopped({**head, **plan})} == {"deadline-rewritten"}


def test_a_milestone_with_its_actions_dates_keeps_them_too() -> None:
    first = '    milestones:\n      - id: "2.5.1"\n        text: Governance Strategy revised\n'
    dated = swap(CHALLENGE, f"{first}        due: 2016-09\n", f"    due: 2016-09\n{first}")
    base = dated(BASE)
    moved = swap(CHALLENGE, "agreed with governors\n", "agreed with governors\n        due: 2017-09\n")
    assert stopped(moved(adopting(base)), base) == ["2.5.1#due deadline-rewritten"]
    kept = swap(CHALLENGE, "text: Governance Strategy revised}", "text: Governance Strategy revised, due: 2016-09}")
    assert stopped(kept(dict(moved(adopting(base)))), base) == []


# The edition after that.

_NEXT = {**HEAD, "plan.yaml": HEAD["plan.yaml"].replace('{edition: "2017", by: DCS', '{edition: "2018", by: DCS')}
_IN_2018 = date(2018, 7, 3)
_AGAIN = {
    **_NEXT,
    "plan.yaml": replaced(
        _NEXT["plan.yaml"], EDITION, f'{EDITION}  - {{id: "2018", dated: 2018-07-02, adopted_by: DCS}}\n'
    ),
    CHALLENGE: replaced(
        replaced(
            _NEXT[CHALLENGE],
            "        when: By Dec 2017\n        due: 2017-12\n        earlier:\n",
            "        when: By Dec 2018\n        due: 2018-12\n        earlier:\n",
        ),
        _ENTRY,
        f'{_ENTRY}          - {{edition: "2017", when: By Dec 2017, due: 2017-12}}\n',
    ),
}
FURTHER: dict[str, tuple[Change, list[str]]] = {
    "what 2017 said": (lambda head: head, []),
    "what 2016 said changed": (
        swap(CHALLENGE, "            due: 2016-12\n", "            due: 2017-06\n"),
        ["2.4.1#earlier adoption-mixed"],
    ),
    "what 2016 said forgotten": (swap(CHALLENGE, _ENTRY, ""), ["2.4.1#earlier adoption-mixed"]),
    "what 2016 said made up": (
        swap(
            CHALLENGE,
            '          - {edition: "2016", text: G',
            '          - {edition: "2015", text: B}\n          - {edition: "2016", text: G',
        ),
        ["2.5.1#earlier adoption-mixed"],
    ),
    "what 2017 dropped is back": (
        swap(CHALLENGE, '  - id: "2.1"\n    until: "2017"\n', '  - id: "2.1"\n'),
        ["2.1#until adoption-mixed"],
    ),
    "what 2017 dropped is dropped anew": (
        swap(CHALLENGE, '  - id: "2.1"\n    until: "2017"\n', '  - id: "2.1"\n    until: "2018"\n'),
        ["2.1#until adoption-mixed"],
    ),
    "what 2017 dropped has another date": (
        swap(CHALLENGE, "        due: 2017-01\n", "        due: 2019-01\n"),
        ["2.1.1#due deadline-rewritten"],
    ),
    "what 2017 dropped has other words": (
        swap(
            CHALLENGE, "title: Introduce a new process of peer challenge", "title: Discuss a process of peer challenge"
        ),
        ["2.1#title adoption-mixed"],
    ),
    "what 2017 dropped has other leads": (
        swap(
            CHALLENGE,
            "    label: Peer challenge\n    leads: [DDCS, HSI]\n",
            "    label: Peer challenge\n    leads: [HSI]\n",
        ),
        ["2.1#leads adoption-mixed"],
    ),
    "what 2017 added is dropped": (
        swap(CHALLENGE, '    since: "2017"\n', '    since: "2017"\n    until: "2018"\n'),
        [],
    ),
    "what 2017 added is older": (swap(CHALLENGE, '    since: "2017"\n', ""), ["2.7#since adoption-mixed"]),
}


@pytest.mark.parametrize("case", FURTHER)
def test_the_next_adoption_keeps_what_every_edition_said(case: str) -> None:
    change, expected = FURTHER[case]
    assert stopped(change(_AGAIN), _NEXT, _IN_2018) == expected


def test_several_editions_are_told_in_one_list() -> None:
    changes = edited(_AGAIN, BASE, _IN_2018).pair.changes
    assert {change.edition for change in changes if change.what != "policy"} == {"2017", "2018"}
    (dated,) = (change for change in changes if change.kind == "deadline")
    assert (str(dated.before), str(dated.after)) == ("2016-12", "2018-12")


# An edit that adopts nothing leaves the marks of editions alone.

LATER: dict[str, tuple[Change, list[str]]] = {
    "what was dropped is back": (
        swap(CHALLENGE, '  - id: "2.1"\n    until: "2017"\n', '  - id: "2.1"\n'),
        ["2.1#until edition-unannounced"],
    ),
    "dropped quietly": (
        swap(CHALLENGE, '      - id: "2.4.2"\n', '      - id: "2.4.2"\n        until: "2017"\n'),
        ["2.4.2#until edition-unannounced"],
    ),
    "an area dropped quietly": (
        swap("areas.yaml", "- id: A1\n", '- id: A1\n  until: "2017"\n'),
        ["A1#until edition-unannounced"],
    ),
    "a target dropped quietly": (
        swap("measures.yaml", "    - id: M1.1\n", '    - id: M1.1\n      until: "2017"\n'),
        ["M1.1#until edition-unannounced"],
    ),
    "made new": (
        swap(CHALLENGE, '      - id: "2.4.2"\n', '      - id: "2.4.2"\n        since: "2017"\n'),
        ["2.4.2#since edition-unannounced"],
    ),
    "a made-up past": (
        swap(
            CHALLENGE, '      - id: "2.4.2"\n', '      - id: "2.4.2"\n        earlier: [{edition: "2016", due: 2018}]\n'
        ),
        ["2.4.2#earlier edition-unannounced"],
    ),
    "another past": (
        swap(CHALLENGE, "            due: 2016-12\n", "            due: 2017-06\n"),
        ["2.4.1#earlier edition-unannounced"],
    ),
    "a past forgotten": (swap(CHALLENGE, f"        earlier:\n{_ENTRY}", ""), ["2.4.1#earlier edition-unannounced"]),
    "a new record that is already dropped": (
        lambda head: {
            **head,
            CHALLENGE: head[CHALLENGE] + '      - {id: "2.6.3", text: New, due: 2018, until: "2017"}\n',
        },
        ["2.6.3#until edition-unannounced"],
    ),
    "a date of the present edition": (
        swap(CHALLENGE, "        due: 2017-12\n        earlier:", "        due: 2018-03\n        earlier:"),
        ["2.4.1#due deadline-rewritten"],
    ),
    "an edition taken out": (swap("plan.yaml", EDITION, ""), ["plan#editions edition-unannounced"]),
    "an edition adopted again": (
        swap("plan.yaml", EDITION, f'{EDITION}  - {{id: "2016", dated: 2018-07-03}}\n'),
        ["plan#editions edition-unannounced"],
    ),
    "another edition by the old announcement": (
        swap("plan.yaml", EDITION, f'{EDITION}  - {{id: "2018", dated: 2018-07-03, adopted_by: DCS}}\n'),
        ["plan#editions.2 edition-unannounced"],
    ),
}


@pytest.mark.parametrize("case", LATER)
def test_an_edit_that_adopts_nothing_leaves_editions_alone(case: str) -> None:
    change, expected = LATER[case]
    assert stopped(change(HEAD), HEAD, date(2018, 7, 3)) == expected


def test_a_record_that_comes_between_adoptions_has_no_mark() -> None:
    head = {**HEAD, CHALLENGE: HEAD[CHALLENGE] + '      - {id: "2.6.3", text: New, due: 2018-01}\n'}
    assert stopped(head, HEAD) == []


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('\n    ref: "2.6"\n', "\n    ref: 2.6a\n", "2.5 numbered 2.6a"),
        ('\n  - id: "2.2"\n', '\n  - id: "2.2"\n    ref: 2.2a\n', "2.2 numbered 2.2a"),
    ],
)
def test_another_number_between_adoptions_is_to_approve(old: str, new: str, named: str) -> None:
    """People know a record by its ref: by that of another, one promise would be taken for the other."""
    made = edited(swap(CHALLENGE, old, new)(HEAD), HEAD)
    assert [change.kind for change in made.pair.changes] == ["renumbered"]
    assert verdict(made.pair.changes, made.found()) == f"Ready, with 1 change to approve: {named}."


def test_a_plan_that_names_its_first_edition_has_that_to_approve() -> None:
    without = swap("plan.yaml", f"editions:\n{FIRST}", "")(first_edition())
    made = edited(first_edition(), without)
    assert verdict(made.pair.changes, made.found()) == "Ready, with 1 change to approve: the editions."


def test_another_date_of_a_plan_without_editions_is_to_approve() -> None:
    """Years that words leave out count from it: a year later, they would give another date to what was misread."""
    without = swap("plan.yaml", f"editions:\n{FIRST}", "")(first_edition())
    made = edited(swap("plan.yaml", "\ndated: 2016-06-03", "\ndated: 2017-06-03")(dict(without)), without)
    assert verdict(made.pair.changes, made.found()) == "Ready, with 1 change to approve: the date of the plan."


# After an adoption, what is recorded is judged by the promise of the edition in force.

_MOST = "  most_moves: 1\n"
_MOVE = '- {on: 2017-09-01, at: "2.4.1", due: 2018-02, reason: No trainer'


def test_a_move_is_counted_from_the_date_of_the_edition() -> None:
    base = {**HEAD, "plan.yaml": HEAD["plan.yaml"] + _MOST}
    head = {**base, LOG: base[LOG] + _MOVE + ", approved_by: DCS}\n"}
    made = edited(head, base, date(2017, 9, 2))
    assert made.found() == [], "the move of 2016 counts no more"
    (moved,) = made.pair.changes
    assert [str(moved.before), str(moved.after), moved.slip] == ["2017-12", "2018-02", 1]
    further = _MOVE.replace("09-01", "09-02").replace("2018-02", "2018-03")
    again = {**head, LOG: f"{head[LOG]}{further}, approved_by: DCS}}\n"}
    assert [one.code for one in edited(again, head, date(2017, 9, 2)).found()] == ["moved-too-often"]


def test_a_move_to_before_the_old_date_but_after_the_new_needs_approval() -> None:
    base = swap(LOG, "due: 2017-03", "due: 2018-06")(HEAD)
    head = {**base, LOG: base[LOG] + _MOVE + "}\n"}
    assert [one.code for one in edited(head, base, date(2017, 9, 2)).found()] == ["slip-unapproved"]
