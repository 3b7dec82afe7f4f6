"""What differs outside the promise and its logs: areas, roles, measures, source notes, readings, plan details."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from si_plan.changes.promise import fields, plain
from si_plan.changes.records import Change, Kind
from si_plan.changes.rewording import Rewording
from si_plan.model.plan import Plan
from si_plan.model.progress import TargetReading
from si_plan.model.reference import Policy, SourceNote


def changes(base: Plan, head: Plan, rewording: Rewording) -> Iterator[Change]:
    """Every change of records that the promise refers to, and of the plan's details."""
    yield from _record_changes("inspection", base.details.inspections, head.details.inspections, rewording)
    yield from _record_changes("event", base.details.events, head.details.events, rewording)
    yield from _record_changes("area", base.areas, head.areas, rewording)
    yield from _record_changes("role", base.roles, head.roles, rewording)
    yield from _record_changes("measure", base.measures, head.measures, rewording)
    yield from _record_changes("target", _targets(base), _targets(head), rewording)
    yield from _record_changes("source note", base.notes, head.notes, rewording)
    yield from _reading_changes(base, head)
    yield from _detail_changes(base, head, rewording)


def _targets(plan: Plan) -> list[Any]:
    return [target for measure in plan.measures for target in measure.targets]


def _record_changes(what: str, base: Iterable[Any], head: Iterable[Any], rewording: Rewording) -> Iterator[Change]:
    """The changes of records of one kind, matched by their ids or codes."""
    old, new = ({_name(record): record for record in records} for records in (base, head))
    for name, record in old.items():
        if name not in new:
            yield _came_or_went("removed", name, what, record)
    for name, record in new.items():
        former = old.get(name)
        if former is None:
            yield _came_or_went("added", name, what, record)
        elif former is not record and former != record:
            for change in fields(former, record, name, what, _title(record), rewording):
                if what == "event" and former.on != record.on and change.field in ("on", "reason"):
                    continue  # told with the deadlines that move with it
                kept = change.kind in ("reworded", "renumbered")
                yield change if kept else change._replace(kind="reference")


def _came_or_went(kind: Kind, name: str, what: str, record: Any) -> Change:
    """The change that a record was added or removed. A source note counts as a reference, not as part of the plan."""
    if not isinstance(record, SourceNote):
        return Change(kind, name, what, _title(record))
    said = f"{record.at}: {record.recorded}"
    before, after = (said, None) if kind == "removed" else (None, said)
    return Change("reference", name, what, record.at, what, before, after)


def _name(record: Any) -> str:
    return str(getattr(record, "code", None) or record.id)


def _title(record: Any) -> str:
    for field in ("title", "indicator", "at", "what"):
        if hasattr(record, field):
            return str(getattr(record, field))
    return ""


def _reading_changes(base: Plan, head: Plan) -> Iterator[Change]:
    """The changes of readings of targets, matched by target and period, and by order within one period."""
    if base.readings == head.readings:
        return
    old, new = _by_period(base.readings), _by_period(head.readings)
    titles = {target.id: target.indicator for plan in (base, head) for target in _targets(plan)}
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key), new.get(key)
        if before != after:
            kind: Kind = "reference"
            title = titles.get(key[0], "")
            yield Change(kind, key[0], "reading", title, key[1], _reading(before), _reading(after))


def _by_period(readings: Iterable[TargetReading]) -> dict[tuple[str, str, int], TargetReading]:
    found: dict[tuple[str, str, int], TargetReading] = {}
    seen: dict[tuple[str, str], int] = {}
    for reading in readings:
        key = (reading.target, reading.period)
        seen[key] = seen.get(key, 0) + 1
        found[*key, seen[key]] = reading
    return found


def _reading(reading: TargetReading | None) -> str | None:
    return None if reading is None else str(plain(reading))


def _detail_changes(base: Plan, head: Plan, rewording: Rewording) -> Iterator[Change]:
    """The changes of the plan's details. Each item of the policy is a change of its own, so that none goes unseen."""
    old, new = base.details, head.details
    if old is new or old == new:
        return
    for change in fields(old, new, "plan", "plan", new.title, rewording):
        if change.field == "policy":
            yield from _policy_changes(old.policy, new.policy)
        elif change.field in ("inspections", "events"):
            continue  # each is a record of its own
        elif change.field == "calendar":
            yield change._replace(before=None, after="changed")
        else:
            yield change


def _policy_changes(old: Policy | None, new: Policy | None) -> Iterator[Change]:
    before, after = items(old), items(new)
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield Change("policy", "plan", "policy", name, "policy", before.get(name), after.get(name))


def items(policy: Policy | None) -> dict[str, str]:
    """A policy's settings and waivers as texts, each under a name that no other has: a second waiver of one code for
    one record is `waiver 2 of …`, and one whose reason reads like two is still one."""
    if policy is None:
        return {}
    found: dict[str, str] = {f"severity of {code}": grave for code, grave in policy.severities.items()}
    if policy.most_moves is not None:
        found["most_moves"] = str(policy.most_moves)
    if policy.moves_approved_by:
        found["moves_approved_by"] = ", ".join(policy.moves_approved_by)
    if policy.adoption is not None:
        coming = policy.adoption
        found["adoption"] = (
            f"the edition of {coming.edition} by {coming.by}, from {coming.begins} until {coming.expires}"
        )
    alike: Counter[str] = Counter()
    for waiver in policy.waivers:
        of = f"of {waiver.code} for {waiver.at}"
        alike[of] += 1
        name = f"waiver {alike[of]} {of}" if alike[of] > 1 else f"waiver {of}"
        found[name] = f"until {waiver.expires.isoformat()}: {waiver.reason}"
    return found
