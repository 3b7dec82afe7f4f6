"""Roles that change hands: the log of roles, what it says on a day, how it is recorded, handed over and guarded."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from edits import DAY, edit, told
from example_plan import BASE, PRIORITY, SHIPPED, found_in, loaded, write_plan
from running import siplan
from si_plan import checks
from si_plan.editing.rules import Rules
from si_plan.model.plan import Plan
from si_plan.model.progress import Entry
from si_plan.state.roles import Holding, holdings

LOG = "progress/roles.yaml"
ROLES = BASE["roles.yaml"] + "- {code: DHT, title: Deputy, kind: post}\n- {code: EHT, title: Executive, kind: post}\n"
VACANT = "- {on: 2016-07-01, at: HT, state: vacant}\n"
FILLED = "- {on: 2016-08-01, at: HT, state: filled, note: From the trust}\n"
ABOLISHED = "- {on: 2016-07-01, at: HT, state: abolished, successor: EHT, reason: Two schools share a head}\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A copy of the shipped plan."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "plan"))


def texts(folder: Path) -> dict[str, str]:
    return {str(one.relative_to(folder)): one.read_text("utf-8") for one in folder.rglob("*") if one.is_file()}


def refused(plan: Path, *arguments: str, code: int = 2) -> str:
    """What a command says that is refused, after seeing that nothing has changed."""
    before = texts(plan)
    ran = siplan(*arguments, plan=plan)
    assert (ran.code, ran.out) == (code, "")
    assert texts(plan) == before
    return ran.err


def held(folder: Path, log: str, day: date, roles: str = ROLES) -> Holding:
    read = loaded(write_plan(folder, {"roles.yaml": roles, LOG: log})).plan
    assert read is not None
    return holdings(read, day)["HT"]


# On a day.


@pytest.mark.parametrize(
    ("log", "day", "expected"),
    [
        ("[]\n", "2016-07-01", Holding("filled")),
        (VACANT, "2016-06-30", Holding("filled")),
        (VACANT, "2016-07-01", Holding("vacant", date(2016, 7, 1))),
        (VACANT + FILLED, "2016-08-01", Holding("filled", date(2016, 8, 1))),
        (FILLED + VACANT, "2016-08-01", Holding("filled", date(2016, 8, 1))),
        (VACANT + VACANT.replace("07-01", "07-09"), "2016-08-01", Holding("vacant", date(2016, 7, 1))),
        (VACANT + VACANT.replace("vacant", "acting"), "2016-08-01", Holding("acting", date(2016, 7, 1))),
        (VACANT + FILLED.replace("state: filled, ", ""), "2016-08-01", Holding("vacant", date(2016, 7, 1))),
        (ABOLISHED, "2016-08-01", Holding("abolished", date(2016, 7, 1), "EHT")),
        (ABOLISHED + FILLED, "2016-08-01", Holding("filled", date(2016, 8, 1))),
        (
            VACANT + "- {on: 2016-07-02, at: HT, voids: {on: 2016-07-01, state: vacant}, reason: Not so}\n",
            "2016-08-01",
            Holding("filled"),
        ),
    ],
)
def test_the_last_entry_up_to_the_day_says_how_a_role_is_held(
    tmp_path: Path, log: str, day: str, expected: Holding
) -> None:
    assert held(tmp_path, log, date.fromisoformat(day)) == expected


def test_an_interim_role_is_acting_from_the_start(tmp_path: Path) -> None:
    interim = ROLES.replace("kind: post\n", "kind: post\n  interim: true\n", 1)
    assert held(tmp_path, VACANT, date(2016, 6, 1), interim) == Holding("acting")


def test_the_log_of_roles_moves_no_work(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, {"roles.yaml": ROLES, LOG: ABOLISHED})
    owes = json.loads(siplan("by-owner", "HT", "--as-of", "2016-09-01", "--format", "json", plan=folder).out)
    assert owes["groups"]["due_soon"] == ["1.1.1"]
    assert (owes["state"], owes["since"], owes["successor"]) == ("abolished", "2016-07-01", "EHT")


# Who leads.


def test_by_owner_says_how_roles_are_held_where_the_log_says_it(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, {"roles.yaml": ROLES, LOG: ABOLISHED})
    heading = siplan("by-owner", "HT", "--as-of", "2016-09-01", plan=folder).out.splitlines()[0]
    assert heading == "HT, Headteacher (abolished on 1 Jul 2016, followed by EHT), on 1 September 2016"
    table = siplan("by-owner", "--as-of", "2016-09-01", plan=folder).out.splitlines()[1:4]
    assert [line.split()[:3] for line in table] == [
        ["Lead", "Title", "Held"],
        ["HT", "Headteacher", "abolished"],
        ["DHT", "Deputy", "filled"],
    ]
    before = siplan("by-owner", "--as-of", "2016-06-01", plan=folder).out
    assert "Held" not in before


def test_only_internal_reports_say_how_roles_are_held(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "plan", {"roles.yaml": ROLES, LOG: VACANT})
    out = tmp_path / "report.html"
    asked = ("report", "--sections", "leads", "--as-of", "2016-09-01", "--out", str(out))
    assert siplan(*asked, plan=folder).code == 0
    assert "vacant" not in out.read_text()
    assert siplan(*asked, "--internal", plan=folder).code == 0
    assert "HT (vacant since 1 Jul 2016)" in out.read_text()


def test_the_hint_of_role_vacant_is_the_way_out(tmp_path: Path) -> None:
    log = ABOLISHED + "- {on: 2016-07-02, at: EHT, state: abolished, successor: DHT, reason: Again one school}\n"
    folder = write_plan(tmp_path, {"roles.yaml": ROLES, LOG: log})
    (one,) = [one for one in found_in(folder) if one.code == "role-vacant"]
    assert one.hint == "siplan reassign --all-of HT --lead DHT"
    assert siplan(*one.hint.split()[1:], "--on", "2016-07-02", plan=folder).code == 0
    assert not [one for one in found_in(folder) if one.code == "role-vacant"]


def test_a_vacant_role_is_told_of_what_it_answers_for_too(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, {"roles.yaml": ROLES})
    assert siplan("edit", "1.1", "leads=DHT", "accountable=HT,EHT", plan=folder).code == 0
    assert siplan("update", "HT", "--status", "vacant", "--on", "2016-07-01", plan=folder).code == 0
    (one,) = [one for one in found_in(folder) if one.code == "role-vacant"]
    assert one.message == "HT has been vacant since 2016-07-01, and answers for what is open: 1.1"
    assert one.hint == "siplan reassign 1.1 --accountable CODE,EHT"
    assert siplan(*one.hint.replace("CODE", "DHT").split()[1:], "--on", "2016-07-02", plan=folder).code == 0
    assert not [one for one in found_in(folder) if one.code == "role-vacant"]


def test_a_source_note_answers_for_a_vacant_role(tmp_path: Path) -> None:
    note = '- {id: N1, at: "HT#code", document: a, recorded: b, why: c, answers: [role-vacant]}\n'
    folder = write_plan(tmp_path, {LOG: VACANT, "source-notes.yaml": note})
    assert found_in(folder) == []


# Recording.


def test_a_recording_about_a_role_says_what_it_was_and_what_it_brings(plan: Path) -> None:
    ran = siplan("update", "head of inclusion", "--status", "vacant", "--on", "2016-09-01", "--note", "Ad", plan=plan)
    first, *_ = ran.out.splitlines()
    assert first == 'Recorded HI "Head of Inclusion": filled → vacant, from 1 Sep 2016'
    assert "[role-vacant] (siplan reassign --all-of HI --lead CODE)" in ran.out
    assert (plan / LOG).read_text() == (
        "# yaml-language-server: $schema=../../schemas/role-log.schema.json\n"
        "- on: 2016-09-01\n  at: HI\n  state: vacant\n  note: Ad\n"
    )
    ran = siplan("correct", "HI", "--reason", "Another post", plan=plan)
    assert ran.out.startswith('Undone: the entry of 1 Sep 2016 about HI. HI "Head of Inclusion": vacant → filled')
    assert "voids: {on: 2016-09-01, state: vacant}" in (plan / LOG).read_text()
    history = siplan("show", "HI", "--history", plan=plan).out
    assert "vacant. Ad (voided by entry 2)" in history
    assert siplan("validate", plan=plan).code == 0


def test_a_dry_run_about_a_role_writes_nothing(plan: Path) -> None:
    before = texts(plan)
    ran = siplan("update", "HI", "SIM", "--status", "vacant", "--on", "2016-09-01", "--dry-run", plan=plan)
    assert ran.code == 0
    assert ran.out.count("Would record") == 2
    assert texts(plan) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("update", "HI"), "there is nothing to record (give --status or --note)"),
        (("update", "HI", "--status", "complete"), '`state` cannot be "complete"'),
        (("update", "2.4.1", "--status", "vacant"), '`status` cannot be "vacant"'),
        (("update", "HI", "--status", "filled"), "HI is filled already"),
        (("update", "HSI", "--status", "acting"), "HSI is acting already"),
        (("update", "HI", "--status", "vacant", "--on", "2099-01-01"), "is still to come"),
        (("update", "HI", "--status", "abolished"), "abolishing HI needs a reason (give --reason)"),
        (("update", "HI", "--status", "vacant", "--successor", "SIM"), "only a role that is abolished has a successor"),
        (("update", "HI", "--status", "abolished", "--successor", "HI", "--reason", "r"), "HI cannot follow itself"),
        (("update", "HI", "--status", "abolished", "--successor", "XX", "--reason", "r"), "no lead is called XX"),
        (("update", "HI", "--rating", "green"), "--rating is not recorded of a role"),
        (("update", "HI", "2.4.1", "--status", "vacant"), "HI is a role, and 2.4.1 is not"),
        (("update", "2.4.1", "--successor", "HI"), "only a role has a successor"),
        (("complete", "HI", "--evidence", "x"), "siplan update HI --status vacant records how it is held"),
        (("reassign", "HI", "--lead", "SIM"), "siplan reassign --all-of HI --lead CODE"),
        (("correct", "HI", "--reason", "r"), "nothing recorded of HI still counts"),
        (("reassign", "--lead", "HI"), "give an id, such as 2.4.1, or --all-of and a role"),
        (("reassign", "--all-of", "HI"), "reassign needs --lead"),
        (("reassign", "--all-of", "HI", "--lead", "HI"), "HI cannot take over from itself"),
        (("reassign", "2.4.1", "--all-of", "HI", "--lead", "SIM"), "leave out 2.4.1, or leave out --all-of"),
        (("reassign", "--all-of", "SIO", "--lead", "HI"), "nothing that is open on"),
        (("reassign", "--all-of", "HSI", "--lead", "DDCS"), "taking HSI off 1.3.1, with nobody new in its place"),
    ],
)
def test_what_is_refused_of_a_role_says_why(plan: Path, arguments: tuple[str, ...], said: str) -> None:
    assert said in refused(plan, *arguments)


def test_no_work_goes_to_a_role_that_is_abolished(plan: Path) -> None:
    abolished = ("--status", "abolished", "--successor", "DDCS", "--reason", "r", "--on", "2016-09-01")
    assert siplan("update", "SIM", *abolished, plan=plan).code == 0
    assert "SIM was abolished on 1 Sep 2016 (DDCS follows it)" in refused(plan, "reassign", "2.4.1", "--lead", "SIM")
    assert "needs a reason" in refused(plan, "update", "SIM", "--status", "filled")
    assert siplan("reassign", "2.4.1", "--lead", "SIM", "--on", "2016-08-31", plan=plan).code == 0


def test_an_earlier_day_does_not_undo_a_later_one(plan: Path) -> None:
    assert siplan("update", "HI", "--status", "acting", "--on", "2016-10-01", plan=plan).code == 0
    ran = siplan("update", "HI", "--status", "vacant", "--on", "2016-09-01", plan=plan)
    assert "HI: what is recorded of 1 Oct 2016 still counts" in ran.out


# Handing over.


def test_all_that_a_role_leads_and_is_open_is_handed_over_at_once(plan: Path) -> None:
    for about in ("8.1.1", "1.6.1"):
        siplan("complete", about, "--evidence", "Minutes of 1 August", "--on", "2016-08-01", plan=plan)
    siplan("reassign", "1.6.2", "--lead", "HI", "--on", "2016-08-01", plan=plan)
    before = texts(plan)
    handover = ("reassign", "--all-of", "EGM", "--lead", "SIM", "--on", "2016-09-01")
    dry = siplan(*handover, "--dry-run", plan=plan)
    assert texts(plan) == before
    ran = siplan(*handover, plan=plan)
    assert [line.split()[1] for line in ran.out.splitlines() if line.startswith("Recorded")] == [
        line.split()[2] for line in dry.out.splitlines() if line.startswith("Would")
    ]
    told_of = [line.split()[1] for line in ran.out.splitlines() if line.startswith("Recorded")]
    assert told_of == ["1.6.3", "1.6.4", "8.1.2", "8.1.3"]
    assert "leads: [HSI, DDCS, SIM]" in (plan / "progress/1.6.yaml").read_text()
    owes = json.loads(siplan("by-owner", "EGM", "--format", "json", plan=plan).out)
    assert [owes["groups"][name] for name in ("overdue", "due_soon", "later")] == [[], [], []]
    assert siplan("validate", plan=plan).code == 0
    assert "is led by EGM" in refused(plan, *handover)


def test_what_a_role_answers_for_or_supports_is_handed_over_apart(tmp_path: Path) -> None:
    two = BASE[PRIORITY].replace(
        "    leads: [HT]\n", "    leads: [DHT]\n    accountable: [HT]\n    support: [HT, EHT]\n"
    )
    folder = write_plan(tmp_path, {"roles.yaml": ROLES, PRIORITY: two})
    said = refused(folder, "reassign", "--all-of", "HT", "--lead", "EHT", "--on", "2016-08-01")
    assert "nothing that is open on 1 Aug 2016 is led by HT" in said
    others = ("--accountable", "EHT", "--support", "DHT")
    assert siplan("reassign", "--all-of", "HT", *others, "--on", "2016-08-01", plan=folder).code == 0
    log = (folder / "progress/1.1.yaml").read_text()
    assert log.endswith('- on: 2016-08-01\n  at: "1.1"\n  accountable: [EHT]\n  support: [DHT, EHT]\n')


def test_a_hand_over_is_recorded_whole_or_not_at_all(plan: Path) -> None:
    (plan / "progress").mkdir()
    entry = "- {on: 2016-08-01, at: '8.1.2', note: Begun}\n"
    (plan / "progress/8.1.yaml").write_text("#" * (2**20 - len(entry) - 20) + "\n" + entry)  # another does not fit
    said = refused(plan, "reassign", "--all-of", "EGM", "--lead", "SIM", "--on", "2016-09-01", code=3)
    assert "8.1.yaml" in said
    assert not (plan / "progress/1.6.yaml").exists()


# The change policy.


@pytest.mark.parametrize(
    ("base", "head", "expected"),
    [
        (VACANT, VACANT + FILLED, []),
        (VACANT, FILLED + VACANT, ["progress/roles.yaml:2 log-rewritten"]),
        (VACANT, VACANT.replace("07-01", "07-31"), ["progress/roles.yaml:1 log-rewritten"]),
        (VACANT, VACANT.replace("vacant", "filled"), ["progress/roles.yaml:1 log-rewritten"]),
        (VACANT + FILLED, FILLED, ["progress/roles.yaml:1 log-rewritten"] * 2),
        (VACANT, None, ["plan.yaml:1 log-rewritten"]),
        (VACANT, VACANT + FILLED.replace("2016", "2018"), ["progress/roles.yaml:2 dated-ahead"]),
        (
            VACANT,
            VACANT + "- {on: 2016-07-02, at: HT, voids: {on: 2016-07-01, state: vacant}}\n",
            ["progress/roles.yaml:2 void-unexplained"],
        ),
        (
            VACANT,
            VACANT + "- {on: 2016-07-02, at: HT, voids: {on: 2016-07-01, state: vacant}, reason: Another post}\n",
            [],
        ),
        (ABOLISHED, ABOLISHED + FILLED, ["progress/roles.yaml:2 reopened-unexplained"]),
        (ABOLISHED, ABOLISHED + FILLED.replace("note", "reason"), []),
    ],
)
def test_no_history_of_a_role_is_rewritten(base: str, head: str | None, expected: list[str]) -> None:
    roles = {"roles.yaml": ROLES}
    found = [one for one in edit({**roles, LOG: base}, {LOG: head}, DAY).found() if one.severity == "error"]
    assert told(found) == expected
    assert all("the log of roles" in one.message for one in found if one.code == "log-rewritten")


def test_a_lead_given_to_an_abolished_role_is_dropped() -> None:
    reassigned = '- {on: 2016-07-02, at: "1.1.1", leads: [HT]}\n'
    led = BASE[PRIORITY].replace("[HT]", "[DHT]")
    base = {"roles.yaml": ROLES, PRIORITY: led, LOG: ABOLISHED}
    found = told(edit(base, {"progress/1.1.yaml": reassigned}).found())
    assert "progress/1.1.yaml:1 lead-dropped" in found
    promised = told(edit(base, {PRIORITY: BASE[PRIORITY]}).found())
    assert any(one.endswith("lead-dropped") for one in promised)


def test_a_role_with_a_log_stays_in_the_plan() -> None:
    base = {"roles.yaml": ROLES, LOG: VACANT.replace("HT", "DHT")}
    without = ROLES.replace("- {code: DHT, title: Deputy, kind: post}\n", "")
    found = checks.errors(edit(base, {"roles.yaml": without}).head)
    assert told(found) == ["progress/roles.yaml:1 unknown-lead"]


def test_a_difference_tells_of_roles(tmp_path: Path) -> None:
    old = write_plan(tmp_path / "old", {"roles.yaml": ROLES, LOG: VACANT})
    new = write_plan(tmp_path / "new", {"roles.yaml": ROLES, LOG: VACANT + FILLED})
    said = siplan("diff", str(old), str(new)).out
    assert "Role HT is now filled." in said
    assert "1 change to approve: HT filled" in said.splitlines()[0]
    assert "HT    Headteacher  vacant  filled  1 Aug 2016  From the trust" in said
    rewritten = write_plan(tmp_path / "rewritten", {"roles.yaml": ROLES, LOG: VACANT.replace("07-01", "07-31")})
    said = siplan("diff", str(old), str(rewritten)).out
    assert "The date of entry 1 of the log of roles was changed from 1 to 31 July 2016." in said
    undone = VACANT + "- {on: 2016-07-02, at: HT, voids: {on: 2016-07-01, state: vacant}, reason: Another post}\n"
    said = siplan("diff", str(old), str(write_plan(tmp_path / "undone", {"roles.yaml": ROLES, LOG: undone}))).out
    assert "an entry about HT undone" in said


def test_an_adoption_changes_no_log_of_roles() -> None:
    one = 'format: 2\neditions: [{id: "2015", dated: 2016-06-03}]\n'
    text = BASE["plan.yaml"].replace("format: 1\n", one)
    announced = text + 'policy: {adoption: {edition: "2016", by: HT, from: 2016-07-01, expires: 2016-12-31}}\n'
    adopted = announced.replace("dated: 2016-06-03}]", 'dated: 2016-06-03}, {id: "2016", dated: 2016-07-20}]')
    found = told(edit({"plan.yaml": announced}, {"plan.yaml": adopted, LOG: VACANT}).found())
    assert "progress/roles.yaml:1 adoption-mixed" in found


def test_handing_over_reads_the_log_of_roles_once(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not once for each record: a role may lead hundreds, and the log be long."""
    (plan / LOG).parent.mkdir(exist_ok=True)
    (plan / LOG).write_text(VACANT.replace("HT", "HSI"), "utf-8")
    read = loaded(plan).plan
    assert read is not None
    asked: list[date] = []

    def counted(plan: Plan, day: date) -> dict[str, Holding]:
        asked.append(day)
        return holdings(plan, day)

    monkeypatch.setattr("si_plan.editing.rules.holdings", counted)
    rules = Rules(read, DAY)
    entries = [Entry.model_validate({"on": DAY, "at": tracked.id, "leads": ("DCS",)}) for tracked in read.tracked[:5]]
    assert all(refusal is None or refusal.field != "leads" for refusal in map(rules.refusal, entries))
    assert asked == [DAY]
