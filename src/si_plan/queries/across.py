"""What is known of a portfolio that a question is put to: its members, its themes, and who did not answer.

One plan is asked without any of this. The answers of several plans become one in each query (`merge_…`); the answer of
one plan is that of a merge of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, NamedTuple, TypeVar

By = Literal["lead", "priority", "area", "member", "theme", "phase", "region"]
"""What rows can stand together by: the first three in one plan, leads and the rest in a portfolio."""


class MemberFacts(NamedTuple):
    """A member of a portfolio: its id, what people call it, what kind of body it is, where it is."""

    id: str
    name: str
    phase: str | None = None
    region: str | None = None


class Missing(NamedTuple):
    """A member that is not in an answer, and why."""

    member: str
    reason: str


class Across(NamedTuple):
    """The portfolio that answered: the members that did, by id, the titles of its themes, by id, and who did not."""

    title: str
    members: Mapping[str, MemberFacts]
    themes: Mapping[str, str]
    missing: Sequence[Missing] = ()


Part = TypeVar("Part")


def merge_lists(parts: Iterable[list[Part]], _across: Across | None) -> list[Part]:
    """The rows of several plans as one answer, in the order of the plans."""
    return [row for part in parts for row in part]


_MOST_TITLES: Final = 3
_BETWEEN, _MORE = " / ", "…"


def titles_of(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The title of each name, where each plan says its own: the first, and beside it what others call it; so that a
    reader sees where one code is two roles. Titles may be such themselves, of parts that have been merged."""
    found: dict[str, dict[str, str]] = {}
    for name, titles in named:
        own = found.setdefault(name, {})
        for title in titles.split(_BETWEEN):
            own.setdefault(title.casefold(), title)
    return {name: _joined(list(titles.values())) for name, titles in found.items()}


def _joined(titles: list[str]) -> str:
    return _BETWEEN.join([*titles[:_MOST_TITLES], _MORE] if len(titles) > _MOST_TITLES else titles)
