"""What differs in the promise: dates, leads, areas and wordings, and records that were removed or added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from si_plan.changes.matching import Matched, Matching, Promised, inner, text_of, what_of
from si_plan.changes.records import Change, Kind
from si_plan.changes.rewording import Rewording
from si_plan.dates.reduced import ReducedDate
from si_plan.model.background import Passage, told
from si_plan.model.fields import Record, day_of
from si_plan.model.ids import last_part_of, outer_of
from si_plan.model.promise import ROLES

DATES: Final = ("starts", "due", "dates", "repeats", "ends")
"""The fields of the promise that date a record."""

_KINDS: Final[dict[str, Kind]] = {
    **dict.fromkeys(DATES, "deadline"),
    **dict.fromkeys(ROLES, "leads"),
    "areas": "areas",
    "measures": "measures",
    "title": "reworded",
    "text": "reworded",
    "steps": "reworded",
    "success": "reworded",
    "background": "reworded",
    "monitoring": "reworded",
    "resources": "reworded",
    "extra": "reworded",
    "when": "wording",
    "who": "wording",
    "due_reason": "wording",
    "same_as": "links",
    "see": "links",
    "ref": "renumbered",
}
NOT_FIELDS: Final = ("id", "actions", "milestones", "stages", "duties", "targets")
"""What of a record its difference is not about: its name, and records of their own."""
_OF_CODES: Final = frozenset({*ROLES, "areas", "measures", "see", "aliases", "answers"})


def changes(matching: Matching, rewording: Rewording) -> Iterator[Change]:
    """Every change of the promise."""
    yield from _came_or_went("removed", matching.removed)
    yield from _came_or_went("added", matching.added)
    for pair in matching.both:
        yield from _number_change(pair, matching)
        yield from fields(pair.base, pair.head, pair.head.id, what_of(pair.head), text_of(pair.head), rewording)
        yield from _order_change(pair, matching)


def _came_or_went(kind: Kind, records: list[Promised]) -> Iterator[Change]:
    """A change for each outermost removed or added record, with the ids of its parts."""
    ids = {record.id for record in records}
    for record in records:
        if outer_of(record.id) not in ids:
            parts = tuple(identity for identity in _ids_in(record) if identity in ids)
            yield Change(kind, record.id, what_of(record), text_of(record), parts=parts)


def _ids_in(record: Promised) -> Iterator[str]:
    """The ids of everything in a record."""
    for part in inner(record):
        yield part.id
        yield from _ids_in(part)


def _number_change(pair: Matched, matching: Matching) -> Iterator[Change]:
    """A change for a new number, unless the record only has it because the record around it was renumbered."""
    old, new = pair.base.id, pair.head.id
    outer = matching.renumbered.get(outer_of(old), outer_of(old))
    stays = outer_of(new) == outer
    if old != new and not (outer and stays and last_part_of(new) == last_part_of(old)):
        kind: Kind = "renumbered" if stays else "moved"
        yield Change(kind, new, what_of(pair.head), text_of(pair.head), "id", old, new)


def fields(base: Record, head: Record, name: str, what: str, title: str, rewording: Rewording) -> Iterator[Change]:
    """A change for each field in which two states of one record differ."""
    for field in type(head).model_fields:
        before, after = getattr(base, field), getattr(head, field)
        if before == after or field in NOT_FIELDS:
            continue
        change = Change(_KINDS.get(field, "detail"), name, what, title, field, plain(before), plain(after))
        if change.kind == "deadline":
            ends = map(day_of, (before, after)) if field == "due" else (before, after)
            change = change._replace(days=_days(*ends), reason=_new_reason(base, head))
        elif change.kind == "reworded":
            change = change._replace(words=rewording.pieces(_text(before), _text(after)))
        elif change.kind == "renumbered":  # what has no ref is known by its id
            change = change._replace(before=before or getattr(base, "id", ""), after=after or name)
        elif field in _OF_CODES:
            change = change._replace(gained=without(after, before), lost=without(before, after))
        yield change


def _days(before: Any, after: Any) -> int | None:
    """By how many days the latest day moves; None if either value is not a date."""
    both = isinstance(before, ReducedDate) and isinstance(after, ReducedDate)
    return (after.latest - before.latest).days if both else None


def _new_reason(base: Any, head: Any) -> str:
    """The new `due_reason`; empty if it did not change."""
    return head.due_reason or "" if head.due_reason != base.due_reason else ""


def plain(value: Any) -> Any:
    """A field's value for a `Change`: None for an empty list, text for records, numbers and true or false."""
    if isinstance(value, (bool, int, float)):
        return str(value).lower()
    if isinstance(value, Passage):
        return told(value)
    if isinstance(value, Record):
        given = (name for name in type(value).model_fields if name in value.model_fields_set)
        return "; ".join(f"{name}: {_text(getattr(value, name))}" for name in given)
    if isinstance(value, tuple) and any(isinstance(part, Record) for part in value):
        return tuple(plain(part) for part in value)
    if isinstance(value, Mapping):
        return tuple(f"{name}: {text}" for name, texts in value.items() for text in texts) or None
    return None if value == () else value


def _text(value: Any) -> str:
    """A field's value as text; a list has one entry to a line."""
    if isinstance(value, Mapping):
        value = plain(value)
    if isinstance(value, tuple):
        return "\n".join(_text(part) for part in value)
    return "" if value is None else str(plain(value))


def without(some: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """The names that are not among the others, in order."""
    known = set(others)
    return tuple(name for name in some if name not in known)


def _order_change(pair: Matched, matching: Matching) -> Iterator[Change]:
    """A change if the parts that are in both states of a record are in another order."""
    new = [part.id for part in inner(pair.head)]
    known = set(new)
    old = [matching.renumbered.get(part.id, part.id) for part in inner(pair.base)]
    before = tuple(identity for identity in old if identity in known)
    kept = set(before)
    after = tuple(identity for identity in new if identity in kept)
    if before != after and len(before) == len(after):
        head = pair.head
        yield Change("order", head.id, what_of(head), text_of(head), "", before, after)
