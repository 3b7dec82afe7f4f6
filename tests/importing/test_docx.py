"""Word documents are read to the letter, each paragraph in its place."""

from __future__ import annotations

import json
from pathlib import Path

from si_plan.importing.document import SourceDocument, Table
from si_plan.importing.readers import docx

CASES = Path(__file__).parent.parent / "cases" / "import"


def case(name: str) -> SourceDocument:
    return docx.read((CASES / name).read_bytes(), name)


def texts(table: Table, row: int, column: int) -> list[str]:
    """The paragraphs of the cell that covers a place."""
    cell = table.cell_at(row, column)
    assert cell is not None
    return [paragraph.text for paragraph in cell.paragraphs]


def test_every_cell_of_a_plan_is_read_as_it_stands() -> None:
    expected = json.loads((CASES / "1-example.json").read_text(encoding="utf-8"))
    document = case("1-example.docx")
    read = [
        {
            "priority": number,
            "ref": texts(table, row.number, 1)[0],
            "paragraphs": texts(table, row.number, 2),
            "steps": [each.text for each in row.cells[1].paragraphs if each.level == 1],
            "when": texts(table, row.number, 4),
            "milestones": [each.text for each in row.cells[4].paragraphs if each.level == 1],
        }
        for number, table in enumerate(document.tables, 1)
        for row in table.rows[2:]
    ]
    assert read == [{key: action[key] for key in read[0]} for action in expected["actions"]]
    assert [[row.number for row in table.rows if row.header] for table in document.tables] == [[2], [2]]
    assert document.tables[0].rows[0].cells[0].fill == "D9E2F3"
    first, *others = (block for block in document.blocks if not isinstance(block, Table))
    assert (first.heading, [each.heading for each in others]) == (1, [0, 0])


def test_merged_cells_levels_superscripts_and_soft_lines_are_kept() -> None:
    (table,) = case("merged-and-split.docx").tables
    assert [(cell.column, cell.columns, cell.rows) for cell in table.rows[0].cells] == [
        *((column, 1, 2) for column in range(1, 6)),
        (6, 3, 1),
    ]
    assert texts(table, 5, 3) == ["HT / ENG"] == texts(table, 4, 3)
    assert [(each.text, each.level) for each in table.rows[3].cells[1].paragraphs] == [
        ("Train every teacher in the reading programme", 0),
        ("phonics", 1),
        ("Reception and Year 1", 2),
        ("fluency", 1),
    ]
    assert texts(table, 6, 4) == ["6th May 2026", "Termly"]
    assert [(each.text, each.soft) for each in table.rows[5].cells[2].paragraphs] == [("SENCO", False), ("ENG", True)]
    assert [[cell.fill for cell in row.cells[-3:]] for row in table.rows[3:6]] == [
        ["92D050", "92D050", None],
        ["FFC000", None, None],
        [None, None, None],
    ]
