"""What is known of a portfolio that a question is put to: its members, its themes, and who did not answer.

One plan is asked without any of this. The answers of several plans become one in each query (`merge_…`); the answer of
one plan is that of a merge of one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, Protocol, TypeVar

By = Literal["member", "theme", "phase", "region"]
"""What rows of several plans can stand together by, beside what those of one plan can."""


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


class OfMember(Protocol):
    """A row that says which member it is of, and which themes it belongs to."""

    @property
    def member(self) -> str | None: ...

    @property
    def themes(self) -> tuple[str, ...]: ...


Row = TypeVar("Row", bound=OfMember)


class Grouped(NamedTuple):
    """A group's name, its title, and the places of its rows among all."""

    name: str
    title: str
    places: list[int]


def grouped(rows: Iterable[OfMember], by: By, across: Across) -> list[Grouped]:
    """The rows by member, theme, phase or region: groups in the order of the portfolio, those of phases and regions in
    the order of the alphabet, and last the rows of none. What belongs to several themes stands under each."""
    names = _names(by, across)
    names_of = _NAMES_OF[by]
    found: dict[str, list[int]] = {name: [] for name in names}
    none: list[int] = []
    for place, row in enumerate(rows):
        own = names_of(row, across)
        for name in own:
            found[name].append(place)
        if not own:
            none.append(place)
    groups = [Grouped(name, title, found[name]) for name, title in names.items() if found[name]]
    return groups + ([Grouped("", f"No {by}", none)] if none else [])


def _names(by: By, across: Across) -> dict[str, str]:
    """The groups that there can be, each with its title."""
    if by == "member":
        return {one.id: one.name for one in across.members.values()}
    if by == "theme":
        return dict(across.themes)
    return {name: "" for name in sorted({getattr(one, by) or "" for one in across.members.values()}) if name}


def _of_field(by: str) -> Callable[[OfMember, Across], tuple[str, ...]]:
    def names(row: OfMember, across: Across) -> tuple[str, ...]:
        name = getattr(across.members[row.member or ""], by)
        return (name,) if name else ()

    return names


_NAMES_OF: dict[str, Callable[[OfMember, Across], tuple[str, ...]]] = {
    "member": lambda row, _across: (row.member or "",),
    "theme": lambda row, across: tuple(theme for theme in row.themes if theme in across.themes),
    "phase": _of_field("phase"),
    "region": _of_field("region"),
}
