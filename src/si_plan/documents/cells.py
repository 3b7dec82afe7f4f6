"""The kinds of cells that few tables have: loaded only by what has them."""

from typing import NamedTuple

from si_plan.documents.bars import bar
from si_plan.documents.blocks import Shade


class Shares(NamedTuple):
    """How many there are of each shade, which is shown as a bar."""

    parts: tuple[tuple[Shade, int], ...]

    def plain(self) -> str:
        return bar(self.parts)


class Evidence(NamedTuple):
    """Where things can be seen: addresses, or texts that say where."""

    texts: tuple[str, ...]

    def plain(self) -> str:
        return "; ".join(self.texts)


class Link(NamedTuple):
    """A link to another file of the same site: its address there, and what it is called."""

    to: str
    text: str

    def plain(self) -> str:
        return self.text


class Lines(NamedTuple):
    """Several texts, one below the other."""

    texts: tuple[str, ...]

    def plain(self) -> str:
        return "; ".join(self.texts)
