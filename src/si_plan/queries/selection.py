"""Which part of a plan is asked about, on which day. Every filter means the same in every query."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, TypeAlias, get_args

from si_plan.errors import UsageError
from si_plan.model.plan import Basis, Named, Plan, Tracked
from si_plan.model.promise import Priority
from si_plan.model.reference import Area, Measure, Role, Target
from si_plan.model.refs import Refs
from si_plan.suggestions import closest, did_you_mean

if TYPE_CHECKING:  # few questions are of many plans
    from si_plan.queries.across import Across

Kinds: TypeAlias = tuple[type[Named], ...]
NAMED: Final[Kinds] = get_args(Named)
"""Every kind of record that has a name."""


class Takes(Protocol):
    """A day, and which part of a plan is asked about: a `Selection`, or an audience's scope."""

    @property
    def as_of(self) -> date: ...

    def takes(self, tracked: Tracked, leads: tuple[str, ...]) -> bool:
        """Whether this record, which these roles lead on the day, is in the part asked about."""
        ...


class Selection(NamedTuple):
    """The day asked about, and filters; a filter that is None leaves nothing out. `based` has the ids of the records
    whose dates have the `basis`; `areas`, where `area` is a theme of a portfolio, those of the areas that belong to it.
    """

    as_of: date
    lead: str | None = None
    area: str | None = None
    priority: str | None = None
    basis: Basis | None = None
    based: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()

    def takes_area(self, area: str) -> bool:
        """Whether this area is asked about."""
        return self.area is None or area in (self.areas or (self.area,))

    def takes(self, tracked: Tracked, leads: tuple[str, ...]) -> bool:
        """Whether this record, which these roles lead on the day, passes every filter."""
        return (
            (self.priority is None or tracked.priority.id == self.priority)
            and (self.area is None or any(map(self.takes_area, tracked.areas)))
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
    refs: Refs = Refs()
    """How people know the plan's records that do not go by their ids."""
    edition: str | None = None
    """The id of the edition in force on the day; None for a plan without editions."""


class Question(NamedTuple):
    """What was asked: which plan, which part of it, on which day. A view knows this and the result, nothing else."""

    plan: PlanFacts
    selection: Selection
    across: Across | None = None
    """The portfolio that answers; None where one plan does."""


def facts_of(plan: Plan) -> PlanFacts:
    """The facts about a plan that answers repeat."""
    details = plan.details
    edition = plan.edition.id if plan.edition is not None else None
    return PlanFacts(details.title, details.authority, details.dated, plan.refs, edition)


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
    """The selection from what was typed: a lead's code, alias or title, an area as A1 or 1, a priority, a basis. In a
    portfolio `area` is the id of a theme.

    Raises UsageError for a name that the plan does not have, with similar names as a hint.
    """
    if area is not None and plan.membership is None:
        area = known_id(plan, area, Area, "A")
    return Selection(
        as_of,
        None if lead is None else known_lead(plan, lead),
        area,
        None if priority is None else known_id(plan, priority, Priority),
        basis,
        frozenset() if basis is None else _ids_by_basis(plan, basis),
        frozenset() if area is None or plan.membership is None else plan.membership.areas_of(area),
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
    if isinstance(known, Role):
        hint = f"did you mean {known.code}, {known.title}?"
    elif plan.roles:
        hint = f"the leads are {', '.join(role.code for role in plan.roles)}"
    else:
        hint = 'the plan has none yet: siplan add role HT title="…" kind=post'
    raise UnknownNameError(f"no lead is called {name}", hint)


class UnknownNameError(UsageError):
    """The plan has nothing of this name."""


class UnknownRecordError(UnknownNameError):
    """The plan has no record of this name."""


_ID: Final = "id:"
_REF: Final = "ref:"
"""Before a name, these say which of the two it is."""


def known_record(plan: Plan, name: str, kinds: Kinds = NAMED) -> Named:
    """The record that goes by this id or ref, or by a role's code, alias or title; one of these kinds, if there is one.
    `id:2.5` and `ref:2.5` say which is meant. Raises UnknownRecordError, and UsageError for a name of several records.
    """
    found = _of_kinds(plan, name, kinds) or (_of_kinds(plan, name, NAMED) if kinds != NAMED else [])
    if len(found) > 1:
        raise _refusal_of_several(plan, name, found)
    if not found:
        elsewhere = _of_kinds(plan.whole, name, NAMED) if plan.whole is not None else []
        if elsewhere:
            raise UnknownRecordError(*_why_absent(plan, record_id(elsewhere[0])))
        hint = did_you_mean(name, (*plan.by_id, *plan.refs.values()))
        raise UnknownRecordError(
            f"the plan has no {name}", hint or "siplan list shows every id; siplan by-owner every lead"
        )
    return found[0]


def _of_kinds(plan: Plan, name: str, kinds: Kinds) -> list[Named]:
    """The records of these kinds that the name can mean: first the one with the id, then those with the ref."""
    prefix, colon, bare = name.partition(":")
    said = f"{prefix.strip().lower()}{colon}"
    name = bare.strip() if said in (_ID, _REF) else name
    found = [] if said == _REF else [plan.by_id.get(name) or plan.by_id.get(name.upper()) or _role_called(plan, name)]
    if said != _ID:
        found += [plan.by_id.get(identity) for identity in plan.refs.ids(name)]
    meant = {id(record): record for record in found if isinstance(record, kinds)}
    return list(meant.values())


def _role_called(plan: Plan, name: str) -> Named | None:
    code = plan.role_code(name)
    return plan.by_id.get(code) if code is not None else None


def _refusal_of_several(plan: Plan, name: str, found: Sequence[Named]) -> UsageError:
    """The error for a name that several records have. It shows them, and says how to name one of them."""
    ids = [record_id(record) for record in found]
    shown = (
        f"{type(record).__name__.lower()} {plan.refs.both(identity)}"
        for identity, record in zip(ids, found, strict=True)
    )
    by_ref = ids[1:] if ids[0].casefold() == name.casefold() else ids
    choices = [f"{_ID}{one}" for one in ids] if len(by_ref) > 1 else [f"{_ID}{ids[0]}", f"{_REF}{name}"]
    said = f"{', '.join(choices[:-1])} or {choices[-1]}"
    return UsageError(f"{name} is the name of {len(found)} records: {', '.join(shown)}", f"write {said}")


def known_id(plan: Plan, name: str, kind: type[Area | Measure | Priority], letter: str = "") -> str:
    """The id of the area, measure or priority that goes by this id or ref, or by the number in its id: A1 for 1. Raises
    UsageError."""
    for one in dict.fromkeys((name, f"{letter}{name}" if name.isascii() and name.isdigit() else name)):
        found = _of_kinds(plan, one, (kind,))
        if len(found) > 1:
            raise _refusal_of_several(plan, name, found)
        if found:
            return record_id(found[0])
        elsewhere = _of_kinds(plan.whole, one, (kind,)) if plan.whole is not None else []
        if elsewhere:
            raise UnknownNameError(*_why_absent(plan, record_id(elsewhere[0])))
    noun = kind.__name__.lower()
    known = [plan.refs.of(record_id(record)) for record in plan.by_id.values() if isinstance(record, kind)]
    plural = "priorities" if kind is Priority else f"{noun}s"
    hint = f"its {plural} are {', '.join(known)}" if known else f"it names no {plural} at all"
    raise UnknownNameError(f"the plan has no {noun} {name}", hint)


def _why_absent(plan: Plan, identity: str) -> tuple[str, str]:
    """What is said of a record that another edition of the plan has, and what to do."""
    assert plan.editions is not None
    assert plan.edition is not None
    found = plan.editions.why_absent(identity, plan.edition)
    said = found.said if found is not None else f"the edition in force does not have {identity}"
    return said, f"siplan show {identity} tells of it"


def known_target(plan: Plan, name: str) -> str:
    """The id of the target, as the plan writes it. Raises UsageError if the name is not a target's."""
    record = known_record(plan, name, (Target, Measure))
    if not isinstance(record, Target):
        targets = [target.id for measure in plan.measures if measure is record for target in measure.targets]
        raise UsageError(f"{name} is no target", f"its targets are {', '.join(targets)}" if targets else "as M1.2 is")
    return record.id


def record_id(record: Named) -> str:
    """A record's id, or a role's code."""
    return str(getattr(record, "id", "") or getattr(record, "code", ""))
