"""When each milestone is due, as far as the words say it for certain; the rest is asked, and answers are applied.

A date is proposed for a milestone only where the cell has one clause, or as many as there are milestones, that reads as
by a date or during a span, certain or likely, without a recurrence, and the milestone names no date of its own.
"""

from __future__ import annotations

from si_plan.deadlines import Reading, record_fields
from si_plan.deadlines.comparing import summarise
from si_plan.importing.dating.applying import Applying, CellDates, CellRead
from si_plan.importing.dating.draft_dates import words_of_date
from si_plan.importing.dating.line_groups import LineGroups, Member
from si_plan.importing.dating.when_lines import NO_DATE, Read, WhenCell, WhenLine, lacks_a_year, lines_of_cell, own_date
from si_plan.importing.open_questions import ONE_BY_ONE, Questions, unique_ids


class Judging:
    """Judges the When cells of a plan: each is given (`add`), questions are asked (`settle`), and all are judged."""

    def __init__(self, read: Read, asked: Questions, undated: str = "") -> None:
        """`undated` is the question about the date of the plan, where nothing says it: years that words leave out are
        not known then."""
        self._read = read
        self._undated = undated
        self._asked = asked
        self._groups = LineGroups(asked)
        self._cells: dict[str, CellRead] = {}
        self._replaced: dict[str, tuple[Reading | None, str]] = {}
        """What an answer says of a line that siplan cannot read, by its text; with the question."""

    def add(self, key: str, cell: WhenCell) -> None:
        """Take note of an action's cell. A cell that says no more than "as above" has the lines of the one above."""
        lines = lines_of_cell(cell.said, self._read, cell.day)
        above = self._cells[next(reversed(self._cells))] if self._cells else None
        if len(lines) == 1 and lines[0].above and above is not None and len(above.lines) == 1:
            lines = [_as_above(lines[0], above.lines[0])]
        own = [own_date(milestone.text, self._read) for milestone in cell.milestones]
        self._cells[key] = CellRead(cell, lines, own)

    def settle(self) -> None:
        """Ask what has to be asked of several cells at once, and what each line means that siplan cannot read."""
        for cell in self._cells.values():
            self._group(cell)
        self._groups.settle()
        self._settle_unread()

    def _group(self, cell: CellRead) -> None:
        name = cell.cell.action
        for place, line in enumerate(cell.lines):
            group = _group_of(cell, line)
            if group:
                cell.groups[place] = group
                self._groups.add(group, Member(name, place + 1, line))
        for place, milestone in enumerate(cell.cell.milestones):
            own = cell.own[place]
            if own is not None:
                words = words_of_date(milestone.text, own, self._read)
                self._groups.add("own-dates", Member(name, place + 1, milestone, words))

    def _settle_unread(self) -> None:
        lines: dict[str, list[WhenLine]] = {}
        for cell in self._cells.values():
            for line in cell.lines:
                if line.kind == "unread" and self._undated and lacks_a_year(line.reading):
                    self._replaced[line.text] = (None, self._undated)
                elif line.kind == "unread":
                    lines.setdefault(line.text, []).append(line)
        answered = self._asked.ask_of_all(
            "unread-lines",
            "siplan is not sure which dates {count} lines of When cells mean: {examples}. Until you answer, the draft "
            "takes none from them.",
            list(lines),
            (found[0].paragraphs[0] for found in lines.values()),
            (NO_DATE,),
        )
        if answered != ONE_BY_ONE:
            self._replaced |= dict.fromkeys(lines, (None, "" if answered else "unread-lines"))
            return
        for text, identity in unique_ids(lines, "when").items():
            choices = (*_readings(lines[text][0].reading, self._read), NO_DATE)
            answer = self._asked.ask(
                identity,
                f'Which date does "{text[:200]}" mean? Write it as you would in a plan (December 2025), or '
                f'"{NO_DATE}". Until you answer, the draft takes none from it.',
                (paragraph for line in lines[text] for paragraph in line.paragraphs[:1]),
                choices,
                free=True,
            )
            reading = None if answer is None or answer.casefold() == NO_DATE else self._read(answer)
            if reading is not None and (reading.confidence == "unsure" or not (reading.starts or reading.ends)):
                self._asked.reopen(identity, f'siplan reads no date in the answer "{answer}".')
                answer = None
            self._replaced[text] = (reading, identity if answer is None else "")

    def judge_all(self) -> dict[str, CellDates]:
        """What the cell of each action gives, by the key with which it was added."""
        applying = Applying(self._read, self._asked, self._groups, self._replaced)
        return dict(zip(self._cells, applying.judge_all(list(self._cells.values())), strict=True))


def _group_of(cell: CellRead, line: WhenLine) -> str:
    """The group of lines that a line belongs to; empty where it says for certain what it says, or nothing."""
    if line.kind == "recurring":
        return "duty-lines" if line.worded or not cell.cell.milestones else "how-often-lines"
    if line.worded and len(cell.lines) > 1 and not cell.by_order and line.kind in ("dated", "from", "day"):
        return "stage-lines"
    return {"from": "from-lines", "day": "day-lines", "dates": "dates-lines"}.get(line.kind, "")


def _readings(reading: Reading, read: Read) -> tuple[str, ...]:
    """What siplan reads in a line for all that, as an answer that says it for certain."""
    if reading.recurrence is not None or not record_fields(reading):
        return ()
    said = summarise(reading)
    again = read(said)
    return (said,) if again.confidence == "certain" and record_fields(again) == record_fields(reading) else ()


def _as_above(line: WhenLine, above: WhenLine) -> WhenLine:
    """A line of the cell above, as "as above" repeats it."""
    reason = f'"{line.text}" is read as the cell above: {above.cell_text}.'
    return above._replace(text=line.text, cell_text=line.text, paragraphs=line.paragraphs, reason=reason)
