"""siplan report"""

from datetime import date
from pathlib import PurePath
from typing import Annotated

import typer

from si_plan.cli.extras import needed
from si_plan.cli.files import save
from si_plan.cli.opening import sound_plan
from si_plan.cli.options import AsOf, day
from si_plan.cli.output import write_account
from si_plan.dates.reduced import DateError, parse_reduced
from si_plan.documents.visible import visible
from si_plan.errors import UsageError
from si_plan.formats.table import ReportFormat
from si_plan.reports.document import document
from si_plan.reports.making import report
from si_plan.reports.rows import Former, Report
from si_plan.reports.scope import known_audience
from si_plan.suggestions import did_you_mean

Audience = Annotated[
    str | None,
    typer.Option("--for", metavar="AUDIENCE", help="For whom, by the id in plan.yaml. [default: the public]"),
]
SinceOption = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="DATE|REF",
        help="What to compare with: a day, or a git revision. [default: the last meeting]",
    ),
]
ToFile = Annotated[str, typer.Option("--out", metavar="FILE", help="The file to write.")]
Form = Annotated[
    str | None, typer.Option("--format", metavar="FORM", help="The form, where the file's ending does not say it.")
]


def command(
    ctx: typer.Context,
    out: ToFile,
    audience: Audience = None,
    as_of: AsOf = None,
    since: SinceOption = None,
    form: Form = None,
) -> None:
    """Write a report for an audience: what is overdue, due, slipped, done, and the whole plan."""
    kind = _form_of(out, form)
    on = day(as_of, "--as-of")
    plan = sound_plan(ctx)
    who = known_audience(plan, audience) if audience is not None else None
    told = report(plan, who, on, _since(ctx, since, on) if since is not None else None)
    save(ctx, out, _made(told, kind))
    left_out = f"; {told.figures.withheld} left out as not public" if told.figures.withheld else ""
    write_account(f"wrote {visible(out)} ({'public' if told.public else 'internal'}{left_out})\n")


def _since(ctx: typer.Context, text: str, on: date) -> date | Former:
    """What `--since` names: a day up to the report's own, or the plan at a revision. Raises UsageError."""
    try:
        reduced = parse_reduced(text)
    except DateError:
        return Former(text, sound_plan(ctx, at=text))
    if reduced.earliest != reduced.latest:
        raise UsageError(f"--since: {text} is not a day", f"write the day too, as {reduced.earliest}")
    if reduced.earliest > on:
        raise UsageError(f"--since: {text} is after the report's day, {on}", "name an earlier day, or a later --as-of")
    return reduced.earliest


def _form_of(out: str, asked: str | None) -> ReportFormat:
    """The form asked for, else the one that the file's ending names. Raises UsageError."""
    name = (asked if asked is not None else PurePath(out).suffix.removeprefix(".")).lower()
    if name in ReportFormat.__members__:
        return ReportFormat[name]
    hint = did_you_mean(name, ReportFormat) or f"the forms are {', '.join(ReportFormat)}"
    if asked is not None:
        raise UsageError(f"--format: there is no report as {asked}", hint)
    raise UsageError(f"--out: the ending of {out} names no form of report", f"{hint}; or name one with --format")


def _made(report: Report, form: ReportFormat) -> bytes:
    """The report's file. Raises InstallationError where a library is missing that not every installation has."""
    if form.library:
        needed(form.library, f"a report as {form}")
    told = document(report)
    if form.renders == "workbook":
        from si_plan.reports.workbook.sheets import workbook  # only this form needs them

        told = workbook(report, told)
    return form.rendered(told)
