"""Two wordings of a text compared word by word: what stays, what goes, what comes."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

MOST_WORDS: Final = 200
"""Texts that differ in more words than this are not compared word by word: the work grows with their product."""
MOST_COMPARISONS: Final = 1_000_000
"""The most pairs of words compared in one difference, so that hostile texts cost little."""


class Piece(NamedTuple):
    """Words that stay, go or come, with one space between them."""

    change: Literal["same", "gone", "new"]
    text: str


class Rewording:
    """Compares texts until a limit of work is reached; after that, the part that differs is one piece."""

    def __init__(self) -> None:
        self._left = MOST_COMPARISONS

    def pieces(self, before: str, after: str) -> tuple[Piece, ...]:
        """The words of both texts in order, removed ones before those that replace them. Spaces and line ends are
        ignored."""
        old, new = before.split(), after.split()
        first = _common(old, new)
        last = _common(old[first:][::-1], new[first:][::-1])
        start, end = old[:first], old[len(old) - last :]
        inner = self._inner(old[first : len(old) - last], new[first : len(new) - last])
        parts = [Piece("same", " ".join(start)), *inner, Piece("same", " ".join(end))]
        return tuple(piece for piece in parts if piece.text)

    def _inner(self, old: list[str], new: list[str]) -> list[Piece]:
        work = len(old) * len(new)
        if not work or max(len(old), len(new)) > MOST_WORDS or work > self._left:
            return [Piece("gone", " ".join(old)), Piece("new", " ".join(new))]
        self._left -= work
        from difflib import SequenceMatcher

        found: list[Piece] = []
        for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind == "equal":
                found.append(Piece("same", " ".join(old[a:b])))
            else:
                found += [Piece("gone", " ".join(old[a:b])), Piece("new", " ".join(new[c:d]))]
        return found


def _common(words: list[str], other: list[str]) -> int:
    """How many words at the beginning are the same."""
    for place, (a, b) in enumerate(zip(words, other, strict=False)):
        if a != b:
            return place
    return min(len(words), len(other))
