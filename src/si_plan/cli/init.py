"""siplan init"""

import os
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from si_plan.cli.changing import DryRun, FormOption, can_ask, tell
from si_plan.cli.files import destination, save
from si_plan.cli.opening import lock_folder, plan_folder
from si_plan.cli.options import day, today
from si_plan.cli.output import write, write_account
from si_plan.documents.visible import visible
from si_plan.editing.changes import Account, Change, Recorded
from si_plan.editing.starting import Kind, starter_files
from si_plan.errors import UsageError
from si_plan.formats.table import AccountFormat
from si_plan.loading import load
from si_plan.model.files import KINDS
from si_plan.model.schemas import file_name, schemas
from si_plan.sources.folder import read_folder
from si_plan.writing import locked, replace_all


def init(
    ctx: typer.Context,
    folder: Annotated[
        str | None, typer.Argument(metavar="DIR", help="The folder of the new plan, usually plan.")
    ] = None,
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="The title of the plan.")] = "Improvement plan",
    authority: Annotated[
        str | None, typer.Option("--authority", metavar="TEXT", help="The authority whose plan it is.")
    ] = None,
    dated: Annotated[
        str | None, typer.Option("--dated", metavar="DATE", help="The date of the plan. [default: today]")
    ] = None,
    kind: Annotated[
        Kind | None, typer.Option("--for", help="Whose examples to start with. [default: council]", show_default=False)
    ] = None,
    empty: Annotated[bool, typer.Option("--empty", help="Start without examples: siplan add fills the plan.")] = False,
    schemas_only: Annotated[
        bool, typer.Option("--schemas", help="Write only the JSON Schemas, which let editors help.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="With --schemas: only check that they are up to date.")
    ] = False,
    dry_run: DryRun = False,
    form: FormOption = AccountFormat.table,
) -> None:
    """Start a plan: write the files of a small example, with comments that say what goes where, or an empty plan."""
    if schemas_only:
        _write_schemas(ctx, Path(folder) if folder else plan_folder(ctx)[0], check=check)
        return
    if folder is None:
        raise UsageError("init needs the folder of the new plan", "for example: siplan init plan")
    if empty and kind is not None:
        raise UsageError("--empty starts without examples, and --for says which", "give one of the two")
    if authority is None:
        if not can_ask():
            raise UsageError("init needs --authority", "name the authority whose plan it is")
        authority = str(typer.prompt("Whose plan is it", err=True))
    on: date = today() if dated is None else day(dated, "--dated")
    root = Path(folder)
    shown = root.as_posix().rstrip("/")
    files = starter_files(title, authority, on, "empty" if empty else kind or "council")
    changes = tuple(Change(path, f"{shown}/{path}", None, text) for path, text in files.items())
    there = [change.shown for change in changes if (root / change.path).exists()]
    if there:
        raise UsageError(f"{there[0]} already exists", "name a folder that has no plan in it")
    destination(ctx, str(root.resolve().parent))
    beside = _folder_beside(root)
    account = Account("plan", shown, f"a plan to start with: {_what_next(shown, empty=empty)}")
    done = Recorded((account,), changes)
    if not dry_run:
        with locked(root, lock_folder()):
            replace_all(root, [change.write for change in changes])
        _write_files(ctx, beside, schemas(load(read_folder(root, shown)).plan))
    tell("init", done, form, written=not dry_run)


def _what_next(shown: str, *, empty: bool) -> str:
    typed = "siplan" if shown == "plan" else f"siplan --plan {shown}"  # which is found by itself
    if empty:
        return f'add its first priority: {typed} add priority title="…"'
    return f"change its examples, then run {typed} validate"


def _write_schemas(ctx: typer.Context, plan: Path, *, check: bool) -> None:
    """Write the JSON Schema of each kind of plan file into schemas/ beside the plan, whose own ids they offer; with
    `check`, only tell which is out of date, and end with 1 where one is."""
    folder = _folder_beside(plan)
    near = Path(os.path.relpath(folder))
    current = schemas(load(read_folder(plan, plan.as_posix())).plan)
    stale = {name: text for name, text in current.items() if not _says(folder / name, text)}
    if check:
        said = "".join(f"{visible(str(near / name))} is out of date: run siplan init --schemas\n" for name in stale)
        write(said or "up to date\n")
        raise typer.Exit(int(bool(stale)))
    _write_files(ctx, folder, stale)
    write_account("".join(f"wrote {visible(str(near / name))}\n" for name in stale) or "up to date\n")


def _folder_beside(plan: Path) -> Path:
    """The folder of the schemas, beside a plan. Raises UsageError where it, or a schema, is a link, which may lead
    anywhere."""
    folder = Path(os.path.abspath(plan)).parent / "schemas"
    for place in (folder, *(folder / file_name(kind) for kind in KINDS)):
        if place.is_symlink():
            raise UsageError(f"{place} is a link", "delete it, so that siplan can write there")
    return folder


def _says(path: Path, text: str) -> bool:
    """Whether a file has this text. No more of it is read than can matter."""
    if not path.is_file():
        return False
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.read(len(text) + 1) == text


def _write_files(ctx: typer.Context, folder: Path, files: dict[str, str]) -> None:
    """Write these files into a folder that holds no plan, in the place of what was there."""
    destination(ctx, str(folder)).mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        save(ctx, str(folder / name), text.encode("utf-8"))
