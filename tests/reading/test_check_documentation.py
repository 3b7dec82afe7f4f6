"""Checks, their modules and their codes agree. What their docstrings say is tried with that of every other code."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import pytest

import si_plan.checks
from si_plan.checks import ERRORS, WARNINGS
from si_plan.diagnostics import CODES

_NAMES = [name for _, name, _ in iter_modules(si_plan.checks.__path__)]
_FIRST_OF_CHECKS = "duplicate-id"


def _module(name: str) -> ModuleType:
    return import_module(f"si_plan.checks.{name}")


def test_every_module_is_run_and_every_check_is_a_module() -> None:
    # Run by themselves: split texts are seen in the text of files, notes matched with what all the others found.
    assert sorted([*ERRORS, *WARNINGS, "note_answers_nothing", "split_text"]) == sorted(_NAMES)


def test_codes_of_checks_are_those_listed() -> None:
    listed = list(CODES)
    of_checks = [code for code in listed[listed.index(_FIRST_OF_CHECKS) :] if not CODES[code].of_change]
    assert sorted(_module(name).CODE for name in _NAMES) == sorted(of_checks)


@pytest.mark.parametrize("name", _NAMES)
def test_code_is_the_modules_name(name: str) -> None:
    assert name.replace("_", "-") == _module(name).CODE


@pytest.mark.parametrize("name", _NAMES)
def test_severity_is_the_codes(name: str) -> None:
    expected = "error" if name in ERRORS else "warning"
    assert CODES[_module(name).CODE].severity == expected
