"""The words of a raw file, counted by other means than the readers: what they left out shows as a difference."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from typing import Final, Literal

from si_plan.importing.words_of_docx import words_of_docx
from si_plan.importing.words_of_xlsx import words_of_xlsx

_WITHIN: Final = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr o:p q rp rt ruby s samp "
    "script small span strike strong style sub sup svg time tt u var wbr"
)
"""The elements that part no words: all others do."""
_UNSEEN: Final = frozenset({"script", "style", "head", "template", "object", "iframe", "noembed", "noframes"})
_MARKDOWN_TAGS: Final = {
    "within": "a abbr b big cite code del em font i img ins kbd mark q s small span strike strong sub sup tt u wbr",
    "parting": "blockquote br caption center col colgroup dd details div dl dt figure h1 h2 h3 h4 h5 h6 hr li ol p pre "
    "section summary table tbody td tfoot th thead tr ul",
}
_WITHIN_TAG, _PARTING_TAG = (
    re.compile(rf"</?(?:{names.replace(' ', '|')})(?:\s[^<>]*)?/?>", re.IGNORECASE) for names in _MARKDOWN_TAGS.values()
)
_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_-]{1,40})", re.IGNORECASE)


def raw_words(data: bytes, kind: Literal["docx", "xlsx", "html", "md"]) -> Counter[str]:
    """How often each word stands in a file, as its raw text has it."""
    if kind == "docx":
        return words_of_docx(data)
    if kind == "xlsx":
        return words_of_xlsx(data)
    if kind == "html":
        return _words_of_page(_text(data))
    return _words_of_markdown(_text(data))


def _text(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    declared = _CHARSET.search(data[:4096])
    for coding in ("utf-8-sig", declared[1].decode("ascii") if declared else "cp1252"):
        try:
            return data.decode(coding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")


class _Seen(HTMLParser):
    """What a page shows as text, with a space wherever an element parts words."""

    def __init__(self) -> None:
        self._within = frozenset(_WITHIN.split())
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _UNSEEN:
            self.unseen.append(tag)
        if tag == "body":
            self.unseen.clear()
        self._part(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.unseen:
            del self.unseen[self.unseen.index(tag) :]
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.pieces.append(data)

    def _part(self, tag: str) -> None:
        if tag not in self._within:
            self.pieces.append(" ")


def _words_of_page(text: str) -> Counter[str]:
    seen = _Seen()
    seen.feed(text.replace("\0", ""))
    seen.close()
    return Counter("".join(seen.pieces).split())


def _words_of_markdown(text: str) -> Counter[str]:
    """The words of Markdown: its marks count, but for lines of nothing else, and the lines between the cells of a
    table."""
    words: Counter[str] = Counter()
    in_table = False
    lines = _uncommented(text).splitlines()
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        bare = line.strip()
        if not set(bare) - set("-=*_~`:|+># \t") and re.search(r"--|==|\*\*|__|~~|``|\* \*|- -|_ _", bare):
            in_table = in_table and "|" in bare
            continue
        pipe = re.search(r"(?<!\\)\|", line) is not None
        in_table = pipe and (in_table or _draws_columns(below))
        if in_table:
            line = re.sub(r"(?<!\\)\|", " ", line).replace("\\|", "|")
        words.update(unescape(_WITHIN_TAG.sub("", _PARTING_TAG.sub(" ", line))).split())
    return words


def _draws_columns(line: str) -> bool:
    return "|" in line and "-" in line and not set(line) - set("|:- \t")


def _uncommented(text: str) -> str:
    """A text without comments: what stands between <!-- and -->."""
    before, *after = text.split("<!--")
    kept = [before]
    for piece in after:
        _, closed, rest = piece.partition("-->")
        kept.append(rest if closed else f"<!--{piece}")
    return "".join(kept)
