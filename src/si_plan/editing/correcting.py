"""Which entry of a log a correction takes back, and what its void says of it."""

from __future__ import annotations

from si_plan.errors import UsageError
from si_plan.model.ids import log_owner_of
from si_plan.model.plan import Plan
from si_plan.model.progress import Voided
from si_plan.model.voids import naming


def correction(plan: Plan, at: str, place: int | None) -> Voided:
    """The void of the entry at a place of the log, or of the last about the record that still counts. Raises UsageError
    where there is no such entry, where it is about another record, and where it is taken back already."""
    owner = log_owner_of(at)
    log, voided = plan.logs.get(owner, ()), plan.voiding(owner).voided
    if place is None:
        standing = (number for number in range(len(log), 0, -1) if log[number - 1].at == at and number not in voided)
        place = next((number for number in standing if log[number - 1].voids is None), None)
        if place is None:
            raise UsageError(f"nothing that stands is recorded of {at}", f"siplan history {at} shows its entries")
    if not 1 <= place <= len(log):
        raise UsageError(f"the log of {owner} has no entry {place}", f"it has {len(log)}")
    about = log[place - 1].at
    if about != at:
        hint = f"siplan correct {about} {place} takes that one back; siplan history {at} shows the entries of {at}"
        raise UsageError(f"entry {place} of the log of {owner} is about {about}, not {at}", hint)
    if place in voided:
        hint = f"siplan history {at} shows what still counts"
        raise UsageError(f"entry {place} is taken back already, by entry {voided[place]}", hint)
    return naming(log, place)
