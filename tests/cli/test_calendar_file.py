"""The calendar file: it parses, the same again gives the same bytes, a later one updates, no text adds a line."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from asking import asked, plan_of
from example_plan import SHIPPED, replaced, write_plan
from hostile_plan import CONTROLS, PAYLOADS, files
from running import ON, siplan
from sample_plan import write_sample
from si_plan.cli import libraries
from si_plan.formats import calendar
from si_plan.queries.deadlines import deadlines
from si_plan.queries.selection import question_of
from si_plan.views.calendar import calendar_of

LINES = (
    "x\r\nBEGIN:VALARM\r\nTRIGGER:-P1D\r\nEND:VALARM",
    "a\nEND:VEVENT\nBEGIN:VEVENT",
    "b\u2028ATTACH:evil\u2029\x85\x0bURL:e",
)


def written(*arguments: str, plan: Path | None = None) -> str:
    ran = siplan("calendar", *arguments, plan=plan or SHIPPED)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def events(text: str) -> dict[str, Any]:
    """The events by their UIDs, of which no two are the same."""
    found = list(Calendar.from_ical(text).walk("VEVENT"))
    by_uid = {str(event["UID"]): event for event in found}
    assert len(by_uid) == len(found)
    return by_uid


def only(text: str) -> Any:
    (event,) = events(text).values()
    return event


def logged(folder: Path, *lines: str) -> Path:
    entries = "".join(
        f'- {{on: {day}, at: "1.1.1", {rest}}}\n' for day, _, rest in (one.partition(" ") for one in lines)
    )
    return write_plan(folder, {"progress/1.1.yaml": entries})


def test_it_is_an_icalendar_file() -> None:
    text = written(*ON)
    assert text.replace("\r\n", "").isprintable()
    assert text.count("\r\n") == text.count("\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    for event in events(text).values():
        assert not event.errors
        assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1)


def test_the_same_plan_and_day_give_the_same_bytes(tmp_path: Path) -> None:
    assert written(*ON) == written(*ON)
    assert siplan("calendar", *ON, "--out", str(tmp_path / "x.ics")).out == ""
    assert (tmp_path / "x.ics").read_bytes() == written(*ON).encode()


def test_a_later_file_has_the_same_events_and_greater_sequence_numbers() -> None:
    first, later = events(written(*ON)), events(written("--as-of", "2016-09-08"))
    assert first.keys() <= later.keys()
    assert all(later[uid]["SEQUENCE"] > first[uid]["SEQUENCE"] for uid in first)


def test_an_event_stays_itself_whatever_is_reworded_or_moved(tmp_path: Path) -> None:
    before = only(written(*ON, plan=write_plan(tmp_path / "a")))
    reworded = {"priorities/1.yaml": replaced("Tutors trained", "Every tutor trained")["priorities/1.yaml"]}
    assert only(written(*ON, plan=write_plan(tmp_path / "b", reworded)))["UID"] == before["UID"]
    moved = only(written(*ON, plan=logged(tmp_path / "c", "2016-08-20 due: 2017-03, reason: Illness, approved_by: HT")))
    assert moved["UID"] == before["UID"]
    assert moved["SEQUENCE"] > before["SEQUENCE"]
    assert moved["DTSTART"].dt == date(2017, 3, 31)
    assert "promised: Sep 2016" in moved["DESCRIPTION"]


def test_two_authorities_have_events_of_their_own(tmp_path: Path) -> None:
    other = replaced("Example Council", "Another Council", "plan.yaml")
    one, two = (
        events(written(*ON, plan=write_plan(tmp_path / name, more))) for name, more in (("a", {}), ("b", other))
    )
    assert not one.keys() & two.keys()


def test_states(tmp_path: Path) -> None:
    event = only(written(*ON, plan=logged(tmp_path / "done", "2016-08-20 status: complete")))
    assert (event["STATUS"], event.walk("VALARM")) == ("CONFIRMED", [])
    assert event["SUMMARY"] == "Done: 1.1.1 Tutors trained (HT)"
    event = only(written(*ON, plan=logged(tmp_path / "cancelled", "2016-08-20 status: cancelled, reason: No need")))
    assert (event["STATUS"], event.walk("VALARM")) == ("CANCELLED", [])
    event = only(written("--as-of", "2016-10-03", plan=write_plan(tmp_path / "late")))
    assert event["SUMMARY"] == "Overdue: 1.1.1 Tutors trained (HT)"
    assert event["DESCRIPTION"].startswith("On 3 October 2016: overdue 3 days.\n")


@pytest.mark.parametrize(
    ("day", "options", "triggers"),
    [
        ("2016-08-01", (), [28, 7]),
        ("2016-09-02", (), [7]),
        ("2016-09-23", (), []),
        ("2016-08-01", ("--alarm", "2w"), [14]),
        ("2016-08-01", ("--alarm", "1d", "--alarm", "3d"), [3, 1]),
        ("2016-08-01", ("--alarm", "0d"), []),
    ],
)
def test_alarms_are_those_still_to_come(
    day: str, options: tuple[str, ...], triggers: list[int], tmp_path: Path
) -> None:
    event = only(written("--as-of", day, *options, plan=write_plan(tmp_path)))
    assert [-alarm["TRIGGER"].dt.days for alarm in event.walk("VALARM")] == triggers


def test_a_lead_is_an_argument_or_an_option() -> None:
    assert written("HIS", *ON) == written("--lead", "HSI", *ON)
    assert len(events(written("HIS", *ON))) < len(events(written(*ON)))
    assert siplan("calendar", "HSI", "--lead", "HSI", *ON).code == 2
    assert "did you mean HSI" in siplan("calendar", "HSQ", *ON).err


def test_the_sample_has_each_dated_record_once_and_recurring_ones_by_occurrence(tmp_path: Path) -> None:
    found = events(written("--as-of", "2017-03-01", "--within", "26w", plan=write_sample(tmp_path)))
    said = [str(event["SUMMARY"]) for event in found.values()]
    assert sum(" 2.2.D1 " in one for one in said) > 1
    assert sum("1.1.1 " in one for one in said) == 1
    assert {str(event["STATUS"]) for event in found.values()} == {"CONFIRMED", "CANCELLED"}


@pytest.mark.parametrize("text", [" ".join(PAYLOADS), LINES[0], LINES[1]])
def test_no_text_adds_a_line(text: str, tmp_path: Path) -> None:
    harmless, hostile = write_plan(tmp_path / "a", files("x")), write_plan(tmp_path / "b", files(text))
    names = [_properties(written("--as-of", "2016-09-15", plan=plan)) for plan in (harmless, hostile)]
    assert names[0] == names[1]


@pytest.mark.parametrize("text", [*LINES, *CONTROLS])
def test_no_text_adds_a_line_even_if_the_reader_let_it_through(text: str) -> None:
    plan = plan_of()
    question = question_of(plan, asked())
    found = deadlines(plan, question.selection, timedelta(weeks=52))
    bad = replace(plan, details=plan.details.model_copy(update={"title": text, "authority": text}))
    rows = [
        one._replace(
            row=one.row._replace(text=text, when=text, leads=(text,)),
            action_title=text,
            priority_title=text,
            lead_titles=(text,),
        )
        for one in found
    ]
    week = [timedelta(days=7)]
    made = calendar.render(calendar_of(question_of(bad, question.selection), rows, week))
    assert _properties(made.decode()) == _properties(calendar.render(calendar_of(question, found, week)).decode())


def _properties(text: str) -> list[str]:
    """The names of the lines, unfolded as a calendar unfolds them; and a stricter reader's ends of lines are none."""
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", text)
    assert text.count("\r") == text.count("\n") == text.count("\r\n")
    return sorted(re.split("[:;]", line)[0] for line in text.replace("\r\n ", "").split("\r\n"))


@pytest.mark.parametrize(
    "text", ["a" * 500, "é" * 300, "教師" * 200, "🎓" * 200, "a" + "🎓é教" * 100, "\\;,:" * 100, ""]
)
def test_long_lines_are_folded_between_characters_and_unfold_to_the_text(text: str, tmp_path: Path) -> None:
    made = written(*ON, plan=write_plan(tmp_path, replaced("Tutors trained", f"'Tutors {text}'")))
    assert all(len(line.encode()) <= 75 for line in made.split("\r\n"))
    assert only(made)["SUMMARY"] == f"1.1.1 Tutors {text} (HT)"


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "find_spec", lambda _: None)
    ran = siplan("calendar", *ON)
    assert (ran.code, ran.out) == (3, "")
    assert "needs the library icalendar" in ran.err
    assert "[reports]" in ran.err
