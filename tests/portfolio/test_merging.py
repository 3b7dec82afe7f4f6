"""The answer of a portfolio is what the answers of its plans add up to, for every query; and of one plan, its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest

import trust
from si_plan.model.membership import Membership
from si_plan.model.plan import Plan
from si_plan.portfolio.file import portfolio_source, read_portfolio
from si_plan.portfolio.member_plan import plan_of
from si_plan.portfolio.members import portfolio_of
from si_plan.queries import overdue, slippage
from si_plan.queries.across import Across, MemberFacts
from si_plan.queries.selection import PlanFacts, Question, Selection, UnknownNameError, question_of, select
from si_plan.views import View
from si_plan.views import due as due_view
from si_plan.views import overdue as overdue_view
from si_plan.views import slippage as slippage_view

ON = trust.BOARD
_FOLDER = TemporaryDirectory(prefix="siplan-merging-")

Json = dict[str, Any]


class Asked(NamedTuple):
    """A query with a merge: its functions, other arguments, and its view."""

    find: Callable[..., Any]
    merge: Callable[..., Any]
    view: View[Any]
    arguments: tuple[Any, ...] = ()
    options: Mapping[str, Any] = {}


QUERIES: dict[str, Asked] = {
    "overdue": Asked(overdue.overdue, overdue.merge_overdue, overdue_view.VIEW),
    "overdue, every one": Asked(overdue.overdue, overdue.merge_overdue, overdue_view.VIEW, options={"every": True}),
    "overdue by lead": Asked(overdue.overdue, overdue.merge_overdue, overdue_view.VIEW, options={"by": "lead"}),
    "due": Asked(overdue.due, overdue.merge_due, due_view.VIEW, (timedelta(days=30),)),
    "due by lead": Asked(overdue.due, overdue.merge_due, due_view.VIEW, (timedelta(days=30),), {"by": "lead"}),
    "slippage": Asked(slippage.slippage, slippage.merge_slippage, slippage_view.VIEW),
    "slippage by lead": Asked(slippage.slippage, slippage.merge_slippage, slippage_view.VIEW, options={"by": "lead"}),
}
EVERY = pytest.mark.parametrize("name", QUERIES)


class Trust(NamedTuple):
    """The trust's plans on the board's day as they cross, by the ids of their members, and what is known of it."""

    plans: dict[str, Plan]
    across: Across


@cache
def the_trust() -> Trust:
    folder = Path(_FOLDER.name)
    trust.write_trust(folder)
    file, findings, _ = read_portfolio(portfolio_source(folder / "portfolio.yaml", "portfolio.yaml"))
    assert file is not None, findings
    portfolio = portfolio_of(file, folder)
    plans = {one.facts.id: plan_of(one, internal=False).on(ON) for one in portfolio.members}
    facts = (
        one.facts._replace(name=one.facts.name or plans[one.facts.id].details.authority) for one in portfolio.members
    )
    return Trust(plans, Across(portfolio.title, {one.id: one for one in facts}, portfolio.themes))


def parts_of(asked: Asked, **filters: Any) -> dict[str, Any]:
    """What each plan that knows the names answers."""
    return dict(_parts(asked, filters))


def _parts(asked: Asked, filters: Json) -> Iterator[tuple[str, Any]]:
    for member, plan in the_trust().plans.items():
        try:
            yield member, asked.find(plan, select(plan, ON, **filters), *asked.arguments, **asked.options)
        except UnknownNameError:
            continue


def of_portfolio(asked: Asked, **filters: Any) -> Json:
    """The portfolio's answer, as JSON says it."""
    across = the_trust().across
    found = asked.merge(list(parts_of(asked, **filters).values()), across)
    return said(asked, Question(PlanFacts(across.title, "", ON), Selection(ON, **filters), across), found)


def of_each(asked: Asked, **filters: Any) -> dict[str, Json]:
    """The answer of each plan by itself, which knows of no portfolio, as JSON says it."""
    alone = {member: replace(plan, membership=None) for member, plan in the_trust().plans.items()}
    return {
        member: said(asked, question_of(plan, on), asked.find(plan, on, *asked.arguments, **asked.options))
        for member, plan in alone.items()
        for on in [select(plan, ON, **filters)]
    }


def said(asked: Asked, question: Question, result: Any) -> Json:
    found = asked.view.records(question, result)
    return {**found.figures, "rows": found.as_json}


def rows_of(answers: Mapping[str, Json], of: str = "rows") -> list[Json]:
    """The rows of single answers as a portfolio has them: each with its member."""
    return [{"member": member, **row} for member, answer in answers.items() for row in answer.get(of, ())]


def alike(rows: list[Json]) -> list[str]:
    """Rows to compare, in whatever order; their themes, which only a portfolio knows, apart."""
    return sorted(repr({key: row[key] for key in sorted(row) if key != "themes"}) for row in rows)


def summed(answers: Mapping[str, Json], of: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for answer in answers.values():
        found.update(answer[of])
    return found


@EVERY
def test_merging_the_answer_of_one_plan_changes_nothing(name: str) -> None:
    asked = QUERIES[name]
    for part in parts_of(asked).values():
        assert asked.merge([part], None) == part


@EVERY
def test_the_rows_of_the_portfolio_are_those_of_its_plans(name: str) -> None:
    asked = QUERIES[name]
    many, each = of_portfolio(asked), of_each(asked)
    assert len(each) == 30
    assert many["rows"]
    assert alike(many["rows"]) == alike(rows_of(each))


@pytest.mark.parametrize("name", [name for name in QUERIES if "every" not in name])
def test_the_numbers_of_the_portfolio_are_those_of_its_plans_added_up(name: str) -> None:
    many, each = of_portfolio(QUERIES[name]), of_each(QUERIES[name])
    assert sum(many["counts"].values()) > 0
    assert +Counter(many["counts"]) == +summed(each, "counts")
    for figure in {"due_soon"} & many.keys():
        assert many[figure] == sum(answer[figure] for answer in each.values())


@pytest.mark.parametrize("name", ["overdue by lead", "due by lead", "slippage by lead"])
def test_what_a_lead_has_in_the_portfolio_is_what_that_lead_has_in_its_plans(name: str) -> None:
    many, each = of_portfolio(QUERIES[name]), of_each(QUERIES[name])
    counts: dict[str, Counter[str]] = {}
    records: dict[str, set[tuple[str, str]]] = {}
    for member, answer in each.items():
        for group in answer["groups"]:
            counts.setdefault(group["name"], Counter()).update(group["counts"])
            records.setdefault(group["name"], set()).update((member, identity) for identity in group["ids"])
    assert len(counts) > 5
    assert {group["name"]: +Counter(group["counts"]) for group in many["groups"]} == {
        name: +own for name, own in counts.items()
    }
    assert {
        group["name"]: {(one["member"], one["id"]) for one in group["records"]} for group in many["groups"]
    } == records


@pytest.mark.parametrize("name", ["overdue", "slippage"])
@pytest.mark.parametrize("by", ["member", "theme", "phase", "region"])
def test_groups_that_only_a_portfolio_has_hold_every_row(name: str, by: str) -> None:
    many = of_portfolio(QUERIES[name]._replace(options={"by": by}))
    across = the_trust().across
    slipped = [row for row in many["rows"] if row.get("outcome", "slipped") == "slipped"]
    expected: dict[str | None, list[tuple[str, str]]] = {}
    for row in slipped:
        facts = across.members[row["member"]]
        names = {"member": [facts.id], "theme": row["themes"], "phase": [facts.phase], "region": [facts.region]}[by]
        for one in names or [None]:
            expected.setdefault(one, []).append((row["member"], row["id"]))
    assert len(expected) > 1
    found = {group["name"]: [(one["member"], one["id"]) for one in group["records"]] for group in many["groups"]}
    assert found == expected
    order = [group["name"] for group in many["groups"]]
    if by == "theme":
        assert order == [theme for theme in (*across.themes, None) if theme in expected]
    elif by == "member":
        size = "days" if name == "slippage" else None
        sizes = [group["counts"][size] if size else len(group["records"]) for group in many["groups"]]
        assert sizes == sorted(sizes, reverse=True)
    else:
        assert order == sorted(order)


def test_totals_of_slips_add_up_by_lead_and_by_member() -> None:
    many, each = of_portfolio(QUERIES["slippage"]), of_each(QUERIES["slippage"])
    figures = ("records", "times", "days", "brought_forward")
    by_lead: dict[str, Counter[str]] = {}
    by_member: dict[str, Counter[str]] = {}
    for member, answer in each.items():
        for row in answer["by_lead"]:
            by_lead.setdefault(row["name"], Counter()).update({figure: row[figure] for figure in figures})
        for row in answer["by_priority"]:
            by_member.setdefault(member, Counter()).update({figure: row[figure] for figure in figures})
    for of, expected in (("by_lead", by_lead), ("by_member", by_member)):
        assert {row["name"]: +Counter({figure: row[figure] for figure in figures}) for row in many[of]} == {
            name: +own for name, own in expected.items()
        }
        assert [row["days"] for row in many[of]] == sorted((row["days"] for row in many[of]), reverse=True)
    assert "by_priority" not in many


@EVERY
def test_a_lead_whom_few_plans_know_has_rows_in_these_alone(name: str) -> None:
    knows = {member for member, plan in the_trust().plans.items() if plan.role_code("EHT") is not None}
    assert 0 < len(knows) < 10
    parts = parts_of(QUERIES[name], lead="EHT")
    assert set(parts) == knows
    many = of_portfolio(QUERIES[name], lead="EHT")
    assert {row["member"] for row in many["rows"]} <= knows
    every = of_portfolio(QUERIES[name])["rows"]
    assert alike(many["rows"]) == alike([row for row in every if "EHT" in row["leads"]])


@EVERY
def test_a_theme_takes_what_answers_any_of_its_areas(name: str) -> None:
    many = of_portfolio(QUERIES[name], area="attendance")["rows"]
    every = of_portfolio(QUERIES[name])["rows"]
    assert many
    assert alike(many) == alike([row for row in every if "attendance" in row["themes"]])


def test_one_id_in_two_plans_is_two_deliverables() -> None:
    """Two plans that are alike to the last letter count twice what one of them counts."""
    plan = next(iter(the_trust().plans.values()))
    one, other = (replace(plan, membership=Membership(member, {})) for member in ("one", "other"))
    across = Across("Two", {"one": MemberFacts("one", "One"), "other": MemberFacts("other", "Other")}, {})
    for asked in QUERIES.values():
        single = asked.find(replace(plan, membership=None), Selection(ON), *asked.arguments, **asked.options)
        twice = [asked.find(part, Selection(ON), *asked.arguments, **asked.options) for part in (one, other)]
        question = Question(PlanFacts("Two", "", ON), Selection(ON), across)
        many = said(asked, question, asked.merge(twice, across))
        alone = said(asked, question_of(plan, Selection(ON)), single)
        assert len(many["rows"]) == 2 * len(alone["rows"])
        for number, of_two in many.get("counts", {}).items():
            assert of_two == 2 * alone["counts"][number]
