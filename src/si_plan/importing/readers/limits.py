"""How much of a document is read: beyond this it is refused, by name."""

from __future__ import annotations

from typing import Final

from si_plan.importing.document import ImportRefusedError

MOST_COLUMNS: Final = 200
MOST_ROWS: Final = 20_000
"""Of one table."""
MOST_CELLS: Final = 100_000
"""The places in the grids of all tables of a document."""
MOST_PARAGRAPHS: Final = 50_000
"""Outside tables."""

MOST_ELEMENTS: Final = 300_000
"""Of a page: how many begin or end."""
MOST_LINES: Final = 100_000
"""Of a file of Markdown."""


def within(count: int, most: int, what: str, where: str) -> None:
    """Raises ImportRefusedError where there is more of something than is read."""
    if count > most:
        raise ImportRefusedError(
            f"{where} has more than {most:,} {what}", "import a copy that holds the plan and nothing else"
        )
