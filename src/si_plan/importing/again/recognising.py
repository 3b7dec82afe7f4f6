"""Which priorities, actions and milestones of the document are which of the plan's."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from si_plan.importing.again.likeness import Likeness, plain
from si_plan.importing.again.pairing_texts import (
    NEW,
    OF_ACTIONS,
    OF_PARTS,
    Bounds,
    Fresh,
    Known,
    Pairing,
)
from si_plan.importing.again.printed import Printed, Values
from si_plan.importing.open_questions import OF_PLANS, ONE_BY_ONE, Questions, question_id
from si_plan.model.ids import outer_of
from si_plan.model.plan import Plan
from si_plan.model.promise import Action, Milestone, Priority

_LONGEST: Final = 120
_STAYS: Final = "the same, where it is"
_ANEW: Final = "dropped there, and new here"
_THE_SAME: Final = "each is the same, in other words"
_OTHERS: Final = "each is another"


class Recognised(NamedTuple):
    """Which record is which: the plan's id for each id of the draft; what the document adds, by the draft's ids; what
    it drops, by the plan's; what a question is open about, on both sides; and what stands in another place of the
    document, by the plan's ids."""

    same: dict[str, str]
    added: list[str]
    gone: list[str]
    open: list[str]
    held: list[str]
    moved: dict[str, str]


class Recognising:
    """Recognises the records of a plan in a document, and asks about what may be either."""

    def __init__(self, printed: Printed, plan: Plan, former: Values, asked: Questions) -> None:
        self._printed = printed
        self._plan = plan
        self._former = former
        self._asked = asked
        self._found = Recognised({}, [], [], [], [], {})
        draft = printed.plan
        texts = [*map(text_of, _records(draft)), *(text for one in _records(plan) for text in self._texts(one))]
        self._likeness = Likeness(texts)
        self._fresh = {record.id: record for record in _records(draft)}
        self._known = {record.id: record for record in _records(plan)}

    def recognise(self) -> Recognised:
        """Which record is which."""
        actions = [action for _, action in self._printed.plan.actions()]
        theirs = [action for _, action in self._plan.actions()]
        self._settle("action", [self._pairing(actions, theirs)])
        self._priorities()
        self._moved_actions()
        self._milestones(actions)
        return self._found

    def _pairing(self, fresh: Iterable[Any], known: Iterable[Any], bounds: Bounds = OF_ACTIONS) -> Pairing:
        return Pairing(
            [Fresh(one.id, text_of(one), self._number(one)) for one in fresh],
            [Known(one.id, self._texts(one), (getattr(one, "ref", None) or one.id).casefold()) for one in known],
            self._likeness,
            bounds,
        )

    def _settle(self, what: str, pairings: Iterable[Pairing]) -> None:
        """Ask about what is in doubt, at once where that is much, and take what is known."""
        doubts = [(pairing, pairing.pair()) for pairing in pairings]
        together = self._ask_together(what, [fresh for _, found in doubts for fresh, _ in found])

        def ask(fresh: Fresh, known: Sequence[Known]) -> str | None:
            if together == ONE_BY_ONE:
                return self._ask(what, fresh, known)
            return known[0].id if together == _THE_SAME else NEW if together == _OTHERS else None

        for pairing, found in doubts:
            paired = pairing.settle(found, ask)
            self._found.same.update(paired.same)
            for mine, theirs in zip(self._found[1:5], paired[1:5], strict=True):
                mine.extend(theirs)

    def _ask_together(self, what: str, doubtful: Sequence[Fresh]) -> str | None:
        return self._asked.ask_of_all(
            f"{OF_PLANS}same-{what}s",
            f"{{count}} {what}s of the document may be the plan's in other words: {{examples}}. Is each of them the "
            "one of the plan that is most alike? Until you answer, nothing is done about either.",
            [fresh.text for fresh in doubtful],
            (cited for fresh in doubtful for cited in self._printed.cells(fresh.id)[:1]),
            (_THE_SAME, _OTHERS),
        )

    def _number(self, record: Any) -> str:
        return "" if isinstance(record, Milestone) else self._printed.number(record)

    def _texts(self, record: Any) -> tuple[str, ...]:
        """Every text by which the document may know a record of the plan: its own, and the last document's."""
        field = "text" if isinstance(record, Milestone) else "title"
        before = [value for name in (field, "steps") for value in self._former.get((record.id, name), ())]
        said = [text_of(record), *(entry.text for entry in getattr(record, "earlier", ()) if entry.text)]
        return tuple(dict.fromkeys([*said, *([" ".join(before)] if before else [])]))

    def _ask(self, what: str, fresh: Fresh, known: Sequence[Known]) -> str | None:
        names = [self._plan.refs.of(one.id) for one in known]
        theirs = "; ".join(f'{name} "{_cut(one.texts[0])}"' for name, one in zip(names, known, strict=True))
        number = f"{fresh.printed} " if fresh.printed else ""
        answer = self._asked.ask(
            question_id(OF_PLANS, "same", what, fresh.id),
            f'Is the {what} {number}"{_cut(fresh.text)}" one of the plan\'s in other words? It may be {theirs}. Answer '
            f'with its number, or "{NEW}". Until you answer, nothing is done about either.',
            self._printed.cells(fresh.id),
            (*names, NEW),
        )
        if answer is None or answer == NEW:
            return answer
        return known[names.index(answer)].id

    def _priorities(self) -> None:
        """Pair the priorities by the actions that are in them, then by their numbers and titles."""
        votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for fresh, known in self._found.same.items():
            votes[outer_of(fresh)][outer_of(known)] += 1
        taken: dict[str, str] = {}
        for fresh, theirs in votes.items():
            best, times = theirs.most_common(1)[0]
            whole = max(len(self._fresh[fresh].actions), len(self._known[best].actions))
            if 2 * times > whole and best not in taken.values():
                taken[fresh] = best
        self._found.same.update(taken)
        others = [one for one in self._printed.plan.priorities if one.id not in taken]
        theirs_left = [one for one in self._plan.priorities if one.id not in taken.values()]
        self._settle("priority", [self._pairing(others, theirs_left)])

    def _moved_actions(self) -> None:
        """Ask of each action that stands in another priority than the plan's whether it stays."""
        for fresh, known in list(self._found.same.items()):
            if isinstance(self._fresh[fresh], Action) and self._found.same.get(outer_of(fresh)) != outer_of(known):
                self._ask_moved(fresh, known, "action", f"priority {self._plan.refs.of(outer_of(known))}")

    def _ask_moved(self, fresh: str, known: str, what: str, where: str) -> None:
        answer = self._asked.ask(
            question_id(OF_PLANS, "moved", what, known),
            f'The {what} "{_cut(text_of(self._known[known]))}" is {self._plan.refs.both(known)} in {where} of the '
            "plan, and stands elsewhere in the document. Ids and logs do not move. Until you answer, it stays there.",
            self._printed.cells(fresh),
            (_STAYS, _ANEW),
        )
        if answer == _ANEW:
            self._found.same.pop(fresh, None)
            if outer_of(fresh) not in self._found.added:
                self._found.added.append(fresh)
            self._found.gone.append(known)
            return
        self._found.same[fresh] = known
        self._found.moved[known] = outer_of(fresh)

    def _milestones(self, actions: Iterable[Action]) -> None:
        if not self._printed.has("milestones"):
            return
        same = {fresh: known for fresh, known in self._found.same.items() if isinstance(self._fresh[fresh], Action)}
        pairings = [
            self._pairing(action.milestones, self._known[same[action.id]].milestones, OF_PARTS)
            for action in actions
            if action.id in same
        ]
        self._settle("milestone", pairings)
        self._milestones_elsewhere()

    def _milestones_elsewhere(self) -> None:
        """Ask of each milestone that another action of the document has, in the very same words, whether it stays."""
        new = _once(part for name in self._found.added for part in _milestones_in(self._fresh[name]))
        old = _once(part for name in self._found.gone if isinstance(part := self._known[name], Milestone))
        for text, fresh in new.items():
            known = old.get(text)
            if known is None or not text:
                continue
            for names, one in ((self._found.added, fresh), (self._found.gone, known)):
                if one in names:
                    names.remove(one)
            self._ask_moved(fresh, known, "milestone", f"action {self._plan.refs.of(outer_of(known))}")


def _once(milestones: Iterable[Milestone]) -> dict[str, str]:
    """The ids of milestones by their texts, of those whose text only one has."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for milestone in milestones:
        found[plain(milestone.text)].append(milestone.id)
    return {text: ids[0] for text, ids in found.items() if len(ids) == 1}


def _milestones_in(record: Any) -> Iterable[Milestone]:
    """A milestone itself, or those of an action."""
    if isinstance(record, Action):
        return record.milestones
    return (record,) if isinstance(record, Milestone) else ()


def text_of(record: Any) -> str:
    """What a record says: its title with the points under it, or its text."""
    if isinstance(record, Action):
        return " ".join([record.title, *record.steps])
    return str(record.title if isinstance(record, Priority) else record.text)


def _records(plan: Plan) -> list[Any]:
    """The priorities, actions and milestones of a plan."""
    found: list[Any] = list(plan.priorities)
    for _, action in plan.actions():
        found += [action, *action.milestones]
    return found


def _cut(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1].rstrip()}…"
