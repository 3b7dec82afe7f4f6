"""Which addresses of a plan a document may link to: the one parser of them, for pages, documents and the site."""

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
    """Whether a text is an address that leads where it seems to: http or https in whatever letter case, a host in plain
    letters with nobody's name before it, nothing in it that acts or is hidden. All else is shown as text."""
    if len(text) > _LONGEST or visible(text) != text:
        return False
    found = _PLAIN.fullmatch(text)
    return found is not None and int(found["port"] or 0) <= _LAST_PORT
