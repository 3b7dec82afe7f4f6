"""What an import says: the answer in a line, what is asked, and where everything stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from si_plan.documents import words
from si_plan.documents.blocks import Column, Document, Facts, Part, Row, Table, document
from si_plan.documents.records import Columns, Json, Records, text, texts
from si_plan.importing.making import Imported
from si_plan.importing.mapping import Question

_MOST_LOST: Final = 20
_LONGEST: Final = 40


class Told(NamedTuple):
    """An import that is written, and how its folder is named."""

    imported: Imported
    folder: str
    command: str
    """What to type to import again."""


def answer(imported: Imported) -> str:
    """The import in a line: `34 actions, 74 milestones, 11 questions open, 5,549 of 5,549 words accounted for`."""
    counts, proof = imported.counts, imported.receipt.proof
    still = len(imported.open)
    asked = f"{still} question{'' if still == 1 else 's'} open" if still else "no question open"
    said = f"{proof.accounted:,} of {proof.raw:,} words accounted for"
    if not proof.holds and proof.accounted == proof.raw:
        said += ", but not the same words"
    return f"{words.count(counts.actions, 'action')}, {words.count(counts.milestones, 'milestone')}, {asked}, {said}"


def page(told: Told) -> Document:
    """The account for people."""
    imported, folder = told.imported, told.folder
    parts: list[Part] = [*imported.receipt.document.told]
    if imported.open:
        parts.append(asked_table(imported.open))
    parts += _lost(imported)
    unmapped = imported.receipt.counts.get("not-mapped", 0)
    if unmapped:
        parts.append(f"{words.count(unmapped, 'paragraph')} in no field of the plan: receipt.html lists them.")
    files = (
        ("plan", f"the draft: siplan --plan {folder}/plan validate says what it lacks"),
        ("import.yaml", "what the document means, with every question and its answer"),
        ("receipt.html", "what became of every paragraph, to read beside the document"),
        ("receipt.csv", "the same for a spreadsheet"),
    )
    parts.append(Facts([(f"{folder}/{name}", said) for name, said in files]))
    if imported.open:
        parts.append(f"Answer in {folder}/import.yaml, and import again: {told.command}")
    return document("", answer(imported), *parts)


def asked_table(open_questions: Sequence[Question]) -> Table:
    """What is asked, for people."""
    columns = (Column("Question", "id", 20), Column("What is asked", "text", 80))
    rows = [Row((question.id, _in_full(question))) for question in open_questions]
    return Table(columns, rows, "What only a person can say")


def _in_full(question: Question) -> str:
    """What is asked, the answers to choose from, and where it stands first."""
    first, *more = question.cells or ("",)
    choices = f" Answers: {'; '.join(question.choices)}." if question.choices else ""
    where = f" ({first}{f', and {len(more)} more' if more else ''})" if first else ""
    return f"{question.ask}{choices}{where}"


def _lost(imported: Imported) -> list[str]:
    """How the words differ, where they do."""
    proof = imported.receipt.proof
    kinds = (("In the file, but not accounted for", proof.lost), ("Accounted for, but not in the file", proof.invented))
    return [f"{what}: {_some([word for word, _ in found])}" for what, found in kinds if found]


def _some(found: Sequence[str]) -> str:
    more = [f"and {len(found) - _MOST_LOST} more"] if len(found) > _MOST_LOST else []
    return ", ".join([*(words.cut(word, _LONGEST) for word in found[:_MOST_LOST]), *more])


COLUMNS: Columns[Question] = (
    text("id", lambda question: question.id),
    text("ask", lambda question: question.ask),
    texts("cells", lambda question: question.cells),
    texts("choices", lambda question: question.choices),
    text("answer", lambda question: question.answer),
)


def records(told: Told) -> Records[Question]:
    """The account for programs: a row for each question, open or answered."""
    imported, proof = told.imported, told.imported.receipt.proof
    figures: dict[str, Json] = {
        "answer": answer(imported),
        "document": imported.receipt.document.name,
        "folder": told.folder,
        **imported.counts._asdict(),
        "questions_open": len(imported.open),
        "words": {
            "in_file": proof.raw,
            "accounted": proof.accounted,
            "lost": [word for word, _ in proof.lost],
            "invented": [word for word, _ in proof.invented],
        },
        "paragraphs": {str(fate): number for fate, number in imported.receipt.counts.items()},
        "told": list(imported.receipt.document.told),
    }
    return Records("import", None, None, COLUMNS, imported.receipt.questions, figures)
