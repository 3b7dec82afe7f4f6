"""portfolio.yaml: the plans that are asked together, and the themes that their areas belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from si_plan.diagnostics import Diagnostic
from si_plan.loading.parsing import Document, parse
from si_plan.loading.records import RecordReader
from si_plan.model.fields import AreaId, Record, Slug, Text
from si_plan.model.files import FileKind
from si_plan.sources import Source

FORMAT: Final = 1


def _below(path: str) -> str:
    """The path, if it is written as one below the portfolio's folder, with a star at most in each of its names."""
    names = path.split("/")
    if "\\" in path or ":" in path or not all(names) or {".", ".."} & set(names):
        raise PydanticCustomError("below", "write a path below this file's folder, such as schools/oak-hill/plan")
    if any(name.count("*") > 1 for name in names):
        raise PydanticCustomError("below", "a name in a path has one star at most, as in schools/*/plan")
    return path


Below = Annotated[Text, AfterValidator(_below)]


class Theme(Record):
    """Something that areas of several plans are about."""

    id: Slug = Field(description="A short name: attendance")
    title: Text = Field(description="What it is in full")


class MemberEntry(Record):
    """A plan of the portfolio, or all that one pattern of folders finds."""

    id: Slug | None = Field(None, description="A short name: oak-hill. A pattern's members are called as their folders")
    name: Text | None = Field(None, description="What people call it, if not as its plan's authority")
    phase: Text | None = Field(None, description="What kind of body it is: primary, secondary, council")
    region: Text | None = Field(None, description="Where it is")
    source: Below = Field(
        description="The folder of its plan, from that of this file: schools/oak-hill/plan; or, with a star, those of "
        "several members: schools/*/plan"
    )
    revision: Text | None = Field(
        None, description="The tag, branch or commit to read it at, in its own git repository: board-2026-03-03"
    )
    shares: Literal["public", "internal"] = Field(
        "public",
        description="internal if it lets --internal read reasons, notes, evidence, resources and costs of its plan",
    )
    areas: dict[AreaId, Slug] = Field(
        default_factory=dict, description="The themes that its areas belong to: {A1: attendance}"
    )


class PortfolioFile(Record):
    """The plans that are asked together."""

    format: int = Field(ge=1, le=FORMAT, description="The format of this file: 1")
    title: Text = Field(description="What the plans are together: the name of a trust or a region")
    themes: tuple[Theme, ...] = Field((), min_length=1, description="What areas of several plans are about")
    members: tuple[MemberEntry, ...] = Field(min_length=1, description="The plans")


KIND: Final = FileKind("portfolio", "Plans that are asked together (portfolio.yaml)", lambda: PortfolioFile, many=False)


def read_portfolio(source: Source) -> tuple[PortfolioFile | None, list[Diagnostic]]:
    """What a portfolio's file says, and every mistake in it on its line; None where it cannot be used."""
    document = parse(source)
    if document.data is None or document.findings:
        return None, document.findings
    reader = RecordReader(document, KIND)
    records = reader.read()
    found = reader.found or list(_misfits(document, records[0])) if records else reader.found
    return (None if found else records[0]), found


def _misfits(document: Document, file: PortfolioFile) -> Iterator[Diagnostic]:
    """Ids that two have, members without an id, and themes that the file does not list."""
    for field, ids in (("themes", [one.id for one in file.themes]), ("members", [one.id for one in file.members])):
        twice = {identity for identity, times in Counter(ids).items() if times > 1 and identity is not None}
        seen: set[str] = set()
        for place, identity in enumerate(ids):
            if identity in twice and identity in seen:
                message = f"another of the {field} already has the id {identity}"
                yield _found(document, "duplicate-id", (field, place, "id"), message, "give this one another id")
            seen.add(identity or "")
    themes = {theme.id for theme in file.themes}
    for place, member in enumerate(file.members):
        several = "*" in member.source
        if several and (member.id or member.name):
            message = "a source with a star finds several members, which cannot share an id or a name"
            hint = "take out id and name: each member is called as its folder"
            yield _found(document, "bad-value", ("members", place, "source"), message, hint)
        if not several and member.id is None:
            yield _found(document, "missing-field", ("members", place), "this member has no id", "write id: oak-hill")
        for area, theme in member.areas.items():
            if theme not in themes:
                hint = f"the themes are {', '.join(sorted(themes))}" if themes else "list it under themes"
                message = f"there is no theme {theme}"
                yield _found(document, "unknown-theme", ("members", place, "areas", area), message, hint)


def _found(document: Document, code: str, path: tuple[str | int, ...], message: str, hint: str) -> Diagnostic:
    return Diagnostic(code, document.location(path), message, hint)
