"""Which of the document's records is which of the plan's, by their numbers and texts together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from si_plan.importing.again.likeness import Likeness, plain

NEW: Final = "new"
"""The answer that a record of the document is none of the plan's."""
_NUMBER_COUNTS: Final = 0.15
"""What the same number adds to how alike two texts are."""
_NEAR: Final = 0.08
"""Two candidates whose likeness differs by less than this cannot be told apart."""

_IN_COMMON: Final = 0.1
"""More than this, and two texts have more in common than small words."""


class Bounds(NamedTuple):
    """How alike texts must be: under another number or none to be taken for the same, to be asked about; and under the
    same number to be taken for the same."""

    sure: float
    asked: float
    same_number: float


OF_ACTIONS: Final = Bounds(0.62, 0.45, 0.35)
OF_PARTS: Final = Bounds(0.5, 0.3, 0.35)
"""In one action there is less to be mistaken for."""


class Fresh(NamedTuple):
    """A record of the document: its id in the draft, what it says, the number that is printed."""

    id: str
    text: str
    printed: str = ""


class Known(NamedTuple):
    """A record of the plan: its id, every text by which the document may know it, its number."""

    id: str
    texts: tuple[str, ...]
    printed: str = ""


Asking = Callable[[Fresh, Sequence[Known]], str | None]
"""Asks which of several a record is: the id of one, NEW, or None while nobody has answered."""


class Paired(NamedTuple):
    """What is the same, by the ids of draft and plan; what the document adds; what it no longer has; and what a
    question is open about, on both sides."""

    same: dict[str, str]
    added: list[str]
    gone: list[str]
    open: list[str]
    held: list[str]


class Pairing:
    """Pairs the records of one kind."""

    def __init__(self, fresh: Iterable[Fresh], known: Iterable[Known], likeness: Likeness, bounds: Bounds) -> None:
        self._fresh = {one.id: one for one in fresh}
        self._known = {one.id: one for one in known}
        self._every = (list(self._fresh), list(self._known))
        self._likeness = likeness
        self._bounds = bounds
        self._same: dict[str, str] = {}
        self._doubts: dict[str, list[str]] = {}

    def pair(self) -> list[tuple[Fresh, list[Known]]]:
        """Pair what is certain; what remains in doubt, each with its candidates."""
        self._pair_same_texts(lambda one: (plain(one.text), one.printed), lambda one, text: (plain(text), one.printed))
        self._pair_same_texts(lambda one: (plain(one.text), ""), lambda _, text: (plain(text), ""))
        self._pair_alike()
        self._doubt_numbers()
        self._doubt_last()
        return [(self._fresh[name], [self._known[one] for one in found]) for name, found in self._doubts.items()]

    def settle(self, doubts: Iterable[tuple[Fresh, Sequence[Known]]], ask: Asking) -> Paired:
        """The pairs, with what is asked about each doubt."""
        left: set[str] = set()
        held: set[str] = set()
        for fresh, candidates in doubts:
            free = [one for one in candidates if one.id in self._known]
            if not free:
                continue
            answer = ask(fresh, free)
            if answer is None:
                left.add(fresh.id)
                held.update(one.id for one in free)
            elif answer != NEW:
                self._take(fresh.id, answer)
        held &= self._known.keys()
        return Paired(
            {name: self._same[name] for name in self._every[0] if name in self._same},
            [name for name in self._every[0] if name in self._fresh and name not in left],
            [name for name in self._every[1] if name in self._known and name not in held],
            [name for name in self._every[0] if name in left],
            [name for name in self._every[1] if name in held],
        )

    def _take(self, fresh: str, known: str) -> None:
        self._same[fresh] = known
        del self._fresh[fresh], self._known[known]
        self._doubts.pop(fresh, None)

    def _pair_same_texts(
        self, key: Callable[[Fresh], tuple[str, str]], keys: Callable[[Known, str], tuple[str, str]]
    ) -> None:
        """Pair those whose texts are the same, in their order, where as many have the text on both sides."""
        places: defaultdict[tuple[str, str], tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
        for fresh in self._fresh.values():
            places[key(fresh)][0].append(fresh.id)
        for known in self._known.values():
            for one in dict.fromkeys(keys(known, text) for text in known.texts):
                places[one][1].append(known.id)
        for (text, _), (new, old) in places.items():
            free = [one for one in old if one in self._known]
            if text and len(new) == len(free):
                for name, other in zip(new, free, strict=True):
                    if name in self._fresh and other in self._known:
                        self._take(name, other)

    def _pair_alike(self) -> None:
        """Pair those whose texts are alike, the most alike first. What has two candidates as good is in doubt."""
        scored = self._scores()
        ranked = sorted(scored, key=lambda pair: (-scored[pair], pair))
        by_fresh: defaultdict[str, list[str]] = defaultdict(list)
        by_known: defaultdict[str, list[str]] = defaultdict(list)
        for name, other in ranked:
            by_fresh[name].append(other)
            by_known[other].append(name)
        for name, other in ranked:
            if name not in self._fresh or other not in self._known:
                continue
            score = scored[name, other]
            same_number = self._same_number(name, other)
            enough = self._bounds.same_number + _NUMBER_COUNTS if same_number else self._bounds.sure
            rivals = [one for one in by_fresh[name] if one != other and one in self._known]
            near = [one for one in rivals if score - scored[name, one] < _NEAR]
            others = [one for one in by_known[other] if one != name and one in self._fresh]
            contested = [one for one in others if score - scored[one, other] < _NEAR]
            if score >= enough and (same_number or not (near or contested)):
                self._take(name, other)
            elif score >= min(self._bounds.asked, enough):
                self._doubts.setdefault(name, []).append(other)
        self._doubts = {name: found for name, found in self._doubts.items() if name in self._fresh}

    def _scores(self) -> dict[tuple[str, str], float]:
        texts = {one.id: one.text for one in self._fresh.values()}
        pairs = set(self._likeness.candidates(texts, {one.id: one.texts for one in self._known.values()}))
        numbers = {one.printed: one.id for one in self._known.values() if one.printed}
        pairs |= {(one.id, numbers[one.printed]) for one in self._fresh.values() if one.printed in numbers}
        found = {}
        for name, other in pairs:
            alike = max((self._likeness.between(texts[name], text) for text in self._known[other].texts), default=0.0)
            if alike > 0:
                found[name, other] = alike + (_NUMBER_COUNTS if self._same_number(name, other) else 0.0)
        return found

    def _same_number(self, name: str, other: str) -> bool:
        printed = self._fresh[name].printed
        return bool(printed) and printed == self._known[other].printed

    def _doubt_numbers(self) -> None:
        """What has the number of a record that nothing else is, and other words, is in doubt too. With no word in
        common it is another record: the change rules take it for one."""
        numbers = {one.printed: one for one in self._known.values() if one.printed}
        for fresh in self._fresh.values():
            other = numbers.get(fresh.printed)
            if other is None or other.id in self._doubts.get(fresh.id, ()):
                continue
            if any(self._likeness.between(fresh.text, text) > 0 for text in other.texts):
                self._doubts.setdefault(fresh.id, []).insert(0, other.id)

    def _doubt_last(self) -> None:
        """The only one left on each side may be the same in other words, if they have any in common."""
        if len(self._fresh) == len(self._known) == 1 and not self._doubts:
            (fresh,), (known,) = self._fresh.values(), self._known.values()
            if any(self._likeness.between(fresh.text, text) > _IN_COMMON for text in known.texts):
                self._doubts = {fresh.id: [known.id]}
