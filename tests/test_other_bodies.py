"""Plans of other bodies than a council that answers one inspection: made up, in the shapes that real ones have.

None has an area that nobody named, a role that nobody has, or a field used for something else. What a plan does not use
is not shown.
"""

import json
import re
from pathlib import Path
from typing import Any, Final

import pytest

from running import siplan

PLANS: Final = Path(__file__).parent / "plans"
NAMES: Final = sorted(folder.name for folder in PLANS.iterdir())

OVERDUE: Final = {
    "send-accelerated-progress": ("2023-11-15", ["2.2.D1", "1.1.D1", "1.2.1", "2.1.1"]),
    "ilacs-tracker": ("2022-12-15", ["1.2.D1", "1.1.1", "1.3.1"]),
    "governors-after-inspection": ("2024-07-10", ["1.1.D1", "2.1.1", "2.2.1", "2.2.2"]),
    "governors-own-work": ("2024-01-10", ["1.1.1", "1.2.D1", "2.1.D1"]),
    "scottish-council": ("2024-01-15", ["1.1.1"]),
    "peer-challenge": ("2024-10-05", ["2.1.1", "1.1.1", "1.2.D1"]),
    "nursery-room": ("2024-06-03", ["1.2.D1", "1.2.D2", "1.3.1"]),
    "school-ict": ("2024-08-01", ["2.1.D1", "1.2.D1"]),
}
"""A day, and the ids of what is overdue on it, the longest first, as a person worked them out from the files."""


DAYS: Final = ("2024-03-01", "2024-07-07", "2024-07-08")
"""Days before and after a move, the last also that of the second edition of the ICT plan."""


def ask(name: str, *arguments: str) -> Any:
    """The answer of a command about one of the plans, as JSON."""
    return json.loads(siplan(*arguments, "--format", "json", plan=PLANS / name).out)


@pytest.mark.parametrize("name", NAMES)
def test_it_is_valid_and_every_warning_is_about_the_document(name: str) -> None:
    ran = siplan("validate", "--strict", plan=PLANS / name)
    assert ran.code == 0, ran.out


@pytest.mark.parametrize("name", NAMES)
def test_its_overdue_list_is_known(name: str) -> None:
    day, ids = OVERDUE[name]
    assert [row["id"] for row in ask(name, "overdue", "--as-of", day)["rows"]] == ids


def report(name: str, folder: Path) -> str:
    """The full report of one of the plans on its day, in Markdown."""
    file = folder / "report.md"
    siplan("report", "--full", "--as-of", OVERDUE[name][0], "--out", str(file), plan=PLANS / name)
    return file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["governors-own-work", "nursery-room", "scottish-council", "school-ict"])
def test_a_plan_without_areas_shows_nothing_of_areas(name: str, tmp_path: Path) -> None:
    """Nor of inspections: whoever reads the report is not asked to wonder what is missing."""
    plan, day = PLANS / name, ("--as-of", OVERDUE[name][0])
    for shown in (siplan("status", *day, plan=plan).out, siplan("list", *day, plan=plan).out, report(name, tmp_path)):
        assert shown
        assert not re.search(r"\b(areas?|inspect\w*)\b", shown, re.IGNORECASE)


@pytest.mark.parametrize("name", NAMES)
def test_a_plan_without_measures_or_notes_shows_no_section_for_them(name: str, tmp_path: Path) -> None:
    shown = report(name, tmp_path)
    assert ("success measure" in shown.lower()) == (PLANS / name / "measures.yaml").exists()
    assert ("on the source" in shown) == (PLANS / name / "source-notes.yaml").exists()
    assert "There are none." not in shown


def test_a_report_says_what_an_inspection_calls_its_areas(tmp_path: Path) -> None:
    shown = report("peer-challenge", tmp_path)
    assert "Recommendations" in shown
    assert "Local Government Association" in shown
    assert "Ofsted" not in shown


def test_numbers_are_those_that_the_document_prints(tmp_path: Path) -> None:
    shown = set(re.findall(r"GB[1-4]", report("governors-own-work", tmp_path)))
    assert shown == {"GB1", "GB2", "GB3", "GB4"}


def test_an_edition_answers_for_its_own_days() -> None:
    """The wireless network was promised by Easter 2024, moved to June, and promised anew by December."""
    due = {day: {row["id"]: row["due"] for row in ask("school-ict", "list", "--as-of", day)["rows"]} for day in DAYS}
    assert [due[day].get("1.1.1") for day in DAYS] == ["2024-03-31", "2024-06", "2024-12"]
    assert [due[day].get("1.3.1") for day in DAYS] == ["2023-11", "2023-11", None]
    assert [due[day].get("2.2.1") for day in DAYS] == [None, None, "2024-10"]


def test_a_timeline_of_few_months_is_drawn_no_larger_than_one_of_many(tmp_path: Path) -> None:
    """Its titles have room: a plan of five months has priorities with titles as long as any."""
    file = tmp_path / "report.html"
    plan = PLANS / "send-accelerated-progress"
    siplan("report", "--as-of", "2023-11-15", "--sections", "timeline", "--out", str(file), plan=plan)
    (width,) = re.findall(r"<svg role=img aria-labelledby=\"timeline[^>]* width=([0-9]+)", file.read_text("utf-8"))
    assert int(width) >= 900
