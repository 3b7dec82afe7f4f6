"""How wide the columns of a table are on paper, and whether they need a landscape page."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from si_plan.documents.blocks import Mark, Row, Table, plain
from si_plan.documents.cells import Evidence, Lines

_EM: Final = 9 / 72 * 2.54
"""The size of cells' letters in centimetres."""
_WIDE: Final = frozenset("MWmw%@—–…")
_THIN: Final = frozenset(" ijltfrI.,:;'|!()[]/-")
_BOLDER: Final = 1.08
_PADDING: Final = 0.34
_NARROW: Final = 3.2
"""A column no wider than this stays on one line."""
_LEAST: Final = {"text": 4.6, "when": 3.4, "evidence": 4.2}
"""The width that a column of long texts needs to be easy to read."""
_LEAST_OF_LISTS: Final = 2.4
_ENOUGH: Final = 120
"""The letters of a text that are measured: a longer one wants all the room that there is."""


def widths(table: Table, portrait: float, landscape: float) -> tuple[list[float], bool]:
    """The width of each column in centimetres, and whether they are for a landscape page."""
    across = lru_cache(maxsize=None)(_across)  # for this table only: nothing of a plan is kept
    natural = [_natural(table, place, across) for place in range(len(table.columns))]
    least = [
        min(wide, max(word, _NARROW if wide <= _NARROW else _LEAST.get(column.kind, _LEAST_OF_LISTS)))
        for column, (wide, word) in zip(table.columns, natural, strict=True)
    ]
    turned = sum(least) > portrait
    room = landscape if turned else portrait
    free = room - sum(least)
    if free < 0:
        return [width * room / sum(least) for width in least], turned
    wanting = [max(0.0, wide - width) for (wide, _), width in zip(natural, least, strict=True)]
    return _share_room(table, least, wanting, free), turned


def _share_room(table: Table, least: list[float], wanting: list[float], free: float) -> list[float]:
    """The widths with the free room added: by their shares to the columns that want more, and the rest to the
    widest."""
    found = list(least)
    while free > 0.01 and any(want > 0.01 for want in wanting):
        hungry = [place for place, want in enumerate(wanting) if want > 0.01]
        shares = sum(table.columns[place].width for place in hungry) or 1
        given = [min(wanting[place], free * table.columns[place].width / shares) for place in hungry]
        for place, more in zip(hungry, given, strict=True):
            found[place] += more
            wanting[place] -= more
        if sum(given) < 0.01:
            break
        free -= sum(given)
    widest = max(range(len(found)), key=lambda place: found[place])
    found[widest] += max(free, 0.0)
    return found


def _natural(table: Table, place: int, across: Callable[[str, bool], float]) -> tuple[float, float]:
    """The width of the column's longest cell on one line, and of its longest word (up to a limit), in centimetres."""
    column = table.columns[place]
    word = line = max((across(part, True) for part in column.heading.split()), default=0.0)
    for row in table.rows:
        if not isinstance(row, Row):
            continue
        cell = row.cells[place]
        bold = column.kind == "id" or isinstance(cell, Mark)
        texts = cell.texts if isinstance(cell, (Evidence, Lines)) else (plain(cell),)
        for text in texts:
            short = text[:_ENOUGH]
            line = max(line, across(short, bold))
            word = max(word, max((across(part, bold) for part in short.split()), default=0.0))
    return line + _PADDING, min(word + _PADDING, _NARROW)


def _across(text: str, bold: bool) -> float:
    """Roughly how wide a text is in Arial, in centimetres."""
    return sum(map(_ems, text)) * _EM * (_BOLDER if bold else 1)


@lru_cache(256)
def _ems(sign: str) -> float:
    return 0.9 if sign in _WIDE else 0.3 if sign in _THIN else 0.7 if sign.isupper() else 0.556
