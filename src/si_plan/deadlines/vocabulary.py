"""The words of time: which classes of the grammar a word or phrase belongs to, and with what value.

`words.WORDS` is the list. Phrases are matched whole, the longest first, and hyphens between their words do not
matter. A misspelling is understood where exactly one word of six letters or more is one slip away (two letters swapped,
one missing, one too many, or one wrong in a word of eight letters or more). So "Septmeber" is read, and "string" is not
taken for "spring".
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final, NamedTuple

from si_plan.deadlines.words import WORDS

Means = Mapping[str, int]

_SIGNS: Final = frozenset(",;/-.:()%£$&+'?@")


class Phrases(NamedTuple):
    """The phrases that begin with one word: what the word means alone, if anything, those that are longer (their other
    words, without hyphens, and what they mean; longest first), and the second words of these."""

    alone: Means | None
    longer: tuple[tuple[tuple[str, ...], Means], ...]
    seconds: frozenset[str]


def phrases(first: str) -> Phrases | None:
    """The phrases that begin with a word; None where there is none."""
    return _phrases(first) if first in _meanings() else None


@cache
def _phrases(first: str) -> Phrases:
    found = _meanings()[first]
    longer = tuple(sorted(((words[1:], meant) for words, meant in found.items() if len(words) > 1), key=_longest_first))
    return Phrases(found.get((first,)), longer, frozenset(rest[0] for rest, _ in longer))


def _longest_first(phrase: tuple[tuple[str, ...], Means]) -> int:
    return -len(phrase[0])


@cache
def _meanings() -> Mapping[str, Mapping[tuple[str, ...], Means]]:
    """What every phrase means, by its first word and then by its words."""
    means: dict[str, dict[tuple[str, ...], dict[str, int]]] = {}
    for line in WORDS.strip().splitlines():
        head, _, alternatives = line.partition(": ")
        name, value = head.split()
        for phrase in alternatives.split(" | "):
            words = _split(phrase)
            means.setdefault(words[0], {}).setdefault(words, {})[name] = int(value)
    return means


def _split(phrase: str) -> tuple[str, ...]:
    if phrase in _SIGNS:
        return (phrase,)
    if "/" in phrase or "." in phrase:
        phrase = phrase.replace("/", " / ").replace(".", " . ")
    return tuple(phrase.split())


def known_word(word: str) -> tuple[str, bool]:
    """The word of the vocabulary that `word` writes, and whether it is spelt right; `word` itself if none."""
    if word in _single_words() or not 5 <= len(word) <= 12:
        return word, True
    return _nearest_word(word)


@lru_cache(maxsize=16384)
def _nearest_word(word: str) -> tuple[str, bool]:
    sizes = len(word) - 1, len(word), len(word) + 1
    # A slip leaves the first letter as it is, or swaps the first two.
    letters = dict.fromkeys(word[:2])
    near = {
        known
        for letter in letters
        for size in sizes
        for known in _long_words().get((letter, size), ())
        if is_one_slip_away(word, known)
    }
    return (near.pop(), False) if len(near) == 1 else (word, True)


@cache
def _single_words() -> frozenset[str]:
    return frozenset(word for line in WORDS.strip().splitlines() for word in line.partition(": ")[2].split())


@cache
def _long_words() -> Mapping[tuple[str, int], tuple[str, ...]]:
    """The words whose misspellings are understood, by first letter and length."""
    found: dict[tuple[str, int], tuple[str, ...]] = {}
    for word in _single_words():
        if len(word) >= 6:
            found[word[0], len(word)] = (*found.get((word[0], len(word)), ()), word)
    return found


def is_one_slip_away(written: str, known: str) -> bool:
    """Whether `written` is `known` with one slip, and not another form of it ("achieve", "possible", "interviews")."""
    longest = max(written, known, key=len)
    if written[:-1] == known[:-1] or (longest[-1] in "sd" and longest[:-1] in (written, known)):
        return False
    if len(written) == len(known):
        wrong = [n for n, (a, b) in enumerate(zip(written, known, strict=True)) if a != b]
        if len(wrong) == 1:
            return len(known) >= 8 and written[0] == known[0]
        swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1
        return swapped and written[wrong[0]] == known[wrong[1]] and written[wrong[1]] == known[wrong[0]]
    shorter, longer = sorted((written, known), key=len)
    if len(longer) - len(shorter) != 1 or written[0] != known[0]:
        return False
    same = next((n for n, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    return shorter[same:] == longer[same + 1 :] and same >= 2
