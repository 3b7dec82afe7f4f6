"""How much a draft holds: bounds for documents that are no plan, or meant to harm."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from si_plan.importing.document import ImportRefusedError
from si_plan.importing.laid_out import LaidOut
from si_plan.model.promise import MOST_LINES
from si_plan.sources import MOST_BYTES

MOST_ACTIONS: Final = 2_000
MOST_POINTS: Final = 10_000
"""How many paragraphs there are in all cells of milestones together."""
MOST_ROLES: Final = 1_000
MOST_AREAS: Final = 1_000
MOST_PRIORITIES: Final = 1_000
_HINT: Final = "import a part of it, or say in import.yaml which tables hold the plan"


def check_size(laid_out: LaidOut) -> None:
    """Raise ImportRefusedError for a document with more in it than any plan has."""
    rows = [row for priority in laid_out.priorities for row in priority.rows]
    points = sum(len(row.fields.get("milestones", ())) for row in rows)
    for count, most, what in (
        (len(laid_out.priorities), MOST_PRIORITIES, "priorities"),
        (len(rows), MOST_ACTIONS, "actions"),
        (points, MOST_POINTS, "milestones"),
        (len(laid_out.glossary), MOST_ROLES, "roles"),
        (len(laid_out.areas), MOST_AREAS, "areas"),
    ):
        if count > most:
            raise ImportRefusedError(f"the document has {count:,} {what}; siplan drafts at most {most:,}", _HINT)
    for row in rows:
        if len(row.fields.get("when", ())) + len(row.fields.get("due", ())) > MOST_LINES:
            raise ImportRefusedError(
                f"table {row.table}, row {row.row} says in more than {MOST_LINES} lines when it is due", _HINT
            )


def check_roles(count: int) -> None:
    """Raise ImportRefusedError for more roles than any plan has."""
    if count > MOST_ROLES:
        raise ImportRefusedError(f"the document names more than {MOST_ROLES:,} who lead", _HINT)


def check_files(files: Mapping[str, str]) -> None:
    """Raise ImportRefusedError for a file that siplan would not read."""
    for path, text in files.items():
        if len(text.encode("utf-8")) > MOST_BYTES:
            raise ImportRefusedError(f"{path} would be larger than 1 MiB, which siplan does not read", _HINT)
