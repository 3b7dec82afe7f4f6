"""A check's docstring is its documentation: what it says fails and passes does, and codes and checks agree."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

import pytest

import si_plan.checks
from example_plan import PRIORITY, codes, found_in, write_plan
from si_plan.checks import ERRORS, WARNINGS
from si_plan.diagnostics import CODES

_NAMES = [name for _, name, _ in iter_modules(si_plan.checks.__path__)]
_FIRST_OF_CHECKS = "duplicate-id"


def _module(name: str) -> ModuleType:
    return import_module(f"si_plan.checks.{name}")


def _example(module: ModuleType, heading: str) -> dict[str, str]:
    """The files of a docstring's example: indented lines under `# path` lines."""
    after = (module.__doc__ or "").split(f"\n{heading}:\n")[1]
    files: dict[str, str] = {}
    path = ""
    for line in after.splitlines():
        if line and not line.startswith("    "):
            break
        written = line[4:]
        if written.startswith("# "):
            path = written[2:]
            files[path] = ""
        elif written:
            files[path] += f"{written}\n"
    return files


@pytest.mark.parametrize("name", _NAMES)
def test_failing_example_fails(name: str, tmp_path: Path) -> None:
    module = _module(name)
    assert module.CODE in codes(found_in(write_plan(tmp_path, _example(module, "Fails"))))


@pytest.mark.parametrize("name", _NAMES)
def test_failing_example_has_no_other_error(name: str, tmp_path: Path) -> None:
    module = _module(name)
    found = found_in(write_plan(tmp_path, _example(module, "Fails")))
    assert {one.code for one in found if one.severity == "error"} <= {module.CODE}


@pytest.mark.parametrize("name", _NAMES)
def test_passing_example_passes(name: str, tmp_path: Path) -> None:
    module = _module(name)
    found = found_in(write_plan(tmp_path, _example(module, "Passes")))
    assert module.CODE not in codes(found)
    assert [one for one in found if one.severity == "error"] == []


@pytest.mark.parametrize("name", _NAMES)
def test_docstring_begins_with_a_sentence_of_its_own(name: str) -> None:
    documentation = _module(name).__doc__ or ""
    first, _, rest = documentation.partition("\n\n")
    assert first.endswith(".")
    assert "\n" not in first
    assert rest.strip()


def test_every_module_is_run_and_every_check_is_a_module() -> None:
    # Notes are matched with what the other checks found, so that check is run by itself, after them.
    assert sorted([*ERRORS, *WARNINGS, "note_answers_nothing"]) == sorted(_NAMES)


def test_codes_of_checks_are_those_listed() -> None:
    listed = list(CODES)
    of_checks = listed[listed.index(_FIRST_OF_CHECKS) :]
    assert sorted(_module(name).CODE for name in _NAMES) == sorted(of_checks)


@pytest.mark.parametrize("name", _NAMES)
def test_code_is_the_modules_name(name: str) -> None:
    assert name.replace("_", "-") == _module(name).CODE


@pytest.mark.parametrize("name", _NAMES)
def test_severity_is_the_codes(name: str) -> None:
    expected = "error" if name in ERRORS else "warning"
    assert CODES[_module(name).CODE].severity == expected


def test_base_plan_has_the_files_that_examples_replace() -> None:
    known = {"plan.yaml", "areas.yaml", "roles.yaml", "measures.yaml", "source-notes.yaml", PRIORITY}
    for name in _NAMES:
        for heading in ("Fails", "Passes"):
            for path in _example(_module(name), heading):
                assert path in known or path.startswith("progress/"), (name, path)
