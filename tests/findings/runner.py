"""What a GitHub runner makes of a line of output: the other side of `formats/findings/github.py`.

A line whose first characters, blanks aside, are `::` is a command up to the next `::`; the rest is its data. Properties
are parted by commas, and each from its value by the first `=`. In both `%0A`, `%0D` and `%25` are undone, in properties
also `%3A` and `%2C`; the percent sign comes last.
"""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """A workflow command that a runner obeys."""

    name: str
    properties: dict[str, str]
    data: str


def obeyed(line: str) -> Command | None:
    """The command that a runner reads in a line, if any."""
    line = line.lstrip()
    if not line.startswith("::") or "::" not in line[2:]:
        return None
    about, _, data = line[2:].partition("::")
    name, _, written = about.partition(" ")
    pairs = (one.partition("=") for one in written.split(",") if "=" in one)
    properties = {key.strip(): _property(value) for key, _, value in pairs}
    return Command(name, properties, _data(data))


def commands(output: str) -> list[Command]:
    """Every command in an output; a carriage return ends a line too."""
    return [found for line in output.replace("\r", "\n").split("\n") if (found := obeyed(line))]


def _data(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def _property(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
