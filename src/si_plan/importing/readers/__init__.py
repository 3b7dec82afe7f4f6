"""Readers of documents, one for each kind of file: bytes in, a `SourceDocument` out, or a refusal."""
