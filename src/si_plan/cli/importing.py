"""siplan import: from a document to a draft of a plan, with a receipt."""

import shlex
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from si_plan.cli.changing import can_ask
from si_plan.cli.libraries import need
from si_plan.cli.output import progress, rendered, tell_findings, write_account
from si_plan.documents.visible import visible
from si_plan.errors import SiplanError, UsageError
from si_plan.formats.table import AccountFormat

if TYPE_CHECKING:
    from si_plan.cli.import_again import Against
    from si_plan.cli.import_folder import ImportFolder
    from si_plan.documents.blocks import Document
    from si_plan.documents.records import Records
    from si_plan.importing.document import SourceDocument
    from si_plan.importing.making import Imported
    from si_plan.importing.mapping import ImportMap, Question
    from si_plan.importing.telling import Told

_MOST_PLACES: Final = 4
_NARROWEST: Final = 30
_READ_AND_WRITTEN: Final = 2


def import_document(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The document: .docx, .xlsx, .html or .md.")],
    into: Annotated[
        str, typer.Option("--into", metavar="DIR", help="The folder for the draft: a new one, or that of an import.")
    ],
    mapping: Annotated[
        str | None,
        typer.Option(
            "--map", metavar="FILE", help="What the document means. [default: DIR/import.yaml, if it is there]"
        ),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option("--against", metavar="PLAN", help="The plan that the document revises: propose an edition of it."),
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="With --against: write the edition into PLAN, once no question is open.")
    ] = False,
    form: Annotated[AccountFormat, typer.Option("--format", help="The form of the account.")] = AccountFormat.table,
) -> None:
    """Draft a plan from a document of tables (Word, Excel, HTML, Markdown), with a receipt for every paragraph of it.

    Asks in a terminal what only a person can say. Exit with 1 while a question is open.
    """
    from si_plan.cli.import_folder import open_folder
    from si_plan.importing import making, telling

    need("lxml", "siplan import")
    need("jinja2", "the receipt of an import")
    if write and against is None:
        raise UsageError("--write needs the plan to write into", "name its folder with --against")
    path = Path(file)
    data = _bytes_of(path, file)
    folder = open_folder(ctx, into)
    given = _mapping(folder, mapping)
    other_map = mapping is not None and not _is_own_map(folder, mapping)
    folder.refuse_changes(data, other_map=other_map)
    work = _work(folder, against, mapping if other_map else None)
    with progress(f"Importing {visible(path.name)}", making.STEPS + _READ_AND_WRITTEN) as step:
        document = making.read(data, path.name)
        step()
        imported = work.make(document, data, given, step)
        _write(folder, data, imported, work)
        step()
    if can_ask():
        imported = _ask_all(folder, document, data, imported, work)
    if write and not imported.open and not work.failed:
        work.write(document, data, imported.mapping)
    command = f"siplan import {shlex.quote(file)} --into {shlex.quote(into)}"
    command += f" --against {shlex.quote(against)}" if against is not None else ""
    told = telling.Told(imported, folder.shown, command)
    write_account(rendered(form, lambda: work.page(told), lambda: work.records(told)))
    if imported.errors:
        tell_findings(imported.errors, lambda _file, _line: "")
    if imported.open or imported.errors or work.failed or not imported.receipt.proof.holds:
        raise typer.Exit(1)


class _Drafting:
    """An import that drafts a plan of its own, with what another does otherwise."""

    files: Mapping[str, bytes] = {}
    failed = False

    def make(
        self,
        document: "SourceDocument",
        data: bytes,
        given: "ImportMap | None",
        step: Callable[[], None] = lambda: None,
    ) -> "Imported":
        from si_plan.importing import making

        return making.make(document, data, given, step)

    def write(self, _document: "SourceDocument", _data: bytes, _given: "ImportMap") -> None:
        raise AssertionError("there is no plan to write into")

    def said(self, imported: "Imported") -> str:
        from si_plan.importing import telling

        return telling.answer(imported)

    def page(self, told: "Told") -> "Document":
        from si_plan.importing import telling

        return telling.page(told)

    def records(self, told: "Told") -> "Records[Any]":
        from si_plan.importing import telling

        return telling.records(told)


def _work(folder: "ImportFolder", against: str | None, other_map: str | None) -> "_Drafting | Against":
    """What the import does: draft a plan, or compare with one."""
    if against is None:
        return _Drafting()
    from si_plan.cli.import_again import Against, last_receipt
    from si_plan.importing.again.former import FILE

    return Against(against, last_receipt(other_map, folder.content(FILE)), anew=other_map is not None)


def _bytes_of(path: Path, shown: str) -> bytes:
    """The bytes of a document, no more of them than can be read. Raises UsageError where there is no such file."""
    from si_plan.importing.readers.kinds import MOST_BYTES

    if not path.is_file():
        what = "is a folder" if path.is_dir() else "is no file" if path.exists() else "is not there"
        raise UsageError(f"{shown} {what}", "name the document to import")
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise UsageError(f"siplan cannot read {shown}: {error.strerror}", "check that you may read it") from error


def _is_own_map(folder: "ImportFolder", mapping: str) -> bool:
    """Whether a mapping is the one that the folder has."""
    from si_plan.importing.asking.map_file import FILE

    return Path(mapping).resolve() == Path(folder.shown, FILE).resolve()


def _mapping(folder: "ImportFolder", mapping: str | None) -> "ImportMap | None":
    """The mapping that was named, else the one of the folder; None where there is none. Raises SiplanError where it
    cannot be used, after its mistakes are told."""
    from si_plan.importing.asking.map_file import FILE, read_map
    from si_plan.sources import MOST_BYTES, decode, lines_of

    shown = mapping if mapping is not None else f"{folder.shown}/{FILE}"
    raw = folder.mapping()
    if mapping is not None:
        path = Path(mapping)
        if not path.is_file():
            raise UsageError(f"--map: there is no file {mapping}", f"name an {FILE} of an import")
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    if raw is None:
        return None
    if len(raw) > MOST_BYTES:
        raise SiplanError(f"{shown} is larger than {MOST_BYTES:,} bytes", "import the document into a new folder")
    source = decode(FILE, shown, raw)
    read, found = read_map(source)
    if read is None:
        tell_findings(found, lines_of([source]))
        raise SiplanError(f"{shown} has mistakes", "put them right, or import the document into a new folder")
    return read


def _write(folder: "ImportFolder", data: bytes, imported: "Imported", work: "_Drafting | Against") -> None:
    """Write all that an import gives."""
    from si_plan.importing.asking.map_file import FILE, map_text, renewed
    from si_plan.importing.receipt import csv as receipt_csv
    from si_plan.importing.receipt import page as receipt_page
    from si_plan.sources import decode

    there = folder.mapping()
    texts: Mapping[str, str] = {
        **{f"plan/{path}": text for path, text in imported.files.items()},
        **{f"schemas/{name}": text for name, text in imported.schemas.items()},
    }
    files = {path: text.encode("utf-8") for path, text in texts.items()}
    text = map_text(imported.mapping) if there is None else renewed(decode(FILE, FILE, there), imported.mapping)
    files[FILE] = text.encode("utf-8")
    files["receipt.csv"] = receipt_csv.render(imported.receipt)
    files["receipt.html"] = receipt_page.render(imported.receipt, work.said(imported))
    folder.write(data, {**files, **work.files})


def _ask_all(
    folder: "ImportFolder",
    document: "SourceDocument",
    data: bytes,
    imported: "Imported",
    work: "_Drafting | Against",
) -> "Imported":
    """Ask what is open, one by one, until all is answered or left open; each round of answers is written."""
    if imported.open:
        typer.echo(visible(work.said(imported)) + "\n", err=True)
    left: set[str] = set()
    while waiting := [question for question in imported.open if question.id not in left]:
        mapping = imported.mapping
        stopped = False
        for number, question in enumerate(waiting, 1):
            try:
                answered = _ask(mapping, question, f"{number} of {len(waiting)}")
            except typer.Abort:
                stopped = True
                break
            if answered is None:
                left.add(question.id)
            mapping = answered or mapping
        if mapping is not imported.mapping:
            imported = work.make(document, data, mapping)
            _write(folder, data, imported, work)
        if stopped:
            typer.echo("", err=True)
            break
    return imported


def _ask(mapping: "ImportMap", question: "Question", which: str) -> "ImportMap | None":
    """The mapping with what the person answers; None where the question is left open."""
    from si_plan.importing.asking.map_file import answered
    from si_plan.importing.asking.questions import meanings_of

    width = max(shutil.get_terminal_size().columns, _NARROWEST)
    typer.echo(fill(visible(f"Question {which}: {question.ask}"), width), err=True)
    for place in question.cells[:_MOST_PLACES]:
        typer.echo(fill(visible(place), width, initial_indent="    ", subsequent_indent="      "), err=True)
    if len(question.cells) > _MOST_PLACES:
        typer.echo(f"    and {len(question.cells) - _MOST_PLACES} more", err=True)
    meant = meanings_of(question)
    for number, choice in enumerate(question.choices, 1):
        typer.echo(visible(f"  {number:>2}  {choice:<13}{meant.get(choice, '')}".rstrip()), err=True)
    how = "Its number, or Enter to leave it open" if question.choices else "Answer, or Enter to leave it open"
    while True:
        typed = str(typer.prompt(how, default="", show_default=False, err=True)).strip()
        if not typed:
            return None
        try:
            return answered(mapping, question.id, _chosen(question, typed))
        except ValueError:
            typer.echo("That is none of the answers", err=True)


def _chosen(question: "Question", typed: str) -> str:
    """The answer that was typed: the number of a choice, the choice itself, or any text."""
    if typed.isascii() and typed.isdigit() and 0 < int(typed) <= len(question.choices):
        return question.choices[int(typed) - 1]
    folded = {choice.casefold(): choice for choice in question.choices}
    return folded.get(typed.casefold(), typed)
