"""What columns are called, how priorities are headed, and what keys say of colours."""

from __future__ import annotations

import pytest

from si_plan.importing.tables.colours import colour_named, key_in
from si_plan.importing.tables.glossaries import entries_in
from si_plan.importing.tables.headings import areas_named, numbers_of_areas, read_heading, success_label
from si_plan.importing.tables.vocabulary import meaning_of


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("ref", "No | Ref. | Action no. | #"),
        ("title", "Actions | Key actions: | ACTIVITY | What | Action/Activity | What will we do? | Tasks to be taken"),
        ("leads", "Who | Lead | Lead Officer(s) | Owner | Person(s) responsible | By whom? | Lead / Responsible"),
        ("accountable", "Accountable | Senior responsible officer"),
        ("support", "Support | Partners"),
        ("when", "When | By when? | Timescale | Timescales | Time frame | Date"),
        ("starts", "Start | Start date | From"),
        ("due", "Due | Deadline | End date | Completion date | Deadline for completion"),
        ("milestones", "Milestones | Key milestones | Outputs"),
        (
            "success",
            "Success criteria (what will be different?) | Impact | KPIs | How will we know? | Intended outcomes",
        ),
        ("monitoring", "Monitoring | How monitored | Monitoring: who, when | Evaluation"),
        ("resources", "Resources | Resources/CPD | Training"),
        ("cost", "Cost | Cost (£) | Budget"),
        ("areas", "Ofsted area | Area for improvement"),
        ("rating", "RAG | RAG Autumn | RAG Aut | RAG July 2025 | Status | Current RAG | Progress (RAG)"),
        ("none", "Progress | Progress to date | Comments"),
    ],
)
def test_names_of_columns_are_known(field: str, names: str) -> None:
    meant = {name.strip(): meaning_of(name.strip()) for name in names.split("|")}
    assert {name: (one.field, one.sure) for name, one in meant.items() if one} == dict.fromkeys(meant, (field, True))


@pytest.mark.parametrize("name", ["Resources/Cost", "Success criteria & milestones", "By when and whom", "SLT lead"])
def test_a_name_of_two_things_is_only_a_guess(name: str) -> None:
    meant = meaning_of(name)
    assert meant is not None
    assert not meant.sure


@pytest.mark.parametrize("name", ["Widgets", "Evidence", "2025", "", "Audit each school"])
def test_other_names_mean_nothing(name: str) -> None:
    assert meaning_of(name) is None


@pytest.mark.parametrize(
    ("text", "number", "title", "areas"),
    [
        ("Priority 1: Work together Ofsted areas of improvement: 2 & 3", "1", "Work together", ("2", "3")),
        ("Priority 1: Every pupil reads (Ofsted area 1)", "1", "Every pupil reads", ("1",)),
        ("Objective 2 - Governance", "2", "Governance", ()),
        ("Key Priority One: Reading", "1", "Reading", ()),
        ("Priority A – Read", "A", "Read", ()),
        ("Area for improvement 3: Raise standards", "3", "Raise standards", ("3",)),
        ("1. Quality of education", "1", "Quality of education", ()),
        ("Improve outcomes in area 3 of the city", "", "Improve outcomes in area 3 of the city", ()),
        ("Priorities for 2025", "", "Priorities for 2025", ()),
    ],
)
def test_headings_are_read(text: str, number: str, title: str, areas: tuple[str, ...]) -> None:
    assert read_heading(text)[:3] == (number, title, areas)


def test_lines_that_name_areas() -> None:
    assert areas_named("Ofsted areas of improvement: 1, 2 & 4") == ("1", "2", "4")
    assert areas_named("Areas for improvement 2 and 3") == ("2", "3")
    assert areas_named("Links to recommendations 1-3") == ("1", "2", "3")
    assert areas_named("Area for improvement 1: Raise standards") == ()
    assert numbers_of_areas("A1 & A2") == ("1", "2")


def test_labels_of_success() -> None:
    assert success_label("What will success look like?")
    assert success_label("Success criteria: all attend") == len("Success criteria: ")
    assert not success_label("Success in reading")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("RAG: green = complete, amber = on course.", {"green": "complete", "amber": "on course"}),
        ("R means off course, G means on course.", {"red": "off course", "green": "on course"}),
        ("Red: off track Amber: some risk", {"red": "off track", "amber": "some risk"}),
        ("In Year R: reading; Group A: maths", {}),
        ("Green = done", {}),
    ],
)
def test_keys_of_colours(text: str, key: dict[str, str]) -> None:
    assert key_in(text) == key


def test_colours_have_names() -> None:
    signs = ("92D050", "00B050", "FFC000", "FF0000", "FFFF00", "0070C0", "A", "amber", "On track")
    assert [colour_named(sign) for sign in signs] == [
        "green", "green", "amber", "red", "yellow", "blue", "amber", "amber", "",
    ]  # fmt: skip


def test_codes_are_explained_in_a_line() -> None:
    assert entries_in("HT = Headteacher; DHT – Deputy Headteacher") == (
        ("HT", "Headteacher"),
        ("DHT", "Deputy Headteacher"),
    )
    assert entries_in("Reading: All pupils read well") == ()
