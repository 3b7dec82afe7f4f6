"""Edits of a plan in memory: two states of it, what differs, and what the change policy finds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from example_plan import BASE
from si_plan.changes.difference import Once, Pair
from si_plan.changes.policy import Judged, judge
from si_plan.diagnostics import Diagnostic
from si_plan.loading import Loaded, load
from si_plan.sources import Source

Texts = Mapping[str, str | None]
DAY = date(2016, 8, 1)
"""The day on which the edits of the tests are made."""


class Edit(NamedTuple):
    """Two states of a plan that were loaded, and the pair of them."""

    base: Loaded
    head: Loaded
    pair: Pair

    def judged(self) -> Judged:
        return judge(self.pair, self.base.places, self.head.places)

    def found(self) -> list[Diagnostic]:
        return self.judged().found


def edit(base: Texts, head: Texts, day: date = DAY, *, on: Mapping[str, str] = BASE, once: Once = lambda _: {}) -> Edit:
    """The small plan with some files of the base, and with some files that the head has otherwise (None: has not)."""
    before = {**on, **base}
    after = {**before, **head}
    old = load(_sources(before, "main:plan"), "main:plan")
    new = load(_sources(after, "plan"), "plan", like=old)
    assert old.plan is not None
    assert new.plan is not None
    return Edit(old, new, Pair(old.plan, new.plan, day, once, day))


def _sources(files: Texts, shown: str) -> list[Source]:
    return [Source(path, f"{shown}/{path}", text) for path, text in sorted(files.items()) if text is not None]


def of_example(files: Mapping[str, str]) -> Edit:
    """The edit that a rule's example shows: files under base/ and head/."""
    sides: dict[str, dict[str, str | None]] = {"base": {}, "head": {}}
    for path, text in files.items():
        side, _, inside = path.partition("/")
        sides[side][inside] = text
    return edit(sides["base"], sides["head"])


def told(found: list[Diagnostic]) -> list[str]:
    """Each finding as `priorities/1.yaml:8 deadline-rewritten`."""
    return [f"{one.location.file.removeprefix('plan/')}:{one.location.line} {one.code}" for one in found]
