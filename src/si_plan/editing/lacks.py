"""Why an entry is not recorded, and what it lacks."""

from __future__ import annotations

from typing import NamedTuple


class Lack(NamedTuple):
    """What an entry lacks: the fields, for doing what (`moving 2.4.1 from Dec 2016 to Mar 2017`), and what goes into
    them."""

    fields: tuple[str, ...]
    doing: str = ""
    what: str = ""


class Refusal(NamedTuple):
    """Why an entry is not recorded: the field at fault, what is so, and what to do. `lack` where it only lacks
    something."""

    field: str
    message: str
    hint: str = ""
    lack: Lack | None = None
