"""Plans in a process that lives long, such as a server's: nothing of one is kept alive by what was asked of it."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Final

import pytest

from example_plan import BASE
from si_plan import checks
from si_plan.dates.calendar import SchoolCalendar
from si_plan.deadlines.comparing import disagreements
from si_plan.loading import Loaded, load
from si_plan.loading.parsing import Document
from si_plan.model.fields import Record
from si_plan.model.plan import Plan
from si_plan.publishing.site import site
from si_plan.queries.overdue import overdue
from si_plan.queries.selection import Selection
from si_plan.queries.status import status
from si_plan.returns.asking import return_for
from si_plan.sources import Source

pytestmark = pytest.mark.slow

DAY: Final = date(2016, 10, 1)


def loaded(number: int) -> Loaded:
    """A plan like no other: its title, its calendar, its wordings and its log have a number in them."""
    audiences = f"audiences: [{{id: panel, title: Panel {number}, meetings: [2016-09-27]}}]\n"
    calendar = f"calendar: {{financial_year: 04-{number + 1:02}}}\n"
    recurring = f'      - {{id: "1.1.2", text: Met {number} times, when: Termly for {number}, repeats: termly}}\n'
    files = {
        **BASE,
        "plan.yaml": BASE["plan.yaml"].replace("Improvement", f"{number}th") + calendar + audiences,
        "priorities/1.yaml": BASE["priorities/1.yaml"].replace("[By", f"[School {number} by") + recurring,
        "progress/1.1.yaml": f'- {{on: 2016-07-01, at: "1.1.1", status: in_progress, note: Note {number}}}\n',
    }
    return load([Source(path, f"plan/{path}", text) for path, text in files.items()])


def plan(number: int) -> Plan:
    found = loaded(number)
    assert checks.errors(found) == []
    assert found.plan is not None
    return found.plan


ASKED: Final[dict[str, Callable[[int], object]]] = {
    "load": plan,
    "validate": lambda number: checks.findings_to_show(loaded(number)),
    "disagreements": lambda number: disagreements(plan(number)),
    "overdue": lambda number: overdue(plan(number), Selection(DAY)),
    "status": lambda number: status(plan(number), Selection(DAY)),
    "return": lambda number: return_for(plan(number), Selection(DAY), "HT"),
    "publish": lambda number: site(plan(number), DAY),
}


def alive() -> Counter[str]:
    """How many plans, and parts of plans, there are."""
    gc.collect()
    kinds = (Plan, Record, Document, SchoolCalendar)
    return Counter(type(one).__name__ for one in gc.get_objects() if isinstance(one, kinds))


@pytest.mark.parametrize("asked", ASKED)
def test_no_plan_outlives_what_was_asked_of_it(asked: str) -> None:
    ASKED[asked](0)  # what is imported and made once
    before = alive()
    for number in range(1, 6):
        ASKED[asked](number)
    assert alive() == before


PURE: Final = {
    "si_plan.cli.app._built": "siplan's own commands",
    "si_plan.cli.app._all_commands": "siplan's own commands",
    "si_plan.dates.reduced.parse_reduced": "written dates",
    "si_plan.deadlines.bearing._is_near_a_cue": "words, and which of siplan's own they are like",
    "si_plan.deadlines.comparing._read_usual": "written deadlines, by the usual calendar",
    "si_plan.deadlines.tokens.means_of": "written numbers",
    "si_plan.deadlines.vocabulary._nearest_word": "words, and which of siplan's own they are like",
    "si_plan.deadlines.vocabulary._meanings": "siplan's own words",
    "si_plan.deadlines.vocabulary._phrases": "siplan's own words",
    "si_plan.deadlines.vocabulary._single_words": "siplan's own words",
    "si_plan.deadlines.vocabulary._long_words": "siplan's own words",
    "si_plan.dates.working_days._bank_holidays": "the bank holidays of a nation in a year",
    "si_plan.deadlines.beginnings._same_words": "siplan's own words",
    "si_plan.deadlines.forms.dates": "siplan's own forms",
    "si_plan.deadlines.forms.repeats": "siplan's own forms",
    "si_plan.deadlines.forms.lengths": "siplan's own forms",
    "si_plan.deadlines.forms.marks": "siplan's own forms",
    "si_plan.editing.scalars._writer": "a class of ruamel.yaml",
    "si_plan.formats.docx.elements._form_of_paragraph": "siplan's own styles",
    "si_plan.formats.docx.elements._form_of_run": "siplan's own styles",
    "si_plan.formats.docx.tables._form_of_cell": "widths and colours",
    "si_plan.formats.docx.widths._ems": "the widths of letters",
    "si_plan.formats.html._environment": "siplan's own templates",
    "si_plan.importing.readers.number_formats._sections": "the codes of number formats",
    "si_plan.importing.receipt.page._environment": "siplan's own templates",
    "si_plan.importing.tables.vocabulary.meaning_of": "the names of columns",
}
"""The caches of the process, and what is in them: nothing by which one plan is told from another."""

LIST_CACHES: Final = """
import pkgutil, importlib, si_plan
from functools import _lru_cache_wrapper
for one in pkgutil.walk_packages(si_plan.__path__, "si_plan."):
    module = importlib.import_module(one.name)
    for name, value in vars(module).items():
        if isinstance(value, _lru_cache_wrapper) and value.__module__ == one.name:
            print(f"{one.name}.{name}")
"""


def test_every_cache_of_the_process_is_of_what_all_plans_share() -> None:
    done = subprocess.run([sys.executable, "-c", LIST_CACHES], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == set(PURE)
