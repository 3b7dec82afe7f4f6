"""Laws of the difference: a plan differs from itself in nothing, reformatting is no difference, and swapping the
sides swaps what came and what went."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from asking import plan_of, shipped
from example_plan import SHIPPED
from random_plans import DAYS, Files, plans
from si_plan.changes.difference import Pair, difference
from si_plan.changes.records import KINDS
from si_plan.documents.blocks import Table
from si_plan.formats import sections
from si_plan.loading import load
from si_plan.model.plan import Plan
from si_plan.queries.selection import Selection, facts_of
from si_plan.queries.status import status
from si_plan.sources import Source
from si_plan.views.diff import Compared, page, records
from si_plan.views.diff_sections import SECTIONS

pytestmark = pytest.mark.slow

ON = date(2016, 9, 1)


def differ(base: Plan, head: Plan, on: date = ON) -> Any:
    return difference(Pair(base, head), on)


@given(plans(), DAYS)
def test_a_plan_differs_from_itself_in_nothing(files: Files, on: date) -> None:
    found = differ(files.plan(), files.plan(), on)
    assert found[1:] == ([], [], [], [], None, 0)


@settings(max_examples=40)
@given(plans(), plans(), DAYS)
def test_swapping_the_sides_swaps_what_came_and_what_went(one: Files, other: Files, on: date) -> None:
    there, back = differ(one.plan(), other.plan(), on), differ(other.plan(), one.plan(), on)
    for kind, reverse in (("added", "removed"), ("removed", "added")):
        assert sorted(_outer(there, kind)) == sorted(_outer(back, reverse))
    assert sorted(_numbers(there)) == sorted((old, new) for new, old in _numbers(back))
    new_id = Pair(one.plan(), other.plan()).matching.renumbered
    assert {one.id for one in there.more_overdue} == {new_id.get(one.id, one.id) for one in back.less_overdue}
    assert [(one.area, one.actions) for one in there.coverage] == [
        (one.area, one.actions[::-1]) for one in back.coverage
    ]


@settings(max_examples=40)
@given(plans(), plans(), DAYS)
def test_the_overdue_list_and_the_areas_change_by_what_the_totals_do(one: Files, other: Files, on: date) -> None:
    base, head = one.plan(), other.plan()
    found = differ(base, head, on)
    before, after = (status(plan, Selection(on)).totals.overdue.total for plan in (base, head))
    assert len(found.more_overdue) - len(found.less_overdue) == after - before
    told = {effect.area: (effect.done, effect.overdue, effect.cancelled) for effect in found.coverage}
    for area in base.areas:
        was, now = (status(plan, Selection(on, area=area.id)).totals.milestones for plan in (base, head))
        moved = (now.done - was.done, now.overdue - was.overdue, now.cancelled - was.cancelled)
        assert told.get(area.id, (0, 0, 0)) == moved


def test_what_is_the_same_as_another_from_now_on_leaves_the_list() -> None:
    both = """\
id: "1"
title: P
areas: [A1]
actions:
  - {id: "1.1", title: T, leads: [HT], when: [Soon], milestones: [{id: "1.1.1", text: Agreed, due: 2016-06}]}
  - {id: "1.2", title: U, leads: [HT], when: [Soon], milestones: [{id: "1.2.1", text: Also agreed, due: 2016-06}]}
"""
    same = both.replace("Also agreed, due: 2016-06", 'Also agreed, due: 2016-06, same_as: "1.1.1"')
    found = differ(plan_of({"priorities/1.yaml": both}), plan_of({"priorities/1.yaml": same}))
    assert found.more_overdue == []
    assert [(one.id, one.why) for one in found.less_overdue] == [("1.2.1", "the same as 1.1.1")]
    assert [(one.area, one.overdue) for one in found.coverage] == [("A1", -1)]


def test_a_pair_is_overdue_while_either_of_it_is() -> None:
    pair = """\
id: "1"
title: P
areas: [A1]
actions:
  - {id: "1.1", title: T, leads: [HT], when: [Soon], milestones: [{id: "1.1.1", text: A, due: DUE}]}
  - id: "1.2"
    title: U
    leads: [HT]
    when: [Soon]
    milestones: [{id: "1.2.1", text: A, due: 2017-09, same_as: "1.1.1"}]
"""
    later, sooner = (plan_of({"priorities/1.yaml": pair.replace("DUE", due)}) for due in ("2017-03", "2016-06"))
    assert [one.id for one in differ(later, sooner).more_overdue] == ["1.1.1"]
    assert [one.id for one in differ(sooner, later).less_overdue] == ["1.1.1"]


def _outer(found: Any, kind: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.record, one.parts) for one in found.changes if one.kind == kind]


def _numbers(found: Any) -> list[tuple[str, str]]:
    return [(one.before, one.after) for one in found.changes if one.kind in ("renumbered", "moved")]


@settings(max_examples=25)
@given(plans(), plans())
def test_every_change_is_shown_in_every_form(one: Files, other: Files) -> None:
    base, head = one.plan(), other.plan()
    compared = Compared("base", "head", facts_of(head), differ(base, head), [], {})
    tables = [part for part in page(compared).sections[0].parts if isinstance(part, Table) and part.title in _TITLES]
    rewritten = [change for change in compared.difference.changes if change.kind == "log_rewritten"]
    whole = len(compared.difference.changes) - len(rewritten)
    assert sum(len(table.rows) for table in tables if table.title != _REWRITTEN) == whole
    assert sum(len(table.rows) for table in tables if table.title == _REWRITTEN) >= len(rewritten), "a row a field"
    assert len(records(compared).as_json) == len(compared.difference.changes)
    assert sections.render(page(compared))
    json.dumps(records(compared).as_json)


_TITLES = {section.title for section in SECTIONS}
(_REWRITTEN,) = (section.title for section in SECTIONS if "log_rewritten" in section.kinds)


def test_every_kind_has_a_section() -> None:
    assert {kind for section in SECTIONS for kind in section.kinds} == set(KINDS) - {"dropped"}, "the adoption's list"


def _reordered(value: Any) -> Any:
    """The same data with the keys of every record in the reverse order."""
    if isinstance(value, dict):
        return {name: _reordered(part) for name, part in reversed(value.items())}
    return [_reordered(part) for part in value] if isinstance(value, list) else value


def _commented(text: str) -> str:
    return "# A comment.\n" + text.replace("\n- ", "\n# Another.\n- ")


def _as_json(text: str) -> str:
    return json.dumps(yaml.load(text, yaml.BaseLoader), ensure_ascii=False)  # noqa: S506 - texts and nothing else


def _other_order(text: str) -> str:
    data = _reordered(yaml.load(text, yaml.BaseLoader))  # noqa: S506
    return str(yaml.dump(data, default_style='"', allow_unicode=True, sort_keys=False))


@pytest.mark.parametrize(
    "reformat",
    [_commented, _as_json, _other_order, lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text],
    ids=["comments", "flow", "order and quotes", "line ends", "byte-order mark"],
)
def test_reformatting_is_no_difference(reformat: Any) -> None:
    from sample_plan import sample, sample_files

    files = {path: reformat(text) for path, text in sample_files().items()}
    head = load([Source(path, f"plan/{path}", text) for path, text in sorted(files.items())]).plan
    assert head is not None
    assert differ(sample(), head)[1:] == ([], [], [], [], None, 0)


def test_what_both_have_alike_is_read_once_and_placed_in_each() -> None:
    from si_plan.sources.folder import read_folder

    base = load(read_folder(SHIPPED, "base"), "base")
    head = load(read_folder(SHIPPED, "head"), "head", like=base)
    assert base.plan is not None
    assert head.plan is not None
    assert all(one is other for one, other in zip(base.plan.priorities, head.plan.priorities, strict=True))
    for name in ("2.4.1", "A1", "HSI", "M1.1", "plan"):
        there, here = base.places.location(name), head.places.location(name)
        assert (there.file.removeprefix("base"), there[1:]) == (here.file.removeprefix("head"), here[1:])
        assert here.file.startswith("head/")


@given(st.text(), st.text())
def test_words_are_those_of_both_texts(before: str, after: str) -> None:
    from si_plan.changes.rewording import Rewording

    pieces = Rewording().pieces(before, after)
    assert " ".join(one.text for one in pieces if one.change != "new").split() == before.split()
    assert " ".join(one.text for one in pieces if one.change != "gone").split() == after.split()


def test_shipped_plan_against_the_small_one_is_told_whole() -> None:
    found = differ(plan_of(), shipped())
    assert {one.record for one in found.changes if one.kind == "added"} >= {"2", "8", "M8"}
