"""Many edits of a file at once are the same, to the byte, as one after the other."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest

from example_plan import SHIPPED
from si_plan.editing.edits import Edit, apply_edits
from si_plan.loading.parsing import Path, parse
from si_plan.sources.folder import read_folder

SOURCES = [source for source in read_folder(SHIPPED, "plan") if source.path.startswith("priorities/")]
ORDER = (
    "id",
    "ref",
    "title",
    "text",
    "label",
    "leads",
    "when",
    "starts",
    "due",
    "due_reason",
    "see",
    "milestones",
    "until",
)


def _records(value: Any, path: Path = ()) -> Iterator[tuple[Path, dict[str, Any]]]:
    if isinstance(value, dict):
        yield path, value
        for name, part in value.items():
            yield from _records(part, (*path, name))
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from _records(part, (*path, place))


def _edits(data: Any, chance: random.Random) -> Iterator[Edit]:
    """Edits of any of the records: fields set, added and taken out, entries appended to their lists."""
    for path, record in _records(data):
        for field in ("until", "due", "due_reason", "ref"):
            if chance.random() < 0.3:
                yield Edit("set", (*path, field), f"2017 {field}", ORDER)
        gone = [field for field in ("see", "label", "starts") if field in record and chance.random() < 0.5]
        yield from (Edit("remove", (*path, field)) for field in gone)
        if "milestones" in record and chance.random() < 0.5:
            yield Edit("append", (*path, "milestones"), {"id": "9", "text": "one more: a text"})
        if "title" in record and chance.random() < 0.5:
            yield Edit("set", (*path, "title"), "another title # of two words")
    if "actions" in data:
        yield Edit("append", ("actions",), {"id": "9.9", "title": "new"})


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("source", SOURCES[:3], ids=lambda source: source.path)
def test_many_at_once_are_as_one_after_the_other(source: Any, seed: int) -> None:
    edits = list(_edits(parse(source).data, random.Random(seed)))
    random.Random(seed).shuffle(edits)
    one_by_one = source
    for edit in edits[:14]:
        one_by_one = apply_edits(one_by_one, [edit])
    assert apply_edits(source, edits[:14]).text == one_by_one.text
