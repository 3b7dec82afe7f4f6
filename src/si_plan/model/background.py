"""What a document says besides its actions, and which of it is known to be taken up."""

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from si_plan.model.fields import Record, Reference, Text

TEXT, PASSAGE = KINDS = ("a text", "a passage")
"""What pydantic calls the kinds of entries, in the places of mistakes. No field has such a name."""


class Passage(Record):
    """A text of the background that somebody has held against the plan."""

    text: Text = Field(description="What the document says")
    see: tuple[Reference, ...] = Field(
        description='The ids of what takes it up: ["2.4"]. [] if nothing does: `siplan coverage --gaps` lists it'
    )


def _kind_of(value: Any) -> str:
    """The kind of an entry as it is written. A text with a colon that nobody quoted is a mapping, but a text."""
    passage = isinstance(value, Passage) or (isinstance(value, Mapping) and not {"text", "see"}.isdisjoint(value))
    return PASSAGE if passage else TEXT


Entry = Annotated[Annotated[Text, Tag(TEXT)] | Annotated[Passage, Tag(PASSAGE)], Discriminator(_kind_of)]
"""A text of the background, alone or with what takes it up."""


def text_of(entry: str | Passage) -> str:
    """What the document says."""
    return entry if isinstance(entry, str) else entry.text


def told(entry: str | Passage, name_of: Callable[[str], str] = str) -> str:
    """What the document says, with what takes it up, by the names that people know."""
    if isinstance(entry, str):
        return entry
    return f"{entry.text} ({taken_up(entry.see, name_of) or 'nothing takes it up'})"


def taken_up(see: Iterable[str], name_of: Callable[[str], str] = str) -> str:
    """By what something is taken up: `taken up by 2.4, 2.5`; empty if by nothing."""
    names = ", ".join(map(name_of, see))
    return f"taken up by {names}" if names else ""
