"""Reports as files, made once for all the tests that look into them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from asking import TODAY, plan_of, shipped
from hostile_plan import CONTROLS, PAYLOADS, files
from sample_plan import ON, sample
from si_plan.documents.blocks import Document
from si_plan.formats.table import ReportFormat
from si_plan.reports.document import document
from si_plan.reports.making import report
from si_plan.reports.rows import Report
from si_plan.reports.scope import SECTIONS, known_audience
from si_plan.reports.workbook.sheets import workbook

EVERYTHING = " ".join((*PAYLOADS, CONTROLS[6], "zero\u200bwidth _x0041_ &P &[Page]"))
UNSEEN = " ".join((*CONTROLS, "null \0 and no characters \ufffe \uffff \ud800"))
"""What no plan file may hold, as reading it refuses that. The formats do not rely on it."""
_MARK = "Kilroy was here"
ON_HOSTILE = TODAY.replace(day=15)
WHICH = ("shipped", "sample", "panel", "internal", "hostile")


@lru_cache
def told(which: str) -> Report:
    """The full report of the shipped plan at 1 September 2016, those of the sample at 1 March 2017 (for the public, a
    panel and a body that may see all), or that of a plan in which every text attacks."""
    if which == "shipped":
        return report(shipped(), None, TODAY, sections=SECTIONS)
    if which == "hostile":
        return hostile(EVERYTHING)
    audiences = {"panel": "education-advisory-panel", "internal": "childrens-services-dmt"}
    audience = known_audience(sample(), audiences[which]) if which in audiences else None
    return report(sample(), audience, ON, sections=SECTIONS)


def hostile(text: str) -> Report:
    """The report of a plan in which every text is this one."""
    return report(plan_of(files(text), base={}), None, ON_HOSTILE, sections=SECTIONS)


def rendered(report: Report, form: str) -> bytes:
    """The report's file in one of the forms of `ReportFormat`."""
    row, told = ReportFormat[form], document(report)
    return row.render(workbook(report, told) if row.renders == "workbook" else told)


@lru_cache
def file(which: str, form: str) -> bytes:
    return rendered(told(which), form)


@lru_cache
def _marked() -> tuple[Document, Document]:
    """The document and the workbook of a report in which every text of the plan's is the mark."""
    told = hostile(_MARK)
    page = document(told)
    return page, workbook(told, page)


def document_of(text: str) -> Document:
    """The document of a report in which every text of the plan's is this one, which need not be readable."""
    made: Document = _replaced(_marked()[0], text)
    return made


def workbook_of(text: str) -> Document:
    """The same as a workbook."""
    made: Document = _replaced(_marked()[1], text)
    return made


def _replaced(value: Any, text: str) -> Any:
    """A record with the text put in each place where the mark stands."""
    if isinstance(value, str):
        return value.replace(_MARK, text)
    if isinstance(value, list):
        return [_replaced(one, text) for one in value]
    if isinstance(value, tuple):
        made = [_replaced(one, text) for one in value]
        return type(value)(*made) if hasattr(value, "_fields") else tuple(made)
    return value
