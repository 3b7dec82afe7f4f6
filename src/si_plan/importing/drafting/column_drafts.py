"""The columns that hold the beginning, the end and the cost of an action."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from si_plan.dates.reduced import ReducedDate
from si_plan.importing.cell_texts import CellText
from si_plan.importing.dating.when_lines import Read, kind_of_line, says_as_above
from si_plan.importing.drafting.received import Received
from si_plan.importing.fates import Fate
from si_plan.importing.laid_out import ActionRow, ColumnField
from si_plan.importing.open_questions import ONE_BY_ONE, Questions, question_id, unique_ids

_POUNDS: Final = re.compile(r"£?\s*(\d{1,3}(?:,\d{3})+|\d{1,12})(\.\d{2})?")
_NO_COST: Final = "no cost"
_WRONG: Final = ("the beginning", "the end")
_COLUMNS: Final[tuple[ColumnField, ...]] = ("starts", "due")


class _Columns:
    """What the columns of an action give: its dates, the words that the plan's `when` keeps, and the texts that say
    something else than a date."""

    def __init__(self) -> None:
        self.fields: dict[str, Any] = {}
        self.words: list[str] = []
        self.left: list[CellText] = []


class DateColumns:
    """The dates of actions from columns of their own. A date that a cell of a workbook holds is taken as it is, words
    where they say one for sure; any other words of the column of ends are judged as those of a When cell."""

    def __init__(self, read: Read, asked: Questions, received: Received) -> None:
        self._read = read
        self._asked = asked
        self._received = received
        self._given: dict[str, _Columns] = {}
        self._above: dict[str, ReducedDate] = {}

    def take(self, identity: str, name: str, row: ActionRow, texts: Mapping[ColumnField, tuple[CellText, ...]]) -> None:
        """Take note of an action's columns."""
        given = self._given[identity] = _Columns()
        for field in _COLUMNS:
            said = texts.get(field, ())
            cell = row.cells.get(field)
            day, reason = self._day(field, said, cell.day if cell is not None else None) if said else (None, "")
            if day is None:
                self._above.pop(field, None)  # a cell above that says no date is not passed over
            if not said:
                continue
            if day is not None:
                given.fields[field] = self._above[field] = day
                self._received.paragraphs((part for one in said for part in one.paragraphs), identity, field, str(day))
                if reason:
                    given.fields["due_reason"] = " ".join(filter(None, (given.fields.get("due_reason"), reason)))
            if field == "due":
                self._keep_words(identity, given, said, sure=day is not None)
            elif day is None:
                self._ask_beginning(identity, name, said)

    def _day(self, field: str, said: Sequence[CellText], held: ReducedDate | None) -> tuple[ReducedDate | None, str]:
        """The date of a cell, and why it is that, where its words do not say so."""
        if held is not None:
            reading = self._read(said[0].text)
            found = reading.starts if field == "starts" and reading.starts else reading.ends
            agrees = reading.confidence == "certain" and found is not None and found.latest == held.latest
            return held, "" if agrees or field == "starts" else f"The cell holds the date {held}."
        if len(said) != 1:
            return None, ""
        if says_as_above(said[0].text) and field in self._above:
            above = self._above[field]
            return above, f'"{said[0].text}" is read as the cell above: {above}.'
        reading = self._read(said[0].text)
        if field == "starts" and kind_of_line(reading) in ("from", "dated", "day"):
            return reading.starts or reading.ends, ""
        return (reading.ends, "") if kind_of_line(reading) in ("dated", "day") else (None, "")

    def _keep_words(self, identity: str, given: _Columns, said: Sequence[CellText], *, sure: bool) -> None:
        """Keep what the column of ends says: it is when, in the document's own words."""
        self._received.said(said, identity, "when")
        if sure:
            given.words += (one.text for one in said)
        else:
            given.left += said

    def _ask_beginning(self, identity: str, name: str, said: Sequence[CellText]) -> None:
        question = question_id("starts", name)
        paragraphs = [paragraph for one in said for paragraph in one.paragraphs]
        answer = self._asked.ask(
            question,
            f'siplan reads no beginning in "{said[0].text[:200]}". When does {name} begin? Until you answer, the draft '
            "does not say.",
            paragraphs,
        )
        reading = self._read(answer) if answer is not None else None
        day = reading.starts or reading.ends if reading is not None and reading.confidence != "unsure" else None
        if day is not None:
            self._given[identity].fields["starts"] = day
            self._received.paragraphs(paragraphs, identity, "starts", str(day), f"answer to {question}")
            return
        if answer is not None:
            self._asked.reopen(question, f'siplan reads no date in the answer "{answer}".')
        self._received.asked(paragraphs, identity, "starts", question)

    def ask_which_is_wrong(self, name: str, row: ActionRow, values: dict[str, Any]) -> None:
        """Ask about an end before its beginning, and leave out what the answer says is wrong; both while there is
        none."""
        paragraphs = [paragraph for field in _COLUMNS for paragraph in row.fields.get(field, ())]
        question = question_id("dates", name)
        answer = self._asked.ask(
            question,
            f"{name} begins {values['starts']}, and is due before that: {values['due']}. Which of them is wrong? "
            "Until you answer, the draft has neither.",
            paragraphs,
            _WRONG,
        )
        if answer is None:
            self._received.asked(paragraphs, values["id"], "due", question)
        if answer != _WRONG[1]:
            values.pop("starts")
        if answer != _WRONG[0]:
            values.pop("due")
            values.pop("due_reason", None)

    def left(self, identity: str) -> Sequence[CellText]:
        """The texts of an action's column of ends that say no single date."""
        return self._given[identity].left

    def words(self, identity: str) -> Sequence[str]:
        """The texts of its column of ends that say its date."""
        return self._given[identity].words

    def fields(self, identity: str) -> Mapping[str, Any]:
        """The dates that its columns give."""
        return self._given[identity].fields


class CostColumn:
    """What actions cost: plain amounts in pounds; any other text is asked."""

    def __init__(self, asked: Questions, received: Received) -> None:
        self._asked = asked
        self._received = received
        self._unclear: dict[str, list[CellText]] = {}
        self._answers: dict[str, tuple[str, str | None]] = {}
        """By its text, the question about what is no amount, and the answer."""

    def take(self, said: Sequence[CellText]) -> None:
        """Take note of a cell."""
        if said and _amount(_whole(said)) is None:
            self._unclear.setdefault(_whole(said), []).extend(said)

    def settle(self) -> None:
        """Ask about each text that is no amount."""
        answered = self._asked.ask_of_all(
            "costs",
            "{count} cells of costs hold no plain amount: {examples}. Until you answer, the draft leaves these out.",
            list(self._unclear),
            (said[0].paragraphs[0] for said in self._unclear.values()),
            (_NO_COST,),
        )
        if answered != ONE_BY_ONE:
            self._answers = dict.fromkeys(self._unclear, ("costs", answered))
            return
        for text, identity in unique_ids(self._unclear, "cost").items():
            answer = self._asked.ask(
                identity,
                f'"{text[:200]}" is no plain amount. What does it cost, in pounds? Until you answer, the draft has no '
                "cost.",
                (paragraph for one in self._unclear[text] for paragraph in one.paragraphs),
                (_NO_COST,),
                free=True,
            )
            if answer is not None and answer.strip().casefold() != _NO_COST and _amount(answer) is None:
                self._asked.reopen(identity, f'The answer "{answer}" is no amount, such as 12500 or 12500.50.')
                answer = None
            self._answers[text] = (identity, answer)

    def of(self, identity: str, said: Sequence[CellText]) -> str | None:
        """The cost of an action, by its cell; None where it has none, or it is not known."""
        if not said:
            return None
        question, answer = self._answers.get(_whole(said), ("", _whole(said)))
        amount = _amount(answer) if answer is not None else None
        rule = f"answer to {question}" if question else ""
        if answer is None:
            self._received.asked(
                (paragraph for one in said for paragraph in one.paragraphs), identity, "cost", question
            )
        else:
            paragraphs = (paragraph for one in said for paragraph in one.paragraphs)
            fate: Fate = "mapped" if amount is not None else "not-mapped"
            self._received.paragraphs(paragraphs, identity, "cost", amount or "", rule, fate)
        return amount


def _whole(said: Sequence[CellText]) -> str:
    return " ".join(one.text for one in said)


def _amount(text: str) -> str | None:
    found = _POUNDS.fullmatch(text.strip())
    return str(int(found[1].replace(",", ""))) + (found[2] or "") if found else None
