"""What other words in a When cell do to the dates of an action, its milestones, stages and duties.

A date that the plan has stays while the words that gave it are still printed. Other words give the date that the draft
takes from them; where it takes none, a person is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from si_plan.importing.again.differing import promised
from si_plan.importing.again.likeness import Likeness, plain
from si_plan.importing.again.printed import Printed
from si_plan.importing.dating.draft_dates import fields_of_reading, with_reason
from si_plan.importing.dating.when_lines import NO_DATE, Read
from si_plan.importing.open_questions import OF_PLANS, Questions, question_id
from si_plan.model.plan import Plan
from si_plan.model.promise import Action, Duty, Milestone, Stage

Fields = dict[str, Any]
DATED: Final = ("when", "starts", "due", "due_reason", "repeats", "ends", "dates")
"""The fields that say when."""
_AS_IT_IS: Final = "its date stays as it is"
_DROPPED: Final = "dropped"
_ALIKE: Final = 0.4
_MOST_CHOICES: Final = 20


class Redated(NamedTuple):
    """What other words change: fields of records by the plan's id (None takes one out), the stages and duties of the
    draft that are new, and those of the plan that are gone."""

    fields: dict[str, Fields]
    added: list[Stage | Duty]
    gone: list[str]


class Redating:
    """Works out what the other words of When cells change."""

    def __init__(self, printed: Printed, plan: Plan, asked: Questions, read: Read) -> None:
        self._printed = printed
        self._plan = plan
        self._asked = asked
        self._read = read

    def redate(self, known: Action, fresh: Action, pairs: Sequence[tuple[Milestone, Milestone]]) -> Redated:
        """What an action's other words change: `pairs` are its milestones, the plan's and the document's."""
        found = Redated({known.id: {"when": fresh.when}}, [], [])
        self._action(known, fresh, found)
        for mine, theirs in pairs:
            self._milestone(known, fresh, mine, theirs, found)
        self._parts(known, fresh, found)
        return found

    def own_date(self, fresh: Milestone) -> Fields:
        """The dates that a milestone itself names, as fields to set."""
        return _all_dates(fresh)

    def _action(self, known: Action, fresh: Action, found: Redated) -> None:
        had = any(promised(known))
        if any(promised(fresh)):
            found.fields[known.id] |= {**_all_dates(fresh), "when": fresh.when}
        elif had and self._milestones_share(fresh):
            found.fields[known.id] |= {**_all_dates(fresh.milestones[0]), "when": fresh.when}
        elif had and (fresh.id, "due") not in self._printed.open:
            found.fields[known.id] |= self._ask(known, fresh, known.when)

    @staticmethod
    def _milestones_share(fresh: Action) -> bool:
        return len({promised(one) for one in fresh.milestones}) == 1 and any(promised(fresh.milestones[0]))

    def _milestone(self, known: Action, fresh: Action, mine: Milestone, theirs: Milestone, found: Redated) -> None:
        dated, had = any(promised(theirs)), any(promised(mine))
        printed = mine.when is not None and _still(mine.when, known.when, fresh.when)
        if mine.when is None and not had and any(promised(known)):
            return  # it goes by its action
        if dated:
            if printed and not _are_in_order(known):
                return
            if promised(theirs) != promised(mine):
                found.fields[mine.id] = _all_dates(theirs)
            elif mine.when is not None and not printed:
                found.fields[mine.id] = {"when": theirs.when or _only(fresh.when)}
        elif not printed and (had or mine.when is not None) and (theirs.id, "due") not in self._printed.open:
            found.fields.setdefault(mine.id, {}).update(
                self._ask(mine, fresh, (mine.when,) if mine.when else known.when)
            )

    def _parts(self, known: Action, fresh: Action, found: Redated) -> None:
        """The stages and duties: those whose line is still printed stay; those of new lines are they in other words,
        or new."""
        parts: tuple[Stage | Duty, ...] = (*fresh.stages, *fresh.duties)
        new = [part for part in parts if not _still(part.when, fresh.when, known.when)]
        own: tuple[Stage | Duty, ...] = (*known.stages, *known.duties)
        for part in own:
            if _still(part.when, known.when, fresh.when):
                continue
            other = self._like(part, new)
            if other is not None:
                new.remove(other)
                words = {"text": other.text} if plain(part.text) == plain(part.when) else {}
                found.fields[part.id] = {**_all_dates(other), **words}
                continue
            answer = self._ask(part, fresh, (part.when,))
            if answer.pop(_DROPPED, False):
                found.gone.append(part.id)
            elif answer:
                found.fields[part.id] = answer
        found.added.extend(new)

    def _like(self, part: Stage | Duty, new: Iterable[Stage | Duty]) -> Stage | Duty | None:
        same = [one for one in new if type(one) is type(part)]
        likeness = Likeness([part.when, *(one.when for one in same)])
        scored = [(likeness.between(part.when, one.when), one) for one in same]
        best = max(scored, key=lambda pair: pair[0], default=None)
        return best[1] if best is not None and best[0] >= _ALIKE else None

    def _ask(self, known: Any, fresh: Action, before: Iterable[str]) -> Fields:
        """What a person says of a date whose words are no longer printed, as fields; empty while nobody has, and where
        it stays."""
        is_part = isinstance(known, (Stage, Duty))
        lines = list(dict.fromkeys(" ".join(line.split()) for line in fresh.when))[:_MOST_CHOICES]
        last = (_DROPPED,) if is_part else (_AS_IT_IS, NO_DATE)
        said = " / ".join(before)[:200]
        answer = self._asked.ask(
            question_id(OF_PLANS, "when", known.id),
            f'{self._plan.refs.both(known.id)} goes by "{said}" in the plan, which the document no longer prints. What '
            "does it go by now? Until you answer, its date stays as it is.",
            self._printed.cells(fresh.id, ("when", "title")),
            (*lines, *last),
        )
        if answer is None or answer == _AS_IT_IS:
            return {}
        if answer == _DROPPED and is_part:
            return {_DROPPED: True}
        nothing = dict.fromkeys(name for name in DATED if name in type(known).model_fields and name != "when")
        if answer == NO_DATE:
            return nothing if isinstance(known, Action) else {**nothing, "when": None}
        reading = self._read(answer)
        fields = fields_of_reading(reading) if reading.confidence != "unsure" else {}
        if reading.confidence != "certain":
            fields = with_reason(fields, reading.reason or f'"{answer}" is read as {reading.kind} this date.')
        own = {name: value for name, value in fields.items() if name in type(known).model_fields}
        if isinstance(known, Duty) and "repeats" not in own:
            own["repeats"] = known.repeats
        return {**nothing, **own} if isinstance(known, Action) else {**nothing, **own, "when": answer}


def _all_dates(record: Any) -> Fields:
    """Everything that a record says of its time, as fields to set; None takes one out."""
    return {name: getattr(record, name) or None for name in DATED if name in type(record).model_fields}


def _still(words: str, before: Iterable[str], after: Iterable[str]) -> bool:
    """Whether a When cell prints these words as it did: as a line of its own, or as a part of one."""
    said = plain(words).casefold()
    then, now = ([plain(line).casefold() for line in lines] for lines in (before, after))
    if said in now:
        return True
    return said not in then and any(said in line for line in now)


def _are_in_order(action: Action) -> bool:
    """Whether the lines of an action's When cell date its milestones one by one."""
    lines = [plain(line) for line in action.when]
    return len(lines) > 1 and lines == [plain(one.when or "") for one in action.milestones]


def _only(lines: Sequence[str]) -> str | None:
    return lines[0] if len(lines) == 1 else None
