"""A page in Markdown for a pull request's summary: what matters open, the rest folded, all of it within a size.

GitHub refuses a summary of over 1 MiB whole. Each section gets its share of what is left of the size, so that a long
one is cut before a short one behind it is lost; what was cut is said where it is missing.
"""

from __future__ import annotations

from typing import Final

from si_plan.formats.markdown import escaped, table
from si_plan.formats.page import Heading, Listing, Page

MOST_BYTES: Final = 1_000_000
"""The largest page, in bytes: less than the 1 MiB that a summary may have, to leave others some room."""
_LONGEST_CELL: Final = 1_500
_SPARE: Final = 300
"""Bytes that a section's heading and folding, and the line that says what was cut, may take."""


def render(page: Page, folded: frozenset[str] = frozenset()) -> str:
    """The page's Markdown: its lines as a list, its listings as tables. Listings with these titles are folded: a
    reader opens them with a click."""
    blocks = page.safe().blocks
    parts: list[str] = []
    left = MOST_BYTES
    cut: list[str] = []
    lines = sum(isinstance(block, str) for block in blocks)
    for number, block in enumerate(blocks):
        if isinstance(block, Listing):
            text, missing = _section(block, left // (len(blocks) - number), folded=block.title in folded)
            cut += [f"{block.title} ({missing:,} of {len(block.rows):,})"] if missing else []
        elif isinstance(block, Heading):
            text = f"## {escaped(block.text)}"
        else:
            text = f"{'- ' if lines > 1 else ''}{escaped(_brief(str(block)))}"
        if isinstance(block, str) and number and isinstance(blocks[number - 1], str):
            parts[-1] += f"\n{text}"
        else:
            parts.append(text)
        left -= len(text.encode()) + 2
    if cut:
        parts.append(escaped(f"Cut to size: {'; '.join(cut)}. siplan diff shows all of it."))
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(listing: Listing, size: int, *, folded: bool) -> tuple[str, int]:
    """A section within so many bytes, and how many of its rows are missing for it."""
    if not listing.rows:
        return f"### {escaped(listing.title)}\n\n{escaped(listing.empty)}" if listing.empty else "", 0
    short = listing._replace(rows=[tuple(_brief(cell) for cell in row) for row in listing.rows])
    lines: list[str] = []
    left = size - _SPARE
    for number, line in enumerate(table(short)):
        left -= len(line.encode()) + 1
        if left < 0 and number > 2:
            break
        lines.append(line)
    missing = len(listing.rows) + 2 - len(lines)
    whole = "\n".join(lines) + (f"\n\n… and {missing:,} more" if missing else "")
    title = escaped(listing.title)
    if folded:
        return f"<details><summary>{title}: {len(listing.rows):,}</summary>\n\n{whole}\n\n</details>", missing
    return f"### {title}\n\n{whole}", missing


def _brief(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else f"{text[:_LONGEST_CELL]}…"
