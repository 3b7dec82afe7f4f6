"""What a lead wrote, where the program kept it as something else: it is recorded as it is shown, or refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from filled import DONE, Office, fill, fill_csv, row_of, saved_csv, with_part
from si_plan.returns.cells import DAY_ZERO, Cell, UnreadableReturnError
from si_plan.returns.reading import read_return
from si_plan.returns.values import WrongValueError, day_of, text_of

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
