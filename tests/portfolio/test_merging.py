"""The answer of a portfolio is what the answers of its plans add up to, for every query; and of one plan, its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest

import trust
from si_plan.formats import plain, terminal
from si_plan.model.membership import Membership
from si_plan.model.plan import Plan
from si_plan.portfolio.file import portfolio_source, read_portfolio
from si_plan.portfolio.member_plan import plan_of
from si_plan.portfolio.members import portfolio_of
from si_plan.queries import by_owner, coverage, gaps, listing, measures, overdue, slippage, trend
from si_plan.queries.across import Across, MemberFacts, merge_lists, titles_of
from si_plan.queries.selection import PlanFacts, Question, Selection, UnknownNameError, question_of, select
from si_plan.views import View
from si_plan.views import coverage as areas_view
from si_plan.views import due as due_view
from si_plan.views import gaps as gaps_view
from si_plan.views import leads as leads_view
from si_plan.views import listing as listing_view
from si_plan.views import measures as measures_view
from si_plan.views import overdue as overdue_view
from si_plan.views import owner as owner_view
from si_plan.views import slippage as slippage_view
from si_plan.views import themes as themes_view
from si_plan.views import trend as trend_view

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


SOON = timedelta(days=30)
WORDS = listing.Filters(words=("school",))
ROWS: dict[str, Asked] = {
    "overdue": Asked(overdue.overdue, overdue.merge_overdue, overdue_view.VIEW),
    "overdue, every one": Asked(overdue.overdue, overdue.merge_overdue, overdue_view.VIEW, options={"every": True}),
    "overdue by lead": Asked(overdue.overdue, overdue.merge_overdue, overdue_view.VIEW, options={"by": "lead"}),
    "due": Asked(overdue.due, overdue.merge_due, due_view.VIEW, (SOON,)),
    "due by lead": Asked(overdue.due, overdue.merge_due, due_view.VIEW, (SOON,), {"by": "lead"}),
    "slippage": Asked(slippage.slippage, slippage.merge_slippage, slippage_view.VIEW),
    "slippage by lead": Asked(slippage.slippage, slippage.merge_slippage, slippage_view.VIEW, options={"by": "lead"}),
    "list": Asked(listing.listed, merge_lists, listing_view.VIEW, (listing.Filters(),)),
    "list of words": Asked(listing.listed, merge_lists, listing_view.VIEW, (WORDS,)),
    "measures": Asked(measures.measures, merge_lists, measures_view.VIEW),
    "gaps": Asked(gaps.gaps, gaps.merge_gaps, gaps_view.VIEW),
    "by-owner of one": Asked(by_owner.owned_by, by_owner.merge_owned, owner_view.VIEW, ("HT",)),
}
"""The queries whose rows are each of a member."""
SUMS: dict[str, Asked] = {
    "coverage": Asked(coverage.coverage, coverage.merge_coverage, themes_view.VIEW),
    "by-owner": Asked(by_owner.leads, by_owner.merge_leads, leads_view.VIEW),
    "trend": Asked(trend.trend, trend.merge_trend, trend_view.VIEW, ("month", date(2025, 9, 1))),
}
"""Those whose rows are of all members."""
QUERIES: dict[str, Asked] = {**ROWS, **SUMS}
EVERY = pytest.mark.parametrize("name", QUERIES)
WITH_ROWS = pytest.mark.parametrize("name", ROWS)


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
    """The answer of each plan by itself, which knows of no portfolio, as JSON says it; of those that know the names."""
    return dict(_each(asked, filters))


def _each(asked: Asked, filters: Json) -> Iterator[tuple[str, Json]]:
    for member, plan in alone().items():
        try:
            on = select(plan, ON, **filters)
            found = asked.find(plan, on, *asked.arguments, **asked.options)
        except UnknownNameError:
            continue
        yield member, said(asked, question_of(plan, on), found)


@cache
def alone() -> dict[str, Plan]:
    """The plans, which know of no portfolio."""
    return {member: replace(plan, membership=None) for member, plan in the_trust().plans.items()}


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
@pytest.mark.parametrize("size", [1, 7, 29])
def test_many_answers_may_be_merged_in_blocks(name: str, size: int) -> None:
    asked, across = QUERIES[name], the_trust().across
    parts = list(parts_of(asked).values())
    blocks = [asked.merge(parts[place : place + size], across) for place in range(0, len(parts), size)]
    assert asked.merge(blocks, across) == asked.merge(parts, across)


@WITH_ROWS
def test_the_rows_of_the_portfolio_are_those_of_its_plans(name: str) -> None:
    asked = QUERIES[name]
    many, each = of_portfolio(asked), of_each(asked)
    assert len(each) > 20
    assert len({row["member"] for row in many["rows"]}) > 5
    assert alike(many["rows"]) == alike(rows_of(each))


@pytest.mark.parametrize("name", [name for name in ROWS if name not in ("overdue, every one", "measures", "gaps")])
def test_the_numbers_of_the_portfolio_are_those_of_its_plans_added_up(name: str) -> None:
    many, each = of_portfolio(QUERIES[name]), of_each(QUERIES[name])
    assert sum(many["counts"].values()) > 0
    assert +Counter(many["counts"]) == +summed(each, "counts")
    for figure in {"due_soon"} & many.keys():
        assert many[figure] == sum(answer[figure] for answer in each.values())
    for figure in {"overdue", "done", "cancelled"} & many.keys():
        assert +Counter(many[figure]) == +summed(each, figure)


def test_verdicts_on_targets_add_up() -> None:
    many, each = of_portfolio(ROWS["measures"]), of_each(ROWS["measures"])
    assert +Counter(many["verdicts"]) == +summed(each, "verdicts")
    assert many["verdicts"]["off"] > 0


@EVERY
def test_a_narrow_terminal_shows_a_table_with_the_members_in_front(name: str) -> None:
    asked, across = QUERIES[name], the_trust().across
    question = Question(PlanFacts(across.title, "", ON), Selection(ON), across)
    page = asked.view.of(asked.merge(list(parts_of(asked).values()), across)).page(question)
    lines = terminal.render(page, 80, color=False).splitlines()
    assert plain.render(page), "which wants a cell for each column"
    heading = " ".join(lines[: next(place for place, line in enumerate(lines) if line.startswith("──"))])
    assert "in 30 plans of Merrowfen Learning Trust" in heading
    assert max(map(len, lines)) <= 80
    ids = {member for member in across.members if any(line.startswith(f"{member} ") for line in lines)}
    assert (len(ids) > 5) == (name in ROWS), "one row below the other, the lines begin with their headings"


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


@WITH_ROWS
def test_a_lead_whom_few_plans_know_has_rows_in_these_alone(name: str) -> None:
    knows = {member for member, plan in alone().items() if plan.role_code("EHT") is not None}
    assert 0 < len(knows) < 10
    asked = ROWS[name]
    assert set(parts_of(asked, lead="EHT")) == knows & set(of_each(asked))
    many, each = of_portfolio(asked, lead="EHT"), of_each(asked, lead="EHT")
    assert {row["member"] for row in many["rows"]} <= knows
    assert alike(many["rows"]) == alike(rows_of(each))


@WITH_ROWS
def test_a_theme_takes_what_answers_any_of_its_areas(name: str) -> None:
    many = of_portfolio(ROWS[name], area="attendance")["rows"]
    every = of_portfolio(ROWS[name])["rows"]
    assert many
    expected = alike([row for row in every if "attendance" in row["themes"]])
    if name == "by-owner of one":  # an action with what of it answers the theme: its parts have no areas of their own
        assert {(row["member"], row["id"]) for row in many} == {
            (row["member"], row["id"]) for row in every if "attendance" in row["themes"]
        }
    else:
        assert alike(many) == expected


def test_leads_add_up_by_code() -> None:
    many, each = of_portfolio(SUMS["by-owner"]), of_each(SUMS["by-owner"])
    expected: dict[str | None, Counter[str]] = {}
    members: dict[str | None, list[str]] = {}
    for member, answer in each.items():
        for row in answer["rows"]:
            numbers = {name: number for name, number in row.items() if isinstance(number, int)}
            expected.setdefault(row["lead"], Counter()).update({**numbers, **row["milestones_by_state"]})
            members.setdefault(row["lead"], []).extend([member] if row["actions"] else [])
    assert len(expected) > 10
    for row in many["rows"]:
        own = expected.pop(row["lead"])
        for name, number in {**row, **row["milestones_by_state"]}.items():
            if isinstance(number, int):
                assert number == own[name]
        assert row["members"] == members[row["lead"]]
        assert (row["state"], row["since"], row["successor"]) == (None, None, None)
    assert expected == {}


def test_where_one_code_is_two_roles_both_titles_are_said() -> None:
    both = list(the_trust().plans.items())[:2]
    parts = []
    for title, (_, plan) in zip(("Headteacher", "Head of Therapy"), both, strict=True):
        role = next(one for one in plan.roles if one.code == "HT").model_copy(update={"title": title})
        parts.append(replace(plan, roles=tuple(role if one.code == "HT" else one for one in plan.roles)))
    across, on = the_trust().across, Selection(ON)
    titles = "Headteacher / Head of Therapy"
    found = by_owner.merge_leads([by_owner.leads(plan, on) for plan in parts], across)
    assert [lead.title for lead in found if lead.lead == "HT"] == [titles]
    assert by_owner.merge_owned([by_owner.owned_by(plan, on, "HT") for plan in parts], across).title == titles
    slipped = slippage.merge_slippage([slippage.slippage(plan, on, "lead") for plan in parts], across)
    assert [lead.title for lead in slipped.leads if lead.name == "HT"] == [titles]
    assert slipped.grouping is not None
    assert slipped.grouping.titles["HT"] == titles


def test_titles_are_the_same_in_whatever_blocks_they_are_merged() -> None:
    called = [("HT", title) for title in ("Head", "head", "Head of School", "Principal", "Executive", "Head", "Lead")]
    whole = titles_of(called)
    assert whole == {"HT": "Head / Head of School / Principal / …"}
    for first in range(1, len(called)):
        blocks = [titles_of(called[:first]), titles_of(called[first:])]
        assert titles_of(titled for block in blocks for titled in block.items()) == whole


def test_a_trend_adds_up_by_day() -> None:
    many, each = of_portfolio(SUMS["trend"]), of_each(SUMS["trend"])
    assert len(many["rows"]) == 7
    for place, row in enumerate(many["rows"]):
        own = [answer["rows"][place] for answer in each.values()]
        assert {one["on"] for one in own} == {row["on"]}
        for name in row.keys() - {"on"}:
            assert row[name] == sum(one[name] for one in own)
    assert many["rows"][-1]["overdue"] > many["rows"][0]["overdue"] > 0


def test_what_answers_a_theme_is_what_answers_its_areas_each_deliverable_once() -> None:
    """Where a theme has one area of a plan, its numbers are those of the area; where several, of what they have."""
    many, each = of_portfolio(SUMS["coverage"]), of_each(SUMS["coverage"]._replace(view=areas_view.VIEW))
    listed, late = of_portfolio(ROWS["list"])["rows"], of_portfolio(ROWS["overdue"])["rows"]
    several = 0
    for row in many["rows"]:
        theme, mapped = row["theme"], Counter[str]()
        about = [one for one in listed if theme in one["themes"]]
        once = {(one["member"], one["same_as"] or one["id"]) for one in about if one["kind"] == "milestone"}
        assert row["milestones"] == len(once)
        assert row["actions"] == len({(one["member"], one["action"]) for one in about})
        assert set(row["answered_in"]) == {one["member"] for one in about}
        assert set(row["late_in"]) == {one["member"] for one in late if theme in one["themes"]}
        of_areas = Counter[str]()
        for member, answer in each.items():
            themes = the_trust().plans[member].membership
            assert themes is not None
            own = [one for one in answer["rows"] if themes.themes.get(one["area"]) == theme]
            mapped[member] = len(own)
            for one in own:
                of_areas.update({name: number for name, number in one.items() if isinstance(number, int)})
        assert row["members"] == [member for member, areas in mapped.items() if areas]
        names = ("milestones", "milestones_done", "milestones_overdue", "milestones_undated")
        if max(mapped.values()) == 1:
            assert {name: row[name] for name in names} == {name: of_areas[name] for name in names}
        else:
            several += row["milestones"] < of_areas["milestones"]
    assert several, "some milestone answers two areas of one theme"


def test_coverage_says_what_has_no_theme_and_what_nobody_answers() -> None:
    across = the_trust().across._replace(themes={**the_trust().across.themes, "music": "Music"})
    found = coverage.merge_coverage(found_parts(), across)
    assert [row.theme for row in found.themes] == list(across.themes)
    assert found.themes[-1]._replace(title="") == coverage.ThemeCoverage("music", "")
    question = Question(PlanFacts(across.title, "", ON), Selection(ON), across)
    shown = plain.render(themes_view.page(question, found))
    assert "No plan answers music." in shown
    assert "Not counted here: 3 areas of 3 plans, without a theme." in shown
    none = across._replace(themes={})
    question = question._replace(across=none)
    shown = plain.render(themes_view.page(question, coverage.merge_coverage(found_parts(), none)))
    assert "lists no themes" in shown
    assert "areas: {A1: attendance}" in shown


def found_parts() -> list[coverage.Coverage]:
    return list(parts_of(SUMS["coverage"]).values())


def test_one_id_in_two_plans_is_two_deliverables() -> None:
    """Two plans that are alike to the last letter count twice what one of them counts."""
    plan = the_trust().plans["cobblemere-primary"]
    one, other = (replace(plan, membership=Membership(member, {})) for member in ("one", "other"))
    across = Across("Two", {"one": MemberFacts("one", "One"), "other": MemberFacts("other", "Other")}, {})
    for asked in ROWS.values():
        single = asked.find(replace(plan, membership=None), Selection(ON), *asked.arguments, **asked.options)
        twice = [asked.find(part, Selection(ON), *asked.arguments, **asked.options) for part in (one, other)]
        question = Question(PlanFacts("Two", "", ON), Selection(ON), across)
        many = said(asked, question, asked.merge(twice, across))
        own = said(asked, question_of(plan, Selection(ON)), single)
        assert len(many["rows"]) == 2 * len(own["rows"])
        for number, of_two in many.get("counts", {}).items():
            assert of_two == 2 * own["counts"][number]
