"""The questions of an import, each asked once, with the answers that its import.yaml gives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from si_plan.importing.answering import columns_of_tables
from si_plan.importing.cell_texts import writable
from si_plan.importing.document import Paragraph, Place, SourceDocument
from si_plan.importing.mapping import ImportMap, Question

ONE_BY_ONE: Final = "one by one"
"""The answer to a question about several things that each is to be asked by itself."""
OF_PLANS: Final = "edition-"
"""How the ids of questions begin that an import against a plan asks: their answers are about that plan as it was."""
MOST_ASKED_SINGLY: Final = 5
"""How many questions of a kind are asked at once: where there are more, one question about all of them comes first."""
_EXAMPLES: Final = 3
_LONGEST_EXAMPLE: Final = 70
_LONGEST_CITED: Final = 80
_LONGEST_ID: Final = 40
_MOST_CELLS: Final = 60
"""How many places a question lists: what one answer settles can stand in every row of a long plan."""


class Cited(NamedTuple):
    """A part of a paragraph that a question is about."""

    paragraph: Paragraph
    text: str


class Questions:
    """The questions of a draft, in the order in which they are asked, and where in the document they stand."""

    def __init__(self, document: SourceDocument, mapping: ImportMap) -> None:
        self._document = document
        self._answers = {question.id: question.answer for question in mapping.questions if question.answer}
        self._columns = _names_of_columns(mapping)
        self._actions: dict[Place, str] = {}
        self._found: dict[str, Question] = {}

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question so far, answered or not."""
        return tuple(self._found.values())

    def name(self, action: str, paragraphs: Iterable[Paragraph]) -> None:
        """Take note of the action to which paragraphs belong."""
        for paragraph in paragraphs:
            self._actions.setdefault(paragraph.place, action)

    def column_of(self, place: Place) -> str:
        """The name of the column in which a place stands; empty where it has none."""
        return self._columns.get((place.table, place.column), "")

    def where(self, cited: Paragraph | Cited) -> str:
        """Where a text stands, with its action and the name of its column, and what it says."""
        place = cited.place if isinstance(cited, Paragraph) else cited.paragraph.place
        action = f"{self._actions[place]}, " if place in self._actions else ""
        column = f" ({self.column_of(place)})" if self.column_of(place) else ""
        return f"{action}{self._document.where(place)}{column}: {_cut(cited.text, _LONGEST_CITED)}"

    def ask(
        self,
        identity: str,
        ask: str,
        cited: Iterable[Paragraph | Cited] = (),
        choices: Sequence[str] = (),
        *,
        free: bool = False,
    ) -> str | None:
        """The answer to a question; None while it is open. With `free`, an answer may be none of the choices."""
        ask, choices = writable(ask), [writable(choice) for choice in choices]
        places = list(dict.fromkeys(writable(self.where(one)) for one in cited))
        if len(places) > _MOST_CELLS:
            places = [*places[: _MOST_CELLS - 1], f"and {len(places) - _MOST_CELLS + 1} more"]
        answer = self._answers.get(identity)
        if answer is not None and choices and not free:
            by_folded = {choice.casefold(): choice for choice in choices}
            understood = by_folded.get(answer.strip().casefold())
            if understood is None:
                ask = f'{ask} The answer "{answer}" is none of the choices.'
            answer = understood
        self._found[identity] = Question(
            id=identity, ask=ask, cells=tuple(places), choices=tuple(choices), answer=answer
        )
        return answer

    def ask_of_all(
        self,
        identity: str,
        ask: str,
        texts: Collection[str],
        cited: Iterable[Paragraph | Cited],
        choices: Sequence[str],
    ) -> str | None:
        """The answer about many things at once, with `{count}` and `{examples}` in the question; ONE_BY_ONE where there
        are few enough to ask each."""
        if len(texts) <= MOST_ASKED_SINGLY:
            return ONE_BY_ONE
        said = ask.format(count=len(texts), examples=examples(texts))
        return self.ask(identity, said, cited, (*choices, ONE_BY_ONE))

    def reopen(self, identity: str, why: str) -> None:
        """Take an answer back that cannot be used, and say why."""
        question = self._found[identity]
        ask = f"{question.ask} {writable(why)}"
        self._found[identity] = question.model_copy(update={"answer": None, "ask": ask})


def examples(texts: Iterable[str]) -> str:
    """Some of several texts, in quotes."""
    said = [f'"{_cut(text, _LONGEST_EXAMPLE)}"' for text in dict.fromkeys(texts)]
    return ", ".join(said[:_EXAMPLES]) + (" …" if len(said) > _EXAMPLES else "")


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _names_of_columns(mapping: ImportMap) -> dict[tuple[int, int], str]:
    """The name of each column by its table and number."""
    return {
        (table, column.number): column.named
        for table, columns in columns_of_tables(mapping).items()
        for column in columns
        if column.named
    }


def question_id(*parts: str) -> str:
    """The id of a question from words: small letters, digits and dashes, not more than 40."""
    slug = re.sub("[^a-z0-9]+", "-", "-".join(parts).casefold()).strip("-")
    return slug[:_LONGEST_ID].rstrip("-")


def unique_ids(texts: Iterable[str], before: str) -> Mapping[str, str]:
    """An id for each text, `before` first, where some would have the same with a number at the end."""
    found: dict[str, str] = {}
    used: set[str] = set()
    numbers: Counter[str] = Counter()
    for text in texts:
        plain = identity = question_id(before, text)
        while identity in used:
            numbers[plain] += 1
            ending = f"-{numbers[plain] + 1}"
            identity = plain[: _LONGEST_ID - len(ending)].rstrip("-") + ending
        used.add(identity)
        found[text] = identity
    return found
