"""receipt.csv: a row for every paragraph of the document and what became of it, the count of its words at the end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from si_plan.documents.records import Columns, Records, integer, text
from si_plan.formats import csv
from si_plan.importing.document import Place
from si_plan.importing.receipt.accounting import Proof, Receipt


class _Line(NamedTuple):
    """A row of the file; the last, which counts words, has no place."""

    place: Place | None
    text: str
    fate: str
    record: str = ""
    field: str = ""
    value: str = ""
    rule: str = ""


COLUMNS: Final[Columns[_Line]] = (
    integer("table", lambda line: line.place and line.place.table),
    integer("row", lambda line: line.place and line.place.row),
    integer("column", lambda line: line.place and line.place.column),
    integer("paragraph", lambda line: line.place and line.place.paragraph),
    text("text", lambda line: line.text),
    text("fate", lambda line: line.fate),
    text("record", lambda line: line.record),
    text("field", lambda line: line.field),
    text("value", lambda line: line.value),
    text("rule", lambda line: line.rule),
)


def render(receipt: Receipt) -> bytes:
    """The file, with the mark by which Excel knows UTF-8."""
    return csv.MARK + csv.render(Records("receipt", None, None, COLUMNS, list(_lines(receipt)))).encode("utf-8")


def _lines(receipt: Receipt) -> Iterator[_Line]:
    for paragraph in receipt.document.paragraphs():
        fated = receipt.fates.get(paragraph.place, ())
        for one in fated:
            yield _Line(paragraph.place, paragraph.text, one.fate, one.record, one.field, one.value, one.rule)
        if not fated:
            yield _Line(paragraph.place, paragraph.text, "")
    yield _words(receipt.proof)


def _words(proof: Proof) -> _Line:
    told = f"{proof.raw} words in the file"
    return _Line(None, told, "words", value=f"{proof.accounted} words accounted for", rule=difference(proof))


def difference(proof: Proof) -> str:
    """How the words differ: `equal`, or `unequal: lost foo, bar (2 times)`."""
    if proof.holds:
        return "equal"
    kinds = (("lost", proof.lost), ("not in the file", proof.invented))
    return f"unequal: {'; '.join(f'{what} {_named(words)}' for what, words in kinds if words)}"


_MOST_NAMED: Final = 200
"""How many words of a difference are named."""


def _named(words: tuple[tuple[str, int], ...]) -> str:
    said = [word if times == 1 else f"{word} ({times} times)" for word, times in words[:_MOST_NAMED]]
    more = [f"and {len(words) - _MOST_NAMED} more"] if len(words) > _MOST_NAMED else []
    return ", ".join([*said, *more])
