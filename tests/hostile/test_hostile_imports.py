"""Hostile documents through the whole of `siplan import`: no traceback, no more than seconds and memory that is there,
nothing read or written outside, and nothing in what is written acts."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Final

import pytest
import yaml
from docx import Document
from openpyxl import Workbook

from hostile.test_hostile_text import EVERYTHING, assert_harmless
from hostile_plan import PAYLOADS
from measured import measured
from running import Ran, siplan
from si_plan.formulas import acts

pytestmark = pytest.mark.slow

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SECONDS: Final = 20
MEGABYTES: Final = 450
HEADER: Final = "<tr><th>No</th><th>Actions</th><th>Who</th><th>When</th><th>Milestones</th></tr>"
SECRET: Final = "the-secret-of-this-machine"


def page(*cells: str, rows: int = 1, before: str = "", after: str = "") -> bytes:
    """A page with a table of actions; the cells stand for those of a row."""
    filled = [*cells, *("1.1", "Buy books", "HT", "By Dec 2025", "Books bought")[len(cells) :]]
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in filled)}</tr>" for _ in range(rows))
    title = "<h1>Plan</h1><p>A Council</p><p>1 September 2025</p>"
    return f"<html><body>{title}{before}<table>{HEADER}{body}</table>{after}</body></html>".encode()


def _row(number: int, text: str) -> bytes:
    return f"<tr><td>1.{number}</td>{f'<td>{escape(text)}</td>' * 4}</tr>".encode("utf-8", "replace")


def docx_of(body: str, head: str = "") -> bytes:
    """A Word document of this XML in its body."""
    blank = io.BytesIO()
    Document().save(blank)
    out = io.BytesIO()
    with zipfile.ZipFile(blank) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            xml = f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
            new.writestr(name, xml if name == "word/document.xml" else old.read(name))
    return out.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def word_table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def word_cell(inside: str, more: str = "") -> str:
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{inside}</w:tc>"


def workbook_of(fill: Callable[[Workbook], None]) -> bytes:
    book = Workbook()
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _formulas(book: Workbook) -> None:
    sheet = book.active
    assert sheet is not None
    sheet.append(["Ref", "Actions", "Lead", "By when", "Milestones"])
    sheet.append(["1.1", '=HYPERLINK("http://evil.example","x")', "HT", "=TODAY()", "=cmd|'/c calc'!A0"])
    sheet.append(["1.2", "'=1+1", "@SUM(A1)", "+1", "-1"])


def _far_away(book: Workbook) -> None:
    sheet = book.active
    assert sheet is not None
    sheet.append(["Ref", "Actions", "Lead"])
    sheet["XFD1048576"] = "far"


def _wide_merges(book: Workbook) -> None:
    sheet = book.active
    assert sheet is not None
    sheet.append(["Ref", "Actions", "Lead", "By when", "Milestones"])
    sheet.append(["1.1", "Buy books", "HT", "By Dec 2025", "Books bought"])
    sheet.merge_cells("A3:B3")


def _sheet_names(book: Workbook) -> None:
    for name in ("..", "&<script>", "'; DROP", "P1 :: x"):
        sheet = book.create_sheet(name.replace(":", "").replace("/", ""))
        sheet.append(["Ref", "Actions", "Lead", "By when", "Milestones"])
        sheet.append(["1.1", "../../../../tmp/owned", "CON", "By Dec 2025", "NUL"])


def merged_to_the_end() -> bytes:
    """A workbook in which a merged cell takes the rest of the sheet, which openpyxl itself would not write."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook_of(_wide_merges))) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            new.writestr(part, old.read(part).replace(b'"A3:B3"', b'"A3:XFD1048576"'))
    return out.getvalue()


def bomb(name: str, size: int) -> bytes:
    """A zip whose part unpacks to so many bytes."""
    out = io.BytesIO()
    whole = io.BytesIO(docx_of(paragraph("x")))
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        with new.open(name, "w", force_zip64=True) as inside:
            inside.write(f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>'.encode())
            for _ in range(size // 1_000_000):
                inside.write(b"a" * 1_200_000)
    return out.getvalue()


_ENTITY: Final = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file://{}">]>'
_LAUGHS: Final = (
    "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)) + "]>"
)
YAML_TEXT: Final = (
    "*alias",
    "&anchor x",
    "!!python/object:os.system",
    "- a: b",
    "{a: [",
    "---",
    "# c",
    "? x",
    "~",
    "1.10",
)

DOCUMENTS: Final[dict[str, bytes | Callable[[Path], bytes]]] = {
    "bomb.docx": lambda _: bomb("word/document.xml", 300_000_000),
    "bomb-of-styles.docx": lambda _: bomb("word/styles.xml", 300_000_000),
    "many-parts.docx": lambda _: _many_parts(),
    "entity.docx": lambda secret: docx_of(paragraph("&secret;"), _ENTITY.format(secret)),
    "entity.html": lambda secret: _ENTITY.format(secret).encode() + page("1.1", "&secret;"),
    "laughs.docx": docx_of(paragraph("&a11;"), _LAUGHS),
    "laughs.html": _LAUGHS.encode() + page("1.1", "&a11;"),
    "wide.html": page("1.1", "x").replace(b"<td>x", b"<td colspan=1000000 rowspan=1000000>x"),
    "wide.docx": docx_of(word_table(word_cell(paragraph("No"), '<w:gridSpan w:val="1000000"/>'))),
    "far.xlsx": workbook_of(_far_away),
    "merged.xlsx": merged_to_the_end(),
    "deep.html": page("1.1", "<div>" * 100_000 + "x"),
    "deep-tables.html": page("1.1", "<table><tr><td>" * 3_000 + "x"),
    "deep.docx": lambda _: docx_of(_nested(2_000)),
    "deep.md": b"> " * 50_000 + b"x\n\n" + b"".join(b" " * n + b"- x\n" for n in range(1_000)),
    "formulas.xlsx": workbook_of(_formulas),
    "formulas.html": page("1.1", '=HYPERLINK("http://evil.example","x")', "@HT", "+1", "-1; =2"),
    "escapes.html": page("1.1", "\x1b]0;owned\x07\x1b[2J &#27;[31m \u202e txt", "H\u200bT", "::error::x", "##[group]x"),
    "escapes.md": b"# \x1b[2J\n\n| No | Actions |\n|--|--|\n| 1.1 | \x1b]8;;http://evil.example\x07x |\n",
    "yaml.html": page(*(YAML_TEXT[:5]), before="".join(f"<p>{text}</p>" for text in YAML_TEXT)),
    "markup.html": page("1.1", "&lt;script&gt;alert(1)&lt;/script&gt;", "{{ 7 * 7 }}", "&lt;/style&gt;", "![x](y)"),
    "links.html": page("1.1", '<a href="javascript:alert(1)">x</a><img src="http://evil.example/x.png">', "HT"),
    "paths.html": page("1.1", "x", before="<h2>Priority 1: ../../../../tmp/owned</h2>"),
    "paths.md": b"# Priority 1: /etc/passwd\n\n| No | Actions | Who |\n|--|--|--|\n| ../1 | CON | NUL |\n",
    "sheets.xlsx": workbook_of(_sheet_names),
    "roles.html": page("1.1", "x", " / ".join(f"Q{n}X" for n in range(500)), rows=3),
    "same-refs.html": page(rows=1_500),
    "rows.html": page(rows=30_000),
    "long-word.html": page("1.1", "a" * 1_200_000),
    "long-ref.html": page("9" * 5_000, "x"),
    "zeros.md": b"\0" * 1_000_000,
    "not-utf-8.md": bytes(range(1, 256)) * 50,
    "truncated.docx": docx_of(paragraph("x"))[:-2_000],
    "everything.html": page(*(escape(EVERYTHING),) * 5, before=f"<h2>Priority 1: {escape(EVERYTHING)}</h2>"),
    "payloads.html": page().replace(b"</table>", b"".join(map(_row, range(2, 999), PAYLOADS)) + b"</table>"),
}  # fmt: skip


def _many_parts() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for number in range(20_000):
            new.writestr(f"word/part{number}.xml", "")
    return out.getvalue()


def _nested(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + paragraph("x") + "</w:tc></w:tr></w:tbl>" * depth


COSTLY: Final = re.compile("bomb|many|laughs|wide|far|merged|deep|roles|same-refs|rows|long|zeros")
"""The documents that could cost much: each has a process of its own, which is measured."""


def imported(desk: Path, name: str) -> Ran:
    """What the import of a document says."""
    if not COSTLY.match(name):
        return siplan("import", name, "--into", "draft", plan=None, cwd=desk)
    ran = measured(desk, "import", name, "--into", "draft", seconds=SECONDS)
    assert ran.megabytes < MEGABYTES
    return Ran(ran.code, ran.out, ran.err)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_document_does_harm(tmp_path: Path, name: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, "utf-8")
    desk = tmp_path / "desk"
    desk.mkdir()
    made = DOCUMENTS[name]
    (desk / name).write_bytes(made if isinstance(made, bytes) else made(secret))
    ran = imported(desk, name)
    assert ran.code in (0, 1, 3), ran.err[-2000:]
    assert "Traceback" not in ran.err
    assert SECRET not in ran.out + ran.err
    assert_harmless(ran.out, name)
    assert_harmless(ran.err, name)
    assert {path.name for path in tmp_path.iterdir()} == {"secret.txt", "desk"}
    assert {path.name for path in desk.iterdir()} <= {name, "draft"}
    if ran.code == 3:
        assert not (desk / "draft").exists()
        return
    look_into(desk / "draft")


def look_into(draft: Path) -> None:
    """What an import wrote: all of it in its own folder, by names of letters and digits; no secret, nothing that acts;
    YAML that any reader takes for texts; a draft that siplan reads."""
    for path in draft.rglob("*"):
        assert not path.is_symlink()
        assert re.fullmatch(r"[A-Za-z0-9.-]+", path.name), path.name
        if path.is_dir():
            continue
        text = path.read_text("utf-8")
        assert SECRET not in text
        if path.suffix == ".yaml":
            assert_texts(yaml.load(text, yaml.CSafeLoader))
    rows = list(csv.reader(io.StringIO((draft / "receipt.csv").read_text("utf-8-sig"), newline="")))
    assert not any(acts(cell) and not cell.startswith("'") for row in rows for cell in row[4:])
    assert_harmless("\n".join(cell for row in rows for cell in row), draft)
    page = (draft / "receipt.html").read_text("utf-8")
    assert not re.search(r"<(script|img|svg|iframe|object|link|a [^>]*href=\"(?!#))", page)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)
    checked = siplan("validate", "--format", "json", plan=draft / "plan")
    wrong = {row["code"] for row in json.loads(checked.out)["rows"] if row["severity"] == "error"}
    assert wrong <= {"too-much-repeated"}  # which no document that people read says


def assert_texts(value: object) -> None:
    """Nothing in YAML is a type of another program's."""
    if isinstance(value, dict):
        for name, inside in value.items():
            assert isinstance(name, str)
            assert_texts(inside)
    elif isinstance(value, list):
        for inside in value:
            assert_texts(inside)


def test_four_hundred_actions_take_less_than_ten_seconds(tmp_path: Path) -> None:
    rows = [
        f"<tr><td>{1 + n // 50}.{1 + n % 50}</td><td>Do what is named {n}</td><td>HT</td><td>By Dec 2025</td>"
        f"<td><ul><li>First of {n}</li><li>Second of {n}</li></ul></td></tr>"
        for n in range(400)
    ]
    whole = "".join(
        f"<h2>Priority {p + 1}: Part {p + 1}</h2><table>{HEADER}{''.join(rows[p * 50 : p * 50 + 50])}</table>"
        for p in range(8)
    )
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "plan.html").write_text(f"<html><body><h1>Plan</h1>{whole}</body></html>", "utf-8")
    ran = measured(tmp_path / "desk", "import", "plan.html", "--into", "draft")
    assert ran.out.startswith("400 actions, 800 milestones, ")
