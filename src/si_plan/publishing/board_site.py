"""The site of a portfolio: its board's page, and a page for each member that answers. It has public content only.

A member's page is made where its plan is read, and comes as bytes with the member's part of the board's page. So no
plan crosses, and the site is written page by page.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from si_plan.formats import html
from si_plan.model.plan import Plan
from si_plan.publishing.links import INDEX, broken_links
from si_plan.publishing.site import BrokenSiteError
from si_plan.queries.selection import Question, Selection
from si_plan.reports.board import Board, board
from si_plan.reports.board_document import document as board_document
from si_plan.reports.document import document
from si_plan.reports.making import report

_BACK: Final = f"../{INDEX}"


class MemberPage(NamedTuple):
    """A member's page, and its part of the board's."""

    member: str
    content: bytes
    board: Board


def path_of(member: str) -> str:
    """Where a member's page is, by its id: the only name that a path is made of."""
    return f"{member}/{INDEX}"


def member_page(plan: Plan, selection: Selection, since: date | None) -> MemberPage:
    """The public report of a member's plan as a page, and its part of the board's page. Raises BrokenSiteError."""
    assert plan.membership is not None
    member = plan.membership.member
    told = document(report(plan, None, selection.as_of, since, published=True))
    content = html.page(told, ((_BACK, "All plans"),)).encode("utf-8")
    _check({path_of(member): content, INDEX: _links([path_of(member)])})
    return MemberPage(member, content, board(plan, selection, since))


def index(question: Question, told: Board, members: Iterable[str]) -> bytes:
    """The board's page, with a link to the page of each of these members. Raises BrokenSiteError."""
    pages = {member: path_of(member) for member in members}
    content = html.page(board_document(question, told, pages.get)).encode("utf-8")
    _check({INDEX: content, **dict.fromkeys(pages.values(), _links([_BACK]))})
    return content


def _links(to: Iterable[str]) -> bytes:
    return "".join(f'<a href="{one}">' for one in to).encode("utf-8")


def _check(files: dict[str, bytes]) -> None:
    wrong = broken_links(files)
    if wrong:
        raise BrokenSiteError("; ".join(wrong))
