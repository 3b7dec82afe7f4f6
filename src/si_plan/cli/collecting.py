"""siplan collect"""

from pathlib import Path
from typing import Annotated

import typer

from si_plan.cli.opening import NOTHING_RECORDED, lock_folder, open_plan, plan_folder
from si_plan.cli.options import AsOf, FormatOption, day
from si_plan.cli.output import rendered, write, write_account
from si_plan.editing.changes import Recorded, edit_plan
from si_plan.editing.recording import record_entries
from si_plan.errors import UsageError
from si_plan.formats.table import AnswerFormat
from si_plan.queries.selection import PlanFacts, facts_of
from si_plan.returns.cells import UnreadableReturnError
from si_plan.returns.collecting import Collected, File, collect
from si_plan.returns.package import MOST_BYTES
from si_plan.returns.reading import Refusal, read_return
from si_plan.sources import Source
from si_plan.views import collected as view

_ENDINGS = (".xlsx", ".csv")


def command(
    ctx: typer.Context,
    names: Annotated[list[str], typer.Argument(metavar="FILE…", help="Returned files, or folders of them.")],
    as_of: AsOf = None,
    partial: Annotated[
        bool, typer.Option("--partial", help="Record the sound rows of a file although others are refused.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing; show what would change.")] = False,
    form: FormatOption = AnswerFormat.table,
) -> None:
    """Record what leads filled in in the returns that they sent back; exit 1 where a row is refused."""
    today = day(as_of, "--as-of")
    files = [_read(path) for path in _paths(names)]
    folder, shown = plan_folder(ctx)
    found: list[tuple[PlanFacts, Collected]] = []

    def make(sources: list[Source]) -> Recorded:
        opened = open_plan(sources, shown, NOTHING_RECORDED)
        collected = collect(opened.plan, files, today, partial=partial)
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
    """The files that were named, each once; a folder stands for the workbooks and CSV files in it."""
    found: dict[Path, Path] = {}
    for name in names:
        path = Path(name)
        inside = sorted(one for one in path.iterdir() if _is_return(one)) if path.is_dir() else [path]
        if not inside:
            raise UsageError(f"{name} has no workbook or CSV file in it", "name the files that came back")
        for one in inside:
            if not one.is_file():
                raise UsageError(f"there is no file {one}", "name the files that came back")
            if one.suffix.lower() not in _ENDINGS:
                raise UsageError(f"{one} is neither a workbook nor CSV", "save it as .xlsx, or as CSV")
            found.setdefault(one.resolve(), one)
    return list(found.values())


def _is_return(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() in _ENDINGS and not path.name.startswith((".", "~$"))


def _read(path: Path) -> File:
    """What came back in a file, or why it is refused as a whole."""
    name = path.as_posix()
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableReturnError("it is far larger than a return", "send a new return, and collect that")
        return File(name, read_return(path.read_bytes(), path.name))
    except UnreadableReturnError as error:
        return File(name, None, Refusal("", "", error.message, error.hint))
    except OSError as error:
        raise UsageError(f"{name} cannot be read: {error.strerror}", "see that it is not open elsewhere") from error
