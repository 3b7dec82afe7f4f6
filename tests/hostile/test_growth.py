"""What a stranger can write in one file costs as much as the file is long, and no more: no two of its lists multiply.

Each plan is made in two sizes, of which the one is four times the other, and the calls of functions are counted.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest

from asking import asked, plan_of, shipped
from example_plan import BASE, codes, found_in, write_plan
from si_plan.checks import too_much_repeated, who_cells
from si_plan.loading import load
from si_plan.queries import slippage
from si_plan.queries.slippage import Slip
from si_plan.sources import Source
from test_speed_guards import calls_of, silent_output

pytestmark = pytest.mark.slow

DAY: Final = "2016-10-01"
SMALL: Final = 50
MOST_GROWTH: Final = 5
"""Four times as large, and a few calls over; what grows with the square takes up to sixteen times as many."""

Files = dict[str, Any]


def parts(n: int, **fields: str) -> list[dict[str, Any]]:
    return [{"id": f"1.1.{k}", "text": f"Text {k}", "due": "2016-09", **fields} for k in range(1, n + 1)]


def priority(milestones: list[dict[str, Any]], **fields: Any) -> Files:
    """A priority of one action with these milestones and fields."""
    action = {"id": "1.1", "title": "T", "leads": ["HT"], "when": ["By Sept 2016"], "milestones": milestones, **fields}
    return {"priorities/1.yaml": {"id": "1", "title": "P", "areas": ["A1"], "measures": ["M1"], "actions": [action]}}


def log(n: int, fields: Callable[[int], dict[str, Any]]) -> Files:
    return {"progress/1.1.yaml": [{"on": f"2016-09-{k % 28 + 1:02}", "at": "1.1", **fields(k)} for k in range(n)]}


def _complete_action(n: int) -> Files:
    return priority(parts(n)) | log(n, lambda _: {"status": "complete"})


def _moved_action_without_dates(n: int) -> Files:
    return priority(parts(n)) | log(n, lambda k: {"due": "2017-01", "reason": f"r{k}", "approved_by": "HT"})


def _moved_action(n: int) -> Files:
    undated = [{"id": one["id"], "text": one["text"]} for one in parts(n)]
    moves = log(n, lambda k: {"due": f"2017-{k % 12 + 1:02}", "reason": f"r{k}", "approved_by": "HT"})
    return priority(undated, due="2017-02", due_reason="x") | moves


def _reported_same(n: int) -> Files:
    every = parts(n, same_as="1.1.1")
    del every[0]["same_as"]
    reported = log(n, lambda k: {"at": "1.1.1", "status": ("in_progress", "not_started")[k % 2], "note": f"n{k}"})
    return priority(every) | reported


def _periods_that_are_none(n: int) -> Files:
    days = [f"{1990 + k // 336}-{k // 28 % 12 + 1:02}-{k % 28 + 1:02}" for k in range(n)]
    one = {"id": "1.1.1", "text": "T", "dates": days}
    return priority([one]) | log(n, lambda k: {"at": "1.1.1", "period": f"2016-17/T{k % 90 + 1}", "note": "x"})


SHAPES: Final[dict[str, tuple[Callable[[int], Files], int]]] = {
    "an action that is complete many times, with many milestones": (_complete_action, 1),
    "an action without dates of its own that is moved many times, with many milestones": (
        _moved_action_without_dates,
        1,
    ),
    "an action that is moved many times, with many milestones that go by it": (_moved_action, 0),
    "many milestones that are one which is reported on many times": (_reported_same, 0),
    "many dates, and many entries of others": (_periods_that_are_none, 0),
}


def written(folder: Path, files: Files) -> Path:
    return write_plan(folder / "plan", {path: json.dumps(content) for path, content in files.items()})


@pytest.mark.parametrize("shape", SHAPES)
def test_checks_grow_no_faster_than_the_file(shape: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, code = SHAPES[shape]
    with silent_output(monkeypatch):
        small, large = (
            calls_of(["--plan", str(written(tmp_path / str(size), made(size))), "validate"], code)
            for size in (SMALL, 4 * SMALL)
        )
    assert large <= MOST_GROWTH * small


@pytest.mark.parametrize("shape", [shape for shape, (_, code) in SHAPES.items() if code == 0])
@pytest.mark.parametrize("command", ["status", "list --format json"])
def test_answers_grow_no_faster_than_the_file(
    command: str, shape: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, _ = SHAPES[shape]
    with silent_output(monkeypatch):
        small, large = (
            calls_of(["--plan", str(written(tmp_path / str(size), made(size))), *command.split(), "--as-of", DAY])
            for size in (SMALL, 4 * SMALL)
        )
    assert large <= MOST_GROWTH * small


def _slips_of_many_leads(n: int) -> Files:
    roles = [{"code": f"R{k}", "title": "R", "kind": "post"} for k in range(n)]
    moves = [
        {"on": "2016-09-01", "at": one["id"], "due": "2017-01", "reason": "x", "approved_by": "R1"} for one in parts(n)
    ]
    return {"roles.yaml": roles, "progress/1.1.yaml": moves, **priority(parts(n), leads=["R1"])}


class _Counted(tuple[str, ...]):
    """Leads that count how often they are looked through."""

    looked_through = 0

    def __contains__(self, one: object) -> bool:
        _Counted.looked_through += 1
        return super().__contains__(one)

    def __iter__(self) -> Iterator[str]:
        _Counted.looked_through += 1
        return super().__iter__()


def test_slips_are_added_up_in_one_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """The totals of all leads look at each slip once, and not at all slips for each lead."""
    slip_of = slippage._slip

    def counted(*given: Any) -> Slip | None:
        found = slip_of(*given)
        return found and replace(found, leads=_Counted(found.leads))

    monkeypatch.setattr(slippage, "_slip", counted)
    plan = plan_of({path: json.dumps(content) for path, content in _slips_of_many_leads(50).items()})
    found = slippage.slippage(plan, asked(DAY))
    assert [one.records for one in found.leads] == [0, 50, *[0] * 48]
    assert _Counted.looked_through == 50


ONE_ACTION: Final[dict[str, Callable[[int], Files]]] = {
    "a title": lambda n: priority(parts(n), title="word " * n),
    "a When cell": lambda n: priority(parts(n), when=["word " * n]),
    "a reason": lambda n: (
        priority([{"id": one["id"], "text": one["text"]} for one in parts(n)], due="2017-02", due_reason="x")
        | log(1, lambda _: {"due": "2017-03", "reason": "word " * n, "approved_by": "HT"})
    ),
    "moves of the deadline": _moved_action,
    "leads": lambda n: {
        "roles.yaml": [{"code": f"R{k}", "title": "R", "kind": "post"} for k in range(n)],
        **priority(parts(n), leads=[f"R{k}" for k in range(n)]),
    },
    "leads since a reassignment": lambda n: {
        "roles.yaml": [{"code": f"R{k}", "title": "R", "kind": "post"} for k in range(n)],
        **priority(parts(n), leads=["R1"]),
        **log(1, lambda _: {"leads": [f"R{k}" for k in range(n)], "reason": "x"}),
    },
    "a role's title": lambda n: {
        "roles.yaml": [{"code": "HT", "title": "word " * n, "kind": "post"}],
        **priority(parts(n)),
    },
    "areas": lambda n: {
        "areas.yaml": [{"id": f"A{k + 1}", "title": "A"} for k in range(n)],
        **priority(parts(n), areas=[f"A{k + 1}" for k in range(n)]),
    },
    "measures": lambda n: {
        "measures.yaml": [{"id": f"M{k + 1}", "title": "M", "targets": [_target(f"M{k + 1}.1")]} for k in range(n)],
        **priority(parts(n), measures=[f"M{k + 1}" for k in range(n)]),
    },
    "a text, with many leads": lambda n: {
        "roles.yaml": [{"code": f"R{k}", "title": "R", "kind": "post"} for k in range(n)],
        **priority([parts(1)[0] | {"text": "word " * n, "leads": [f"R{k}" for k in range(n)]}]),
    },
}
"""What an action and its priority hand down to each of so many records, or a record to each of its leads."""


def _target(identity: str) -> dict[str, str]:
    return {"id": identity, "cohort": "c", "indicator": "i", "kind": "maintain"}


@pytest.mark.parametrize("shape", ONE_ACTION)
def test_no_plan_repeats_more_than_can_be_told(shape: str) -> None:
    def found(n: int) -> list[str]:
        texts = {**BASE, **{path: json.dumps(content) for path, content in ONE_ACTION[shape](n).items()}}
        plan = load([Source(path, path, text) for path, text in texts.items()]).plan
        assert plan is not None
        return [one.code for one in too_much_repeated.check(plan)]

    assert found(50) == []
    assert found(2_000) == ["too-much-repeated"]


def test_a_large_plan_may_repeat_so_much_for_each_of_its_records() -> None:
    def found(n: int, length: int) -> list[str]:
        plan = plan_of({path: json.dumps(content) for path, content in priority(parts(n)).items()})
        action = plan.priorities[0].actions[0].model_copy(update={"title": "x" * length})
        whole = replace(plan, priorities=(plan.priorities[0].model_copy(update={"actions": (action,)}),))
        return [one.code for one in too_much_repeated.check(whole)]

    around = len("P" + "By Sept 2016" + "A1" + "M1" + "HT" + "Headteacher")
    assert (found(2_000, 3_000 - around), found(2_000, 3_001 - around)) == ([], ["too-much-repeated"])
    assert (found(1_000, 5_000 - around), found(1_000, 5_001 - around)) == ([], ["too-much-repeated"])


def test_the_shipped_plan_is_far_below_what_may_be_repeated() -> None:
    plan = shipped()
    repeated = sum(too_much_repeated._Widths(plan).of(*one) for one in plan.actions())
    assert repeated < too_much_repeated.MOST / 40


def _answers(code: str) -> Files:
    note = {"id": "N1", "at": "1.1.1#due", "document": "d", "recorded": "r", "why": "w"}
    return {"source-notes.yaml": [note | {"answers": [code.format(k) for k in range(20_000)]}]}


def _who(alias: str) -> Files:
    role = {"code": "HT", "title": "H", "kind": "post", "aliases": [alias]}
    return {"roles.yaml": [role], **priority(parts(1), who=["HT " * 3_000])}


@pytest.mark.parametrize(
    ("usual", "hostile"),
    [
        pytest.param(_answers("due-missing"), _answers("due-missin-x{}"), id="a note with many answers, none a code"),
        pytest.param(_who("c"), _who("HT " * 19 + "c"), id="a Who cell of many words, and a name of twenty"),
    ],
)
def test_mistakes_cost_little_more_than_what_is_right(
    usual: Files, hostile: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with silent_output(monkeypatch):
        least, most = (
            calls_of(["--plan", str(written(tmp_path / name, files)), "validate"])
            for name, files in (("usual", usual), ("hostile", hostile))
        )
    assert most <= 3 * least


def test_a_message_quotes_no_more_of_a_text_than_is_read(tmp_path: Path) -> None:
    """One When cell dates each milestone that has none of its own, so what quotes it is told of each."""
    found = found_in(written(tmp_path, priority(parts(3), when=["word " * 100_000])))
    assert codes(found) == {"wording-unread"}
    assert all(len(one.message) < 400 and "…" in one.message for one in found)


def test_a_message_names_no_more_records_than_are_read(tmp_path: Path) -> None:
    (found,) = found_in(written(tmp_path, priority(parts(500)) | log(1, lambda _: {"status": "complete"})))
    assert found.code == "complete-early"
    assert "1.1.10 and 490 more; record these first" in found.hint


def test_a_when_cell_has_a_hundred_lines_and_no_more(tmp_path: Path) -> None:
    def found(lines: int) -> list[str]:
        every = found_in(written(tmp_path, priority(parts(1), when=[f"Line {n}" for n in range(lines)])))
        return [one.message for one in every if one.severity == "error"]

    assert found(100) == []
    assert found(101) == ["`when` has 101 entries, and the most it can have is 100"]


@pytest.mark.parametrize("amount", ["1e300", "-1e300", "100000000001"])
def test_an_amount_that_cannot_be_written_out_is_refused(amount: str, tmp_path: Path) -> None:
    read = f"- {{target: M1.1, period: 2016-17, value: {amount}, source: x}}\n"
    (found,) = found_in(write_plan(tmp_path / "plan", {"progress/measures.yaml": read}))
    assert (found.code, found.hint) == ("bad-value", "write a number from -100,000,000,000 to 100,000,000,000")


def test_the_longest_name_in_a_who_cell_is_taken_whatever_joins_its_words() -> None:
    role = "- {code: HT, title: Head, kind: post, aliases: [Head and Deputy, 'Head, Reading', / x, 'Chair ']}\n"
    names = who_cells.RoleNames(plan_of({"roles.yaml": role}).roles)
    assert names.find_in_text("HEAD and deputy / ht, chair") == (["HEAD and deputy", "ht"], ["chair"])
    assert names.find_in_text("Head and Reading & head, reading") == (["Head", "head, reading"], ["Reading"])
    assert names.find_in_text(" / Head  and Deputy/x") == (["Head"], ["Deputy", "x"])
    assert names.find_in_text("") == ([], [])
