"""From a result to its reader: the form that was asked for, on standard output or in a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, TextIO

import typer

from si_plan.documents.blocks import Document
from si_plan.documents.records import Records
from si_plan.errors import SiplanError
from si_plan.formats.table import AnswerFormat, Format
from si_plan.queries.selection import Question
from si_plan.views import Answered

if TYPE_CHECKING:
    from si_plan.diagnostics import Diagnostic
    from si_plan.formats.findings import LineOf
    from si_plan.formats.findings.text import Screen


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
    where it has rows. A form of typed data is that of a file (`data_files.require_file`)."""
    if form.is_data:
        from si_plan.cli.data_files import save_data

        assert out is not None
        some = save_data(ctx, out, form, answered, question) > 0
    elif out is None:
        write(rendered(form, lambda: answered.page(question), lambda: answered.records(question)))
    else:
        from si_plan.cli.files import save

        save(ctx, out, in_a_file(form, answered, question))
    if exit_code and (some if form.is_data else answered.records(question).rows):
        raise typer.Exit(1)


def in_a_file(form: AnswerFormat, answered: Answered, question: Question) -> bytes:
    """The bytes of a file, the same wherever siplan runs."""
    if form is AnswerFormat.csv:
        from si_plan.formats.csv import MARK

        return MARK + form.render(answered.records(question))
    return form.render(answered.page(question) if form.renders == "document" else answered.records(question))


def rendered(form: Format | None, page: Callable[[], Document], records: Callable[[], Records[Any]]) -> str:
    """A result in the form asked for, a table if none is: its page for people, its records for machines."""
    if form is None or form.is_drawn:
        return shown(page())
    return form.render(page() if form.renders == "document" else records()).decode()


def shown(document: Document) -> str:
    """A page for whatever standard output is: a terminal's width and colours, or a pipe's plain lines."""
    if not sys.stdout.isatty():
        from si_plan.formats import plain

        return plain.render(document)
    import shutil

    from si_plan.formats import terminal

    return terminal.render(document, shutil.get_terminal_size().columns, color=shows_colour())


def screen_of(stream: TextIO) -> Screen | None:
    """The terminal that a stream goes to; None for a pipe or a file."""
    if not stream.isatty():
        return None
    import shutil

    from si_plan.formats.findings.text import Screen

    return Screen(shutil.get_terminal_size().columns, shows_colour())


def shows_colour() -> bool:
    """Whether a terminal is to have colours (https://no-color.org)."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def tell_findings(found: list[Diagnostic], line_of: LineOf) -> None:
    """Show findings on standard error."""
    from si_plan.formats.findings import text

    typer.echo(text.show(found, line_of, screen_of(sys.stderr)), err=True, nl=False)


def write(text: str) -> None:
    """Write to standard output, as it stands: no translation of line ends, no colour taken out or put in."""
    sys.stdout.write(text)
    sys.stdout.flush()


_SLOW: Final = 1.0
"""After how many seconds work that is still going on is told of."""
_WIDTH: Final = 24


@contextmanager
def progress(doing: str, steps: int) -> Iterator[Callable[[], None]]:
    """What to call after each of so many steps. If they take longer than a second, a person at a terminal sees a bar on
    standard error, which goes when the work is done."""
    began = monotonic()
    done = 0
    shown = False

    def step() -> None:
        nonlocal done, shown
        done += 1
        if sys.stderr.isatty() and monotonic() - began > _SLOW:
            full = _WIDTH * min(done, steps) // steps
            bar = "#" * full + "-" * (_WIDTH - full)
            sys.stderr.write(f"\r{doing} [{bar}] {done} of {steps}")
            sys.stderr.flush()
            shown = True

    try:
        yield step
    finally:
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def write_account(text: str) -> None:
    """Write the account of what is done already: recorded, say, or written to a file. Raises SiplanError where it
    cannot be written, which says that the work is done all the same."""
    try:
        write(text)
    except OSError as error:
        raise SiplanError(
            f"it is done, but siplan cannot show what it did: {error.strerror}", "do not do it again"
        ) from error
