"""A page as plain text for a pipe or a file: one record a line, columns lined up, nothing cut, no colour."""

from __future__ import annotations

from si_plan.formats.page import Facts, Heading, Listing, Page, Verbatim

_GAP = "  "


def render(page: Page) -> str:
    """The page's text, with a newline at its end."""
    lines: list[str] = []
    for block in page.told():
        if isinstance(block, Listing):
            lines += _listing(block)
        elif isinstance(block, Facts):
            lines += _columns([(f"{label}:", text) for label, text in block.pairs])
        elif isinstance(block, Heading):
            lines += ["", block.text] if lines else [block.text]
        elif isinstance(block, Verbatim):
            lines += [block.title, *(f"    {line}".rstrip() for line in block.lines())]
        else:
            lines.append(block)
    return "\n".join(lines) + "\n"


def _listing(listing: Listing) -> list[str]:
    lines = ["", listing.title] if listing.title else []
    if not listing.rows:
        return [*lines, listing.empty] if listing.empty else lines
    headings = tuple(column.heading for column in listing.columns)
    return lines + _columns([headings, *listing.rows])


def _columns(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))] if rows else []
    return [_GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
