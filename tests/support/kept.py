"""Snapshots as text files, one a test, whose endings say what is in them."""

from __future__ import annotations

from functools import cache

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode


class _Kept(SingleFileSnapshotExtension):
    _write_mode = WriteMode.TEXT


@cache
def kept_as(ending: str) -> type[SingleFileSnapshotExtension]:
    """What syrupy keeps a text with, in a file with this ending."""
    return type(f"Kept_{ending}", (_Kept,), {"file_extension": ending})
