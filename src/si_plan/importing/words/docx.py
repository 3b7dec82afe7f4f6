"""The words of a raw Word document, counted as its XML goes by, with no knowledge of styles, tables or fields."""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from io import BytesIO
from typing import Final
from xml.parsers import expat

from si_plan.importing.document import ImportRefusedError

_MOST_BYTES: Final = 32_000_000
_MOST_PARTS: Final = 5_000
_SAVE_AGAIN: Final = "open it in Word, save it as a new file, and import that"
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, expat.ExpatError, KeyError, ValueError, OSError, EOFError, RuntimeError,
    NotImplementedError,
)  # fmt: skip
_ROOTS: Final = frozenset({"document", "hdr", "ftr", "footnotes", "endnotes", "comments"})
"""What the parts begin with that hold a text of the document."""
_CHUNK: Final = 1 << 16
_PARTS_WORDS: Final = {"tab": " ", "ptab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}
_TEXT, _SYMBOL, _PARAGRAPH, _BRANCHES, _FORMS = "t", "sym", "p", ("Choice", "Fallback"), "AlternateContent"


def words_of_docx(data: bytes) -> Counter[str]:
    """How often each word stands in a Word document: its text, headers, footers, notes and comments; hidden or not. Of
    several forms of one drawing, those of the first that has any."""
    words: Counter[str] = Counter()
    left = _MOST_BYTES
    if data.count(b"PK\x01\x02") > _MOST_PARTS:
        raise ImportRefusedError("the words of the file cannot be counted: it has too many parts", _SAVE_AGAIN)
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            for part in {*packed.namelist()}:
                if not part.endswith(".xml") or "/glossary/" in part:
                    continue
                count = _Count()
                try:
                    with packed.open(part) as opened:
                        while not count.left_out and (text := opened.read(_CHUNK)):
                            left -= len(text)
                            count.take(text, left < 0)
                except _BROKEN:  # what holds no text, such as a theme, may be broken
                    if count.left_out is False or "document" in part:
                        raise
                words.update(count.words)
    except _BROKEN as error:
        raise ImportRefusedError("the words of the file cannot be counted", _SAVE_AGAIN) from error
    return words


class _Count:
    """The words of one part, as its elements begin and end."""

    def __init__(self) -> None:
        self.words: Counter[str] = Counter()
        self.open: list[list[str]] = []
        """The text of each paragraph that has begun, and in it that of a text box, and so on."""
        self.forms: list[bool] = []
        """Whether a form has been taken, of each drawing that has begun."""
        self.before: list[tuple[Counter[str], int]] = []
        """The words, and the length of the paragraph, as they were before each form that has begun."""
        self.in_text = False

        self.left_out: bool | None = None
        """Whether the part has no text of the document; not known before its first element."""
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._said
        self.parser.StartDoctypeDeclHandler = self._declared

    def take(self, text: bytes, too_much: bool) -> None:
        """Reads on."""
        if too_much:
            raise ValueError("more text than is read")
        self.parser.Parse(text, False)

    def _declared(self, *_: object) -> None:
        raise ValueError("a document type")

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if self.left_out is None:
            self.left_out = local not in _ROOTS or not space.endswith("/main")
        if self.left_out:
            return
        if local in _BRANCHES:
            self.before.append((self.words, len(self.open[-1]) if self.open else 0))
            self.words = Counter()
        elif local == _FORMS:
            self.forms.append(False)
        elif not space.endswith(("/main", "/math")) or "drawingml" in space:
            return
        elif local == _PARAGRAPH:
            self.open.append([])
        elif local == _TEXT:
            self.in_text = True
        elif local in _PARTS_WORDS:
            self._add(_PARTS_WORDS[local])
        elif local == _SYMBOL:
            self._add(_sign(attributes.get(f"{space} char", "")))

    def _end(self, name: str) -> None:
        space, _, local = name.rpartition(" ")
        if self.left_out:
            return
        if local in _BRANCHES:
            self._close_branch()
        elif local == _FORMS:
            self.forms.pop()
        elif local == _TEXT:
            self.in_text = False
        elif local == _PARAGRAPH and space.endswith("/main") and "drawingml" not in space:
            self.words.update("".join(self.open.pop()).split())

    def _close_branch(self) -> None:
        found = self.words
        self.words, length = self.before.pop()
        here = self.open[-1] if self.open else []
        taken = not self.forms or self.forms[-1]
        if taken:
            del here[length:]
        else:
            self.words.update(found)
            self.forms[-1] = bool(found) or bool("".join(here[length:]).strip())

    def _said(self, text: str) -> None:
        if self.in_text:
            self._add(text.replace("\u00ad", ""))

    def _add(self, text: str) -> None:
        if self.open:
            self.open[-1].append(text)


def _sign(place: str) -> str:
    """The sign of a font that stands at this place, in four hexadecimal digits."""
    try:
        sign = bytes.fromhex(place.zfill(4)).decode("utf-16-be")
    except ValueError:
        return "\ufffd"
    return sign if len(sign) == 1 and sign >= " " else "\ufffd"
