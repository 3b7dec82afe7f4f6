"""Plans of any size to measure with: what grows is the number of priority files, not their size.

A generated plan has the shipped plan's shape: priorities of 6, 6, 2, 5, 3, 4, 5 and 3 actions (34 in all, then over
again), and for each action its share of text, leads, lines of When, milestones, stages, duties, steps, references and
reasons. Only source notes are fewer, 3 for 34 actions and not 132: they are all in one file, and this is how many fit
into it at the largest size. Two of the three answer a warning, so that nothing is left to say of a generated plan.

A plan is the same for the same size and seed. `python tests/benchmarks/plans.py FOLDER ACTIONS` writes one.
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

ACTIONS_IN_PRIORITY: Final = (6, 6, 2, 5, 3, 4, 5, 3)
AREAS_OF_PRIORITY: Final = ("A2, A3", "A1", "A1", "A1", "A1, A5", "A1", "A4", "A3, A4")
MOST_ACTIONS: Final = 34_000

_ROUND: Final = len(ACTIONS_IN_PRIORITY)
_EARLY: Final = 2, 2
"""The priority's place in its round, and the number in it, of an action with a deadline before the plan's own date."""
_SAME: Final = 4, 2
"""Of one with a milestone that is the same as another's."""
_BARE: Final = 5, 2
"""Of one without milestones."""
_STOCK: Final = 20
"""How many rounds of priorities are composed; a larger plan has each of them several times, for other towns."""
_WIDTH: Final = 106


def _words(listed: str) -> list[str]:
    return listed.split()


# What a stock priority leaves open: its number, its town, what its stages and duties are about, another's number.
_NUMBER: Final = "¤N"
_TOWN: Final = "¤T"
_SUBJECT: Final = "¤S"
_OTHER: Final = "¤O"

_SYLLABLES: Final = (
    _words("ash bre cam dor elm fal gor hal ing kel lan mel nor oak pen rad sel tor ull wen yar bur cli dun"),
    _words("a be co de ga ha i lo ma na o ra se to u ve wi ber den fer gel ker len sing"),
    _words("bury by combe don field ford ham head hurst ley mouth port sea stead stoke ton thorpe wick wood worth"),
)
_WORDS: Final = _words(
    "schools academies headteachers governors pupils parents carers partners providers leaders teachers officers "
    "support challenge assessment attendance attainment progress guidance training protocol framework strategy plan "
    "network programme review report data outcomes gaps disadvantaged vulnerable primary secondary early phase joint "
    "shared local termly effective targeted robust clear agreed developed published established strengthened improved "
    "in for with and of to across through between by city council cluster trust board group panel"
)
_NOUNS: Final = _words(
    "attendance attainment behaviour bursaries careers catering coaching consultation curriculum data diversity "
    "engagement enrichment evaluation exclusions finance funding governance grammar handwriting health homework "
    "inclusion induction languages leadership libraries literacy mathematics mentoring moderation music networks "
    "nurseries numeracy nurture outreach parenting partnership phonics placements punctuality reading recruitment "
    "research resources retention safeguarding science speech sport staffing transition transport truancy tuition "
    "uniforms visits volunteering wellbeing writing"
)
_ROLES: Final = {
    "DCS": "Director of Services for Children",
    "DDCS": "Deputy Director of Education",
    "HSI": "Head of School Improvement",
    "HI": "Head of Inclusion",
    "HSPR": "Head of Sufficiency",
    "SIO": "School Improvement Officers",
    "PCM": "Commissioning Manager",
    "SIM": "Strategic Information Manager",
    "EGM": "Economic Growth Manager",
    "CM": "Cabinet Member",
    "PTSA": "Teaching School Alliance",
    "CP": "Challenge Partners",
}
_FIRST_LEAD: Final = "HSI"
_MONTHS: Final = _words("Jan Feb March April May June July Aug Sept Oct Nov Dec")
_WHY: Final = (
    "The cell gives one date for several milestones",
    "The end of the month is taken where only the month is named",
    "It has to be agreed before what rests on it can begin",
    "The line is read as dating the milestone that it stands beside",
)


class _Dating(NamedTuple):
    """A line of When and the fields that it gives a record."""

    words: str
    fields: tuple[str, ...]


class _Stock(NamedTuple):
    """A priority's text with its numbers and town left open: what stands before its actions, and each action."""

    head: str
    actions: tuple[str, ...]


def files(actions: int, seed: int = 1, *, logs: bool = False) -> Iterator[tuple[str, str]]:
    """The path and text of each file of a plan with so many actions, 34 to MOST_ACTIONS.

    With `logs`, each action has one of two entries. Raises ValueError for a size out of range.
    """
    if not sum(ACTIONS_IN_PRIORITY) <= actions <= MOST_ACTIONS:
        raise ValueError(f"a plan of {actions} actions; from {sum(ACTIONS_IN_PRIORITY)} to {MOST_ACTIONS} can be made")
    sizes = list(_sizes(actions))
    yield "plan.yaml", _plan()
    yield "areas.yaml", _schema("areas") + "".join(_area(number) for number in range(1, 6))
    yield "roles.yaml", _schema("roles") + "".join(f"- {_role(code, title)}\n" for code, title in _ROLES.items())
    yield "measures.yaml", _schema("measures") + "".join(_measure(number) for number in range(1, 9))
    yield "source-notes.yaml", _schema("source-notes") + "".join(_notes(sizes, Random(f"notes {seed}")))
    stock = _Composer(Random(seed)).stock(min(_STOCK, -(-len(sizes) // _ROUND)))
    for number, size in enumerate(sizes, 1):
        composed = stock[(number - 1) % len(stock)]
        text = composed.head + "".join(composed.actions[:size])
        other = number * 7 % len(sizes) + 1
        text = text.replace(_NUMBER, str(number)).replace(_OTHER, str(other))
        text = text.replace(_TOWN, _town(number)).replace(_SUBJECT, _subject(number))
        yield f"priorities/{number}-{_town(number).lower()}.yaml", text
        if logs:
            yield from _logs(number, size)


def write(folder: Path, actions: int, seed: int = 1, *, logs: bool = False) -> Path:
    """Write a plan into `folder`, which is made if need be; gives the folder."""
    for name in ("priorities", "progress") if logs else ("priorities",):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for path, text in files(actions, seed, logs=logs):
        (folder / path).write_bytes(text.encode())
    return folder


def _sizes(actions: int) -> Iterator[int]:
    """How many actions each priority has."""
    for number in count():
        if actions <= 0:
            return
        yield min(actions, ACTIONS_IN_PRIORITY[number % _ROUND])
        actions -= ACTIONS_IN_PRIORITY[number % _ROUND]


def _town(number: int) -> str:
    """A name for each number. None of them is a word that dates anything."""
    first, middle, last = _SYLLABLES
    number, place = divmod(number * 5, len(last))
    return f"{first[number // len(middle) % len(first)]}{middle[number % len(middle)]}{last[place]}".capitalize()


def _subject(number: int) -> str:
    """Two words, others for each number, none of which dates anything: the words of a plan are many, its vocabulary is
    not."""
    first, second = divmod(number * 7, len(_NOUNS))
    return f"{_NOUNS[first % len(_NOUNS)]} and {_NOUNS[second]}"


def _schema(kind: str, folder: str = "../schemas") -> str:
    return f"# yaml-language-server: $schema={folder}/{kind}.schema.json\n"


def _plan() -> str:
    return _schema("plan") + (
        "format: 1\ntitle: Improvement plan\nauthority: Example Council\ndated: 2016-06-03\n"
        "vision:\n  text: Every child and young person does well\n"
        "audiences:\n  - id: advisory-panel\n    title: Advisory Panel\n"
    )


def _area(number: int) -> str:
    return f"- id: A{number}\n  title: What the inspectors named in place {number} is improved, faster and for all\n"


def _role(code: str, title: str) -> str:
    return f"{{code: {code}, title: {title}, kind: post}}"


def _measure(number: int) -> str:
    return (
        f"- id: M{number}\n  title: Results at stage {number}\n  baseline: In the lower half of authorities\n"
        f"  targets:\n    - id: M{number}.1\n      cohort: all pupils\n      indicator: expected standard\n"
        f"      kind: rank\n      value: 25\n      comparator: authorities\n      by: 2018-09\n"
        f"    - id: M{number}.2\n      cohort: disadvantaged pupils\n      indicator: expected standard\n"
        f"      kind: gap\n      comparator: the gap nationally\n"
    )


def _notes(sizes: list[int], random: Random) -> Iterator[str]:
    identity = count(1)
    for number, size in enumerate(sizes, 1):
        place = (number - 1) % _ROUND
        if place == 0:
            yield _note(next(identity), f"{number}.1#title", "", random)
        elif place == _EARLY[0] and size >= _EARLY[1]:
            yield _note(next(identity), f"{number}.2.1#due", "deadline-before-plan", random)
        elif place == _BARE[0] and size >= _BARE[1]:
            yield _note(next(identity), f"{number}.2#milestones", "", random)


def _note(number: int, at: str, answers: str, random: Random) -> str:
    fields = (
        _field(2, "document", _sentence(random, 90)),
        _field(2, "recorded", _sentence(random, 40)),
        _field(2, "why", _sentence(random, 68)),
        f"  answers: [{answers}]\n" if answers else "",
    )
    return f"- id: N{number}\n  at: {at}\n" + "".join(fields)


def _logs(number: int, size: int) -> Iterator[tuple[str, str]]:
    for place in range(1, size + 1):
        action = f"{number}.{place}"
        if ((number - 1) % _ROUND, place) == _BARE:
            continue  # a log would be as good as a milestone, and its source note answer nothing
        yield (
            f"progress/{action}.yaml",
            _schema("log")
            + f'- on: 2016-10-03\n  at: "{action}.1"\n  status: in_progress\n  by: HSI\n  note: Begun in time\n'
            + f'- on: 2016-11-21\n  at: "{action}.1"\n  due: 2017-09\n  reason: Consultation took longer\n',
        )


def _sentence(random: Random, length: int) -> str:
    """Words of about so many characters, never fewer than three."""
    words = [random.choice(_WORDS).capitalize()]
    left = random.randint(length // 3, length * 5 // 3) - len(words[0])
    while left > 0 or len(words) < 3:
        words.append(random.choice(_WORDS))
        left -= len(words[-1]) + 1
    return " ".join(words)


def _field(indent: int, name: str, text: str) -> str:
    """A field with a text: on its line, or folded below it where it is long."""
    before = " " * indent + (f"{name}:" if name else "-")
    if len(before) + len(text) < _WIDTH:
        return f"{before} {text}\n"
    margin = " " * (indent + 2)
    return f"{before} >-\n{textwrap.fill(text, _WIDTH, initial_indent=margin, subsequent_indent=margin)}\n"


def _quoted(identities: list[str]) -> str:
    return ", ".join(f'"{identity}"' for identity in identities)


class _Composer:
    """Composes priorities, with chance where the shipped plan varies."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._leads = count()

    def stock(self, rounds: int) -> list[_Stock]:
        return [self._priority(place) for _ in range(rounds) for place in range(_ROUND)]

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    def _text(self, length: int) -> str:
        return f"{_sentence(self._random, length - 12)} in {_TOWN}"

    def _priority(self, place: int) -> _Stock:
        success = "".join(_field(2, "", self._text(110)) for _ in range(self._random.randint(1, 4)))
        head = (
            _schema("priority", "../../schemas")
            + f'id: "{_NUMBER}"\n'
            + _field(0, "title", self._text(95))
            + f"areas: [{AREAS_OF_PRIORITY[place]}]\nsuccess:\n{success}actions:\n"
        )
        numbers = range(1, ACTIONS_IN_PRIORITY[place] + 1)
        return _Stock(head, tuple(self._action(place, number) for number in numbers))

    def _action(self, place: int, number: int) -> str:
        identity = f"{_NUMBER}.{number}"
        leads = self._led_by(number)
        lines, parts = self._parts(place, number, identity)
        text = f'  - id: "{identity}"\n' + _field(4, "title", self._text(225))
        if self._chance(0.3):
            steps = self._random.randint(2, 6)
            text += "    steps:\n" + "".join(_field(6, "", self._text(88)) for _ in range(steps))
        text += f"    leads: [{', '.join(leads)}]\n"
        if self._chance(0.2) and (place, number) != _SAME:
            text += f"    who: [{', '.join(_ROLES[lead] for lead in leads)}]\n"
        text += f"    when: [{', '.join(lines)}]\n"
        if not parts:
            text += "    due: 2016-12\n"
        if self._chance(0.25):
            text += f"    measures: [M{self._random.randint(1, 8)}]\n"
        if self._chance(0.3):
            text += f"    see: [{_quoted([f'{_OTHER}.1'])}]\n"
        return text + parts

    def _led_by(self, number: int) -> list[str]:
        """Who leads an action: each role in turn, with one or two others now and then. The first action of every
        priority is led by one role, so that a milestone elsewhere can be the same as its first."""
        codes = list(_ROLES)
        if number == 1:
            return [_FIRST_LEAD]
        first = next(self._leads)
        others = self._random.choices((0, 1, 2), (0.55, 0.33, 0.12))[0]
        return [codes[(first + step * 5) % len(codes)] for step in range(others + 1)]

    def _parts(self, place: int, number: int, identity: str) -> tuple[list[str], str]:
        """An action's lines of When, and its milestones, stages and duties, each dated by one of these lines."""
        if (place, number) == _BARE:
            return ["By Dec 2016"], ""
        datings = self._datings(number)
        if (place, number) == _EARLY:
            datings.insert(0, _Dating("By May 2016", ("due: 2016-05",)))
        milestones = max(len(datings), self._random.choices((1, 2, 3, 4, 5), (10, 10, 9, 3, 1))[0])
        text = "    milestones:\n"
        for milestone in range(milestones):
            dating = datings[min(milestone, len(datings) - 1)]
            text += self._milestone(f"{identity}.{milestone + 1}", dating, alone=len(datings) == 1)
        lines = [dating.words for dating in datings]
        if (place, number) == _SAME:
            text += self._same_milestone(f"{identity}.{milestones + 1}")
            lines.append("By Dec 2016")
        if self._chance(0.15):
            stage, words = self._stage(f"{identity}.S1")
            text, lines = text + stage, [*lines, words]
        if self._chance(0.15):
            duty, words = self._duty(f"{identity}.D1")
            text, lines = text + duty, [*lines, words]
        return list(dict.fromkeys(lines)), text

    def _datings(self, number: int) -> list[_Dating]:
        """What dates an action's milestones: one line, or two or three different ones."""
        if number == 1:
            return [_Dating("By Dec 2016", ("due: 2016-12",))]
        lines = self._random.choices((1, 2, 3), (0.75, 0.2, 0.05))[0]
        found = {dating.words: dating for dating in (self._dating() for _ in range(lines))}
        return list(found.values())

    def _dating(self) -> _Dating:
        year, month = self._month()
        kind = self._random.random()
        if kind < 0.6:
            return _Dating(f"By {_MONTHS[month - 1]} {year}", (f"due: {year}-{month:02}",))
        if kind < 0.75:
            day = self._random.randint(4, 28)
            return _Dating(f"By {day} {_MONTHS[month - 1]} {year}", (f"due: {year}-{month:02}-{day:02}",))
        if kind < 0.92:
            return _Dating(f"{year}/{year + 1 - 2000}", (f"starts: {year}-09", f"due: {year + 1}-08"))
        return _Dating("Annual", ("starts: 2016-09", "repeats: annual"))

    def _month(self) -> tuple[int, int]:
        """A month from June 2016 on, a sooner one more often."""
        months = 5 + int(40 * self._random.random() ** 2)
        return 2016 + months // 12, months % 12 + 1

    def _milestone(self, identity: str, dating: _Dating, *, alone: bool) -> str:
        text = f'      - id: "{identity}"\n' + _field(8, "text", self._text(72))
        if self._chance(0.13):
            text += f"        type: {self._random.choice(('event', 'outcome'))}\n"
        if not alone or self._chance(0.35):
            text += f"        when: {dating.words}\n"
        text += "".join(f"        {field}\n" for field in dating.fields)
        if self._chance(0.5):
            text += _field(8, "due_reason", self._random.choice(_WHY) + ".")
        if self._chance(0.13):
            text += f"        see: [{_quoted([f'{_OTHER}.1.1'])}]\n"
        return text

    def _same_milestone(self, identity: str) -> str:
        return (
            f'      - id: "{identity}"\n'
            + _field(8, "text", self._text(72))
            + f"        leads: [{_FIRST_LEAD}]\n        when: By Dec 2016\n        due: 2016-12\n"
            + f'        same_as: "{_OTHER}.1.1"\n'
        )

    def _stage(self, identity: str) -> tuple[str, str]:
        year, month = self._month()
        words = f"Better {_SUBJECT} by {_MONTHS[month - 1]} {year}"
        text = _field(8, "text", self._text(38)) + f"        when: {words}\n        due: {year}-{month:02}\n"
        return f'    stages:\n      - id: "{identity}"\n{text}', words

    def _duty(self, identity: str) -> tuple[str, str]:
        word = self._random.choice(("Annual", "Termly", "Half termly"))
        repeats = word.lower().replace(" ", "_")
        words = f"{word} meetings on {_SUBJECT}"
        text = _field(8, "text", self._text(38)) + f"        when: {words}\n"
        return (
            f'    duties:\n      - id: "{identity}"\n{text}        repeats: {repeats}\n        starts: 2016-09\n',
            words,
        )


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
