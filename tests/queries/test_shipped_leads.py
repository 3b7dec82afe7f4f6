"""Who leads what, from the Who column of the published document."""

from __future__ import annotations

import pytest

from asking import asked, shipped
from si_plan.errors import UsageError
from si_plan.queries import by_owner
from si_plan.queries.selection import known_lead, select

ACTIONS = {
    "DCS": ["1.1", "7.1", "7.2", "7.4", "7.5"],
    "DDCS": ["1.1", "1.3", "1.6", "2.1", "2.4", "3.2", "6.4", "7.3"],
    "HSI": [
        "1.2", "1.3", "1.4", "1.5", "1.6", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "3.1", "4.1", "4.2", "4.3", "4.4",
    ],
    "HI": ["4.5", "6.1", "6.2", "6.3", "6.4"],
    "HSPR": [],
    "SIO": [],
    "PCM": ["8.1", "8.2", "8.3"],
    "SIM": ["1.2", "5.1", "5.2", "5.3"],
    "EGM": ["1.6", "8.1"],
    "CM": ["7.1", "7.5"],
    "PTSA": ["1.5", "4.1", "4.2"],
    "CP": ["1.5", "4.2"],
}  # fmt: skip
# Their milestones, the one that stands in 1.3 and 2.1 counted once.
MILESTONES = {
    "DCS": 4 + 1 + 1 + 2 + 1,
    "DDCS": 4 + 1 + 4 + 3 + 2 + 2 + 3,
    "HSI": 3 + 1 + 1 + 1 + 4 + 1 + 1 + 3 + 1 + 2 + 3 + 2 + 2 + 2,
    "HI": 2 + 3 + 5 + 2 + 3,
    "HSPR": 0,
    "SIO": 0,
    "PCM": 3 + 2 + 3,
    "SIM": 3 + 4 + 3 + 2,
    "EGM": 4 + 3,
    "CM": 2,
    "PTSA": 1 + 2 + 2,
    "CP": 1 + 2,
}


@pytest.mark.parametrize("code", ACTIONS)
def test_a_leads_actions(code: str) -> None:
    assert [action.id for action in by_owner.owned_by(shipped(), asked(), code).actions] == ACTIONS[code]


def test_head_of_school_improvement_has_sixteen_actions_1_4_among_them() -> None:
    found = [action.id for action in by_owner.owned_by(shipped(), asked(), "HSI").actions]
    assert len(found) == 16
    assert "1.4" in found


@pytest.mark.parametrize("name", ["HIS", "his", "hsi", "Head of School Improvement"])
def test_a_role_goes_by_its_alias_and_its_title(name: str) -> None:
    assert known_lead(shipped(), name) == "HSI"
    assert select(shipped(), asked().as_of, lead=name).lead == "HSI"


def test_joint_leads_count_for_each() -> None:
    totals = by_owner.leads(shipped(), asked())
    assert {one.lead: one.actions for one in totals} == {code: len(found) for code, found in ACTIONS.items()}
    assert {one.lead: one.totals.milestones.total for one in totals} == MILESTONES


def test_a_row_of_an_owner_has_every_line_of_the_cells() -> None:
    row = next(one for one in by_owner.owned_by(shipped(), asked(), "DDCS").actions if one.id == "2.4")
    assert row.when == ("By Dec 2016", "By Sept 2016", "Annual")
    assert row.leads == ("DDCS", "HSI")
    assert ([one.id for one in row.milestones], row.milestones_total) == (["2.4.1", "2.4.2", "2.4.3"], 3)


def test_the_first_half_of_6_4_is_led_by_inclusion_alone() -> None:
    milestones = {
        code: [
            row.id
            for action in by_owner.owned_by(shipped(), asked(priority="6"), code).actions
            if action.id == "6.4"
            for row in action.milestones
        ]
        for code in ("HI", "DDCS")
    }
    assert milestones == {"HI": ["6.4.1", "6.4.2", "6.4.3"], "DDCS": ["6.4.2", "6.4.3"]}


def test_an_action_without_milestones_is_owed_itself() -> None:
    row = next(one for one in by_owner.owned_by(shipped(), asked(), "HSI").actions if one.id == "4.4")
    assert ([one.id for one in row.others], row.milestones, row.milestones_total) == (["4.4"], [], 0)


def test_unknown_role_says_what_was_close() -> None:
    with pytest.raises(UsageError) as found:
        known_lead(shipped(), "HSL")
    assert "did you mean HSI, Head of School Improvement?" in found.value.hint
