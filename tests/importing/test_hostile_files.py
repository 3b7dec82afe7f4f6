"""Files made to break a reader: refused or read within seconds, never a traceback, every word accounted for."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from openpyxl import Workbook

from importing.accounts import lost_and_found
from importing.workbooks import part, rows, shared, workbook
from si_plan.importing.document import ImportRefusedError

_SECONDS = 10
"""Of processor time, on a slow machine: each takes a second or less."""
_MANY = 20_000
_CELL = "<table><tr><td>a</table>"


def read_or_refused(data: bytes, name: str) -> str:
    """What a refusal says; empty where the file is read, with every word accounted for."""
    began = time.process_time()
    try:
        assert lost_and_found(data, name) == ({}, {})
        said = ""
    except ImportRefusedError as refused:
        said = refused.said
    assert time.process_time() - began < _SECONDS
    return said


@pytest.mark.parametrize("name", ["plan.md", "plan.html"])
@pytest.mark.parametrize(
    "text",
    [
        "*" * _MANY, "*a " * _MANY, "**a " * _MANY, "_a" * _MANY, "[" * _MANY, "[a](" * _MANY, '[a](b "' * _MANY,
        "`" * _MANY, "``b```c" * _MANY, "<" * _MANY, "<a " * _MANY, "&" * _MANY, "|a" * _MANY + "\n" + "|-" * _MANY,
        "\t" * _MANY, "a\tb  c" * 40, "\ta\n" * _MANY, "> " * _MANY + "a", "- " * _MANY + "a", "# " + "#" * _MANY + "x",
        "<!--" * _MANY, "a<!--\n\n" * 9_000 + "-->", "a<!--" * _MANY + "-->", "<!--\n" * _MANY + "-->",
        "-" * _MANY + "x", "\\" * _MANY, "```\n~~~\n" * 9_000, "a" + " " * _MANY + "b", "• " * _MANY, "\0a" * _MANY,
        "&#x41;" * _MANY,
        "<p " + "a=b " * _MANY + ">x", '<p style="' + "background:" * _MANY + '">', '<meta charset="' * _MANY,
        "<table><tr>" + "<td rowspan=60000>a" * 190 + "<tr>" * 9_000, "<p>" * _MANY, _CELL * 5_000,
        "a  \n" * 9_000, "".join(" " * (n % 200) + "- a\n" for n in range(2_000)),
    ],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_texts(text: str, name: str) -> None:
    read_or_refused(text.encode(), name)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<div>" * 1_000, "elements in each other"),
        ("<table><tr><td>" * 1_000, "elements in each other"),
        ("<table><tr>" + "<td>a" * 300, "200 columns"),
        ("<table>" + "<tr><td>a" * 30_000, "20,000 rows"),
        ("<table><tr>" + "<td rowspan=9999>a" * 150 + "<tr>" * 9_998, "100,000 cells"),
        ("<p>a" * 60_000, "50,000 paragraphs"),
        ("<i>" * 400_000, "300,000 elements"),
        ("a" * 21_000_000, "larger than 20 MB"),
    ],
)
def test_pages_that_are_too_large_are_refused(text: str, said: str) -> None:
    assert said in read_or_refused(text.encode(), "plan.html")


def test_tables_of_markdown_that_are_too_large_are_refused() -> None:
    assert "20,000 rows" in read_or_refused(b"a\tb\n" * 30_000, "plan.md")
    assert "200 columns" in read_or_refused(b"a\t" * 300, "plan.md")
    assert "100,000 lines" in read_or_refused(b"a\n" * 200_000, "plan.md")


def _cells(count: int, cell: str) -> str:
    return f"<sheetData>{''.join(f'<row>{cell * 100}</row>' for _ in range(count // 100))}</sheetData>"


_ONE = rows("<c s='1'><v>1e300</v></c>")
_MERGED = "<mergeCell ref='A1:XFD1048576'/>" * _MANY
_HIDDEN = "<col min='1' max='99999999' hidden='1'/>" * _MANY
_ODD = "<sheetData><row r='-1'><c s='-1' t='x'><v>1</v></c></row><row r='²'><c t='s'><v>²</v></c></row></sheetData>"
_FILL = "<fills><fill><patternFill patternType='solid'><fgColor theme='-1' tint='nan'/></patternFill></fill></fills>"


def _form(code: str) -> dict[str, str]:
    formats = f"<numFmts><numFmt numFmtId='9' formatCode='{code}'/></numFmts><cellXfs><xf/><xf numFmtId='9'/></cellXfs>"
    return {"styles": part("styleSheet", formats)}


@pytest.mark.parametrize(
    ("sheet", "parts", "said"),
    [
        (rows("<c r='XFD1'><v>1</v></c>"), {}, "200 columns"),
        ("<sheetData><row r='1048576'><c r='A1048576'><v>1</v></c></row></sheetData>", {}, "20,000 rows"),
        pytest.param(_cells(120_000, "<c><v>1</v></c>"), {}, "100,000 cells", marks=pytest.mark.slow),
        pytest.param(_cells(900_000, "<c/>"), {}, "", marks=pytest.mark.slow),
        pytest.param(_cells(2_000_000, "<c/>"), {}, "too large", marks=pytest.mark.slow),
        (_cells(40_000, "<c t='s'><v>0</v></c>"), shared(f"<t>{'ab ' * 10_000}</t>"), "letters"),
        ("<x>" * 300 + "</x>" * 300, {}, "broken"),
        (f"{_ONE}<mergeCells>{_MERGED}</mergeCells>", {}, ""),
        (f"<cols>{_HIDDEN}</cols>{_ONE}", {}, ""),
        (rows("<c r='A0'><v>1</v></c>", "<c r='$$'><v>2</v></c>", "<c r='AAAA1'><v>3</v></c>"), {}, ""),
        (_ODD, {}, ""),
        (rows("<c><f>WEBSERVICE('http://x')</f><v>1</v></c>", "<c><f>'[1]x'!A1</f><v>2</v></c>"), {}, ""),
        (_ONE, _form("0.?#,_x*y" * 5_000), ""),
        (_ONE, _form("#,##0" + "%" * 200), ""),
        (_ONE, {"styles": part("styleSheet", f"{_FILL}<cellXfs><xf/><xf fillId='0'/></cellXfs>")}, ""),
    ],
)
def test_workbooks(sheet: str, parts: dict[str, str], said: str) -> None:
    found = read_or_refused(workbook(sheet, parts), "plan.xlsx")
    assert (said in found) if said else not found


def test_entities_are_not_followed() -> None:
    bomb = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
        f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
    )
    for declared in (f"{bomb}]>", "<!DOCTYPE x [<!ENTITY j SYSTEM 'file:///etc/passwd'>]>"):
        text = f"<?xml version='1.0'?>{declared}{shared('<t>&j;</t>')['sharedStrings']}"
        assert read_or_refused(workbook(rows("<c t='s'><v>0</v></c>"), {"sharedStrings": text}), "plan.xlsx")
    assert read_or_refused(f"{bomb}]><html><p>&j;</html>".encode(), "plan.html") == ""


def test_a_bomb_of_zeroes_is_refused_before_it_is_unpacked() -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook("<sheetData/>"))) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as after,
    ):
        for name in before.namelist():
            after.writestr(name, before.read(name) + b" " * (60_000_000 if name == "xl/sheet.xml" else 0))
    assert len(out.getvalue()) < 100_000
    assert "unpacks to more than" in read_or_refused(out.getvalue(), "plan.xlsx")


def test_a_workbook_with_a_broken_part_that_no_reader_opens_is_refused() -> None:
    saved = io.BytesIO()
    Workbook().save(saved)
    with zipfile.ZipFile(saved) as packed:
        unread = packed.getinfo("docProps/core.xml")
    data = bytearray(saved.getvalue())
    begins = unread.header_offset + 30 + len(unread.filename)
    data[begins : begins + 40] = b"\xff" * 40
    assert "the words of the file cannot be counted" in read_or_refused(bytes(data), "plan.xlsx")
