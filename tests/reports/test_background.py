"""The plan's background: what of the document is no action, in every form of a report."""

from __future__ import annotations

import io

import docx
import pytest
from openpyxl import load_workbook

from asking import TODAY, plan_of
from example_plan import BASE
from report_files import rendered
from si_plan.reports.document import document
from si_plan.reports.making import report
from si_plan.reports.rows import Report
from si_plan.reports.scope import SECTIONS

_TEXTS = ("Inspectors came in February", "Reading has fallen for three years")
_BACKGROUND = "background:\n" + "".join(f"  - {text}\n" for text in _TEXTS)
_AUDIENCE = "audiences:\n  - {id: panel, title: Panel, sections: [%s]}\n"


def _report(more: str = _BACKGROUND, audience: bool = False) -> Report:
    plan = plan_of({"plan.yaml": BASE["plan.yaml"] + more})
    chosen = () if audience else SECTIONS
    return report(plan, plan.details.audiences[0] if audience else None, TODAY, sections=chosen)


def _sections(made: Report) -> list[str]:
    return [section.name for section in document(made).sections]


def test_it_is_a_section_before_the_whole_plan_and_leaves_the_opening_short() -> None:
    names = _sections(_report())
    assert names[names.index("background") + 1] == "plan"
    opening = document(_report()).sections[0]
    assert opening == document(_report("")).sections[0]


def test_a_plan_without_it_has_no_such_section() -> None:
    assert "background" not in _sections(_report(""))
    assert "background" not in _sections(_report(_AUDIENCE % "background, due", audience=True))


@pytest.mark.parametrize(("sections", "shown"), [("background, due", True), ("due", False)])
def test_an_audience_may_choose_it(sections: str, shown: bool) -> None:
    made = _report(_BACKGROUND + _AUDIENCE % sections, audience=True)
    assert ("background" in _sections(made)) is shown


@pytest.mark.parametrize("form", ["html", "md"])
def test_text_forms_have_each_text(form: str) -> None:
    made = rendered(_report(), form).decode()
    assert [made.count(text) for text in _TEXTS] == [1, 1]


def test_the_document_has_each_text_as_a_paragraph() -> None:
    paragraphs = [one.text for one in docx.Document(io.BytesIO(rendered(_report(), "docx"))).paragraphs]
    assert [paragraphs.count(text) for text in _TEXTS] == [1, 1]


def test_the_workbook_has_them_on_a_sheet() -> None:
    sheet = load_workbook(io.BytesIO(rendered(_report(), "xlsx")))["Background"]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == list(_TEXTS)


@pytest.mark.parametrize("form", ["html", "md"])
def test_a_text_says_what_takes_it_up(form: str) -> None:
    taken = _BACKGROUND + '  - {text: We will open a library, see: ["1.1"]}\n  - {text: We will paint, see: []}\n'
    made = rendered(_report(taken), form).decode()
    assert "We will open a library (taken up by 1.1)" in made
    assert "We will paint" in made
    assert "nothing takes it up" not in made  # the section of gaps has it
