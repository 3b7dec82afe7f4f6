"""siplan notes"""

from enum import StrEnum
from typing import Annotated

import typer

from si_plan.cli.query import as_command
from si_plan.formats.records import Question
from si_plan.formats.views import Answered
from si_plan.formats.views import notes as view
from si_plan.queries import notes


class Kind(StrEnum):
    """The kinds of notes that can be asked for."""

    departure = "departure"
    judgement = "judgement"
    observation = "observation"
    all = "all"


def answer(
    question: Question,
    kind: Annotated[
        Kind | None, typer.Option("--kind", help="Only these notes. [default: departures and judgements]")
    ] = None,
) -> Answered:
    """Where the plan departs from the published document or chose a reading of it, and why."""
    every = (Kind.departure, Kind.judgement, Kind.observation)
    kinds = notes.USUAL if kind is None else every if kind is Kind.all else (kind,)
    return view.VIEW.of(notes.notes(question.plan, question.selection, kinds))


command = as_command(answer)
