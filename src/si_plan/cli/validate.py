"""siplan validate"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from si_plan import checks
from si_plan.cli.opening import portfolio_file, read_sources
from si_plan.cli.output import progress, screen_of, write
from si_plan.errors import SiplanError, UsageError
from si_plan.formats.findings import Report
from si_plan.formats.table import FindingsFormat
from si_plan.loading import load
from si_plan.sources import lines_of
from si_plan.sources.repository import Repository, work_tree
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
    """Check the whole plan, and show each mistake on its line with how to fix it. Of a portfolio: which plans fail."""
    many = portfolio_file(ctx)
    if many is not None:
        report = _of_plans(many, since, form, strict=strict, answered=answered)
    elif since is None:
        sources, shown = read_sources(ctx, from_root=form.from_root)
        report = Report(
            checks.findings_to_show(load(sources, shown)), len(sources), lines_of(sources), page_of, answered
        )
    else:
        from si_plan.cli.reviewing import reviewed

        report = reviewed(ctx, since, from_root=form.from_root)._replace(answered=answered)
    options = {"screen": screen_of(sys.stdout)} if form is FindingsFormat.text else {}
    write(form.render(report, **options).decode())
    if any(plan.unread for plan in report.plans or ()):
        raise typer.Exit(SiplanError.exit_code)
    wrong = any((one.severity == "error" or strict) and not one.answered_by for one in report.listed)
    raise typer.Exit(int(wrong))


def _of_plans(file: Path, since: str | None, form: FindingsFormat, *, strict: bool, answered: bool) -> Report:
    """What there is to say of a portfolio and of each plan in it. Raises UsageError for what only one plan has."""
    from si_plan.cli.asking import processes
    from si_plan.portfolio.checking import PortfolioCheck

    for option, given in (("--since", since is not None), ("--answered", answered)):
        if given:
            raise UsageError(
                f"{option} is for one plan at a time, not for a portfolio", "name the folder of one member with --plan"
            )
    shown = file.as_posix()
    root = work_tree(file.parent) if form.from_root else None
    if root is not None:
        shown = f"{Repository(root).path_of(file.parent) or '.'}/{file.name}".removeprefix("./")
    check = PortfolioCheck(file, shown, strict=strict)
    with progress("Checking", check.size) as step:
        found = check.whole(processes(), step)
    return Report(found.found, 1, lines_of([check.source]), page_of, plans=found.plans)
