"""What views of grouped rows share: the headings of groups, what is said below them, and their records."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Protocol, TypeVar

from si_plan.documents.blocks import Part
from si_plan.documents.records import Json
from si_plan.queries.counting import totals_of_rows
from si_plan.queries.grouping import Group, Groupable, Grouping, are_several
from si_plan.queries.rows import TrackedRow
from si_plan.queries.selection import Question
from si_plan.views import tracked
from si_plan.views.records import ids_record, numbers_record


class _Named(Groupable, Protocol):
    @property
    def id(self) -> str: ...


Row = TypeVar("Row", bound=_Named)

_EACH: Final = {
    "lead": "What is led jointly stands under each lead.",
    "area": "What answers several areas stands under each.",
    "theme": "What belongs to several themes stands under each.",
}


def name_of(question: Question, group: Group[Any]) -> str:
    """A group in its heading: HT Headteacher."""
    return f"{question.plan.refs.of(group.name)} {group.title}".strip()


def note(by: str, groups: Sequence[Group[Any]], rows: Sequence[Any]) -> list[str]:
    """That some rows stand in several groups, if any does."""
    return [_EACH[by]] if by in _EACH and are_several(groups, rows) else []


def tracked_parts(question: Question, grouping: Grouping, rows: Sequence[TrackedRow], empty: str) -> list[Part]:
    """Tracked rows in their groups, and what is said of these."""
    groups = grouping.groups(rows)
    named = ((name_of(question, group), group.rows) for group in groups)
    return [tracked.groups(named, empty, with_member=grouping.by != "member"), *note(grouping.by, groups, rows)]


def figures(
    grouping: Grouping | None, groups: Sequence[Group[Row]], figures_of: Callable[[Group[Row]], Mapping[str, Json]]
) -> dict[str, Json]:
    """What an answer's envelope says of its groups; nothing where its rows are not grouped."""
    if grouping is None:
        return {}
    told: list[Json] = [
        {"name": one.name or None, "title": one.title, **figures_of(one), **ids_record(one.rows)} for one in groups
    ]
    return {"by": grouping.by, "groups": told}


def tracked_figures(grouping: Grouping | None, rows: Sequence[TrackedRow]) -> dict[str, Json]:
    """What an answer's envelope says of the groups of tracked rows."""
    groups = grouping.groups(rows) if grouping is not None else []
    return figures(grouping, groups, lambda one: {"counts": numbers_record(totals_of_rows(one.rows).numbers)})
