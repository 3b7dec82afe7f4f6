"""Records found by their words: one match is taken and named, several are offered."""

from __future__ import annotations

import pytest

from running import ON, siplan


def test_the_only_match_is_taken_and_named() -> None:
    ran = siplan("show", "advisory panel established", *ON)
    assert ran.code == 0
    assert ran.err == "7.1.1: Education Advisory Panel established (milestone)\n"
    assert "7.1.1" in ran.out


def test_several_are_listed_for_a_script() -> None:
    ran = siplan("show", "academies protocol", *ON)
    assert (ran.code, ran.out) == (2, "")
    assert "2 records have the words academies protocol: 2.4.1: " in ran.err
    assert "3.1.2: Academies Protocol revised (milestone)" in ran.err


@pytest.mark.parametrize("words", ["school improvement", "education"])
def test_what_is_recorded_of_is_looked_for_among_what_a_log_is_about(words: str) -> None:
    said = siplan("complete", words, "--evidence", "x", "--dry-run").err
    assert "(action)" in said
    assert not any(kind in said for kind in ("(role)", "(area)", "(measure)", "(target)"))


def test_what_nobody_says_is_told() -> None:
    ran = siplan("show", "unicorns everywhere")
    assert ran.code == 2
    assert "unicorns everywhere" in ran.err
