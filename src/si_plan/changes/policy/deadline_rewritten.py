"""A promised date changed in the plan instead of in the log.

`due`, `starts`, `dates`, `repeats` and `ends` say what was promised, and that does not change. When a deadline moves,
record it in the action's log, so that people can see both dates and the move is counted. A date that was misread from
the document is different: `due_reason` says so (deadline-reread). But if the words clearly give the old date, nobody
misread them. And `when` is what the document says, so do not change it to fit another date.

Only an adoption may change what is promised. Then the record says in `earlier` what the edition before promised: its
dates and its `when` as they were. In an adoption, nobody can turn this off or waive it.

To fix it: put the old date or words back. Record the new deadline in the log with `due`, `reason` and `approved_by`
(`siplan reschedule`). If the words can mean either date, say in `due_reason` how you read them now. If they were copied
wrongly from the document, first have the change waived in plan.yaml. In an adoption, keep the old date and words in
`earlier`.

Fails:

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
          - {id: "1.1.1", text: Tutors trained, due: 2016-12}

Passes:

    # head/progress/1.1.yaml
    - {on: 2016-07-01, at: "1.1.1", due: 2016-12, reason: No trainer in the summer, approved_by: HT}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from si_plan.changes.difference import Pair
from si_plan.changes.promise import DATES
from si_plan.diagnostics import Finding, quote
from si_plan.documents import words
from si_plan.model.plan import Plan
from si_plan.model.promise import Priority

CODE: Final = "deadline-rewritten"


_PROMISED: Final = {
    "due": "date",
    "starts": "beginning",
    "ends": "end",
    "dates": "dates",
    "repeats": "recurrence",
}
"""What each field promises."""


def check(pair: Pair) -> Iterator[Finding]:
    if pair.adopted is not None:
        yield from _not_kept(pair, pair.adopted.previous.id)
        return
    for edited in pair.redated:
        if edited.field == "when":
            now = "a blank" if edited.after == "none" else f'"{edited.after}"'
            message = f'the words that date {edited.id} were changed from "{edited.before}" to {now}'
            hint = f'change them back to "{edited.before}"; if they were copied wrongly, have the change waived first'
            yield Finding(CODE, edited.id, edited.field, message, hint)
        elif edited.words or not edited.reread:
            what = f"{edited.id}'s promised {_PROMISED[edited.field]}"
            verb = "were" if edited.field == "dates" else "was"
            said = f", which no longer counts from {edited.leaves}" if edited.leaves else ""
            said += f', but "{edited.words}" clearly gives the old one' if edited.reread else ""
            back = "take it out again" if edited.before == "none" else f"change it back to {edited.before}"
            yield Finding(
                CODE,
                edited.id,
                edited.field,
                f"{what} {verb} changed from {words.written(edited.before)} to {words.written(edited.after)}{said}",
                f"{back}, and record the move in the log: siplan reschedule {edited.id}",
            )


def _not_kept(pair: Pair, previous: str) -> Iterator[Finding]:
    """Findings about what the edition before promised, where an adoption changes it and `earlier` does not keep it."""
    told = set()
    for edited in pair.redated:
        told.add(edited.id)
        yield _promise_not_kept(pair, previous, edited.id, edited.base_id, edited.field)
    for old, now in pair.kept.matching.both:
        if not isinstance(old, Priority) and old.when and old.when != now.when and now.id not in told:
            yield _promise_not_kept(pair, previous, now.id, old.id, "when")


def _promise_not_kept(pair: Pair, previous: str, name: str, before: str, field: str) -> Finding:
    said = _as_promised(pair.base, before)
    return Finding(
        CODE,
        name,
        field,
        f"the edition of {previous} promised {name} otherwise, and `earlier` does not keep that: {said}",
        f'write this as it was in its `earlier`, in the entry with `edition: "{previous}"`, or change it back',
    )


def _as_promised(base: Plan, name: str) -> str:
    """What a record promised, field by field: when: By Dec 2016; due: 2016-12. Dates may be those of its action."""
    record: Any = base.by_id[name]
    tracked = base.tracked_by_id.get(name)
    dated = tracked.dated_by if tracked is not None else record
    lines = (record.when,) if isinstance(record.when, str) else record.when or ()
    said = [f"when: {quote(' / '.join(lines))}"] if lines else []
    for field in DATES:
        value = getattr(dated, field, None) or None
        if value is not None:
            said.append(f"{field}: {', '.join(map(str, value)) if isinstance(value, tuple) else value}")
    return "; ".join(said) or "no date"
