"""Hostile text through every command, format and width: nothing in it acts, and JSON gives it back exactly."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from example_plan import write_plan
from hostile_plan import CONTROLS, PAYLOADS, files
from running import Ran, siplan
from si_plan.documents.blocks import (
    Column,
    Document,
    Facts,
    Group,
    Heading,
    Part,
    Points,
    Row,
    Section,
    Table,
    verbatim,
)
from si_plan.documents.blocks import document as of_parts
from si_plan.documents.records import Columns, Records, text, texts
from si_plan.documents.visible import visible
from si_plan.formats import csv as csv_format
from si_plan.formats import json as json_format
from si_plan.formats import markdown, plain, terminal
from si_plan.queries.selection import PlanFacts
from si_plan.views.records import plan_record
from sweeping import swept

DAY = ("--as-of", "2016-09-15")
COMMANDS = {
    "overdue": ("overdue", *DAY),
    "overdue --all": ("overdue", "--all", *DAY),
    "due": ("due", "--within", "99w", *DAY),
    "by-owner": ("by-owner", *DAY),
    "by-owner HT": ("by-owner", "HT", *DAY),
    "coverage": ("coverage", *DAY),
    "matrix": ("coverage", "--matrix", *DAY),
    "gaps": ("coverage", "--gaps", *DAY),
    "status": ("status", *DAY),
    "list": ("list", *DAY),
    "measures": ("measures", *DAY),
    "timeline": ("status", "--timeline", *DAY),
    "trend": ("status", "--trend", *DAY),
    "export": ("export", *DAY, "--all", "--format", "table"),
    "notes": ("list", "--kind", "note", *DAY),
    "slippage": ("slippage", *DAY),
    "history": ("show", "1.1", "--history", *DAY),
    **{
        f"show {name}": ("show", name, *DAY) for name in ("1", "1.1", "1.1.1", "1.1.S1", "HT", "A1", "M1", "M1.1", "N1")
    },
}
EVERYTHING = " ".join(PAYLOADS)
_RICH = re.compile(r"\x1b\[[0-9;]*m")
_ACTING = MarkdownIt("gfm-like", {"html": True, "linkify": False})


def assert_harmless(text: str, about: object) -> None:
    """No character that acts, no line that a CI runner obeys."""
    for character in set(text) - {"\n"}:
        assert unicodedata.category(character) not in ("Cc", "Cf", "Zl", "Zp", "Cs", "Co"), (about, hex(ord(character)))
    assert "##[" not in text, about
    assert "##vso[" not in text, about
    for line in text.split("\n"):
        assert not line.strip().startswith("::"), (about, line)


_ALWAYS = ("::error::owned", '=HYPERLINK("https://evil.example")', "| a | b |")
_TEXTS = [
    pytest.param(EVERYTHING, id="everything"),
    *(pytest.param(text, id=text[:9], marks=pytest.mark.slow) for text in _ALWAYS),
    *(
        pytest.param(text, id=text[:9], marks=pytest.mark.sweep)
        for text in swept(text for text in PAYLOADS if text not in _ALWAYS)
    ),
]


@pytest.fixture(scope="module", params=_TEXTS)
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan in which all payloads stand together, and one for each."""
    return write_plan(tmp_path_factory.mktemp("hostile") / "plan", files(request.param))


def asked(plan: Path, command: str, *more: str, columns: int = 0) -> Ran:
    ran = siplan(*COMMANDS[command], *more, plan=plan, tty=columns > 0, env={"COLUMNS": str(columns or 80)})
    assert ran.code == 0, ran.err
    return ran


@pytest.mark.parametrize("command", COMMANDS)
def test_pipe_and_terminal(hostile: Path, command: str) -> None:
    assert_harmless(asked(hostile, command).out, command)
    assert_harmless(_RICH.sub("", asked(hostile, command, columns=80).out), command)


@pytest.mark.sweep
@pytest.mark.parametrize("columns", swept([20, 33, 47, 61, 120, 200]))
def test_terminals_of_other_widths(hostile: Path, columns: int) -> None:
    for command in COMMANDS:
        assert_harmless(_RICH.sub("", asked(hostile, command, columns=columns).out), (command, columns))


def test_csv_has_no_formula(hostile: Path) -> None:
    for command in COMMANDS:
        text = asked(hostile, command, "--format", "csv").out
        assert_harmless(text.replace("\r\n", "\n"), command)
        assert_no_formula(text)


def assert_no_formula(text: str) -> None:
    """No cell begins as a formula does; a number may be below zero."""
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in (part.lstrip(' \u3000"') for part in ";".join(row).split(";")):
            assert not cell.startswith(("=", "+", "@", "\t", "\r", "＝", "＋", "－", "＠")), cell
            assert not cell.startswith("-") or cell.lstrip("-").replace(".", "", 1).isdigit(), cell


def test_json_is_ascii_that_obeys_nobody(hostile: Path) -> None:
    for command in COMMANDS:
        text = asked(hostile, command, "--format", "json").out
        assert text.isascii()
        assert_harmless(text, command)
        assert json.loads(text)["rows"], command


def test_json_gives_the_text_back_exactly(tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plan", files(EVERYTHING))
    rows = json.loads(asked(plan, "list", "--format", "json").out)["rows"]
    assert {row["text"] for row in rows} == {EVERYTHING}
    shown = json.loads(asked(plan, "show 1.1", "--format", "json").out)["rows"][0]
    assert shown["title"] == EVERYTHING
    assert shown["log"][0]["note"] == EVERYTHING


def test_markdown_renders_as_text_in_the_page_s_own_tables(hostile: Path) -> None:
    for command in COMMANDS:
        text = asked(hostile, command, "--format", "markdown").out
        assert_harmless(text, command)
        assert_plain_markdown(text, command)


def assert_plain_markdown(text: str, about: object) -> None:
    """Only what a page is made of: headings, tables, lists of facts with bold labels, paragraphs."""
    page_made = {
        "heading",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "paragraph",
        "bullet_list",
        "list_item",
        "inline",
    }
    for token in _ACTING.parse(text):
        kind = token.type.removesuffix("_open").removesuffix("_close")
        assert kind in page_made, (about, token.type, token.content)
        if kind == "heading":
            assert token.tag in ("h2", "h3", "h4"), (about, token.content)
        for child in token.children or []:
            harmless = child.type in ("text", "text_special", "strong_open", "strong_close", "softbreak") or (
                child.type == "html_inline" and child.content == "<!-- -->"
            )
            assert harmless, (about, child.type, child.content)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markdown_shows_the_text_as_it_was_written(payload: str) -> None:
    table = Table((Column("Text"),), [Row((payload,))])
    tokens = _ACTING.parse(markdown.render(of_parts("", table)))
    cells = [token for token in tokens if token.type == "inline"]
    assert len(cells) == 2, "a heading and a cell"
    shown = "".join(child.content for child in cells[1].children or [] if child.type != "html_inline")
    assert shown == visible(payload).strip()


def test_one_cell_is_one_cell() -> None:
    table = Table((Column("A"), Column("B")), [Row((payload, payload)) for payload in PAYLOADS])
    tokens = _ACTING.parse(markdown.render(of_parts("", table)))
    assert sum(token.type == "td_open" for token in tokens) == 2 * len(PAYLOADS)


# Characters that no plan file may hold reach the formats all the same from elsewhere: names of files, refs, options.


@pytest.mark.parametrize("payload", [*PAYLOADS, *CONTROLS])
def test_every_format_makes_any_text_harmless(payload: str) -> None:
    columns = (Column(payload), Column(payload, "brief"), Column(payload, "id"))
    table = Table(columns, [Group("", payload, (payload,), (payload,)), Row((payload,) * 3)], payload, "", payload)
    empty = Table(columns, [], payload, payload)
    lines = (verbatim(payload, f"{payload}\n{payload}"), Points("Title", (payload,)), Heading(payload))
    parts: list[Part] = [payload, Facts([("Label", payload)]), *lines, table, empty]
    made = Document([Section("", payload, parts)], payload, payload, payload)
    assert_harmless(plain.render(made), "plain")
    assert_harmless(markdown.render(made), "markdown")
    for width in (20, 80):
        assert_harmless(terminal.render(made, width, color=False), width)
    for width in (40, 200):
        assert_harmless(_RICH.sub("", terminal.render(made, width, color=True)), width)


@pytest.mark.parametrize("payload", [*PAYLOADS, *CONTROLS])
def test_every_record_format_makes_any_text_harmless(payload: str) -> None:
    columns: Columns[str] = (
        text("a", lambda row: row),
        texts("b", lambda row: [row, row]),
        text("c", lambda _: None),
    )
    facts = PlanFacts(payload, payload, date(2016, 6, 3))
    records = Records("list", None, plan_record(facts), columns, [payload], {"filters": {"lead": payload}})
    written = json_format.render(records)
    assert written.isascii()
    assert_harmless(written, "json")
    assert json.loads(written)["rows"] == [{"a": payload, "b": [payload, payload], "c": None}]
    made = csv_format.render(records)
    assert_harmless(made.replace("\r\n", "\n"), "csv")
    assert_no_formula(made)


# Diagnostics: texts, file names, refs, options.


@pytest.mark.parametrize("payload", [*PAYLOADS, *CONTROLS])
def test_diagnostics_about_hostile_text(payload: str, tmp_path: Path) -> None:
    texts = files(payload)
    texts["roles.yaml"] = json.dumps([{"code": payload, "title": payload, "kind": payload, payload: payload}])
    texts["areas.yaml"] = json.dumps(payload)
    texts["measures.yaml"] = f"- id: {payload}\n"
    plan = write_plan(tmp_path / "plan", texts)
    for arguments in (("validate",), ("validate", "--format", "json"), ("overdue",)):
        ran = siplan(*arguments, plan=plan)
        assert ran.code in (1, 3)
        assert_harmless(ran.out + ran.err, arguments)


@pytest.mark.parametrize(
    "name", ["::error::x.yaml", "##[group].yaml", "\x1b[31mx.yaml", "\u202ex.yaml", "a\nb.yaml", "[b]x.yaml"]
)
def test_hostile_file_names(name: str, tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plan", {f"priorities/{name}": "[\n", f"progress/{name}": "- x\n", name: "x\n"})
    for arguments in (("validate",), ("validate", "--format", "json"), ("overdue",)):
        ran = siplan(*arguments, plan=plan)
        assert ran.code in (1, 3)
        assert_harmless(ran.out + ran.err, arguments)


@pytest.mark.slow
@pytest.mark.parametrize("payload", [payload for payload in (*PAYLOADS, *CONTROLS) if not payload.startswith("-")])
def test_hostile_options(payload: str, tmp_path: Path) -> None:
    plan = write_plan(tmp_path / "plan")
    for arguments in (
        ("overdue", "--lead", payload),
        ("overdue", "--area", payload),
        ("overdue", "--priority", payload),
        ("overdue", "--as-of", payload),
        ("overdue", "--at", payload),
        ("due", "--within", payload),
        ("list", "--state", payload),
        ("show", payload),
        ("show", payload, "--history"),
        ("by-owner", payload),
        ("edit", payload, "--fill-dates"),
    ):
        ran = siplan(*arguments, plan=plan)
        assert ran.code in (2, 3), arguments
        assert_harmless(ran.out + ran.err, arguments)
    assert_harmless(siplan("when", payload, plan=plan).out, "when")
    assert_harmless(siplan("overdue", plan=tmp_path / payload.replace("\0", "")).err, "plan")
