"""siplan notes"""

from enum import StrEnum
from typing import Annotated

import typer

from si_plan.cli.query import as_command
from si_plan.formats.views import Answered
from si_plan.formats.views import notes as view
from si_plan.model.plan import Plan
from si_plan.queries import notes
from si_plan.queries.selection import Selection


class Kind(StrEnum):
    """The kinds of notes that can be asked for."""

    departure = "departure"
    judgement = "judgement"
    observation = "observation"
    all = "all"


def answer(
    plan: Plan,
    selection: Selection,
    kind: Annotated[
        Kind | None, typer.Option("--kind", help="Only these notes. [default: departures and judgements]")
    ] = None,
) -> Answered:
    """Where the plan departs from the published document or chose a reading of it, and why."""
    every = (Kind.departure, Kind.judgement, Kind.observation)
    kinds = notes.USUAL if kind is None else every if kind is Kind.all else (kind,)
    return view.VIEW.of(notes.notes(plan, selection, kinds))


command = as_command(answer)
