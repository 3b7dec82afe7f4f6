"""A row of a plan's table to an action with its milestones: each column's text to its field, to the letter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from si_plan.importing.cell_texts import CellText, plain_and_points, said_by, whole_points, writable
from si_plan.importing.dating.applying import CellDates
from si_plan.importing.dating.draft_dates import Given, reversed_in
from si_plan.importing.dating.judging import Judging
from si_plan.importing.dating.when_lines import Read, WhenCell
from si_plan.importing.drafting.areas_drafted import AreaList
from si_plan.importing.drafting.column_drafts import CostColumn, DateColumns
from si_plan.importing.drafting.numbering import Numbered, bare_number
from si_plan.importing.drafting.received import Received
from si_plan.importing.laid_out import ActionRow, ColumnField, LaidOut
from si_plan.importing.leading.leads import Leading, Resolved, WhoCell
from si_plan.importing.mapping import ImportMap
from si_plan.importing.open_questions import Questions
from si_plan.importing.tables.headings import numbers_of_areas
from si_plan.model.extra import LONGEST_COLUMN, MOST_COLUMNS
from si_plan.model.ids import priority_of
from si_plan.model.promise import MOST_LINES, ROLES, Action, RoleField

_TEXTS: Final[tuple[ColumnField, ...]] = ("success", "monitoring", "resources")
_DATES: Final = ("text", "starts", "due", "repeats", "ends", "dates")
BLANK: Final = "(the document gives no text)"
"""The title of an action whose cell is blank."""


class ActionDraft:
    """A row with the texts of its cells, what is printed for it, and its id."""

    def __init__(self, row: ActionRow, said: Mapping[ColumnField, tuple[CellText, ...]]) -> None:
        self.row = row
        self.said = said
        self.numbered = Numbered("")
        self.asked = ""
        """The open question about its number."""
        self.printed = " ".join(one.text for one in said.get("ref", ()))
        self.milestones: tuple[CellText, ...] = tuple(whole_points(said.get("milestones", ())))

    @property
    def name(self) -> str:
        """How people know it: by its printed number, else its id."""
        return self.numbered.ref or self.numbered.identity

    def said_in(self, field: ColumnField) -> tuple[CellText, ...]:
        """The texts of a field's cell."""
        return self.said.get(field, ())


class Drafting:
    """Drafts the actions of a plan: all rows are read and taken note of, the questions are asked, each is recorded."""

    def __init__(
        self,
        laid_out: LaidOut,
        mapping: ImportMap,
        asked: Questions,
        received: Received,
        read: Read,
        undated: str = "",
    ) -> None:
        self.areas = AreaList(laid_out, received)
        self.leading = Leading(laid_out, mapping, asked)
        self._judging = Judging(read, asked, undated)
        self._judged: dict[str, CellDates] = {}
        self._columns = DateColumns(read, asked, received)
        self._costs = CostColumn(asked, received)
        self._asked = asked
        self._received = received
        self._continued = laid_out.joined
        self._ratings = mapping.ratings
        self._above: dict[RoleField, Resolved] = {}

    def read_row(self, row: ActionRow) -> ActionDraft:
        """A row with the texts of its cells."""
        return ActionDraft(
            row, {field: tuple(said_by(paragraphs, self._continued)) for field, paragraphs in row.fields.items()}
        )

    def take(self, action: ActionDraft, numbered: Numbered) -> None:
        """Take note of an action and its id."""
        action.numbered = numbered
        for paragraphs in action.row.fields.values():
            self._asked.name(action.name, paragraphs)
        for field in ROLES:
            if action.said_in(field):
                self.leading.add(WhoCell(action.name, field, action.said_in(field)))
        self._columns.take(numbered.identity, action.name, action.row, action.said)
        cell = action.row.cells.get("when")
        day = cell.day if cell is not None else None
        lines = (*action.said_in("when"), *self._columns.left(numbered.identity))[:MOST_LINES]
        self._judging.add(numbered.identity, WhenCell(action.name, lines, day, action.milestones))
        self._costs.take(action.said_in("cost"))

    def settle(self) -> None:
        """Ask what has to be asked of all actions together."""
        self.leading.settle()
        self._judging.settle()
        self._judged = self._judging.judge_all()
        self._costs.settle()

    def record(self, action: ActionDraft) -> Action:
        """The record of an action."""
        identity = action.numbered.identity
        values: dict[str, Any] = {"id": identity}
        if action.numbered.ref:
            values["ref"] = action.numbered.ref
        self._ref(action)
        self._title(action, values)
        self._leads(action, values)
        self._dates(action, values)
        for field in _TEXTS:
            if said := action.said_in(field):
                values[field] = tuple(one.text for one in said)
                self._received.said(said, identity, field)
        self._areas_of(action, values)
        cost = self._costs.of(identity, action.said_in("cost"))
        if cost is not None:
            values["cost"] = cost
        if kept := self._kept(action):
            values["extra"] = kept
        return Action.model_validate(values)

    def _ref(self, action: ActionDraft) -> None:
        """Tell what became of the number that is printed for an action."""
        identity, ref = action.numbered
        paragraphs = [paragraph for one in action.said_in("ref") for paragraph in one.paragraphs]
        if action.asked:
            self._received.asked(paragraphs, identity, "ref", action.asked)
        elif ref or bare_number(action.printed) == identity:
            self._received.paragraphs(paragraphs, identity, "ref" if ref else "id", ref or identity)
        else:
            self._received.paragraphs(paragraphs, "", "", "", "too long, or the id of another action", "not-mapped")

    def _areas_of(self, action: ActionDraft, values: dict[str, Any]) -> None:
        """The areas of an action's own column; its priority's name in a column has the priority."""
        identity = action.numbered.identity
        said = action.said_in("areas")
        printed = [number for one in said for number in numbers_of_areas(one.text)]
        codes = tuple(dict.fromkeys(map(self.areas.id_of, printed)))
        if codes:
            values["areas"] = codes
        rule = "" if codes else "no number of an area"
        self._received.said(said, identity, "areas" if codes else "", rule, "mapped" if codes else "not-mapped")
        self._received.said(action.said_in("priority"), priority_of(identity), "title", "column priority", "heading")

    def _title(self, action: ActionDraft, values: dict[str, Any]) -> None:
        plain, points = plain_and_points(action.said_in("title"))
        values["title"] = "\n".join(one.text for one in plain) or BLANK
        self._received.said(plain, action.numbered.identity, "title")
        if points:
            values["steps"] = tuple(one.text for one in points)
            self._received.said(points, action.numbered.identity, "steps")

    def _leads(self, action: ActionDraft, values: dict[str, Any]) -> None:
        identity = action.numbered.identity
        codes: dict[RoleField, list[str]] = {field: [] for field in ROLES}
        for field in ROLES:
            if not action.said_in(field):
                continue
            cell = WhoCell(action.name, field, action.said_in(field))
            found = self._above[field] = self.leading.resolve(cell, self._above.get(field))
            for own, names in found.codes.items():
                codes[own] += names
            for part, given in self.leading.by_line(cell, found):
                for own, names in given.codes.items():
                    self._received.paragraphs(part.paragraphs, identity, own, ", ".join(names), given.rule)
                for question in given.open:
                    self._received.asked(part.paragraphs, identity, field, question)
            if field != "leads" and not found.open and (not found.codes or found.says_more):
                rule = "says more than whom it names" if found.codes else "names nobody"
                self._received.paragraphs(cell.paragraphs, identity, "", "", rule, "not-mapped")
        leads = values["leads"] = tuple(dict.fromkeys(codes["leads"]))
        who = tuple(one.text for one in action.said_in("leads"))
        if who and " / ".join(leads) != " / ".join(who):
            values["who"] = who
            self._received.said(action.said_in("leads"), identity, "who")
        values |= {field: tuple(dict.fromkeys(codes[field])) for field in ROLES[1:] if codes[field]}

    def _dates(self, action: ActionDraft, values: dict[str, Any]) -> None:
        identity = action.numbered.identity
        judged = self._judged[identity]
        values["when"] = tuple(dict.fromkeys((*judged.when, *self._columns.words(identity))))[:MOST_LINES]
        self._received.said(action.said_in("when"), identity, "when")
        for paragraph, question in judged.opened:
            self._received.asked([paragraph], identity, "due", question)
        self._give(identity, judged.action, values)
        values |= self._columns.fields(identity)
        if reversed_in(values):
            self._columns.ask_which_is_wrong(action.name, action.row, values)
        milestones = []
        for number, (one, dated) in enumerate(zip(action.milestones, judged.milestones, strict=True), 1):
            milestone = {"id": f"{identity}.{number}", "text": one.text}
            self._received.said([one], milestone["id"], "text")
            milestones.append(self._give(milestone["id"], dated, milestone))
        parts = {
            "milestones": milestones,
            "stages": [self._part(f"{identity}.S{number}", one) for number, one in enumerate(judged.stages, 1)],
            "duties": [self._part(f"{identity}.D{number}", one) for number, one in enumerate(judged.duties, 1)],
        }
        values |= {name: tuple(records) for name, records in parts.items() if records}

    def _part(self, identity: str, dated: Given) -> dict[str, Any]:
        return self._give(identity, dated, {"id": identity})

    def _give(self, identity: str, dated: Given, values: dict[str, Any]) -> dict[str, Any]:
        """Give a record its dates, and tell from which paragraphs it has them."""
        values |= dated.fields
        for field in _DATES:
            if field in dated.fields:
                value = dated.fields[field]
                said = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
                self._received.paragraphs(dated.paragraphs, identity, field, said, dated.rule)
        if dated.open:
            self._received.asked(dated.paragraphs, identity, "due", dated.open)
        return values

    def _kept(self, action: ActionDraft) -> dict[str, tuple[str, ...]]:
        """The columns that have no field, under their own names, and the ratings, which no log can take: it is not
        known on which day they were given."""
        texts = {name: (said_by(paragraphs, self._continued), "") for name, paragraphs in action.row.kept.items()} | {
            name: (said_by(cell.paragraphs, self._continued), self._ratings.get(cell.fill or "", ""))
            for name, cell in action.row.ratings.items()
        }
        kept: dict[str, tuple[str, ...]] = {}
        for name, (said, colour) in texts.items():
            found = tuple(one.text for one in said) or ((colour,) if colour else ())
            rule = f"column {name}: it is not known on which day" if name in action.row.ratings else f"column {name}"
            column = writable(name)[:LONGEST_COLUMN].strip()
            if found and column and (column in kept or len(kept) < MOST_COLUMNS):
                kept[column] = (*kept.get(column, ()), *found)
                self._received.said(said, action.numbered.identity, "extra", rule)
            else:
                self._received.said(said, action.numbered.identity, "", rule, "not-mapped")
        return kept
