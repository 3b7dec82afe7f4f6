"""What an import against a plan says: the answer in a line, each record with what happens to it, what is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from si_plan.documents import words
from si_plan.documents.blocks import Column, Document, Facts, Part, Row, Table, document
from si_plan.documents.records import Columns, Json, Records, record, text, texts
from si_plan.importing import telling
from si_plan.importing.again.account import HOW, Line, answer, lines_of
from si_plan.importing.again.making_again import Again
from si_plan.model.plan import Plan

_LONGEST: Final = 160


class ToldAgain(NamedTuple):
    """An import against a plan that is written, how its folder and its plan are named, and what to type again."""

    again: Again
    folder: str
    against: str
    command: str
    written: bool = False
    """Whether the plan itself has the edition now."""


def page(told: ToldAgain) -> Document:
    """The account for people."""
    again, folder = told.again, told.folder
    imported, coming = again.imported, again.comparison.coming
    changed = [line for line in lines_of(again) if line.how != "carried"]
    parts: list[Part] = [*imported.receipt.document.told]
    if coming is None and imported.open:
        parts.append("Whether there is an edition to adopt depends on the answers.")
    elif coming is None:
        parts.append("The document says nothing that the plan does not say: there is no edition to adopt.")
    else:
        verb = "The plan has" if told.written else "It would be"
        parts.append(f"{verb} the edition of {coming.edition.id}, from {words.day(coming.edition.dated)}.")
        parts += coming.notes
    if again.adopted is None and again.problem is None:
        parts.append(f"{folder}/plan is the plan as it stands until the questions are answered.")
    if again.problem is not None:
        parts.append(f"The edition cannot be drafted: {again.problem.said}")
    if changed:
        parts.append(_table(changed, again.comparison.plan))
    if imported.open:
        parts.append(telling.asked_table(imported.open))
    parts.append(Facts(_files(folder)))
    if imported.open:
        parts.append(f"Answer in {folder}/import.yaml, and import again: {told.command}")
    elif coming is not None and not told.written:
        parts.append(f"Nothing in {told.against} has changed. This writes it there: {told.command} --write")
    return document("", answer(again), *parts)


def _files(folder: str) -> list[tuple[str, str]]:
    return [
        (f"{folder}/plan", "the plan with the edition in it"),
        (f"{folder}/import.yaml", "what the document means, with every question and its answer"),
        (f"{folder}/receipt.html", "what became of every paragraph, with the plan's ids"),
        (f"{folder}/receipt.csv", "the same for a spreadsheet"),
    ]


def _table(lines: Sequence[Line], plan: Plan) -> Table:
    columns = (
        Column("What", "brief", 16),
        Column("ID", "brief", 8),
        Column("In the plan, and in the document", "text", 60),
        Column("Cell", "text", 16),
    )
    rows = [Row((HOW[line.how], plan.refs.both(line.id), _both(line), "; ".join(line.cells[:1]))) for line in lines]
    return Table(columns, rows, "What the document does to the plan")


def _both(line: Line) -> str:
    if not (line.before or line.after):
        return words.cut(" ".join(line.title.split()), _LONGEST)
    return f"{words.cut(line.before, _LONGEST)} → {words.cut(line.after, _LONGEST)}"


COLUMNS: Columns[Line] = (
    text("how", lambda line: line.how),
    text("id", lambda line: line.id or None),
    text("what", lambda line: line.what),
    text("title", lambda line: line.title),
    text("field", lambda line: line.field or None),
    text("before", lambda line: line.before or None),
    text("after", lambda line: line.after or None),
    texts("cells", lambda line: line.cells),
)


def records(told: ToldAgain) -> Records[Line]:
    """The account for programs: a row for each record and each thing that the document does to it."""
    again = told.again
    lines = lines_of(again)
    count = Counter(line.how for line in lines)
    coming = again.comparison.coming
    proof = again.imported.receipt.proof
    figures: dict[str, Json] = {
        "answer": answer(again),
        "document": again.imported.receipt.document.name,
        "folder": told.folder,
        "against": told.against,
        "written": told.written,
        "edition": coming.edition.id if coming is not None else None,
        "dated": coming.edition.dated.isoformat() if coming is not None else None,
        "notes": list(coming.notes) if coming is not None else [],
        "problem": again.problem.said if again.problem is not None else None,
        "counts": {how: count[how] for how in HOW},
        "questions_open": len(again.imported.open),
        "questions": [record(telling.COLUMNS, question) for question in again.imported.receipt.questions],
        "words": {"in_file": proof.raw, "accounted": proof.accounted},
    }
    return Records("import-against", None, None, COLUMNS, lines, figures)
