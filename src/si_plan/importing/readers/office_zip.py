"""The zip that a Word document or an Excel workbook is, opened within bounds; nothing outside it is ever opened."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Final, NamedTuple, Protocol

from si_plan.importing.document import ImportRefusedError

MOST_PARTS: Final = 5_000
"""Parts of one document."""
MOST_BYTES: Final = 32_000_000
"""Bytes of XML that are read of one document, unpacked."""
MOST_NODES: Final = 1_500_000
"""Elements and attributes of one part."""
_CENTRAL_ENTRY: Final = b"PK\x01\x02"
_STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
"""The names that a file saved as “Strict Open XML” gives to the same things."""
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
_SAVE_AGAIN: Final = "open it in Word or Excel, save it as a new file, and import that"


class Element(Protocol):
    """What is used of an element of lxml."""

    @property
    def tag(self) -> str: ...
    @property
    def text(self) -> str | None: ...
    def get(self, name: str, default: str, /) -> str: ...
    def find(self, path: str, /) -> Element | None: ...
    def iterfind(self, path: str, /) -> Iterator[Element]: ...
    def iter(self, *tags: str) -> Iterator[Element]: ...
    def iterancestors(self, tag: str, /) -> Iterator[Element]: ...
    def __iter__(self) -> Iterator[Element]: ...
    def __len__(self) -> int: ...


class Relation(NamedTuple):
    """Another part that a part names."""

    id: str
    kind: str
    """The last part of its type: officeDocument, styles, header."""
    target: str
    """The name of the part, from the root of the zip."""


class OfficeZip:
    """The parts of a document by name. A part is parsed when it is asked for; a broken one refuses the document."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._left = MOST_BYTES
        if data.count(_CENTRAL_ENTRY) > MOST_PARTS:
            raise ImportRefusedError(f"{name} has more than {MOST_PARTS:,} parts", _SAVE_AGAIN)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            self._entries = {_plain(entry.filename): entry for entry in self._zip.infolist()}
        except _BROKEN as error:
            raise self._broken() from error

    def __contains__(self, part: str) -> bool:
        return _plain(part) in self._entries

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of all parts, in small letters: in a name capitals do not count."""
        return tuple(self._entries)

    def relations(self, part: str) -> tuple[Relation, ...]:
        """The parts that a part names, "" for the document itself; never one outside the zip."""
        folder, file = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{file}.rels")
        if listed not in self:
            return ()
        return tuple(
            Relation(relation.get("Id", ""), relation.get("Type", "").rpartition("/")[2], target)
            for relation in self.parsed(listed).iterfind("{*}Relationship")
            if relation.get("TargetMode", "") != "External"
            and (target := _inside(folder, relation.get("Target", ""))) in self
        )

    def parsed(self, part: str) -> Element:
        """The root of a part. A part with a document type is refused: an Office file has none."""
        from lxml import etree

        data = self._unpacked(part)
        if data.count(b"<") + data.count(b"=") > MOST_NODES:
            raise ImportRefusedError(
                f"{self.name} is too large: {part} has more than {MOST_NODES:,} elements",
                "import it in parts, or remove what is no table of the plan",
            )
        if b"http://purl.oclc.org/ooxml/" in data[:20_000]:
            for strict, usual in _STRICT:
                data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            tree = etree.parse(BytesIO(data), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._broken(part) from error
        if tree.docinfo.doctype:
            raise ImportRefusedError(
                f"{self.name} declares a document type in {part}, as no Office file does", _SAVE_AGAIN
            )
        root: Element = tree.getroot()
        return root

    def _unpacked(self, part: str) -> bytes:
        entry = self._entries[_plain(part)]
        if entry.flag_bits & 1:
            raise ImportRefusedError(f"{self.name} has a password", "save it without one, and import it again")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self._broken(part)
        try:
            with self._zip.open(entry) as packed:
                data = packed.read(self._left + 1)
        except _BROKEN as error:
            raise self._broken(part) from error
        self._left -= len(data)
        if self._left < 0:
            raise ImportRefusedError(
                f"{self.name} is too large: it unpacks to more than {MOST_BYTES // 1_000_000} MB",
                "import it in parts, or remove what is no table of the plan",
            )
        return data

    def _broken(self, part: str = "") -> ImportRefusedError:
        where = f": its part {part} cannot be read" if part else ""
        return ImportRefusedError(f"{self.name} is broken, or is no Office file{where}", _SAVE_AGAIN)


def _plain(part: str) -> str:
    """The name of a part as it is compared: some programs part folders by a backslash."""
    return part.replace("\\", "/").lower()


def _inside(folder: str, target: str) -> str:
    """The part that a target names, seen from the folder of the part that names it."""
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", target):
        return ""
    return posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/")
