"""Who cells: the roles that one names, what it says that each does, and the words in it that name none.

Documents write more than leads into the cell: `SENCO, with support from LIB`, `Lead: HT`, `overseen by the governors`,
`Governor to visit each term`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from si_plan.model.promise import RoleField
from si_plan.model.reference import Role

_JOINING: Final = re.compile(r"[\s/,;&+]+|\band\b", re.IGNORECASE)
_PART: Final = re.compile(r"[^\s/,;&+]+|[\s/,;&+]+")
_JOIN: Final = re.compile(r"[\s/,;&+]")
_END: Final = ""
_MOST_WORDS: Final = 20
_MOST_TEXT: Final = 10_000
"""How many words a name has, and how much of a Who cell is read: bounds for hostile files only."""

_ANSWERING: Final = r"(?:overseen|monitored|checked)\s+by|oversight\s+by|(?:accountable|answerable)\s+to"
_HELPING: Final = r"(?:supported|assisted|helped)\s+by|(?:with\s+(?:the\s+)?)?(?:support|help|assistance)\s+(?:from|of)"
_HEADED: Final = r"(?:{})\s*(?::|\s[–-]\s)"
"""A word at the head of what it is about: `Support: LIB`, `Lead – HT`."""
_MARK: Final = re.compile(
    rf"\b(?:(?P<leads>led\s+by|{_HEADED.format('leads?(?: officer| person)?|responsible(?: officer)?')})"
    rf"|(?P<accountable>{_ANSWERING}|{_HEADED.format('accountable(?: officer)?|oversight|monitoring')})"
    rf"|(?P<support>{_HELPING}|{_HEADED.format('support|supporting|with')}))[\s:]*",
    re.IGNORECASE,
)
_TASK: Final = re.compile(r"\bto\s+[a-z][^/,;)]*")
"""What somebody is to do: `to visit each term`."""
_HELPS: Final = re.compile(r"to\s+(?:support|help|assist|provide|advise)\b")
_WATCHES: Final = re.compile(r"to\s+(?:answer|approve|challenge|check|monitor|oversee|review|scrutinise|sign off)\b")
_BETWEEN: Final = re.compile(r"[/,;&+]|\band\b", re.IGNORECASE)
_EDGES: Final = " \t\r\n()/,;&+–-:."


class Part(NamedTuple):
    """A part of a Who cell: its words, and what it says that the roles of these names do (None where it only names
    them). `unread` are the words in it that name no role; `choice` says that the words leave open what they do."""

    words: str
    names: tuple[str, ...]
    unread: tuple[str, ...]
    does: RoleField | None = None
    choice: bool = False


class RoleNames:
    """Finds the codes, aliases and titles of roles in a text, in any letter case."""

    def __init__(self, roles: Iterable[Role]) -> None:
        self._begun: dict[str, Any] = {}
        """A tree of the parts of each name, one below the other; the empty part marks where a name ends."""
        for role in roles:
            for name in (role.code, role.title, *role.aliases):
                parts = _PART.findall(name.casefold())
                if len(parts) % 2 and len(parts) < 2 * _MOST_WORDS and not _JOIN.match(name):
                    within = self._begun
                    for part in parts:
                        within = within.setdefault(part, {})
                    within[_END] = {}

    def find_in_text(self, text: str) -> tuple[list[str], list[str]]:
        """The names in a text, as it writes them, and the phrases that are none. At each word it takes the longest name
        that begins there."""
        parts = _PART.findall(text, 0, _MOST_TEXT)
        folded = [part.casefold() for part in parts]
        names, phrases = [], []
        begun = 0
        """Where the phrase begins that the last word was in; 0 for none, since a text may begin with a join."""
        at = first = int(bool(parts) and _JOIN.match(parts[0]) is not None)
        while at < len(parts):  # at a word: every other part joins two
            end = self._end_of_name(folded, at)
            joins = end or _JOINING.fullmatch(parts[at]) or (at > first and parts[at - 1].strip())
            if begun and joins:
                phrases.append("".join(parts[begun - 1 : at - 1]))
                begun = 0
            if end:
                names.append("".join(parts[at:end]))
            elif not begun and folded[at] != "the" and not _JOINING.fullmatch(parts[at]):
                begun = at + 1
            at = (end or at + 1) + 1
        return names, [*phrases, *(["".join(parts[begun - 1 :]).rstrip(_EDGES)] if begun else [])]

    def _end_of_name(self, parts: list[str], at: int) -> int:
        """Where the longest name ends that begins at a place; 0 where none does."""
        end = 0
        within = self._begun
        for place in range(at, len(parts)):
            if parts[place] not in within:
                break
            within = within[parts[place]]
            if _END in within:
                end = place + 1
        return end


def read_who(known: RoleNames, lines: Iterable[str]) -> Iterator[Part]:
    """The parts of a Who cell, in its order."""
    does: RoleField | None = None
    mark = ""
    for line in lines:
        text = line[:_MOST_TEXT]
        if not does and not known.find_in_text(text)[1]:  # a role may be called "Lead: Inclusion"
            yield _part(known, text)
            continue
        at = 0
        for found in _MARK.finditer(text):
            yield from _stretch(known, text[at : found.start()], does, mark)
            does, mark, at = _field_of(found), f"{found[0].strip()} ", found.end()
        rest = text[at:]
        yield from _stretch(known, rest, does, mark)
        if rest.strip(_EDGES):  # else it stands above the roles that it is about
            does, mark = None, ""


def _field_of(mark: re.Match[str]) -> RoleField:
    return "leads" if mark["leads"] else "accountable" if mark["accountable"] else "support"


def _stretch(known: RoleNames, text: str, does: RoleField | None, mark: str) -> Iterator[Part]:
    """The parts of a stretch between two marks. What a mark is about ends with a bracket or a semicolon."""
    if does:
        about = re.match(r"[^;)]*", text)
        assert about is not None
        if about[0].strip(_EDGES):
            yield _part(known, about[0], does, mark)
        text = text[about.end() :]
    at = 0
    for task in _TASK.finditer(text):
        names, phrases = known.find_in_text(text[at : task.start()].strip(_EDGES))
        if names or phrases:
            if phrases:
                names = [one for each in _BETWEEN.split(text[at : task.start()]) if (one := each.strip(_EDGES))]
            if names[:-1]:
                yield _part(known, " / ".join(names[:-1]))
            own = _part(known, names[-1], _does(names[-1], task[0]))
            said = f"{names[-1]} {task[0]}".rstrip(_EDGES)
            yield own._replace(words=said, unread=(said,) if own.unread else (), choice=True)
            at = task.end()
    if text[at:].strip(_EDGES):
        yield _part(known, text[at:])


def _does(who: str, task: str) -> RoleField:
    """What somebody most likely is who is to do this."""
    if _HELPS.match(task):
        return "support"
    return "accountable" if _WATCHES.match(task) or "governor" in who.casefold() else "leads"


def _part(known: RoleNames, text: str, does: RoleField | None = None, mark: str = "") -> Part:
    own = text.strip(_EDGES)
    names, phrases = known.find_in_text(own)
    return Part(f"{mark}{own}", tuple(names), tuple(phrases), does)
