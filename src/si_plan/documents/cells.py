"""The kinds of cells that few tables have. Only modules that make or show them import this one."""

from typing import NamedTuple

from si_plan.documents.blocks import Shade


class Shares(NamedTuple):
    """How many there are of each shade; shown as a bar."""

    parts: tuple[tuple[Shade, int], ...]

    def plain(self) -> str:
        from si_plan.documents.bars import bar  # few answers draw any

        return bar(self.parts)


class Spark(NamedTuple):
    """Figures in their order, and in words; a terminal also shows their course."""

    amounts: tuple[float, ...]
    words: str

    def plain(self) -> str:
        return self.words


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

    @property
    def text(self) -> str:
        """plan/plan.yaml:75."""
        return f"{self.file}:{self.line}"

    @property
    def address(self) -> str:
        """Where the forge shows the line: both GitHub and GitLab add `#L75` to the address of the file. Nothing in it
        could be taken for markup."""
        under = self.under.rstrip("/").replace("(", "%28").replace(")", "%29")
        return f"{under}/{path_in_address(self.file)}#L{self.line}"

    def plain(self) -> str:
        """The address where there is one, of which the log of a job on the forge makes a link."""
        return self.address if self.under else self.text


def path_in_address(path: str) -> str:
    """A path as a relative reference (RFC 3986), percent-encoded but for plain characters. A colon is encoded, so that
    no path begins with a scheme; bytes that are not UTF-8 are encoded as they are in the file's name."""
    raw = path.encode("utf-8", "surrogateescape")
    return "".join(chr(byte) if _is_plain(chr(byte)) else f"%{byte:02X}" for byte in raw)


def _is_plain(character: str) -> bool:
    return (character.isascii() and character.isalnum()) or character in "-._~/"


class Lines(NamedTuple):
    """Several texts, one below the other."""

    texts: tuple[str, ...]

    def plain(self) -> str:
        return "; ".join(self.texts)
