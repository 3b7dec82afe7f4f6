"""A plan to begin with: the files of a small example in a body's own terms, each with comments on what goes where, or
the least that a plan can be. And the file of a portfolio.

They stand in `starters/`, a folder for each kind. An example validates without a warning; it is all to be overwritten.
"""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from string import Template
from typing import Final, Literal

from si_plan.editing.rendering import field_lines
from si_plan.editing.scalars import Bare

Kind = Literal["council", "school", "trust", "send"]
PORTFOLIO_FILE: Final = "portfolio.yaml"

_SCHEMA: Final = "# yaml-language-server: $schema={}schemas/{}.schema.json\n"
_PATHS: Final = {
    "plan": "plan.yaml",
    "areas": "areas.yaml",
    "roles": "roles.yaml",
    "measures": "measures.yaml",
    "source-notes": "source-notes.yaml",
    "priority": "priorities/1-first.yaml",
}
"""By the name of its schema, where each file goes."""
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def starter_files(title: str, authority: str, dated: date, kind: Kind | Literal["empty"]) -> dict[str, str]:
    """The texts of the files of a new plan, by their paths in it. Raises UnwritableError for a text that no file can
    hold."""
    month, year = dated.month % 12 + 1, dated.year + dated.month // 12
    first = (("title", title), ("authority", authority), ("dated", Bare(dated.isoformat())))
    words = {
        **{name: "\n".join(field_lines(name, value, "")) for name, value in first},
        "by": f"{dated.year + 2}-09",
        "in_words": f"{_MONTHS[month - 1]} {year}",
        "due": f"{year}-{month:02}",
    }
    return {
        path: _SCHEMA.format("../" * (1 + path.count("/")), schema) + Template(text).substitute(words)
        for schema, path in _PATHS.items()
        if (text := _text_of(kind, schema)) is not None
    }


def starter_portfolio(title: str) -> str:
    """The text of the file of a new portfolio, beside the folder of its schema. Raises UnwritableError for a title that
    no file can hold."""
    text = files("si_plan.editing").joinpath("starters", PORTFOLIO_FILE).read_text("utf-8")
    titled = Template(text).substitute(title="\n".join(field_lines("title", title, "")))
    return _SCHEMA.format("", "portfolio") + titled


def _text_of(kind: str, name: str) -> str | None:
    """The text with which a file of this kind of plan begins; None where it has no such file."""
    folder = files("si_plan.editing").joinpath("starters")
    file = folder.joinpath(f"{name}.yaml") if name == "source-notes" else folder.joinpath(kind, f"{name}.yaml")
    return file.read_text("utf-8") if file.is_file() and (kind, name) != ("empty", "source-notes") else None
