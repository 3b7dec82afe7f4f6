"""Records by what they say: for people who know the words and not the id."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from si_plan.model.plan import Named, Plan
from si_plan.queries.selection import record_id


class Match(NamedTuple):
    """A record that has the words: its id, what kind of record it is, and its text or title."""

    id: str
    kind: str
    text: str


def has_words(text: str, words: Iterable[str]) -> bool:
    """Whether a text has all of these words, or parts of words, in any order and any letter case."""
    folded = text.casefold()
    return all(word.casefold() in folded for word in words)


def with_ref(ref: str | None, text: str) -> str:
    """A record's text in which words are looked for: its ref too, where it has one."""
    return f"{ref} {text}" if ref else text


def matches(plan: Plan, words: str) -> list[Match]:
    """The records that have all of these words in their ref and their text or title, in the plan's order; what is there
    twice under two ids, once."""
    wanted = words.split()
    found = [
        Match(record_id(record), type(record).__name__.lower(), said)
        for _, record in plan.ids_and_records()
        if getattr(record, "same_as", None) is None
        and (said := text_of(record))
        and has_words(with_ref(getattr(record, "ref", None), said), wanted)
    ]
    return found if wanted else []


def text_of(record: Named) -> str:
    """What a record says it is about: its text or title."""
    return str(getattr(record, "text", None) or getattr(record, "title", None) or "")
