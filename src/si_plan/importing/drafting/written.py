"""The list of what an import has written into its folder. By it a later import knows which files are siplan's to
replace, and which a person has changed."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Final, NamedTuple

NAME: Final = ".siplan-import"
_FIRST: Final = "Written by siplan import: the sums (SHA-256) of the document and of the files that siplan wrote."
_DOCUMENT: Final = "document"


class Written(NamedTuple):
    """What an import wrote: the sum of the document, and the sum of each file by its path in the folder."""

    document: str
    files: Mapping[str, str]

    def is_own(self, path: str, content: bytes) -> bool:
        """Whether a file holds what siplan wrote there."""
        return self.files.get(path) == sum_of(content)


def sum_of(content: bytes) -> str:
    """The sum of a file."""
    return sha256(content).hexdigest()


def list_written(document: bytes, files: Mapping[str, bytes]) -> bytes:
    """The list as a file: a line that says what it is, then a sum and a name a line."""
    lines = [f"{sum_of(document)}  {_DOCUMENT}"]
    lines += [f"{sum_of(content)}  {path}" for path, content in sorted(files.items())]
    return "".join(f"{line}\n" for line in (_FIRST, *lines)).encode("utf-8")


def read_written(content: bytes) -> Written | None:
    """What a list says; None for a file that is no such list."""
    first, *lines = content.decode("utf-8", "replace").splitlines() or [""]
    pairs = [line.partition("  ") for line in lines]
    if first != _FIRST or not pairs or pairs[0][2] != _DOCUMENT:
        return None
    return Written(pairs[0][0], {path: known for known, _, path in pairs[1:]})
