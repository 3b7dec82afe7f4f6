"""The words of a raw Excel workbook, counted as its XML goes by, with no knowledge of rows, formats or links."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Final
from xml.parsers import expat

from si_plan.importing.document import ImportRefusedError

_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, expat.ExpatError, KeyError, ValueError, OSError, EOFError, RuntimeError,
)  # fmt: skip
_MOST_BYTES: Final = 32_000_000
_MOST_LINKS: Final = 1_000_000
_CHUNK: Final = 1 << 16
_SHEET, _SHARED = "worksheet", "sst"
_ROOTS: Final = {_SHEET: "c", _SHARED: "si", "comments": "comment", "ThreadedComments": "threadedComment", "wsDr": "p"}
"""What the parts begin with that hold a text of the workbook, and the element that holds one whole text of it."""
_TEXTS: Final = frozenset(
    {"t", "v", "text", *(f"{of}{at}" for of in ("odd", "even", "first") for at in ("Header", "Footer"))}
)
_ESCAPE: Final = re.compile("_x(00(?:0[9ADad]|[2-7][0-9A-Fa-f]|[A-Fa-f][0-9A-Fa-f])|(?!00|[dDeEfF])[0-9A-Fa-f]{4})_")


def words_of_xlsx(data: bytes) -> Counter[str]:
    """How often each word stands in an Excel workbook: the texts of its cells, each as often as cells have it, numbers
    as the file holds them, headers, footers, comments and text boxes. A shared text that no cell has does not count."""
    words: Counter[str] = Counter()
    shared: list[Counter[str]] = []
    named: Counter[str] = Counter()
    try:
        for part in _parts(data):
            if part.root == _SHARED:
                shared = [Counter(text.split()) for text in part.texts]
            else:
                words.update(word for text in part.texts for word in text.split())
                named.update(part.named)
    except _BROKEN as error:
        raise ImportRefusedError("the words of the file cannot be counted", "save it in Excel as a new file") from error
    for number, times in named.items():
        if number.strip().isdecimal() and int(number) < len(shared):
            for word, count in shared[int(number)].items():
                words[word] += count * times
    return words


def _parts(data: bytes) -> Iterator[_Part]:
    left = _MOST_BYTES
    with zipfile.ZipFile(BytesIO(data)) as packed:
        linked = _linked(packed)
        for name in {*packed.namelist()}:
            if not name.lower().endswith(".xml") or _base(name) not in linked:
                continue
            part = _Part()
            with packed.open(name) as opened:
                while part.root != "" and (text := opened.read(_CHUNK)):
                    left -= len(text)
                    if left < 0:
                        raise ValueError("more text than is read")
                    part.parser.Parse(text, False)
            yield part


def _linked(packed: zipfile.ZipFile) -> str:
    """What the parts name of each other, as one text: what none names is no part of the workbook."""
    said = []
    for name in packed.namelist():
        if name.lower().endswith(".rels"):
            with packed.open(name) as opened:
                said.append(opened.read(_MOST_LINKS).decode("utf-8", "replace").lower())
    return "".join(said)


def _base(name: str) -> str:
    return re.split(r"[/\\]", name.lower())[-1]


class _Part:
    """The texts of one part, as its elements begin and end."""

    def __init__(self) -> None:
        self.root: str | None = None
        """Its first element; None before that, empty where the part has no text of the workbook."""
        self.texts: list[str] = []
        self.named: Counter[str] = Counter()
        """The numbers of the shared texts that its cells name."""
        self._whole = ""
        self._pieces: list[str] = []
        self._kind = ""
        self._in_text = self._passed = 0
        self._authors: list[str] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._said
        self.parser.StartDoctypeDeclHandler = self._declared

    def _declared(self, *_: object) -> None:
        raise ValueError("a document type")

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if self.root is None:
            self.root = local if local in _ROOTS else ""
            self._whole = _ROOTS.get(local, "")
        if local == self._whole:
            self._kind = attributes.get("t", "")
            self._passed = self._author(attributes.get("authorId", "")).startswith("tc=")
        elif local == "rPh":
            self._passed += 1
        elif local == "br" and self.root == "wsDr":
            self._pieces.append(" ")
        elif local == "v" and self._kind == "inlineStr":
            return
        elif local in _TEXTS or local == "author":
            self._in_text += not self._passed

    def _author(self, number: str) -> str:
        return self._authors[int(number)] if number.isdecimal() and int(number) < len(self._authors) else ""

    def _end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        said = "".join(self._pieces)
        if local == "rPh":
            self._passed -= 1
        elif local == "author":
            self._authors.append(said)
            self._pieces.clear()
            self._in_text = 0
        elif local == self._whole or (local in _TEXTS and "er" in local[-2:]):
            if local == "c" and self._kind == "s":
                self.named[said] += 1
            else:
                self.texts.append(_ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), said))
            self._pieces.clear()
            self._in_text = self._passed = 0
        elif local in _TEXTS:
            self._in_text = 0

    def _said(self, text: str) -> None:
        if self._in_text:
            self._pieces.append(text)
