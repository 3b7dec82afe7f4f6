"""What the name of a role looks like, the code and the kind that it suggests, and which names are close."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal

Kind = Literal["post", "councillor", "organisation", "group"]

_SMALL: Final = frozenset({"a", "an", "and", "at", "for", "in", "of", "on", "the", "to", "&", "-", "–"})
_MOST_WORDS: Final = 12
_LONGEST: Final = 100
_CLOSE: Final = 0.93
_LONGEST_CODE: Final = 20
_NOBODY: Final = frozenset({
    "all", "tba", "tbc", "tbd", "n/a", "na", "none", "various", "to be confirmed", "-", "–", "?",
})  # fmt: skip
_POSTS: Final = frozenset({
    "adviser", "advisor", "administrator", "assistant", "bursar", "ceo", "chair", "chairperson", "chief", "clerk",
    "consultant", "coordinator", "co-ordinator", "counsellor", "deputy", "director", "dsl", "executive", "governor",
    "head", "headteacher", "inspector", "lead", "leader", "librarian", "manager", "mentor", "officer", "president",
    "principal", "psychologist", "secretary", "senco", "sendco", "teacher", "treasurer", "worker",
})  # fmt: skip
_GROUPS: Final = frozenset({
    "board", "cabinet", "committee", "department", "forum", "governors", "group", "leadership", "panel", "slt",
    "smt", "staff", "tas", "team",
})  # fmt: skip
_ORGANISATIONS: Final = frozenset({
    "academy", "alliance", "association", "authority", "borough", "centre", "college", "council", "diocese",
    "federation", "hub", "ltd", "nhs", "partners", "partnership", "school", "schools", "service", "services",
    "trust", "university",
})  # fmt: skip
_COUNCILLORS: Final = re.compile(r"\b(councillor|cllr|cabinet member|portfolio holder|lead member)\b", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W_][^\W_'’.-]*(?:[-'’.][^\W_]+)*|[&–-]")


def is_code(text: str) -> bool:
    """Whether a text looks like the code of a role: one word, mostly capitals."""
    letters = [character for character in text if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    return re.fullmatch("[A-Z][A-Za-z0-9_-]{1,7}", text) is not None and capitals >= 2 and capitals * 2 > len(letters)


def is_title(text: str) -> bool:
    """Whether a text looks like the title of a role: words with capitals, or a few words of which one is a post."""
    words = text.split()
    if not 0 < len(words) <= _MOST_WORDS or len(text) > _LONGEST or text.casefold() in _NOBODY:
        return False
    if re.search("[.:;?!/,]", text) or not words[0][0].isalnum():
        return False
    if all(word in _SMALL or word[0].isupper() or word[0].isdigit() or word[0] in "(&" for word in words):
        return words[0] not in _SMALL and any(word[0].isupper() for word in words)
    return len(words) <= 4 and names_a_post(text) and " to " not in f" {text} "


def is_sure_name(text: str) -> bool:
    """Whether nothing but a role is written so: a code, or a title with its capitals."""
    return is_code(text) or not ("," in text or any(word[0].islower() for word in text.split() if word not in _SMALL))


def names_a_post(text: str) -> bool:
    """Whether one of its words is a post, a group or an organisation: so each side of "and" is a role of its own."""
    words = {word.casefold() for word in _WORD.findall(text)}
    return not {*words, *(word.removesuffix("s") for word in words)}.isdisjoint(_POSTS | _GROUPS | _ORGANISATIONS)


def is_nobody(text: str) -> bool:
    """Whether a cell says that nobody is named yet: TBC, various."""
    return text.strip().casefold() in _NOBODY


def kind_of(title: str) -> Kind:
    """The kind of role that a title suggests."""
    words = [word.casefold() for word in _WORD.findall(title)]
    if _COUNCILLORS.search(title):
        return "councillor"
    if not words:
        return "post"
    if any(word in _POSTS for word in words):
        return "post"
    if any(word in _GROUPS for word in words) or any(word.removesuffix("s") in _POSTS for word in words):
        return "group"
    return "organisation" if any(word in _ORGANISATIONS for word in words) else "post"


def code_for(title: str, taken: Iterable[str]) -> str:
    """A code from the initials of a title, none of those that are taken: HPS for Head of Primary Standards. A title of
    one word is its own code."""
    used = {code.casefold() for code in taken}
    for code in _codes(title):
        if code.casefold() not in used:
            return code
    raise AssertionError("there are always more")  # pragma: no cover


def _codes(title: str) -> Iterable[str]:
    words = [word for word in re.findall("[A-Za-z0-9]+", title) if word]
    main = [word for word in words if word.casefold() not in _SMALL] or words
    if is_code(title):
        yield title
    if len(main) == 1 and main[0][0].isalpha() and len(main[0]) <= _LONGEST_CODE:
        yield main[0][0].upper() + main[0][1:]
    short = _initials(main)
    yield short
    yield _initials(words)
    number = 2
    while True:
        yield f"{short[: _LONGEST_CODE - 4]}{number}"
        number += 1


def _initials(words: list[str]) -> str:
    said = "".join(word if word.isdigit() else word[0].upper() for word in words)[:_LONGEST_CODE]
    return said if said[:1].isalpha() else f"R{said}"[:_LONGEST_CODE]


def is_close(name: str, other: str) -> bool:
    """Whether one name may be a slip for the other: a code with letters swapped, a title that differs by a letter or
    two. Names that differ in a number are never."""
    one, two = name.casefold(), other.casefold()
    if one == two or re.findall(r"\d+", one) != re.findall(r"\d+", two):
        return False
    if is_code(name) and is_code(other):
        return _one_slip(one, two)
    if min(len(one), len(two)) < 8 or abs(len(one) - len(two)) > 3:
        return False
    from difflib import SequenceMatcher

    compared = SequenceMatcher(None, one, two, autojunk=False)
    return compared.quick_ratio() >= _CLOSE and compared.ratio() >= _CLOSE


def _one_slip(one: str, two: str) -> bool:
    """Whether two codes of three letters or more differ by two letters swapped, one left out or one more."""
    if min(len(one), len(two)) < 2 or max(len(one), len(two)) < 3:
        return False
    if len(one) == len(two):
        differ = [place for place, (a, b) in enumerate(zip(one, two, strict=True)) if a != b]
        return (
            len(differ) == 2
            and differ[1] == differ[0] + 1
            and one[differ[0]] == two[differ[1]]
            and one[differ[1]] == two[differ[0]]
        )
    short, long = sorted((one, two), key=len)
    return len(long) == len(short) + 1 and any(long[:place] + long[place + 1 :] == short for place in range(len(long)))
