"""The receipt for a document: the fate of every paragraph, and the proof that none of its words was lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from si_plan.importing.document import Paragraph, Place, SourceDocument
from si_plan.importing.fates import Fate, Fated
from si_plan.importing.mapping import Question

FATES: Final[dict[Fate, str]] = {
    "asked": "a question about it is open",
    "not-mapped": "no field of the plan takes it",
    "mapped": "it stands in the plan",
    "joined": "it continues the row before it, and stands with that",
    "heading": "it names a column, a priority or a part of the document",
    "repeated-header": "it repeats the names of the columns",
    "layout": "it is there for the layout alone",
}
"""What each fate means. Of a paragraph with several, the first of these counts."""


class Proof(NamedTuple):
    """The words of the raw file against those accounted for."""

    raw: int
    accounted: int
    lost: tuple[tuple[str, int], ...] = ()
    """The words of the file that no paragraph with a fate has, each with how often."""
    invented: tuple[tuple[str, int], ...] = ()
    """The words of such paragraphs that the file does not have."""

    @property
    def holds(self) -> bool:
        """Whether they are the very same words."""
        return not self.lost and not self.invented


class Receipt(NamedTuple):
    """What became of a document: every paragraph's fate, every question, and the proof of its words."""

    document: SourceDocument
    fates: Mapping[Place, tuple[Fated, ...]]
    questions: tuple[Question, ...]
    proof: Proof

    @property
    def open(self) -> list[Question]:
        """The questions that nobody has answered."""
        return [question for question in self.questions if question.answer is None]

    @property
    def counts(self) -> dict[Fate, int]:
        """How many paragraphs had each fate."""
        found = Counter(map(main_fate, self.fates.values()))
        return {fate: found[fate] for fate in FATES if found[fate]}

    @property
    def without_fate(self) -> list[Paragraph]:
        """The paragraphs of which nothing is said."""
        return [paragraph for paragraph in self.document.paragraphs() if paragraph.place not in self.fates]


def main_fate(fated: Iterable[Fated]) -> Fate:
    """The fate by which a paragraph of several counts."""
    known = {one.fate for one in fated}
    return next(fate for fate in FATES if fate in known)


def receipt_of(
    document: SourceDocument, fated: Iterable[Fated], questions: Iterable[Question], raw: Counter[str]
) -> Receipt:
    """The receipt for a document. `raw` are the words of its file, counted without the readers."""
    fates: dict[Place, tuple[Fated, ...]] = {}
    for one in fated:
        fates[one.place] = (*fates.get(one.place, ()), one)
    return Receipt(document, fates, tuple(questions), _prove(document, fates.keys(), raw))


def _prove(document: SourceDocument, told: Iterable[Place], raw: Counter[str]) -> Proof:
    known = set(told)
    accounted: Counter[str] = Counter()
    for paragraph in document.paragraphs():
        if paragraph.place in known:
            accounted.update(paragraph.words.split())
    lost, invented = (tuple(sorted(rest.items())) for rest in (raw - accounted, accounted - raw))
    return Proof(raw.total(), accounted.total(), lost, invented)
