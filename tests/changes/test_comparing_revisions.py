"""`siplan diff` and `siplan validate --since`: which two states are compared, and what is said where that cannot be."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from example_plan import BASE, EXAMPLES, PRIORITY, files_of, write_plan
from repository import Repository, commit_all, git
from running import Ran, siplan

LATER = BASE[PRIORITY].replace("due: 2016-09\n", "due: 2017-01\n")
TWO = BASE[PRIORITY] + '      - {id: "1.1.2", text: Books bought, due: 2016-10}\n'
ENTRY = '- {on: 2016-07-01, at: "1.1.1", note: Tutor %s}\n'


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repository")


def run(folder: Path | Repository, *arguments: str) -> Ran:
    return siplan(*arguments, plan=None, cwd=folder.folder if isinstance(folder, Repository) else folder)


def kinds(folder: Path | Repository, *arguments: str) -> list[str]:
    ran = run(folder, "diff", "--format", "json", *arguments)
    assert ran.code == 0, ran.err
    return [f"{row['record']} {row['kind']}" for row in json.loads(ran.out)["rows"]]


def judged(folder: Repository, since: str = "main") -> tuple[int, list[str]]:
    ran = run(folder, "validate", "--since", since, "--format", "json")
    return ran.code, [f"{one['at']} {one['code']}" for one in json.loads(ran.out)["rows"] if one["severity"] == "error"]


# Which states.


def test_by_default_what_is_committed_and_the_files_as_they_are(repository: Repository) -> None:
    assert kinds(repository) == []
    repository.write({PRIORITY: LATER})
    assert kinds(repository) == ["1.1.1 deadline"]
    repository.commit("Later")
    assert kinds(repository) == []
    assert kinds(repository, "HEAD~1") == kinds(repository, "HEAD~1", "HEAD") == ["1.1.1 deadline"]
    assert run(repository, "diff", "--exit-code").code == 0
    assert run(repository, "diff", "HEAD~1", "--exit-code").code == 1


def test_two_folders_outside_any_repository(tmp_path: Path) -> None:
    write_plan(tmp_path / "old")
    write_plan(tmp_path / "new", {PRIORITY: TWO})
    assert kinds(tmp_path, "./old", "./new") == ["1.1.2 added"]
    assert kinds(tmp_path, "./new", "./old") == ["1.1.2 removed"]
    ran = run(tmp_path, "diff", "./old", "./new")
    assert ran.out.startswith("Ready.\nWhat changes from ./old to ./new:\n- Milestone 1.1.2 was added.\n")


def test_a_folder_and_a_revision(repository: Repository) -> None:
    shutil.copytree(repository.plan, repository.folder / "kept")
    repository.write({PRIORITY: LATER})
    repository.commit("Later")
    assert kinds(repository, "./kept", "HEAD") == ["1.1.1 deadline"]


@pytest.mark.parametrize("side", ["base", "head"])
def test_a_state_with_errors_is_named_and_nothing_is_compared(repository: Repository, side: str) -> None:
    sound = git(repository.folder, "rev-parse", "HEAD").strip()
    repository.write({"areas.yaml": "[\n"})
    broken = repository.commit("Break it")
    pair = (broken, sound) if side == "base" else (sound, broken)
    ran = run(repository, "diff", *pair)
    assert (ran.code, ran.out) == (3, "")
    assert f"{broken}:plan/areas.yaml:2:1: error:" in ran.err
    assert f"siplan: not all of the {side} ({broken}) can be read, so it cannot be compared\n" in ran.err


def test_no_edit_is_judged_by_a_policy_that_cannot_be_read(repository: Repository) -> None:
    sound = (repository.plan / "plan.yaml").read_text("utf-8")
    repository.write({"plan.yaml": "title: [\n", PRIORITY: BASE[PRIORITY].replace("due: 2016-09", "repeats: termly")})
    broken = repository.commit("Break it")
    repository.write({"plan.yaml": sound, "progress/1.1.yaml": ENTRY % "chosen"})
    ran = run(repository, "validate", "--since", broken)
    assert (ran.code, ran.out) == (3, "")
    assert f"the plan.yaml of {broken} cannot be read, so the edit cannot be judged" in ran.err


_LOGS = "progress/1.1.yaml"


@pytest.mark.slow
@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*/bad-*")), ids=lambda one: f"{one.parent.name}/{one.name}")
def test_whatever_is_wrong_on_a_side_it_is_compared_or_refused(example: Path, tmp_path: Path) -> None:
    write_plan(tmp_path / "old", {_LOGS: ENTRY % "chosen"})
    write_plan(tmp_path / "new", files_of(example))
    for sides in (("./old", "./new"), ("./new", "./old")):
        ran = run(tmp_path, "diff", *sides, "--as-of", "2016-12-01")
        assert ran.code in (0, 3)
        assert ran.out or "cannot be compared" in ran.err or ran.err.startswith("siplan: ")


@pytest.mark.parametrize(
    "ref", ["nowhere", "--output=x", "main..main", "^HEAD", "a\nb", "HEAD:plan", "::error::x", "\x1b[31m", ""]
)
def test_what_is_no_revision_is_wrong_usage(repository: Repository, ref: str) -> None:
    for arguments in (("diff", "--", ref), ("validate", f"--since={ref}")):
        ran = run(repository, *arguments)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("siplan: ")
        assert all(character.isprintable() or character == "\n" for character in ran.err)


def test_a_shallow_clone_names_the_option_of_the_checkout(repository: Repository) -> None:
    repository.write({PRIORITY: LATER})
    repository.commit("Later")
    clone = repository.folder.parent / "clone"
    git(clone.parent, "clone", "-q", "--depth", "1", f"file://{repository.folder}", str(clone))
    for arguments in (("diff", "HEAD~1"), ("validate", "--since", "HEAD~1")):
        ran = run(clone, *arguments)
        assert ran.code == 2
        assert "fetch-depth: 0" in ran.err


def test_a_branch_that_lacks_what_was_merged_is_told_so(repository: Repository) -> None:
    repository.branch("mine")
    git(repository.folder, "checkout", "-q", "main")
    repository.write({"progress/1.1.yaml": ENTRY % "A"})
    repository.commit("Record")
    git(repository.folder, "checkout", "-q", "mine")
    ran = run(repository, "validate", "--since", "main")
    assert ran.code == 1
    assert "[log-rewritten]" in ran.out
    assert "siplan: main has commits that the working tree lacks" in ran.err
    git(repository.folder, "merge", "-q", "main")
    ran = run(repository, "validate", "--since", "main")
    assert (ran.code, ran.err) == (0, "")


# What is new.


def test_older_findings_are_counted_and_not_repeated(repository: Repository) -> None:
    repository.write({PRIORITY: BASE[PRIORITY].replace("leads: [HT]", "leads: [HQ]")})
    repository.commit("A mistake")
    assert run(repository, "validate").code == 1
    repository.branch("mine")
    moved = "# A line more.\n" + (repository.plan / PRIORITY).read_text("utf-8")
    repository.write({PRIORITY: moved})
    ran = run(repository, "validate", "--since", "main")
    assert ran.code == 0
    assert ran.out == "5 files, since main: no errors, no warnings; older and not listed: 1 error and no warnings.\n"
    repository.write({PRIORITY: moved.replace("[HQ]", "[HQ, HQ]")})
    assert judged(repository) == (1, ["1.1#leads unknown-lead"])
    assert json.loads(run(repository, "validate", "--since", "main", "--format", "json").out)["older"] == {
        "since": "main",
        "errors": 1,
        "warnings": 0,
    }


def test_a_mistake_below_a_hundred_older_ones_is_seen(repository: Repository) -> None:
    leads = ", ".join(f"X{number}" for number in range(150))
    repository.write({PRIORITY: BASE[PRIORITY].replace("[HT]", f"[HT, {leads}]")})
    repository.commit("Many mistakes")
    repository.branch("mine")
    repository.edit(PRIORITY, "due: 2016-09", "see: ['9.9']\n        due: 2016-09")
    assert judged(repository) == (1, ["1.1.1#see unknown-reference"])


def test_where_there_was_no_plan_yet_everything_is_new(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "readme.txt").write_text("None yet.\n")
    commit_all(tmp_path, "Begin")
    write_plan(tmp_path / "plan", {PRIORITY: BASE[PRIORITY].replace("[HT]", "[HQ]")})
    ran = run(tmp_path, "validate", "--since", "main")
    assert ran.code == 1
    assert "[unknown-lead]" in ran.out
    assert "warning: there is no plan at main, so everything in this one is new" in ran.out
    write_plan(tmp_path / "plan")
    assert run(tmp_path, "validate", "--since", "main").code == 0
    ran = run(tmp_path, "diff", "main")
    assert ran.code == 0, ran.err
    assert "There is no plan at main, so everything is new: 1 priority, 1 action, 1 milestone." in ran.out
    assert run(tmp_path, "diff", "main", "--exit-code").code == 1
    assert json.loads(run(tmp_path, "diff", "main", "--format", "json").out)["findings"][0]["code"] == "plan-new"


def test_a_new_plan_of_which_a_line_is_missing_is_told_or_refused(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "readme.txt").write_text("None yet.\n")
    commit_all(tmp_path, "Begin")
    for name, text in BASE.items():
        lines = text.splitlines(keepends=True)
        for number, line in enumerate(lines):
            write_plan(tmp_path / "plan", {name: "".join([*lines[:number], *lines[number + 1 :]])})
            for command in (("diff", "main"), ("validate", "--since", "main")):
                ran = run(tmp_path, *command)
                assert ran.code in (0, 1, 3), (command, line, ran.err)
                assert ran.code == 0 or "error" in ran.out + ran.err, (command, line)


def test_an_id_that_an_earlier_version_had_is_not_given_away(repository: Repository) -> None:
    repository.write({PRIORITY: TWO})
    repository.commit("Two")
    repository.write({PRIORITY: BASE[PRIORITY]})
    repository.commit("One again")
    for number in range(3):
        repository.write({PRIORITY: f"# {number}\n{BASE[PRIORITY]}"})
        repository.commit("Something else")
    repository.branch("mine")
    repository.write({PRIORITY: TWO})
    assert judged(repository) == (0, []), "what comes back is no other record"
    repository.write({PRIORITY: TWO.replace("Books bought", "Parents invited")})
    assert judged(repository) == (1, ["1.1.2#id id-reused"])


def test_a_mistake_of_form_does_not_hide_what_an_edit_does_elsewhere(repository: Repository) -> None:
    repository.write({"progress/1.1.yaml": ENTRY % "A", "areas.yaml": BASE["areas.yaml"] + "  colour: red\n"})
    repository.commit("A mistake of form")
    repository.branch("mine")
    repository.write({"progress/1.1.yaml": ENTRY % "B"})
    assert judged(repository) == (1, ["plan base-unread", "progress/1.1:1#note log-rewritten"])


def test_where_part_of_the_base_cannot_be_read_the_edit_does_not_pass(repository: Repository) -> None:
    repository.write({PRIORITY: BASE[PRIORITY].replace("due: 2016-09", "due: 2016-99")})
    repository.commit("A mistake of form")
    repository.branch("mine")
    repository.write({PRIORITY: LATER})
    assert judged(repository) == (1, ["plan base-unread"]), "a deadline was rewritten that nobody can compare"
    repository.write({"plan.yaml": BASE["plan.yaml"].replace("format: 1", "format: 99")})
    repository.commit("A plan of the future")
    git(repository.folder, "checkout", "-q", "-b", "now")
    repository.write(BASE)
    ran = run(repository, "validate", "--since", "mine")
    assert (ran.code, ran.out) == (3, "")
    assert "this version of siplan cannot read the plan at mine" in ran.err


def test_a_waived_finding_is_counted_and_listed_on_demand(repository: Repository) -> None:
    waiver = '{code: deadline-rewritten, at: "1.1.1", reason: Agreed, expires: 2099-01-01}'
    repository.write({"plan.yaml": BASE["plan.yaml"] + f"policy: {{waivers: [{waiver}]}}\n"})
    repository.commit("Waive it")
    repository.branch("mine")
    repository.write({PRIORITY: LATER})
    ran = run(repository, "validate", "--since", "main", "--format", "concise")
    assert ran.code == 0
    assert "deadline-rewritten" not in ran.out
    assert ran.out.endswith("no errors, 1 warning; 1 finding waived in plan.yaml.\n")
    ran = run(repository, "validate", "--since", "main", "--answered")
    assert ran.code == 0
    assert "[deadline-rewritten] (answered by waiver until 2099-01-01)" in ran.out


@pytest.mark.parametrize(("severity", "code", "said"), [("error", 1, "1 error, no"), ("off", 0, "no errors, no")])
def test_the_plans_own_policy_grades_its_warnings(repository: Repository, severity: str, code: int, said: str) -> None:
    text = BASE[PRIORITY].replace("        due: 2016-09\n", "")
    repository.write(
        {PRIORITY: text, "plan.yaml": f"{BASE['plan.yaml']}policy: {{severities: {{due-missing: {severity}}}}}\n"}
    )
    ran = run(repository, "validate")
    assert ran.code == code
    assert said in ran.out


# Merges.


def test_both_entries_of_a_conflict_are_to_be_kept(repository: Repository) -> None:
    repository.write({"progress/1.1.yaml": ENTRY % "A"})
    repository.commit("Record")
    for name in ("mine", "theirs"):
        repository.branch(name)
        repository.write({"progress/1.1.yaml": ENTRY % "A" + ENTRY % name})
        repository.commit(name)
    with pytest.raises(AssertionError):
        git(repository.folder, "merge", "-q", "mine")
    ran = run(repository, "validate")
    assert ran.code == 1
    assert "plan/progress/1.1.yaml:2:1: error: two people changed these lines, and git could not merge them" in ran.out
    assert "in a log, both entries" in ran.out
    repository.write({"progress/1.1.yaml": ENTRY % "A" + ENTRY % "theirs" + ENTRY % "mine"})
    repository.commit("Keep both")
    assert judged(repository, "theirs") == (0, [])
    assert judged(repository, "mine") == (1, ["progress/1.1:3 log-rewritten"]), "mine had stood second"


def test_a_clean_merge_that_uses_an_id_twice_is_caught(repository: Repository) -> None:
    middle = '      - {id: "1.1.2", text: %s, due: 2016-10}\n'
    long = BASE[PRIORITY] + "".join(
        f'      - {{id: "1.1.{number}", text: Part {number}, due: 2016-10}}\n' for number in range(10, 20)
    )
    repository.write({PRIORITY: long})
    repository.commit("Ten more")
    for name, before in (("mine", '"1.1.10"'), ("theirs", '"1.1.19"')):
        repository.branch(name)
        repository.edit(PRIORITY, f"      - {{id: {before}", f"{middle % name}      - {{id: {before}")
        assert judged(repository) == (0, [])
        repository.commit(name)
    git(repository.folder, "merge", "-q", "-m", "Both", "mine")
    assert judged(repository) == (1, ["1.1.2#id duplicate-id"])
