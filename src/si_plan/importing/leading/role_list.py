"""The roles of a draft as they are put together: those that the document lists, those that import.yaml names, and those
that Who cells name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from si_plan.importing.cell_texts import writable
from si_plan.importing.laid_out import LaidOut
from si_plan.importing.leading.role_names import code_for, is_code, kind_of
from si_plan.importing.mapping import ImportMap, PrintedRole
from si_plan.model.reference import Role

_INTERIM: Final = re.compile(r"\s*\(\s*(?:interim|acting)\s*\)\s*$|^\s*interim\s+", re.IGNORECASE)
_CODE: Final = "[A-Z][A-Za-z0-9_-]{0,19}"


class Kept:
    """A role as it is put together. `listed` says that the document's own list has it, or that it has no list; `made`
    that its code is siplan's."""

    def __init__(self, code: str, title: str, *, listed: bool, made: bool = False) -> None:
        self.code = code
        self.interim = bool(_INTERIM.search(title))
        self.title = _INTERIM.sub("", title) or title
        self.listed = listed
        self.made = made
        self.aliases: dict[str, None] = {}

    def role(self) -> Role:
        """The record."""
        values: dict[str, object] = {"code": self.code, "title": self.title, "kind": kind_of(self.title)}
        if self.interim:
            values["interim"] = True
        own = {self.code.casefold(), self.title.casefold()}
        aliases = tuple(alias for alias in self.aliases if alias.casefold() not in own)
        if aliases:
            values["aliases"] = aliases
        if not self.listed:
            values["in_glossary"] = False
        return Role.model_validate(values)


class RoleList:
    """The roles by their codes and by every name that is printed of them, in any letter case."""

    def __init__(self, laid_out: LaidOut, mapping: ImportMap) -> None:
        self.listed = bool(laid_out.glossary)
        """Whether the document lists its roles."""
        self._by_code: dict[str, Kept] = {}
        self._names: dict[str, str | None] = {}
        for code, title in laid_out.glossary:
            self._list(writable(code.text), writable(title.text))
        for printed in mapping.roles:
            self._map(printed)

    def __iter__(self) -> Iterator[Kept]:
        return iter(self._by_code.values())

    def __contains__(self, name: str) -> bool:
        """Whether something is known of a printed name: its role, or that it is none."""
        return name.casefold() in self._names

    def code_of(self, name: str) -> str | None:
        """The code of the role with this name; None where it is no role."""
        return self._names.get(name.casefold())

    def has_title(self, code: str, title: str) -> bool:
        """Whether a role has this title, or another name that is the same."""
        kept = self._by_code.get(code)
        names = (kept.title, *kept.aliases) if kept is not None else ()
        return (_INTERIM.sub("", title) or title).casefold() in {name.casefold() for name in names}

    def put_in_order(self, names: Iterable[str]) -> None:
        """Put the roles that the document does not list in the order in which its cells name them."""
        order = dict.fromkeys(kept.code for kept in self if self.listed and kept.listed)
        order |= dict.fromkeys(code for name in names if (code := self.code_of(name)) is not None)
        order |= dict.fromkeys(self._by_code)
        self._by_code = {code: self._by_code[code] for code in order}

    def records(self) -> tuple[Role, ...]:
        """Every role, those of the document's list first."""
        return tuple(kept.role() for kept in self)

    def printed(self) -> tuple[PrintedRole, ...]:
        """The roles to whose titles siplan gave a code, for import.yaml, where a person can change it."""
        return tuple(
            PrintedRole(printed=kept.title, code=kept.code) for kept in self if kept.made and not is_code(kept.title)
        )

    def make(self, name: str, *, listed: bool, answered: bool = False) -> str:
        """A role of this name, with a code made for it; the code. One that an answer gives is made again by it, and
        so is not among those of `printed`."""
        kept = Kept(code_for(name, self._by_code), name, listed=listed, made=not answered)
        self._keep(kept, name)
        return kept.code

    def add_name(self, name: str, code: str | None) -> None:
        """Another name of a role; with None, a name that is no role's."""
        self._names[name.casefold()] = code
        if code is not None:
            self._by_code[code].aliases[name] = None

    def entitle(self, code: str, title: str) -> bool:
        """Give a role its title. Whether there is such a role."""
        kept = self._by_code.get(code)
        if kept is None:
            return False
        kept.title = title
        self._names.setdefault(title.casefold(), code)
        return True

    def _list(self, code: str, title: str) -> None:
        """A role that the document lists."""
        printed, made = code, not re.fullmatch(_CODE, code)
        if made:
            title, code = title or code, code_for(code or title, self._by_code)
        if code not in self._by_code and title and printed not in self:
            self._keep(Kept(code, title, listed=True, made=made), title)
            if made and printed:
                self.add_name(printed, code)

    def _map(self, printed: PrintedRole) -> None:
        """A role to which import.yaml gives a code."""
        name, code = printed.printed, printed.code
        own = self.code_of(name)
        if code in self._by_code:
            if own is not None and own != code:  # two roles of the list are one
                self._names = {each: code if other == own else other for each, other in self._names.items()}
                other = self._by_code.pop(own)
                self._by_code[code].aliases |= dict.fromkeys((other.code, other.title))
            self.add_name(name, code)
        elif own is not None:  # a role of the list, with another code
            kept = self._by_code.pop(own)
            kept.code = code
            self._names = {each: code if other == own else other for each, other in self._names.items()}
            self._keep(kept, own)
        else:
            self._keep(Kept(code, name, listed=not self.listed, made=True), name)

    def _keep(self, kept: Kept, name: str) -> None:
        self._by_code[kept.code] = kept
        for each in (kept.code, kept.title, name):
            self._names.setdefault(each.casefold(), kept.code)
