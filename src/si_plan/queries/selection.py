"""Which part of a plan is asked about, on which day. Every filter means the same in every query."""

from datetime import date
from typing import NamedTuple, Protocol

from si_plan.errors import UsageError
from si_plan.model.plan import Basis, Named, Plan, Tracked
from si_plan.model.reference import Role, Target
from si_plan.suggestions import closest, did_you_mean


class Takes(Protocol):
    """A day, and which part of a plan is asked about: a `Selection`, or an audience's scope."""

    @property
    def as_of(self) -> date: ...

    def takes(self, tracked: Tracked, leads: tuple[str, ...]) -> bool:
        """Whether this record, which these roles lead on the day, is in the part asked about."""
        ...


class Selection(NamedTuple):
    """The day asked about, and filters; a filter that is None leaves nothing out. `based` has the ids of the records
    whose dates have the `basis`."""

    as_of: date
    lead: str | None = None
    area: str | None = None
    priority: str | None = None
    basis: Basis | None = None
    based: frozenset[str] = frozenset()

    def takes(self, tracked: Tracked, leads: tuple[str, ...]) -> bool:
        """Whether this record, which these roles lead on the day, passes every filter."""
        return (
            (self.priority is None or tracked.priority.id == self.priority)
            and (self.area is None or self.area in tracked.areas)
            and (self.lead is None or self.lead in leads)
            and (self.basis is None or tracked.id in self.based)
        )

    @property
    def filters(self) -> dict[str, str]:
        """The filters that are set, by name."""
        named = {"lead": self.lead, "area": self.area, "priority": self.priority, "basis": self.basis}
        return {name: value for name, value in named.items() if value is not None}


class PlanFacts(NamedTuple):
    """What a heading or a JSON envelope says about the plan."""

    title: str
    authority: str
    dated: date


class Question(NamedTuple):
    """What was asked: which plan, which part of it, on which day. A view knows this and the result, nothing else."""

    plan: PlanFacts
    selection: Selection


def facts_of(plan: Plan) -> PlanFacts:
    """The facts about a plan that answers repeat."""
    details = plan.details
    return PlanFacts(details.title, details.authority, details.dated)


def question_of(plan: Plan, selection: Selection) -> Question:
    """The question put to this plan."""
    return Question(facts_of(plan), selection)


def select(
    plan: Plan,
    as_of: date,
    lead: str | None = None,
    area: str | None = None,
    priority: str | None = None,
    basis: Basis | None = None,
) -> Selection:
    """The selection from what was typed: a lead's code, alias or title, an area as A1 or 1, a priority, a basis.

    Raises UsageError for a name that the plan does not have, with similar names as a hint.
    """
    return Selection(
        as_of,
        None if lead is None else known_lead(plan, lead),
        None if area is None else _known_area(plan, area),
        None if priority is None else _known_priority(plan, priority),
        basis,
        frozenset() if basis is None else _ids_by_basis(plan, basis),
    )


def _ids_by_basis(plan: Plan, basis: Basis) -> frozenset[str]:
    from si_plan.deadlines.comparing import basis_of  # loads the reader of wordings, which only this filter needs

    return frozenset(tracked.id for tracked in plan.tracked if basis_of(plan, tracked) == basis)


def known_lead(plan: Plan, name: str) -> str:
    """The code of the role with this code, alias or title. Raises UsageError if there is none."""
    code = plan.role_code(name)
    if code is not None:
        return code
    roles = {other: role for role in plan.roles for other in (role.title, *role.aliases)}
    near = closest(name, {role.code: role for role in plan.roles} | roles)
    known = plan.by_id[plan.role_code(near) or near] if near else None
    raise UsageError(
        f"no lead is called {name}",
        f"did you mean {known.code}, {known.title}?"
        if isinstance(known, Role)
        else f"the leads are {', '.join(role.code for role in plan.roles)}",
    )


class UnknownRecordError(UsageError):
    """The plan has no record of this name."""


def known_record(plan: Plan, name: str) -> Named:
    """The record that goes by this id, or by a role's code, alias or title. Raises UnknownRecordError."""
    code = plan.role_code(name)
    record = plan.by_id.get(name) or plan.by_id.get(name.upper()) or (plan.by_id.get(code) if code else None)
    if record is None:
        hint = did_you_mean(name, plan.by_id) or "siplan list shows every id; siplan by-owner every lead"
        raise UnknownRecordError(f"the plan has no {name}", hint)
    return record


def known_target(plan: Plan, name: str) -> str:
    """The id of the target, as the plan writes it. Raises UsageError if the name is not a target's."""
    record = known_record(plan, name)
    if not isinstance(record, Target):
        targets = [target.id for measure in plan.measures if measure is record for target in measure.targets]
        raise UsageError(f"{name} is no target", f"its targets are {', '.join(targets)}" if targets else "as M1.2 is")
    return record.id


def record_id(record: Named) -> str:
    """A record's id, or a role's code."""
    return str(getattr(record, "id", "") or getattr(record, "code", ""))


def _known_area(plan: Plan, name: str) -> str:
    identity = f"A{name}" if name.isascii() and name.isdigit() else name.upper()
    known = [area.id for area in plan.areas]
    if identity in known:
        return identity
    raise UsageError(
        f"the plan has no area {name}", f"its areas are {', '.join(known)}" if known else "it names no areas at all"
    )


def _known_priority(plan: Plan, name: str) -> str:
    known = [priority.id for priority in plan.priorities]
    if name in known:
        return name
    raise UsageError(f"the plan has no priority {name}", f"its priorities are {', '.join(known)}")
