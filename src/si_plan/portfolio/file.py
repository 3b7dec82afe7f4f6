"""The file of a portfolio, read: its records, and every mistake in it on its line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from si_plan.diagnostics import Diagnostic, limit_per_file, list_names, sort_by_place
from si_plan.loading.parsing import Document, parse
from si_plan.loading.records import RecordReader
from si_plan.model.files import PORTFOLIO
from si_plan.model.portfolio import PortfolioFile
from si_plan.sources import Source
from si_plan.sources.folder import read_one
from si_plan.suggestions import Guesses


class ReadFile(NamedTuple):
    """What a portfolio's file says, None where it cannot be used; every mistake in it; and where each value stands."""

    file: PortfolioFile | None
    found: list[Diagnostic]
    document: Document


def portfolio_source(file: Path, shown: str) -> Source:
    """The text of a portfolio's file, or the fault for which it has none."""
    source = read_one(file, shown)
    if source.fault is not None and source.fault.code == "file-too-large":
        return source._replace(fault=source.fault._replace(hint="name members by a star: schools/*/plan"))
    return source


def read_portfolio(source: Source) -> ReadFile:
    """The records of a portfolio's file, and what is wrong in it."""
    document = parse(source)
    if document.data is None:
        return ReadFile(None, document.findings, document)
    reader = RecordReader(document, PORTFOLIO)
    records = reader.read()
    found = [*document.findings, *reader.found]
    if records and not found:  # else a record that is left out would be missed, and those after it found elsewhere
        found = list(_misfits(document, records[0]))
    return ReadFile(None if found else records[0], limit_per_file(sort_by_place(found)), document)


def _misfits(document: Document, file: PortfolioFile) -> Iterator[Diagnostic]:
    """What each record may say, and all of them together may not."""
    yield from _same_ids(document, "themes", [one.id for one in file.themes])
    yield from _same_ids(document, "members", [one.id for one in file.members])
    themes = {theme.id: theme.title.casefold() for theme in file.themes}
    called = {title: f"write {identity}" for identity, title in themes.items()}
    guesses = Guesses(themes, lambda name: called.get(name.casefold(), ""))
    known = f"the themes are {list_names(list(themes))}" if themes else "list it under themes, with id and title"
    sources: dict[tuple[str, str | None], int] = {}
    for place, member in enumerate(file.members):
        several = "*" in member.source
        if several and (member.id or member.name):
            field = "id" if member.id else "name"
            message = f"several members cannot share {'an id' if member.id else 'a name'}, and a star can find several"
            hint = f"delete {field}: each member that a star finds is called as its folder"
            yield _found(document, "bad-value", ("members", place, field), message, hint)
        elif not several and member.id is None:
            said = f"add a line `id: …` (small letters, digits and dashes: {_id_like(member.source)})"
            yield _found(document, "missing-field", ("members", place), "this member has no `id`", said)
        if sources.setdefault((member.source, member.revision), place) != place:
            message = f"another member has the plan in {member.source} already, and all in it would count twice"
            yield _found(document, "bad-value", ("members", place, "source"), message, "delete one of the two members")
        for area, theme in member.areas.items():
            if theme not in themes:
                message = f"there is no theme {theme}"
                hint = guesses.did_you_mean(theme) or known
                yield _found(document, "unknown-theme", ("members", place, "areas", area), message, hint)


def _same_ids(document: Document, field: str, ids: list[str | None]) -> Iterator[Diagnostic]:
    first: dict[str, int] = {}
    for place, identity in enumerate(ids):
        if identity is not None and first.setdefault(identity, place) != place:
            line = document.location((field, first[identity], "id")).line
            message = f"the id {identity} is that of another {field.removesuffix('s')} too, on line {line}"
            yield _found(document, "duplicate-id", (field, place, "id"), message, "give one of the two another id")


def _id_like(source: str) -> str:
    """An id for the member whose plan is in a folder: as the folder is called, or the one around it."""
    names = [name for name in source.lower().split("/") if name != "plan"]
    letters = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in (names or ["oak-hill"])[-1])
    return "-".join(part for part in letters.split("-") if part) or "oak-hill"


def _found(document: Document, code: str, path: tuple[str | int, ...], message: str, hint: str) -> Diagnostic:
    return Diagnostic(code, document.location(path), message, hint)
