"""Workbooks: what cells show and what the file holds, merged ranges, what is hidden, comments, fills, oddities."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.worksheet.table import Table as ExcelTable

from importing.accounts import lost_and_found, texts
from importing.workbooks import part, rows, shared, workbook
from si_plan.importing.document import Cell, SourceDocument
from si_plan.importing.readers import read_document

CASES = Path(__file__).parent.parent / "cases" / "import"


def read(data: bytes) -> SourceDocument:
    assert lost_and_found(data, "plan.xlsx") == ({}, {}), "words lost or made up"
    return read_document(data, "plan.xlsx")


def saved(book: openpyxl.Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def only_cell(data: bytes) -> Cell:
    (table,) = read(data).tables
    (cell,) = table.rows[0].cells
    return cell


def test_every_cell_of_a_plan_is_read_as_it_is_shown() -> None:
    expected = json.loads((CASES / "4-example.json").read_text(encoding="utf-8"))
    document = read((CASES / "4-example.xlsx").read_bytes())
    found = [
        {
            "priority": table.number,
            "ref": row.cells[0].text,
            "text": row.cells[1].text,
            "leads": row.cells[2].text.split("\n"),
            "when": row.cells[3].text.split("\n"),
            "milestones": row.cells[4].text.split("\n"),
        }
        for table in document.tables[:2]
        for row in table.rows[4:]
    ]
    assert found == [{key: action[key] for key in found[0]} for action in expected["actions"]]
    assert [table.name for table in document.tables] == ["P1 Mathematics", "P2 Governance", "Notes"]
    cell = document.tables[0].rows[4].cells[3]
    assert (str(cell.day), cell.paragraphs[0].raw, cell.number) == ("2025-10-17", "45947", False)
    assert str(document.tables[0].rows[6].cells[3].day) == "2025-11"
    assert document.where(cell.paragraphs[0].place) == "sheet P1 Mathematics, cell D5"


def test_merged_hidden_and_odd_cells_of_a_plan() -> None:
    document = read((CASES / "merged-and-dated.xlsx").read_bytes())
    table = document.tables[0]
    title = table.rows[0].cells[0]
    assert (title.column, title.columns, title.rows) == (1, 7, 1)
    owner = table.cell_at(4, 3)
    assert owner is not None
    assert (owner.text, owner.rows) == ("HT", 2)
    assert table.hidden_columns == {4}
    assert document.told == ("sheet Priority 1: hidden columns were read too: D",)
    assert table.rows[3].cells[-2].problem == "it has a formula without a value"
    assert (table.rows[2].cells[-2].text, table.rows[2].cells[-1].fill) == ("83%", "92D050")


@pytest.mark.parametrize(
    ("cell", "text", "number", "problem"),
    [
        ("<c><v>1.1000000000000001</v></c>", "1.1", True, ""),
        ("<c t='b'><v>1</v></c>", "TRUE", False, ""),
        ("<c t='e'><v>#REF!</v></c>", "#REF!", False, "it holds an error of Excel"),
        ("<c><f>A1</f></c>", "", False, "it has a formula without a value"),
        ("<c><f>A1</f><v></v></c>", "", False, "it has a formula without a value"),
        ("<c><f>A1</f><v>7</v></c>", "7", True, ""),
        ("<c t='str'><f>A1</f><v>seven</v></c>", "seven", False, ""),
        ("<c t='inlineStr'><is><t>1.10</t></is></c>", "1.10", False, ""),
        ("<c t='s'><v>9</v></c>", "", False, "it names a text that is not in the file"),
        ("<c><v>1e999</v></c>", "inf", True, "it holds no number that Excel can hold"),
        ("<c><v>1_0</v></c>", "1_0", False, "it holds no number, though the file says so"),
        ("<c t='d'><v>2025-10-17</v></c>", "17/10/2025", False, ""),
    ],
)
def test_values(cell: str, text: str, number: bool, problem: str) -> None:
    found = read_document(workbook(rows(cell)), "plan.xlsx").tables[0].rows[0].cells[0]
    assert (found.text, found.number, found.problem) == (text, number, problem)


def test_runs_breaks_points_and_readings_of_characters() -> None:
    first = (
        "<r><t>By 6</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>th</t></r><r><t> May&#10;&#10;• a&#10;  - b"
    )
    first += "</t></r>"
    reading = "<t>東京</t><rPh sb='0' eb='1'><t>とうきょう</t></rPh>"
    named = [f"<c t='s'><v>{number}</v></c>" for number in (0, 1, 0)]
    inline = "<c t='inlineStr'><is><t>a_x000D_b</t></is></c>"
    data = workbook(rows(*named, inline), shared(first, reading, "<t>in no cell</t>"))
    cells = read(data).tables[0].rows[0].cells
    assert [(line.text, line.level, line.mark, line.soft) for line in cells[0].paragraphs] == [
        ("By 6th May", 0, "", False),
        ("a", 1, "•", False),
        ("b", 2, "-", False),
    ]
    assert [cell.text for cell in cells[1:]] == ["東京", cells[0].text, "a\nb"]


def test_bold_whole_and_in_part() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["A1"].font = "All", Font(bold=True)
    sheet["A2"] = CellRichText(TextBlock(InlineFont(b=True), "Some"), " of it")
    assert [cell.paragraphs[0].bold for row in read(saved(book)).tables[0].rows for cell in row.cells] == [True, False]


def test_text_with_a_line_through_it_is_told() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["A1"].font = "All", Font(strike=True)
    sheet["B2"] = CellRichText("Some ", TextBlock(InlineFont(strike=True), "of it"))
    sheet["A3"], sheet["B3"].font = "None", Font(strike=True)
    document = read(saved(book))
    assert document.told == ("sheet Sheet: text with a line through it is read as any other, in A1, B2",)
    assert texts(document.tables[0]) == [["All", ""], ["", "Some of it"], ["None", ""]]


def test_comments_hidden_rows_and_sheets_headers_and_tables() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "P1"
    for line in (["No", "Action"], ["1", "Read"], ["2", "Write"], ["3", "Count"]):
        sheet.append(line)
    sheet["B2"].comment = Comment("moved\nfrom Spring", "A. Clerk")
    sheet["D2"].comment = Comment("beside the table", "A. Clerk")
    for row in (3, 4):
        sheet.row_dimensions[row].hidden = True
    sheet.add_table(ExcelTable(displayName="Plan", ref="A1:B4"))
    assert sheet.oddHeader is not None
    assert sheet.oddFooter is not None
    sheet.oddHeader.left.text = "Draft 2 & more"
    sheet.oddFooter.center.text = "Page &P of &N"
    lists = book.create_sheet("Lists")
    lists["A1"] = "Red"
    lists.sheet_state = "hidden"
    book.create_sheet("Empty")
    document = read(saved(book))
    table, hidden = document.tables
    assert [row.header for row in table.rows] == [True, False, False, False]
    assert [row.hidden for row in table.rows] == [False, False, True, True]
    assert texts(table)[2:] == [["2", "Write", "", ""], ["3", "Count", "", ""]], "hidden rows are read as any other"
    assert [(line.text, line.aside) for cell in table.rows[1].cells for line in cell.paragraphs] == [
        ("1", ""), ("Read", ""), ("moved", "comment"), ("from Spring", "comment"), ("beside the table", "comment"),
    ]  # fmt: skip
    assert hidden.name == "Lists"
    assert document.told == ("sheet P1: hidden rows were read too: 3 to 4", "sheet Lists is hidden, and was read too")
    assert [(line.text, line.aside) for line in document.paragraphs() if not line.place.table] == [
        ("Draft 2 & more", "header"),
        ("Page of", "footer"),
    ]


def test_threads_of_comments_and_text_boxes() -> None:
    thread = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    older = (
        "<authors><author>tc={1}</author><author>Clerk</author></authors><commentList><comment ref='A1' authorId='0'>"
    )
    older += (
        "<text><t>[Threaded comment] Your version</t></text></comment><comment ref='A1' authorId='1'><text><r><t>old"
    )
    older += "</t></r><r><t>er</t></r></text></comment></commentList>"
    newer = "".join(f"<threadedComment ref='A1'><text>{text}</text></threadedComment>" for text in ("new", "reply"))
    drawn = "<wsDr xmlns='http://x' xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'><txBody><a:p><a:r><a:t>RAG"
    drawn += "</a:t></a:r><a:br/><a:r><a:t>key</a:t></a:r></a:p></txBody></wsDr>"
    data = workbook(
        rows("<c r='A1'><v>1</v></c>"),
        of_sheet={
            "comments": part("comments", older),
            "threadedComment": f"<ThreadedComments xmlns='{thread}'>{newer}</ThreadedComments>",
            "drawing": drawn,
        },
    )
    assert [(line.text, line.aside) for line in read(data).paragraphs()] == [
        ("1", ""), ("older", "comment"), ("new", "comment"), ("reply", "comment"), ("RAG key", "text box"),
    ]  # fmt: skip


def test_fills_of_a_theme_lighter_darker_and_by_number() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    colours = (
        Color(rgb="FF92D050"),
        Color(theme=4),
        Color(theme=4, tint=0.5),
        Color(theme=4, tint=-0.5),
        Color(indexed=13),
    )
    for column, colour in enumerate((*colours, Color(rgb="FFFFFFFF")), 1):
        sheet.cell(1, column, "x").fill = PatternFill("solid", fgColor=colour)
    fills = [cell.fill for cell in read(saved(book)).tables[0].rows[0].cells]
    assert fills == ["92D050", "4F81BD", "A7C0DE", "254061", "FFFF00", None]


def test_what_merged_cells_cover_is_an_aside_and_ranges_stay_within_the_sheet_and_apart() -> None:
    cells = "<c r='A1'><v>1</v></c><c r='B1'><v>2</v></c><c r='C1'><v>3</v></c>"
    ranges = ("A1:B1", "B1:C1", "C1:XFD1048576", "E9:F9", "nonsense", "A1:A1")
    merged = "".join(f"<mergeCell ref='{each}'/>" for each in ranges)
    table = read(workbook(f"{rows(cells)}<mergeCells>{merged}</mergeCells>")).tables[0]
    assert [(cell.column, cell.columns, cell.rows) for cell in table.rows[0].cells] == [(1, 2, 1), (3, 1, 1)]
    assert [(line.text, line.aside) for line in table.rows[0].cells[0].paragraphs] == [("1", ""), ("2", "hidden")]


def test_rows_and_columns_without_text_are_cut_and_places_are_kept() -> None:
    sheet = (
        "<sheetData><row r='3'><c r='B3'><v>1</v></c><c r='XFD3'/></row><row r='1048576'><c s='1'/></row></sheetData>"
    )
    (table,) = read(workbook(f"<dimension ref='A1:XFD1048576'/>{sheet}")).tables
    assert (len(table.rows), table.columns, table.rows[2].cells[0].column) == (3, 2, 2)


def test_parts_by_other_names_and_parts_that_nothing_names() -> None:
    out = BytesIO()
    whole = workbook(rows("<c t='s'><v>0</v></c>"), shared("<t>read</t>"))
    with zipfile.ZipFile(BytesIO(whole)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            after.writestr(name.replace("sharedStrings", "SharedStrings").replace("/", "\\"), before.read(name))
        after.writestr("xl/left-over.xml", part("worksheet", rows("<c><v>7</v></c>")))
    assert texts(read(out.getvalue()).tables[0]) == [["read"]]
