"""Which addresses in a plan a document may link to. Pages, documents and the site all ask here."""

from __future__ import annotations

import re
from typing import Final

from si_plan.documents.visible import visible

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
