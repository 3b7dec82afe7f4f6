"""Which addresses of a plan a document may link to."""

from __future__ import annotations

import re
from typing import Final

_LONGEST: Final = 2_000
_PLAIN: Final = re.compile(
    r"https?://"
    r"(?=[a-z0-9.-]{1,253}(?:[:/?#]|\Z))[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*"
    r"(?::[0-9]{1,5})?"
    r"(?:[/?#][A-Za-z0-9._~:/?#\[\]@!$&()*+,;=%-]*)?",
    re.IGNORECASE,
)


def linkable(text: str) -> bool:
    """Whether a text is an address that leads where it seems to: http or https, a host in plain letters with nobody's
    name before it, nothing hidden in it. All else is shown as text."""
    return len(text) <= _LONGEST and _PLAIN.fullmatch(text) is not None
