"""Each record of a plan with what a document that comes again does to it, and its cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple

from si_plan.documents import words
from si_plan.importing.again.differing import said_by_value
from si_plan.importing.again.making_again import Again
from si_plan.importing.again.printed import FIRST
from si_plan.importing.again.recognising import text_of
from si_plan.importing.again.redating import DATED
from si_plan.importing.document import Paragraph
from si_plan.model.promise import ROLES, Action, Priority

How = Literal[
    "dropped", "new", "redated", "reworded", "led", "changed", "renumbered", "moved", "kept", "asked", "carried"
]  # fmt: skip
HOW: Final[dict[How, str]] = {
    "dropped": "dropped",
    "new": "new",
    "redated": "redated",
    "reworded": "reworded",
    "led": "led by others",
    "changed": "changed in a detail",
    "renumbered": "renumbered",
    "moved": "in another place",
    "kept": "kept as the plan has it",
    "asked": "not recognised for certain",
    "carried": "carried as before",
}
"""What a document does to a record, in the order in which it is told."""
_MOST_CELLS: Final = 3


class Line(NamedTuple):
    """A record and what the document does to it: what it says in the plan and in the document, and where."""

    how: How
    id: str
    what: str
    title: str
    field: str = ""
    before: str = ""
    after: str = ""
    cells: tuple[str, ...] = ()


def lines_of(again: Again) -> list[Line]:
    """A line for each record and each thing that the document does to it, in the order of HOW, then of the plan."""
    found = list(_Lines(again).every())
    told = {line.id for line in found if line.how not in ("kept", "carried")}
    found = [line for line in found if line.how != "carried" or line.id not in told]
    order = list(HOW)
    return sorted(found, key=lambda line: order.index(line.how))


def answer(again: Again) -> str:
    """The import in a line: `31 carried as before, 4 reworded, 1 dropped; 2 questions open; …`."""
    count = Counter(line.how for line in lines_of(again))
    order: list[How] = ["carried", *(how for how in HOW if how != "carried")]
    said = ", ".join(f"{count[how]:,} {HOW[how]}" for how in order if count[how])
    still = len(again.imported.open)
    asked = words.count(still, "question") if still else "no question"
    proof = again.imported.receipt.proof
    return f"{said or 'Nothing'}; {asked} open; {proof.accounted:,} of {proof.raw:,} words accounted for"


_GROUPS: Final[dict[How, tuple[str, ...]]] = {
    "redated": DATED,
    "reworded": ("title", "text", "steps", "success", "monitoring", "resources"),
    "led": (*ROLES, "who"),
    "changed": ("areas", "cost", "extra"),
    "renumbered": ("ref",),
}


class _Lines:
    """Tells what a document does to each record."""

    def __init__(self, again: Again) -> None:
        self._again = again
        self._comparison = again.comparison
        self._plan = again.comparison.plan
        self._draft = again.comparison.printed.plan
        self._fresh = {known: fresh for fresh, known in again.ids.items()}

    def every(self) -> Iterator[Line]:
        """Every line, those of records that are carried last."""
        yield from self._restated()
        yield from self._dropped()
        yield from self._new()
        yield from self._in_doubt()
        for priority in self._plan.priorities:
            for record in _with_inner(priority):
                yield self._plain("carried", record, self._cells(record.id))

    def _restated(self) -> Iterator[Line]:
        """What the edition restates, and the differences in which the plan stays as it is."""
        fields = self._comparison.fields
        cells = {(one.record, one.field): one.cells for one in self._comparison.taken}
        for name in self._in_order(fields):
            record: Any = self._plan.by_id[name]
            for how, group in _GROUPS.items():
                changed = [field for field in group if field in fields[name] and _differs(record, field, fields[name])]
                if changed:
                    own = next((cells[name, field] for field in changed if (name, field) in cells), None)
                    where = _TIMES if how == "redated" else FIRST
                    yield self._line(how, record, changed, fields[name], own or self._cells(name, where))
        for one in self._comparison.kept:
            record = self._plan.by_id[one.record]
            yield self._line("kept", record, [one.field], {one.field: one.after}, one.cells)

    def _line(
        self, how: How, record: Any, fields: Sequence[str], values: dict[str, Any], cells: Iterable[Paragraph]
    ) -> Line:
        shown = fields if how != "redated" else [field for field in fields if field in _SHOWN]
        before = _said((field, getattr(record, field)) for field in shown)
        after = _said((field, values[field]) for field in shown)
        if how == "renumbered":
            before, after = record.ref or record.id, values["ref"] or record.id
        return self._plain(how, record, cells)._replace(field=", ".join(fields), before=before, after=after)

    def _plain(self, how: How, record: Any, cells: Iterable[Paragraph] = (), own: str | None = None) -> Line:
        name = record.id if own is None else own
        return Line(how, name, type(record).__name__.lower(), text_of(record), cells=self._where(cells))

    def _dropped(self) -> Iterator[Line]:
        kept = set(self._comparison.recognised.same.values())
        for name in self._in_order(self._comparison.gone):
            for record in _with_inner(self._plan.by_id[name]):
                if record.id not in kept:
                    yield self._plain("dropped", record)

    def _new(self) -> Iterator[Line]:
        recognised = self._comparison.recognised
        records = [
            record
            for name in recognised.added
            for record in _with_inner(self._draft.by_id[name])
            if record.id == name or record.id not in recognised.same
        ]
        for record in (*records, *(part for _, part in self._comparison.parts)):
            yield self._plain("new", record, self._cells_of(record.id), self._again.ids.get(record.id, ""))

    def _in_doubt(self) -> Iterator[Line]:
        recognised = self._comparison.recognised
        for name in recognised.moved:
            yield self._plain("moved", self._plan.by_id[name], self._cells(name))
        for name in recognised.open:
            yield self._plain("asked", self._draft.by_id[name], self._cells_of(name), "")
        for name in self._in_order(recognised.held):
            yield self._plain("asked", self._plan.by_id[name])

    def _in_order(self, names: Iterable[str]) -> list[str]:
        wanted = set(names)
        return [name for name in self._plan.by_id if name in wanted]

    def _cells(self, name: str, fields: Sequence[str] = FIRST) -> tuple[Paragraph, ...]:
        """The paragraphs of a record of the plan: those of the first of these fields that has any."""
        return self._cells_of(self._fresh.get(name, ""), fields)

    def _cells_of(self, fresh: str, fields: Sequence[str] = FIRST) -> tuple[Paragraph, ...]:
        return self._comparison.printed.cells(fresh, fields) if fresh else ()

    def _where(self, cells: Iterable[Paragraph]) -> tuple[str, ...]:
        places = dict.fromkeys(self._again.imported.receipt.document.where(cell.place) for cell in cells)
        return tuple(places)[:_MOST_CELLS]


_SHOWN: Final = ("when", "starts", "due", "repeats")
_TIMES: Final = ("due", "starts", "repeats", *FIRST)


def _differs(record: Any, field: str, fields: Mapping[str, Any]) -> bool:
    return field in type(record).model_fields and (getattr(record, field) or None) != (fields[field] or None)


def _said(pairs: Iterable[tuple[str, Any]]) -> str:
    return "; ".join(said for field, value in pairs if (said := said_by_value(field, value or None))) or "nothing"


def _with_inner(record: Any) -> Iterator[Any]:
    yield record
    if isinstance(record, Priority):
        for action in record.actions:
            yield from _with_inner(action)
    elif isinstance(record, Action):
        yield from record.parts
