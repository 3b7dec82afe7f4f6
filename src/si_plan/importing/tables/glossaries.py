"""The lists by which documents explain the codes of roles: tables, and lines such as "HT = Headteacher; DHT = …"."""

from __future__ import annotations

import re
from typing import Final

from si_plan.importing.document import Row, Table
from si_plan.importing.tables.headers import said, texts_of

_CODE: Final = re.compile(r"[A-Z][A-Za-z0-9&/+. -]{0,11}")
_CALLED_GLOSSARY: Final = re.compile(
    r"(?i)\b(gloss\w*|abbreviat\w*|acronyms?|initials|key to|who.?s who|lead responsib\w*|roles|job titles|staff)\b"
)
_ENTRY: Final = re.compile(
    r"(?<![\w/&-])([A-Z][A-Za-z/&]{1,9}) ?(?:=|:|–|—| - ) ?([A-Z][^;,=:\n]{3,80}?)"
    r"(?=[;,.]|$| [A-Z][A-Za-z/&]{1,9} ?[=–])"
)
_LONGEST: Final = 3000


def is_glossary(table: Table, above: str) -> bool:
    """Whether a table has codes of roles in one column and their titles in the other. `above` is the text above it."""
    rows = [row for row in table.rows if texts_of(row)]
    if not rows or any(len(texts_of(row)) != 2 for row in rows):
        return False
    body = rows[1:] if heads_glossary(rows[0]) else rows
    codes = [said(texts_of(row)[0]) for row in body]
    titles = [said(texts_of(row)[1]) for row in body]
    called = bool(_CALLED_GLOSSARY.search(f"{table.name} {above}"))
    like_codes = all(_CODE.fullmatch(code) and _is_capitals(code.split()[0]) for code in codes)
    like_titles = all(len(title) > len(code) and len(title) <= 120 for code, title in zip(codes, titles, strict=True))
    return bool(body) and like_titles and (called or (like_codes and len(body) > 1))


def _is_capitals(code: str) -> bool:
    return 2 * sum(map(str.isupper, code)) >= len(code)


def heads_glossary(row: Row) -> bool:
    """Whether a row names the columns of a glossary: Code and Role, Initials and Name."""
    text = " ".join(said(cell) for cell in texts_of(row))
    begins = re.match(r"(?i)(code|initials?|abbrev|acronym|term|lead|key)", text)
    names = re.search(r"(?i)\b(code|initials|abbreviation|acronym|role|title|meaning|term|name)s?\b", text)
    return names is not None and (row.header or (begins is not None and len(text.split()) <= 5))


def entries_in(text: str) -> tuple[tuple[str, str], ...]:
    """The codes that a line explains, with the title of each: "HT = Headteacher; DHT = Deputy Headteacher"."""
    found = [(code, title.strip()) for code, title in _ENTRY.findall(text[:_LONGEST]) if len(code) < len(title)]
    return tuple((code, title) for code, title in found if _is_capitals(code))


def is_glossary_line(text: str, above: str) -> bool:
    """Whether a line explains codes of roles and little else. `above` is the line above it: a heading, or another of
    such lines."""
    entries = entries_in(text)
    length = sum(len(code) + len(title) for code, title in entries)
    return bool(entries) and 3 * length >= 2 * len(text) and (len(entries) > 1 or bool(_CALLED_GLOSSARY.search(above)))
