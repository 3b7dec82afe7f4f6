"""Two reports as pages, kept by syrupy under __snapshots__/: a change of words, markup or style shows there.

To rewrite them after a change, and then read the difference and look at the pages:

    pytest tests/reports/test_report_snapshots.py --snapshot-update
"""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from asking import TODAY, shipped
from kept import kept_as
from report_files import rendered
from sample_plan import ON, sample
from si_plan.reports.making import report
from si_plan.reports.scope import known_audience

REPORTS = {
    "shipped-2016-09-01": lambda: report(shipped(), None, TODAY),
    "sample-panel-2017-03-01": lambda: report(sample(), known_audience(sample(), "education-advisory-panel"), ON),
}


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_as_it_was(name: str, snapshot: SnapshotAssertion) -> None:
    made = rendered(REPORTS[name](), "html").decode()
    assert made == snapshot.use_extension(kept_as("html"))
