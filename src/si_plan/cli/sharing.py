"""The commands that share the plan with those who never see a terminal: a report, a site, a calendar.

A process answers one command, so each imports what it alone needs in its body.
"""

from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from si_plan.cli.asking import Chosen, ManyPlans, asked_of, open_portfolio
from si_plan.cli.completing import offer_leads
from si_plan.cli.files import names_folder, own_folder, save
from si_plan.cli.libraries import need
from si_plan.cli.opening import portfolio_file, sound_plan
from si_plan.cli.options import Area, AsOf, At, Lead, Out, Priority, day, span
from si_plan.cli.output import progress, write, write_account
from si_plan.errors import UsageError
from si_plan.formats.table import CalendarFormat, ReportFormat

if TYPE_CHECKING:
    from si_plan.reports.rows import Former, Report

Audience = Annotated[
    str | None,
    typer.Option("--for", metavar="AUDIENCE", help="Who it is for: an audience in plan.yaml. [default: the public]"),
]
SinceOption = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="DATE|REF",
        help="Compare with this day or git revision. [default: the last meeting; of a portfolio, 30 days before]",
    ),
]
ToFile = Annotated[
    str,
    typer.Option("--out", metavar="FILE|DIR/", help="The file (.html, .docx, .xlsx, .md), or the folder of a site."),
]
Form = Annotated[
    str | None, typer.Option("--format", metavar="FORM", help="The format, if the name of the file does not say.")
]


def report(
    ctx: typer.Context,
    out: ToFile,
    audience: Audience = None,
    as_of: AsOf = None,
    since: SinceOption = None,
    full: Annotated[
        bool, typer.Option("--full", help="Add the whole plan, what it does not say, leads and notes.")
    ] = False,
    sections: Annotated[
        str | None, typer.Option("--sections", metavar="NAMES", help="Only these sections: overdue,due.")
    ] = None,
    internal: Annotated[
        bool, typer.Option("--internal", help="For officers: with reasons, notes and evidence that are not public.")
    ] = False,
    form: Form = None,
) -> None:
    """Write a report for an audience or, with a folder, a whole site with every public report."""
    file = portfolio_file(ctx)
    if file is not None:
        from si_plan.cli.board import refuse, write_board, write_board_site

        of_one = {"--for": audience, "--full": full, "--sections": sections}
        refuse(of_one, "is for the report of one plan", "name one member's folder with --plan")
        asked = ManyPlans(open_portfolio(file), Chosen(as_of, internal=internal))
        if names_folder(out):
            refuse({"--format": form, "--internal": internal}, f"is for a file, but {out} is a folder", "name a file")
            write_board_site(ctx, asked, out, since)
        else:
            write_board(ctx, asked, out, since, _form_of(out, form), internal=internal)
        return
    if names_folder(out):
        folder = own_folder(ctx, out)
        given = {"--for": audience, "--since": since, "--format": form, "--sections": sections}
        chosen = [option for option, value in given.items() if value is not None]
        chosen += [option for option, value in {"--full": full, "--internal": internal}.items() if value]
        if chosen:
            raise UsageError(f"{chosen[0]} is for one report, but {out} is a folder", "use --out to name a file")
        _write_site(ctx, out, folder, day(as_of, "--as-of"))
        return
    from si_plan.documents.visible import visible
    from si_plan.reports.making import report as told_of
    from si_plan.reports.scope import SECTIONS, known_audience, sections_named

    if full and sections is not None:
        raise UsageError("--full and --sections cannot be used together", "choose one")
    kind = _form_of(out, form)
    on = day(as_of, "--as-of")
    plan = sound_plan(ctx)
    who = known_audience(plan, audience) if audience is not None else None
    chosen_sections = SECTIONS if full else sections_named(sections) if sections is not None else ()
    then = _since(ctx, since, on) if since is not None else None
    told = told_of(plan, who, on, then, sections=chosen_sections, internal=internal)
    save(ctx, out, _made(told, kind))
    left_out = f"; {told.figures.withheld} left out as not public" if told.figures.withheld else ""
    write_account(f"wrote {visible(out)} ({'public' if told.public else 'internal'}{left_out})\n")


def _since(ctx: typer.Context, text: str, on: date) -> "date | Former":
    """What `--since` names: a day up to the report's own, or the plan at a revision. Raises UsageError."""
    from si_plan.dates.reduced import DateError, parse_reduced
    from si_plan.reports.rows import Former

    try:
        reduced = parse_reduced(text)
    except DateError:
        return Former(text, sound_plan(ctx, at=text))
    if reduced.earliest != reduced.latest:
        raise UsageError(f"--since: {text} does not say which day", f"write the day too, such as {reduced.earliest}")
    if reduced.earliest > on:
        raise UsageError(
            f"--since: {text} is after the day of the report, {on}", "give an earlier day, or a later --as-of"
        )
    return reduced.earliest


def _form_of(out: str, asked: str | None) -> ReportFormat:
    """The form asked for, else the one that the file's ending names. Raises UsageError."""
    name = (asked if asked is not None else PurePath(out).suffix.removeprefix(".")).lower()
    if name in ReportFormat.__members__:
        return ReportFormat[name]
    from si_plan.suggestions import did_you_mean

    hint = did_you_mean(name, ReportFormat) or f"the formats are {', '.join(ReportFormat)}"
    if asked is not None:
        raise UsageError(f"--format: siplan cannot write a report as {asked}", hint)
    raise UsageError(f"--out: siplan cannot tell the format from {out}", f"{hint}; or add --format")


def _made(report: "Report", form: ReportFormat) -> bytes:
    """The report's file. Raises InstallationError where a library is missing that not every installation has."""
    if form.library:
        need(form.library, f"a report as {form}")
    from si_plan.reports.document import document

    told = document(report)
    if form.renders == "workbook":
        from si_plan.reports.workbook.sheets import workbook  # only this form needs them

        told = workbook(report, told)
    return form.render(told)


def _write_site(ctx: typer.Context, out: str, folder: Path, on: date) -> None:
    """Write the plan as a site for any static host: the page, each audience's report, meetings, downloads."""
    from si_plan.documents.visible import visible
    from si_plan.documents.words import count
    from si_plan.writing.outputs import replace_folder

    plan = sound_plan(ctx)
    for form in (*ReportFormat, *CalendarFormat):
        if form.library:
            need(form.library, "a site")
    from si_plan.publishing.site import files_of, site

    with progress("Making the site", files_of(plan, on)) as step:
        files = site(plan, on, step)
    replace_folder(folder, files)
    write_account(f"wrote {count(len(files), 'file')} to {visible(out)}\n")
    internal = [audience.title for audience in plan.details.audiences if not audience.public]
    if internal:
        write_account(f"not published, as the audience is internal: {visible(', '.join(internal))}\n")


def calendar(
    ctx: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="LEAD",
            help="Whose deadlines: the code, alias or title of a role. [default: everyone's]",
            autocompletion=offer_leads,
        ),
    ] = None,
    within: Annotated[
        str, typer.Option("--within", metavar="SPAN", help="How far ahead to list what recurs: 52w.")
    ] = "52w",
    alarm: Annotated[
        list[str],
        typer.Option(
            "--alarm", metavar="SPAN", help="How long before to set an alarm; give it again for more. 0d: none."
        ),
    ] = ["28d", "7d"],  # noqa: B006 - typer copies it
    as_of: AsOf = None,
    lead: Lead = None,
    area: Area = None,
    priority: Priority = None,
    at: At = None,
    out: Out = None,
) -> None:
    """Write the deadlines as a calendar file (.ics). A later file updates it."""
    if name is not None and lead is not None:
        raise UsageError("a lead is named twice, as LEAD and with --lead", "use one of them")
    need("icalendar", "siplan calendar")
    from si_plan.queries.deadlines import deadlines
    from si_plan.views.calendar import calendar_of

    ahead, alarms = span(within, "--within"), [span(text, "--alarm") for text in alarm]
    asked = asked_of(ctx, Chosen(as_of, name or lead, area, priority, at))
    dated = deadlines(asked.plan, asked.selection, ahead)
    made = calendar_of(asked.question, dated, [before for before in alarms if before])
    content = CalendarFormat.ics.render(made)
    if out is not None:
        save(ctx, out, content)
    else:
        write(content.decode())
