"""The edition as edits of the plan: each record keeps its id and all that the document does not print."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final, NamedTuple

from si_plan.editing.changes import Account, Recorded, changes_between
from si_plan.editing.edits import Edit, apply_edits, place_of
from si_plan.editing.promising import new_id, sort_fields
from si_plan.editing.recording import append_to, new_file, new_warnings, require_sound
from si_plan.editing.rendering import Value, fields_of, read_back, value_to_write
from si_plan.editing.scalars import Bare
from si_plan.importing.again.comparing import Comparison, Fields
from si_plan.importing.again.redating import DATED
from si_plan.importing.drafting.plan_texts import file_name
from si_plan.loading import SoundPlan
from si_plan.model.ids import outer_of
from si_plan.model.promise import ROLES, Action, Duty, Priority, Stage
from si_plan.model.reference import PlanDetails
from si_plan.sources import Source

OF_EDITIONS: Final = 2
"""The format of a plan's files that have editions."""
_INNER: Final = ("milestones", "stages", "duties")
_LIST_OF: Final = {Stage: "stages", Duty: "duties"}


class Adopted(NamedTuple):
    """An edition as edits: what they change, and the plan's id of each record of the draft that is in the plan."""

    recorded: Recorded
    sources: tuple[Source, ...]
    """Every file of the plan with the edition in it."""
    ids: Mapping[str, str]


def adopt(sound: SoundPlan, comparison: Comparison, past: Collection[str]) -> Adopted:
    """The edits that adopt what a comparison found. `past` are ids that were ever used, which no record gets again.
    Raises EditRefusedError, and UnsoundError where the plan would have an error."""
    if comparison.coming is None:
        return Adopted(Recorded((), ()), tuple(sound.sources), dict(comparison.recognised.same))
    edition = _Edition(sound, comparison, past)
    files = {source.path: source for source in sound.sources} | edition.files()
    after = [source for path, source in files.items() if source not in sound.sources]
    now = require_sound(sound, after)
    account = Account("plan", "plan.yaml", f"the edition of {comparison.coming.edition.id}")
    recorded = Recorded((account,), changes_between(sound.sources, after), new_warnings(sound, now))
    return Adopted(recorded, tuple(files[path] for path in sorted(files)), edition.ids)


class _Edition:
    """Makes the edits of an edition."""

    def __init__(self, sound: SoundPlan, comparison: Comparison, past: Collection[str]) -> None:
        assert comparison.coming is not None
        self._sound = sound
        self._comparison = comparison
        self._coming = comparison.coming
        self._draft = comparison.printed.plan
        self._used = set(past)
        self.ids = dict(comparison.recognised.same)
        self._edits: defaultdict[str, list[Edit]] = defaultdict(list)
        self._lists: defaultdict[tuple[str, str], list[dict[str, Value]]] = defaultdict(list)
        """New records by the record and the list that take them."""
        self._new_files: dict[str, Source] = {}
        self._codes: dict[str, None] = {}
        self._areas: dict[str, str] = {}

    def files(self) -> dict[str, Source]:
        """Every file that changes, by path."""
        for name, fields in self._comparison.fields.items():
            self._restate(name, fields)
        for name in self._dropped():
            self._edit(name, [("until", self._coming.edition.id)])
        self._add_all()
        for (name, field), records in self._lists.items():
            self._append(name, field, records)
        self._list_edition()
        sources = {source.path: source for source in self._sound.sources}
        found = {path: apply_edits(sources[path], edits) for path, edits in self._edits.items()}
        return found | self._new_files | self._references()

    def _restate(self, name: str, fields: Fields) -> None:
        """Set fields of a record, and keep in `earlier` what the edition before said."""
        record: Any = self._comparison.plan.by_id[name]
        own = {field: value for field, value in fields.items() if field in type(record).model_fields}
        self._codes |= dict.fromkeys(code for field in own if field in ROLES for code in own[field] or ())
        if "areas" in own:
            own["areas"] = tuple(map(self._area, own["areas"]))
        changed = {field: value for field, value in own.items() if not _is_same(getattr(record, field), value)}
        if not changed:
            return
        self._edit(name, changed.items())
        entry = self._earlier(record, changed)
        if entry is not None:
            self._lists[name, "earlier"].append(entry)

    def _earlier(self, record: Any, changed: Fields) -> dict[str, Value] | None:
        """What the edition before said of a record that says something else now."""
        field = type(record).model_fields.get("earlier")
        if field is None:
            return None
        said: Fields = {}
        text = "title" if isinstance(record, Action) else "text"
        if text in changed:
            said["text"] = getattr(record, text)
        if "ref" in changed:
            said["ref"] = record.ref or record.id
        if any(name in changed for name in DATED):
            dates = {name: getattr(record, name, None) or None for name in DATED}
            given = {name: value for name, value in dates.items() if value is not None}
            said |= given or {"undated": True}
        if not said:
            return None
        order = ("text", "ref", "undated", *DATED)
        entry: dict[str, Value] = {"edition": self._coming.previous.id}
        return entry | {name: value_to_write(said[name]) for name in order if name in said}

    def _edit(self, name: str, fields: Iterable[tuple[str, Any]]) -> None:
        """Set fields of a record in its file; what has no value is taken out."""
        record: Any = (self._sound.plan.whole or self._sound.plan).by_id[name]
        source, path = place_of(self._sound, name)
        model = type(record).model_fields
        for field, value in fields:
            if value in (None, (), {}) and not model[field].is_required():
                if field in record.model_fields_set:
                    self._edits[source.path].append(Edit("remove", (*path, field)))
            else:
                written = value_to_write(value if value is not None else ())
                self._edits[source.path].append(Edit("set", (*path, field), written, list(model)))

    def _append(self, name: str, field: str, records: list[dict[str, Value]]) -> None:
        """Add records at the end of a list of a record, which may have none yet."""
        record: Any = self._sound.plan.by_id[name]
        source, path = place_of(self._sound, name)
        edits = self._edits[source.path]
        if getattr(record, field):
            edits += [Edit("append", (*path, field), one) for one in records]
        else:
            edits.append(Edit("set", (*path, field), records, list(type(record).model_fields)))

    def _dropped(self) -> list[str]:
        """The records that say that the edition drops them. What stands in one of them need not; one stays that has
        something in it that the document still has."""
        kept = set(self._comparison.recognised.same.values())
        found = []
        for name in dict.fromkeys(self._comparison.gone):
            record: Any = self._comparison.plan.by_id[name]
            inner = record.actions if isinstance(record, Priority) else ()
            if not any(action.id in kept for action in inner):
                found.append(name)
        dropped = set(found)
        return [name for name in found if outer_of(name) not in dropped]

    def _add_all(self) -> None:
        """Give every new record its id and its place."""
        added = set(self._comparison.recognised.added)
        for priority in self._draft.priorities:
            if priority.id in added:
                self._add_priority(priority, added)
                continue
            for action in priority.actions:
                if action.id in added and priority.id in self.ids:
                    outer = self.ids[priority.id]
                    self._lists[outer, "actions"].append(self._new(action, outer, since=True))
                for milestone in action.milestones:
                    if milestone.id in added and action.id in self.ids:
                        outer = self.ids[action.id]
                        self._lists[outer, "milestones"].append(self._new(milestone, outer, since=True))
        for outer, part in self._comparison.parts:
            self._lists[outer, _LIST_OF[type(part)]].append(self._new(part, outer, since=True))

    def _add_priority(self, priority: Priority, added: Collection[str]) -> None:
        fields = self._new(priority, "", since=True)
        own = str(fields["id"])
        actions = [self._new(action, own) for action in priority.actions if action.id in added]
        if actions:
            fields["actions"] = actions
        path = f"priorities/{file_name(priority.model_copy(update={'id': own}))}"
        self._new_files[path] = new_file(self._sound, path, sort_fields("priority", fields))

    def _new(self, record: Any, outer: str, *, since: bool = False) -> dict[str, Value]:
        """A new record as it is written: under the next id that was never used, with the plan's roles and areas."""
        kind = type(record).__name__.lower()
        whole = self._sound.plan
        identity = new_id(whole, kind, outer, self._used)
        self._used.add(identity)
        self.ids[record.id] = identity
        fields = fields_of(record)
        fields["id"] = identity
        for field in ROLES:
            if getattr(record, field, ()):
                codes = list(dict.fromkeys(map(self._comparison.differing.code_of, getattr(record, field))))
                self._codes |= dict.fromkeys(codes)
                fields[field] = codes
        if getattr(record, "areas", ()):
            fields["areas"] = [self._area(self._comparison.differing.area_of(name)) for name in record.areas]
        printed = self._comparison.printed.number(record) if isinstance(record, (Action, Priority)) else ""
        fields.pop("ref", None)
        if printed and printed != identity.casefold():
            fields["ref"] = record.ref or record.id
        fields.pop("actions", None)
        for inner in _INNER:
            own = [one for one in getattr(record, inner, ()) if one.id not in self._comparison.recognised.same]
            fields.pop(inner, None)
            if own:
                fields[inner] = [self._new(one, identity) for one in own]
        if since:
            fields["since"] = self._coming.edition.id
        return sort_fields(kind, fields)

    def _area(self, name: str) -> str:
        """The id of an area that the document names; a new one where the plan has none like it."""
        if name in self._sound.plan.by_id:
            return name
        if name not in self._areas:
            self._areas[name] = new_id(self._sound.plan, "area", "", self._used)
            self._used.add(self._areas[name])
        return self._areas[name]

    def _references(self) -> dict[str, Source]:
        """The files of roles and areas, with those that the document brings."""
        roles = {role.code: role for role in self._draft.roles}
        new = [roles[code] for code in self._codes if self._sound.plan.role_code(code) is None and code in roles]
        found = {}
        if new:
            found["roles.yaml"] = append_to(self._sound, "roles.yaml", [fields_of(role) for role in new])
        areas = {area.id: area for area in self._draft.areas}
        brought = [
            sort_fields("area", {**fields_of(areas[name]), "id": own, "since": self._coming.edition.id})
            for name, own in self._areas.items()
            if name in areas
        ]
        if brought:
            found["areas.yaml"] = append_to(self._sound, "areas.yaml", brought)
        return found

    def _list_edition(self) -> None:
        """Add the edition to plan.yaml, and the first above it where that lists none."""
        source, path = place_of(self._sound, "plan")
        order = [field.alias or name for name, field in PlanDetails.model_fields.items()]
        listed: list[Value] = [fields_of(one) for one in (*self._coming.first, self._coming.edition)]
        edits = self._edits[source.path]
        if self._sound.plan.details.format < OF_EDITIONS:
            edits.append(Edit("set", (*path, "format"), Bare(str(OF_EDITIONS))))
        if self._sound.plan.details.editions:
            edits.append(Edit("append", (*path, "editions"), listed[-1]))
        else:
            edits.append(Edit("set", (*path, "editions"), listed, order))


def _is_same(before: Any, after: Any) -> bool:
    nothing: tuple[Any, ...] = (None, (), {})
    if before in nothing or after in nothing:
        return before in nothing and after in nothing
    return bool(before == after) or read_back(value_to_write(before)) == read_back(value_to_write(after))
