"""What a difference says of an adoption: a sentence, and the one list that those who adopt it approve."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.changes.records import Change, Difference, Value
from si_plan.dates.recurrence import Recurrence
from si_plan.documents import words
from si_plan.documents.blocks import Column, Row, Table
from si_plan.documents.records import Json
from si_plan.model.ids import id_order
from si_plan.views.diff_sentences import changed_words, days_apart, value

_DONE: Final = {
    "dropped": "dropped",
    "deadline": "redated",
    "reworded": "reworded",
    "wording": "reworded",
    "added": "added",
    "renumbered": "renumbered",
}
"""What an adoption does to a record, by the kind of change, in the order of the list."""
_LONGEST: Final = 100
_HEADINGS: Final = tuple(dict.fromkeys(_DONE.values()))

Listed = dict[str, dict[str, list[Change]]]
"""The changes of the list: by what is done, then by record."""


def adoption_summary(found: Difference) -> list[str]:
    """This adopts the edition of 2017, dated 1 July 2017, adopted by CAB: 108 records are carried, 1 is dropped."""
    if found.adopted is None:
        return []
    edition = found.adopted.edition
    by = f", adopted by {edition.adopted_by}" if edition.adopted_by else ""
    numbers = [f"{len(records)} {done}" for done, records in _listed(found).items()]
    carried = f"{words.count(found.carried, 'record')} carried as before"
    return [
        f"This adopts the edition of {edition.id}, dated {words.day(edition.dated)}{by}: "
        f"{words.join([carried, *numbers])}."
    ]


def adoption_list(found: Difference) -> Iterator[Table]:
    """Every record that an adoption does something to, as one table; none for any other edit."""
    if found.adopted is None:
        return
    again = _added_again(found.changes)
    rows = [
        Row((done, record, _title(done, changes[0].title), _different(changes, again)))
        for done, records in _listed(found).items()
        for record, changes in records.items()
    ]
    columns = (Column("Change", "id"), Column("Record", "id"), Column("What it says"), Column("What is different"))
    title = f"The edition of {found.adopted.edition.id}, to approve as a whole"
    yield Table(columns, rows, title, caption=f"{words.count(found.carried, 'record')} carried as before")


def adoption_record(found: Difference) -> Json:
    """An adoption's figures, with the ids of the records of each kind; None for any other edit."""
    if found.adopted is None:
        return None
    edition = found.adopted.edition
    listed = _listed(found)
    return {
        "edition": edition.id,
        "dated": edition.dated.isoformat(),
        "title": edition.title,
        "adopted_by": edition.adopted_by,
        "previous": found.adopted.previous.id,
        "carried": found.carried,
        **{done: list(listed.get(done, ())) for done in _HEADINGS},
    }


def _listed(found: Difference) -> Listed:
    """The list, by what is done and then by id. The words of a record that is redated stand with its dates."""
    redated = {change.record for change in found.changes if change.edition and change.kind == "deadline"}
    of: Listed = {}
    for change in sorted(found.changes, key=lambda change: id_order(change.record)):
        if change.edition:
            dated = change.kind == "wording" and change.record in redated
            of.setdefault("redated" if dated else _DONE[change.kind], {}).setdefault(change.record, []).append(change)
    return {done: of[done] for done in _HEADINGS if done in of}


def _added_again(changes: list[Change]) -> dict[str, str]:
    """By the id of each dropped record whose words an added one has: the id of that one."""
    added = {change.title: change.record for change in changes if change.edition and change.kind == "added"}
    dropped = (change for change in changes if change.edition and change.kind == "dropped")
    return {change.record: added[change.title] for change in dropped if change.title in added}


def _title(done: str, title: str) -> str:
    """What a record says: in full where all of it is new, else as much as tells it from others."""
    return title if done == "added" else words.cut(title, _LONGEST)


def _different(changes: list[Change], again: dict[str, str]) -> str:
    """What an adoption does to a record. A reason that went with the date that it was for is not told."""
    dated = any(change.kind == "deadline" for change in changes)
    told = [one for one in changes if not (dated and one.field == "due_reason" and one.after is None)]
    ended = dict.fromkeys(f"{change.ended} already, and stays so" for change in changes if change.ended)
    return "; ".join([*(_said(change, again) for change in told), *ended])


def _promised(what: Value) -> list[str]:
    """What a record that came or went promises: promised for Dec 2017; half termly."""
    if what is None:
        return []
    return [value(what) if isinstance(what, Recurrence) else f"promised for {value(what)}"]


def _said(change: Change, again: dict[str, str]) -> str:
    before, after = value(change.before), value(change.after)
    if change.kind == "dropped":
        same = [f"in the same words as {again[change.record]}, which is added"] if change.record in again else []
        return "; ".join([*_promised(change.before), *same]) or "–"
    if change.kind == "added":
        return "; ".join(_promised(change.after)) or "–"
    if change.kind == "deadline":
        was = f"{before} (moved to {value(change.held)})" if change.held is not None else before
        said = f"{was} → {after}"
        said += f", {days_apart(change)}" if change.days else ""
        return said if change.field == "due" else f"{change.field}: {said}"
    if change.kind == "reworded":
        said = changed_words(change.words)
        return said if change.field in ("title", "text") else f"{change.field}: {said}"
    said = f"{before} → {after}"
    return f"{change.field.replace('_', ' ')}: {said}" if change.kind == "wording" else said
