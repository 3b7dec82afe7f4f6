"""What a report says, since a revision, of deadlines that moved with the events that they count from."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from asking import plan_of
from example_plan import BASE, PRIORITY
from si_plan.documents.blocks import Row, Table, plain
from si_plan.reports.document import document
from si_plan.reports.making import report
from si_plan.reports.rows import Former

ON = date(2016, 9, 30)
LOG = "progress/1.1.yaml"
MOVED = '- {on: 2016-09-01, at: "1.1.1", due: 2016-12-01, reason: No trainer, approved_by: HT}\n'


def state(on: str = "", log: str = "", due: str = "{after: report-received, weeks: 6}") -> Any:
    events = f"events:\n  - {{id: report-received, what: The report is received{on and ', on: ' + on}}}\n"
    files = {
        "plan.yaml": BASE["plan.yaml"].replace("format: 1", "format: 3") + events,
        PRIORITY: BASE[PRIORITY].replace("due: 2016-09", f"due: {due}"),
    }
    return plan_of({**BASE, **files, **({LOG: log} if log else {})})


def slips_and_moves(then: Any, now: Any) -> tuple[list[int], list[tuple[str, ...]]]:
    made = report(now, None, ON, Former("main", then), sections=("slipped",), internal=True)
    tables = [part for section in document(made).sections for part in section.parts if isinstance(part, Table)]
    rows = [row.cells for table in tables if table.name == "recounted" for row in table.rows if isinstance(row, Row)]
    return [slip.days for slip in made.slipped], [tuple(map(plain, cells[3:])) for cells in rows]


COUNTS = "6 weeks after report-received"


@pytest.mark.parametrize(
    ("then", "now", "slips", "moves"),
    [
        (state("2016-06-06"), state("2016-06-20"), [], [("18 Jul 2016", "1 Aug 2016", COUNTS)]),
        (state("2016-06-20"), state("2016-06-06"), [], [("1 Aug 2016", "18 Jul 2016", COUNTS)]),
        (state(), state("2016-06-06"), [], [("waiting", "18 Jul 2016", COUNTS)]),
        (state("2016-06-06"), state(), [], [("18 Jul 2016", "waiting", COUNTS)]),
        (state("2016-06-06"), state("2016-06-06"), [], []),
        (state("2016-06-06"), state("2016-06-20", MOVED), [122], []),
        (state("2016-06-06", MOVED), state("2016-06-20", MOVED), [], []),
        (state("2016-06-06"), state("2016-06-20", due="2016-09-01"), [45], []),
    ],
)
def test_what_moves_with_its_event_is_told_as_that_and_is_no_slip(
    then: Any, now: Any, slips: list[int], moves: list[tuple[str, ...]]
) -> None:
    assert slips_and_moves(then, now) == (slips, moves)
