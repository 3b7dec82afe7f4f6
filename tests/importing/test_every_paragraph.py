"""Whatever a document looks like and whatever its mapping says: no paragraph is left without a place or a fate, and
import.yaml is read as it was written."""

from __future__ import annotations

import random
from typing import Any, get_args

import pytest

from importing.layouts import of, unplaced
from si_plan.importing.asking.map_file import map_text, read_map
from si_plan.importing.asking.proposing import propose
from si_plan.importing.document import SourceDocument
from si_plan.importing.drafting.plan import draft_plan
from si_plan.importing.laid_out import ColumnField
from si_plan.importing.laying.laying_out import lay_out
from si_plan.importing.mapping import Column, ImportMap, Passage, TableMeaning
from si_plan.sources import Source
from sweeping import swept

NAMES = (
    "No", "Ref", "Action", "Key actions", "Who", "Lead", "When", "By when", "Due", "Start", "Milestones", "RAG Aut",
    "Success criteria", "Priority", "Widgets", "", "Monitoring", "Cost", "Evidence", "Ofsted area", "What", "Progress",
)  # fmt: skip
TEXTS = (
    "1", "1.1", "1.2", "1a", "Priority 1: Read", "Priority 2", "Ofsted area 1", "What will success look like?", "Audit",
    "and go on", "(continued) x", "As above", "HT / ENG", "By May 2026", "G", "Red", "", "", "–", "R = late, G = done",
    "3 June 2025", "School improvement plan", "Areas for improvement:", "Total", "Objective:", "\u202e x", "12 Quality",
)  # fmt: skip
HOLDS = get_args(TableMeaning.model_fields["holds"].annotation)
PASSAGES = get_args(Passage.model_fields["holds"].annotation)
LISTS_OF_ROWS = ("headers", "priorities", "success", "continues", "skips", "asked")


def a_cell(chance: random.Random, text: str) -> str:
    """A cell of a page, perhaps with spans, a colour, points or a table in it."""
    spans = f' colspan="{chance.randint(2, 6)}"' if chance.random() < 0.12 else ""
    spans += f' rowspan="{chance.randint(2, 4)}"' if chance.random() < 0.12 else ""
    colour = f' style="background-color:#{chance.choice(("92D050", "FF0000", "FFFFFF"))}"'
    spans += colour if chance.random() < 0.1 else ""
    text = f"<b>{text}</b>" if chance.random() < 0.2 else text
    text = f"<ul><li>{text}</li><li>{chance.choice(TEXTS)}</li></ul>" if chance.random() < 0.15 else text
    text += f"<br>{chance.choice(TEXTS)}" if chance.random() < 0.1 else ""
    inner = f"<table><tr><td>{chance.choice(TEXTS)}</td><td>{chance.choice(NAMES)}</td></tr></table>"
    return f"<td{spans}>{text}{inner if chance.random() < 0.03 else ''}</td>"


def a_page(chance: random.Random) -> SourceDocument:
    """A page of texts and tables in which anything may stand anywhere; each table may have a header."""
    parts = []
    for _ in range(chance.randint(1, 4)):
        for _ in range(chance.randint(0, 3)):
            tag = chance.choice(("p", "h1", "h2", "li", "p"))
            parts.append(f"<{tag}>{chance.choice(TEXTS)}</{tag}>")
        columns = chance.randint(1, 6)
        rows = []
        for number in range(chance.randint(1, 8)):
            texts = NAMES if number == 0 or chance.random() < 0.1 else TEXTS
            rows.append("".join(a_cell(chance, chance.choice(texts)) for _ in range(chance.randint(1, columns))))
            if number == 0:
                rows[0] = "".join(f"<td>{name}</td>" for name in chance.sample(NAMES, columns))
        parts.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
    return of(f"<html><body>{''.join(parts)}</body></html>", "plan.html")


def another(chance: random.Random, document: SourceDocument, meant: ImportMap) -> ImportMap:
    """A mapping of the document that somebody has changed at will."""
    tables = []
    for one, table in zip(meant.tables, document.tables, strict=True):
        numbers = [row.number for row in table.rows]
        changes: dict[str, Any] = {
            name: tuple(sorted(chance.sample(numbers, chance.randint(0, len(numbers)))))
            for name in LISTS_OF_ROWS
            if chance.random() < 0.3
        }
        if chance.random() < 0.4:
            changes["holds"] = chance.choice(HOLDS)
        if chance.random() < 0.3:
            changes["columns"] = tuple(
                Column(number=chance.randint(1, 8), named=chance.choice(("A", "B", None)), field=field)
                for field in chance.choices(get_args(ColumnField), k=chance.randint(0, 5))
            )
        if chance.random() < 0.2:
            changes["priority"] = "Given"
        tables.append(one.model_copy(update=changes))
    passages = [
        one.model_copy(update={"holds": chance.choice(PASSAGES)}) if chance.random() < 0.4 else one
        for one in meant.passages
    ]
    return meant.model_copy(update={"tables": tuple(tables), "passages": tuple(passages)})


def check(seed: int) -> None:
    chance = random.Random(seed)
    document = a_page(chance)
    meant = propose(document)
    assert read_map(Source("import.yaml", "import.yaml", map_text(meant))) == (meant, [])
    places = {part.place for part in document.paragraphs()}
    for mapping in (meant, another(chance, document, meant)):
        done = lay_out(document, mapping)
        assert unplaced(document, done) == [], f"seed {seed}"
        assert {fate.place for fate in draft_plan(document, done, mapping).fates} == places, f"seed {seed}"


@pytest.mark.parametrize("seed", range(40))
def test_no_paragraph_is_left_without_a_fate(seed: int) -> None:
    check(seed)


@pytest.mark.sweep
def test_no_paragraph_of_many_documents_is_left_without_a_fate() -> None:
    for seed in swept(range(1000, 4000)):
        check(seed)
