"""What the tests of the readers ask of a document: the texts of its cells, and whether every word is accounted for."""

from __future__ import annotations

from collections import Counter

from si_plan.importing.document import SourceDocument, Table
from si_plan.importing.readers import read_document
from si_plan.importing.words.raw import raw_words


def lost_and_found(data: bytes, name: str) -> tuple[Counter[str], Counter[str]]:
    """The words of a file that its reader gives too few times, and those that it gives too often."""
    document = read_document(data, name)
    raw, given = raw_words(data, document.kind), words(document)
    return raw - given, given - raw


def words(document: SourceDocument) -> Counter[str]:
    """Every word that a document accounts for."""
    return Counter(word for paragraph in document.paragraphs() for word in paragraph.words.split())


def texts(table: Table) -> list[list[str]]:
    """The text of every place of a table's grid; a cell that spans stands in each."""
    return [
        [cell.text if (cell := table.cell_at(row, column)) else "" for column in range(1, table.columns + 1)]
        for row in range(1, len(table.rows) + 1)
    ]
