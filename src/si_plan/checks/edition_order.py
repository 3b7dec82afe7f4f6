"""Editions out of order, or a record of editions that cannot be so.

siplan goes through the editions in the order of plan.yaml to find what is in force on a day. Each is dated after the
one before it and has an id of its own. A record is added before it is dropped, and its `earlier` entries name editions
that had it, the oldest first and each once. The last edition needs no entry: its promise is the record itself.

To fix it: put the editions or the entries in order, or correct `since` or `until`.

Fails:

    # plan.yaml
    format: 2
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    editions:
      - {id: "2017", dated: 2017-07-10}
      - {id: "2016", dated: 2016-06-03}

Passes:

    # plan.yaml
    format: 2
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    editions:
      - {id: "2016", dated: 2016-06-03}
      - {id: "2017", dated: 2017-07-10}
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.model.editions import Editions, OfEditions
from si_plan.model.plan import Plan

CODE: Final = "edition-order"


def check(plan: Plan) -> Iterator[Finding]:
    editions = Editions(plan)
    for place, edition in enumerate(editions.every):
        if editions.places[edition.id] != place:
            said = f"two editions have the id {edition.id}"
            yield Finding(CODE, "plan", f"editions.{place}.id", said, "give each an id of its own")
    for place, (former, latter) in enumerate(pairwise(editions.every), 1):
        if latter.dated <= former.dated:
            said = f"the edition {latter.id} is not dated after {former.id}"
            yield Finding(CODE, "plan", f"editions.{place}.dated", said, "put the editions in order, the oldest first")
    for record in editions.records():
        yield from _of_record(editions, record)


def _of_record(editions: Editions, record: OfEditions) -> Iterator[Finding]:
    first, end = editions.span_of(record.id)
    if first >= end and editions.every:
        field = "until" if record.until is not None else "since"
        said = f"no edition has {record.id}: it is dropped before it comes"
        yield Finding(CODE, record.id, field, said, "correct `since` or `until`, here or in what it stands in")
        return
    last = first - 1
    for number, entry in enumerate(getattr(record, "earlier", ())):
        place = editions.places.get(entry.edition)
        if place is None:
            continue  # that is for `unknown-edition`
        if place <= last:
            before = "the edition that added it" if last < first else "the entry above it"
            said = f"the entry for the edition {entry.edition} is not after {before}"
            yield Finding(CODE, record.id, "earlier", said, "put the entries in order, each edition once", number)
        elif place >= end - 1:
            said = f"{entry.edition} is the last edition that has {record.id}"
            hint = "its promise is the record itself: take the entry out"
            yield Finding(CODE, record.id, "earlier", said, hint, number)
        last = max(place, last)
