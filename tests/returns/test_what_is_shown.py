"""What a lead wrote, where the program kept it as something else: it is recorded as it is shown, or refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filled import DONE, Office, fill, fill_csv, row_of, saved_csv, with_part
from si_plan.documents import words
from si_plan.returns.cells import DAY_ZERO, Cell, UnreadableReturnError
from si_plan.returns.reading import read_return
from si_plan.returns.values import WrongValueError, day_between, day_of, leaves_year_out, text_of

_at = datetime.fromisoformat
SHOWN: list[tuple[Any, str, str]] = [
    (0.85, "0%", "85%"),
    (0.85, "0.00%", "85%"),
    (0.855, "0%", "85.5%"),
    (0.07, r"0\ %", "7%"),
    (-0.29, '0.0" "%', "-29%"),
    (1, "0%", "100%"),
    (12, "General", "12"),
    (12.0, "@", "12"),
    (0.85, "General", "0.85"),
    (1234.5, "#,##0.00", "1234.5"),
    (5, "[$-809]0", "5"),
    (_at("2016-09-28"), r'd\-mmm\-yyyy "(agreed)"', "2016-09-28"),
    (-3, "#,##0_);[Red](#,##0)", "-3"),
    (0.00001, "General", "0.00001"),
    (1e21, "0.00E+00", "1" + "0" * 21),
    (_at("2016-09-28"), "dd/mm/yyyy", "2016-09-28"),
    (_at("2016-09-28"), "[$-809]d mmmm yyyy;@", "2016-09-28"),
    (_at("2016-09-28 14:30"), "yyyy-mm-dd hh:mm", "2016-09-28 14:30:00"),
]
SHOWN_OTHERWISE: list[tuple[Any, str, str]] = [
    (500, '"£"#,##0', "kept as the number 500,"),
    (500, "[$£-809]#,##0.00", "kept as the number 500,"),
    (0.5, "# ?/?", "kept as the number 0.5,"),
    (0.85, '0" %"', "kept as the number 0.85,"),
    (85, r"0\%", "kept as the number 85,"),
    (7, '0" days"', "kept as the number 7,"),
    (1_500_000, "0.0,,", "kept as the number 1500000,"),
    (42_000, "#,##0,", "kept as the number 42000,"),
    (_at("2016-09-01"), "mmm-yy", "kept as the date 2016-09-01,"),
    (_at("2016-10-03"), "d-mmm", "kept as the date 2016-10-03,"),
    (_at("2016-10-03"), '"day" d mmm', "kept as the date 2016-10-03,"),
]


@pytest.mark.parametrize(("value", "form", "said"), SHOWN)
def test_a_number_or_date_is_recorded_as_it_is_shown(value: Any, form: str, said: str) -> None:
    assert text_of(Cell("G7", value, format=form)) == said


@pytest.mark.parametrize(("value", "form", "said"), SHOWN_OTHERWISE)
def test_what_is_shown_as_something_else_is_refused(value: Any, form: str, said: str) -> None:
    with pytest.raises(WrongValueError) as refused:
        text_of(Cell("G7", value, format=form))
    assert said in refused.value.reason
    assert "Text" in refused.value.hint


def test_a_workbook_tells_how_its_numbers_are_shown(tmp_path: Path) -> None:
    office = Office(tmp_path)

    def show(sheet: Any) -> None:
        for identity, form in (("2.2.1", "0%"), ("3.1.1", '"£"#,##0')):
            sheet.cell(row_of(sheet, identity), 7).number_format = form

    file = fill(office.asks(), {"2.2.1": {**DONE, "Note": 0.85}, "3.1.1": {"Note": 500}}, show)
    ran = office.collects(file, "--partial")
    assert ran.code == 1
    assert "kept as the number 500, and shown otherwise" in " ".join(ran.out.split())
    assert list(office.logs()) == ["2.2.yaml"]
    assert "note: 85%" in office.logs()["2.2.yaml"]


@pytest.mark.parametrize(
    "text",
    [
        "2016-09-28 00:00:00",
        "2016-09-28T00:00:00",
        "2016-09-28 00:00:00.000",
        "28/09/2016 00:00",
        "28/9/2016 9:30:15",
        " 28 September 2016  23:59 ",
    ],
)
def test_a_time_of_day_behind_a_date_is_passed_over(text: str) -> None:
    assert day_of(Cell("I7", text), DAY_ZERO) == date(2016, 9, 28)


@pytest.mark.parametrize(
    "text", ["2016-09-28 24:00:00", "2016-09-28T00:00:00Z", "2016-09-28 00:00:00+01:00", "00:00:00", "28/09 10:30"]
)
def test_what_may_be_another_day_is_refused_as_it_stands(text: str) -> None:
    with pytest.raises(WrongValueError):
        day_of(Cell("I7", text), DAY_ZERO)
    assert Cell("I7", text).shown() == text


@pytest.mark.parametrize(
    "text", ["5 October", " 5th  of October ", "05-Oct", "5 Oct.", "5 oct", "5 OCTOBER", "5/10", "05/10", "5\u00a0Octo"]
)
def test_a_day_without_its_year_is_the_one_since_the_return(text: str) -> None:
    cell = Cell("I7", text)
    assert leaves_year_out(cell)
    for first, last in (("2016-10-01", "2016-10-05"), ("2016-10-05", "2017-10-04"), ("2015-12-01", "2016-12-01")):
        assert day_between(cell, date.fromisoformat(first), date.fromisoformat(last)) == date(2016, 10, 5)


@pytest.mark.parametrize(
    "text", ["October 5", "Oct-05", "5.10", "5-10", "10/16", "Wednesday 5 October", "5 Oct 16", "5 to", "5 days", "5"]
)
def test_what_is_not_plainly_a_day_and_a_month_is_not_read_so(text: str) -> None:
    assert not leaves_year_out(Cell("I7", text))


@pytest.mark.parametrize(
    ("text", "first", "last", "said"),
    [
        ("30 September", "2016-10-01", "2016-10-05", "no 30 September lies between 1 October 2016, when the return"),
        ("6/10", "2016-10-01", "2016-10-05", "no 6 October lies between 1 October 2016, when the return"),
        ("5 October", "2016-10-05", "2017-10-05", "it may be of 2016 or of 2017"),
        ("29 Feb", "2017-01-01", "2018-12-31", "no 29 February lies between"),
        ("31/9", "2016-10-01", "2016-10-05", "there is no 31 September"),
        ("0/9", "2016-10-01", "2016-10-05", "there is no 0 September"),
        ("5 October", "2016-10-06", "2016-10-01", "no 5 October lies between"),
    ],
)
def test_a_day_without_its_year_that_is_not_certain_is_refused(text: str, first: str, last: str, said: str) -> None:
    with pytest.raises(WrongValueError) as refused:
        day_between(Cell("I7", text), date.fromisoformat(first), date.fromisoformat(last))
    assert said in refused.value.reason
    assert "with its year" in refused.value.hint


@given(
    st.dates(date(2000, 1, 1), date(2199, 12, 31)), st.integers(-40, 900), st.integers(0, 32), st.integers(1, 12),
    st.booleans(),
)  # fmt: skip
def test_a_day_without_its_year_is_never_outside_the_return_and_its_collection(
    first: date, length: int, day: int, month: int, figures: bool
) -> None:
    last = min(max(first + timedelta(days=length), date(2000, 1, 1)), date(2199, 12, 31))
    every = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    fitting = [one for one in every if (one.day, one.month) == (day, month)]
    cell = Cell("I7", f"{day}/{month}" if figures else f"{day} {words.month(month)}")
    try:
        assert [day_between(cell, first, last)] == fitting
    except WrongValueError:
        assert len(fitting) != 1


@pytest.mark.parametrize("number", [float("inf"), float("-inf"), float("nan"), 1e300, -1, 36525])
def test_a_number_that_is_no_day_is_refused(number: float) -> None:
    with pytest.raises(WrongValueError):
        day_of(Cell("I7", number), DAY_ZERO)


def test_a_date_with_a_time_is_taken_from_csv(tmp_path: Path) -> None:
    office = Office(tmp_path)
    rows = fill_csv(office.asks(name="hsi.csv"), {"2.2.1": {**DONE, "Date": "2016-09-28 00:00:00"}})
    (tmp_path / "hsi.csv").write_bytes(saved_csv(rows))
    ran = office.collects("hsi.csv")
    assert (ran.code, ran.err) == (0, ""), ran.out
    assert "on: 2016-09-28" in office.logs()["2.2.yaml"]


STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


def test_strict_open_xml_is_told_with_what_to_save_as(tmp_path: Path) -> None:
    office = Office(tmp_path)
    file = fill(office.asks(), {"2.2.1": {"Note": "x http://purl.oclc.org/ooxml/spreadsheetml/main"}})
    assert len(read_return(file.read_bytes(), "a.xlsx").filled) == 1
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as archive:
        names = archive.namelist()
    for name in names:
        for usual, strict in STRICT.items():
            with_part(file, name, lambda text, usual=usual, strict=strict: text.replace(usual, strict))  # type: ignore[misc]
    with pytest.raises(UnreadableReturnError) as refused:
        read_return(file.read_bytes(), "a.xlsx")
    assert "Strict Open XML" in refused.value.message
    ran = office.collects(file)
    assert ran.code == 1
    assert "Excel Workbook (.xlsx)" in ran.out + ran.err
