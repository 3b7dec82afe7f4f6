"""What people read has the words of the glossary in CONTRIBUTING.md, and none of those that it replaces."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from running import siplan
from si_plan.cli.app import COMMANDS
from si_plan.diagnostics import CODES
from si_plan.diagnostics.explaining import documentation
from si_plan.model.schemas import schemas

UNSAID = re.compile(
    r"\b(aside|voided|grave|gravity|thereof|whoever|whosoever|heretofore|slippage policy|change policy|hitherto"
    r"|a reading of|readings? of|stands? twice|put right|to put it|mend(s|ed)?|save where|wants? (a|an|the|no))\b",
    re.IGNORECASE,
)


def _prose(text: str) -> str:
    """An explanation without its examples."""
    return text.partition("\n\nFails:\n")[0]


def _descriptions(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        told = schema.get("description")
        if isinstance(told, str):
            yield told
        for part in schema.values():
            yield from _descriptions(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _descriptions(part)


@pytest.mark.parametrize("code", CODES)
def test_what_explains_a_finding(code: str) -> None:
    assert not UNSAID.findall(f"{CODES[code].summary}\n{_prose(documentation(code))}")


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_each_command(command: str) -> None:
    assert not UNSAID.findall(siplan(command, "--help", plan=None).out)


def test_what_each_field_is_for() -> None:
    said = [told for schema in schemas().values() for told in _descriptions(json.loads(schema))]
    assert len(said) > 100
    assert [told for told in said if UNSAID.search(told)] == []
