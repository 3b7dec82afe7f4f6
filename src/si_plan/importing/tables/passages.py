"""What the text outside a document's tables seems to be: title, date, the areas that it lists, background."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final, NamedTuple

from si_plan.importing.document import Paragraph, SourceDocument, Table
from si_plan.importing.mapping import Passage
from si_plan.importing.tables.glossaries import entries_in, is_glossary_line
from si_plan.importing.tables.headers import one_line
from si_plan.importing.tables.headings import areas_named, introduces_areas, read_heading, success_label

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY: Final = re.compile(
    r"(?<![\d/.])(?:(\d{1,2})(?:st|nd|rd|th)?(?: of)? (jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*,? "
    r"(\d{4})|(\d{1,2})[/.](\d{1,2})[/.](\d{4})|(\d{4})-(\d{2})-(\d{2}))(?![\d/])",
    re.IGNORECASE,
)
_DATES_PLAN: Final = re.compile(
    r"(?i)\b(adopted|approved|agreed|version|published|dated?|updated|reviewed|issued?|final|draft|revised|ratified)\b"
)
_BODIES: Final = "Council|School|Academy|College|Trust|Federation|Partnership|Combined Authority"
_DATES_ACTIONS: Final = re.compile(
    r"(?i)\b(due|target|start|starts|end|finish|next|meetings?|completion|milestones?|actions?|by|from|until)\b"
)
_BODY: Final = re.compile(rf"\b((?:{_BODIES})(?: (?:{_BODIES}))*)\b")
_IN_NAMES: Final = frozenset({"and", "of", "the", "&", "in", "on", "upon", "with", "for"})
_NO_NAME: Final = frozenset({"and", "of", "the", "in", "on", "with", "for", "our", "&", "a", "an", "this", "each"})
_MOST_WORDS: Final = 8
_MOST_LOOKED_AT: Final = 500
_SCHOOLS_PLAN: Final = re.compile(r"(?i)(the|whole|our|this) (school|academy|college|trust) (improvement|development)")
_NO_TITLE: Final = re.compile(
    r"(?i)^(appendix|annex|contents|page|item|agenda|version|draft|confidential|official)\b.{0,12}$"
)
_LONGEST_TITLE: Final = 300
_FEWEST_WORDS: Final = 4
Holds = Any


class Facts(NamedTuple):
    """What a document says of itself; each is empty or None where it does not."""

    title: str
    authority: str
    dated: date | None


def day_in(text: str) -> date | None:
    """The first day that a text names in full: 3 June 2016, 03/06/2016."""
    for found in _DAY.finditer(text):
        if found[1]:
            year, month, day = int(found[3]), _MONTHS.index(found[2][:3].casefold()) + 1, int(found[1])
        elif found[4]:
            year, month, day = int(found[6]), int(found[5]), int(found[4])
        else:
            year, month, day = int(found[7]), int(found[8]), int(found[9])
        if 1900 <= year <= 2200 and 1 <= month <= 12 and 1 <= day <= 31:
            try:
                return date(year, month, day)
            except ValueError:
                continue
    return None


def without_days(text: str) -> str:
    """A text without the days that it names in full."""
    return _DAY.sub(" ", text)


def facts_of(document: SourceDocument, beside: Iterable[Paragraph]) -> Facts:
    """What a document says of itself, in the text outside its tables of actions. `beside` are the paragraphs of tables
    that are no part of a plan, in order."""
    outside = [part for part in document.blocks if isinstance(part, Paragraph) and part.is_running]
    top = _before_tables(document)
    title = _title(top or outside) or _title(list(beside))
    texts = [part.text for part in (*top, *beside, *outside) if len(part.text) < 5000]
    return Facts(title, _authority(title, texts), _date(top, [*outside, *_dated_cells(beside)]))


def _dated_cells(beside: Iterable[Paragraph]) -> Iterable[Paragraph]:
    """The paragraphs of cells that may date the plan: that say so, stand after one that does, or alone in their row."""
    rows: dict[tuple[int, int], list[Paragraph]] = {}
    for part in beside:
        rows.setdefault(part.place[:2], []).append(part)
    for parts in rows.values():
        for before, part in zip((None, *parts), parts, strict=False):
            label = part.text if before is None else before.text
            if len(parts) == 1 or (_DATES_PLAN.search(label) and not _DATES_ACTIONS.search(label)):
                yield part


def _before_tables(document: SourceDocument) -> list[Paragraph]:
    """The text before the first table, or before the first heading after some text."""
    top: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Table):
            break
        if block.is_running:
            top.append(block)
    return top


def _title(parts: list[Paragraph]) -> str:
    """The title among the first lines: one that speaks of a plan, else the first heading."""
    first = [part for part in parts[:12] if len(part.text) <= _LONGEST_TITLE and not _NO_TITLE.match(part.text)]
    plans = [
        part for part in first if re.search(r"(?i)\b(plan|programme|strategy)\b", part.text) and not _is_sentence(part)
    ]
    named = [part for part in plans if part.heading] or plans or [part for part in first if part.heading == 1]
    return one_line(named[0].text) if named else ""


def _is_sentence(part: Paragraph) -> bool:
    return not part.heading and part.text.rstrip().endswith((".", ":", ";"))


def _authority(title: str, texts: list[str]) -> str:
    """The first council, school or trust that a text names, the title before all others."""
    for text in (title, *map(one_line, texts[:_MOST_LOOKED_AT])):
        for found in _BODY.finditer(text[:2000]):
            words: list[str] = []
            for word in reversed(text[: found.start()].split()[-_MOST_WORDS:]):
                if not (word[0].isupper() or word in _IN_NAMES) or word.endswith((".", ",", ":", ";")):
                    break
                words.insert(0, word)
            while words and words[0].casefold() in _NO_NAME:
                del words[0]
            if words and not _SCHOOLS_PLAN.match(f"{words[-1]} {text[found.start() :][:60]}"):
                return " ".join((*words, found[1]))
    return ""


def _date(top: list[Paragraph], outside: list[Paragraph]) -> date | None:
    """The day that a line near the beginning gives, by itself or as that of adoption; else such a line anywhere."""
    for part in (*top[:12], *outside):
        found = day_in(part.text)
        if found is None or len(part.text) > 200:
            continue
        if re.search(r"(?i)\b(ofsted|inspect)", part.text):
            continue
        alone = len(without_days(part.text).split()) <= 1 and not _DATES_ACTIONS.search(part.text)
        if alone or _DATES_PLAN.search(part.text):
            return found
    return None


def passages_of(
    document: SourceDocument, facts: Facts, gives_ratings: Callable[[str], bool], *, headed: frozenset[int]
) -> tuple[Passage, ...]:
    """The text outside the tables, sorted by what it seems to be. `gives_ratings` says whether a text tells what
    colours mean; `headed` are the paragraphs that head a priority's table."""
    passages: list[list[Any]] = []
    state = above = ""
    goes_on = False
    for block in document.blocks:
        if isinstance(block, Table):
            state, above, goes_on = "", "", False
            continue
        if not block.is_running:
            continue
        number = block.place.paragraph
        holds, state = _holds(block, state, above, facts, gives_ratings, headed)
        above = block.text
        if goes_on and passages[-1][2] == holds:
            passages[-1][1] = number
        else:
            passages.append([number, number, holds, block.text.strip()])
        goes_on = True
    return tuple(
        Passage(first=first, last=last if last > first else None, named=beginning(text), holds=holds)
        for first, last, holds, text in passages
    )


def _holds(
    part: Paragraph, state: str, above: str, facts: Facts, gives_ratings: Callable[[str], bool], headed: frozenset[int]
) -> tuple[Holds, str]:
    """What a paragraph holds, and what the next one may be because of it. `above` is the text above it."""
    text = part.text.strip()
    in_list = not part.heading and (part.level > 0 or bool(re.match(r"^(\d{1,2}|[a-z])[.)]\s", text)))
    if part.place.paragraph in headed:
        return "priority", "priority"
    if state == "priority" and areas_named(text):
        return "priority", "priority"
    if state in ("priority", "success") and success_label(text):
        return "success", "success"
    if state == "success" and in_list:
        return "success", "success"
    if facts.title and one_line(text) == facts.title:
        return "title", ""
    if facts.dated is not None and day_in(text) == facts.dated and len(text) <= 200:
        return "date", ""
    if gives_ratings(text):
        return "ratings", "ratings"
    if is_glossary_line(text, above) or (state == "glossary" and entries_in(text)):
        return "glossary", "glossary"
    if state == "areas" and in_list:
        return "areas", "areas"
    heads = part.heading or (part.bold and len(text) <= 100 and not text.endswith("."))
    next_state = "areas" if introduces_areas(text) and (text.endswith(":") or heads) else ""
    if heads:
        return "heading", next_state
    return ("background" if len(text.split()) >= _FEWEST_WORDS else "nothing"), next_state


def headings_above(document: SourceDocument, tables: Iterable[int]) -> frozenset[int]:
    """The paragraphs that head the priority of the table below them, for tables without a heading of their own: the
    nearest heading above, or a text that calls itself a priority."""
    wanted = set(tables)
    found: set[int] = set()
    above: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if block.is_running:
                above.append(block)
            continue
        if block.number in wanted:
            named = [part for part in above if read_heading(part.text).sure and not areas_named(part.text)]
            headings = named or [part for part in above if part.heading or (part.bold and len(part.text) <= 200)]
            if headings and not re.search(r"(?i)\bplan\b", headings[-1].text if not named else ""):
                found.add(headings[-1].place.paragraph)
        if block.inside is None:
            above = []
    return frozenset(found)


def beginning(text: str) -> str:
    """How a text begins, to know it by."""
    line = one_line(text)
    return line if len(line) <= 60 else line[:57].rsplit(" ", 1)[0] + " …"
