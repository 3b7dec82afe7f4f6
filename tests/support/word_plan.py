"""An invented plan as a council would write it in Word: `docs/our-plan.docx`, with which the walk-through begins.

`python tests/support/word_plan.py FILE` writes it.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Cm

TITLE: Final = "Attendance improvement plan 2025-26"
COLUMNS: Final = ("No", "Actions", "Who", "When", "Milestones", "Evidence")
WIDTHS: Final = (1.5, 8, 3, 3.5, 6, 4)

PRIORITIES: Final = (
    (
        "Priority 1: See absence sooner",
        (
            ("1.1", ["Agree one set of codes for absence with all schools"], ["HOA"], ["By 30^th September 2025"],
             ["Codes agreed with all 41 schools"], "Minutes of the heads' forum"),
            ("1.2", ["Give each school a weekly list of pupils with:", "- ten days of absence or more",
                     "- three late marks in a week"], ["DM / HOA"], ["October 2025"],
             ["First lists sent", "Lists in use in every secondary school"], "The lists"),
            ("1.3", ["Visit the schools where absence has risen most"], ["HOA"], ["Each term"],
             ["Visits made"], "Notes of visits"),
        ),
    ),
    (
        "Priority 2: Help families early",
        (
            ("2.1", ["Ring families on the first day of absence"], ["School attendance leads"], ["From January 2026"],
             ["Calls made on the first day in all schools"], "Call records"),
            ("2.2", ["Write to families in the languages that they read"], ["CO"], ["By Dec 2025"],
             ["Letters in six languages"], "The letters"),
            ("2.3", ["Open a weekly drop-in with school nurses"], ["HOA", "SN"], ["Spring term 2026"],
             ["Drop-in open", "60 families seen by July 2026"], "Nurses' log"),
            ("2.4", ["Review what has worked, with parents"], ["DCS"], ["July 2026"], ["Review published"], ""),
        ),
    ),
)  # fmt: skip
ROLES: Final = (
    ("DCS", "Director of Children's Services"),
    ("HOA", "Head of Attendance"),
    ("DM", "Data Manager"),
    ("CO", "Communications Officer"),
)


def word_plan() -> bytes:
    """The document."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    document.add_heading(TITLE, 0)
    document.add_paragraph("Westmere Borough Council")
    document.add_paragraph("1 September 2025")
    document.add_heading("Why we need a plan", 1)
    document.add_paragraph("One pupil in five missed a tenth of last year. Each day counts.")
    for heading, actions in PRIORITIES:
        _table(document, heading, actions)
        document.add_paragraph()
    document.add_heading("Who is who", 1)
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for code, title in ROLES:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = code, title
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _table(document: Any, heading: str, actions: Any) -> None:
    table = document.add_table(rows=0, cols=len(COLUMNS), style="Table Grid")
    table.autofit = False
    cells = table.add_row().cells
    _write(cells[0].merge(cells[-1]).paragraphs[0], heading, bold=True)
    for cell, name in zip(table.add_row().cells, COLUMNS, strict=True):
        _write(cell.paragraphs[0], name, bold=True)
    for number, texts, who, when, milestones, evidence in actions:
        row = table.add_row()
        for cell, lines in zip(row.cells, ([number], texts, who, when, milestones, [evidence]), strict=True):
            _fill(cell, lines, bullets=lines is milestones)
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Cm(width)


def _fill(cell: Any, lines: list[str], *, bullets: bool) -> None:
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        if bullets or line.startswith("- "):
            paragraph.style = "List Bullet"
        _write(paragraph, line.removeprefix("- "))


def _write(paragraph: Any, text: str, *, bold: bool = False) -> None:
    """Text as runs; "30^th" has its ending raised, as Word sets it."""
    before, raised, after = text.partition("^")
    paragraph.add_run(before).bold = bold or None
    if raised:
        paragraph.add_run(after[:2]).font.superscript = True
        paragraph.add_run(after[2:])


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(word_plan())
