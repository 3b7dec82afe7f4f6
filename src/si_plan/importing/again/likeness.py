"""How alike two texts are, by the words that they share: rare words count for more than common ones."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import log
from typing import Final

_LONGEST_STEM: Final = 5
"""How much of a word counts: "revised" and "revision" are alike."""
_MOST_LISTED: Final = 25
"""A word that more texts have than this, and than a tenth of them, finds no candidates: it says too little."""
_MOST_CANDIDATES: Final = 6
_TYPOGRAPHY: Final = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-"})


def plain(text: str) -> str:
    """A text without what only its setting gives it: runs of white space, the shapes of quotes and dashes."""
    return " ".join(text.translate(_TYPOGRAPHY).split())


class Likeness:
    """Compares texts. What makes a word rare is how few of all these texts have it."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._bags: dict[str, Counter[str]] = {}
        self._of_all: Counter[str] = Counter()
        every = list(texts)
        self._count = len(every) or 1
        for text in every:
            self._of_all.update(self._bag(text).keys())

    def between(self, one: str, other: str) -> float:
        """From 0, no word in common, to 1, the same words."""
        first, second = self._bag(one), self._bag(other)
        if len(second) < len(first):
            first, second = second, first
        shared = sum(min(times, second[word]) * self._weight(word) for word, times in first.items() if word in second)
        whole = self._weigh(first) + self._weigh(second)
        return 2 * shared / whole if whole else 0.0

    def candidates(self, texts: Mapping[str, str], among: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
        """Pairs of names that are worth a comparison: of each text, the few of the others that share most with it."""
        having: defaultdict[str, set[str]] = defaultdict(set)
        for name, said in among.items():
            for text in said:
                for word in self._bag(text):
                    having[word].add(name)
        most = max(_MOST_LISTED, len(among) // 10)
        for name, text in texts.items():
            found: Counter[str] = Counter()
            for word in self._bag(text):
                if 0 < len(having[word]) <= most:
                    for other in having[word]:
                        found[other] += self._weight(word)  # type: ignore[assignment]
            ranked = sorted(found, key=lambda other: (-found[other], other))
            yield from ((name, other) for other in ranked[:_MOST_CANDIDATES])

    def _bag(self, text: str) -> Counter[str]:
        known = self._bags.get(text)
        if known is None:
            words = re.findall(r"[^\W_]+", plain(text).casefold())
            known = self._bags[text] = Counter(word[:_LONGEST_STEM] for word in words)
        return known

    def _weight(self, word: str) -> float:
        return log(2 + self._count / (1 + self._of_all[word]))

    def _weigh(self, bag: Counter[str]) -> float:
        return sum(times * self._weight(word) for word, times in bag.items())
