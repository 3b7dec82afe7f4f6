"""The words of a raw file, counted by other means than the readers: what they left out shows as a difference."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from typing import Final, Literal

from si_plan.importing.words.docx import words_of_docx
from si_plan.importing.words.page import words_of_page
from si_plan.importing.words.xlsx import words_of_xlsx

_MARKDOWN_TAGS: Final = {
    "within": "a abbr b big cite code del em font i img ins kbd mark q s small span strike strong sub sup tt u wbr",
    "parting": "blockquote br caption center col colgroup dd details div dl dt figure h1 h2 h3 h4 h5 h6 hr li ol p pre "
    "section summary table tbody td tfoot th thead tr ul",
}
_WITHIN_TAG, _PARTING_TAG = (
    re.compile(rf"</?(?:{names.replace(' ', '|')})(?:\s[^<>]*)?/?>", re.IGNORECASE) for names in _MARKDOWN_TAGS.values()
)
_CHARSET: Final = re.compile(
    rb"(?:<meta[^>]{0,200}charset|<\?xml[^>]{0,100}encoding)\s*=\s*[\"']?([A-Za-z0-9_-]{1,40})", re.IGNORECASE
)


def raw_words(data: bytes, kind: Literal["docx", "xlsx", "html", "md"]) -> Counter[str]:
    """How often each word stands in a file, as its raw text has it."""
    if kind == "docx":
        return words_of_docx(data)
    if kind == "xlsx":
        return words_of_xlsx(data)
    if kind == "html":
        return words_of_page(_text(data))
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


def _words_of_markdown(text: str) -> Counter[str]:
    """The words of Markdown: its marks count, but for lines of nothing else, and the lines between the cells of a
    table. Between fences every text is to the letter."""
    words: Counter[str] = Counter()
    open_fence = ""
    piece: list[str] = []
    for line in [*_uncommented(re.sub("\r\n?", "\n", text)).split("\n"), "```"]:
        fence = re.match(" {0,3}(```+|~~~+)", line)
        bare = line.strip()
        if open_fence:
            closes = bare.startswith(open_fence) and not bare.strip("`~ ")
            open_fence = "" if closes else open_fence
            words.update([] if _draws(bare) else line.split())
        elif fence:
            words.update(_words_of_lines("\n".join(piece)))
            words.update([] if _draws(bare) else line.split())
            open_fence, piece = fence[1], []
        else:
            piece.append(line)
    return words


def _words_of_lines(text: str) -> Counter[str]:
    words: Counter[str] = Counter()
    in_table = False
    lines = _WITHIN_TAG.sub("", _PARTING_TAG.sub(" ", text)).split("\n")
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        bare = line.strip()
        if _draws(bare):
            in_table = in_table and "|" in bare
            continue
        pipe = re.search(r"(?<!\\)\|", line) is not None
        in_table = pipe and (in_table or _draws_columns(below))
        if in_table:
            line = re.sub(r"(?<!\\)\|", " ", line).replace("\\|", "|")
        words.update(unescape(line).split())
    return words


def _draws(line: str) -> bool:
    """Whether a line is a rule, a fence, or the like, and no text."""
    return not set(line) - set("-=*_~`:|+># \t") and bool(re.search(r"--|==|\*\*|__|~~|``|\* \*|- -|_ _", line))


def _draws_columns(line: str) -> bool:
    return "|" in line and "-" in line and not set(line) - set("|:- \t")


def _uncommented(text: str) -> str:
    """A text without comments: what stands between <!-- and -->, in one paragraph where it does not begin a line."""
    kept, seen, opened = [], 0, ""
    for mark in re.finditer(r"<!--|-->|\n\n", text):
        if not opened and mark[0] == "<!--":
            line = text[text.rfind("\n", 0, mark.start()) + 1 : mark.start()]
            kept.append(text[seen : mark.start()])
            seen, opened = mark.start(), "paragraph" if line.strip() else "line"
        elif opened and mark[0] == "-->":
            seen, opened = mark.end(), ""
        elif opened == "paragraph" and mark[0] == "\n\n":
            opened = ""
    return "".join([*kept, text[seen:]])
