"""Where a finding about a change is shown: at its record in the head, or where that stood if it is gone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.changes.difference import Pair
from si_plan.diagnostics import Diagnostic, Finding
from si_plan.loading.places import Places
from si_plan.model.ids import entry_name, entry_of, outer_of, route_to

_FARTHEST: Final = 50
"""How many records before and after one that is gone are looked at for a place."""


class Placing:
    """Finds the place of each finding of one pair."""

    def __init__(self, pair: Pair, base: Places, head: Places) -> None:
        self._pair = pair
        self._base = base
        self._head = head
        self._beside_of: dict[str, dict[str, int]] = {}

    def diagnostic(self, finding: Finding) -> Diagnostic:
        """The finding at its place. Where its record is gone, that is the nearest one beside it on the base which is
        still there, else the one it stood in; and the message says where it was."""
        if self._head.path(finding.record) is not None:
            return self._head.diagnostic(finding)
        there = next((near for near in self._beside(finding.record) if self._head.path(near) is not None), "plan")
        was = self._base.location(finding.record)
        return Diagnostic(
            finding.code,
            self._head.location(there),
            f"{finding.message} (it stood at {was.file}:{was.line})",
            finding.hint,
            route_to(finding.record, finding.field),
        )

    def _beside(self, name: str) -> Iterator[str]:
        """The records that stood before a record and beside it, then those after it, then those around it."""
        entry = entry_of(name)
        if entry is not None:
            before = range(entry.place - 1, max(entry.place - _FARTHEST, 0), -1)
            yield from (entry_name(entry.owner, place) for place in before)
            yield entry.owner
            return
        around = outer_of(name)
        siblings = self._siblings(around)
        order, at = list(siblings), siblings.get(name, 0)
        yield from reversed(order[max(at - _FARTHEST, 0) : at])
        yield from order[at + 1 : at + _FARTHEST]
        if around:
            yield around
            yield from self._beside(around)

    def _siblings(self, around: str) -> dict[str, int]:
        """What stood in the same record on the base, in its order, each with its place."""
        if not self._beside_of:
            for name, _ in self._pair.base.identified():
                beside = self._beside_of.setdefault(outer_of(name), {})
                beside.setdefault(name, len(beside))
        return self._beside_of.get(around, {})
