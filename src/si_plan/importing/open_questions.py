"""The questions of an import, each asked once, with the answers that its import.yaml gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from si_plan.importing.document import Paragraph, SourceDocument
from si_plan.importing.mapping import ImportMap, Question

_LONGEST_ID: Final = 40
_MOST_CELLS: Final = 60
"""How many places a question lists: what one answer settles can stand in every row of a long plan."""


class Questions:
    """The questions of a draft, in the order in which they are asked, and where in the document they stand."""

    def __init__(self, document: SourceDocument, mapping: ImportMap) -> None:
        self._document = document
        self._answers = {question.id: question.answer for question in mapping.questions if question.answer}
        self._columns = {
            (table.table, column.number): column.named
            for table in mapping.tables
            for column in table.columns
            if column.named
        }
        self._found: dict[str, Question] = {}

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question so far, answered or not."""
        return tuple(self._found.values())

    def where(self, paragraph: Paragraph) -> str:
        """Where a paragraph stands, with the name of its column and what it says."""
        place = paragraph.place
        column = self._columns.get((place.table, place.column))
        named = f" ({column})" if column else ""
        text = paragraph.text if len(paragraph.text) <= 80 else f"{paragraph.text[:77]}..."
        return f"{self._document.where(place)}{named}: {text}"

    def ask(
        self,
        identity: str,
        ask: str,
        paragraphs: Iterable[Paragraph] = (),
        choices: Sequence[str] = (),
        *,
        free: bool = False,
    ) -> str | None:
        """The answer to a question; None while it is open. With `free`, an answer may be none of the choices."""
        places = [self.where(paragraph) for paragraph in paragraphs]
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

    def reopen(self, identity: str, why: str) -> None:
        """Take an answer back that cannot be used, and say why."""
        question = self._found[identity]
        self._found[identity] = question.model_copy(update={"answer": None, "ask": f"{question.ask} {why}"})


def question_id(*parts: str) -> str:
    """The id of a question from words: small letters, digits and dashes, not more than 40."""
    slug = re.sub("[^a-z0-9]+", "-", "-".join(parts).casefold()).strip("-")
    return slug[:_LONGEST_ID].rstrip("-")


def unique_ids(texts: Iterable[str], before: str) -> Mapping[str, str]:
    """An id for each text, `before` first, where some would have the same with a number at the end."""
    found: dict[str, str] = {}
    used: set[str] = set()
    for text in texts:
        identity = question_id(before, text)
        number = 2
        while identity in used:
            ending = f"-{number}"
            identity = question_id(before, text)[: _LONGEST_ID - len(ending)].rstrip("-") + ending
            number += 1
        used.add(identity)
        found[text] = identity
    return found
