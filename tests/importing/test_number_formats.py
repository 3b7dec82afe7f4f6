"""Number formats: what an English Excel shows, and the day that a date holds."""

from __future__ import annotations

import pytest

from si_plan.importing.readers.number_formats import BUILT_IN, shown


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        (1.1, "General", "1.1"),
        (1.1, "", "1.1"),
        (0.1 + 0.2, "General", "0.3"),
        (12345678901.0, "General", "12345678901"),
        (1.5e-7, "General", "1.5E-07"),
        (1.1, "0.00", "1.10"),
        (7.0, "00", "07"),
        (2.5, "0", "3"),
        (-2.5, "0", "-3"),
        (-0.001, "0.00", "0.00"),
        (0.83, "0%", "83%"),
        (0.8349, "0.0%", "83.5%"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (999.0, "#,##0", "999"),
        (-1200.0, '"£"#,##0', "-£1,200"),
        (-1200.0, "£#,##0;[Red]-£#,##0", "-£1,200"),
        (-1200.0, "#,##0;(#,##0)", "(1,200)"),
        (1200.0, "[$£-809]#,##0", "£1,200"),
        (1200.0, '_-"£"* #,##0.00_-;-"£"* #,##0.00_-;_-"£"* "-"??_-;_-@_-', "£1,200.00"),
        (0.0, '_-"£"* #,##0.00_-;-"£"* #,##0.00_-;_-"£"* "-"_-;_-@_-', "£-"),
        (3.0, '0 "weeks"', "3 weeks"),
        (3.0, "\\P0", "P3"),
        (0.5, "#.##", ".5"),
        (0.5, "0.##", "0.5"),
        (1500000.0, '0.0,,"m"', "1.5m"),
        (12345.0, "0.00E+00", "1.23E+04"),
        (5.0, "@", "5"),
        (1.0, '"Yes";"Yes";"No"', "Yes"),
        (0.0, '"Yes";"Yes";"No"', "No"),
        (0.395833333333, "hh:mm", "09:30"),
        (0.75, "h:mm AM/PM", "6:00 PM"),
    ],
)
def test_numbers(number: float, code: str, text: str) -> None:
    found = shown(number, code)
    assert (found.text, found.day, found.hidden, found.problem) == (text, None, False, "")


@pytest.mark.parametrize(
    ("code", "text", "day"),
    [
        ("dd/mm/yyyy", "17/10/2025", "2025-10-17"),
        (BUILT_IN[14], "17/10/2025", "2025-10-17"),
        ("d mmmm yyyy", "17 October 2025", "2025-10-17"),
        ("[$-809]dddd d mmm yy;@", "Friday 17 Oct 25", "2025-10-17"),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "17 October 2025", "2025-10-17"),
        ("mmm yyyy", "Nov 2025", "2025-11"),
        ("mmm-yy", "Nov-25", "2025-11"),
        ("mm/yyyy", "11/2025", "2025-11"),
        ("mmmmm", "N", "2025-11"),
        ("yyyy", "2025", "2025"),
        ("d-mmm", "17-Oct", "2025-10-17"),
        ("dd.mm.yyyy", "17.10.2025", "2025-10-17"),
        ("yyyy-mm-dd hh:mm:ss", "2025-10-17 18:05:09", "2025-10-17"),
        ("dd/mm/yyyy h:mm AM/PM", "17/10/2025 6:05 PM", "2025-10-17"),
        ('"by "d mmmm', "by 17 October", "2025-10-17"),
    ],
)
def test_dates(code: str, text: str, day: str) -> None:
    number = 45962.0 if day.startswith("2025-11") else 45947.753576
    found = shown(number, code)
    assert (found.text, str(found.day), found.problem) == (text, day, "")


def test_days_count_from_1900_or_1904_and_one_that_never_was_is_a_problem() -> None:
    assert str(shown(1, "d/m/yyyy").day) == "1900-01-01"
    assert str(shown(59, "d/m/yyyy").day) == "1900-02-28"
    assert shown(60, "d/m/yyyy").problem
    assert str(shown(61, "d/m/yyyy").day) == "1900-03-01"
    assert str(shown(44485, "d/m/yyyy", from_1904=True).day) == "2025-10-17"
    assert [bool(shown(number, "d/m/yyyy").problem) for number in (-1, 1e6, 1e300)] == [True] * 3


@pytest.mark.parametrize("code", ["# ?/?", "[h]:mm", "[<100]0;0.0", "000-000", "0.0.0", "0,0.0,0", "0" * 400])
def test_a_format_that_is_not_known_is_a_problem(code: str) -> None:
    found = shown(3.5, code)
    assert (found.text, found.problem.startswith("its number format is not known: ")) == ("3.5", True)


def test_a_format_that_shows_nothing() -> None:
    assert (shown(5, ";;;").text, shown(5, ";;;").hidden) == ("5", True)
