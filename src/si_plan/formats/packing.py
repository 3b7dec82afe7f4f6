"""Office files packed so that the same content gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Final

FIRST_DAY: Final = date(1980, 1, 1)
"""The earliest that a zip file can say: its parts have no day of their own, nor has a document that says none."""


def repacked(packed: bytes, changed: Callable[[str, bytes], bytes] | None = None) -> bytes:
    """The same zip file with nothing in it of when and where it was packed, its parts `changed` where that is given."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            entry = zipfile.ZipInfo(name, (*FIRST_DAY.timetuple()[:3], 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            content = before.read(name)
            after.writestr(entry, changed(name, content) if changed is not None else content)
    return out.getvalue()
