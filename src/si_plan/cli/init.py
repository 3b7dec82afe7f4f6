"""siplan init"""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

import typer

from si_plan.cli.changing import DryRun, FormOption, can_ask, tell
from si_plan.cli.files import destination, save
from si_plan.cli.opening import is_portfolio, lock_folder, plan_folder, portfolio_file
from si_plan.cli.options import day, today
from si_plan.cli.output import write, write_account
from si_plan.documents.visible import visible
from si_plan.editing.changes import Account, Change, Recorded
from si_plan.editing.starting import PORTFOLIO_FILE, Kind, starter_files, starter_portfolio
from si_plan.errors import UsageError
from si_plan.formats.table import AccountFormat
from si_plan.loading import load
from si_plan.model.files import KINDS, PORTFOLIO
from si_plan.model.schemas import file_name, schema_of, schemas
from si_plan.sources.folder import read_folder
from si_plan.writing import locked, replace_all

Starting = Literal[Kind, "portfolio"]


def init(
    ctx: typer.Context,
    folder: Annotated[
        str | None, typer.Argument(metavar="DIR", help="The folder of the new plan, usually plan.")
    ] = None,
    title: Annotated[
        str | None,
        typer.Option("--title", metavar="TEXT", help="The title of the plan. [default: Improvement plan]"),
    ] = None,
    authority: Annotated[
        str | None, typer.Option("--authority", metavar="TEXT", help="The authority whose plan it is.")
    ] = None,
    dated: Annotated[
        str | None, typer.Option("--dated", metavar="DATE", help="The date of the plan. [default: today]")
    ] = None,
    kind: Annotated[
        Starting | None,
        typer.Option(
            "--for",
            help="Whose examples to start with; portfolio starts a list of many plans. [default: council]",
            show_default=False,
        ),
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
        _write_schemas(ctx, folder, check=check)
        return
    if folder is None:
        example = "trust --for portfolio" if kind == "portfolio" else "plan"
        raise UsageError(
            f"init needs the folder of the new {'portfolio' if kind == 'portfolio' else 'plan'}",
            f"for example: siplan init {example}",
        )
    if empty and kind is not None:
        raise UsageError("--empty starts without examples, and --for says which", "give one of the two")
    root = Path(folder)
    start = _started(root, title, authority, dated, "empty" if empty else kind or "council")
    there = [change.shown for change in start.done.changes if os.path.lexists(root / change.path)]
    if there:
        raise UsageError(f"{there[0]} already exists", f"name a folder that has no {start.what} in it")
    destination(ctx, str(root.resolve() if start.what == "portfolio" else root.resolve().parent))
    if not dry_run:
        with locked(root, lock_folder()):
            replace_all(root, [change.write for change in start.done.changes])
        _write_files(ctx, start.beside, start.schemas())
    tell("init", start.done, form, written=not dry_run)


class _Start(NamedTuple):
    """What is begun: a plan or a portfolio, its files with the account of them, and the folder of its schemas."""

    what: str
    done: Recorded
    beside: Path
    schemas: Callable[[], dict[str, str]]


def _started(
    root: Path, title: str | None, authority: str | None, dated: str | None, kind: Starting | Literal["empty"]
) -> _Start:
    """What is begun in a folder, with what the options say of it. Raises UsageError."""
    if kind == "portfolio":
        if dated is not None:
            raise UsageError("--dated: a portfolio has no date", "leave it out")
        name = (
            title or authority or _asked("Whose plans are they", "--title", "the trust or region whose plans they are")
        )
        return _portfolio(root, name)
    whose = authority or _asked("Whose plan is it", "--authority", "the authority whose plan it is")
    on: date = today() if dated is None else day(dated, "--dated")
    return _plan(root, title or "Improvement plan", whose, on, kind)


def _asked(question: str, option: str, whose: str) -> str:
    """What a person at the terminal answers. Raises UsageError where there is none."""
    if not can_ask():
        raise UsageError(f"init needs {option}", f"name {whose}")
    return str(typer.prompt(question, err=True))


def _plan(root: Path, title: str, authority: str, on: date, kind: Kind | Literal["empty"]) -> _Start:
    shown = root.as_posix().rstrip("/")
    files = starter_files(title, authority, on, kind)
    changes = tuple(Change(path, f"{shown}/{path}", None, text) for path, text in files.items())
    account = Account("plan", shown, f"a plan to start with: {_what_next(shown, empty=kind == 'empty')}")
    return _Start(
        "plan",
        Recorded((account,), changes),
        _schemas_beside(Path(os.path.abspath(root)).parent),
        lambda: schemas(load(read_folder(root, shown)).plan),
    )


def _portfolio(root: Path, title: str) -> _Start:
    shown = (root / PORTFOLIO_FILE).as_posix()
    change = Change(PORTFOLIO_FILE, shown, None, starter_portfolio(title))
    said = f"a portfolio to start with: change its members, then run siplan --plan {shown} validate"
    beside = _schemas_beside(Path(os.path.abspath(root)))
    return _Start("portfolio", Recorded((Account("portfolio", shown, said),), (change,)), beside, _of_a_portfolio)


def _of_a_portfolio() -> dict[str, str]:
    return {file_name(PORTFOLIO): schema_of(PORTFOLIO)}


def _what_next(shown: str, *, empty: bool) -> str:
    typed = "siplan" if shown == "plan" else f"siplan --plan {shown}"  # which is found by itself
    if empty:
        return f'add its first priority: {typed} add priority title="…"'
    return f"change its examples, then run {typed} validate"


def _write_schemas(ctx: typer.Context, plan: str | None, *, check: bool) -> None:
    """Write the JSON Schema of each kind of plan file into schemas/ beside the plan, whose own ids they offer, or that
    of a portfolio's file beside it; with `check`, only tell which is out of date, and end with 1 where one is."""
    named = Path(plan) / PORTFOLIO_FILE if plan is not None and is_portfolio(Path(plan)) else None
    many = portfolio_file(ctx) if plan is None else named
    if many is not None:
        folder, current = _schemas_beside(Path(os.path.abspath(many)).parent), _of_a_portfolio()
    else:
        own = Path(plan) if plan else plan_folder(ctx)[0]
        folder = _schemas_beside(Path(os.path.abspath(own)).parent)
        current = schemas(load(read_folder(own, own.as_posix())).plan)
    near = Path(os.path.relpath(folder))
    stale = {name: text for name, text in current.items() if not _says(folder / name, text)}
    if check:
        said = "".join(f"{visible(str(near / name))} is out of date: run siplan init --schemas\n" for name in stale)
        write(said or "up to date\n")
        raise typer.Exit(int(bool(stale)))
    _write_files(ctx, folder, stale)
    write_account("".join(f"wrote {visible(str(near / name))}\n" for name in stale) or "up to date\n")


def _schemas_beside(where: Path) -> Path:
    """The folder of the schemas in a folder. Raises UsageError where it, or a schema, is a link, which may lead
    anywhere."""
    folder = where / "schemas"
    for place in (folder, *(folder / file_name(kind) for kind in (*KINDS, PORTFOLIO))):
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
