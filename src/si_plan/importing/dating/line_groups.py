"""The questions about lines of When cells that one answer settles: what "From …" means in a plan, which lines are about
the action as a whole, which recur."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

from si_plan.importing.cell_texts import CellText
from si_plan.importing.dating.when_lines import WhenLine
from si_plan.importing.open_questions import ONE_BY_ONE, Cited, Questions, examples, question_id

Answer = Literal[
    "stages", "duties", "the milestones recur", "dates of the milestones", "due by then", "begins then", "no date",
    "its own date", "the date of its When cell", "on each of these dates", "by the last of them",
]  # fmt: skip


class LineGroup(NamedTuple):
    """A question about lines that are alike: its words for one and for several, and the answers to choose from."""

    one: str
    several: str
    choices: tuple[Answer, ...]
    until: str


_UNDATED_UNTIL: Final = "Until you answer, the draft gives these no date."
GROUPS: Final[dict[str, LineGroup]] = {
    "from-lines": LineGroup(
        "A When cell says from when: {examples}. Is the work due by then, or does it begin then?",
        "{count} lines of When cells say from when: {examples}. Is the work due by then, or does it begin then?",
        ("due by then", "begins then", "no date"),
        _UNDATED_UNTIL,
    ),
    "stage-lines": LineGroup(
        "A line of a When cell says what is to be done, and by when: {examples}. Is that a step of its own (a stage of "
        "the action), or the date of the milestones?",
        "{count} lines of When cells say what is to be done, and by when: {examples}. Are these steps of their own "
        "(stages of the actions), or the dates of the milestones?",
        ("stages", "dates of the milestones", "no date"),
        "Until you answer, the draft makes no stages, and gives these milestones no date.",
    ),
    "duty-lines": LineGroup(
        "A When cell says what is done again and again: {examples}. Is that a task of its own (a duty of the action), "
        "or are the milestones done that often?",
        "{count} lines of When cells say what is done again and again: {examples}. Are these tasks of their own "
        "(duties of the actions), or are the milestones done that often?",
        ("duties", "the milestones recur", "no date"),
        "Until you answer, the draft makes no duties, and gives these milestones no date.",
    ),
    "how-often-lines": LineGroup(
        "A When cell says only how often: {examples}. Are its milestones done that often? Or is that a task of its "
        "own (a duty of the action), and the milestones have no date yet?",
        "{count} lines of When cells say only how often: {examples}. Are their milestones done that often? Or are "
        "these tasks of their own (duties of the actions), and the milestones have no date yet?",
        ("the milestones recur", "duties", "no date"),
        _UNDATED_UNTIL,
    ),
    "day-lines": LineGroup(
        "A When cell says on which day: {examples}. Is the work due by then, or does it begin then?",
        "{count} lines of When cells say on which day: {examples}. Is the work due by then, or does it begin then?",
        ("due by then", "begins then", "no date"),
        _UNDATED_UNTIL,
    ),
    "dates-lines": LineGroup(
        "A When cell gives several dates: {examples}. Are its milestones due on each of them, or once, by the last?",
        "{count} lines of When cells give several dates: {examples}. Are their milestones due on each date, or once, "
        "by the last?",
        ("on each of these dates", "by the last of them", "no date"),
        _UNDATED_UNTIL,
    ),
    "own-dates": LineGroup(
        "A milestone gives a date itself: {examples}. Is it due then, or when its When cell says?",
        "{count} milestones give dates themselves: {examples}. Are they due then, or when their When cells say?",
        ("its own date", "the date of its When cell", "no date"),
        _UNDATED_UNTIL,
    ),
}
_FROM: Final = "from-lines"


class Member(NamedTuple):
    """A line or milestone that a question is about: the action, its place there, from 1, and its text."""

    action: str
    place: int
    said: WhenLine | CellText
    example: str = ""
    """What the question quotes of it, if not its text."""


class LineGroups:
    """The members of each group, and what the answers say of each of them."""

    def __init__(self, asked: Questions) -> None:
        self._asked = asked
        self._members: dict[str, list[Member]] = defaultdict(list)
        self._answers: dict[tuple[str, str, int], tuple[Answer | None, str]] = {}

    def add(self, group: str, member: Member) -> None:
        """Take note of a line or milestone of a group."""
        self._members[group].append(member)

    def settle(self) -> None:
        """Ask about each group that has members, and about each member where the answer is one by one."""
        for name, group in GROUPS.items():
            members = self._members.get(name)
            if members:
                self._settle(name, group, members)

    def _settle(self, name: str, group: LineGroup, members: list[Member]) -> None:
        several = len(members) > 1
        choices = (*group.choices, ONE_BY_ONE) if several else group.choices
        answer = self._ask(name, group, members, choices)
        for member in members:
            identity = name
            own = answer
            if answer == ONE_BY_ONE:
                identity = question_id(name, member.action, str(member.place))
                own = self._ask(identity, group, [member], group.choices)
            self._answers[name, member.action, member.place] = (_answer(own, group), identity)

    def _ask(self, identity: str, group: LineGroup, members: list[Member], choices: Iterable[str]) -> str | None:
        ask = (group.several if len(members) > 1 else group.one).format(
            count=len(members), examples=examples(member.example or member.said.text for member in members)
        )
        cited = (Cited(member.said.paragraphs[0], member.said.text) for member in members)
        return self._asked.ask(identity, f"{ask} {group.until}", cited, tuple(choices))

    def answer(self, group: str, action: str, place: int) -> tuple[Answer | None, str]:
        """The answer about a member, None while it is open, and the id of the question."""
        return self._answers[group, action, place]

    def from_is_a_deadline(self) -> bool:
        """Whether the answer is that "From …" is a deadline, wherever it stands."""
        return any(answer == "due by then" for (group, _, _), (answer, _) in self._answers.items() if group == _FROM)


def _answer(answer: str | None, group: LineGroup) -> Answer | None:
    return next((choice for choice in group.choices if choice == answer), None)
