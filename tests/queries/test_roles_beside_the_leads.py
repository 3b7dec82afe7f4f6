"""Who answers for an action and who helps its leads: on a day, by the log, and apart from what roles lead."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from asking import asked, entries, plan_of
from edits import edit, told
from example_plan import BASE, PRIORITY, write_plan
from running import siplan
from si_plan.editing.rules import Rules
from si_plan.model.progress import Entry
from si_plan.queries.by_owner import Beside, leads, owned_by
from si_plan.queries.selection import Selection
from si_plan.queries.show import show

ROLES = "".join(
    f"- {{code: {code}, title: {title}, kind: post}}\n"
    for code, title in (("HT", "Headteacher"), ("GOV", "Governors"), ("LIB", "Librarian"), ("SEN", "SENCO"))
)
BESIDE = BASE[PRIORITY].replace("leads: [HT]\n", "leads: [HT]\n    accountable: [GOV]\n    support: [LIB]\n")
FILES = {"roles.yaml": ROLES, PRIORITY: BESIDE}
LOG = "progress/1.1.yaml"
HANDED = {LOG: entries('2016-08-01 at: "1.1", accountable: [SEN], reason: r', '2016-08-10 at: "1.1", support: [HT]')}


@pytest.mark.parametrize(
    ("day", "accountable", "support"),
    [("2016-07-31", "GOV", "LIB"), ("2016-08-01", "SEN", "LIB"), ("2016-08-10", "SEN", "HT")],
)
def test_the_log_says_who_answers_and_who_helps_on_a_day(day: str, accountable: str, support: str) -> None:
    plan, selection = plan_of(FILES | HANDED), Selection(date.fromisoformat(day))
    shown = show(plan, selection, "1.1")
    assert (shown.accountable, shown.support, shown.leads) == ((accountable,), (support,), ("HT",))
    assert [action.id for action in owned_by(plan, selection, accountable, "accountable").actions] == ["1.1"]
    assert show(plan, selection, support).support == ("1.1",)


def test_an_entry_that_is_taken_back_changes_nobody() -> None:
    taken_back = HANDED[LOG] + entries('2016-08-11 at: "1.1", reason: r, voids: {on: 2016-08-01, accountable: [SEN]}')
    assert show(plan_of(FILES | {LOG: taken_back}), asked(), "1.1").accountable == ("GOV",)


def test_they_are_never_counted_among_what_a_role_leads() -> None:
    plan = plan_of(FILES)
    without = plan_of({"roles.yaml": ROLES})
    assert leads(plan, asked()) == leads(without, asked())
    own = owned_by(plan, asked(), "GOV")
    assert (own.actions, own.accountable, own.support) == ([], (Beside("1.1"),), ())
    assert [(row.lead, row.actions) for row in leads(plan, asked(), "accountable")] == [("GOV", 1)]
    assert [row.lead for row in leads(plan, asked(), "support")] == ["LIB"]
    assert leads(without, asked(), "support") == []


def test_by_owner_mentions_them_and_shows_them_when_asked(tmp_path: Path) -> None:
    plan = write_plan(tmp_path, FILES)
    said = siplan("by-owner", "GOV", plan=plan).out
    assert "They lead nothing that was asked about." in said
    assert "They also answer for 1 action: siplan by-owner GOV --as accountable" in said
    shown = siplan("by-owner", "GOV", "--as", "accountable", "--as-of", "2016-08-01", plan=plan).out
    assert shown.startswith(
        "GOV, Governors: what they answer for, on 1 August 2016\n0 overdue · 0 due by 31 Aug 2016 ·"
    )
    assert "1.1.1" in shown
    told_apart = json.loads(siplan("by-owner", "--as", "support", "--format", "json", plan=plan).out)
    assert (told_apart["as"], [row["lead"] for row in told_apart["rows"]]) == ("support", ["LIB"])
    assert "as" not in json.loads(siplan("by-owner", "--format", "json", plan=plan).out)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"at": "1.1", "accountable": ["GOV"]}, "accountable"),
        ({"at": "1.1", "support": ["NO"]}, "support"),
        ({"at": "1.1.1", "support": ["SEN"]}, "at"),
        ({"at": "1", "accountable": ["SEN"]}, "at"),
        ({"at": "1.1", "accountable": ["SEN"], "support": ["SEN", "HT"]}, None),
    ],
)
def test_what_may_be_recorded_of_them(fields: dict[str, object], field: str | None) -> None:
    entry = Entry.model_validate({"on": "2016-08-01", **fields})
    found = Rules(plan_of(FILES), date(2016, 9, 1)).refusal(entry)
    assert (found.field if found else None) == field


def test_reassign_needs_one_of_the_three(tmp_path: Path) -> None:
    plan = write_plan(tmp_path, FILES)
    on = ("--on", "2016-08-01")
    assert siplan("reassign", "1.1", *on, plan=plan).err == "siplan: reassign needs --lead\n"
    said = siplan("reassign", "1.1", "--accountable", "senco", "--support", "HT, GOV", *on, plan=plan).out
    assert "(HT): answered for by GOV → SEN; supported by LIB → HT / GOV\n" in said
    assert (plan / LOG).read_text("utf-8").endswith("  accountable: [SEN]\n  support: [HT, GOV]\n")
    assert "answered for by SEN, supported by HT / GOV" in siplan("show", "1.1", plan=plan).out
    assert "Undone: 1.1 answered for by SEN" in siplan("correct", "1.1", "--reason", "r", plan=plan).out


BOTH = BESIDE.replace("[GOV]", "[GOV, SEN]")
DROPPED = entries('2016-08-01 at: "1.1", accountable: [SEN]')
HEAD = BESIDE.replace("accountable: [GOV]", "accountable: [SEN]").replace("    support: [LIB]\n", "")
GONE = BESIDE.replace("    accountable: [GOV]\n", "")


@pytest.mark.parametrize(
    ("head", "finds"),
    [
        ({PRIORITY: HEAD}, []),
        ({PRIORITY: GONE}, ["priorities/1.yaml:6 lead-dropped"]),
        ({LOG: entries('2016-08-01 at: "1.1", accountable: [SEN]')}, []),
        (
            {PRIORITY: BOTH, LOG: entries('2016-08-01 at: "1.1", accountable: [SEN]')},
            ["progress/1.1.yaml:1 lead-dropped"],
        ),
        ({PRIORITY: BOTH, LOG: DROPPED.replace("]", "], reason: r")}, []),
    ],
)
def test_nobody_stops_answering_for_an_action_unseen(head: dict[str, str], finds: list[str]) -> None:
    assert told(edit(FILES, head).found()) == finds
