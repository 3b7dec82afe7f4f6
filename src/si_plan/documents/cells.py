"""The kinds of cells that few tables have. Only modules that make or show them import this one."""

from typing import NamedTuple

from si_plan.documents.blocks import Shade


class Shares(NamedTuple):
    """How many there are of each shade; shown as a bar."""

    parts: tuple[tuple[Shade, int], ...]

    def plain(self) -> str:
        from si_plan.documents.bars import bar  # few answers draw any

        return bar(self.parts)


class Evidence(NamedTuple):
    """Where evidence can be seen: addresses of web pages, or texts that say where."""

    texts: tuple[str, ...]

    def plain(self) -> str:
        return "; ".join(self.texts)


class Link(NamedTuple):
    """A link to another file of the same site: its address there, and what it is called."""

    to: str
    text: str

    def plain(self) -> str:
        return self.text


class Place(NamedTuple):
    """A line of a file. `under` is the address under which a forge shows the repository's files, if that is known."""

    file: str
    line: int
    under: str = ""

    def plain(self) -> str:
        return f"{self.file}:{self.line}"


class Lines(NamedTuple):
    """Several texts, one below the other."""

    texts: tuple[str, ...]

    def plain(self) -> str:
        return "; ".join(self.texts)
