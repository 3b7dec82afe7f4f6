"""siplan validate"""

from importlib import import_module
from typing import Annotated

import typer

from si_plan import checks
from si_plan.cli.options import CheckFormat
from si_plan.cli.session import lines_of, read_sources, write
from si_plan.formats.findings import Report
from si_plan.loading import load


def command(
    ctx: typer.Context,
    form: Annotated[CheckFormat, typer.Option("--format", help="The form of the findings.")] = CheckFormat.text,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 for a warning too.")] = False,
    answered: Annotated[bool, typer.Option("--answered", help="List the warnings that source notes answer.")] = False,
) -> None:
    """Check every file of the plan, and show each mistake on its line with what to do."""
    sources, shown = read_sources(ctx, from_root=form.from_root)
    found = checks.everything(load(sources, shown))
    report = Report(found, len(sources), lines_of(sources), answered)
    write(import_module(f"si_plan.formats.findings.{form.value}").render(report))
    wrong = any(one.severity == "error" or (strict and not one.answered_by) for one in found)
    raise typer.Exit(int(wrong))
