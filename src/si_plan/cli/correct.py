"""siplan correct"""

from typing import Any

from si_plan.cli.recording import Recording, as_recording
from si_plan.errors import UsageError
from si_plan.model.plan import Plan
from si_plan.queries.standing import voided_places


def _entry_of(plan: Plan, at: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Name the entry that is taken back, the last about the record where none is named; the new one is about what
    that one is about."""
    log = plan.logs.get(".".join(at.split(".")[:2]), ())
    place = fields.get("voids")
    if place is None:
        gone = voided_places(log)
        about = [number for number, one in enumerate(log, 1) if one.at == at and number not in gone and not one.voids]
        if not about:
            raise UsageError(f"nothing that stands is recorded of {at}", f"siplan history {at} shows its entries")
        place = about[-1]
    known = log[place - 1].at if 0 < place <= len(log) else at
    return {**fields, "voids": place, "at": known}


command = as_recording(
    Recording("correct", takes=("voids", "reason"), works_out=_entry_of, several=False),
    "Take back an entry that was wrong: it stays in the log, and a new one says that it does not count.",
)
