"""How much there is of everything, counted by hand in the published document of 3 June 2016."""

from __future__ import annotations

from asking import asked, listed_rows, shipped
from si_plan.queries import coverage, listing, measures, status

# Priority: the numbers of its actions, of the points listed under them, milestones and success statements.
DOCUMENT = {
    "1": (6, 6, 14, 3),
    "2": (6, 4, 9, 5),
    "3": (2, 4, 5, 3),
    "4": (5, 9, 8, 1),
    "5": (3, 0, 9, 2),
    "6": (4, 12, 13, 2),
    "7": (5, 4, 8, 3),
    "8": (3, 0, 8, 3),
}
# The milestones of each action, bullets of its last cell; rows over two pages are one.
MILESTONES = {
    "1.1": 4, "1.2": 3, "1.3": 1, "1.4": 1, "1.5": 1, "1.6": 4,
    "2.1": 1, "2.2": 1, "2.3": 1, "2.4": 3, "2.5": 1, "2.6": 2,
    "3.1": 3, "3.2": 2,
    "4.1": 2, "4.2": 2, "4.3": 2, "4.4": 0, "4.5": 2,
    "5.1": 4, "5.2": 3, "5.3": 2,
    "6.1": 3, "6.2": 5, "6.3": 2, "6.4": 3,
    "7.1": 1, "7.2": 1, "7.3": 3, "7.4": 2, "7.5": 1,
    "8.1": 3, "8.2": 2, "8.3": 3,
}  # fmt: skip
# "Ofsted areas of improvement", from the head of each priority's table.
AREAS = {
    "1": ("A2", "A3"),
    "2": ("A1",),
    "3": ("A1", "A2"),
    "4": ("A1",),
    "5": ("A1", "A2", "A4"),
    "6": ("A1",),
    "7": ("A4", "A5"),
    "8": ("A1",),
}


def test_each_priority_has_what_its_table_has() -> None:
    found = {
        priority.id: (
            len(priority.actions),
            sum(len(action.steps) for action in priority.actions),
            sum(len(action.milestones) for action in priority.actions),
            len(priority.success),
        )
        for priority in shipped().priorities
    }
    assert found == DOCUMENT


def test_each_action_has_its_bullets_as_milestones() -> None:
    assert {action.id: len(action.milestones) for _, action in shipped().actions()} == MILESTONES


def test_whole_plan() -> None:
    actions, steps, milestones, success = (sum(row[place] for row in DOCUMENT.values()) for place in range(4))
    assert (actions, steps, milestones, success) == (34, 39, 74, 22)
    plan = shipped()
    assert len(list(plan.actions())) == 34
    assert sum(len(action.milestones) for _, action in plan.actions()) == 74


def test_what_is_listed_is_milestones_and_the_two_actions_that_have_dates_besides() -> None:
    rows = listed_rows(shipped(), asked())
    assert sum(row.kind == "milestone" for row in rows) == 74
    assert [row.id for row in rows if row.kind == "action"] == ["4.4", "8.2"]


def test_reference_lists() -> None:
    plan = shipped()
    assert [area.id for area in plan.areas] == ["A1", "A2", "A3", "A4", "A5"]
    assert {priority.id: priority.areas for priority in plan.priorities} == AREAS
    assert [role.code for role in plan.roles if role.in_glossary] == [
        "DCS", "DDCS", "HSI", "HI", "HSPR", "SIO", "PCM", "SIM", "EGM", "CM", "PTSA",
    ]  # fmt: skip
    assert plan.details.vision is not None
    assert len(plan.details.vision.means) == 5
    assert len(plan.details.audiences) == 4  # action 7.2's four bodies


def test_success_measures_and_their_targets() -> None:
    rows = measures.measures(shipped(), asked())
    targets = {"M1": 3, "M2": 3, "M3": 2, "M4": 2, "M5": 1, "M6": 1, "M7": 2, "M8": 1}
    assert {row.measure.id: len(row.measure.targets) for row in rows} == targets
    assert len(rows) == 15
    assert all(row.reading is None for row in rows), "the document reports no progress"


def test_coverage_counts_each_areas_actions_and_milestones() -> None:
    rows = coverage.coverage(shipped(), asked()).areas
    assert {row.area: row.actions for row in rows} == {"A1": 23, "A2": 11, "A3": 6, "A4": 8, "A5": 5}
    assert {row.area: row.milestones for row in rows} == {"A1": 52, "A2": 28, "A3": 14, "A4": 17, "A5": 8}
    for row in rows:
        assert row.priorities == tuple(number for number, areas in AREAS.items() if row.area in areas)
        assert row.milestones_done == 0


def test_only_the_ongoing_outcome_of_2_3_has_no_date() -> None:
    assert [row.id for row in listed_rows(shipped(), asked(), listing.Filters(state="undated"))] == ["2.3.1"]
    undated = {row.area: row.milestones_undated for row in coverage.coverage(shipped(), asked()).areas}
    assert undated == {"A1": 1, "A2": 0, "A3": 0, "A4": 0, "A5": 0}


def test_matrix_has_the_actions_of_each_priority_under_its_areas() -> None:
    rows = coverage.matrix(shipped(), asked())
    assert {row.priority: row.actions for row in rows} == {
        number: {area: DOCUMENT[number][0] if area in areas else 0 for area in ("A1", "A2", "A3", "A4", "A5")}
        for number, areas in AREAS.items()
    }


def test_status_adds_up() -> None:
    found = status.status(shipped(), asked())
    assert found.actions.total == 34
    assert found.totals.milestones.total == 73, "1.3's model for peer assessment stands in 2.1 too"
    assert {one.priority: (one.actions.total, one.milestones.total) for one in found.priorities} == {
        number: (actions, milestones) for number, (actions, _, milestones, _) in DOCUMENT.items()
    }


def test_the_model_for_peer_assessment_counts_once_in_a_total_and_is_listed_twice() -> None:
    plan = shipped()
    rows = listed_rows(plan, asked(), listing.Filters(words=("local", "peer", "assessment", "model")))
    assert [(row.id, row.same_as) for row in rows] == [("1.3.1", None), ("2.1.1", "1.3.1")]
    apart = {one.priority: one.milestones.total for one in status.status(plan, asked()).priorities}
    assert sum(apart.values()) == 74, "each priority counts it, for it stands in both"


def test_stages_and_duties_are_the_other_lines_of_when() -> None:
    tracked = shipped().tracked
    assert {one.id: one.when for one in tracked if one.kind == "stage"} == {
        "1.1.S1": "Embryonic partnership by Sept 2016",
        "1.1.S2": "Fully developed by Jan 2017",
        "1.2.S1": "Fully developed from Sept 2017",
        "1.5.S1": "Fully developed from Sept 2017",
        "5.1.S1": "Fully developed by Sept 2017",
    }
    assert {one.id: one.when for one in tracked if one.kind == "duty"} == {
        "2.2.D1": "Half termly SAM meetings",
        "5.2.D1": "Termly",
        "6.1.D1": "Termly messages to parents",
        "7.4.D1": "Annual review",
        "7.4.D2": "termly monitoring",
    }
