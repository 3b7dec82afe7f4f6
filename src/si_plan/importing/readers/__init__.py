"""Readers of documents, one for each kind of file: bytes in, a `SourceDocument` out, or a refusal."""

from __future__ import annotations

from typing import Final

from si_plan.importing.document import ImportRefusedError, SourceDocument
from si_plan.importing.readers import docx
from si_plan.importing.readers.limits import MOST_BYTES
from si_plan.importing.readers.markdown import read_markdown
from si_plan.importing.readers.markup import read_page
from si_plan.importing.readers.texts import text_of

_KINDS: Final = "Word (.docx), Excel (.xlsx), HTML and Markdown"


def read_document(data: bytes, name: str) -> SourceDocument:
    """A file as a document; its kind is told by its bytes and its name. Raises ImportRefusedError."""
    if len(data) > MOST_BYTES:
        raise ImportRefusedError(
            f"{name} is larger than {MOST_BYTES // 1_000_000} MB", "import a copy without pictures"
        )
    folded = name.casefold()
    if folded.endswith((".md", ".markdown")):
        return read_markdown(text_of(data), name)
    if folded.endswith((".html", ".htm")):
        return read_page(text_of(data), name)
    if folded.endswith(".docx"):
        return docx.read(data, name)
    raise ImportRefusedError(f"{name} is no document that can be imported", f"siplan reads {_KINDS}")
