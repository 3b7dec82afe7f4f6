"""The commands that record: what each writes into the plan's files, what it prints, what it refuses and why."""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from example_plan import BASE, PRIORITY, SHIPPED, found_in, write_plan
from running import Ran, siplan
from si_plan.cli.app import COMMANDS

LOG = "progress/2.4.yaml"
HEAD = "# yaml-language-server: $schema=../../schemas/log.schema.json\n"
ON = ("--on", "2016-10-03")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A copy of the shipped plan."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "plan"))


def texts(folder: Path) -> dict[str, str]:
    return {str(one.relative_to(folder)): one.read_text("utf-8") for one in folder.rglob("*") if one.is_file()}


def done(plan: Path, *arguments: str) -> dict[str, str]:
    """The files that a command changed, after seeing that it did and that the plan is sound."""
    before = texts(plan)
    ran = siplan(*arguments, plan=plan)
    assert (ran.code, ran.err) == (0, "")
    assert siplan("validate", plan=plan).code == 0
    return {path: text for path, text in texts(plan).items() if before.get(path) != text}


def refused(plan: Path, *arguments: str, code: int = 2) -> str:
    """What a command says that is refused, after seeing that nothing has changed."""
    before = texts(plan)
    ran = siplan(*arguments, plan=plan)
    assert (ran.code, ran.out) == (code, "")
    assert texts(plan) == before
    return ran.err


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (("update", "2.4.1", "--status", "in_progress", "--by", "HIS"), "status: in_progress\n  by: HSI"),
        (("update", "2.4", "--note", "a: b", "--public"), 'note: "a: b"\n  public: true'),
        (("complete", "2.4.1", "--evidence", "1.10"), 'status: complete\n  evidence:\n    - "1.10"'),
        (("reschedule", "2.4.1", "--to", "2016-11"), "due: 2016-11"),
        (
            ("reschedule", "2.4.1", "--to", "end of March 2017", "--reason", "r", "--approved-by", "dcs"),
            "due: 2017-03-31\n  reason: r\n  approved_by: DCS",
        ),
        (("cancel", "2.4.2", "--reason", "No longer needed"), "status: cancelled\n  reason: No longer needed"),
        (("reassign", "2.4.1", "--lead", "HI", "--lead", "PCM"), "leads: [HI, PCM]"),
        (
            ("complete", "2.4.3", "--evidence", "x", "--period", "2016-17"),
            "status: complete\n  period: 2016-17\n  evidence:\n    - x",
        ),
    ],
    ids=lambda part: part[0] if isinstance(part, tuple) else "",
)
def test_each_command_writes_its_entry(plan: Path, arguments: tuple[str, ...], lines: str) -> None:
    name = arguments[1]
    assert done(plan, *arguments, *ON) == {LOG: f'{HEAD}- on: 2016-10-03\n  at: "{name}"\n  {lines}\n'}


def test_what_was_done_is_said_in_a_line_with_the_lines_that_changed(plan: Path) -> None:
    done(plan, "update", "2.4.1", "--note", "first", *ON)
    ran = siplan("complete", "2.4.2", "--evidence", "x", "--on", "3 Oct 2016", plan=plan)
    assert ran.out.splitlines() == [
        "--on: 3 Oct 2016 is read as 2016-10-03",
        'Recorded 2.4.2 "Criteria and processes for LA referrals…" (DDCS / HSI): overdue 3 days → complete, late',
        f"{plan}/{LOG}",
        "  5 + - on: 2016-10-03",
        '  6 +   at: "2.4.2"',
        "  7 +   status: complete",
        "  8 +   evidence:",
        "  9 +     - x",
        "Undo: siplan correct 2.4.2",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("complete", "2.4.1", "--evidence", "x"), "(DDCS / HSI): to come → complete"),
        (("update", "2.4.1", "--status", "in_progress"), "(DDCS / HSI): not started → in progress"),
        (("update", "2.4.1", "--note", "x"), "(DDCS / HSI): a note"),
        (("update", "2", "--note", "x"), 'Recorded 2 "Challenge every education provider…": a note'),
        (("cancel", "2.4", "--reason", "x"), "(DDCS / HSI): not started → cancelled"),
        (("reschedule", "2.4.2", "--to", "2016-11", "--reason", "x", "--approved-by", "DCS"),
         "(DDCS / HSI): due Sep 2016 → Nov 2016; overdue 3 days → to come"),
        (("reassign", "2.4.2", "--lead", "HSI"), "(DDCS / HSI): led by DDCS / HSI → HSI"),
        (("complete", "2.4.3", "--period", "2016-17", "--evidence", "x"), " for 2016/17 (DDCS / HSI): "),
    ],
)  # fmt: skip
def test_a_recording_says_what_it_was_before(plan: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = siplan(*arguments, *ON, plan=plan)
    assert said in ran.out
    assert f"Undo: siplan correct {arguments[1]}" in ran.out


def test_what_is_taken_back_is_told_with_what_stands_now(plan: Path) -> None:
    done(plan, "complete", "2.4.2", "--evidence", "x", *ON)
    ran = siplan("correct", "2.4.2", "--reason", "wrong", *ON, plan=plan)
    line = 'Undone: 2.4.2 complete (3 Oct 2016). 2.4.2 "Criteria and processes for LA referrals…" (DDCS / HSI): '
    assert ran.out.startswith(f"{line}complete, late → overdue 3 days\n")


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_in_a_repository_a_recording_says_that_it_is_not_committed(plan: Path) -> None:
    assert "commit" not in siplan("update", "2.4.1", "--note", "x", *ON, plan=plan).out
    subprocess.run(["git", "init", "-q", str(plan.parent)], check=True)
    assert siplan("update", "2.4.1", "--note", "y", *ON, plan=plan).out.endswith(
        "Nobody else sees this until you commit it.\n"
    )
    assert "commit" not in siplan("update", "2.4.1", "--note", "z", *ON, "--dry-run", plan=plan).out


def test_what_is_recorded_of_an_earlier_day_than_what_counts_says_so(plan: Path) -> None:
    done(plan, "update", "2.4.1", "--status", "in_progress", "--on", "2016-11-01")
    ran = siplan("complete", "2.4.1", "--evidence", "x", *ON, plan=plan)
    assert ran.out.startswith("2.4.1: what is recorded of 1 Nov 2016 still counts, since that day is later\nRecorded")
    ran = siplan("complete", "2.4.1", "--evidence", "x", "--on", "2016-11-02", plan=plan)
    assert ran.out.startswith("Recorded")


def test_several_are_recorded_together_in_their_logs(plan: Path) -> None:
    assert set(done(plan, "complete", "3.1.1", "2.4.1", "3.1.2", "3.1.1", "--evidence", "x", *ON)) == {
        LOG,
        "progress/3.1.yaml",
    }
    assert texts(plan)["progress/3.1.yaml"].count("- on:") == 2


def test_several_are_all_refused_for_one(plan: Path) -> None:
    done(plan, "complete", "3.1.2", "--evidence", "x", *ON)
    assert "3.1.2 is complete already, since 3 Oct 2016" in refused(
        plan, "complete", "3.1.1", "3.1.2", "--evidence", "x", *ON
    )


@pytest.mark.parametrize("name", ["2.4.yml", "2.4.YAML", "2.4.yaml.txt", "2.4.YML"])
def test_no_second_log_is_begun_beside_one_that_is_not_read(plan: Path, name: str) -> None:
    done(plan, "complete", "2.4.2", "--evidence", "x", *ON)
    (plan / LOG).rename(plan / "progress" / name)
    assert "[misnamed-file]" in refused(plan, "update", "2.4.1", "--note", "x", code=3)
    assert "rename it to 2.4.yaml" in refused(plan, "complete", "2.4.2", "--evidence", "x", code=3)
    assert siplan("validate", plan=plan).code == 1
    assert siplan("overdue", plan=plan).code == 3


def test_a_correction_takes_the_last_entry_back_or_the_one_named(plan: Path) -> None:
    for number in range(3):
        done(plan, "update", "2.4.1", "--note", str(number), *ON)
    done(plan, "update", "2.4.2", "--status", "in_progress", *ON)
    last = done(plan, "correct", "2.4.1", "--reason", "wrong")[LOG]
    assert last.endswith('  reason: wrong\n  voids: {on: 2016-10-03, note: "2"}\n')
    assert done(plan, "correct", "2.4.1", "--reason", "wrong")[LOG].endswith('  voids: {on: 2016-10-03, note: "1"}\n')
    named = done(plan, "correct", "2.4.2", "4", "--reason", "wrong", "--on", "2016-10-04")[LOG]
    assert named.endswith("  voids: {on: 2016-10-03, status: in_progress}\n")
    assert "taken back already, by entry 7" in refused(plan, "correct", "2.4.2", "4", "--reason", "x")
    assert "is about 2.4.1, not 2.4.2 (siplan correct 2.4.1 1 takes" in refused(plan, "correct", "2.4.2", "1")
    early = refused(plan, "correct", "2.4.1", "1", "--reason", "x", "--on", "2016-10-02")
    assert "undoes entry 1, of a later day (2016-10-03)" in early
    assert "has no entry 99" in refused(plan, "correct", "2.4.1", "99", "--reason", "x")
    assert "nothing recorded of 3.1.1 still counts" in refused(plan, "correct", "3.1.1", "--reason", "x")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("complete", "2.4.1"),
            "2.4.1 needs evidence: add --evidence with a link or document that others can check\n",
        ),
        (("complete", "2.4.1", "--evidence", " "), "evidence cannot be empty: others check"),
        (("reschedule", "2.4.1"), "reschedule needs --to (a later deadline also needs --reason and --approved-by)\n"),
        (
            ("reschedule", "2.4.1", "--to", "2017-03"),
            "moving 2.4.1 from Dec 2016 to Mar 2017 needs --reason and --approved-by\n",
        ),
        (("reschedule", "2.4.1", "--to", "2017-03", "--reason", "x"), "Mar 2017 needs --approved-by\n"),
        (("reschedule", "2.4.1", "--to", "as soon as possible"), "--to: as soon as possible cannot be read with cert"),
        (("reschedule", "2.4.1", "--to", "2016-12"), "2.4.1 is due Dec 2016 already"),
        (("reschedule", "2.4.1", "--to", "2016-13"), "there is no month 13"),
        (("cancel", "2.4.1"), "cancelling 2.4.1 needs --reason\n"),
        (("reassign", "2.4.1"), "reassign needs --lead"),
        (("reassign", "2.4.1", "--lead", "HSJ"), "called HSJ (did you mean HSI, Head of School Improvement?)\n"),
        (("reassign", "2.4.1", "--lead", "DDCS", "--lead", "HIS"), "led by DDCS / HSI already"),
        (("update", "2.4.1"), "there is nothing to record: add --status, --rating, --evidence or --note\n"),
        (("update", "2.4.77", "--note", "x"), "there is no action or milestone 2.4.77 (did you mean 2.4."),
        (("update", "M1", "--note", "x"), "M1 is no action or milestone (siplan result"),
        (("update", "2.4.1", "--note", "x", "--on", "2999-01-01"), "not between 1900 and 2199"),
        (("update", "2.4.1", "--note", "x", "--on", "2199-01-01"), "1 Jan 2199 is still to come"),
        (("update", "2.4.1", "--note", "x", "--on", "2015-01-03"), "more than a year before the plan of 2016-06-03"),
        (("update", "2.4.1", "--note", "x", "--on", "Oct 2016"), "Oct 2016 does not say which day"),
        (("update", "2.4.1", "--note", "x\x1b[31m"), "cannot stand in a plan file: there is a hidden control"),
        (("update", "2.4.1", "--note", ""), "--note is empty (write it, or leave the option out"),
        (("update", "2.4.1", "--rating", "green"), "the plan has no rating scheme"),
        (("update", "2.4.1", "--status", "in_progress", "--period", "2016-17"), "2.4.1 does not recur"),
        (("reassign", "2.4.1", "--lead", "DCS", "--period", "2016-17"), "leave the period out: only a rating or"),
        (("update", "2.4.1", "--note", "x", "--period", "2016-17/T9"), "the plan's calendar has no 2016-17/T9 (name"),
        (("update", "2.4.1", "--note", "x", "--period", "?"), '--period: "?" cannot be a value of `period`'),
        (("complete", "2.4.3", "--evidence", "x"), "2.4.3 recurs: add --period with one of 2016-17, 2017-18"),
        (("complete", "2.4.3"), "2021-22. 2.4.3 needs evidence: add --evidence with"),
        (("complete", "2.4.3", "--evidence", "x", "--period", "2015-16"), "2.4.3 has no occurrence 2015-16"),
        (("complete", "2.4", "--evidence", "x"), "complete when its milestones are (still open: 2.4.1, 2.4.2, 2.4.3)"),
        (("complete", "2.1.1", "--evidence", "x"), "the same as 1.3.1, whose status counts for both"),
        (("update", "2", "--status", "complete", "--evidence", "x"), "2 is a priority: its status, deadline and lead"),
    ],
)  # fmt: skip
def test_what_is_refused_says_why_and_what_to_do(plan: Path, arguments: tuple[str, ...], said: str) -> None:
    assert said in refused(plan, *arguments)


def test_a_plan_with_errors_is_not_written_to(tmp_path: Path) -> None:
    folder = write_plan(tmp_path, {PRIORITY: BASE[PRIORITY].replace("[HT]", "[HX]")})
    assert "the plan has errors" in refused(folder, "update", "1.1.1", "--note", "x", code=3)


def test_a_dry_run_shows_the_diff_and_writes_nothing(plan: Path, tmp_path: Path) -> None:
    before = texts(plan)
    ran = siplan("edit", "2.4.1", "due=2017-01", "--dry-run", plan=None, cwd=tmp_path)
    assert texts(plan) == before
    assert ran.out.splitlines()[:4] == [
        'Would change 2.4.1 "Portsmouth Academies Protocol and…": due 2016-12 → 2017-01',
        "--- a/plan/priorities/2-challenge.yaml",
        "+++ b/plan/priorities/2-challenge.yaml",
        "@@ -77,7 +77,7 @@",
    ]
    assert ran.out.endswith("Nothing was written (--dry-run).\n")


def test_the_account_for_programs_has_a_version(plan: Path) -> None:
    ran = siplan("update", "2.4.1", "--note", "::error::x", "--on", "3 Oct 2016", "--format", "json", plan=plan)
    account = json.loads(ran.out)
    assert account["schema"] == "siplan/recorded/v1"
    assert (account["command"], account["written"]) == ("update", True)
    assert account["readings"] == ["--on: 3 Oct 2016 is read as 2016-10-03"]
    assert [(one["id"], one["account"]) for one in account["rows"]] == [("2.4.1", "2.4.1: a note, as of 2016-10-03")]
    assert (account["rows"][0]["before"], account["rows"][0]["after"]) == ("to come", "to come")
    (file,) = account["files"]
    assert file["new"]
    assert file["lines"][3] == {"sign": "+", "line": 4, "text": "  note: ::error::x"}


def test_hostile_text_acts_on_no_terminal(plan: Path) -> None:
    for arguments in (("update", "2.4.1", "--note", "::error::x ##[group]"), ("edit", "2.4.1", "text=::error::x")):
        for more in (("--dry-run",), ()):
            out = siplan(*arguments, *more, plan=plan).out
            assert "::" not in out
            assert "##[" not in out


def test_fields_are_changed_added_and_cleared(plan: Path) -> None:
    path = "priorities/2-challenge.yaml"
    before = texts(plan)[path]
    after = done(plan, "edit", "2.4.1", "due=by 31 Jan 2017", "due_reason=", "leads=HIS")[path]
    old = "        due: 2016-12\n        due_reason: The cell's lines are read in the order of the milestones.\n"
    when = "        when: By Dec 2016\n"
    assert after == before.replace(f"{when}{old}", f"        leads: [HSI]\n{when}        due: 2017-01-31\n")
    assert "says that already" in refused(plan, "edit", "2.4.1", "due=2017-01-31")
    assert "say what to change in 2.4.1" in refused(plan, "edit", "2.4.1")
    assert "a milestone has no field title" in refused(plan, "edit", "2.4.1", "title=x")
    assert "a milestone has one text" in refused(plan, "edit", "2.4.1", "text=x", "text=y")
    assert "there is no 9.9 in the plan" in refused(plan, "edit", "2.4.1", "see=9.9")
    assert "a milestone needs text" in refused(plan, "edit", "2.4.1", "text=")
    assert "did you mean" in refused(plan, "edit", "2.4.99", "due=2016")


def test_a_change_tells_what_validate_will_warn_of(plan: Path) -> None:
    ran = siplan("edit", "2.2.1", "due=2016-11", plan=plan)
    assert 'now warns: "By Sept 2016" means by Sep 2016, but the record has due 2016-11 [reading-differs]' in ran.out
    ran = siplan("edit", "2.2.1", "due_reason=Put off.", "--format", "json", plan=plan)
    assert json.loads(ran.out)["warnings"] == []


def test_new_records_get_the_next_id_in_their_files(plan: Path) -> None:
    assert (
        'id: "3.2.3"\n        text: x\n'
        in done(plan, "add", "milestone", "3.2", "text=x")["priorities/3-intervention.yaml"]
    )
    done(plan, "add", "stage", "3.2", "text=Half", "when=By Dec 2016", "due=2016-12")
    done(plan, "add", "duty", "3.2", "text=Meeting", "when=Termly", "repeats=termly")
    changed = done(plan, "add", "action", "3", "title=x", "leads=HIS", "when=Dec 2016", "due=2016-12")
    assert changed["priorities/3-intervention.yaml"].endswith(
        '  - id: "3.3"\n    title: x\n    leads: [HSI]\n    when: [Dec 2016]\n    due: 2016-12\n'
    )
    assert done(plan, "add", "role", "QA", "title=Auditor", "kind=post")["roles.yaml"].endswith(
        "- code: QA\n  title: Auditor\n  kind: post\n"
    )
    done(
        plan,
        "add",
        "measure",
        "title=New",
        "cohort=all",
        "indicator=i",
        "kind=rank",
        "value=5",
    )
    done(plan, "add", "target", "M9", "cohort=all", "indicator=j", "kind=maintain")
    assert "M9.2" in siplan("show", "M9", plan=plan).out
    assert "a new milestone needs text=" in refused(plan, "add", "milestone", "3.2")
    assert "needs the action that it is added to" in refused(plan, "add", "milestone")
    assert "this milestone cannot go in HSI (give the id of its action)" in refused(
        plan, "add", "milestone", "HSI", "text=x"
    )
    assert "HIS is a name of the role HSI" in refused(plan, "add", "role", "HIS", "title=x", "kind=post")


def test_an_id_that_a_log_or_a_note_names_is_not_given_again(plan: Path) -> None:
    note = "- id: N999\n  at: 2.4#title\n  document: x\n  recorded: 2.4.8 was given up.\n  why: x\n"
    with (plan / "source-notes.yaml").open("a") as file:
        file.write(note)
    assert "milestone 2.4.9 to" in siplan("add", "milestone", "2.4", "text=x", plan=plan).out


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_an_id_that_git_knows_is_not_given_again(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        import subprocess

        who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", "-C", str(tmp_path), *who, *arguments], check=True, capture_output=True)

    folder = write_plan(tmp_path / "plan")
    with_five = BASE[PRIORITY] + '      - {id: "1.1.5", text: Gone by now, due: 2016-09}\n'
    (folder / PRIORITY).write_text(with_five)
    (folder / "roles.yaml").write_text(BASE["roles.yaml"] + "- code: OLD\n  title: Gone too\n  kind: post\n")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    write_plan(folder)
    git("commit", "-qam", "second")
    assert "milestone 1.1.6 to" in siplan("add", "milestone", "1.1", "text=x", plan=folder).out
    said = refused(folder, "add", "role", "OLD", "title=x", "kind=post")
    assert "OLD was the code of a role that is gone" in said


def test_readings_of_targets(plan: Path) -> None:
    options = ("--period", "2016-17", "--value", "91.40", "--rank", "88", "--of", "152", "--source", "Published, 2017")
    written = done(plan, "result", "m7.2", *options)["progress/measures.yaml"]
    assert written.endswith(
        "- target: M7.2\n  period: 2016-17\n  value: 91.4\n  rank: 88\n  of: 152\n  source: Published, 2017\n"
    )
    assert "recorded already" in refused(plan, "result", "M7.2", *options)
    assert "result needs --value and --source" in refused(plan, "result", "M7.1", "--period", "2016-17")
    assert "M7 is no target (its targets are M7.1, M7.2)" in refused(plan, "result", "M7", "--period", "2016-17")
    assert "--value: `value` cannot be" in refused(plan, "result", "M7.1", *options[:2], "--value", "x", *options[-2:])


def test_a_reading_is_known_from_a_day_and_ranks_among_others(plan: Path) -> None:
    options = ("result", "M7.2", "--value", "91", "--source", "s")
    known = done(plan, *options, "--period", "2015-16", "--on", "2016-10-20")["progress/measures.yaml"]
    assert "  period: 2015-16\n  on: 2016-10-20\n  value: 91\n" in known
    for more, said in (
        (("--period", "2016/17"), "the plan's calendar has no period 2016/17 (did you mean 2016-17?"),
        (("--period", "2016-17", "--rank", "880", "--of", "152"), "nothing ranks 880 among 152"),
        (("--period", "2016-17", "--rank", "3"), "a rank says nothing without the number of those ranked"),
        (("--period", "2098-99"), "2098-99 runs until 2099-08-31, and the reading would not count before"),
        (("--period", "2098-99", "--on", "2099-01-01"), "2099-01-01 is still to come"),
    ):
        assert said in refused(plan, *options, *more)


@pytest.mark.parametrize("dated", ["2016-01-31", "2016-06-03", "2016-12-31", "2024-02-29"])
@pytest.mark.parametrize("kind", ["council", "school", "trust", "send"])
def test_a_plan_to_begin_with_is_sound_and_answers(tmp_path: Path, kind: str, dated: str) -> None:
    ran = siplan(
        "init", "new/plan", "--authority", "A: B", "--for", kind, "--dated", dated, plan=None, cwd=tmp_path
    )  # fmt: skip
    assert ran.code == 0
    assert found_in(tmp_path / "new" / "plan") == []
    for command in ("overdue", "status", "measures"):
        assert siplan(command, "--as-of", dated, plan=tmp_path / "new" / "plan").code == 0
    again = siplan("init", "new/plan", "--authority", "x", plan=None, cwd=tmp_path)
    assert (again.code, "already exists" in again.err) == (2, True)
    comments = [
        one for text in texts(tmp_path / "new").values() for one in text.splitlines() if one.strip()[:2] == "# "
    ]
    assert len(comments) > 15


def test_a_plan_to_begin_with_needs_an_authority(tmp_path: Path) -> None:
    assert "needs --authority" in siplan("init", "plan", plan=None, cwd=tmp_path).err
    assert not (tmp_path / "plan").exists()


# Asking, in a terminal of its own.

RUNS = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from si_plan.cli.app import run; sys.exit(run(sys.argv[1:]))"
)


def asked(answers: Mapping[str, str], *arguments: str, again: Mapping[str, str] = {}, stop: bool = False) -> Ran:
    """A command at a terminal, where each question is answered that has these words in it; `again` has the answers
    for when it is put once more. With `stop`, Ctrl-C is the answer to the first."""
    import pty

    child, terminal = pty.fork()
    if child == 0:
        os.execv(sys.executable, [sys.executable, "-c", RUNS, *arguments])
    told, waiting, next_time = "", dict(answers), dict(again)
    while True:
        if stop and not select.select([terminal], [], [], 0.5)[0] and told.endswith(": "):
            os.write(terminal, b"\x03")
            continue
        if not select.select([terminal], [], [], 60)[0]:  # it waits for an answer that nobody gives
            os.kill(child, signal.SIGKILL)
        try:
            told += os.read(terminal, 4096).decode()
        except OSError:
            break
        last = told.replace("\r", "").split("\n")[-1]
        for question in [one for one in waiting if one in last and last.endswith(": ")]:
            os.write(terminal, f"{waiting.pop(question)}\n".encode())
            if question in next_time:
                waiting[question] = next_time.pop(question)
    _, status = os.waitpid(child, 0)
    return Ran(os.waitstatus_to_exitcode(status), told.replace("\r", ""), "")


@pytest.mark.skipif(os.name != "posix", reason="there is no pty")
def test_in_a_terminal_what_is_lacking_is_asked_for_with_the_choices(plan: Path) -> None:
    who = "Director of Children's Services"
    answers = {"The new deadline": "end of March 2017", "Why": "Consultation: extended", "Who agreed": who}
    ran = asked(answers, "--plan", str(plan), "reschedule", "2.4.1", "--on", "2016-11-20")
    assert ran.code == 0
    assert "  HSI   Head of School Improvement\n" in ran.out
    assert 'due: 2017-03-31\n  reason: "Consultation: extended"\n  approved_by: DCS\n' in texts(plan)[LOG]
    ran = asked({"Who leads": "HIX"}, "--plan", str(plan), "reassign", "2.4.2", *ON, again={"Who leads": "his"})
    assert ran.code == 0
    assert "no lead is called HIX (did you mean HI, Head of Inclusion?" in ran.out
    assert texts(plan)[LOG].endswith("  leads: [HSI]\n")
    answers = {"The period of the result": "2016-17", "The result": "many", "Where it was published": "x"}
    ran = asked(answers, "--plan", str(plan), "result", "M7.1", again={"The result": "91.4"})
    assert ran.code == 0
    assert '`value` cannot be "many"' in ran.out
    ran = asked({"Which occurrence": "2016-17", "Where": "x"}, "--plan", str(plan), "complete", "2.4.3", *ON)
    assert ran.code == 0
    assert "  2016-17  2016/17\n  2017-18  2017/18\n" in ran.out
    assert texts(plan)[LOG].endswith("  status: complete\n  period: 2016-17\n  evidence:\n    - x\n")


@pytest.mark.skipif(os.name != "posix", reason="there is no pty")
def test_in_a_terminal_blank_evidence_is_asked_for_again_and_a_day_too(plan: Path) -> None:
    answers = {"Where it can be seen": " ", "When did it happen": "3 Oct 2016"}
    ran = asked(answers, "--plan", str(plan), "complete", "2.4.2", again={"Where it can be seen": "https://x.org"})
    assert ran.code == 0
    assert "Evidence cannot be empty: others check the link or document that it names" in ran.out
    assert texts(plan)[LOG].endswith(
        '- on: 2016-10-03\n  at: "2.4.2"\n  status: complete\n  evidence:\n    - https://x.org\n'
    )
    leads = {"Who leads": "Head of School Improvement, pcm", "When": ""}
    assert asked(leads, "--plan", str(plan), "reassign", "2.4.1").code == 0
    assert "leads: [HSI, PCM]" in texts(plan)[LOG]
    ran = asked({"What will be done": "x", "By when": "Dec 2016"}, "--plan", str(plan), "add", "milestone", "2.4")
    assert "text: x\n        due: 2016-12\n" in texts(plan)["priorities/2-challenge.yaml"]


@pytest.mark.skipif(os.name != "posix", reason="there is no pty")
@pytest.mark.parametrize("arguments", [("complete", "2.4.2"), ("add", "milestone", "2.4"), ("init", "new")])
def test_to_stop_at_a_question_writes_nothing(plan: Path, arguments: tuple[str, ...]) -> None:
    before = texts(plan.parent)
    ran = asked({}, "--plan", str(plan), *arguments, stop=True)
    assert ran.code == 130
    assert ran.out.endswith("siplan: stopped. Nothing was written\n")
    assert texts(plan.parent) == before


@pytest.mark.parametrize("name", ["update", "complete", "reschedule", "cancel", "reassign", "correct", "edit", "add"])
def test_the_help_names_every_shared_option(name: str) -> None:
    assert name in COMMANDS
    out = siplan(name, "--help", plan=None, env={"COLUMNS": "100"}).out
    assert "--dry-run" in out
    assert "--format" in out
