"""The table of codes and the modules of the checks agree. What their docstrings say is tried with that of every other
code."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import pytest

import si_plan.checks
from si_plan.checks import ERRORS, WARNINGS
from si_plan.diagnostics import CODES, module_of

_OF_FIT = [code for code, rule in CODES.items() if rule.stage == "fit"]


_SHARED = {"si_plan.checks.causes", "si_plan.checks.who_cells"}
"""What checks have in common."""


def test_every_check_is_a_module_and_every_module_a_check() -> None:
    names = {f"si_plan.checks.{name}" for _, name, _ in iter_modules(si_plan.checks.__path__)}
    assert {module_of(code) for code in _OF_FIT} == names - _SHARED


def test_every_check_is_run() -> None:
    # Run by themselves: split texts are seen in the text of files, notes matched with what all the others found.
    assert sorted([*ERRORS, *WARNINGS, "note-answers-nothing", "split-text"]) == sorted(_OF_FIT)


@pytest.mark.parametrize("code", _OF_FIT)
def test_a_check_has_the_code_of_its_module_and_its_function_and_says_the_rest_in_the_table(code: str) -> None:
    module = import_module(module_of(code))
    assert code == module.CODE
    assert callable(module.check)
    assert not {"NEEDS", "WHOLE_PLAN", "SEVERITY"} & set(vars(module))


@pytest.mark.parametrize("code", [code for code, rule in CODES.items() if rule.stage != "fit"])
def test_only_a_check_needs_something(code: str) -> None:
    assert CODES[code].needs == ()


def test_errors_and_warnings_are_of_that_severity() -> None:
    assert {CODES[code].severity for code in ERRORS} == {"error"}
    assert {CODES[code].severity for code in WARNINGS} == {"warning"}
