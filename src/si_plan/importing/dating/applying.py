"""What the lines of a When cell give its action: dates of its milestones, stages, duties, as far as the words are
certain or an answer says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from si_plan.deadlines import Reading
from si_plan.importing.dating.draft_dates import (
    NO_DATES,
    Fields,
    Given,
    as_deadline,
    duty_of,
    fields_of_reading,
    with_reason,
    words_of_date,
)
from si_plan.importing.dating.line_groups import Answer, LineGroups
from si_plan.importing.dating.pairing import PAIRS, Pairs, Time, ask_pairs, waits
from si_plan.importing.dating.when_lines import NO_DATE, Read, WhenCell, WhenLine
from si_plan.importing.document import Paragraph
from si_plan.importing.open_questions import Questions, question_id

Replaced = Mapping[str, tuple[Reading | None, str]]
"""What an answer says of a line that siplan cannot read, by its text, and the question while it is open."""

IN_ORDER: Final = "The cell's lines are read in the order of the milestones."
_CELL_ABOVE: Final = "the cell above"


class CellDates(NamedTuple):
    """What a When cell gives: the plan's lines, the dates of the action and of each milestone, stages and duties, and
    the question that is open about a paragraph."""

    when: tuple[str, ...]
    action: Given
    milestones: tuple[Given, ...]
    stages: tuple[Given, ...]
    duties: tuple[Given, ...]
    opened: tuple[tuple[Paragraph, str], ...]


class CellRead:
    """A When cell, its lines, what each milestone says of its own time, and the group of each line, by its place."""

    def __init__(self, cell: WhenCell, lines: list[WhenLine], own: list[Reading | None]) -> None:
        self.cell = cell
        self.lines = lines
        self.own = own
        self.groups: dict[int, str] = {}

    @property
    def by_order(self) -> bool:
        """Whether it has a line for each of several milestones."""
        return len(self.lines) > 1 and len(self.lines) == len(self.cell.milestones)

    @property
    def when(self) -> tuple[str, ...]:
        """The lines as the plan has them."""
        return tuple(dict.fromkeys(line.cell_text for line in self.lines))


class _Sorted(NamedTuple):
    """The lines of a cell, told apart: times of milestones, stages and duties."""

    times: list[Time]
    stages: list[Given]
    duties: list[Given]


class Applying:
    """Applies what is known of lines to one cell after another, in the order of the document."""

    def __init__(self, read: Read, asked: Questions, groups: LineGroups, replaced: Replaced) -> None:
        self._read = read
        self._asked = asked
        self._groups = groups
        self._replaced = replaced
        self._above: tuple[str, list[Time]] | None = None
        self._together: str | None = None
        """The answer about all cells whose times do not fit their milestones."""

    def judge_all(self, cells: Sequence[CellRead]) -> list[CellDates]:
        """What each of a plan's cells gives."""
        told_apart = []
        for cell in cells:
            told_apart.append(self._sort(cell))
            self._above = (" / ".join(cell.when), told_apart[-1].times)
        unpaired = [
            (cell, found.times)
            for cell, found in zip(cells, told_apart, strict=True)
            if self._has_no_pairs(cell, found.times) and not waits(found.times)
        ]
        self._together = self._asked.ask_of_all(
            PAIRS,
            "{count} cells give several times, neither one for all milestones nor one for each: {examples}. Until you "
            "answer, the draft gives these milestones no date.",
            [f"{cell.cell.action}: {' / '.join(cell.when)}" for cell, _ in unpaired],
            (times[0].line.paragraphs[0] for _, times in unpaired),
            (NO_DATE,),
        )
        return [self._judge(cell, found) for cell, found in zip(cells, told_apart, strict=True)]

    def _has_no_pairs(self, cell: CellRead, times: Sequence[Time]) -> bool:
        """Whether a cell has milestones that need a time, and several times in another number than theirs."""
        count = len(cell.cell.milestones)
        return count > 0 and len(times) > 1 and len(times) != count and self._needs_one(cell)

    def _judge(self, cell: CellRead, found: _Sorted) -> CellDates:
        times = found.times
        count = len(cell.cell.milestones)
        pairs: Pairs = [None] * count
        ask = ""
        if len(times) == 1:
            pairs = times * count
        elif times and len(times) == count:
            pairs = times
        elif self._has_no_pairs(cell, times):
            pairs, ask = ask_pairs(self._asked, cell.cell.action, cell.cell.milestones, times, self._together)
        opened = dict.fromkeys(
            (paragraph, question)
            for time in times
            for question in (time.dated.open, ask)
            for paragraph in time.line.paragraphs
            if question
        )
        in_order = len(times) > 1 and pairs is times
        milestones = tuple(
            self._milestone(cell, place, time, in_order=in_order, ask=ask) for place, time in enumerate(pairs)
        )
        action = NO_DATES
        if not count and len(times) == 1 and not {*times[0].dated.fields} & {"repeats", "dates"}:
            action = times[0].dated
        return CellDates(cell.when, action, milestones, tuple(found.stages), tuple(found.duties), tuple(opened))

    def _sort(self, cell: CellRead) -> _Sorted:
        found = _Sorted([], [], [])
        for place, line in enumerate(cell.lines):
            group = cell.groups.get(place, "")
            if line.kind == "elsewhere":
                found.times.extend(self._elsewhere(cell, line))
                continue
            if not group:
                time = Time(line, self._of_line(line))
                if time.dated.rule != NO_DATE:
                    found.times.append(time)
                continue
            answer, identity = self._groups.answer(group, cell.cell.action, place + 1)
            if answer == "stages":
                found.stages.append(self._stage(line, identity))
            elif answer == "duties":
                found.duties.append(duty_of(line, identity))
            elif answer is None:
                found.times.append(Time(line, Given({}, line.paragraphs, open=identity), group))
            elif answer != NO_DATE:
                found.times.append(Time(line, self._answered(line, answer, identity), group))
        return found

    def _of_line(self, line: WhenLine) -> Given:
        """What a line says of which no group asks."""
        reading, rule, reason = line.reading, f"read as {line.reading.kind}, {line.reading.confidence}", line.reason
        if line.kind == "unread":
            replaced, identity = self._replaced[line.text]
            if identity:
                return Given({}, line.paragraphs, open=identity)
            if replaced is None:
                return Given({}, line.paragraphs, NO_DATE)
            reading, rule = replaced, "answer to the question about it"
            reason = f'"{line.text}" is read as {replaced.text.strip()}.'
        elif line.kind != "dated":
            return Given({}, line.paragraphs, "gives no date")
        return Given(with_reason(fields_of_reading(reading), reason), line.paragraphs, rule)

    def _answered(self, line: WhenLine, answer: Answer, identity: str) -> Given:
        """What a line says by an answer."""
        reading = line.reading
        rule = f"answer to {identity}"
        if answer == "due by then" or (
            line.kind == "from" and answer == "dates of the milestones" and self._is_deadline
        ):
            fields = as_deadline(reading, line.text)
        elif answer == "begins then":
            fields = {"starts": reading.starts or reading.ends}
        elif answer == "by the last of them":
            last = f'"{line.text}" is read as the dates from the first to the last.'
            fields = {"starts": reading.dates[0], "due": reading.dates[-1], "due_reason": last}
        else:
            fields = fields_of_reading(reading)
        return Given(with_reason(fields, line.reason), line.paragraphs, rule)

    @property
    def _is_deadline(self) -> bool:
        return self._groups.from_is_a_deadline()

    def _stage(self, line: WhenLine, identity: str) -> Given:
        fields: Fields = {"text": line.text, "when": line.text}
        if line.kind == "from" and self._is_deadline:
            fields |= as_deadline(line.reading, line.text)
        else:
            fields |= fields_of_reading(line.reading)
        return Given(with_reason(fields, line.reason), line.paragraphs, f"answer to {identity}")

    def _elsewhere(self, cell: CellRead, line: WhenLine) -> list[Time]:
        """The times to which a line points: those of the cell above, if that is the answer."""
        identity = question_id("as-above", cell.cell.action)
        said, times = self._above or ("", [])
        choices = (_CELL_ABOVE, NO_DATE) if said else (NO_DATE,)
        above = f'The cell above says "{said[:200]}".' if said else "No cell stands above it."
        answer = self._asked.ask(
            identity,
            f'"{line.cell_text[:200]}" points to another place. {above} Does it mean that? Until you answer, the draft '
            "takes no date from it.",
            line.paragraphs[:1],
            choices,
        )
        if answer is None:
            return [Time(line, Given({}, line.paragraphs, open=identity), "elsewhere")]
        if answer == NO_DATE:
            return []
        reason = f'"{line.text}" is read as the cell above: {said}.'
        return [
            time._replace(
                line=time.line._replace(text=line.text, cell_text=line.cell_text, paragraphs=line.paragraphs),
                dated=time.dated._replace(
                    fields={**time.dated.fields, "due_reason": reason} if time.dated.fields else {},
                    paragraphs=line.paragraphs,
                ),
            )
            for time in times
        ]

    def _needs_one(self, cell: CellRead) -> bool:
        """Whether a milestone is to have the date of one of the lines."""
        for place, own in enumerate(cell.own):
            if own is None:
                return True
            answer, _ = self._groups.answer("own-dates", cell.cell.action, place + 1)
            if answer == "the date of its When cell":
                return True
        return False

    def _milestone(self, cell: CellRead, place: int, time: Time | None, *, in_order: bool, ask: str) -> Given:
        """The dates of a milestone: its own where the answer is that they are, else those of its line."""
        own = cell.own[place]
        if own is not None:
            answer, identity = self._groups.answer("own-dates", cell.cell.action, place + 1)
            if answer is None or answer == NO_DATE:
                return Given({}, cell.cell.milestones[place].paragraphs, open="" if answer else identity)
            if answer == "its own date":
                return self._own(cell, place, own, identity)
        if time is None:
            return Given({}, open=ask)
        fields = dict(time.dated.fields)
        if not fields:
            return time.dated
        if len(cell.when) > 1 or time.line.text != time.line.cell_text:
            fields = {"when": time.line.text, **fields}
        rule = f"{'one clause' if not in_order else 'a clause for each milestone'}, {time.dated.rule}"
        if in_order:
            fields["due_reason"] = " ".join(filter(None, (IN_ORDER, fields.get("due_reason"))))
        return time.dated._replace(fields=fields, rule=rule)

    def _own(self, cell: CellRead, place: int, own: Reading, identity: str) -> Given:
        milestone = cell.cell.milestones[place]
        when = words_of_date(milestone.text, own, self._read)
        fields: Fields = {"when": when, **fields_of_reading(own)}
        reason = "The milestone's own words are taken, not the cell's."
        if own.kind == "from" and self._is_deadline:
            fields = {"when": when, **as_deadline(own, when)}
        else:
            fields["due_reason"] = reason
        return Given(fields, milestone.paragraphs, f"answer to {identity}")
