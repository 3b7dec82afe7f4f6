"""Recording what happened: entries for the plan's logs and readings of its measures, all of them or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from si_plan import checks
from si_plan.dates.calendar import USUAL
from si_plan.dates.names import period_named
from si_plan.diagnostics import Diagnostic
from si_plan.documents import words
from si_plan.editing.changes import Account, Recorded, changes_between
from si_plan.editing.edits import Edit, apply_edits, require_both_readers_agree
from si_plan.editing.rendering import Value, fields_of, list_lines, read_back, record_lines
from si_plan.editing.telling import Telling
from si_plan.errors import UsageError
from si_plan.loading import Loaded, SoundPlan, load
from si_plan.model.files import kind_of, log_path
from si_plan.model.ids import OF_ROLES, log_owner_of
from si_plan.model.plan import Plan
from si_plan.model.progress import Entry, TargetReading, Voided
from si_plan.model.reference import Role
from si_plan.model.voids import entries_of, void_for
from si_plan.sources import Source

if TYPE_CHECKING:  # few plans have a log of roles
    from si_plan.model.role_log import RoleVoided


class UnsoundError(UsageError):
    """The change would give the plan an error. Nothing was changed."""


def log_of(at: str) -> str:
    """The path of the log that takes an entry about a record: its action's, or its priority's."""
    return log_path(log_owner_of(at))


def record_entries(sound: SoundPlan, entries: Iterable[Entry]) -> Recorded:
    """Append entries, in their order, to the logs of the records that they are about (`at`). Makes logs that are
    missing.

    What may be recorded is for `rules.Rules` to say, before. It writes nothing: give the changes to
    `writing.replace_all`, or let `changes.edit_plan` call this under the lock. Each changed file is read again by two
    readers, and the plan as it would be is checked. Raises EditRefusedError where one entry cannot be appended safely,
    UnsoundError where the plan would have an error; then none is recorded.
    """
    by_path: dict[str, list[Entry]] = {}
    for entry in entries:
        by_path.setdefault(log_of(entry.at), []).append(entry)
    after = {path: append_to(sound, path, [fields_of(entry) for entry in of_log]) for path, of_log in by_path.items()}
    now = require_sound(sound, after.values()).plan
    assert now is not None
    telling = Telling(sound.plan, now)
    accounts = tuple(
        Account(entry.at, after[path].shown, describe(entry), *telling.of(entry), now.refs.to_type(entry.at))
        for path, of_log in by_path.items()
        for entry in of_log
    )
    return Recorded(accounts, changes_between(sound.sources, after.values()))


def append_to(sound: SoundPlan, path: str, records: Sequence[Value]) -> Source:
    """The plan's file of a list, at this path, with records at its end; a new one if there is none. Raises
    EditRefusedError."""
    there = next((source for source in sound.sources if source.path == path), None)
    if there is not None:
        return apply_edits(there, [Edit("append", (), value) for value in records])
    return new_file(sound, path, records)


def new_file(sound: SoundPlan, path: str, content: Value) -> Source:
    """A new file of the plan, a record or a list of records, below the line that names its schema. Raises
    EditRefusedError."""
    schema = f"# yaml-language-server: $schema={'../' * path.count('/')}../schemas/{kind_of(path).name}.schema.json"
    shown = path if sound.shown in ("", ".") else f"{sound.shown.rstrip('/')}/{path}"
    lines = record_lines(content, "") if isinstance(content, Mapping) else list_lines(content, "")
    result = Source(path, shown, "\n".join([schema, *lines, ""]))
    require_both_readers_agree(result, read_back(content))
    return result


def require_sound(sound: SoundPlan, after: Iterable[Source]) -> Loaded:
    """Load the plan with these files in place of its own, before anything is written. Raises UnsoundError where it
    would have an error."""
    files = {source.path: source for source in (*sound.sources, *after)}
    loaded = load([files[path] for path in sorted(files)], sound.shown)
    errors = checks.errors(loaded)
    if errors or loaded.plan is None:
        why = f": {errors[0].message}" if errors else ""
        raise UnsoundError(f"with this the plan would have an error{why}", errors[0].hint if errors else "")
    return loaded


def new_warnings(sound: SoundPlan, now: Loaded) -> tuple[Diagnostic, ...]:
    """What siplan finds in the plan as it would be, did not find before, and no source note answers."""
    known = {(finding.code, finding.at) for finding in checks.findings_to_show(sound.loaded)}
    found = checks.findings_to_show(now)
    return tuple(one for one in found if (one.code, one.at) not in known and not one.answered_by)


def describe(entry: Entry) -> str:
    """An entry in a few words: `2.2.D1 for 2016-17/HT1: complete, as of 2016-11-01, reported by HSI`."""
    parts = [f"{_wrong(entry.voids)} taken back"] if entry.voids else []
    what = ", ".join([*parts, *_changes(entry)]) or ("a note" if entry.note else "evidence")
    period = f" for {entry.period}" if entry.period else ""
    by = f", reported by {entry.by}" if entry.by else ""
    return f"{entry.at}{period}: {what}, as of {entry.on.isoformat()}{by}"


def _changes(entry: Entry | Voided) -> list[str]:
    """What an entry changes, in a few words each."""
    parts = [
        (entry.status or "").replace("_", " "),
        f"rated {entry.rating}" if entry.rating else "",
        f"due {entry.due}" if entry.due else "",
        *words.by_whom(entry.leads, entry.accountable, entry.support),
    ]
    return [part for part in parts if part]


def _wrong(voids: Voided | int) -> str:
    """Which entry was wrong, in a few words: `the entry of 2016-11-20 (due 2017-03)`."""
    if isinstance(voids, int):
        return f"entry {voids}"
    parts = _changes(voids)
    return f"the entry of {voids.on.isoformat()}" + (f" ({', '.join(parts)})" if parts else "")


def correction(plan: Plan, at: str, place: int | None) -> Voided | RoleVoided:
    """What a new entry's `voids` must say to take back the entry at `place` (from 1) of the log, or the last about the
    record that still counts. Raises UsageError where there is no such entry, where it is about another record, and
    where it is taken back already."""
    owner = OF_ROLES if isinstance(plan.by_id.get(at), Role) else log_owner_of(at)
    shows = f"siplan show {plan.refs.to_type(at)} --history shows"
    log, voided = entries_of(plan, owner), plan.resolved_voids(owner).voided
    if place is None:
        standing = (number for number in range(len(log), 0, -1) if log[number - 1].at == at and number not in voided)
        place = next((number for number in standing if log[number - 1].voids is None), None)
        if place is None:
            raise UsageError(f"nothing recorded of {plan.refs.both(at)} still counts", f"{shows} its entries")
    if not 1 <= place <= len(log):
        raise UsageError(f"the log of {owner} has no entry {place}", f"it has {len(log)}")
    about = log[place - 1].at
    if about != at:
        hint = f"siplan correct {plan.refs.to_type(about)} {place} takes that one back; {shows} them"
        raise UsageError(f"entry {place} of the log of {owner} is about {about}, not {at}", hint)
    if place in voided:
        hint = f"{shows} what still counts"
        raise UsageError(f"entry {place} is taken back already, by entry {voided[place]}", hint)
    return void_for(log, place)


_LOG: Final = "progress/measures.yaml"


def require_possible_reading(plan: Plan, reading: TargetReading, today: date) -> None:
    """Raise UsageError for a reading that cannot be true (a rank below the last, a result of days to come), and for one
    that is recorded already."""
    if (reading.rank is None) != (reading.of is None):
        raise UsageError("a rank says nothing without the number of those ranked", "give both --rank and --of")
    if reading.rank is not None and reading.of is not None and reading.rank > reading.of:
        raise UsageError(f"nothing ranks {reading.rank} among {reading.of}", "correct --rank or --of")
    period = period_named(reading.period, plan.details.calendar or USUAL)
    if reading.on is None and period is not None and period.last > today:
        raise UsageError(
            f"{reading.period} runs until {period.last}, and the reading would not count before",
            "give --on, the day on which it became known",
        )
    if reading in plan.readings:
        raise UsageError(f"this result of {reading.target} is recorded already", "siplan show M1.1 shows every result")


def record_reading(sound: SoundPlan, reading: TargetReading) -> Recorded:
    """Append a reading of a success measure's target, as `record_entries` appends entries."""
    after = append_to(sound, _LOG, [fields_of(reading)])
    require_sound(sound, [after])
    text = f"{reading.target} for {reading.period}: {fields_of(reading)['value']}"
    before = [one for one in sound.plan.readings if one.target == reading.target]
    told = f"{text} (before: {fields_of(before[-1])['value']} for {before[-1].period})" if before else text
    return Recorded((Account(reading.target, after.shown, text, told),), changes_between(sound.sources, [after]))
