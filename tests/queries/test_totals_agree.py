"""Answers count the same thing everywhere: every query is asked, on many days, and the totals are held together.

What should be counted is counted here once more, by hand, from how each record stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import product
from typing import Any, Final

import pytest

from asking import asked, listed_rows, shipped
from running import siplan
from sample_plan import sample, write_sample
from si_plan.documents import words
from si_plan.documents.blocks import Document, Group, Table
from si_plan.documents.pictures import Figures, Timeline
from si_plan.model.plan import Plan
from si_plan.queries import by_owner, coverage, deadlines, listing, overdue, show, status, timeline, trend
from si_plan.queries.counting import Numbers, StateCounts, Totals, totals_of_rows
from si_plan.queries.export import export
from si_plan.queries.selection import Selection, question_of
from si_plan.reports import document as report_document
from si_plan.reports import phrases
from si_plan.reports.making import report
from si_plan.reports.scope import SECTIONS
from si_plan.reports.workbook.sheets import workbook
from si_plan.returns import asking as returns
from si_plan.state.standing import OPEN_STATES, STATES, Standings
from si_plan.views import export as export_view
from si_plan.views import listing as list_view
from si_plan.views import overdue as overdue_view
from si_plan.views import owner as owner_view
from si_plan.views import states
from sweeping import rest_swept

pytestmark = pytest.mark.slow

PLANS: Final = {"shipped": shipped, "sample": sample}
DAYS: Final = [date(2016, 5, 1) + timedelta(days=74 * number) for number in range(14)]
A_FEW: Final = DAYS[3::5]
HALVES: Final = rest_swept(product(PLANS, (0, 1)), lambda half: half[1] == 0)
"""Each plan on every other day, and in the sweep on the days between."""
KINDS: Final = ("milestone", "stage", "duty", "action")


def counted(plan: Plan, selection: Selection) -> Totals:
    """The totals by hand: of each deliverable the most urgent state, by kind."""
    deliverables: dict[str, tuple[str, int]] = {}
    for tracked, standing in Standings(plan, selection.as_of).all_standings():
        if selection.takes(tracked, standing.leads):
            name = tracked.same_as or tracked.id
            urgency = STATES.index(standing.state)
            deliverables[name] = tracked.kind, min(urgency, deliverables.get(name, ("", 99))[1])
    found = []
    for kind in KINDS:
        states = [STATES[urgency] for its, urgency in deliverables.values() if its == kind]
        found.append(StateCounts(total=len(states), **{state: states.count(state) for state in set(states)}))
    return Totals(*found)


def without_late(totals: Totals) -> Totals:
    return Totals(*(counts._replace(late=0) for counts in totals))


def selections(plan: Plan, day: date) -> Iterable[Selection]:
    yield asked(day)
    yield from (asked(day, lead=role.code) for role in plan.roles)
    yield from (asked(day, area=area.id) for area in plan.areas)
    yield from (asked(day, priority=priority.id) for priority in plan.priorities)


@pytest.mark.parametrize(("which", "half"), HALVES)
def test_every_query_of_what_is_tracked_has_the_same_totals(which: str, half: int) -> None:
    plan = PLANS[which]()
    for day in DAYS[half::2]:
        for selection in selections(plan, day) if day in A_FEW else [asked(day)]:
            _agree(plan, selection)


def _agree(plan: Plan, selection: Selection) -> None:
    question = question_of(plan, selection)
    found = status.status(plan, selection)
    totals = found.totals
    assert without_late(totals) == counted(plan, selection), selection

    late = overdue.overdue(plan, selection)
    assert totals_of_rows(late.rows).numbers == totals.overdue
    assert totals_of_rows(overdue.overdue(plan, selection, every=True).rows).numbers == totals.overdue
    soon = overdue.due(plan, selection, overdue.SOON)
    assert totals_of_rows(soon.rows).numbers == late.soon.numbers

    everything = listed_rows(plan, selection)
    assert totals_of_rows(everything) == totals
    for kind, counts in zip(KINDS, totals, strict=True):
        rows = listed_rows(plan, selection, listing.Filters(kind=kind))
        assert totals_of_rows(rows).numbers.total == counts.total
    assert totals_of_rows(one.row for one in export(plan, selection)) == totals

    for by in ("priority", "action", "milestone"):
        drawn = timeline.timeline(plan, selection, by)
        assert drawn.totals == totals._replace(stages=StateCounts(), duties=StateCounts())
        twice = sum(tracked.same_as is not None and selection.takes(tracked, tracked.leads) for tracked in plan.tracked)
        assert 0 <= sum(lane.counts.total for lane in drawn.lanes) - totals.milestones.total <= twice
    last = trend.trend(plan, selection)[-1]
    milestones = totals.milestones
    assert last[1:] == (
        milestones.total,
        milestones.done,
        milestones.late,
        milestones.open,
        milestones.overdue,
        milestones.cancelled,
    )
    dated = [one.row for one in deadlines.deadlines(plan, selection, timedelta(0)) if one.row.period is None]
    assert totals_of_rows(dated) == totals_of_rows(
        row for row in everything if row.due is not None and not plan.tracked_by_id[row.id].recurs
    )
    assert states.numbers(totals.overdue) in _first_line(overdue_view.page(question, late))
    answer = listing.listed(plan, selection, listing.Filters())
    assert states.numbers(totals.numbers) in _first_line(list_view.page(question, answer))
    answers: list[Any] = [
        list_view.records(question, answer).figures["counts"],
        export_view.records(question, export(plan, selection)).figures["counts"],
    ]
    assert overdue_view.records(question, late).figures["counts"] == totals.overdue._asdict()
    assert answers == [totals.numbers._asdict()] * 2


def _first_line(page: Document) -> str:
    return page.sections[0].title


@pytest.mark.parametrize(("which", "half"), HALVES)
def test_the_parts_have_the_totals_that_a_filter_gives_them(which: str, half: int) -> None:
    plan = PLANS[which]()
    for day in DAYS[2 * half :: 4]:
        whole = status.status(plan, asked(day))
        by_priority = {one.priority: one for one in whole.priorities}
        for priority in plan.priorities:
            alone = status.status(plan, asked(day, priority=priority.id))
            assert by_priority[priority.id].milestones == alone.totals.milestones
            assert by_priority[priority.id].actions == alone.actions
            shown = show.show(plan, asked(day), priority.id).tracked
            assert totals_of_rows(shown) == alone.totals
        for area in coverage.coverage(plan, asked(day)).areas:
            alone = status.status(plan, asked(day, area=area.area))
            milestones = alone.totals.milestones
            assert (area.actions, area.milestones) == (alone.actions.total, milestones.total)
            assert (area.milestones_done, area.milestones_overdue) == (milestones.done, milestones.overdue)
            assert sum(row.actions[area.area] for row in coverage.matrix(plan, asked(day))) == area.actions
        lanes = timeline.timeline(plan, asked(day)).lanes
        states = [lane.state for lane in lanes]
        assert {state: states.count(state) for state in states} == {
            state: number for state, number in whole.actions._asdict().items() if number and state in STATES
        }


@pytest.mark.parametrize(("which", "half"), HALVES)
def test_each_lead_has_the_same_totals_everywhere(which: str, half: int) -> None:
    plan = PLANS[which]()
    for day in DAYS[2 * half :: 4]:
        for line in by_owner.leads(plan, asked(day)):
            selection = asked(day, lead=line.lead)
            alone = status.status(plan, selection)
            assert (line.totals, line.actions) == (alone.totals, alone.actions.total)
            owned = by_owner.owned_by(plan, asked(day), line.lead)
            assert (owned.totals, len(owned.actions)) == (line.totals, line.actions)
            late = {row.same_as or row.id for row in overdue.overdue(plan, selection).rows}
            near = overdue.due(plan, selection, overdue.SOON).rows
            soon = totals_of_rows(row for row in near if (row.same_as or row.id) not in late).numbers
            _told_of_an_owner(owner_view.page(question_of(plan, asked(day)), owned), alone.totals, soon, line.actions)
            wanted = returns.return_for(plan, asked(day), line.lead).rows
            opened = {row.same_as or row.id for row in listed_rows(plan, selection) if row.state in OPEN_STATES}
            assert {one.row.same_as or one.row.id for one in wanted} == opened


def _told_of_an_owner(page: Document, totals: Totals, soon: Numbers, actions: int) -> None:
    """The numbers in the first line, and over each group, are those of the lead's totals; together they are all."""
    figures, table = page.sections[0].parts[:2]
    assert isinstance(figures, str)
    numbers = {
        said: int(number) for number, said in re.findall(r"([0-9]+) (overdue|due|later|done|cancelled)", figures)
    }
    assert numbers["overdue"] == totals.overdue.total
    assert numbers["due"] == soon.total
    assert numbers["done"] == totals.done.total
    assert numbers.get("cancelled", 0) == totals.cancelled.total
    assert sum(numbers.values()) == totals.numbers.total
    assert figures.endswith(f", in {words.count(actions, 'action')}")
    assert isinstance(table, Table)
    groups = dict(row.title.split(": ", 1) for row in table.rows if isinstance(row, Group))
    assert groups.pop("Overdue", "none").startswith(states.numbers(totals.overdue))
    rest = Numbers(*(one.open - late - near for one, late, near in zip(totals, totals.overdue, soon, strict=True)))
    assert groups.pop("Later", "none").startswith(states.numbers(rest))
    assert next(iter(groups.values()), "none").startswith(states.numbers(soon))


@pytest.mark.parametrize("which", PLANS)
def test_a_report_has_them_too_in_all_its_sections_and_sheets(which: str) -> None:
    plan = PLANS[which]()
    for day in DAYS[::3]:
        made, found = report(plan, None, day, sections=SECTIONS), status.status(plan, asked(day))
        assert (made.figures.totals, made.figures.actions) == (found.totals, found.actions)
        assert totals_of_rows(made.overdue).numbers == found.totals.overdue
        assert made.figures.due == totals_of_rows(overdue.due(plan, asked(day), overdue.SOON).rows).numbers
        told = report_document.document(made)
        summary = told.sections[0].parts
        done = found.totals.milestones.done
        assert (f"{done} of the 73 milestones" if done else "none of the 73 milestones") in str(summary[0])
        late = [f"{number} " for number in found.totals.overdue if number]
        assert all(one in str(summary[0]).partition(" overdue")[0] for one in late)
        figures = {one.label: one for part in summary if isinstance(part, Figures) for one in part.figures}
        assert figures["overdue"].number == found.totals.overdue.total
        assert figures["milestones done"].number == found.totals.milestones.done
        assert _timeline_says(told) == found.totals.milestones.total
        assert made.trend[-1].overdue == found.totals.milestones.overdue
        front = workbook(made, told).sections[0].parts
        shown = {one.label: one.number for part in front if isinstance(part, Figures) for one in part.figures}
        assert shown["overdue"] == found.totals.overdue.total
        leads = {one.lead: one for one in by_owner.leads(plan, asked(day))}
        for part in made.leads:
            assert part.totals == leads[part.totals.lead]
            assert states.numbers(part.totals.totals.numbers) in _caption(told, f"lead-{part.totals.lead}")
        shares = [phrases.shares(one.milestones) for one in made.priorities]
        assert sum(number for one in shares for _, number, _ in one) == 74, "the bars of priorities, one counted in two"


def _timeline_says(told: Any) -> int:
    """The number of milestones that the timeline's sentence gives; what is drawn besides is said to be the same."""
    (drawn,) = (part for one in told.sections for part in one.parts if isinstance(part, Timeline))
    number = int(re.match("([0-9]+) milestones", drawn.summary)[1])  # type: ignore[index]
    twice = re.findall(r"([0-9.]+) is the same as", drawn.summary)
    moments = [moment.id for lane in drawn.lanes for moment in lane.moments]
    assert len(moments) - len(twice) == number
    (table,) = (
        part for one in told.sections for part in one.parts if isinstance(part, Table) and part.name == "by-month"
    )
    listed = [name for row in table.rows for cell in row.cells[1:] for name in cell.ids]  # type: ignore[union-attr]
    assert sorted(listed) == sorted(moments)
    return number


def _caption(told: Any, name: str) -> str:
    (caption,) = (
        part.caption for one in told.sections for part in one.parts if isinstance(part, Table) and part.name == name
    )
    return str(caption)


# What the issue saw, in the words that people read.


def test_what_stands_twice_is_one_overdue_milestone() -> None:
    first, *lines = siplan("overdue", "--as-of", "2017-02-01").out.splitlines()
    rows = [line for line in lines if line[0].isdigit()]
    assert len([row for row in rows if row.startswith(("1.3.1 ", "2.1.1 "))]) == 2
    assert "(the same as 1.3.1)" in next(row for row in rows if row.startswith("2.1.1 "))
    said = siplan("status", "--as-of", "2017-02-01").out
    late = [
        int(re.search(told, said, re.MULTILINE)[1])  # type: ignore[index]
        for told in (
            r"^All .* ([0-9]+) +[0-9]+ of 73 ",
            r"^Also tracked: .*\b[0-9]+ stages, ([0-9]+) overdue",
            r"^Also tracked: .*\b[0-9]+ duties, ([0-9]+) overdue",
        )
    ]
    assert re.search(rf"^{sum(late)} overdue ", said, re.MULTILINE)
    assert first == f"Overdue on 1 February 2017: {states.numbers(Numbers(*late))}, in {sum(late) + 1} rows"
    assert len(rows) == sum(late) + 1


def test_what_a_lead_owes_is_named_by_kind_years_later() -> None:
    lines = siplan("by-owner", "HSI", "--as-of", "2019-02-01").out.splitlines()
    assert lines[1] == "29 overdue · 0 due by 3 Mar 2019 · 2 later · 0 done, in 16 actions"
    assert [line for line in lines if re.match("[A-Z][a-z ]+: ", line)] == [
        "Overdue: 26 milestones, 2 stages, 1 duty, in 30 rows",
        "Later: 1 milestone, 1 action as a whole",
    ]


def test_the_pages_timeline_adds_to_what_its_figures_say(tmp_path: Any) -> None:
    ran = siplan(
        "report",
        "--full",
        "--as-of",
        "2017-03-01",
        "--out",
        str(tmp_path / "report.md"),
        plan=write_sample(tmp_path / "plan"),
    )
    assert ran.code == 0, ran.err
    text = (tmp_path / "report.md").read_text("utf-8")
    assert re.search("of the 73 milestones are done", text)
    assert "73 milestones by priority and by the month" in text
    assert "74 milestones" not in text


def test_nothing_is_none() -> None:
    assert states.numbers(Numbers()) == "none"
    assert states.numbers(Numbers(15, 1, 1, 1)) == "15 milestones, 1 stage, 1 duty, 1 action as a whole"
    assert states.numbers(Numbers(1, 0, 2, 2)) == "1 milestone, 2 duties, 2 actions as a whole"
