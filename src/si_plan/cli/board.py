"""The report of a portfolio: its board's page as a file, or a site with a page for each member."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import typer

from si_plan.cli.asking import ManyPlans, end_if_incomplete
from si_plan.cli.files import own_folder, save
from si_plan.cli.libraries import need
from si_plan.cli.output import write_account
from si_plan.errors import UsageError
from si_plan.formats.table import ReportFormat

if TYPE_CHECKING:
    from si_plan.reports.board import Board
    from si_plan.reports.board_document import Shown


def write_board(
    ctx: typer.Context, asked: ManyPlans, out: str, since: str | None, form: ReportFormat, *, internal: bool
) -> None:
    """Write the board's page. Raises InstallationError where a library is missing that not every installation has."""
    from si_plan.documents.visible import visible
    from si_plan.documents.words import count
    from si_plan.reports.board import board, merge_board
    from si_plan.reports.board_document import document

    if form.library:
        need(form.library, f"a report as {form}")
    then = since_day(since, asked.selection.as_of)
    told = asked(board, merge_board, then, internal=internal)
    question = asked.question
    save(ctx, out, form.render(document(question, told, shown_as=_SHOWN.get(form, "told"))))
    answered = question.across.members if question.across is not None else ()
    kind = "internal" if internal else "public"
    write_account(f"wrote {visible(out)} ({kind}, {count(len(answered), 'plan')})\n")
    end_if_incomplete(question.across)


_SHOWN: Final[dict[ReportFormat, Shown]] = {ReportFormat.html: "drawn", ReportFormat.xlsx: "counted"}


def write_board_site(ctx: typer.Context, asked: ManyPlans, out: str, since: str | None) -> None:
    """Write a site with the board's page and a page for each member, as they come: whole or not at all. Raises
    InstallationError where the library of pages is missing."""
    need("jinja2", "a site")
    from si_plan.documents.visible import visible
    from si_plan.documents.words import count
    from si_plan.publishing import board_site, listing
    from si_plan.publishing.links import INDEX
    from si_plan.reports.board import merge_board
    from si_plan.writing.outputs import fresh_folder

    folder, then = own_folder(ctx, out), since_day(since, asked.selection.as_of)
    members: list[str] = []
    parts: list[Board] = []
    with fresh_folder(folder) as fresh:
        for page in asked.each(board_site.member_page, then):
            place = fresh / board_site.path_of(page.member)
            place.parent.mkdir()
            place.write_bytes(page.content)
            members.append(page.member)
            parts.append(page.board)
            if len(parts) == _AT_ONCE:
                parts = [merge_board(parts, asked.question.across)]
        question = asked.question
        told = merge_board(parts, question.across)
        (fresh / INDEX).write_bytes(board_site.index(question, told, members))
        paths = [INDEX, *map(board_site.path_of, members)]
        (fresh / listing.NAME).write_bytes(listing.list_files(paths))
    write_account(f"wrote {count(len(paths) + 1, 'file')} to {visible(out)}\n")
    end_if_incomplete(question.across)


_AT_ONCE: Final = 64
"""How many members' parts of the page wait before they are merged, so that what is kept does not grow with them."""


def since_day(text: str | None, on: date) -> date | None:
    """The day that `--since` names. Raises UsageError for a revision, which the plans do not have in common."""
    if text is None:
        return None
    from si_plan.cli.options import day

    try:
        then = day(text, "--since")
    except UsageError as error:
        raise UsageError(f"--since: {text} is no day, and plans have no revision in common", "write a day") from error
    if then > on:
        raise UsageError(f"--since: {text} is after the day of the report, {on}", "give an earlier day")
    return then


def refuse(given: dict[str, Any], why: str, hint: str) -> None:
    """Raise UsageError for the first of these options that is set."""
    chosen = [option for option, value in given.items() if value]
    if chosen:
        raise UsageError(f"{chosen[0]} {why}", hint)
