"""import.yaml as a file: written for an officer to read and to answer, read with the care that plan files get."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from si_plan.diagnostics import Diagnostic
from si_plan.editing.rendering import Value, field_lines, inline, value_to_write
from si_plan.editing.scalars import scalar_lines
from si_plan.importing.answering import settled
from si_plan.importing.cell_texts import writable
from si_plan.importing.mapping import ImportMap, TableMeaning
from si_plan.loading.parsing import Document, parse
from si_plan.loading.records import RecordReader
from si_plan.model.fields import Record
from si_plan.model.files import FileKind
from si_plan.model.schemas import file_name
from si_plan.sources import Source

FILE: Final = "import.yaml"
KIND: Final = FileKind("import", "What a document means (import.yaml)", lambda: ImportMap, many=False)

_BEGINNING: Final = f"""\
# yaml-language-server: $schema=schemas/{file_name(KIND)}
# What siplan takes this document to mean. It is a proposal until you have read it: answer the questions, correct
# what is wrong below them, and import the document again into this folder.
"""
_QUESTIONS: Final = """
# What only a person can say. Write each answer after `answer:`. A question without one is open.
"""
_TABLES: Final = """
# The tables, in the order of the document, and the numbers of their rows. `actions` are rows of the plan: headers
# name the columns, priorities are headings of priorities, continues go on from the row before them, skips are left
# out, and every other row is an action. A table without columns has those of the table before it.
"""
_PASSAGES: Final = """
# The text outside the tables, by its paragraphs (empty ones count).
"""
_SEPARATORS: Final = """
# What parts the names in a cell of leads, besides a new line.
"""
_ROLES: Final = """
# The roles as the document prints them, each with its code in roles.yaml.
"""
_RATINGS: Final = """
# What the colours and letters of ratings mean.
"""
_PLAN: Final = """
# The plan itself.
"""


def read_map(source: Source) -> tuple[ImportMap | None, list[Diagnostic]]:
    """The mapping in a file with its answers carried out, and every mistake of form on its line; None where it cannot
    be used."""
    document = parse(source)
    blank = [found for found in document.findings if _is_blank_answer(document, found)]
    document.findings = [found for found in document.findings if found not in blank]
    if document.data is None or document.findings:
        return None, document.findings
    reader = RecordReader(document, KIND)
    records = reader.read()
    return (None if reader.found or not records else settled(records[0])), reader.found


def _is_blank_answer(document: Document, found: Diagnostic) -> bool:
    """Whether a finding only says that a question has no answer yet."""
    lines = document.text.splitlines()
    line = lines[found.location.line - 1] if found.location.line <= len(lines) else ""
    return found.code == "empty-value" and re.fullmatch(r"\s*(- +)?answer: *(#.*)?", line) is not None


def answered(import_map: ImportMap, question: str, answer: str) -> ImportMap:
    """A mapping with the answer to one of its questions carried out. Raises ValueError for one that no file can hold:
    an arrow key gives such a text."""
    if writable(answer) != answer.strip():
        raise ValueError("the answer has control characters")
    questions = tuple(
        one.model_copy(update={"answer": answer.strip() or None}) if one.id == question else one
        for one in import_map.questions
    )
    return settled(import_map.model_copy(update={"questions": questions}))


def map_text(import_map: ImportMap, comments: Iterable[str] = ()) -> str:
    """A mapping as the text of its file, with a person's comments at its beginning."""
    lines = [*comments, *_lines(import_map)]
    return "".join(f"{line}\n" if not line.endswith("\n") else line for line in lines)


def renewed(former: Source, import_map: ImportMap) -> str:
    """The text of a mapping whose file says something else, or the same: where it says the same it stays as it stands,
    else the lines of comment that a person wrote are kept."""
    read = read_map(former)[0]
    text = former.text or ""
    if read == import_map:
        return text
    own = set(map_text(read).splitlines()) if read is not None else set()
    return map_text(import_map, [line for line in text.splitlines() if line.startswith("#") and line not in own])


def _lines(import_map: ImportMap) -> Iterator[str]:
    yield _BEGINNING
    yield f"format: {import_map.format}"
    yield from field_lines("document", import_map.document, "")
    if import_map.questions:
        yield from _question_lines(import_map)
    yield _PLAN
    for name in ("title", "authority", "dated"):
        value = getattr(import_map, name)
        if value is not None:
            yield from field_lines(name, value_to_write(value), "")
        else:
            yield f"# {name}: the document does not say it plainly"
    if import_map.separators:
        yield _SEPARATORS
        yield f"separators: {inline([*import_map.separators], 'when')}"
    if import_map.ratings:
        yield _RATINGS
        yield "ratings:"
        for sign, meaning in import_map.ratings.items():
            yield from scalar_lines(meaning, f"  {inline(sign)}: ")
    yield from _record_list(_ROLES, "roles", import_map.roles)
    if import_map.tables:
        yield _TABLES
        yield "tables:"
        for table in import_map.tables:
            yield from _table_lines(table)
    yield from _record_list(_PASSAGES, "passages", import_map.passages)


def _record_list(comment: str, name: str, records: Iterable[Record]) -> Iterator[str]:
    """A list of small records, a line for each, after what it is; nothing where there are none."""
    lines = [f"  - {inline(_fields(record))}" for record in records]
    if lines:
        yield comment
        yield f"{name}:"
        yield from lines


def _fields(record: Record) -> dict[str, Value]:
    """The fields of a record that say more than their defaults, in its order."""
    return {
        name: value_to_write(getattr(record, name))
        for name, field in type(record).model_fields.items()
        if getattr(record, name) != field.default
    }


def _question_lines(import_map: ImportMap) -> Iterator[str]:
    yield _QUESTIONS
    yield "questions:"
    for question in import_map.questions:
        yield f"  - id: {inline(question.id)}"
        yield from field_lines("ask", question.ask, "    ")
        for name in ("cells", "choices"):
            values = [str(value) for value in getattr(question, name)]
            if values:
                short = f"    {name}: {inline(values)}"
                yield from [short] if len(short) <= 118 else field_lines(name, values, "    ")
        if question.about is not None:
            yield from field_lines("about", question.about, "    ")
        if question.answer is None:
            yield "    answer:"
        else:
            yield from field_lines("answer", question.answer, "    ")


def _table_lines(table: TableMeaning) -> Iterator[str]:
    fields: Mapping[str, Any] = _fields(table)
    dash = "  - "
    for name, value in fields.items():
        if name == "columns":
            yield f"{dash}columns:"
            for column in table.columns:
                yield f"      - {inline(_fields(column))}"
        elif isinstance(value, str):
            yield from (
                f"{dash}{line}" if not at else f"    {line}" for at, line in enumerate(field_lines(name, value, ""))
            )
        else:
            yield f"{dash}{name}: [{', '.join(map(str, value))}]"
        dash = "    "
