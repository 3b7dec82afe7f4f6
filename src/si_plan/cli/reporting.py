"""What the commands that make reports share: which form a file has, and the libraries that it takes."""

from __future__ import annotations

from pathlib import PurePath

from si_plan.cli.extras import needed
from si_plan.errors import UsageError
from si_plan.formats.table import ReportFormat
from si_plan.queries.report.rows import Report
from si_plan.suggestions import did_you_mean


def form_of(out: str, asked: str | None) -> ReportFormat:
    """The form asked for, else the one that the file's ending names. Raises UsageError."""
    name = (asked if asked is not None else PurePath(out).suffix.removeprefix(".")).lower()
    if name in ReportFormat.__members__:
        return ReportFormat[name]
    hint = did_you_mean(name, ReportFormat) or f"the forms are {', '.join(ReportFormat)}"
    if asked is not None:
        raise UsageError(f"--format: there is no report as {asked}", hint)
    raise UsageError(f"--out: the ending of {out} names no form of report", f"{hint}; or name one with --format")


def made(report: Report, form: ReportFormat) -> bytes:
    """The report's file. Raises InstallationError where a library is missing that not every installation has."""
    if form.library:
        needed(form.library, f"a report as {form}")
    return form.rendered(report)
