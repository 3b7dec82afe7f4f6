"""The ids of a draft's priorities and actions: the document's own numbers where all of them can be ids, else siplan's,
with what the document prints as `ref`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

_NUMBER: Final = "[1-9][0-9]{0,3}"
_LONGEST: Final = 40


class Numbered(NamedTuple):
    """The id of a record, and what the document prints for it, if that is not the id."""

    identity: str
    ref: str | None = None


def number_priorities(printed: Sequence[str]) -> list[Numbered]:
    """The ids of priorities by what is printed."""
    found = [bare_number(text) for text in printed]
    if all(re.fullmatch(_NUMBER, number) for number in found) and len({*found}) == len(found):
        return [Numbered(number) for number in found]
    taken = Counter(found)
    ids = [str(place) for place in range(1, len(found) + 1)]
    refs = [text if 0 < len(text) <= _LONGEST and taken[text] == 1 else None for text in found]
    return _without_clashes([[Numbered(own, None if ref == own else ref) for own, ref in zip(ids, refs, strict=True)]])[
        0
    ]


def number_actions(priorities: Sequence[Numbered], printed: Sequence[Sequence[str]]) -> list[list[Numbered]]:
    """The ids of each priority's actions by what is printed. What two actions print is the ref of neither."""
    bare = [[bare_number(text) for text in texts] for texts in printed]
    count = Counter(text.casefold() for texts in bare for text in texts)
    found = []
    for priority, texts in zip(priorities, bare, strict=True):
        fits = all(re.fullmatch(rf"{priority.identity}\.{_NUMBER}", text) for text in texts)
        if fits and all(count[text.casefold()] == 1 for text in texts):
            found.append([Numbered(text) for text in texts])
            continue
        ids = [f"{priority.identity}.{place}" for place in range(1, len(texts) + 1)]
        refs = [text if 0 < len(text) <= _LONGEST and count[text.casefold()] == 1 else None for text in texts]
        found.append([Numbered(own, None if ref == own else ref) for own, ref in zip(ids, refs, strict=True)])
    return _without_clashes(found)


def printed_twice(printed: Sequence[Sequence[str]]) -> list[str]:
    """What is printed for more than one action, in the order of the document."""
    bare = [bare_number(text) for texts in printed for text in texts]
    count = Counter(text.casefold() for text in bare)
    return list(dict.fromkeys(text for text in bare if text and count[text.casefold()] > 1))


def _without_clashes(found: list[list[Numbered]]) -> list[list[Numbered]]:
    """Without the refs that are the id of another action which has none, and so goes by it. One that loses its ref goes
    by its id too."""
    while True:
        by_id = {one.identity for numbered in found for one in numbered if one.ref is None}
        if not any(one.ref in by_id for numbered in found for one in numbered):
            return found
        found = [[Numbered(one.identity) if one.ref in by_id else one for one in numbered] for numbered in found]


def bare_number(text: str) -> str:
    """A printed number without what only sets it apart: "1.1." is 1.1."""
    return " ".join(text.split()).strip(" .:)(")
