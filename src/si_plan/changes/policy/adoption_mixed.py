"""An adoption that does more than adopt, or does not keep what the edition before said.

An adoption changes many records at once, so nothing else may hide in it: no log, result, event, change rule, waiver,
audience or earlier edition changes with it. What it adds says so (`since`), what it drops stays as it was with `until`,
and what it restates keeps its id and, in `earlier`, the words and the number that the edition before gave it. (For
dates, see deadline-rewritten.) Nobody can turn this off or waive it.

To fix it: move the other changes to an edit of their own, and keep in `earlier` what the edition before said.

Fails:

    # base/plan.yaml
    format: 2
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    editions:
      - {id: "2015", dated: 2016-06-03}
    policy:
      adoption: {edition: "2016", by: HT, from: 2016-07-15, expires: 2016-08-31}

    # head/plan.yaml
    format: 2
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    editions:
      - {id: "2015", dated: 2016-06-03}
      - {id: "2016", dated: 2016-08-01, adopted_by: HT}
    policy:
      adoption: {edition: "2016", by: HT, from: 2016-07-15, expires: 2016-08-31}

    # head/progress/1.1.yaml
    - {on: 2016-07-01, at: "1.1.1", status: in_progress}

Passes:

    # base/plan.yaml
    format: 2
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    editions:
      - {id: "2015", dated: 2016-06-03}
    policy:
      adoption: {edition: "2016", by: HT, from: 2016-07-15, expires: 2016-08-31}

    # head/plan.yaml
    format: 2
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    editions:
      - {id: "2015", dated: 2016-06-03}
      - {id: "2016", dated: 2016-08-01, adopted_by: HT}
    policy:
      adoption: {edition: "2016", by: HT, from: 2016-07-15, expires: 2016-08-31}

    # head/priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    measures: [M1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [By Sept 2016]
        milestones:
          - id: "1.1.1"
            text: Tutors trained and at work
            due: 2016-09
            earlier:
              - {edition: "2015", text: Tutors trained}
          - id: "1.1.2"
            text: Tutors meet each term
            due: 2016-12
            due_reason: They begin in September.
            since: "2016"
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from si_plan.changes.adoption import MARKS, Adopted, Marked, editions_before, marked
from si_plan.changes.difference import Pair
from si_plan.changes.matching import text_of
from si_plan.changes.promise import DATES, NOT_FIELDS
from si_plan.diagnostics import Finding, quote
from si_plan.model.ids import entry_name, outer_of
from si_plan.model.promise import Priority

CODE: Final = "adoption-mixed"
_APART: Final = "make this change in an edit of its own, before or after the adoption"


def check(pair: Pair) -> Iterator[Finding]:
    if pair.adopted is None or "plan.yaml" in pair.head.left_out:
        return
    yield from _settings(pair)
    yield from _logs(pair)
    records = list(marked(pair.base, pair.head, pair.matching))
    added = {record.head.id for record in records if record.base is None}
    for record in records:
        if record.base is not None:
            yield from _changed(record, pair.adopted)
            if record.base.id not in pair.kept.base.by_id:
                yield from _dropped_before(record)
        else:
            yield from _added(record.head, pair.adopted.edition.id, inside=outer_of(record.head.id) in added)
    yield from _words(pair, pair.adopted.previous.id)


def _settings(pair: Pair) -> Iterator[Finding]:
    base, head = pair.base.details, pair.head.details
    before = editions_before(base, head)
    if before != head.editions[: len(before)]:
        yield Finding(CODE, "plan", "editions", "the adoption changes an earlier edition", _APART)
    if base.policy != head.policy:
        yield Finding(CODE, "plan", "policy", "the adoption changes the change rules", _APART)
    if base.audiences != head.audiences:
        yield Finding(CODE, "plan", "audiences", "the adoption changes what an audience sees", _APART)
    now = {event.id: event for event in head.events}
    for event in base.events:
        if now.get(event.id) != event:
            yield Finding(CODE, event.id, "", f"the adoption changes the event {event.id}", _APART)


def _logs(pair: Pair) -> Iterator[Finding]:
    for edit in pair.every_log:
        first = next(iter(edit.new), 0) or next((place for place, _ in edit.changed), 0) or 1
        message = f"the adoption changes the log of {edit.owner}"
        yield Finding(CODE, entry_name(edit.owner, first), "", message, _APART)
    if pair.base.readings != pair.head.readings:
        place = min(len(pair.head.readings), len(pair.base.readings)) or 1
        yield Finding(CODE, entry_name("measures", place), "", "the adoption changes the results of targets", _APART)


def _added(head: Any, edition: str, *, inside: bool) -> Iterator[Finding]:
    """Findings about the marks of a record that an adoption adds. One inside another need not say so itself."""
    if head.since != edition and not (inside and head.since is None):
        yield _mark(head, "since", f"{head.id} is new in the edition of {edition}", f'write `since: "{edition}"`')
    for field in ("until", "earlier"):
        if getattr(head, field, None):
            message = f"{head.id} is new, so no edition {'dropped' if field == 'until' else 'restated'} it"
            yield _mark(head, field, message, f"take its `{field}` out")


def _changed(record: Marked, adopted: Adopted) -> Iterator[Finding]:
    """Findings about the marks of a record that an adoption changes."""
    head, edition = record.head, adopted.edition.id
    if record.differs("since"):
        message = f"{head.id} was in the plan before, and `since` now says otherwise"
        yield _mark(head, "since", message, "leave `since` as it was")
    if record.differs("until") and record.mark("until"):
        message = f"an earlier edition dropped {head.id}, and `until` no longer says so"
        yield _mark(head, "until", message, "leave `until` as it was; what comes back is a new record")
    elif record.differs("until") and head.until != edition:
        message = f"`until` of {head.id} names another edition than the one that is adopted"
        yield _mark(head, "until", message, f'write `until: "{edition}"`, or leave it as it was')
    yield from _entries(record, adopted)


def _entries(record: Marked, adopted: Adopted) -> Iterator[Finding]:
    """Findings about what a record says of earlier editions."""
    head, before = record.head, record.mark("earlier") or ()
    now = getattr(head, "earlier", ())
    new = now[len(before) :]
    if now[: len(before)] != before:
        message = f"what {head.id} says of earlier editions was changed"
        yield _mark(head, "earlier", message, "put it back as it was, and new entries below it")
    elif [entry.edition for entry in new] not in ([], [adopted.previous.id]):
        message = f"{head.id} may only gain what the edition of {adopted.previous.id} said of it"
        yield _mark(head, "earlier", message, f'leave one new entry, with `edition: "{adopted.previous.id}"`')
    elif new and head.until is not None:
        message = f"{head.id} is dropped, so no edition restates it"
        yield _mark(head, "earlier", message, "take the new entry out, and leave the record as it was")


def _dropped_before(record: Marked) -> Iterator[Finding]:
    """A finding about a record that an earlier edition dropped, if it says something else now. Its dates and its marks
    have findings of their own."""
    for field in type(record.base).model_fields:
        if field not in _OTHERWISE and getattr(record.base, field) != getattr(record.head, field, None):
            message = f"an earlier edition dropped {record.head.id}, so what it says stays as it was"
            yield _mark(record.head, field, message, f"put its `{field}` back as it was")
            return


_OTHERWISE: Final = frozenset({*NOT_FIELDS, *DATES, *MARKS})


def _words(pair: Pair, previous: str) -> Iterator[Finding]:
    """Findings about words and numbers that `earlier` does not keep."""
    for old, now in pair.kept.matching.both:
        if isinstance(old, Priority):
            continue
        for field, was, kept in _kept(pair, old, now):
            if was != kept:
                hint = f'write `{field}` as it was in its `earlier`, in the entry with `edition: "{previous}"`'
                said = f"{old.id} {_NAMES[field]} {quote(was)}"
                message = f"the edition of {previous} gave {said}, and `earlier` does not keep that"
                yield _mark(now, field, message, hint)


_NAMES: Final = {"text": "the words", "ref": "the number", "due_reason": "the reason"}


def _kept(pair: Pair, old: Any, now: Any) -> Iterator[tuple[str, str, str]]:
    """What the edition before said of a record, and what is kept of that, by the field of `earlier`."""
    yield "text", text_of(old), text_of(now)
    yield "ref", getattr(old, "ref", None) or old.id, getattr(now, "ref", None) or now.id
    restates = getattr(pair.head.by_id.get(now.id), "earlier", ()) != now.earlier
    if restates and old.due_reason:
        yield "due_reason", old.due_reason, now.due_reason or ""


def _mark(record: Any, field: str, message: str, hint: str) -> Finding:
    return Finding(CODE, record.id, field, message, hint)
