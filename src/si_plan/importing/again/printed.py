"""What a document prints of each record: its cells, the values that fields have got of them, the printed number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from si_plan.importing.document import Paragraph
from si_plan.importing.making import Imported
from si_plan.model.plan import Plan
from si_plan.model.promise import Action

Values = Mapping[tuple[str, str], tuple[str, ...]]
"""What fields have got of a document, by record and field, once each."""
_NUMBER: Final = ("ref", "id")
FIRST: Final = ("title", "text", "code", "when")


class Printed(NamedTuple):
    """A document as its draft has it: the plan that was drafted, the values of its fields, the paragraphs of each
    record by the field that has them, and the fields about which a question is open."""

    plan: Plan
    values: Values
    paragraphs: Mapping[str, Mapping[str, tuple[Paragraph, ...]]]
    open: frozenset[tuple[str, str]]
    fields: frozenset[str]
    """The fields that any action of it has."""

    def cells(self, record: str, fields: Iterable[str] = FIRST) -> tuple[Paragraph, ...]:
        """The paragraphs of the first of these fields that a record has any of; else of any field."""
        own = self.paragraphs.get(record, {})
        found = next((own[field] for field in fields if field in own), None)
        return found or next(iter(own.values()), ())

    def number(self, record: Any) -> str:
        """The number that the document prints for an action or priority; empty where it prints none."""
        if record.ref:
            return str(record.ref).casefold()
        own = self.paragraphs.get(record.id, {})
        printed = not isinstance(record, Action) or any(field in own for field in _NUMBER)
        return str(record.id).casefold() if printed else ""

    def has(self, field: str) -> bool:
        """Whether the document prints anything for a field of any action."""
        return field in self.fields


def printed_of(imported: Imported, values: Values) -> Printed:
    """What an imported document prints; `values` are those of its receipt. The draft must have no errors."""
    assert imported.plan is not None
    by_place = {paragraph.place: paragraph for paragraph in imported.receipt.document.paragraphs()}
    paragraphs: defaultdict[str, defaultdict[str, dict[Paragraph, None]]] = defaultdict(lambda: defaultdict(dict))
    asked = set()
    for place, fated in imported.receipt.fates.items():
        for one in fated:
            if one.record and one.field:
                paragraphs[one.record][one.field][by_place[place]] = None
                if one.fate == "asked":
                    asked.add((one.record, one.field))
    fields = frozenset(
        name for _, action in imported.plan.actions() for name in type(action).model_fields if getattr(action, name)
    )
    cells = {record: {field: tuple(found) for field, found in own.items()} for record, own in paragraphs.items()}
    return Printed(imported.plan, values, cells, frozenset(asked), fields)


def values_in(told: Iterable[tuple[str, str, str]]) -> Values:
    """Values by record and field, from rows that say each."""
    found: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for record, field, value in told:
        if record and field:
            found[record, field][value] = None
    return {key: tuple(values) for key, values in found.items()}
