"""The forms in which a report is given, a module each.

To add a form, add a module with `render(report) -> bytes` and its row to `ReportFormat`.
"""

from __future__ import annotations

from si_plan.formats.table import ReportFormat
from si_plan.reports.rows import Report


def rendered(report: Report, form: str) -> bytes:
    """The report's file in one of the forms of `ReportFormat`. The same report gives the same bytes.

    Raises ModuleNotFoundError where the form's library is not installed.
    """
    return ReportFormat[form].rendered(report)
