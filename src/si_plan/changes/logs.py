"""What differs in the logs: entries that came, and entries that no longer stand as they stood."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping
from typing import NamedTuple

from si_plan.model.plan import Plan
from si_plan.model.progress import Entry


class LogEdit(NamedTuple):
    """What was done to one log. Places count from 1: `new` are those in the head of entries that came; `changed` and
    `moved` pair a place in the base with one in the head; `removed` are places in the base."""

    owner: str
    base: tuple[Entry, ...]
    head: tuple[Entry, ...]
    new: tuple[int, ...]
    changed: tuple[tuple[int, int], ...] = ()
    moved: tuple[tuple[int, int], ...] = ()
    removed: tuple[int, ...] = ()


def log_edits(base: Plan, head: Plan) -> list[LogEdit]:
    """What was done to each log that differs."""
    found = []
    for owner in dict.fromkeys((*base.logs, *head.logs)):
        old, new = _log(base.logs, owner), _log(head.logs, owner)
        if old is not new and old != new:
            found.append(_edit(owner, old, new))
    return found


def _log(logs: Mapping[str, tuple[Entry, ...]], owner: str) -> tuple[Entry, ...]:
    return logs.get(owner, ())


def _edit(owner: str, old: tuple[Entry, ...], new: tuple[Entry, ...]) -> LogEdit:
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    if same == len(old):
        return LogEdit(owner, old, new, tuple(range(same + 1, len(new) + 1)))
    places: defaultdict[Entry, deque[int]] = defaultdict(deque)
    for place, entry in enumerate(new[same:], same + 1):
        places[entry].append(place)
    moved, lost = [], []
    for place, entry in enumerate(old[same:], same + 1):
        if places[entry]:
            now = places[entry].popleft()
            moved += [(place, now)] if now != place else []
        else:
            lost.append(place)
    free = {place for found in places.values() for place in found}
    changed = [(place, now) for place in lost if (now := _successor(old[place - 1], place, new, free))]
    gone = {before for before, _ in changed}
    removed = tuple(place for place in lost if place not in gone)
    return LogEdit(owner, old, new, tuple(sorted(free)), tuple(changed), tuple(moved), removed)


def _successor(entry: Entry, place: int, new: tuple[Entry, ...], free: set[int]) -> int:
    """The place of what stands in an entry's stead: at its own place and about its record. 0 where there is none."""
    if place in free and new[place - 1].at == entry.at:
        free.discard(place)
        return place
    return 0
