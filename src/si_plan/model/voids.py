"""Which entry of a log each voiding entry (a void) takes back. Everything that needs to know asks here.

A void repeats what its target says. The target is an entry above it, about the same record, not dated later, with
every field that the void gives. Entries that are voided already are candidates too: a void that meant one entry could
otherwise come to mean another when two branches are merged. Of identical entries, the last that still counts is meant.
An entry is voided while any of its voids is not voided itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeAlias

from si_plan.model.ids import OF_ROLES
from si_plan.model.progress import CHANGING, Entry, Voided

if TYPE_CHECKING:
    from si_plan.model.plan import Plan
    from si_plan.model.role_log import RoleEntry, RoleVoided

Log: TypeAlias = "Sequence[Entry | RoleEntry]"
"""A log: of an action or a priority, or of the roles."""

DEEPEST: Final = 8
"""How deep voids of voids may go. After that, people record what holds anew."""
_NOT_SAID: Final = frozenset({"nothing_else"})


class Fault(NamedTuple):
    """Why a void takes nothing back: no such entry stands above it; the one at its `place` is about another record, or
    dated later, or taken back already; several fit, such as those at `place` and `other`; or it is a
    void of too many voids."""

    why: Literal["none", "elsewhere", "later", "already", "several", "deep"]
    place: int = 0
    other: int = 0


class ResolvedVoids(NamedTuple):
    """The voids of one log, resolved. All places count from 1. `targets` has the target of each void; `voided` has each
    entry that does not count, with the first void that makes it so; `faults` says why a void takes nothing back."""

    targets: dict[int, int]
    voided: dict[int, int]
    faults: dict[int, Fault]


def entries_of(plan: Plan, owner: str) -> Log:
    """The log of this action or priority, or `roles`; empty where there is none."""
    return plan.role_log if owner == OF_ROLES else plan.logs.get(owner, ())


def every_log(plan: Plan) -> Iterator[tuple[str, Log]]:
    """Every log with its owner: those of actions and priorities, then that of roles."""
    yield from plan.logs.items()
    if plan.role_log:
        yield OF_ROLES, plan.role_log


def resolve_voids(log: Log) -> ResolvedVoids:
    """Resolve the voids of a log. A void's target depends on the entries above it alone, so no later entry changes
    it."""
    resolving = _Resolver(log)
    for place, entry in enumerate(log, 1):
        resolving.add(place, entry)
    return ResolvedVoids(resolving.targets, resolving.voided(), resolving.faults)


def fields_given(voided: Voided | RoleVoided) -> dict[str, Any]:
    """The fields of its target that a void repeats, with their values."""
    names = voided.model_fields_set - _NOT_SAID
    return {name: getattr(voided, name) for name in type(voided).model_fields if name in names}


def void_for(log: Log, place: int) -> Voided | RoleVoided:
    """What a void at the end of a log must say to take back the entry at `place` (from 1): its day, the first thing
    that it changes, and whatever else tells it from other entries."""
    wrong = log[place - 1]
    rivals = [other for other in log if (other.at, other.on) == (wrong.at, wrong.on) and other != wrong]
    fields: dict[str, Any] = {"on": wrong.on}
    changes = next((name for name in _CHANGES if getattr(wrong, name, None)), None)
    for name in (*_CHANGES, *_OTHERS):
        value = getattr(wrong, name, None)
        if value not in (None, ()):
            left = [rival for rival in rivals if getattr(rival, name) == value]
            if name == changes or len(left) < len(rivals):
                fields[name], rivals = value, left
    model = _voided_model(wrong)
    if rivals:
        every = {name: getattr(wrong, name) for name in model.model_fields if getattr(wrong, name, None)}
        fields = {**every, "nothing_else": True}
    return model.model_validate(fields)


def _voided_model(entry: Entry | RoleEntry) -> type[Voided] | type[RoleVoided]:
    """The model of what a void of such an entry says."""
    if isinstance(entry, Entry):
        return Voided
    from si_plan.model.role_log import RoleVoided

    return RoleVoided


_CHANGES: Final = (*CHANGING, "state")
_OTHERS: Final = ("period", "successor", "by", "note", "evidence", "reason", "approved_by", "voids", "public")


class _Resolver:
    """The entries so far of one log, by what they say. A set of places is a number with a bit for each, to be fast: a
    hostile log has thousands of entries on one day, and as many voids."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self._fields = [name for name in type(log[0]).model_fields if name != "at"] if log else []
        self.targets: dict[int, int] = {}
        self.faults: dict[int, Fault] = {}
        self._about = {entry.at for entry in log if entry.voids is not None}
        self._saying: defaultdict[tuple[str, str, Any], int] = defaultdict(int)
        self._alike: defaultdict[Entry | RoleEntry, int] = defaultdict(int)
        self._depths: dict[int, int] = {}
        self._voids_of: defaultdict[int, int] = defaultdict(int)  # how many that count
        self._voided = 0

    def add(self, place: int, entry: Entry | RoleEntry) -> None:
        """Take in the next entry of the log, and find its target if it is a void."""
        if entry.voids is not None:
            found = self._by_place(place, entry) if isinstance(entry.voids, int) else self._by_fields(entry)
            if not isinstance(found, Fault) and self._depths.get(found, 0) == DEEPEST:
                found = Fault("deep", found)
            if isinstance(found, Fault):
                self.faults[place] = found
            else:
                self.targets[place] = found
                self._depths[place] = self._depths.get(found, 0) + 1
                self._count(found, 1)
        if entry.at in self._about:
            self._alike[entry] |= 1 << place
            for name in self._fields:
                value = getattr(entry, name)
                if value is not None and value != ():
                    self._saying[entry.at, name, value] |= 1 << place

    def voided(self) -> dict[int, int]:
        """The places of the entries that do not count, each with that of the first void that makes it so."""
        found: dict[int, int] = {}
        for place in reversed(self.targets):
            if place not in found:
                found[self.targets[place]] = place
        return found

    def _count(self, target: int, more: int) -> None:
        """Note that an entry has one void more, or fewer, that counts. If it is a void itself, so may its target."""
        before = self._voids_of[target]
        self._voids_of[target] = before + more
        if bool(before) != bool(before + more):
            self._voided ^= 1 << target
            if target in self.targets:
                self._count(self.targets[target], -more)

    def _by_place(self, place: int, entry: Entry | RoleEntry) -> int | Fault:
        """The target of an old void, which gives its target's place; a Fault where that takes nothing back."""
        assert isinstance(entry.voids, int)
        if entry.voids >= place:
            return Fault("none", entry.voids)
        wrong = self.log[entry.voids - 1]
        if wrong.at != entry.at:
            return Fault("elsewhere", entry.voids)
        return Fault("later", entry.voids) if wrong.on > entry.on else entry.voids

    def _by_fields(self, entry: Entry | RoleEntry) -> int | Fault:
        assert entry.voids is not None
        assert not isinstance(entry.voids, int)
        fitting = self._fitting(entry.at, entry.voids)
        if not fitting:
            return Fault("none")
        last = fitting.bit_length() - 1
        wrong = self.log[last - 1]
        others = fitting & ~self._alike[wrong]
        if others:
            return Fault("several", last, others.bit_length() - 1)
        if wrong.on > entry.on:
            return Fault("later", last)
        counting = fitting & ~self._voided
        return counting.bit_length() - 1 if counting else Fault("already", last)

    def _fitting(self, at: str, voided: Voided | RoleVoided) -> int:
        """The entries so far that have every field that a void gives, as the bits of a number."""
        fields = fields_given(voided)
        if voided.nothing_else:
            return self._alike.get(type(self.log[0]).model_validate({"at": at, **fields}), 0)
        fitting = -1
        for name, value in fields.items():
            fitting &= self._saying.get((at, name, value), 0)
        return fitting
