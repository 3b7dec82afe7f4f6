"""siplan init"""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from si_plan.cli.changing import DryRun, FormOption, can_ask, tell
from si_plan.cli.files import destination
from si_plan.cli.opening import lock_folder
from si_plan.cli.options import day, today
from si_plan.editing.changes import Account, Change, Recorded
from si_plan.editing.starting import Kind, starter_files
from si_plan.errors import UsageError
from si_plan.formats.table import AccountFormat
from si_plan.writing import locked, replace_all


def init(
    ctx: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="DIR", help="The folder of the new plan, usually plan.")],
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="The plan's title.")] = "Improvement plan",
    authority: Annotated[str | None, typer.Option("--authority", metavar="TEXT", help="Whose plan it is.")] = None,
    dated: Annotated[
        str | None, typer.Option("--dated", metavar="DATE", help="The plan's own date. [default: today]")
    ] = None,
    kind: Annotated[Kind, typer.Option("--for", help="Whose examples to begin with.")] = "council",
    dry_run: DryRun = False,
    form: FormOption = AccountFormat.table,
) -> None:
    """Begin a plan: write the files of a small one that is sound, with comments that say what goes where."""
    if authority is None:
        if not can_ask():
            raise UsageError("siplan init needs --authority", "say whose plan it is")
        authority = str(typer.prompt("Whose plan is it", err=True))
    on: date = today() if dated is None else day(dated, "--dated")
    root = Path(folder)
    shown = root.as_posix().rstrip("/")
    files = starter_files(title, authority, on, kind)
    changes = tuple(Change(path, f"{shown}/{path}", None, text) for path, text in files.items())
    there = [change.shown for change in changes if (root / change.path).exists()]
    if there:
        raise UsageError(f"{there[0]} is there already", "name a folder that holds no plan")
    destination(ctx, str(root.resolve().parent))
    account = Account("plan", shown, f"a plan to begin with: change its examples, then siplan --plan {shown} validate")
    done = Recorded((account,), changes)
    if not dry_run:
        with locked(root, lock_folder()):
            replace_all(root, [change.write for change in changes])
    tell("init", done, form, written=not dry_run)
