"""siplan schema"""

from pathlib import Path
from typing import Annotated

import typer

from si_plan.cli.files import destination, save
from si_plan.cli.opening import plan_folder
from si_plan.cli.output import write, write_account
from si_plan.documents.visible import visible
from si_plan.errors import UsageError
from si_plan.model.schemas import schemas


def write_schemas(
    ctx: typer.Context,
    out: Annotated[
        str | None, typer.Option("--out", metavar="DIR", help="Where to. [default: schemas/ beside the plan]")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 where a file is out of date.")] = False,
) -> None:
    """Write the JSON Schema of each kind of plan file, for editors."""
    folder = Path(out) if out else plan_folder(ctx)[0].parent / "schemas"
    stale = [name for name, text in schemas().items() if _current(folder / name) != text]
    if check:
        write(
            "".join(f"{visible(str(folder / name))} is out of date: run siplan schema\n" for name in stale)
            or "up to date\n"
        )
        raise typer.Exit(int(bool(stale)))
    destination(ctx, str(folder)).mkdir(parents=True, exist_ok=True)
    for name in stale:
        if (folder / name).is_symlink():  # of the repository's making, and it may lead anywhere
            raise UsageError(f"{folder / name} is a link", "delete it: a file takes its place")
        save(ctx, str(folder / name), schemas()[name].encode("utf-8"))
    write_account("".join(f"wrote {visible(str(folder / name))}\n" for name in stale) or "up to date\n")


def _current(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
