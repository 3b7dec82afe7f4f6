"""Makes plan text safe for people and their tools to read: nothing in it acts, everything in it shows.

Plan files come in pull requests from strangers. A terminal obeys escape sequences, a CI runner obeys lines that
begin with `::` and text like `##[`, bidirectional controls reorder what a reader sees. Each such character is
shown by its code instead. It is done once, in the document: a format escapes only what its own syntax would take for
markup.
"""

from __future__ import annotations

import re
from typing import Any, Final, TypeVar, cast

_Told = TypeVar("_Told")

_CONTROLS: Final = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
    "|\u200d(?![\u2600-\u27bf\U0001f000-\U0001faff])"  # it joins emoji, and hides in anything else
)
_BREAKS: Final = r"\s*[\n\t]\s*"
# A GitHub runner looks for `::` at the start of a line, after any spaces, and for `##[` anywhere in it; Azure looks for
# `##vso[`, GitLab for `section_start:`, TeamCity for `##teamcity[`. A line may be wrapped anywhere, so they are broken
# wherever they are in it.
_COMMANDS: Final = r"::|##(?=\w*\[)|(?<=section_start):|(?<=section_end):"


def visible(text: str) -> str:
    """The text on one line, with every character that could act replaced by its code."""
    if text.isprintable() and "::" not in text and "##" not in text and "section_" not in text:
        return text
    text = re.sub(_BREAKS, " ", text.strip("\n"))
    text = re.sub(_CONTROLS, _code, text)
    return re.sub(_COMMANDS, lambda found: found[0][:-1] + _code_of(found[0][-1]), text)


def _code(found: re.Match[str]) -> str:
    return _code_of(found[0])


def _code_of(character: str) -> str:
    number = ord(character)
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def safe(told: _Told) -> _Told:
    """A document, or any part of one, with every text in it made visible."""
    return cast(_Told, _safe(told))


def _safe(told: Any) -> Any:
    if isinstance(told, str):
        return visible(told)
    if isinstance(told, tuple):
        parts = map(_safe, told)
        return type(told)._make(parts) if hasattr(told, "_make") else tuple(parts)
    return [_safe(part) for part in told] if isinstance(told, list) else told
