"""How much of a document is read: beyond this it is refused, by name."""

from __future__ import annotations

from typing import Final

from si_plan.importing.document import ImportRefusedError

MOST_COLUMNS: Final = 200
MOST_ROWS: Final = 20_000
"""Of one table."""
MOST_CELLS: Final = 200_000
"""The places in the grids of all tables of a document."""
MOST_PARAGRAPHS: Final = 200_000
"""Of a document."""


def within(count: int, most: int, what: str, where: str) -> None:
    """Raises ImportRefusedError where there is more of something than is read."""
    if count > most:
        raise ImportRefusedError(
            f"{where} has more than {most:,} {what}", "import a copy that holds the plan and nothing else"
        )
