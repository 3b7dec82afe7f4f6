"""What of a plan is public: the one list of it. What a portfolio asks goes by it, and so do the data of a site.

A field is private until it stands here. So a new one crosses to nobody before somebody has decided that it may.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from operator import is_
from typing import Final, TypeVar

from si_plan.model.fields import Record
from si_plan.model.plan import Plan
from si_plan.model.progress import Entry
from si_plan.model.voids import resolve_voids

AnyRecord = TypeVar("AnyRecord", bound=Record)

_PROMISED: Final = "when starts due since until earlier"

PUBLIC: Final[Mapping[str, frozenset[str]]] = {
    name: frozenset(fields.split())
    for name, fields in {
        "PlanDetails": "format title authority dated editions inspections events source vision calendar ratings "
        "audiences",
        "Edition": "id dated title adopted_by",
        "Inspection": "id body title inspected published areas_called",
        "Event": "id what on also",
        "Document": "title published inspected",
        "Vision": "text means",
        "Rating": "code title on_track",
        "Audience": "id title meetings public priorities areas leads sections",
        "Area": "id ref title inspection since until",
        "Role": "code title kind interim aliases in_glossary",
        "Measure": "id ref title baseline targets since until",
        "Target": "id cohort indicator kind value comparator baseline_period lower_is_better unit by interim_targets "
        "provisional since until",
        "InterimTarget": "by value",
        "Priority": "id ref title label areas measures success actions since until",
        "Action": f"id ref title label steps leads accountable support who success monitoring areas measures see "
        f"milestones stages duties {_PROMISED}",
        "Milestone": f"id ref text type leads repeats ends dates same_as see measures {_PROMISED}",
        "Stage": f"id text leads {_PROMISED}",
        "Duty": "id text type leads when starts repeats ends since until earlier",
        "EarlierAction": "edition ref text when starts due undated",
        "EarlierMilestone": "edition ref text when starts due repeats ends dates undated",
        "EarlierStage": "edition text when starts due",
        "EarlierDuty": "edition text when starts repeats ends",
        "Entry": "on at public status rating period due leads accountable support approved_by by",
        "TargetReading": "target period on value comparator rank of source",
    }.items()
}
"""For each kind of record, its public fields. What is no kind here is private as a whole: source notes, the
policy, how roles are held."""
IF_MARKED: Final = frozenset({"reason", "note", "evidence"})
"""The fields of a log entry that are public where the entry says `public: true`."""


def public_plan(plan: Plan) -> Plan:
    """The plan as the public may read it. Its states, deadlines and leads are those of the whole plan.

    Log entries that were taken back are left out, since what took them back repeats what they said.
    """
    return replace(
        plan,
        details=_open(plan.details),
        areas=_each(plan.areas),
        roles=_each(plan.roles),
        measures=_each(plan.measures),
        notes=(),
        priorities=_each(plan.priorities),
        logs={owner: _log(entries) for owner, entries in plan.logs.items()},
        readings=_each(plan.readings),
        role_log=(),
    )


def _log(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    if not any(entry.voids for entry in entries):
        return _each(entries)
    voided = resolve_voids(entries).voided
    return _each(tuple(entry for place, entry in enumerate(entries, 1) if place not in voided))


def _each(records: tuple[AnyRecord, ...]) -> tuple[AnyRecord, ...]:
    """The records with their public fields; the same ones where nothing is private."""
    opened = tuple(map(_open, records))
    return records if all(map(is_, opened, records)) else opened


def _open(record: AnyRecord) -> AnyRecord:
    """A record with its public fields, and the public fields of the records in it."""
    kind = type(record).__name__
    private = record.model_fields_set - PUBLIC[kind]
    if private and isinstance(record, Entry) and record.public:
        private -= IF_MARKED
    changes = {name: type(record).model_fields[name].get_default() for name in private}
    for name in _HOLDING.get(kind, ()):
        held = getattr(record, name)
        if held:
            opened = _each(held) if isinstance(held, tuple) else _open(held)
            if opened is not held:
                changes[name] = opened
    return record.model_copy(update=changes) if changes else record


_HOLDING: Final[Mapping[str, tuple[str, ...]]] = {
    "PlanDetails": ("editions", "inspections", "events", "source", "vision", "ratings", "audiences"),
    "Measure": ("targets",),
    "Target": ("interim_targets",),
    "Priority": ("actions",),
    "Action": ("milestones", "stages", "duties", "earlier"),
    "Milestone": ("earlier",),
    "Stage": ("earlier",),
    "Duty": ("earlier",),
}
"""The fields that hold records."""
