"""Who leads each action, answers for it and helps: the roles of a document from its list of them and its Who cells."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from si_plan.checks.who_cells import RoleNames
from si_plan.importing.cell_texts import CellText
from si_plan.importing.document import Paragraph
from si_plan.importing.draft_limits import check_roles
from si_plan.importing.laid_out import LaidOut
from si_plan.importing.leading.role_list import RoleList
from si_plan.importing.leading.role_names import is_close, is_code, is_sure_name
from si_plan.importing.leading.who_cells import WhoReader, names_answered
from si_plan.importing.mapping import ImportMap
from si_plan.importing.open_questions import ONE_BY_ONE, Questions, question_id, unique_ids
from si_plan.model.promise import RoleField

NEW_ROLE: Final = "a role of its own"
NO_ROLE: Final = "no role"
AS_THEY_ARE: Final = "as they are"
_NOBODY: Final = "nobody"
_AS_READ: Final = "the names"
_MOST_ASKED_SINGLY: Final = 3
_MOST_COMPARED: Final = 20_000
"""How many pairs of names are compared: nobody reads a thousand guesses."""


class WhoCell(NamedTuple):
    """A cell that names roles: whose action it is, the field of its column, and its texts."""

    action: str
    field: RoleField
    said: tuple[CellText, ...]

    @property
    def lines(self) -> list[str]:
        """Its texts."""
        return [one.text for one in self.said]

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Its paragraphs."""
        return tuple(paragraph for one in self.said for paragraph in one.paragraphs)


class Resolved(NamedTuple):
    """Whom a cell names: codes by field, and the questions that are open about it."""

    codes: Mapping[RoleField, tuple[str, ...]]
    open: tuple[str, ...] = ()
    rule: str = ""
    says_more: bool = False
    """Whether its text says more than names."""


class Leading:
    """The roles of a document. First every Who cell is given (`add`), then the questions are asked (`settle`), then
    each cell is `resolve`d."""

    def __init__(self, laid_out: LaidOut, mapping: ImportMap, asked: Questions) -> None:
        self.roles = RoleList(laid_out, mapping)
        self._asked = asked
        self._separators = mapping.separators
        self._open: dict[str, str] = {}
        """The open question about each printed name, in small letters."""
        self._cells: list[WhoCell] = []
        self._mixed: dict[str, tuple[str, str | None]] = {}
        """The question about each cell that says more than names, and its answer."""
        self._reader = self._new_reader()
        self._comparisons = 0

    def add(self, cell: WhoCell) -> None:
        """Take note of a Who cell."""
        self._cells.append(cell)

    def settle(self) -> None:
        """Read every cell, and ask about each name that is not known, and each cell that says more than names."""
        places: dict[str, list[Paragraph]] = defaultdict(list)
        spelt: dict[str, str] = {}
        mixed: dict[str, list[WhoCell]] = defaultdict(list)
        named_so: dict[str, None] = {}
        for cell in self._cells:
            named = self._reader.read(cell.lines, cell.field)
            if named.mixed:
                mixed["\n".join(cell.lines)].append(cell)
                continue
            for _, name in named.names:
                named_so[name] = None
                if name not in self.roles:
                    said = [one for one in cell.paragraphs if name.casefold() in one.text.casefold()]
                    places[spelt.setdefault(name.casefold(), name)] += said or cell.paragraphs
        self._settle_names(places)
        self.roles.put_in_order(named_so)
        self._reader = self._new_reader()
        self._settle_mixed(mixed)
        self._reader = self._new_reader()

    def _new_reader(self) -> WhoReader:
        return WhoReader(RoleNames(self.roles.records()), self._separators)

    def _settle_names(self, places: Mapping[str, list[Paragraph]]) -> None:
        check_roles(len(places) + len(list(self.roles)))
        order = {name: (-len(places[name]), place) for place, name in enumerate(places)}
        near = {name: self._near(name, order) for name in places}
        sure = {name: None for name in places if not near[name] and not self.roles.listed and is_sure_name(name)}
        for name in sure:
            self.roles.make(name, listed=True)
        ids = unique_ids((name for name in places if name not in sure), "role")
        others = [name for name in ids if not near[name]]
        if len(others) > _MOST_ASKED_SINGLY:
            others = self._settle_unlisted(others, places)
        for name in (*(name for name in ids if near[name]), *others):
            codes = [self.roles.code_of(other) or other for other in near[name]]
            self._settle_name(name, ids[name], codes, places[name])
        self._ask_titles(places)

    def _settle_unlisted(self, names: list[str], places: Mapping[str, list[Paragraph]]) -> list[str]:
        """Ask at once about all the names that may be roles of their own; those that are left to be asked."""
        said = ", ".join(names)
        what = "are not in the document's list of roles" if self.roles.listed else "may be roles"
        answer = self._asked.ask(
            "roles-unlisted",
            f"{len(names)} names {what}: {said}. Is each a role of its own? Until you answer, they lead nothing.",
            (paragraph for name in names for paragraph in places[name]),
            (NEW_ROLE, ONE_BY_ONE),
        )
        if answer == ONE_BY_ONE:
            return names
        for name in names:
            if answer == NEW_ROLE:
                self.roles.make(name, listed=not self.roles.listed, answered=True)
            else:
                self._open[name.casefold()] = "roles-unlisted"
        return []

    def _near(self, name: str, order: Mapping[str, tuple[int, int]]) -> list[str]:
        """The codes of the roles for which a name may be a slip, and the names that other cells print more often."""
        self._comparisons += len(order)
        if self._comparisons > _MOST_COMPARED:
            return []
        found = [
            kept.code
            for kept in self.roles
            if is_close(name, kept.title) or (not kept.made and is_close(name, kept.code))
        ]
        found.sort(key=lambda code: abs(len(code) - len(name)))
        if not self.roles.listed:
            found += (other for other in order if order[other] < order[name] and is_close(name, other))
        return found

    def _settle_name(self, name: str, identity: str, near: list[str], places: list[Paragraph]) -> None:
        what = "may be the name of a role" if not near else "is nearly the name of another role"
        if self.roles.listed:
            what = "is not in the document's list of roles"
        is_it = f"Is it {near[0]}?" if near else "Is it a role?"
        other = " Choose, or write the code of the role that it means." if self.roles.listed else ""
        answer = self._asked.ask(
            identity,
            f"“{name}” {what}. {is_it}{other} Until you answer, it leads nothing.",
            places,
            (*near, NEW_ROLE, NO_ROLE),
            free=True,
        )
        if answer is None:
            self._open[name.casefold()] = identity
        elif not self._answer_name(name, answer):
            self._open[name.casefold()] = identity
            self._asked.reopen(identity, f'The answer "{answer}" is neither a choice nor the code of a role.')

    def _answer_name(self, name: str, answer: str) -> bool:
        """Do what an answer says of a name. Whether it says anything that can be done."""
        folded = answer.strip().casefold()
        if folded == NO_ROLE:
            self.roles.add_name(name, None)
        elif folded == NEW_ROLE:
            self.roles.make(name, listed=not self.roles.listed, answered=True)
        elif (code := self.roles.code_of(folded)) is not None:
            self.roles.add_name(name, code)
        else:
            return False
        return True

    def _ask_titles(self, places: Mapping[str, list[Paragraph]]) -> None:
        """Ask what the codes stand for that no list explains."""
        codes = [kept.code for kept in self.roles if kept.made and kept.title == kept.code and is_code(kept.code)]
        if not codes:
            return
        answer = self._asked.ask(
            "role-titles",
            f"The document does not say what these stand for: {', '.join(codes)}. Write the title of each "
            f'("{codes[0]}: …; …"), or "{AS_THEY_ARE}". Until you answer, their codes are their titles.',
            (places[code][0] for code in codes if code in places),
            (AS_THEY_ARE,),
            free=True,
        )
        if answer is None or answer.strip().casefold() == AS_THEY_ARE:
            return
        for part in re.split("[;\n]", answer):
            code, colon, title = (each.strip() for each in part.partition(":"))
            if not (colon and title and self.roles.entitle(code, title)):
                self._asked.reopen("role-titles", f'The answer "{part.strip()}" is not a code, a colon and a title.')
                return

    def _settle_mixed(self, mixed: Mapping[str, list[WhoCell]]) -> None:
        read = {text: self._reader.read(cells[0].lines, cells[0].field) for text, cells in mixed.items()}
        mixed = {text: cells for text, cells in mixed.items() if read[text].mixed}  # not explained by names found since
        answered = self._asked.ask_of_all(
            "who-cells",
            "{count} cells say more than who leads: {examples}. Does siplan take from them the names that it reads, or "
            "nobody? Until you answer, the draft names nobody.",
            list(mixed),
            (cells[0].paragraphs[0] for cells in mixed.values()),
            (_AS_READ, _NOBODY),
        )
        ids = unique_ids(mixed, "who")
        for text, cells in mixed.items():
            named = read[text]
            if answered != ONE_BY_ONE:
                taken = named.said or _NOBODY
                self._mixed[text] = ("who-cells", taken if answered == _AS_READ else answered)
                continue
            shown = " / ".join(cells[0].lines)
            answer = self._asked.ask(
                ids[text],
                f'"{shown[:200]}" says more than who leads. Who leads, who answers for it, who helps? Choose, or write '
                '"leads: …; accountable: …; support: …". Until you answer, the draft names nobody.',
                (paragraph for cell in cells for paragraph in cell.paragraphs),
                tuple(dict.fromkeys(said for said in (named.said, _NOBODY) if said)),
                free=True,
            )
            self._mixed[text] = (ids[text], answer)

    def resolve(self, cell: WhoCell, above: Resolved | None) -> Resolved:
        """Whom a cell names, with the cell above it for one that says so."""
        text = "\n".join(cell.lines)
        if text in self._mixed:
            identity, answer = self._mixed[text]
            if answer is None:
                return Resolved({}, (identity,))
            if answer.strip().casefold() == _NOBODY:
                return Resolved({}, (), f"answer to {identity}")
            found = self._codes(names_answered(answer, cell.field), f"answer to {identity}", make=True)
            return found._replace(says_more=True)
        named = self._reader.read(cell.lines, cell.field)
        if named.above:
            return above._replace(rule="as the cell above") if above else Resolved({}, (self._ask_above(cell),))
        return self._codes(named.names, "")

    def by_line(self, cell: WhoCell, whole: Resolved) -> list[tuple[WhoCell, Resolved]]:
        """What each line of a cell gives by itself; the whole cell, where its lines together do not give just that."""
        lines = [cell._replace(said=(one,)) for one in cell.said]
        given = [(line, self.resolve(line, Resolved({}))) for line in lines]
        codes: dict[RoleField, list[str]] = defaultdict(list)
        for _, one in given:
            for field, names in one.codes.items():
                codes[field] += names
        together = {field: tuple(dict.fromkeys(names)) for field, names in codes.items()}
        asked = tuple(dict.fromkeys(question for _, one in given for question in one.open))
        return given if (together, asked, "") == (whole.codes, whole.open, whole.rule) else [(cell, whole)]

    def _ask_above(self, cell: WhoCell) -> str:
        identity = question_id("who-above", cell.action)
        self._asked.ask(identity, f"Nothing stands above {cell.action}. Who leads it?", cell.paragraphs)
        return identity

    def _codes(self, names: Iterable[tuple[RoleField, str]], rule: str, *, make: bool = False) -> Resolved:
        codes: dict[RoleField, list[str]] = defaultdict(list)
        opened: list[str] = []
        for field, name in names:
            folded = name.casefold()
            if folded in self._open:
                opened.append(self._open[folded])
            elif name not in self.roles and make:
                codes[field].append(self.roles.make(name, listed=not self.roles.listed, answered=True))
            elif (code := self.roles.code_of(name)) is not None:
                codes[field].append(code)
        unique = {field: tuple(dict.fromkeys(found)) for field, found in codes.items()}
        return Resolved(unique, tuple(dict.fromkeys(opened)), rule)
