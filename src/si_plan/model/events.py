"""Events: what lengths of time count from."""

from collections.abc import Iterable
from typing import Final

from pydantic import Field

from si_plan.model.fields import Day, Record, Slug, Text

MOST_EVENTS: Final = 100
"""How many events a plan may have. Each is compared with the words of each length of time."""
MOST_NAMES: Final = 20
"""How many other names an event may have."""


class Event(Record):
    """Something from which lengths of time count: a report that is received, a visit."""

    id: Slug = Field(description="A short name: report-received")
    what: Text = Field(description="What happens: the report is received")
    on: Day | None = Field(None, description="The day on which it happens, once that is known")
    also: tuple[Text, ...] = Field(
        (),
        min_length=1,
        max_length=MOST_NAMES,
        description="What else the plan calls it, as in `within 10 days of receipt`: receipt",
    )
    reason: Text | None = Field(
        None, description="Why its day was changed or taken away, once deadlines count from it: a new reason each time"
    )


def event_named(identity: str, events: Iterable[Event]) -> Event | None:
    """The event with this id; None where there is none."""
    return next((event for event in events if event.id == identity), None)
