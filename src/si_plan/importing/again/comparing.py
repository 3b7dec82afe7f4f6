"""A document against a plan: which record is which, what it says otherwise, and what of that an edition takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from si_plan.importing.again.coming import Coming, coming_edition
from si_plan.importing.again.differing import Difference, Differing
from si_plan.importing.again.former import values_of
from si_plan.importing.again.printed import Printed, Values, printed_of
from si_plan.importing.again.recognising import Recognised, Recognising
from si_plan.importing.again.redating import Redating
from si_plan.importing.again.settling import settle
from si_plan.importing.dating.when_lines import reader_of
from si_plan.importing.making import Imported
from si_plan.importing.mapping import Question
from si_plan.importing.open_questions import Questions
from si_plan.model.ids import outer_of
from si_plan.model.plan import Plan
from si_plan.model.promise import Action, Duty, Milestone, Stage

Fields = dict[str, Any]
_MOOT: Final = frozenset({"title", "authority"})
"""Questions of a first import that a plan has answered."""
_TITLES: Final = "role-titles"
"""The question what codes stand for, which a plan that has the roles has answered."""


class Comparison(NamedTuple):
    """What a document says against a plan."""

    plan: Plan
    """What the last edition promises."""
    printed: Printed
    recognised: Recognised
    differing: Differing
    fields: Mapping[str, Fields]
    """What the edition changes: fields of records, by the plan's ids. None takes one out."""
    parts: tuple[tuple[str, Stage | Duty], ...]
    """The stages and duties that it adds, each with the action of the plan that has it."""
    gone: tuple[str, ...]
    """What it drops, by the plan's ids."""
    taken: tuple[Difference, ...]
    kept: tuple[Difference, ...]
    coming: Coming | None
    """The edition; None where the document says nothing that the plan does not say."""
    questions: tuple[Question, ...]
    """Every question of the import, those about the plan last."""
    settled: frozenset[str]
    """The questions of the draft that the plan has answered."""

    @property
    def open(self) -> list[Question]:
        """The questions that nobody has answered."""
        return [question for question in self.questions if question.answer is None]


def compare(imported: Imported, whole: Plan, former: Values) -> Comparison:
    """Compare an imported document with a plan as its last edition promises it. `former` is what the last document
    gave, by the plan's records; empty where that is not known."""
    plan = whole.on(date.max)
    asked = Questions(imported.receipt.document, imported.mapping)
    printed = printed_of(imported, values_of(imported.receipt))
    recognised = Recognising(printed, plan, former, asked).recognise()
    differing = Differing(printed, plan, former, recognised.same)
    found = list(differing.find())
    taken, kept = settle(found, plan, asked)
    waiting = any(question.id == "dated" and question.answer is None for question in imported.mapping.questions)
    dated = None if waiting else printed.plan.details.dated
    changes = _Changes(printed, plan, differing, recognised, Redating(printed, plan, asked, reader_of(dated)))
    for one in taken:
        if one.group != "number" or not recognised.held:  # what is held still has its number
            changes.take(one)
    gone = (*recognised.gone, *changes.gone)
    coming = None
    if changes.fields or changes.parts or gone or recognised.added:
        coming = coming_edition(whole.details, printed.plan.details, dated, asked)
    settled = frozenset(_settled(imported, printed, plan, recognised, _touched(found, kept, differing)))
    own = {question.id for question in asked.questions}
    drafted = [one for one in imported.mapping.questions if one.id not in own and one.id not in settled]
    return Comparison(
        plan,
        printed,
        recognised,
        differing,
        changes.fields,
        tuple(changes.parts),
        gone,
        tuple(taken),
        tuple(kept),
        coming,
        (*drafted, *asked.questions),
        settled,
    )


class _Changes:
    """Collects what an edition changes."""

    def __init__(
        self, printed: Printed, plan: Plan, differing: Differing, recognised: Recognised, redating: Redating
    ) -> None:
        self._printed = printed
        self._plan = plan
        self._differing = differing
        self._same = recognised.same
        self._redating = redating
        self.fields: defaultdict[str, Fields] = defaultdict(dict)
        self.parts: list[tuple[str, Stage | Duty]] = []
        self.gone: list[str] = []

    def take(self, one: Difference) -> None:
        """Take a difference into the edition."""
        known: Any = self._plan.by_id[one.record]
        fresh: Any = self._printed.plan.by_id[one.draft]
        if one.group == "dates":
            self._redate(known, fresh)
        elif one.field == "ref":
            self.fields[known.id]["ref"] = None if one.after == known.id else one.after
        elif one.field == "extra":
            self.fields[known.id]["extra"] = {**known.extra, **one.after}
        else:
            self.fields[known.id][one.field] = one.after
            if one.field == "leads":
                self.fields[known.id]["who"] = fresh.who or None

    def _redate(self, known: Any, fresh: Any) -> None:
        if isinstance(known, Milestone):
            self.fields[known.id] |= self._redating.own_date(fresh)
            return
        pairs = [
            (mine, theirs)
            for theirs in fresh.milestones
            if isinstance(mine := self._plan.by_id.get(self._same.get(theirs.id, "")), Milestone)
            and mine in known.milestones
        ]
        found = self._redating.redate(known, fresh, pairs)
        for name, changed in found.fields.items():
            self.fields[name] |= changed
        self.parts += [(known.id, part) for part in found.added]
        self.gone += found.gone


def _touched(found: Iterable[Difference], kept: Iterable[Difference], differing: Differing) -> set[str]:
    """The records of the draft whose dates or leads the plan may have to take anew."""
    left = {(one.draft, one.field) for one in kept}
    dated = {one.draft for one in found if one.group == "dates" and (one.draft, one.field) not in left}
    return dated | differing.unknown_who


def _settled(
    imported: Imported, printed: Printed, plan: Plan, recognised: Recognised, touched: set[str]
) -> Iterable[str]:
    """The questions of the draft that are only about what the plan has as the document prints it."""
    yield from _MOOT
    if all(plan.role_code(role.code) is not None for role in printed.plan.roles):
        yield _TITLES
    about: defaultdict[str, set[bool]] = defaultdict(set)
    for fated in imported.receipt.fates.values():
        for one in fated:
            if one.fate == "asked" and one.rule.startswith("question "):
                known = _is_settled(printed, recognised, touched, one.record)
                about[one.rule.removeprefix("question ")].add(known)
    yield from (question for question, found in about.items() if found == {True})


def _is_settled(printed: Printed, recognised: Recognised, touched: set[str], record: str) -> bool:
    """Whether the plan has a record of the draft, and has not to date it anew."""
    outer = outer_of(record)
    action = record if isinstance(printed.plan.by_id.get(record), Action) else outer
    return action in recognised.same and record not in recognised.added and not {action, record} & touched
