"""The form of a return: its columns, the statuses that a lead can choose, and the reference that each row carries."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

ID, ASKED, DEADLINE, STATE, LAST = "ID", "What is asked", "Deadline", "How it stands", "Last note"
STATUS, NOTE, EVIDENCE, DATE, REFERENCE = "Status", "Note", "Evidence", "Date", "Reference"
COLUMNS: Final = (ID, ASKED, DEADLINE, STATE, LAST, STATUS, NOTE, EVIDENCE, DATE, REFERENCE)
"""The headings, in their order. A returned file is read by them, wherever people have moved them."""

INPUTS: Final = (STATUS, NOTE, EVIDENCE, DATE)
"""The columns that a lead fills in."""
NEEDED: Final = (ID, *INPUTS, REFERENCE)
"""The columns without which a return cannot be read."""

STATUSES: Final = {"Not started": "not_started", "In progress": "in_progress", "Complete": "complete"}
"""What a lead can choose, and what the log writes for it. Nobody cancels what was promised by a return."""

_MARK: Final = "siplan-1"
WITNESS: Final = "£½Ø"
"""Letters that each encoding writes in bytes of its own, or not at all. They come back with a row, and show in which
encoding a file was saved: CSV does not say, and the £ of one is the œ of another."""
_SHAPE: Final = (
    *(re.escape(_MARK), r"[A-Z][A-Za-z0-9_-]{0,19}", r"\d{4}-\d\d-\d\d", r"[0-9a-f]{8}", r"[0-9.SD]{1,40}"),
    *(r"\S{1,40}", r"\S{1,40}", WITNESS),
)


class Reference(NamedTuple):
    """What ties a row to what was sent: whose return, of which day, from which plan, about what, and what the log
    said then. It stands in the row itself, so that it survives sorting, another program and saving as CSV."""

    lead: str
    as_of: date
    plan: str
    id: str
    period: str | None
    seen: str

    def as_text(self) -> str:
        """The text for its cell: words with spaces between them, which no spreadsheet takes for a number or date."""
        day, period = self.as_of.isoformat(), self.period or "-"
        return " ".join((_MARK, self.lead, day, self.plan, self.id, period, self.seen, WITNESS))


def read_reference(text: str) -> Reference | None:
    """The reference in the text of a cell; None where it is not one."""
    parts = text.split()
    if len(parts) != len(_SHAPE) or not all(map(re.fullmatch, _SHAPE, parts)):
        return None
    _, lead, day, plan, identity, period, seen, _ = parts
    try:
        as_of = date.fromisoformat(day)
    except ValueError:
        return None
    return Reference(lead, as_of, plan, identity, None if period == "-" else period, seen)
