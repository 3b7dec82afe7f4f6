"""How documents head their parts: "Priority 1: …", "Ofsted areas of improvement: 2 & 3", "What will success look
like?"."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_KINDS: Final = (
    r"priority( area)?|objective|aim|goal|theme|strand|key issue|recommendation|workstream|ambition|outcome"
    r"|focus( area)?|area( (for|of) (improvement|development|focus))?|target"
)
_BEFORE: Final = r"(key|school|improvement|strategic|ofsted|main|overall|development|our|sdp|sip)\s+"
_NUMBERS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_NUMBER: Final = rf"(\d{{1,3}}[a-z]?|[a-h]|[ivx]{{1,5}}|{'|'.join(_NUMBERS)})"
_NUMBERED: Final = re.compile(
    rf"^({_BEFORE})*({_KINDS})\s*(no\.?|number|#)?\s*{_NUMBER}(?![\w.]*\w)\s*[:.)\-–—]*\s*", re.IGNORECASE
)
_NAMED: Final = re.compile(rf"^({_BEFORE})*({_KINDS})\s*[:–—]\s*", re.IGNORECASE)
_BARE_NUMBER: Final = re.compile(r"^(\d{1,2})(?:[.):]\s*|\s+)(?=[^\W\d_])")

_IS_AREA: Final = re.compile(
    rf"^({_BEFORE})*(areas? (for|of) (improvement|development)|recommendation|key issue)\b", re.I
)

_LIST: Final = r"(?:\d{1,2}|[A-H])(?![\w'])(?:[\s,;&/–-]+(?:(?:and|to)\s+)?(?:\d{1,2}|[A-H])(?![\w']))*"
_AREAS: Final = re.compile(
    r"[(\[]?\s*(?:(?:links? to|addresses|answers|relates to|ref(?:erence)?:?|see)\s+)?"
    r"(?:(?:ofsted|inspection|ilacs|send|key|our|the|report)['’s]*\s+)*"
    r"(?:areas?|recommendations?|afis?|key issues?|priority actions?)\b"
    r"(?:\s+(?:of|for|to)\s+(?:further\s+)?(?:improvement|development|improve|develop))?"
    rf"\s*(?:nos?\.?|numbers?)?\s*[:\-–]?\s*({_LIST})\s*[)\]]?\s*[.;]?",
    re.IGNORECASE,
)
_SUCCESS: Final = re.compile(
    r"^(what (will|does|would) success look like( for us| in \d{4})?|success (criteria|measures?|indicators?|looks like"
    r"|statements?)|measures? of success|how (will|do) we know.{0,60}|(intended|expected|desired|key)? ?outcomes?"
    r"|what will be different.{0,60}|we will know (we|that|this).{0,60})\s*[:?.…]*\s*",
    re.IGNORECASE,
)
_AREAS_INTRODUCED: Final = re.compile(
    r"\b(areas?|points?) (for|of) (further )?(improvement|development)|\brecommendations?\b|\bpriority actions\b"
    r"|\bareas that ofsted\b|\bareas? (named|identified)\b",
    re.IGNORECASE,
)


class Heading(NamedTuple):
    """What a heading of a priority says."""

    number: str
    """The number that it prints; empty where it prints none."""
    title: str
    areas: tuple[str, ...]
    """The printed numbers of the areas that it answers."""
    sure: bool
    """Whether it calls itself a priority, an objective or the like, with a number."""
    bare: bool = False
    """Whether it says no more than that: "Priority 1"."""


def read_heading(text: str) -> Heading:
    """The heading of a priority, read: its number, its title and its areas."""
    number, rest, sure = _number_of(text)
    areas, rest = _areas_in(rest)
    if number and _IS_AREA.match(text):
        areas = (number, *areas)
    return Heading(number, rest or text, areas, sure, sure and not rest)


def _number_of(text: str) -> tuple[str, str, bool]:
    if found := _NUMBERED.match(text):
        number = found[found.re.groups]
        return str(_NUMBERS.get(number.casefold(), number)), text[found.end() :], True
    if found := _NAMED.match(text):
        return "", text[found.end() :], True
    if found := _BARE_NUMBER.match(text):
        return found[1], text[found.end() :], False
    return "", text, False


def _areas_in(text: str) -> tuple[tuple[str, ...], str]:
    """The numbers of the areas that a text names at its end or in brackets, and the text without them."""
    for found in _AREAS.finditer(text):
        before, after = text[: found.start()].rstrip(" ,;–-"), text[found.end() :].strip()
        whole = found[0].strip()
        if not after or whole.startswith(("(", "[")):
            return _numbers(found[1]), f"{before} {after}".strip()
    return (), text.strip()


def areas_named(text: str) -> tuple[str, ...]:
    """The numbers of areas in a text that does nothing but name them: "Ofsted areas of improvement: 2 & 3"."""
    found = _AREAS.fullmatch(text.strip())
    return _numbers(found[1]) if found else ()


def numbers_of_areas(text: str) -> tuple[str, ...]:
    """The numbers of areas in a cell for them: "2 & 3", "Area 2, Area 3"."""
    plain = re.sub(r"(?i)\b(ofsted|areas?|afis?|recommendations?|for|of|improvement|no|a)\b[.:]?", " ", text)
    plain = re.sub(r"\b[Aa](\d)", r"\1", plain)
    return _numbers(plain) if re.fullmatch(rf"\s*{_LIST}\s*", plain) else ()


def _numbers(listed: str) -> tuple[str, ...]:
    """1, 2, 4 of "1, 2 & 4", and 1, 2, 3 of "1 to 3"."""
    numbers: list[str] = []
    spans = False
    for part in re.findall(r"\d{1,2}|[A-H]\b|to|-|–", listed):
        if part in ("to", "-", "–"):
            spans = True
            continue
        if spans and numbers and part.isdigit() and numbers[-1].isdigit():
            numbers += [str(number) for number in range(int(numbers[-1]) + 1, int(part))]
        spans = False
        numbers.append(part)
    return tuple(dict.fromkeys(numbers))


def success_label(text: str) -> int:
    """How many characters of a text are its label, "What will success look like?"; 0 where it has none."""
    found = _SUCCESS.match(text)
    if found is None:
        return 0
    return found.end() if found.end() == len(text) or found[0].rstrip().endswith(("?", ":")) else 0


def introduces_areas(text: str) -> bool:
    """Whether a text introduces the list of the areas that an inspection named."""
    return len(text) < 300 and "priorities" not in text.casefold() and bool(_AREAS_INTRODUCED.search(text))
