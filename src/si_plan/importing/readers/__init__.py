"""Readers of documents, one for each kind of file: bytes in, a `SourceDocument` out, or a refusal."""

from __future__ import annotations

from si_plan.importing.document import SourceDocument
from si_plan.importing.readers import docx, workbook
from si_plan.importing.readers.kinds import kind_of
from si_plan.importing.readers.markdown import read_markdown
from si_plan.importing.readers.markup import read_page
from si_plan.importing.readers.texts import text_of


def read_document(data: bytes, name: str) -> SourceDocument:
    """A file as a document; its kind is told by its bytes and its name. Raises ImportRefusedError."""
    kind = kind_of(data, name)
    if kind == "docx":
        return docx.read(data, name)
    if kind == "xlsx":
        return workbook.read(data, name)
    text = text_of(data)
    return read_page(text, name) if kind == "html" else read_markdown(text, name)
