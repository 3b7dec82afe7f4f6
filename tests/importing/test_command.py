"""`siplan import` from end to end: what it writes, what it says, what it asks, and what it never writes over."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from pathlib import Path

import pytest

from at_terminal import CTRL_C, at_terminal
from running import Ran, siplan
from si_plan.importing.readers import read_document
from word_plan import word_plan

DOCS = Path(__file__).parents[2] / "docs"
FILES = {
    "plan/plan.yaml",
    "plan/roles.yaml",
    "import.yaml",
    "receipt.csv",
    "receipt.html",
    "schemas/import.schema.json",
}
SURE = """\
# Plan for reading

Aldmere Borough Council

1 September 2025

| No | Actions | Who | When | Milestones |
|---|---|---|---|---|
| 1.1 | Buy books | Head of Reading | By Dec 2025 | Books bought |

Priority
"""
ASKS = SURE.replace("By Dec 2025", "From January 2026")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a document in it that leaves a question."""
    (tmp_path / "plan.md").write_text(ASKS, "utf-8")
    return tmp_path


def imported(desk: Path, *more: str, file: str = "plan.md", into: str = "draft") -> Ran:
    return siplan("import", file, "--into", into, *more, plan=None, cwd=desk)


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def answer_all(file: Path, *answers: str) -> None:
    """Write answers after the open questions of an import.yaml, in order."""
    text = file.read_text("utf-8")
    for answer in answers:
        text = text.replace("    answer:\n", f"    answer: {answer}\n", 1)
    file.write_text(text, "utf-8")


def test_the_first_line_is_the_answer_and_the_code_says_whether_a_question_is_open(desk: Path) -> None:
    ran = imported(desk)
    told = ran.out.splitlines()
    assert told[0].startswith("1 action, 1 milestone, ")
    assert "question" in told[0]
    assert told[0].endswith(" words accounted for")
    assert (ran.code, ran.err) == (1, "")
    assert "from-lines" in ran.out
    assert files_in(desk / "draft").keys() >= FILES
    assert siplan("validate", plan=desk / "draft" / "plan").code == 0


def test_an_answer_in_import_yaml_is_obeyed_and_nothing_is_left_open(desk: Path) -> None:
    imported(desk)
    opened = json.loads(imported(desk, "--format", "json").out)
    assert opened["schema"] == "siplan/import/v1"
    answers = {row["id"]: (row["choices"] or ["Aldmere"])[0] for row in opened["rows"] if row["answer"] is None}
    answer_all(desk / "draft" / "import.yaml", *answers.values())
    ran = imported(desk, "--format", "json")
    told = json.loads(ran.out)
    assert (ran.code, told["questions_open"]) == (0, 0)
    assert {row["id"]: row["answer"] for row in told["rows"]}.items() >= answers.items()
    assert told["words"]["in_file"] == told["words"]["accounted"] > 20
    shown = siplan("show", "1.1.1", plan=desk / "draft" / "plan").out
    assert "Jan 2026" in shown


def test_the_same_document_and_mapping_give_the_same_bytes(desk: Path) -> None:
    imported(desk)
    first = files_in(desk / "draft")
    imported(desk)
    assert files_in(desk / "draft") == first
    imported(desk, "--map", "draft/import.yaml", into="other")
    assert files_in(desk / "other") == first


def test_what_a_person_wrote_in_import_yaml_stays_as_it_is_written(desk: Path) -> None:
    imported(desk)
    file = desk / "draft" / "import.yaml"
    written = file.read_text("utf-8")
    file.write_text("# Seen by Ann\n" + written.replace("document: ", "document:   "), "utf-8")
    mine = file.read_text("utf-8")
    assert imported(desk).code == 1
    assert file.read_text("utf-8") == mine
    answer_all(file, "nobody knows")  # which is none of the choices, so that the question stays open
    imported(desk)
    assert file.read_text("utf-8").startswith("# Seen by Ann\n# yaml-language-server")
    assert file.read_text("utf-8").count("#") == written.count("#") + 1


def test_the_receipt_has_every_paragraph_and_ends_with_the_words(desk: Path) -> None:
    imported(desk)
    raw = (desk / "draft" / "receipt.csv").read_text("utf-8-sig")
    *rows, last = csv.DictReader(io.StringIO(raw, newline=""))
    places = [tuple(int(row[name]) for name in ("table", "row", "column", "paragraph")) for row in rows]
    told = read_document(ASKS.encode(), "plan.md")
    assert list(dict.fromkeys(places)) == [tuple(paragraph.place) for paragraph in told.paragraphs()]
    assert all(row["fate"] for row in rows)
    assert last["rule"] == "equal"


@pytest.mark.parametrize(
    "changed", ["plan/plan.yaml", "plan/priorities/9.yaml", "plan/progress/1.1.yaml", "receipt.csv", "plan/notes.txt"]
)
def test_what_a_person_changed_is_never_written_over(desk: Path, changed: str) -> None:
    imported(desk)
    file = desk / "draft" / changed
    file.parent.mkdir(exist_ok=True)
    file.write_text("mine\n", "utf-8")
    before = files_in(desk / "draft")
    ran = imported(desk)
    assert (ran.code, ran.out) == (2, "")
    assert f"draft/{changed} is no longer as siplan wrote it" in ran.err
    assert files_in(desk / "draft") == before
    (desk / "draft" / "plan").rename(desk / "kept")
    (desk / "draft" / "receipt.csv").unlink()
    assert imported(desk).code == 1
    assert (desk / "draft" / "plan" / "plan.yaml").is_file()


def test_a_document_that_has_changed_needs_a_folder_of_its_own(desk: Path) -> None:
    imported(desk)
    (desk / "plan.md").write_text(ASKS.replace("Buy books", "Lend books"), "utf-8")
    ran = imported(desk)
    assert (ran.code, "is not the one that draft was imported from" in ran.err) == (2, True)
    assert imported(desk, "--map", "draft/import.yaml", into="next").code == 1
    assert "Lend books" in "".join(text.read_text("utf-8") for text in (desk / "next/plan/priorities").iterdir())


def test_a_file_that_the_draft_has_no_more_goes(desk: Path) -> None:
    imported(desk)
    before = files_in(desk / "draft" / "plan")
    file = desk / "draft" / "import.yaml"
    file.write_text(file.read_text("utf-8").replace("title: Plan for reading", "title: Another"), "utf-8")
    imported(desk)
    after = files_in(desk / "draft" / "plan")
    assert before.keys() - after.keys() == {"priorities/1-plan-reading.yaml"}
    assert after.keys() - before.keys() == {"priorities/1-another.yaml"}


@pytest.mark.parametrize("into", ["plan", "plan/draft", ".", "plan/priorities", "absent/draft", "plan.md"])
def test_nothing_is_written_where_a_plan_is_kept(desk: Path, into: str) -> None:
    assert siplan("init", "plan", "--authority", "A", "--dated", "2025-09-01", plan=None, cwd=desk).code == 0
    before = files_in(desk)
    ran = imported(desk, into=into)
    assert ran.code == 2, ran
    assert files_in(desk) == before


def test_a_folder_without_a_name_is_not_the_one_where_siplan_runs(desk: Path) -> None:
    ran = imported(desk, into="")
    assert (ran.code, sorted(files_in(desk))) == (2, ["plan.md"])
    assert "--into names no folder" in ran.err


def test_the_plan_in_use_is_no_draft(desk: Path) -> None:
    imported(desk)
    ran = siplan("import", "plan.md", "--into", "draft", plan=desk / "draft" / "plan", cwd=desk)
    assert (ran.code, "is the plan that --plan or SIPLAN_PLAN names" in ran.err) == (2, True)


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
@pytest.mark.parametrize("link", ["plan", "import.yaml", "plan/plan.yaml", ".siplan-import"])
def test_a_link_is_not_followed(desk: Path, link: str) -> None:
    imported(desk)
    target = desk / "elsewhere"
    (desk / "draft" / link).rename(target)
    (desk / "draft" / link).symlink_to(target)
    before = files_in(desk)
    assert imported(desk).code == 2
    assert files_in(desk) == before


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("plan.pdf", b"%PDF-1.7\n", "is a PDF (ask for the Word or Excel file"),
        ("plan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Word file of before 2007"),
        ("plan.docx", b"PK\x03\x04 nothing", "plan.docx"),
        ("plan.bin", b"\0\1\2", "siplan imports Word (.docx), Excel (.xlsx), HTML and Markdown"),
        ("empty.md", b"", "empty.md is empty"),
    ],
)
def test_what_cannot_be_imported_is_refused_with_what_to_do(desk: Path, name: str, content: bytes, said: str) -> None:
    (desk / name).write_bytes(content)
    ran = imported(desk, "--format", "json", file=name)
    assert (ran.code, json.loads(ran.out)["exit_code"]) == (3, 3)
    assert said in ran.err
    assert not (desk / "draft").exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--map", "absent.yaml"), "--map: there is no file absent.yaml"),
        (("--map", "."), "--map: there is no file ."),
    ],
)
def test_a_mapping_that_is_not_there_is_wrong_usage(desk: Path, more: tuple[str, ...], said: str) -> None:
    ran = imported(desk, *more)
    assert (ran.code, said in ran.err) == (2, True)


def test_mistakes_in_a_mapping_are_listed_on_their_lines(desk: Path) -> None:
    imported(desk)
    file = desk / "draft" / "import.yaml"
    file.write_text(file.read_text("utf-8").replace("field: leads", "field: leader"), "utf-8")
    before = files_in(desk / "draft")
    ran = imported(desk)
    assert ran.code == 3
    assert "draft/import.yaml:" in ran.err
    assert "did you mean leads?" in ran.err
    assert files_in(desk / "draft") == before


def test_a_document_that_is_not_there_is_wrong_usage(desk: Path) -> None:
    for name in ("absent.docx", "."):
        assert imported(desk, file=name).code == 2


def test_the_document_of_the_walk_through_is_the_one_that_is_made_here() -> None:
    there = read_document((DOCS / "our-plan.docx").read_bytes(), "our-plan.docx")
    assert there == read_document(word_plan(), "our-plan.docx")


@pytest.mark.skipif(os.name != "posix", reason="a pseudo-terminal")
class TestAtATerminal:
    PROMPT = "leave it open: "

    def test_what_is_open_is_asked_and_the_answers_are_kept(self, desk: Path) -> None:
        (desk / "our.docx").write_bytes(word_plan())
        command = ("import", "our.docx", "--into", "draft")
        first = siplan(*command, "--format", "json", plan=None, cwd=desk)
        still = [row for row in json.loads(first.out)["rows"] if row["answer"] is None]
        answers = ["1" if row["choices"] else "Westmere" for row in still]
        ran = at_terminal(*command, answers=["none of these", *answers], prompt=self.PROMPT, cwd=desk)
        assert "Question 1 of " in ran.out
        text = (desk / "draft" / "import.yaml").read_text("utf-8")
        assert f"answer: {still[1]['choices'][0]}" in text
        assert siplan(*command, plan=None, cwd=desk).code in (0, 1)

    def test_stopping_keeps_the_answers_that_were_given(self, desk: Path) -> None:
        ran = at_terminal("import", "plan.md", "--into", "draft", answers=["1", CTRL_C], prompt=self.PROMPT, cwd=desk)
        assert ran.code in (0, 1)
        assert "1 action, 1 milestone" in ran.out
        assert "Traceback" not in ran.out
        assert (desk / "draft" / "receipt.html").is_file()

    def test_enter_leaves_a_question_open(self, desk: Path) -> None:
        ran = at_terminal("import", "plan.md", "--into", "draft", prompt=self.PROMPT, cwd=desk)
        assert ran.code == 1
        assert ran.out.count("Question 1 of") == 1


@pytest.mark.parametrize(("library", "what"), [("lxml", "siplan import"), ("jinja2", "the receipt of an import")])
def test_a_missing_library_is_named_before_anything_is_written(
    desk: Path, monkeypatch: pytest.MonkeyPatch, library: str, what: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    ran = imported(desk)
    assert ran.code == 3
    assert ran.err == (
        f"siplan: {what} needs the library {library}, which is not installed "
        "(in siplan's folder: pip install -e '.[reports]')\n"
    )
    assert not (desk / "draft").exists()
