"""The receipt: a row for every paragraph, a page to read beside the document, and the proof of its words."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from browser import chromium
from hostile_plan import CONTROLS, PAYLOADS
from si_plan.formats.csv import MARK
from si_plan.importing.document import Cell, Paragraph, Place, Row, SourceDocument, Table
from si_plan.importing.fates import Fated
from si_plan.importing.mapping import Question
from si_plan.importing.receipt import csv as receipt_csv
from si_plan.importing.receipt import page as receipt_page
from si_plan.importing.receipt.accounting import Receipt, receipt_of

SAID = "1 action, 2 milestones, 1 question open, 16 of 16 words accounted for"


def cell(row: int, column: int, *texts: str, columns: int = 1, rows: int = 1, fill: str | None = None) -> Cell:
    said = tuple(
        Paragraph(Place(1, row, column, number), text, level=number > 1) for number, text in enumerate(texts, 1)
    )
    return Cell(row, column, said, columns, rows, fill)


def document(say: str = "Agree it") -> SourceDocument:
    """A heading, and a table in which a cell spans columns, one spans rows and one place has no cell at all."""
    rows = (
        Row(1, (cell(1, 1, "Priority 1: Reading", columns=2), cell(1, 4, "By when", rows=2, fill="FFC000"))),
        Row(2, (cell(2, 1, "1.1"), cell(2, 2, say, "first point"), cell(2, 3, "HSI"))),
        Row(3, (cell(3, 1, "1.2"), cell(3, 4, "Dec 2016"))),
    )
    return SourceDocument("plan.docx", "docx", (Paragraph(Place(0, 0, 0, 1), say, heading=1), Table(1, rows, 4)))


def receipt(say: str = "Agree it", *, lacks: tuple[Place, ...] = (), words: str | None = None) -> Receipt:
    told = document(say)
    fated = []
    for paragraph in told.paragraphs():
        place = paragraph.place
        if place in lacks:
            continue
        if place.table == 0 or place.row == 1:
            fated.append(Fated(place, "heading", rule=say))
        elif place == Place(1, 3, 4, 1):
            fated += [Fated(place, "mapped", "1.2", "when", "Dec 2016"), Fated(place, "asked", "1.2", "due", "", say)]
        elif place == Place(1, 2, 3, 1):
            fated.append(Fated(place, "not-mapped", rule=say))
        else:
            fated.append(Fated(place, "mapped", "1.1", "title", say, "column Action"))
    asked = (
        Question(
            id="when-1-2",
            ask=say,
            cells=("table 1, row 3, column 4, column By when",),
            choices=(say, "none"),
            answer=None,
        ),
        Question(id="role-hsi", ask="Who is HSI?", cells=("table 9, row 9, column 9",), choices=(), answer=say),
    )
    every = " ".join(paragraph.words for paragraph in told.paragraphs())
    return receipt_of(told, fated, asked, Counter((every if words is None else words).split()))


def rows_of(made: Receipt) -> list[dict[str, str]]:
    raw = receipt_csv.render(made)
    assert raw.startswith(MARK)
    return list(csv.DictReader(io.StringIO(raw.removeprefix(MARK).decode("utf-8"), newline="")))


def test_every_paragraph_has_its_row_in_the_order_of_the_document() -> None:
    made = receipt()
    *rows, last = rows_of(made)
    assert list(last) == ["table", "row", "column", "paragraph", "text", "fate", "record", "field", "value", "rule"]
    places = [Place(*(int(row[name]) for name in ("table", "row", "column", "paragraph"))) for row in rows]
    assert list(dict.fromkeys(places)) == [paragraph.place for paragraph in made.document.paragraphs()]
    assert [row["fate"] for row in rows if row["row"] == "3" and row["column"] == "4"] == ["mapped", "asked"]
    assert (last["fate"], last["text"]) == ("words", "16 words in the file")
    assert (last["value"], last["rule"]) == ("16 words accounted for", "equal")


def test_the_proof_names_what_is_lost_and_what_the_file_does_not_have() -> None:
    lost = receipt(lacks=(Place(1, 2, 2, 2),))
    assert lost.proof.holds is False
    assert (lost.proof.lost, lost.proof.invented) == ((("first", 1), ("point", 1)), ())
    assert [paragraph.text for paragraph in lost.without_fate] == ["first point"]
    assert rows_of(lost)[-1]["rule"] == "unequal: lost first, point"
    other = receipt(words="Agree Agree Agree it it zeal")
    assert ("Agree", 1) in other.proof.lost
    assert ("HSI", 1) in other.proof.invented
    assert other.proof.raw == 6
    assert "lost Agree, zeal; not in the file" in rows_of(other)[-1]["rule"]


def test_a_paragraph_of_two_fields_counts_once_and_as_what_is_asked() -> None:
    assert receipt().counts == {"asked": 1, "not-mapped": 1, "mapped": 4, "heading": 3}


class _Page(HTMLParser):
    """The text, the elements and the ids of a page."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: Counter[str] = Counter()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.feed(page.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.tags[tag] += 1
        self.ids.add(named.get("id") or "")
        self.links.add((named.get("href") or "").removeprefix("#"))
        assert not any(name.startswith("on") for name in named)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_the_page_shows_each_paragraph_and_leads_from_a_question_to_its_cell() -> None:
    page = _Page(receipt_page.render(receipt(), SAID))
    shown = " ".join(" ".join(page.text).split())
    for paragraph in document().paragraphs():
        assert paragraph.text in shown
    assert SAID in shown
    assert page.links - {""} <= page.ids
    assert "p1-3-4-1" in page.links
    assert "1.2 when" in shown
    assert "asked (1.2 due)" in shown


@pytest.mark.parametrize(
    ("where", "leads_to"),
    [
        ("sheet P1, cell B2 of it, cell D5", "p1-5-4-1"),
        ("2.3, sheet P1, cell B2 of it, cell D5 (When), cell A1: x", "p1-5-4-1"),
        ("sheet P1, cell B2", ""),
        ("nowhere", ""),
    ],
)
def test_a_question_leads_to_its_cell_whatever_its_sheet_is_called(where: str, leads_to: str) -> None:
    here = Cell(5, 4, (Paragraph(Place(1, 5, 4, 1), "Termly"),))
    told = SourceDocument("p.xlsx", "xlsx", (Table(1, (Row(5, (here,)),), 4, "P1, cell B2 of it"),))
    asked = Question(id="q", ask="?", cells=(where,))
    page = _Page(receipt_page.render(receipt_of(told, [], [asked], Counter()), SAID))
    assert ({"p1-5-4-1"} & page.links == {"p1-5-4-1"}) == bool(leads_to)


def test_cells_stand_in_their_columns() -> None:
    page = receipt_page.render(receipt(), SAID).decode("utf-8")
    table = page[page.index("<table class=doc>") :]
    shape = [re.findall(r"<td( colspan=\d)?( rowspan=\d)?>", row) for row in table.split("<tr>")[2:]]
    assert shape == [
        [(" colspan=2", ""), ("", ""), ("", " rowspan=2")],
        [("", ""), ("", ""), ("", "")],
        [("", ""), (" colspan=2", ""), ("", "")],
    ]
    assert ".fFFC000{background:#FFC000}" in page


@pytest.mark.parametrize("text", [*PAYLOADS, "</style><script>alert(1)</script>", "{{ 7 * 7 }}", '" onload="x'])
def test_hostile_text_is_text_in_both(text: str) -> None:
    plain, hostile = receipt("x"), receipt(text)
    page = _Page(receipt_page.render(hostile, text))
    assert page.tags == _Page(receipt_page.render(plain, "x")).tags
    for row in rows_of(hostile):
        for value in row.values():
            assert not value.startswith(("=", "+", "@", "\t", "\r"))
            assert not re.search(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202e]", value)


@pytest.mark.parametrize("control", CONTROLS)
def test_what_would_act_shows_as_its_code(control: str) -> None:
    for raw in (receipt_page.render(receipt(f"a{control}b"), control), receipt_csv.render(receipt(f"a{control}b"))):
        assert control.encode("utf-8", "backslashreplace") not in raw.removeprefix(MARK)


def test_the_same_document_gives_the_same_bytes() -> None:
    assert receipt_page.render(receipt(), SAID) == receipt_page.render(receipt(), SAID)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.mark.slow
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_is_accessible_and_no_wider_than_its_screen(
    browser: Browser, tmp_path: Path, width: int, scheme: str
) -> None:
    file = tmp_path / "receipt.html"
    file.write_bytes(receipt_page.render(receipt(words="lost"), SAID))
    context = browser.new_context(viewport={"width": width, "height": 900})
    shown = context.new_page()
    told: list[str] = []
    shown.on("console", lambda message: told.append(message.text))
    shown.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    shown.goto(file.as_uri())
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
    found = Axe().run(shown, options={"runOnly": rules, "resultTypes": ["violations"]})
    assert [(one["id"], node["html"][:120]) for one in found.response["violations"] for node in one["nodes"]] == []
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    assert told == []
    context.close()
