"""What a mistyped word was close to: "did you mean HSI?"."""

from __future__ import annotations

from collections.abc import Callable, Iterable

_LONGEST = 60
_MOST_COMPARED = 20_000


def closest(word: str, known: Iterable[str]) -> str | None:
    """The name in `known` that `word` is most like, in any letter case; None where nothing is close."""
    if len(word) > _LONGEST:
        return None
    by_folded = {name.casefold(): name for name in known}
    folded = word.casefold()
    if folded in by_folded:
        return by_folded[folded]
    from difflib import get_close_matches  # only a mistake needs it

    near = get_close_matches(folded, by_folded, n=1, cutoff=0.6)
    return by_folded[near[0]] if near else None


class Guesses:
    """What each of many mistyped words was close to. It gives up after a number of comparisons: no one reads a thousand
    guesses, and a hostile file could ask for more."""

    def __init__(self, known: Iterable[str], otherwise: Callable[[str], str] | None = None) -> None:
        """`otherwise` says what is meant by a name that is none of `known`, if it can."""
        self._known = known
        self._otherwise = otherwise
        self._names: list[str] | None = None
        self._left = _MOST_COMPARED

    def did_you_mean(self, word: str) -> str:
        """`did you mean HSI?`, or nothing where nothing is close."""
        if self._otherwise is not None and (said := self._otherwise(word)):
            return said
        if self._left <= 0:
            return ""
        if self._names is None:
            self._names = list(self._known)
        self._left -= len(self._names) + 1
        return did_you_mean(word, self._names)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean HSI?`, or nothing where nothing is close."""
    near = closest(word, known)
    return f"did you mean {near}?" if near else ""
