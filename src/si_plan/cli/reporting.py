"""What the commands that make reports share: which form a file has, and the libraries that it takes."""

from __future__ import annotations

from pathlib import PurePath

from si_plan.cli.extras import needed
from si_plan.errors import UsageError
from si_plan.formats.reports import FORMS, rendered
from si_plan.queries.report.rows import Report
from si_plan.suggestions import did_you_mean


def form_of(out: str, asked: str | None) -> str:
    """The form asked for, else the one that the file's ending names. Raises UsageError."""
    name = asked if asked is not None else PurePath(out).suffix.removeprefix(".")
    form = name.lower()
    if form in FORMS:
        return form
    hint = did_you_mean(form, FORMS) or f"the forms are {', '.join(FORMS)}"
    if asked is not None:
        raise UsageError(f"--format: there is no report as {asked}", hint)
    raise UsageError(f"--out: the ending of {out} names no form of report", f"{hint}; or name one with --format")


def made(report: Report, form: str) -> bytes:
    """The report's file. Raises InstallationError where a library is missing that not every installation has."""
    try:
        return rendered(report, form)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] == "si_plan":
            raise
        needed(error.name.partition(".")[0], f"a report as {form}")
        raise
