"""Reports: their content in words, said once, and a module for each form in which they are given.

To add a form, add a module with `render(report) -> bytes` and its line to `FORMS`.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final

from si_plan.queries.report.rows import Report

FORMS: Final = {
    "html": "html",
    "docx": "docx",
    "xlsx": "xlsx",
    "md": "markdown",
}
"""Each form that a report can have, which is also the ending of its file, and the module here that renders it."""


def rendered(report: Report, form: str) -> bytes:
    """The report's file in one of `FORMS`. The same report gives the same bytes.

    Raises ModuleNotFoundError where the form's library is not installed.
    """
    module = import_module(f"si_plan.formats.reports.{FORMS[form]}")
    made: bytes = module.render(report)
    return made
