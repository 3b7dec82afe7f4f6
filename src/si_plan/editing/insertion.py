"""Inserting a field into a record: a splice at the marks of the text, in the schema's order, in the file's own manner.

The new text is read again; unless it says just what the old one did and the new field besides, the edit is refused.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

from si_plan.editing.spans import record_text
from si_plan.errors import SiplanError
from si_plan.parsing import Path, parse
from si_plan.sources import Source


class EditRefusedError(SiplanError):
    """An edit that cannot be made safely: nothing was changed, and the hint says what to do by hand."""


def insert_field(source: Source, path: Path, line: str, order: Sequence[str]) -> Source:
    """The source with `line` (`due: 2016-09`) added to the record at `path`, after the last of its fields that comes
    before it in `order`. Raises EditRefusedError."""
    text = source.text or ""
    name = line.partition(":")[0]
    record = record_text(text.removeprefix("\ufeff"), path)
    shift = len(text) - len(text.removeprefix("\ufeff"))
    before = [field for field in record.fields if field.name in order[: order.index(name)]]
    if not before or any(field.name == name for field in record.fields):
        raise _refused(source, line, "there is no place for it in the record")
    after = before[-1]
    begins = record.fields[0].begins + shift
    end = len(text[: after.ends + shift].rstrip())
    if record.in_braces:
        edited = f"{text[:end]}, {line}{text[end:]}"
    else:
        indentation = " " * (begins - (text.rfind("\n", 0, begins) + 1) - (shift if "\n" not in text[:begins] else 0))
        line_end = text.find("\n", end)
        at = len(text) if line_end < 0 else line_end - (text[line_end - 1] == "\r")
        newline = "\r\n" if "\r\n" in text else "\n"
        edited = f"{text[:at]}{newline}{indentation}{line}{text[at:]}"
    result = source._replace(text=edited)
    _verify(source, result, path, line)
    return result


def _verify(source: Source, result: Source, path: Path, line: str) -> None:
    """See that the edited text says what the old one did, and the new field besides."""
    expected = copy.deepcopy(parse(source).data)
    record: Any = expected
    for part in path:
        record = record[part]
    wanted: Any = parse(Source("line.yaml", "line", line)).data
    found = parse(result)
    if isinstance(wanted, dict) and len(wanted) == 1:
        record.update(wanted)
    if found.findings or found.data != expected or not isinstance(wanted, dict):
        raise _refused(source, line, "the file would say something else besides")


def _refused(source: Source, line: str, why: str) -> EditRefusedError:
    return EditRefusedError(f"{source.shown}: cannot add `{line}`: {why}", "add the line by hand")
