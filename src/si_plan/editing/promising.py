"""Changing what was promised: fields of a record of the priorities, roles and measures, and new records there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from si_plan.documents.words import a, cut
from si_plan.editing.changes import Account, Recorded, changes_between
from si_plan.editing.edits import Edit, apply_edits, place_of
from si_plan.editing.events import clock_in_words, deadlines_moved, with_format
from si_plan.editing.recording import append_to, new_file, new_warnings, require_sound
from si_plan.editing.rendering import Value, fields_of, read_back
from si_plan.editing.telling import short_text
from si_plan.errors import UsageError
from si_plan.loading import SoundPlan
from si_plan.model.events import Event
from si_plan.model.fields import Record
from si_plan.model.plan import Plan
from si_plan.model.promise import Action, Duty, Milestone, Priority, Stage
from si_plan.model.reference import Area, Inspection, Measure, Role, Target
from si_plan.sources import Source


class Addition(NamedTuple):
    """A kind of record that can be added: its model, the records that it stands in (None: a file), the list or file
    that takes it, how its id goes on from that of what it stands in, and whether whoever adds it names it."""

    record: type[Record]
    within: type[Priority | Action | Measure] | None
    list: str
    letter: str = ""
    named: bool = False


_PRIORITIES: Final = "priorities/"
_PLAN: Final = "plan"
"""How places name the record of plan.yaml."""
ADDITIONS: Final[dict[str, Addition]] = {
    "priority": Addition(Priority, None, _PRIORITIES),
    "action": Addition(Action, Priority, "actions"),
    "milestone": Addition(Milestone, Action, "milestones"),
    "stage": Addition(Stage, Action, "stages", "S"),
    "duty": Addition(Duty, Action, "duties", "D"),
    "area": Addition(Area, None, "areas.yaml", "A"),
    "inspection": Addition(Inspection, None, "inspections", named=True),
    "event": Addition(Event, None, "events", named=True),
    "role": Addition(Role, None, "roles.yaml", named=True),
    "measure": Addition(Measure, None, "measures.yaml", "M"),
    "target": Addition(Target, Measure, "targets"),
}
"""What `siplan add` adds, by its kind."""


def kind_of_record(record: Record) -> str:
    """What a record is called: `milestone`."""
    return type(record).__name__.lower()


def listed_in_plan(plan: Plan) -> dict[str, Record]:
    """The records of plan.yaml that have a name, by that: inspections and events."""
    named: Iterable[Inspection | Event] = (*plan.details.inspections, *plan.details.events)
    return {one.id: one for one in named}


def record_to_edit(plan: Plan, identity: str) -> Record:
    """The record of this id or code, which the plan has."""
    return plan.by_id.get(identity) or listed_in_plan(plan)[identity]


def edit_record(sound: SoundPlan, identity: str, values: Mapping[str, Value], clear: Iterable[str]) -> Recorded:
    """Set fields of a record, and take out those of `clear`. Raises EditRefusedError; UsageError where nothing would
    change, or the plan would have an error."""
    record = record_to_edit(sound.plan, identity)
    source, path = place_of(sound, identity)
    order = list(type(record).model_fields)
    former = fields_of(record)
    changed = {name: value for name, value in values.items() if read_back(value) != read_back(former.get(name, ""))}
    gone = [name for name in clear if name in former]
    if not changed and not gone:
        raise UsageError(f"{sound.plan.refs.both(identity)} says that already", "nothing is left to change")
    edits = [Edit("remove", (*path, name)) for name in gone]
    edits += [Edit("set", (*path, name), value, order) for name, value in changed.items()]
    after = apply_edits(source, edits)
    said = [
        *(_describe(name, former.get(name), value) for name, value in changed.items()),
        *(f"no {name}" for name in gone),
    ]
    told = [
        *(_now_instead(name, former.get(name), value) for name, value in changed.items()),
        *(f"{name} {_shorten(former[name])} → nothing" for name in gone),
    ]
    texts = (getattr(record, name, "") for name in ("title", "text", "what", "id"))
    text = short_text(str(next(filter(None, texts), identity)))
    named = sound.plan.refs.both(identity)
    account = Account(identity, source.shown, f"{identity}: {', '.join(said)}", f"{named} {text}: {'; '.join(told)}")
    return _check_change(sound, [after, *with_format(sound, changed)], account)


def _check_change(sound: SoundPlan, after: list[Source], account: Account) -> Recorded:
    """The change of some files, with the warnings that it brings. Raises UnsoundError where the plan would have an
    error."""
    now = require_sound(sound, after)
    moved = deadlines_moved(sound.plan, now.plan) if now.plan is not None else ""
    if moved:
        account = account._replace(told=f"{account.told or account.text}; {moved}")
    return Recorded((account,), changes_between(sound.sources, after), new_warnings(sound, now))


def _now_instead(name: str, former: Value | None, value: Value) -> str:
    """`due 2016-12 → 2017-01`."""
    new = _shorten(value)
    return f"{name} {new}" if former is None else f"{name} {_shorten(former)} → {new}"


def _describe(name: str, former: Value | None, value: Value) -> str:
    new = _shorten(value)
    return f"{name} {new}" if former is None else f"{name} {new} (was {_shorten(former)})"


def _shorten(value: Value) -> str:
    if isinstance(value, str):
        return cut(value, 60)
    if isinstance(value, Mapping):
        return clock_in_words(value) or " ".join(f"{name} {_shorten(part)}" for name, part in value.items())
    return ", ".join(_shorten(part) for part in value) or "nothing"


def add_record(sound: SoundPlan, kind: str, within: str, fields: Mapping[str, Value]) -> Recorded:
    """Add a record at the end of the list that takes its kind. Raises EditRefusedError; UsageError where the plan would
    have an error."""
    addition = ADDITIONS[kind]
    name = str(fields.get("id", fields.get("code")))
    named = f"{name} ({ref})" if (ref := fields.get("ref", name)) != name else name
    where = ""
    if addition.list == _PRIORITIES:
        after = new_file(sound, _priority_path(sound, name, fields), fields)
    elif addition.list.endswith(".yaml"):
        after = append_to(sound, addition.list, [fields])
    elif addition.within is None:
        after = _add_in(sound, _PLAN, sound.plan.details, addition.list, fields)
    else:
        after = _add_in(sound, within, sound.plan.by_id[within], addition.list, fields)
        where = f" to {sound.plan.refs.both(within)}"
    account = Account(name, after.shown, f"{kind} {named}{where}")
    return _check_change(sound, [after, *with_format(sound, fields)], account)


def _add_in(sound: SoundPlan, name: str, record: Record, field: str, fields: Mapping[str, Value]) -> Source:
    """The file of a record, with one more at the end of a list of its."""
    source, path = place_of(sound, name)
    if getattr(record, field):
        return apply_edits(source, [Edit("append", (*path, field), fields)])
    return apply_edits(source, [Edit("set", (*path, field), [fields], list(type(record).model_fields))])


_MOST_IN_A_NAME: Final = 30


def _priority_path(sound: SoundPlan, number: str, fields: Mapping[str, Value]) -> str:
    """The path of a new priority's file: its number, and the beginning of its label or title in plain letters."""
    words = re.findall(r"[a-z0-9]+", str(fields.get("label", fields.get("title", ""))).casefold().replace("'", ""))
    short = number
    for word in words:
        if len(short) + len(word) >= _MOST_IN_A_NAME:
            break
        short += f"-{word}"
    there = {source.path.casefold() for source in sound.sources}
    return next(path for name in (short, number, f"{number}-new") if (path := f"{_PRIORITIES}{name}.yaml") not in there)


def id_pattern(kind: str, within: str) -> str:
    """A pattern that finds ids of this kind in a text; its one group is the number."""
    addition = ADDITIONS[kind]
    start = re.escape(f"{within}." if addition.within is not None else "") + addition.letter
    return rf"(?<![\w.]){start}([1-9][0-9]{{0,3}})(?!\w)"


def ids_ever_used(folder: Path) -> Collection[str]:
    """The ids and codes in every version that git has of the plan in this folder, on any branch; none where the folder
    is not in a repository. Raises SiplanError where git cannot say."""
    from si_plan.loading.former import ids_used
    from si_plan.sources.history import former_files
    from si_plan.sources.repository import Repository, work_tree

    root = work_tree(folder)
    if root is None:
        return ()
    repository = Repository(root)
    return ids_used(former_files(repository, repository.path_of(folder), repository.commits_of_all_refs()))


def new_id(plan: Plan, kind: str, within: str, past: Collection[str]) -> str:
    """The id of a new record: the next that was never used, in the plan or in `past`. A role's is the code in `within`,
    that of an inspection or an event the short name. Raises UsageError for one that is another's, and for a code that
    was."""
    if kind in ("inspection", "event"):
        there = listed_in_plan(plan).get(within)
        if there is not None:
            raise UsageError(f"the plan has {a(kind_of_record(there))} {within} already", "give another short name")
        return within
    if kind == "priority":
        numbers = [one for one in (*(one.id for one in plan.priorities), *past) if re.fullmatch("[1-9][0-9]{0,3}", one)]
        return str(max(map(int, numbers), default=0) + 1)
    if kind != "role":
        return _next_id(plan, kind, within, past)
    if plan.role_code(within) is not None:
        raise UsageError(f"{within} is a name of the role {plan.role_code(within)}", "take a code that is free")
    if within in past:
        raise UsageError(f"{within} was the code of a role that is gone", "old logs mean that role: take another code")
    return within


def _next_id(plan: Plan, kind: str, within: str, past: Collection[str]) -> str:
    """The id after the last that was ever used: in the plan, its logs and notes, and in `past`. A number that has
    become free is not used again: old papers mean something else by it."""
    addition = ADDITIONS[kind]
    texts = [*plan.by_id, *(entry.at for log in plan.logs.values() for entry in log), *past]
    texts += [reading.target for reading in plan.readings]
    texts += [text for note in plan.notes for text in (note.at, note.document, note.recorded, note.why)]
    pattern = re.compile(id_pattern(kind, within))
    last = max((int(found[1]) for text in texts for found in pattern.finditer(text)), default=0)
    return f"{within + '.' if addition.within is not None else ''}{addition.letter}{last + 1}"


def fields_for(kind: str) -> tuple[type[Record], ...]:
    """The models whose fields a new record of this kind takes: a measure comes with its first target."""
    return (Measure, Target) if kind == "measure" else (ADDITIONS[kind].record,)


def with_first_target(identity: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a new measure: its own, and those of its first target in `targets`."""
    own = {name: value for name, value in fields.items() if name in Measure.model_fields}
    target = {"id": f"{identity}.1", **{name: value for name, value in fields.items() if name not in own}}
    return {**own, "targets": [_sort_by_model(Target, target)]}


def sort_fields(kind: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """A new record's fields in the schema's order."""
    return _sort_by_model(ADDITIONS[kind].record, fields)


def _sort_by_model(model: type[Record], fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: fields[name] for name in model.model_fields if name in fields}
