"""How many plans stand as one: `siplan status` and `siplan` of a portfolio."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args
from unittest.mock import patch

import pytest
import yaml
from syrupy.assertion import SnapshotAssertion

import trust
from kept import kept_as
from running import siplan
from si_plan.cli import options
from si_plan.formats import plain, terminal
from si_plan.model.plan import Plan
from si_plan.portfolio.file import portfolio_source, read_portfolio
from si_plan.portfolio.member_plan import plan_of
from si_plan.portfolio.members import portfolio_of
from si_plan.queries.across import Across
from si_plan.queries.brief import brief, merge_brief
from si_plan.queries.counting import merge, sum_of, totals_of
from si_plan.queries.lines import LinesBy
from si_plan.queries.ratings import Grade, merge_rated
from si_plan.queries.rows import tracked_in
from si_plan.queries.selection import PlanFacts, Question, Selection
from si_plan.queries.status import Status, merge_status, status
from si_plan.views import status as view

ON = trust.BOARD
_FOLDER = TemporaryDirectory(prefix="siplan-status-of-many-")


@cache
def home() -> Path:
    folder = Path(_FOLDER.name)
    trust.write_trust(folder)
    return folder


@cache
def plans() -> tuple[Across, dict[str, Plan]]:
    """The trust, and what is public of each of its plans."""
    path = home() / "portfolio.yaml"
    file, _, _ = read_portfolio(portfolio_source(path, "portfolio.yaml"))
    assert file is not None
    portfolio = portfolio_of(file, home())
    found = {one.facts.id: plan_of(one, internal=False).on(ON) for one in portfolio.members}
    facts = {
        one.facts.id: one.facts._replace(name=one.facts.name or found[one.facts.id].details.authority)
        for one in portfolio.members
    }
    return Across(portfolio.title, facts, portfolio.themes), found


def merged(by: LinesBy) -> Status:
    across, found = plans()
    return merge_status([status(plan, Selection(ON), by=by) for plan in found.values()], across)


@cache
def asked(*arguments: str) -> Any:
    ran = siplan("--plan", str(home() / "portfolio.yaml"), "status", "--as-of", str(ON), "--format", "json", *arguments)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def test_one_plan_is_the_merge_of_one() -> None:
    for plan in plans()[1].values():
        alone = status(plan, Selection(ON))
        assert merge_status([alone], None) == alone
        assert merge_brief([alone.brief], None) == alone.brief == brief(plan, Selection(ON))


@pytest.mark.parametrize("by", get_args(LinesBy))
@pytest.mark.parametrize("size", [1, 7, 29])
def test_many_answers_may_be_merged_in_blocks(by: LinesBy, size: int) -> None:
    across, found = plans()
    parts = [status(plan, Selection(ON), by=by) for plan in found.values()]
    blocks = [merge_status(parts[place : place + size], across) for place in range(0, len(parts), size)]
    assert merge_status(blocks, across) == merge_status(parts, across)


def test_the_trust_is_the_sum_of_its_schools() -> None:
    """Thirty answers of one plan each, added up by hand, are the portfolio's."""
    across, found = plans()
    each = {member: status(plan, Selection(ON)) for member, plan in found.items()}
    answer = asked()
    assert answer["totals"]["actions"] == sum_of(one.actions for one in each.values())._asdict()
    totals = merge(one.totals for one in each.values())
    assert {kind: answer["totals"][kind] for kind in totals._fields} == {
        kind: counts._asdict() for kind, counts in totals._asdict().items()
    }
    assert answer["due_by_now"] == sum_of(one.brief.past for one in each.values())._asdict()
    late: Counter[str] = Counter()
    for one in each.values():
        late.update(dict(one.brief.overdue_by_lead))
    assert [(lead["lead"], lead["overdue"]) for lead in answer["most_overdue"]] == late.most_common(4)
    led: dict[str, int] = defaultdict(int)
    for one in each.values():
        for lead in one.leads:
            led[lead.lead] += lead.actions
    assert {lead["lead"] or "": lead["actions"] for lead in answer["leads"]} == dict(led)
    soonest = sorted(row.due.latest for one in each.values() for row in one.next if row.due)[:5]
    assert [row["latest"] for row in answer["next"]] == [day.isoformat() for day in soonest]
    rows = {row["member"]: row for row in answer["rows"]}
    assert list(rows) == sorted(found, key=lambda name: -each[name].totals.overdue.total)
    for member, one in each.items():
        row = rows[member]
        assert (row["title"], row["overdue"]) == (
            across.members[member].name,
            one.brief.overdue,
        )
        assert (row["actions"], row["actions_done"]) == (one.actions.total, one.actions.done)
        assert (row["milestones"], row["milestones_done"]) == (one.totals.milestones.total, one.totals.milestones.done)


def test_brief_is_the_sum_of_its_schools() -> None:
    across, found = plans()
    each = [brief(plan, Selection(ON)) for plan in found.values()]
    whole = merge_brief(each, across)
    for field in ("overdue", "overdue_then", "due", "moved", "completed", "waiting"):
        assert getattr(whole, field) == sum(getattr(one, field) for one in each), field
    assert whole.milestones == sum_of(one.milestones for one in each)
    assert not whole.met, "its schools' meetings are on different days"
    assert sum(number for _, number in whole.overdue_by_member) == whole.overdue


def test_the_last_entry_of_each_plan_is_that_of_its_logs() -> None:
    """Read from the files by another reader. What was recorded later than the day asked about does not count."""
    answer = asked()
    recorded = {}
    for member, folder in trust.plan_folders(home()).items():
        logs = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in folder.glob("progress/*.yaml")]
        days = [entry[True] for log in logs for entry in log if True in entry]  # `on` is true to YAML 1.1
        recorded[member] = max((day for day in days if day <= ON), default=None)
    assert {row["member"]: row["last_recorded"] for row in answer["rows"]} == {
        member: day.isoformat() if day else None for member, day in recorded.items()
    }
    assert answer["quiet"] == {"days": 60, "plans": len((*trust.QUIET, trust.NEVER))}


def test_themes_are_those_of_each_plans_areas() -> None:
    across, found = plans()
    late: Counter[str] = Counter()
    numbers: Counter[str] = Counter()
    for plan in found.values():
        assert plan.membership is not None
        own = defaultdict(list)
        for tracked, standing in tracked_in(plan, Selection(ON)):
            for theme in plan.membership.themes_of(tracked.areas) or ("",):
                own[theme].append((tracked, standing))
        for theme, pairs in own.items():
            overdue = totals_of(pairs).overdue.total
            numbers[theme] += overdue
            late[theme] += overdue > 0
    lines = merged("theme").lines
    assert {line.name: (line.overdue, line.overdue_in) for line in lines} == {
        theme: (numbers[theme], late[theme]) for theme in numbers
    }
    assert [line.overdue for line in lines if line.name] == sorted(
        (line.overdue for line in lines if line.name), reverse=True
    )
    assert {line.title for line in lines} <= {*across.themes.values(), "No theme"}


@pytest.mark.parametrize("by", ["member", "phase", "region"])
def test_lines_of_whole_plans_add_up(by: LinesBy) -> None:
    whole = merged(by)
    assert sum(line.plans for line in whole.lines) == len(plans()[0].members)
    assert merge(line.totals for line in whole.lines) == whole.totals


def test_what_a_lead_does_is_a_line_of_roles() -> None:
    lines = {line.name: line for line in merged("role").lines}
    leads = {lead.lead: lead for lead in merged("member").leads}
    assert {name: line.totals for name, line in lines.items()} == {name: lead.totals for name, lead in leads.items()}


def test_costs_do_not_cross_and_ratings_only_where_all_have_one_scheme() -> None:
    answer = asked()
    assert "cost" not in answer
    assert "action_ratings" not in answer
    good, bad = Grade("green", "Well", True, False), Grade("red", "Badly", False, True)
    scheme = (good, bad)
    assert merge_rated([(scheme, [(good, 2)]), (scheme, [(good, 1), (bad, 4)])]) == [(good, 3), (bad, 4)]
    assert merge_rated([(scheme, [(good, 2)]), ((good,), [(good, 1)])]) == []


def test_a_filter_leaves_out_the_plans_that_have_none_of_it() -> None:
    answer = asked("--lead", "CoG")
    assert {row["member"] for row in answer["rows"]} == {
        member for member, plan in plans()[1].items() if plan.role_code("CoG") and _leads(plan, "CoG")
    }


def _leads(plan: Plan, code: str) -> bool:
    return any(code in standing.leads for _, standing in tracked_in(plan, Selection(ON)))


def test_by_says_what_it_can_be() -> None:
    of_many = siplan("--plan", str(home() / "portfolio.yaml"), "status", "--by", "priority")
    assert (of_many.code, of_many.out) == (2, "")
    assert "each plan has its own priorities" in of_many.err
    of_one = siplan("status", "--by", "member")
    assert (of_one.code, of_one.out) == (2, "")


@pytest.mark.parametrize("by", ["member", "theme", "role", "phase"])
@pytest.mark.parametrize("columns", [80, 120])
def test_on_a_terminal(by: LinesBy, columns: int, snapshot: SnapshotAssertion) -> None:
    across, _ = plans()
    question = Question(PlanFacts(across.title, "", ON), Selection(ON), across)
    text = terminal.render(view.VIEW.of(merged(by)).page(question), columns, color=False)
    assert max(len(line) for line in text.splitlines()) <= columns
    assert text == snapshot.use_extension(kept_as("txt"))


def test_the_command_shows_the_same_page() -> None:
    ran = siplan("--plan", str(home() / "portfolio.yaml"), "status", "--as-of", str(ON), "--by", "region")
    across, _ = plans()
    question = Question(PlanFacts(across.title, "", ON), Selection(ON), across)
    assert ran.out == plain.render(view.VIEW.of(merged("region")).page(question))


def test_brief_of_many(snapshot: SnapshotAssertion) -> None:
    with patch.object(options, "today", lambda: ON):
        ran = siplan("--plan", str(home() / "portfolio.yaml"))
    assert ran.code == 0
    assert len(ran.out.splitlines()) <= 12
    assert ran.out == snapshot.use_extension(kept_as("txt"))
