"""The commands of returns: to send a lead what is open, and to record what came back."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from si_plan.cli.asking import Chosen, asked_of
from si_plan.cli.completing import offer_leads
from si_plan.cli.files import save
from si_plan.cli.opening import NOTHING_RECORDED, lock_folder, open_plan, plan_folder
from si_plan.cli.options import Area, AsOf, Form, Priority, day
from si_plan.cli.output import progress, rendered, write, write_account
from si_plan.errors import UsageError
from si_plan.formats.table import ShownFormat
from si_plan.returns.cells import UnreadableReturnError
from si_plan.returns.package import MOST_BYTES
from si_plan.returns.reading import read_return

if TYPE_CHECKING:
    from si_plan.editing.changes import Recorded
    from si_plan.queries.selection import PlanFacts
    from si_plan.returns.asking import Return
    from si_plan.returns.collecting import Collected, File
    from si_plan.sources import Source

_ENDINGS: Final = (".xlsx", ".csv")


def make_return(
    ctx: typer.Context,
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE", help="The lead: the code, alias or title of a role.", autocompletion=offer_leads
        ),
    ],
    out: Annotated[str, typer.Option("--out", metavar="FILE", help="The file to write: .xlsx or .csv.")],
    as_of: AsOf = None,
    area: Area = None,
    priority: Priority = None,
    contact: Annotated[
        str, typer.Option("--contact", metavar="TEXT", help="Who can help, and where to send it back.")
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="Replace the file, whatever is in it.")] = False,
) -> None:
    """Write a workbook of what a lead has open, for the lead to fill in."""
    from si_plan.documents import words
    from si_plan.documents.visible import visible
    from si_plan.queries.selection import known_lead
    from si_plan.returns.asking import return_for

    file = Path(out)
    if file.suffix.lower() not in _ENDINGS:
        raise UsageError(f"--out: {out} is not a workbook or CSV", "end the name in .xlsx or .csv")
    of = asked_of(ctx, Chosen(as_of, None, area, priority))
    asked = return_for(of.plan, of.selection, known_lead(of.plan, code))
    if not asked.rows:
        write(f"{asked.lead} has nothing open on {words.day(asked.as_of)}: nothing was written\n")
        return
    raw = _rendered(asked, file, contact)
    if not force:
        _see_that_nothing_is_lost(file)
    save(ctx, out, raw)
    write_account(visible(f"{out}: {words.count(len(asked.rows), 'row')} for {asked.lead}, {asked.title}") + "\n")


def _rendered(asked: "Return", file: Path, contact: str) -> bytes:
    """The bytes of a return, in the form that the file's ending names."""
    if file.suffix.lower() == ".csv":
        from si_plan.returns import csv as table

        return table.render(asked)
    from si_plan.returns import workbook_sent as workbook

    return workbook.render(asked, contact)


def _see_that_nothing_is_lost(file: Path) -> None:
    """Raise UsageError where a file is there already, unless it is a return in which nothing has been filled in yet."""
    from si_plan.documents import words

    if not file.exists():
        return
    way = "name another file, or replace it with --force"
    if not file.is_file() or file.stat().st_size > MOST_BYTES:
        raise UsageError(f"{file} already exists, and is not a return", way)
    try:
        there = read_return(file.read_bytes(), file.name)
    except UnreadableReturnError:
        raise UsageError(f"{file} already exists, and is not a return", way) from None
    filled = len(there.filled) + len(there.refusals)
    if filled:
        said = words.count(filled, "row")
        raise UsageError(f"{file} is a return with {said} filled in", f"collect it first, {way}")


def collect(
    ctx: typer.Context,
    names: Annotated[list[str], typer.Argument(metavar="FILE…", help="Returned files, or folders with them in.")],
    as_of: AsOf = None,
    partial: Annotated[
        bool, typer.Option("--partial", help="Record the good rows of a file, even if others are refused.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")] = False,
    form: Form = ShownFormat.table,
) -> None:
    """Record what leads filled in on their returns. Exit with 1 if a row is refused."""
    from si_plan.editing.changes import edit_plan
    from si_plan.editing.recording import record_entries
    from si_plan.queries.selection import facts_of
    from si_plan.returns.collecting import collect as collected_from
    from si_plan.views import collected as view

    today = day(as_of, "--as-of")
    paths = _paths(names)
    files = []
    with progress("Reading returns", len(paths)) as step:
        for path in paths:
            files.append(_read(path, today))
            step()
    folder, shown = plan_folder(ctx)
    found: list[tuple[PlanFacts, Collected]] = []

    def make(sources: "list[Source]") -> "Recorded":
        opened = open_plan(sources, shown, NOTHING_RECORDED)
        collected = collected_from(opened.plan, files, today, partial=partial)
        found.append((facts_of(opened.plan), collected))
        return record_entries(opened, collected.entries)

    recorded = edit_plan(folder, shown, lock_folder(), make, write=not dry_run)
    plan, collected = found[-1]
    result = view.Collection(plan, today, collected, recorded, not dry_run)
    text = rendered(form, lambda: view.page(result), lambda: view.records(result))
    (write_account if recorded.changes and not dry_run else write)(text)
    if collected.refused:
        raise typer.Exit(1)


def _paths(names: list[str]) -> list[Path]:
    """The files that were named, each once; a folder stands for the workbooks and CSV files in it. Raises UsageError
    where there is none, or one that is neither."""
    found: dict[Path, Path] = {}
    for name in names:
        path = Path(name)
        inside = sorted(file for file in path.iterdir() if _is_return(file)) if path.is_dir() else [path]
        if not inside:
            raise UsageError(f"{name} has no workbook or CSV file in it", "name the files that came back")
        for file in inside:
            if not file.is_file():
                raise UsageError(f"there is no file {file}", "name the files that came back")
            if file.suffix.lower() not in _ENDINGS:
                raise UsageError(f"{file} is not a workbook or CSV", "save it as .xlsx or CSV")
            found.setdefault(file.resolve(), file)
    return list(found.values())


def _is_return(path: Path) -> bool:
    """Whether a file in a folder may be a return, by its name."""
    return path.is_file() and path.suffix.lower() in _ENDINGS and not path.name.startswith((".", "~$"))


def _read(path: Path, today: date) -> "File":
    """What came back in a file that is collected today, or why it is refused as a whole. Raises UsageError where it
    cannot be read at all."""
    from si_plan.returns.collecting import File
    from si_plan.returns.reading import Refusal

    name = path.as_posix()
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableReturnError("it is far too large to be a return", "send a new return, and collect that")
        return File(name, read_return(path.read_bytes(), path.name, today))
    except UnreadableReturnError as error:
        return File(name, None, Refusal("", "", error.message, error.hint))
    except OSError as error:
        raise UsageError(
            f"siplan cannot read {name}: {error.strerror}", "check that it is not open in another program"
        ) from error
