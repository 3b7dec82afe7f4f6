"""portfolio.yaml: the plans that are asked together, and the themes that their areas belong to."""

import re
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from si_plan.model.fields import FORMS, AreaId, MemberId, Record, Slug, Text

FORMAT: Final = 1
_EXAMPLE: Final = "schools/oak-hill/plan"
_NAME: Final = r"(?!\.{1,2}(/|$))(?=[^/])[^/\\:*]*\*?[^/\\:*]*"
_BELOW: Final = rf"^(\./)?{_NAME}(/{_NAME})*/?$"
FORMS[_BELOW] = f"write a folder below that of this file, such as {_EXAMPLE}, with one star at most in each name"


def _below(path: str) -> str:
    """The path of a folder below the portfolio's, with a star at most in each of its names; without what people write
    around it. Raises PydanticCustomError."""
    short = path.removeprefix("./").removesuffix("/")
    names = short.split("/")
    if re.match(r"[a-z+]+://|[\w.-]+@[\w.-]+:", path):
        raise _wrong(f"siplan reads no addresses: clone the repository below this file's folder, and write {_EXAMPLE}")
    if "\\" in path and re.match("[A-Za-z]:", path) is None:
        raise _wrong(f"write / between the names of folders, such as {_EXAMPLE}")
    if "\\" in path or ":" in path or not all(names) or {".", ".."} & set(names):
        raise _wrong(f"write a folder below that of this file, such as {_EXAMPLE}; a plan elsewhere is not read")
    if any(name.count("*") > 1 for name in names):
        raise _wrong("write one star at most in each name, as in schools/*/plan")
    if names[-1].endswith((".yaml", ".yml")):
        raise _wrong(f"write the folder of its plan, such as {'/'.join(names[:-1]) or _EXAMPLE}")
    return short


def _wrong(hint: str) -> PydanticCustomError:
    return PydanticCustomError("below", "{hint}", {"hint": hint})


Below = Annotated[Text, AfterValidator(_below), Field(json_schema_extra={"type": "string", "pattern": _BELOW})]

ThemeName = Text
"""A theme as a member names it: its id. Any text is taken, so that `unknown-theme` can say what was close."""


class Theme(Record):
    """Something that areas of several plans are about."""

    id: Slug = Field(description="A short name of small letters, digits and dashes: attendance")
    title: Text = Field(description="What it is in full: Attendance and punctuality")


class MemberEntry(Record):
    """A plan of the portfolio, or all that one pattern of folders finds."""

    id: MemberId | None = Field(
        None,
        description="A short name of small letters, digits and dashes: oak-hill. Members that a star finds are called "
        "as their folders",
    )
    name: Text | None = Field(None, description="What people call it, if not as its plan's authority")
    phase: Text | None = Field(None, description="What kind of body it is: primary, secondary, council")
    region: Text | None = Field(None, description="Where it is: South")
    source: Below = Field(
        description=f"The folder of its plan, from that of this file: {_EXAMPLE}; or, with a star, those of several "
        "members: schools/*/plan"
    )
    revision: Text | None = Field(
        None, description="The tag, branch or commit to read it at, in its own git repository: board-2026-03-03"
    )
    shares: Literal["public", "internal"] = Field(
        "public",
        description="internal if it lets --internal read reasons, notes, evidence, resources and costs of its plan",
    )
    areas: dict[AreaId, ThemeName] = Field(
        default_factory=dict,
        description="The theme that each of its areas belongs to: {A1: attendance}",
        json_schema_extra={"additionalProperties": False},
    )


class PortfolioFile(Record):
    """The plans that are asked together."""

    format: int = Field(ge=1, le=FORMAT, description="The format of this file: 1")
    title: Text = Field(description="What the plans are together: the name of a trust or a region")
    themes: tuple[Theme, ...] = Field((), min_length=1, description="What areas of several plans are about")
    members: tuple[MemberEntry, ...] = Field(min_length=1, description="The plans")
