"""From a command to its plan and back: finding the plan, refusing a broken one, writing the answer."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer

from si_plan import checks
from si_plan.cli.options import BasisName, day
from si_plan.diagnostics import Diagnostic
from si_plan.documents.blocks import Document
from si_plan.errors import PlanNotFoundError, SiplanError
from si_plan.formats.records import Records
from si_plan.formats.table import AnswerFormat, Format
from si_plan.formats.views import Answered
from si_plan.loading import Loaded, load
from si_plan.model.plan import Plan
from si_plan.queries.selection import Question, Selection, select
from si_plan.sources import Source
from si_plan.sources.folder import read_folder
from si_plan.sources.repository import Repository, work_tree


def plan_folder(ctx: typer.Context) -> tuple[Path, str]:
    """The plan's folder and how to name it: --plan or SIPLAN_PLAN, else the nearest plan/plan.yaml at or above here.

    Raises PlanNotFoundError.
    """
    named = ctx.obj
    if named:
        folder = Path(named)
        if folder.name == "plan.yaml" and folder.is_file():
            folder = folder.parent
        if not folder.is_dir():
            raise _not_found(f"there is no folder {named}", "name the folder that holds plan.yaml with --plan")
        return folder, folder.as_posix()
    here = Path.cwd()
    for above in (here, *here.parents):
        if (above / "plan" / "plan.yaml").is_file():
            folder = above / "plan"
            return folder, Path(os.path.relpath(folder, here)).as_posix()
    raise _not_found(
        "there is no plan here: no plan/plan.yaml in this folder or one above it",
        "go to the plan's repository, or name its folder with --plan",
    )


def _not_found(message: str, hint: str) -> PlanNotFoundError:
    root = work_tree(Path.cwd())
    if root is not None and Repository(root).sparse:
        hint = f"this checkout is sparse: git sparse-checkout add FOLDER brings the plan's folder; or {hint}"
    return PlanNotFoundError(message, hint)


def read_sources(ctx: typer.Context, at: str | None = None, *, from_root: bool = False) -> tuple[list[Source], str]:
    """The plan's files, now or at a git revision, and how its folder is named: by its path from here, or with
    `from_root` by that from the root of the git repository it is in."""
    folder, shown = named_plan_folder(ctx, from_root=from_root)
    if at is None:
        return read_folder(folder, shown), shown
    from si_plan.cli.revisions import Revisions

    return Revisions(folder, shown).at(at).sources, shown


def named_plan_folder(ctx: typer.Context, *, from_root: bool) -> tuple[Path, str]:
    """As `plan_folder`, named by its path from the root of its repository where that is asked for and there is one."""
    folder, shown = plan_folder(ctx)
    root = work_tree(folder) if from_root else None
    return folder, Repository(root).path_of(folder) or "." if root is not None else shown


def ask(
    ctx: typer.Context,
    as_of: str | None = None,
    lead: str | None = None,
    area: str | None = None,
    priority: str | None = None,
    at: str | None = None,
    basis: BasisName | None = None,
) -> tuple[Plan, Selection]:
    """The sound plan, and the selection of it that the options name. A plan with errors answers nothing: they go
    to standard error and the command ends with 3."""
    on = day(as_of, "--as-of")
    plan = sound_plan(ctx, at)
    return plan, select(plan, on, lead, area, priority, basis.value if basis is not None else None)


def sound_plan(ctx: typer.Context, at: str | None = None) -> Plan:
    """The plan, if nothing is wrong with it; else its errors go to standard error and the command ends with 3."""
    sources, shown = read_sources(ctx, at)
    return refuse_errors(load(sources, shown), sources)


NOTHING_RECORDED = "nothing is written to it: put them right first"
_NO_ANSWER = "it answers nothing (--at REF reads it as it stood at a git revision)"


def refuse_errors(loaded: Loaded, sources: list[Source], so: str = _NO_ANSWER) -> Plan:
    """The plan that was loaded, if nothing is wrong with it; `so` says what is not done where something is."""
    errors = checks.errors(loaded)
    if errors or loaded.plan is None:
        _refuse(errors, sources, so)
        raise typer.Exit(3)
    return loaded.plan


def _refuse(errors: list[Diagnostic], sources: list[Source], so: str) -> None:
    from si_plan.formats.findings import text

    typer.echo(text.shown(errors, lines_of(sources)), err=True, nl=False)
    typer.echo(f"siplan: the plan has errors, so {so}", err=True)


def lines_of(sources: list[Source]) -> Any:
    """How to look up a line of the plan's files."""
    texts = {source.shown: (source.text or "").removeprefix("\ufeff").split("\n") for source in sources}

    def line_of(file: str, line: int) -> str:
        lines = texts.get(file, [])
        return lines[line - 1].rstrip("\r") if 0 < line <= len(lines) else ""

    return line_of


def emit(
    ctx: typer.Context,
    question: Question,
    answered: Answered,
    form: AnswerFormat,
    *,
    out: str | None = None,
    exit_code: bool = False,
) -> None:
    """Write a result in the form asked for, to standard output or to the file `out`; with `exit_code`, end with 1
    where it has rows."""
    if out is None:
        write(rendered(form, lambda: answered.page(question), lambda: answered.records(question)))
    else:
        from si_plan.cli.files import save

        save(ctx, out, in_a_file(form, answered, question))
    if exit_code and answered.records(question).rows:
        raise typer.Exit(1)


def in_a_file(form: AnswerFormat, answered: Answered, question: Question) -> bytes:
    """The bytes of a file, the same wherever siplan runs."""
    if form is AnswerFormat.csv:
        from si_plan.formats.csv import MARK

        return MARK + form.rendered(answered.records(question))
    return form.rendered(answered.page(question) if form.renders == "document" else answered.records(question))


def rendered(form: Format | None, page: Callable[[], Document], records: Callable[[], Records[Any]]) -> str:
    """A result in the form asked for, a table if none is: its page for people, its records for machines."""
    if form is None or form.is_drawn:
        return shown(page())
    return form.rendered(page() if form.renders == "document" else records()).decode()


def shown(document: Document) -> str:
    """A page for whatever standard output is: a terminal's width and colours, or a pipe's plain lines."""
    if not sys.stdout.isatty():
        from si_plan.formats import plain

        return plain.render(document)
    import shutil

    from si_plan.formats import terminal

    color = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return terminal.render(document, shutil.get_terminal_size().columns, color=color)


def write(text: str) -> None:
    """Write to standard output, as it stands: no translation of line ends, no colour taken out or put in."""
    sys.stdout.write(text)
    sys.stdout.flush()


def write_account(text: str) -> None:
    """Write the account of what is done already: recorded, say, or written to a file. Raises SiplanError where it
    cannot be written, which says that the work is done all the same."""
    try:
        write(text)
    except OSError as error:
        raise SiplanError(
            f"it is done, and only the account of it cannot be written: {error.strerror}", "do not do it again"
        ) from error
