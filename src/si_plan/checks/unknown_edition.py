"""An edition that is not in plan.yaml.

`since`, `until` and `earlier` name the editions in which a record changed. If plan.yaml does not list one of them,
siplan cannot tell which edition promised what.

To fix it: write the id of an edition of plan.yaml. An edition is added to `editions` when it is adopted.

Fails:

    # plan.yaml
    format: 2
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    editions:
      - {id: "2016", dated: 2016-06-03}
      - {id: "2017", dated: 2017-07-10}
    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [By Sept 2016]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: 2016-09}
          - {id: "1.1.2", text: Parents told, due: 2016-09, until: "2018"}

Passes:

    # plan.yaml
    format: 2
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    editions:
      - {id: "2016", dated: 2016-06-03}
      - {id: "2017", dated: 2017-07-10}
    # priorities/1.yaml
    id: "1"
    title: Every pupil reads well
    areas: [A1]
    actions:
      - id: "1.1"
        title: Train a tutor in each school
        leads: [HT]
        when: [By Sept 2016]
        milestones:
          - {id: "1.1.1", text: Tutors trained, due: 2016-09}
          - {id: "1.1.2", text: Parents told, due: 2016-09, until: "2017"}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.diagnostics import MOST_NAMED, Finding, list_names
from si_plan.model.editions import Editions, OfEditions
from si_plan.model.plan import Plan

CODE: Final = "unknown-edition"


def check(plan: Plan) -> Iterator[Finding]:
    editions = Editions(plan)
    names = list(editions.places)
    hint = "list it under `editions` in plan.yaml"
    if names:
        hint = f"the editions are {list_names(names[-MOST_NAMED:], len(names))}"
    for record in editions.records():
        for field, name, place in _named_by(record):
            if name not in editions.places:
                yield Finding(CODE, record.id, field, f"plan.yaml has no edition {name}", hint, place)


def _named_by(record: OfEditions) -> Iterator[tuple[str, str, int | None]]:
    """The editions that a record names, each with the field and, in a list, its place."""
    if record.since is not None:
        yield "since", record.since, None
    if record.until is not None:
        yield "until", record.until, None
    for place, entry in enumerate(getattr(record, "earlier", ())):
        yield "earlier", entry.edition, place
