"""Which addresses in a plan a document may link to. Pages, documents and the site all ask here."""

from __future__ import annotations

import re
from typing import Final

from si_plan.documents.cells import Place
from si_plan.documents.visible import visible

_PLAIN_IN_PATH: Final = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
_LONGEST: Final = 2_000
_LAST_PORT: Final = 65_535
_PLAIN: Final = re.compile(
    r"https?://"
    r"(?=[a-z0-9.-]{1,253}(?:[:/?#]|\Z))[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*"
    r"(?::(?P<port>[0-9]{1,5}))?"
    r"(?:[/?#][A-Za-z0-9._~:/?#\[\]@!$&()*+,;=%-]*)?",
    re.IGNORECASE | re.ASCII,
)


def linkable(text: str) -> bool:
    """Whether a text is an address that leads where it seems to: http or https (in any letter case), a host in plain
    letters without a user name before it, and no hidden or control characters. Anything else is shown as text."""
    if len(text) > _LONGEST or visible(text) != text:
        return False
    found = _PLAIN.fullmatch(text)
    return found is not None and int(found["port"] or 0) <= _LAST_PORT


def line_address(place: Place) -> str:
    """Where a forge shows a line: both GitHub and GitLab add `#L75` to the address of the file. What Markdown could
    take for its own signs is percent-encoded."""
    under = place.under.rstrip("/").replace("(", "%28").replace(")", "%29")
    return f"{under}/{path_in_address(place.file)}#L{place.line}"


def path_in_address(path: str) -> str:
    """A path as a relative reference (RFC 3986), percent-encoded but for plain characters. A colon is encoded, so that
    no path begins with a scheme; bytes that are not UTF-8 are encoded as they are in the file's name."""
    raw = path.encode("utf-8", "surrogateescape")
    return "".join(chr(byte) if byte in _PLAIN_IN_PATH else f"%{byte:02X}" for byte in raw)
