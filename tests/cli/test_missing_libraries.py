"""What needs a library that not every installation has says which, and writes nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from example_plan import SHIPPED

EXTRAS = ("docx", "icalendar", "jinja2", "lxml", "openpyxl", "pyarrow", "xlsxwriter")
WITHOUT = f"""
import sys
sys.modules.update(dict.fromkeys({EXTRAS}))
from si_plan.cli.app import run
sys.exit(run(sys.argv[1:]))
"""
OF_BOTH = (
    *(("report", "--out", out) for out in ("x.html", "x.docx", "x.xlsx", "site/")),
    ("export", "--out", "x.parquet"),
    ("overdue", "--format", "parquet", "--out", "folder/"),
)
OF_ONE = (("calendar", "--out", "x.ics"), ("return", "HSI", "--out", "x.xlsx"), ("import", "x.docx", "--into", "draft"))
CALLS = [*((True, call) for call in OF_BOTH), *((False, call) for call in (*OF_BOTH, *OF_ONE))]


@pytest.mark.parametrize(("many", "call"), CALLS, ids=lambda one: one if isinstance(one, bool) else " ".join(one))
def test_a_missing_library_is_named_before_anything_is_written(
    many: bool, call: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "plan").symlink_to(SHIPPED)
    named = SHIPPED
    if many:
        named = tmp_path / "portfolio.yaml"
        named.write_text("format: 1\ntitle: One\nmembers:\n  - {id: one, source: plan}\n")
    before = sorted(tmp_path.iterdir())
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT, "--plan", str(named), *call],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 3, ran.stderr
    assert "pip install -e" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert sorted(tmp_path.iterdir()) == before
