"""What the document says otherwise than the plan, field by field. What it does not print is the plan's alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Literal, NamedTuple

from si_plan.importing.again.likeness import plain
from si_plan.importing.again.printed import Printed, Values
from si_plan.importing.document import Paragraph
from si_plan.model.editions import DATES
from si_plan.model.ids import outer_of
from si_plan.model.plan import Plan
from si_plan.model.promise import ROLES, Action, Milestone, Priority

Group = Literal["words", "dates", "people", "areas", "details", "number"]
"""What a difference is about; one answer can settle all of a group."""
Whose = Literal["document", "asked"]

_WORDS: Final = ("title", "text", "steps", "success", "monitoring", "resources")
_CODES: Final = frozenset({*ROLES, "areas"})


class Difference(NamedTuple):
    """A field that the document has otherwise than the plan: the plan's record, the draft's, both values, the cells.
    `whose` is the document's where only that has changed since the last import; else it is asked whose counts."""

    record: str
    draft: str
    field: str
    group: Group
    before: Any
    after: Any
    cells: tuple[Paragraph, ...]
    whose: Whose = "asked"
    both_changed: bool = False
    """Whether the plan, too, is no longer as the last document had it."""


class Differing:
    """Finds the differences between the records that are the same."""

    def __init__(self, printed: Printed, plan: Plan, former: Values, same: Mapping[str, str]) -> None:
        self._printed = printed
        self._plan = plan
        self._former = former
        self._same = same
        self._areas = areas_of_plan(printed.plan, plan)
        self.unknown_who: set[str] = set()
        """The draft's actions whose cell names its leads in other words than the plan's, with a question open."""

    def find(self) -> Iterator[Difference]:
        """Every difference, in the order of the document."""
        for priority in self._printed.plan.priorities:
            yield from self._of(priority)
            for action in priority.actions:
                yield from self._of(action)
                for milestone in action.milestones:
                    yield from self._of(milestone)

    def code_of(self, name: str) -> str:
        """The plan's code of a role of the draft; its own where the plan has no such role."""
        return self._plan.role_code(name) or name

    def area_of(self, name: str) -> str:
        """The plan's id of an area of the draft; its own where the plan has no such area."""
        return self._areas.get(name, name)

    def _of(self, fresh: Any) -> Iterator[Difference]:
        name = self._same.get(fresh.id)
        known: Any = self._plan.by_id.get(name) if name is not None else None
        if known is None:
            return
        yield from self._number(fresh, known)
        for field in type(fresh).model_fields:
            group = _group_of(field)
            if group is None or not self._is_printed(fresh, field):
                continue
            if (fresh.id, field) in self._printed.open and group == "people":
                if not self._says_who(known, fresh):
                    self.unknown_who.add(fresh.id)
                continue
            before, after = getattr(known, field), self._value(fresh, field)
            if field == "leads" and fresh.who and _joined(known.who) == _joined(fresh.who):
                continue
            if not _says_the_same(field, before, after):
                found = self._difference(fresh, known, field, group, before, after)
                if found is not None:
                    yield found
        if isinstance(fresh, Milestone):
            yield from self._own_date(fresh, known)

    def _says_who(self, known: Action, fresh: Action) -> bool:
        """Whether the document's cell names its leads in the plan's own words, or in those of the last document."""
        said = _joined(fresh.who)
        then = self._former.get((known.id, "who"), ())
        return said in (_joined(known.who), plain(" / ".join(known.leads)), _joined(then))

    def _value(self, fresh: Any, field: str) -> Any:
        value = getattr(fresh, field)
        if field in ROLES:
            return tuple(dict.fromkeys(map(self.code_of, value)))
        return tuple(map(self.area_of, value)) if field == "areas" else value

    def _is_printed(self, fresh: Any, field: str) -> bool:
        """Whether the document prints this field of such records at all."""
        if isinstance(fresh, Milestone):
            return field == "text"
        if isinstance(fresh, Priority):
            return any(getattr(one, field, None) for one in self._printed.plan.priorities)
        return field in ("title", "leads") or self._printed.has(field)

    def _number(self, fresh: Any, known: Any) -> Iterator[Difference]:
        """The number that the document prints, if it is another than the plan's."""
        if isinstance(fresh, Milestone) or not self._printed.number(fresh):
            return
        printed, before = fresh.ref or fresh.id, known.ref or known.id
        if printed.casefold() != before.casefold():
            cells = self._printed.cells(fresh.id, ("ref", "id", "title"))
            yield Difference(known.id, fresh.id, "ref", "number", before, printed, cells, "document")

    def _own_date(self, fresh: Milestone, known: Milestone) -> Iterator[Difference]:
        """The date that a milestone itself names, if it is another. (What its When cell says is its action's.)"""
        action = self._printed.plan.by_id[outer_of(fresh.id)]
        assert isinstance(action, Action)
        if fresh.when is None or any(plain(fresh.when) in plain(line) for line in action.when):
            return
        if known.when is not None and plain(known.when) == plain(fresh.when):
            return
        if promised(fresh) != promised(known):
            found = self._difference(fresh, known, "when", "dates", known.when, fresh.when)
            if found is not None:
                yield found

    def _difference(
        self, fresh: Any, known: Any, field: str, group: Group, before: Any, after: Any
    ) -> Difference | None:
        """A difference; None where the document is as it was, so that the plan has been changed on purpose."""
        cells = self._printed.cells(fresh.id, (field, "title", "text"))
        found = Difference(known.id, fresh.id, field, group, before, after, cells)
        if not self._former:
            return found
        then = self._former.get((known.id, field), ())
        now = self._printed.values.get((fresh.id, field), ())
        if _joined(then) == _joined(now):
            return None
        if said_by_value(field, before) == _joined(then):
            return found._replace(whose="document")
        return found._replace(both_changed=True)


def promised(record: Any) -> tuple[Any, ...]:
    """What a record promises of its time, without the words."""
    return tuple(getattr(record, name, None) or None for name in DATES)


def said_by_value(field: str, value: Any) -> str:
    """What the value of a field says, in a line."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return plain("; ".join(f"{name}: {' '.join(texts)}" for name, texts in value.items()))
    if isinstance(value, (tuple, list)):
        return plain((", " if field in _CODES else " ").join(map(str, value)))
    return plain(str(value))


def _joined(values: Iterable[str]) -> str:
    return plain(" ".join(values))


def _group_of(field: str) -> Group | None:
    if field in _WORDS:
        return "words"
    if field in ROLES:
        return "people"
    groups: dict[str, Group] = {"when": "dates", "areas": "areas", "cost": "details", "extra": "details"}
    return groups.get(field)


def _says_the_same(field: str, before: Any, after: Any) -> bool:
    if field == "when":
        return sorted(map(plain, before)) == sorted(map(plain, after))
    if isinstance(after, Mapping):
        return all(_joined(before.get(name, ())) == _joined(texts) for name, texts in after.items())
    return said_by_value(field, before) == said_by_value(field, after)


def areas_of_plan(draft: Plan, plan: Plan) -> dict[str, str]:
    """The plan's ids of the draft's areas: those with the same title, then those with the same id or number."""
    titles = {plain(area.title).casefold(): area.id for area in plan.areas}
    found = {area.id: titles[key] for area in draft.areas if (key := plain(area.title).casefold()) in titles}
    names = {name: area.id for area in plan.areas for name in (area.ref, area.id) if name is not None}
    for area in draft.areas:
        other = names.get(area.ref or area.id)
        if area.id not in found and other is not None and other not in found.values():
            found[area.id] = other
    return found
