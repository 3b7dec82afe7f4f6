"""Recording what happened: entries for the plan's logs, each log's next lines, all of them or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from si_plan import checks
from si_plan.editing.changes import Account, Recorded, changes_between
from si_plan.editing.edits import Edit, agree, edited
from si_plan.editing.rendering import as_read, fields_of, list_lines
from si_plan.errors import UsageError
from si_plan.loading import Loaded, SoundPlan, load
from si_plan.model.fields import Record
from si_plan.model.files import kind_of, log_path
from si_plan.model.ids import log_owner_of
from si_plan.model.progress import Entry, Voided
from si_plan.sources import Source


class UnsoundError(UsageError):
    """What was asked for would give the plan an error: nothing was changed."""


def log_of(at: str) -> str:
    """The path of the log that takes an entry about a record: its action's, or its priority's."""
    return log_path(log_owner_of(at))


def record_entries(sound: SoundPlan, entries: Iterable[Entry]) -> Recorded:
    """Append entries to the logs of the records that they are about (`at`), in their order, in new logs where there are
    none yet.

    What may be recorded is for `rules.Rules` to say, before. It writes nothing: give the changes to
    `writing.replace_all`, or let `changes.edit_plan` call this under the lock. Each changed file is read again by two
    readers, and the plan as it would be is checked. Raises EditRefusedError where one entry cannot be appended safely,
    UnsoundError where the plan would have an error; then none is recorded.
    """
    by_path: dict[str, list[Entry]] = {}
    for entry in entries:
        by_path.setdefault(log_of(entry.at), []).append(entry)
    after = {path: append_to(sound, path, of_log) for path, of_log in by_path.items()}
    see_that_it_stays_sound(sound, after.values())
    accounts = tuple(
        Account(entry.at, after[path].shown, describe(entry)) for path, of_log in by_path.items() for entry in of_log
    )
    return Recorded(accounts, changes_between(sound.sources, after.values()))


def append_to(sound: SoundPlan, path: str, records: Sequence[Record]) -> Source:
    """The file of the folder progress/ at this path with records at its end; a new one begins with the line that names
    its schema. Raises EditRefusedError."""
    values = [fields_of(record) for record in records]
    there = next((source for source in sound.sources if source.path == path), None)
    if there is not None:
        return edited(there, [Edit("append", (), value) for value in values])
    schema = f"# yaml-language-server: $schema=../../schemas/{kind_of(path).name}.schema.json"
    shown = path if sound.shown in ("", ".") else f"{sound.shown.rstrip('/')}/{path}"
    result = Source(path, shown, "\n".join([schema, *list_lines(values, ""), ""]))
    agree(result, [as_read(value) for value in values])
    return result


def see_that_it_stays_sound(sound: SoundPlan, after: Iterable[Source]) -> Loaded:
    """See that the plan with these files in place of its own has no errors, before anything is written; give what is
    then read of it. Raises UnsoundError."""
    files = {source.path: source for source in (*sound.sources, *after)}
    loaded = load([files[path] for path in sorted(files)], sound.shown)
    errors = checks.errors(loaded)
    if errors or loaded.plan is None:
        why = f": {errors[0].message}" if errors else ""
        raise UnsoundError(f"with this the plan would have an error{why}", errors[0].hint if errors else "")
    return loaded


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
        f"led by {' / '.join(entry.leads)}" if entry.leads else "",
    ]
    return [part for part in parts if part]


def _wrong(voids: Voided | int) -> str:
    """Which entry was wrong, in a few words: `the entry of 2016-11-20 (due 2017-03)`."""
    if isinstance(voids, int):
        return f"entry {voids}"
    parts = _changes(voids)
    return f"the entry of {voids.on.isoformat()}" + (f" ({', '.join(parts)})" if parts else "")
