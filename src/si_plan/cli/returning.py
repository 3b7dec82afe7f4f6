"""siplan return"""

from pathlib import Path
from typing import Annotated

import typer

from si_plan.cli.files import save
from si_plan.cli.opening import ask
from si_plan.cli.options import Area, AsOf, Priority
from si_plan.cli.output import write, write_account
from si_plan.documents import words
from si_plan.documents.visible import visible
from si_plan.errors import UsageError
from si_plan.queries.selection import known_lead
from si_plan.returns.asking import Return, return_for
from si_plan.returns.cells import UnreadableReturnError
from si_plan.returns.package import MOST_BYTES
from si_plan.returns.reading import read_return


def command(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="The lead: a role's code, alias or title.")],
    out: Annotated[str, typer.Option("--out", metavar="FILE", help="The file to write: .xlsx, or .csv.")],
    as_of: AsOf = None,
    area: Area = None,
    priority: Priority = None,
    contact: Annotated[
        str, typer.Option("--contact", metavar="TEXT", help="Whom a lead may ask, and where to send it back.")
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="Replace the file, whatever is in it.")] = False,
) -> None:
    """Write what a lead has open to a workbook, with empty cells for what has happened; collect reads it back."""
    file = Path(out)
    if file.suffix.lower() not in (".xlsx", ".csv"):
        raise UsageError(f"--out: {out} is neither a workbook nor CSV", "let its name end in .xlsx or .csv")
    plan, selection = ask(ctx, as_of, None, area, priority)
    asked = return_for(plan, selection, known_lead(plan, code))
    if not asked.rows:
        write(f"{asked.lead} has nothing open on {words.day(asked.as_of)}: nothing was written\n")
        return
    raw = _rendered(asked, file, contact)
    if not force:
        _see_that_nothing_is_lost(file)
    save(ctx, out, raw)
    write_account(visible(f"{out}: {words.count(len(asked.rows), 'row')} for {asked.lead}, {asked.title}") + "\n")


def _rendered(asked: Return, file: Path, contact: str) -> bytes:
    if file.suffix.lower() == ".csv":
        from si_plan.returns import csv_sent as table

        return table.render(asked)
    from si_plan.returns import workbook_sent as workbook

    return workbook.render(asked, contact)


def _see_that_nothing_is_lost(file: Path) -> None:
    """A file that is there is replaced only where it is a return in which nothing has been filled in yet."""
    if not file.exists():
        return
    way = "name another file, or replace it with --force"
    if not file.is_file() or file.stat().st_size > MOST_BYTES:
        raise UsageError(f"{file} is there already, and is no return", way)
    try:
        there = read_return(file.read_bytes(), file.name)
    except UnreadableReturnError:
        raise UsageError(f"{file} is there already, and is no return", way) from None
    filled = len(there.filled) + len(there.refusals)
    if filled:
        said = words.count(filled, "row")
        raise UsageError(f"{file} is a return with {said} filled in", f"collect it first, {way}")
