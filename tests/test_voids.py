"""Which entry of a log a void takes back, in one branch and after a merge, and what may be said of it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from edits import edit
from edits import told as told_of
from example_plan import BASE, PRIORITY
from si_plan.checks import errors
from si_plan.loading import load
from si_plan.model.progress import Entry, Voided
from si_plan.model.voids import DEEPEST, Fault, ResolvedVoids, fields_given, resolve_voids, void_for
from si_plan.sources import Source

Log = list[Entry]
LOG = "progress/1.1.yaml"
TWO = BASE[PRIORITY] + '      - {id: "1.1.2", text: Books bought, due: 2016-10}\n'
DAY = "2016-10-03"


def entry(**fields: Any) -> Entry:
    return Entry.model_validate({"on": DAY, "at": "1.1.1", **fields})


def void(reason: str = "wrong", **fields: Any) -> Entry:
    """A void of the day after, of what these fields say of the day."""
    return entry(on="2016-10-04", reason=reason, voids={"on": DAY, **fields})


def resolved(*log: Entry) -> ResolvedVoids:
    return resolve_voids(log)


DONE = entry(status="complete", evidence=["Minutes"])
BEGUN = entry(status="in_progress", by="HT")


def test_a_void_takes_back_what_has_all_that_it_gives() -> None:
    assert resolved(BEGUN, DONE, void(status="complete")).targets == {3: 2}
    assert resolved(DONE, BEGUN, void(by="HT")).voided == {2: 3}
    assert resolved(DONE, BEGUN, void(evidence=["Minutes"])).targets == {3: 1}
    assert resolved(DONE, void()).targets == {2: 1}


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        ((DONE, void(status="cancelled")), Fault("none")),
        ((void(), DONE), Fault("none")),
        ((entry(at="1.1.2", status="complete"), void(status="complete")), Fault("none")),
        ((DONE, void(status="complete", by="HT")), Fault("none")),
        ((entry(on="2016-10-05"), entry(on="2016-10-04", voids={"on": "2016-10-05"})), Fault("later", 1)),
        ((DONE, BEGUN, void()), Fault("several", 2, 1)),
        ((DONE, void("a"), void("b")), Fault("already", 1)),
        ((DONE, entry(voids=2)), Fault("none", 2)),
        ((DONE, entry(at="1.1.2", voids=1)), Fault("elsewhere", 1)),
        ((DONE, entry(on="2016-10-02", voids=1)), Fault("later", 1)),
    ],
)
def test_a_void_that_takes_nothing_back(log: tuple[Entry, ...], expected: Fault) -> None:
    found = resolve_voids(log)
    assert expected in found.faults.values()
    assert len(found.targets) == len([one for one in log if one.voids]) - 1


def test_of_identical_entries_the_last_that_still_counts() -> None:
    log = [DONE, DONE, void("a"), void("b")]
    assert resolve_voids(log).targets == {3: 2, 4: 1}
    log += [entry(on="2016-10-05", voids={"on": "2016-10-04", "reason": "a"}), void("c")]
    found = resolve_voids(log)
    assert found.targets == {3: 2, 4: 1, 5: 3, 6: 2}
    assert found.voided == {1: 4, 2: 6, 3: 5}
    assert resolve_voids([*log, void("d")]).faults == {7: Fault("already", 2)}


def test_what_is_voided_already_is_meant_all_the_same() -> None:
    """Else a void would come to mean another branch's entry, where both branches take back the same one."""
    mine, theirs = void("mine", status="complete"), void("theirs", status="complete")
    assert resolved(DONE, mine, theirs, entry(status="complete", by="HT")).faults == {3: Fault("already", 1)}
    assert resolved(DONE, mine, entry(status="complete", by="HT"), theirs).faults == {4: Fault("several", 3, 1)}


def test_a_void_that_is_voided_voids_nothing_and_the_next_one_does() -> None:
    again = entry(on="2016-10-05", voids={"on": "2016-10-04"}, reason="It was right")
    assert resolved(DONE, void(), again).voided == {2: 3}
    last = entry(on="2016-10-06", voids={"on": "2016-10-05"}, reason="It was not")
    assert resolved(DONE, void(), again, last).voided == {1: 2, 3: 4}
    assert resolved(DONE, void("a"), again, void("b")).voided == {1: 4, 2: 3}


def test_voids_are_told_apart_by_what_they_void() -> None:
    first, second = void(status="complete"), void(status="in_progress")
    back = entry(on="2016-10-05", voids={"on": "2016-10-04", "voids": {"on": DAY, "status": "complete"}})
    assert resolved(DONE, BEGUN, first, second, back).voided == {2: 4, 3: 5}


def test_old_places_go_on_counting() -> None:
    assert resolved(DONE, BEGUN, entry(voids=1), entry(voids=1)).voided == {1: 3}
    restored = entry(on="2016-10-04", voids={"on": DAY, "voids": 1})
    assert resolved(DONE, entry(voids=1, reason="x"), restored).targets == {2: 1, 3: 2}


def test_an_entry_with_the_same_fields_and_more_can_be_left_out() -> None:
    bare, more = entry(status="complete"), entry(status="complete", note="At last")
    assert resolved(bare, more, void(status="complete")).faults == {3: Fault("several", 2, 1)}
    assert resolved(bare, more, void(status="complete", nothing_else=True)).targets == {3: 1}
    assert resolved(more, void(status="complete", nothing_else=True)).faults == {2: Fault("none")}


def test_voids_of_voids_end_somewhere() -> None:
    log = [entry(note="0")]
    for number in range(DEEPEST + 1):
        log.append(entry(note=str(number + 1), voids={"on": DAY, "note": str(number)}))
    assert resolve_voids(log).faults == {DEEPEST + 2: Fault("deep", DEEPEST + 1)}


# How a void names its target.

_FIELDS = {
    "status": st.sampled_from(["in_progress", "complete"]),
    "due": st.just("2017-03"),
    "note": st.sampled_from(["One", "Two"]),
    "by": st.just("HT"),
    "public": st.just(True),
    "evidence": st.just(["Minutes"]),
}
_SAID = st.fixed_dictionaries({}, optional=_FIELDS)
_ENTRIES = st.builds(
    lambda at, on, said: entry(at=at, on=on, **said),
    st.sampled_from(["1.1.1", "1.1.2"]),
    st.sampled_from([DAY, "2016-10-04"]),
    _SAID,
)


@drawn(st.lists(_ENTRIES, min_size=1, max_size=6), st.data())
def test_what_names_an_entry_names_no_other(log: list[Entry], data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(log)))
    wrong = log[place - 1]
    found = resolve_voids([*log, entry(at=wrong.at, on="2016-10-05", voids=void_for(log, place))])
    assert log[found.targets[len(log) + 1] - 1] == wrong


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([], {"status": "complete"}),
        ([BEGUN], {"status": "complete"}),
        ([entry(status="complete")], {"status": "complete", "evidence": ("Minutes",)}),
        ([entry(at="1.1.2", status="complete")], {"status": "complete"}),
        ([DONE.model_copy(update={"note": "x"})], {"status": "complete", "evidence": ("Minutes",)}),
    ],
)
def test_a_void_gives_no_more_than_it_must(others: list[Entry], expected: dict[str, Any]) -> None:
    named = void_for([*others, DONE], len(others) + 1)
    fields = fields_given(named)
    assert str(fields.pop("on")) == DAY
    assert fields == expected
    assert named.nothing_else is (others[:1] != [] and others[0].note is not None)


# Branches.


@st.composite
def _branches(draw: st.DrawFn) -> tuple[Log, Log, Log]:
    """A log and what two branches append to it, each without a void that takes nothing back."""
    log = draw(st.lists(_ENTRIES, max_size=4))
    return log, draw(_appended(log)), draw(_appended(log))


@st.composite
def _appended(draw: st.DrawFn, base: list[Entry]) -> list[Entry]:
    log = list(base)
    for _ in range(draw(st.integers(0, 5))):
        new = draw(_ENTRIES)
        if draw(st.booleans()) and log:
            wrong = draw(st.sampled_from(log))
            every = void_for(log, log.index(wrong) + 1)
            kept = draw(st.sets(st.sampled_from(sorted(_FIELDS))))
            some = {name: value for name, value in fields_given(every).items() if name == "on" or name in kept}
            said = draw(st.sampled_from([every, Voided.model_validate(some)]))
            new = entry(at=wrong.at, on=draw(st.sampled_from(["2016-10-04", "2016-10-05"])), voids=said)
        if len(log) + 1 not in resolve_voids([*log, new]).faults:
            log.append(new)
    return log[len(base) :]


def _meant(log: list[Entry]) -> list[tuple[Entry, Entry | None]]:
    """Each void with the entry that it takes back; none where that is told as a mistake."""
    found = resolve_voids(log)
    return [
        (one, log[found.targets[place] - 1] if place in found.targets else None)
        for place, one in enumerate(log, 1)
        if one.voids is not None
    ]


def _counting(log: list[Entry]) -> Counter[Entry]:
    voided = resolve_voids(log).voided
    return Counter(one for place, one in enumerate(log, 1) if place not in voided)


@pytest.mark.slow
@settings(max_examples=200)
@drawn(_branches())
def test_merging_in_either_order_changes_no_voids_meaning(branches: tuple[Log, Log, Log]) -> None:
    base, mine, theirs = branches
    alone = Counter([*_meant(base + mine), *_meant(base + theirs)])
    merges = base + mine + theirs, base + theirs + mine
    for merged in merges:
        assert all(wrong is None or (one, wrong) in alone for one, wrong in _meant(merged))
    if not any(resolve_voids(merged).faults for merged in merges):
        assert _counting(merges[0]) == _counting(merges[1])


# In a plan.


def codes(log: str) -> list[str]:
    texts = {**BASE, PRIORITY: TWO, LOG: log}
    return told_of(errors(load([Source(path, path, text) for path, text in texts.items()])))


FIRST = '- {on: 2016-07-01, at: "1.1.1", status: complete, evidence: [E]}\n'
THEIRS = '- {on: 2016-07-02, at: "1.1.2", status: complete, evidence: [F]}\n'
MINE = '- {on: 2016-07-02, at: "1.1.1", status: in_progress}\n'
BY_PLACE = '- {on: 2016-07-03, at: "1.1.1", voids: 2, reason: R}\n'
BY_FIELDS = BY_PLACE.replace("2, reason", "{on: 2016-07-02, status: in_progress}, reason")


def test_keeping_both_sides_of_a_merge_takes_back_nobody_elses_entry() -> None:
    assert codes(FIRST + MINE + BY_PLACE) == []
    assert codes(FIRST + THEIRS + MINE + BY_PLACE) == ["progress/1.1.yaml:4 log-void"]
    assert codes(FIRST + THEIRS + MINE + BY_FIELDS) == codes(FIRST + MINE + BY_FIELDS + THEIRS) == []


def test_a_new_void_by_place_is_an_error_and_an_old_one_is_not() -> None:
    base = {PRIORITY: TWO, LOG: FIRST + MINE}
    assert told_of(edit(base, {LOG: FIRST + MINE + BY_PLACE}).found()) == ["progress/1.1.yaml:3 void-by-place"]
    assert edit(base, {LOG: FIRST + MINE + BY_FIELDS}).found() == []
    old = {PRIORITY: TWO, LOG: FIRST + MINE + BY_PLACE}
    assert edit(old, {LOG: FIRST + MINE + BY_PLACE + THEIRS}).found() == []


def test_a_void_that_restores_a_later_deadline_is_approved() -> None:
    later = '- {on: 2016-07-01, at: "1.1.1", due: 2016-12, reason: R, approved_by: HT}\n'
    taken_back = '- {on: 2016-07-02, at: "1.1.1", voids: {on: 2016-07-01}, reason: Not agreed}\n'
    restored = '- {on: 2016-07-03, at: "1.1.1", voids: {on: 2016-07-02}, reason: It was%s}\n'
    base = {LOG: later + taken_back}
    assert told_of(edit(base, {LOG: later + taken_back + restored % ""}).found()) == [
        "progress/1.1.yaml:3 slip-unapproved"
    ]
    assert edit(base, {LOG: later + taken_back + restored % ", approved_by: HT"}).found() == []


def test_a_void_that_gives_a_later_deadline_than_the_wrong_entry_is_approved() -> None:
    earlier = '- {on: 2016-07-01, at: "1.1.1", due: 2016-07}\n'
    corrected = '- {on: 2016-07-02, at: "1.1.1", voids: {on: 2016-07-01}, due: 2016-08, reason: Misheard%s}\n'
    assert told_of(edit({LOG: earlier}, {LOG: earlier + corrected % ""}).found()) == [
        "progress/1.1.yaml:2 slip-unapproved"
    ]
    assert edit({LOG: earlier}, {LOG: earlier + corrected % ", approved_by: HT"}).found() == []


def test_an_approved_move_in_the_same_edit_is_not_laid_at_a_voids_door() -> None:
    earlier = '- {on: 2016-07-01, at: "1.1.1", due: 2016-08}\n'
    taken_back = '- {on: 2016-07-02, at: "1.1.1", voids: {on: 2016-07-01}, reason: Not agreed}\n'
    moved = '- {on: 2016-07-02, at: "1.1.1", due: 2016-12, reason: R, approved_by: HT}\n'
    assert edit({LOG: earlier}, {LOG: earlier + taken_back + moved}).found() == []


def test_an_actions_deadline_moves_back_too() -> None:
    dated = TWO.replace("    milestones:", "    due: 2016-09\n    milestones:")
    earlier = '- {on: 2016-07-01, at: "1.1", due: 2016-08}\n'
    taken_back = '- {on: 2016-07-02, at: "1.1", voids: {on: 2016-07-01}, reason: Not agreed}\n'
    found = edit({PRIORITY: dated, LOG: earlier}, {LOG: earlier + taken_back}).found()
    assert told_of(found) == ["progress/1.1.yaml:2 slip-unapproved"]


# Hostile logs: as many entries and voids as a file may hold.

_MANY = 7000


def _to_and_fro(number: int) -> Log:
    return [void(str(number)), entry(on="2016-10-04", voids={"on": "2016-10-04", "reason": str(number)})]


FULL: dict[str, Callable[[], Log]] = {
    "none": lambda: [*(entry(note=str(one)) for one in range(_MANY)), *(void(note=f"-{one}") for one in range(_MANY))],
    "alike": lambda: [*[DONE] * _MANY, *(void(status="complete") for _ in range(_MANY))],
    "several": lambda: [*[DONE] * _MANY, BEGUN, *(void() for _ in range(_MANY))],
    "chain": lambda: [
        entry(note="0"),
        *(entry(note=str(one + 1), voids={"on": DAY, "note": str(one)}) for one in range(_MANY)),
    ],
    "to and fro": lambda: [DONE, *(one for number in range(_MANY // 2) for one in _to_and_fro(number))],
}


@pytest.mark.slow
@pytest.mark.parametrize("of", FULL)
def test_a_log_full_of_voids_costs_little(of: str) -> None:
    log = FULL[of]()
    before = time.process_time()
    found = resolve_voids(log)
    assert time.process_time() - before < 3
    assert len(found.targets) + len(found.faults) == sum(one.voids is not None for one in log)
