"""siplan correct"""

from typing import Any

from si_plan.cli.recording import Recording, as_recording
from si_plan.editing.correcting import correction
from si_plan.model.plan import Plan


def _entry_of(plan: Plan, at: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Say which entry is taken back: the one at the place that was given, else the last about the record."""
    return {**fields, "voids": correction(plan, at, fields.get("voids"))}


command = as_recording(
    Recording("correct", takes=("voids", "reason"), works_out=_entry_of, several=False),
    "Take back an entry that was wrong: it stays in the log, and a new one says that it does not count.",
)
