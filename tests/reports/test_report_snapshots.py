"""Two reports as pages, kept as files under tests/snapshots/reports/: a change of words, markup or style shows there.

To rewrite them after a change, and then read the difference and look at the pages:

    SIPLAN_SNAPSHOTS=write pytest tests/reports/test_report_snapshots.py
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from asking import TODAY, shipped
from report_files import rendered
from sample_plan import ON, sample
from si_plan.reports.making import report
from si_plan.reports.scope import known_audience

FOLDER = Path(__file__).parent.parent / "snapshots" / "reports"
REPORTS = {
    "shipped-2016-09-01.html": lambda: report(shipped(), None, TODAY),
    "sample-panel-2017-03-01.html": lambda: report(sample(), known_audience(sample(), "education-advisory-panel"), ON),
}


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_as_it_was(name: str) -> None:
    made = rendered(REPORTS[name](), "html").decode()
    file = FOLDER / name
    if os.environ.get("SIPLAN_SNAPSHOTS") == "write":
        FOLDER.mkdir(exist_ok=True)
        file.write_bytes(made.encode())
    kept = file.read_bytes().decode()
    changed = [(was, now) for was, now in zip(kept.splitlines(), made.splitlines(), strict=False) if was != now]
    assert (changed[:3], len(kept.splitlines())) == ([], len(made.splitlines()))
