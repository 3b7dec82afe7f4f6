"""siplan validate"""

import sys
from typing import Annotated

import typer

from si_plan import checks
from si_plan.cli.opening import read_sources
from si_plan.cli.output import screen_of, write
from si_plan.formats.findings import Report
from si_plan.formats.table import FindingsFormat
from si_plan.loading import load
from si_plan.sources import lines_of
from si_plan.views.explain import page_of


def validate(
    ctx: typer.Context,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="REF",
            help="Only what is new since this git revision (or folder), and what in the edit breaks the change rules.",
        ),
    ] = None,
    form: Annotated[FindingsFormat, typer.Option("--format", help="The format of the findings.")] = FindingsFormat.text,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 for warnings too.")] = False,
    answered: Annotated[bool, typer.Option("--answered", help="List known warnings and waived findings too.")] = False,
) -> None:
    """Check the whole plan, and show each mistake on its line with how to fix it."""
    if since is None:
        sources, shown = read_sources(ctx, from_root=form.from_root)
        report = Report(
            checks.findings_to_show(load(sources, shown)), len(sources), lines_of(sources), page_of, answered
        )
    else:
        from si_plan.cli.reviewing import reviewed

        report = reviewed(ctx, since, from_root=form.from_root)._replace(answered=answered)
    options = {"screen": screen_of(sys.stdout)} if form is FindingsFormat.text else {}
    write(form.render(report, **options).decode())
    wrong = any((one.severity == "error" or strict) and not one.answered_by for one in report.found)
    raise typer.Exit(int(wrong))
