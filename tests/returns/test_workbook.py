"""The workbook itself: the same bytes each time, locked but for the cells to fill in, and nothing in it that acts."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from asking import asked, shipped
from example_plan import write_plan
from filled import ASKED_ON, Office, fill, headings
from hostile_plan import CONTROLS, PAYLOADS, files
from sample_plan import sample
from si_plan.palette import PALETTE
from si_plan.returns import csv as table
from si_plan.returns import workbook_sent as workbook
from si_plan.returns.asking import Return, return_for
from si_plan.returns.form import COLUMNS, INPUTS, STATUSES, read_reference
from si_plan.returns.reading import read_return


def of(lead: str, as_of: str = ASKED_ON) -> Return:
    return return_for(shipped(), asked(as_of), lead)


def test_openpyxl_says_which_part_of_a_workbook_a_sheet_is() -> None:
    """It says so under a private name, `_worksheet_path`; there is no public one."""
    sheet = load_workbook(io.BytesIO(workbook.render(of("HSI"))), read_only=True).worksheets[0]
    said = getattr(sheet, "_worksheet_path", None)
    assert said == "xl/worksheets/sheet1.xml", "openpyxl has dropped it: returns/workbook.py must find the part itself"


def test_the_same_return_has_the_same_bytes() -> None:
    assert workbook.render(of("HSI"), "Jo") == workbook.render(of("HSI"), "Jo")
    assert workbook.render(of("HSI")) != workbook.render(of("HSI", "2016-10-02"))


def test_each_row_tells_what_is_asked_and_how_it_stands() -> None:
    sheet = load_workbook(io.BytesIO(workbook.render(return_for(sample(), asked("2017-03-01"), "HSI")))).active
    assert sheet is not None
    rows = {row[0]: row for row in sheet.iter_rows(min_row=6, values_only=True)}
    assert sheet["A1"].value == "What has happened? HSI, Head of School Improvement"
    assert "1 March 2017" in str(sheet["A2"].value)
    assert [cell.value for cell in sheet[5]] == list(COLUMNS)
    asked_text, deadline, state = rows["2.6.1"][1:4]
    assert (deadline, state) == ("Aug 2017", "to come")
    assert str(asked_text).startswith(
        "All LA maintained secondary schools good or better\nFor 2.6: Strengthen challenge"
    )
    assert all(row[5:9] == (None,) * 4 for row in rows.values())
    told = [row[4] for row in rows.values() if row[4]]
    assert told, "the sample has notes"
    assert all(re.match(r"\d+ [A-Z][a-z]{2} 201[67](, [A-Z]+)?: ", str(text)) for text in told)


def test_what_is_overdue_has_its_colour_beside_its_words() -> None:
    sheet = load_workbook(io.BytesIO(workbook.render(of("HSI", "2017-01-15")))).active
    assert sheet is not None
    ink, tint = (f"FF{PALETTE[name].light[1:].upper()}" for name in ("overdue-ink", "overdue-tint"))
    late = [str(cell.value).startswith("overdue ") for (cell,) in sheet.iter_rows(min_row=6, min_col=4, max_col=4)]
    coloured = [
        (cell.fill.fgColor.rgb, cell.font.color and cell.font.color.rgb) == (tint, ink)
        for (cell,) in sheet.iter_rows(min_row=6, min_col=4, max_col=4)
    ]
    assert coloured == late == sorted(late, reverse=True)
    assert {True, False} == set(late)


def test_the_sheet_says_how_a_date_may_be_written() -> None:
    sheet = load_workbook(io.BytesIO(workbook.render(of("HSI")))).active
    assert sheet is not None
    assert "What is overdue comes first." in str(sheet["A2"].value)
    assert str(sheet["A3"].value).endswith(
        "\nWrite a Date day first, as 3/10/2016 or 3 October 2016. Without its year, as 3 October or 3/10, it has to "
        "be a day from 1 October 2016 to the day on which this return is collected."
    )


def test_only_the_cells_to_fill_in_are_open_and_statuses_are_chosen_from_a_list() -> None:
    sheet = load_workbook(io.BytesIO(workbook.render(of("HSI")))).active
    assert sheet is not None
    assert sheet.protection.sheet
    places = headings(sheet)
    for row in sheet.iter_rows(min_row=1):
        for cell in row:
            fillable = (cell.row or 0) > 5 and (cell.column or 0) - 1 in [places[name] for name in INPUTS]
            assert cell.protection.locked is not fillable, cell.coordinate
            assert (cell.fill.fgColor.rgb == "FFFFF8DC") is fillable, cell.coordinate
    (chosen,) = (rule for rule in sheet.data_validations.dataValidation if rule.type == "list")
    assert chosen.formula1 == f'"{",".join(STATUSES)}"'
    assert str(chosen.sqref) == f"F6:F{sheet.max_row}"
    assert sheet.column_dimensions["J"].hidden
    assert sheet.freeze_panes == "B6"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )
    assert sheet.print_title_rows == "$4:$5"
    assert all(read_reference(str(row[9])) for row in sheet.iter_rows(min_row=6, values_only=True))


def test_rows_grow_with_what_is_written_in_them() -> None:
    archive = zipfile.ZipFile(io.BytesIO(workbook.render(of("HSI"))))
    text = archive.read("xl/worksheets/sheet1.xml").decode()
    assert text.count("<row ") == text.count(' ht="') + 1
    assert "customHeight" not in text.partition("<sheetData>")[2]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A plan in which every text attacks."""
    base = write_plan(
        tmp_path_factory.mktemp("base"), files(" ".join((*PAYLOADS, CONTROLS[4].replace("\ufeff", ""), CONTROLS[6])))
    )
    return Office(tmp_path_factory.mktemp("hostile"), base)


@pytest.mark.parametrize("lead", ["HT"])
def test_no_text_of_the_plan_becomes_a_formula_a_link_or_a_macro(hostile: Office, lead: str) -> None:
    file = hostile.asks(lead, "ht.xlsx", "2016-09-15", "--contact", "=1+1 &P ::error::")
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert not [
            name for name in names if re.search(r"(?i)vba|external|hyperlink|drawing|activex|embed|sheet1.*rels", name)
        ]
        everything = b"".join(map(archive.read, names)).decode()
    assert not re.search(r"<f[ >]|<hyperlink|t=\"str\"", sheet)
    for character in "\x1b\u202e\u2066\u200b\x07":
        assert character not in everything
    assert not re.search(r"_x00(0[0-9B-F]|1|7F)", everything)
    returned = read_return(file.read_bytes(), file.name)
    assert (returned.filled, returned.refusals) == ([], [])
    assert returned.empty == len(return_rows(hostile))


def return_rows(office: Office) -> list[object]:
    from si_plan.loading import load
    from si_plan.sources.folder import read_folder

    plan = load(read_folder(office.plan, "plan")).plan
    assert plan is not None
    return [*return_for(plan, asked("2016-09-15"), "HT").rows]


def test_csv_begins_no_cell_as_a_formula(hostile: Office) -> None:
    import csv

    text = hostile.asks("HT", "ht.csv", "2016-09-15").read_bytes().decode("utf-8")
    assert text.startswith("\ufeffID,")
    for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")):
        for cell in row:
            for part in cell.split(";"):
                assert not part.lstrip(' \u3000"').startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))


def test_csv_says_what_the_workbook_says() -> None:
    raw = table.render(of("HSI")).decode("utf-8-sig")
    assert raw.count("\r\n") == len(of("HSI").rows) + 1
    assert '2.4.1,"Portsmouth Academies Protocol' in raw


def test_hostile_words_come_back_as_they_were_written(hostile: Office) -> None:
    """What a lead writes goes into the log to the letter, whatever it looks like; only line ends are made alike."""
    words = [text for text in PAYLOADS if not text.startswith("=")]
    file = hostile.asks("HT", "words.xlsx", "2016-09-15")
    rows = [row[0] for row in load_workbook(file).worksheets[0].iter_rows(min_row=6, values_only=True)]
    identity = str(rows[0])
    for text in (words[5], words[9], "\n".join(words)):
        fill(file, {identity: {"Note": text}})
        (row,) = read_return(file.read_bytes(), file.name).filled
        assert row.note == "\n".join(line.rstrip() for line in text.split("\n")).strip()


def test_a_return_is_not_written_over_what_would_be_lost(tmp_path: Path) -> None:
    office = Office(tmp_path)
    file = office.asks()
    before = file.read_bytes()
    assert office.asks().read_bytes() == before
    fill(file, {"2.2.1": {"Note": "x"}})
    filled = file.read_bytes()
    for name in ("hsi.xlsx", "plan/plan.yaml.csv", "plan"):
        if name.endswith(".csv"):
            (tmp_path / name).write_text("a,b\n1,2\n")
        ran = office.run("return", "HSI", "--out", name, "--as-of", ASKED_ON)
        assert (ran.code, ran.out) == (2, ""), name
    assert file.read_bytes() == filled
    assert (tmp_path / "plan/plan.yaml.csv").read_text() == "a,b\n1,2\n"
    assert office.run("return", "HSI", "--out", "hsi.xlsx", "--as-of", ASKED_ON, "--force").code == 0
    assert file.read_bytes() == before


def test_wrong_usage_is_told(tmp_path: Path) -> None:
    office = Office(tmp_path)
    for arguments, said in (
        (("return", "HSY", "--out", "a.xlsx"), "did you mean HSI, Head of School Improvement?"),
        (("return", "HSI", "--out", "a.ods"), ".xlsx or .csv"),
        (("return", "HSI"), "--out"),
        (("return", "HSI", "--out", "none/a.xlsx"), "there is no folder"),
        (("collect", "a.xlsx"), "there is no file a.xlsx"),
        (("collect", "plan"), "no workbook or CSV"),
        (("collect", "plan/plan.yaml"), "is not a workbook or CSV"),
        (("collect",), "collect needs FILE"),
    ):
        ran = office.run(*arguments)
        assert (ran.code, ran.out) == (2, ""), arguments
        assert said in ran.err, arguments
    ran = office.run("return", "CM", "--out", "cm.xlsx", "--as-of", "2016-10-01", "--area", "A3")
    assert ran.code == 0
    assert "nothing was written" in ran.out
    assert not (tmp_path / "cm.xlsx").exists()


@pytest.mark.parametrize(("library", "command"), [("xlsxwriter", "return"), ("openpyxl", "collect")])
def test_a_library_that_is_not_there_is_told_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str, command: str
) -> None:
    import sys

    office = Office(tmp_path)
    office.asks()
    monkeypatch.setitem(sys.modules, library, None)
    arguments = ("HSI", "--out", "new.xlsx", "--as-of", ASKED_ON) if command == "return" else ("hsi.xlsx",)
    ran = office.run(command, *arguments)
    assert ran.code == 3
    assert "pip install -e '.[reports]'" in ran.err
