"""Laws of an import as a whole, on documents in the layouts that plans have: answered or not, every word is accounted
for, the draft has no errors, and the same document and mapping give the same again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from importing.layouts import AS_PUBLISHED, CASES
from si_plan.importing import making
from si_plan.importing.asking.map_file import answered, map_text, read_map
from si_plan.importing.making import Imported
from si_plan.importing.mapping import ImportMap, Question
from si_plan.sources import Source
from word_plan import word_plan

DOCUMENTS = {
    "our-plan.docx": word_plan,
    "plan.md": lambda: AS_PUBLISHED.encode(),
    **{path.name: path.read_bytes for path in sorted(CASES.iterdir()) if path.suffix in (".docx", ".xlsx")},
}
TYPED = {"title": "Plan", "authority": "Aldmere", "dated": "2025-09-01", "ref-1-1": "1.1, 1.10"}
PICKS: dict[str, Callable[[Question], str]] = {
    "first": lambda question: question.choices[0],
    "last": lambda question: question.choices[-1],
    "second": lambda question: question.choices[1 % len(question.choices)],
}
_MOST_ROUNDS = 8


def reread(mapping: ImportMap) -> ImportMap:
    """A mapping as its file has it."""
    read, found = read_map(Source("import.yaml", "import.yaml", map_text(mapping)))
    assert found == []
    assert read is not None
    return read


def answer_all(name: str, data: bytes, pick: Callable[[Question], str]) -> Imported:
    """An import in which every question is answered, also those that answers lead to."""
    document = making.read(data, name)
    done = making.make(document, data, None)
    for _ in range(_MOST_ROUNDS):
        assert_sound(done)
        if not done.open:
            break
        mapping = done.mapping
        for question in done.open:
            mapping = answered(
                mapping, question.id, pick(question) if question.choices else TYPED.get(question.id, "A")
            )
        done = making.make(document, data, reread(mapping))
    return done


def assert_sound(done: Imported) -> None:
    assert done.receipt.proof.holds, (done.receipt.proof.lost, done.receipt.proof.invented)
    assert done.receipt.without_fate == []
    assert done.errors == []


@pytest.mark.parametrize("pick", PICKS)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_an_import_can_be_answered_to_its_end(name: str, pick: str) -> None:
    data = DOCUMENTS[name]()
    done = answer_all(name, data, PICKS[pick])
    assert [(question.id, question.ask) for question in done.open] == []
    again = making.make(making.read(data, name), data, reread(done.mapping))
    assert again.mapping == done.mapping
    assert again.files == done.files
    assert again.receipt == done.receipt


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_asked_is_asked_again_in_the_same_words(name: str) -> None:
    data = DOCUMENTS[name]()
    document = making.read(data, name)
    first = making.make(document, data, None)
    again = making.make(document, data, reread(first.mapping))
    assert again.mapping == first.mapping
    assert again.files == first.files
