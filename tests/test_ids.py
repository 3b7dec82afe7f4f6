"""The structure of ids: what an id says of where its record stands, and how fields and entries of logs are named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from si_plan.model.files import log_path, owner_of_log
from si_plan.model.ids import (
    EntryName,
    all_outer_of,
    entry_name,
    entry_of,
    field_at,
    id_order,
    is_inner,
    is_within,
    last_part_of,
    log_owner_of,
    outer_of,
    priority_of,
    record_at,
    route_to,
    steps_to,
)


@pytest.mark.parametrize(
    ("identity", "outer", "last", "priority", "log_owner"),
    [
        ("2", "", "2", "2", "2"),
        ("2.4", "2", "4", "2", "2.4"),
        ("2.4.1", "2.4", "1", "2", "2.4"),
        ("12.10.S3", "12.10", "S3", "12", "12.10"),
        ("2.4.D1", "2.4", "D1", "2", "2.4"),
    ],
)
def test_an_id_says_where_its_record_stands(
    identity: str, outer: str, last: str, priority: str, log_owner: str
) -> None:
    assert outer_of(identity) == outer
    assert last_part_of(identity) == last
    assert priority_of(identity) == priority
    assert log_owner_of(identity) == log_owner
    assert is_inner(identity) is bool(outer)
    assert is_within(identity, outer) is bool(outer)


def test_outermost_record_comes_first() -> None:
    assert all_outer_of("2.4.S1") == ("2", "2.4")
    assert all_outer_of("2") == ()


def test_a_target_stands_in_its_measure() -> None:
    assert outer_of("M1.2") == "M1"
    assert is_within("M1.2", "M1")
    assert not is_within("M11.2", "M1")


@pytest.mark.parametrize("identity", ["A1", "HSI", "N12", "plan"])
def test_other_ids_have_no_parts(identity: str) -> None:
    assert not is_inner(identity)
    assert outer_of(identity) == ""
    assert log_owner_of(identity) == last_part_of(identity) == identity


def test_no_record_is_within_itself_or_one_whose_id_begins_alike() -> None:
    assert not is_within("2.4", "2.4")
    assert not is_within("2.41", "2.4")
    assert is_within("2.4.1", "2")


def test_ids_sort_as_the_plan_has_them() -> None:
    in_order = ["1", "2", "2.1", "2.4", "2.4.2", "2.4.10", "2.4.S1", "2.4.D1", "2.10", "10", "M1", "M1.2"]
    assert sorted(sorted(in_order), key=id_order) == in_order


@pytest.mark.parametrize(
    ("route", "record", "field"),
    [
        ("2.4.1#due", "2.4.1", "due"),
        ("2.4.1", "2.4.1", ""),
        ("progress/2.4:3#at", "progress/2.4:3", "at"),
        ("", "", ""),
    ],
)
def test_a_route_is_a_record_and_a_field(route: str, record: str, field: str) -> None:
    assert (record_at(route), field_at(route)) == (record, field)
    assert route_to(record, field) == route


def test_a_field_may_be_in_another() -> None:
    assert steps_to("due") == ("due",)
    assert steps_to("policy.waivers.0") == ("policy", "waivers", 0)
    assert steps_to("") == ()


@given(st.text(), st.integers(1, 999_999_999))
def test_the_name_of_an_entry_says_which_it_is(owner: str, place: int) -> None:
    assert entry_of(entry_name(owner, place)) == EntryName(owner, place)


@pytest.mark.parametrize(
    "name", ["2.4", "plan", "", "2.4:3", "progress/2.4", "progress/2.4:", "progress/2.4:x", "progress/3"]
)
def test_other_names_are_of_no_entry(name: str) -> None:
    assert entry_of(name) is None


def test_a_name_with_more_digits_than_any_log_has_entries_is_of_no_entry() -> None:
    assert entry_of(f"progress/2.4:{'9' * 5_000}") is None


@given(st.text())
def test_any_text_has_these_parts(text: str) -> None:
    """Ids are looked at before their form is known."""
    assert all(is_within(text, outer) for outer in all_outer_of(text))
    assert is_inner(text) is bool(all_outer_of(text))
    assert log_owner_of(text) in (text, *all_outer_of(text))
    assert text == (f"{outer_of(text)}.{last_part_of(text)}" if is_inner(text) else last_part_of(text))


@pytest.mark.parametrize(
    ("path", "owner"),
    [("progress/2.4.yaml", "2.4"), ("progress/2.yaml", "2"), ("progress/measures.yaml", "measures")],
)
def test_a_log_is_the_file_of_its_owner(path: str, owner: str) -> None:
    assert owner_of_log(path) == owner
    assert log_path(owner) == path


@pytest.mark.parametrize("path", ["plan.yaml", "priorities/2.yaml"])
def test_other_files_are_no_logs(path: str) -> None:
    assert owner_of_log(path) == ""
