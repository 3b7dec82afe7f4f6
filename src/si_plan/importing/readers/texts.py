"""The bytes of a text file to text."""

from __future__ import annotations

import codecs
import re
from typing import Final

_DECLARED: Final = re.compile(rb"charset\s*=\s*[\"']?([\w-]{1,40})|encoding\s*=\s*[\"']([\w-]{1,40})", re.IGNORECASE)


def text_of(data: bytes) -> str:
    """The text that bytes hold: in UTF-16 with its mark, UTF-8, the coding that a page declares, or that of Windows."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(data[:4096])
    if declared:
        try:
            return data.decode((declared[1] or declared[2]).decode("ascii"))
        except (UnicodeDecodeError, LookupError):
            pass
    return data.decode("cp1252", "replace")
