"""A Who cell of a document to the names in it: codes and titles and no more, or else a question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from si_plan.checks.who_cells import RoleNames, read_who
from si_plan.importing.leading.role_names import is_code, is_nobody, is_title, names_a_post
from si_plan.model.promise import ROLES, RoleField

_WEAK: Final = (",", "&", "+", "and")
"""What parts names only where each side of it is a name by itself: titles have these too."""
_USUAL: Final = ("/", ";", *_WEAK)
_OF: Final = re.compile(r"\b(?:of|for|to)\b", re.IGNORECASE)
_EDGES: Final = " \t\n,;:/&+"
_IN_ANSWERS: Final = re.compile("[,/]")


class Named(NamedTuple):
    """What a Who cell names, in its order. `mixed` says that it holds more than codes and titles: then `names` are no
    more than what siplan would make of it, by the field that each goes to."""

    names: tuple[tuple[RoleField, str], ...] = ()
    mixed: bool = False
    above: bool = False
    """Whether it says no more than "as above"."""

    @property
    def said(self) -> str:
        """The names as an answer would give them: `leads: HT, ENG; support: SENCO`."""
        parts = []
        for field in ROLES:
            names = [name for own, name in self.names if own == field]
            if names:
                parts.append(f"{field}: {', '.join(names)}")
        return "; ".join(parts)


class WhoReader:
    """Reads Who cells by the roles that are known. `separators` are what parts names besides a new line; all that plans
    have, where none are given."""

    def __init__(self, known: RoleNames, separators: Sequence[str] = ()) -> None:
        self._known = known
        given = [separator.strip().casefold() for separator in separators if separator.strip()] or list(_USUAL)
        self._strong = _pattern([separator for separator in given if separator not in _WEAK])
        self._weak = _pattern([separator for separator in given if separator in _WEAK])

    def read(self, lines: Sequence[str], field: RoleField) -> Named:
        """The names in a cell's lines; those that no word says otherwise of go to `field`."""
        whole = " ".join(lines).strip(_EDGES)
        if re.fullmatch(r"as (?:above|before)\.?|ditto|[\"“”]", whole, re.IGNORECASE):
            return Named(above=True)
        if not whole or is_nobody(whole):
            return Named()
        if len(lines) > 1 and (self._is_known(whole) or (is_title(whole) and not all(map(is_title, lines)))):
            return Named(((field, whole),))
        names: list[str] = []
        for line in lines:
            found = self._names_in(line)
            if found is None:
                return self._mixed(lines, field)
            names += found
        return Named(tuple((field, name) for name in dict.fromkeys(names)))

    def _is_known(self, text: str) -> bool:
        names, phrases = self._known.find_in_text(text)
        return len(names) == 1 and not phrases and names[0].casefold() == text.casefold()

    def _names_in(self, line: str) -> list[str] | None:
        """The names in a line; None where it holds more than these."""
        names: list[str] = []
        if self._is_known(line.strip(_EDGES)):
            return [line.strip(_EDGES)]
        for piece in self._pieces(line):
            own = self._names_in_piece(piece)
            if own is None:
                return None
            names += own
        return names

    def _pieces(self, line: str) -> list[str]:
        return _parted(self._strong, line)

    def _names_in_piece(self, piece: str) -> list[str] | None:
        if self._is_known(piece):
            return [piece]
        names, phrases = self._known.find_in_text(piece)
        if names and all(self._may_be_role(phrase) for phrase in phrases):
            return _in_order(piece, [*names, *phrases])
        words = piece.split()
        if len(words) > 1 and all(map(is_code, words)):
            return words
        parts = _parted(self._weak, piece)
        if len(parts) > 1:
            if all(self._is_known(part) or (self._may_be_role(part) and _stands_alone(part)) for part in parts):
                return parts
            joined = is_title(re.sub(",|&", " and", piece)) and not any(map(_stands_alone, parts[1:]))
            return [piece] if joined and (_OF.search(parts[0]) or _stands_alone(parts[0])) else None
        return [piece] if self._may_be_role(piece) else None

    def _may_be_role(self, text: str) -> bool:
        return is_code(text) or is_title(text)

    def _mixed(self, lines: Sequence[str], field: RoleField) -> Named:
        """What siplan would make of a cell that says more than names."""
        found: list[tuple[RoleField, str]] = []
        for part in read_who(self._known, lines):
            does = part.does or field
            if part.unread and not part.does:
                pieces = [piece for one in self._pieces(part.words) for piece in _parted(self._weak, one)]
                found += ((does, piece) for piece in pieces)
            else:
                found += ((does, name) for name in (*part.names, *part.unread))
        return Named(tuple(dict.fromkeys(found)), mixed=True)


def _pattern(separators: Sequence[str]) -> re.Pattern[str] | None:
    """What matches any of the separators: a word only where it stands alone."""
    if not separators:
        return None
    words = (rf"\b{re.escape(one)}\b" if one[0].isalnum() else re.escape(one) for one in separators)
    return re.compile("|".join(words), re.IGNORECASE)


def _parted(pattern: re.Pattern[str] | None, text: str) -> list[str]:
    """The parts of a text between separators. One in brackets parts nothing: "Deputy Head (teaching, learning)"."""
    parts, begins, counted, depth = [], 0, 0, 0
    for separator in pattern.finditer(text) if pattern else ():
        depth += text.count("(", counted, separator.start()) - text.count(")", counted, separator.start())
        counted = separator.start()
        if depth <= 0:
            parts.append(text[begins : separator.start()])
            begins = separator.end()
    return [part for one in (*parts, text[begins:]) if (part := one.strip(_EDGES))]


def _stands_alone(part: str) -> bool:
    return is_code(part) or names_a_post(part)


def _in_order(text: str, names: Iterable[str]) -> list[str]:
    """Names in the order in which a text has them."""
    return sorted(names, key=text.find)


def names_answered(answer: str, field: RoleField) -> tuple[tuple[RoleField, str], ...]:
    """The names that an answer gives, by their fields: `leads: HT, ENG; support: SENCO`, or `HT / ENG`."""
    found: list[tuple[RoleField, str]] = []
    for part in answer.split(";"):
        before, colon, after = part.partition(":")
        own = next((one for one in ROLES if one == before.strip().casefold()), None)
        names = after if colon and own else part
        found += ((own or field, name) for name in _parted(_IN_ANSWERS, names))
    return tuple(dict.fromkeys(found))
