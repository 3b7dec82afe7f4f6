"""constraints.txt and the lowest versions against pyproject.toml."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.metadata import requires
from pathlib import Path
from typing import Any, Final

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT: Final = Path(__file__).parent.parent
PROJECT: Final[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS: Final[dict[str, list[str]]] = PROJECT["optional-dependencies"]
USED: Final = [Requirement(need) for need in PROJECT["dependencies"] + EXTRAS["parquet"] + EXTRAS["reports"]]
LINES: Final = [
    line for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if line and line[0] != "#"
]
PINNED: Final = {canonicalize_name(one.name): one for one in map(Requirement, LINES)}


def test_each_line_is_a_package_and_its_one_version() -> None:
    for line in LINES:
        assert re.fullmatch(r'[a-z0-9.-]+==[0-9][0-9a-z.]*( ; python_version == "3\.[0-9]+")?', line), line


def _needed(need: Requirement, found: set[str]) -> None:
    """Gather the names of a requirement and of all that it needs on this Python, by what is installed here."""
    for extra in need.extras or {""}:
        known = f"{canonicalize_name(need.name)}[{extra}]"
        if known not in found:
            found.add(known)
            for line in requires(need.name) or ():
                further = Requirement(line)
                if further.marker is None or further.marker.evaluate({"extra": extra}):
                    _needed(further, found)


def test_all_that_siplan_and_its_tests_need_is_in_it() -> None:
    found: set[str] = set()
    _needed(Requirement("siplan[dev]"), found)
    assert {one.partition("[")[0] for one in found} - {"siplan"} <= PINNED.keys()


@pytest.mark.parametrize("need", [*USED, *map(Requirement, EXTRAS["dev"])], ids=lambda need: need.name)
def test_each_version_in_it_is_one_that_is_allowed(need: Requirement) -> None:
    if need.name != PROJECT["name"]:
        assert need.specifier.contains(str(PINNED[canonicalize_name(need.name)].specifier).removeprefix("=="))


def test_the_lowest_is_what_pyproject_says() -> None:
    command = [sys.executable, ".ci/versions.py", "lowest"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    lowest = {one.name: one.specifier for one in map(Requirement, done.stdout.splitlines())}
    assert lowest.keys() == {one.name for one in USED}
    for one in USED:
        assert str(one.specifier).replace(">=", "==") == str(lowest[one.name])
