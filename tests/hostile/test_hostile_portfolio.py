"""A portfolio one of whose members is a stranger's: nothing of it runs, nothing of another's is read, nothing acts, and
what is wrong with it is said."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from example_plan import write_plan

_AS_INSTALLED = "import sys; del sys.path[0]; from si_plan.__main__ import main; main()"
"""The console script, which does not look for modules in the current folder."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portfolio of two members, oak and elm."""
    inside = tmp_path / "portfolio"
    for name in ("oak", "elm"):
        write_plan(inside / name / "plan")
    (inside / "portfolio.yaml").write_text(
        "format: 1\ntitle: Two\nmembers:\n  - {id: oak, source: oak/plan}\n  - {id: elm, source: elm/plan}\n"
    )
    return inside


def test_no_process_takes_a_module_from_the_current_folder(root: Path) -> None:
    for name in ("multiprocessing", "pickle", "signal", "pebble", "si_plan"):
        (root / f"{name}.py").write_text("open('MARK', 'w').close()\n")
    command = [sys.executable, "-c", _AS_INSTALLED, "--plan", "portfolio.yaml", "overdue", "--as-of", "2017-01-01"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"}
    ran = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (ran.returncode, ran.stderr, (root / "MARK").exists()) == (0, "", False)
    assert "oak" in ran.stdout
