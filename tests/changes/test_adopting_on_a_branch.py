"""A made-up adoption of Portsmouth's plan for 2017/18, as a branch of a repository: announced on main, then adopted;
and the same unannounced, out of time, or with a log rewritten along the way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from adoption_of_2017 import LOG, Files, adopting, announced, first_edition, replaced
from repository import Repository, git
from running import Ran, siplan


def adopted(folder: Path, base: Files) -> Repository:
    """A repository with a branch that adopts the edition of 2017."""
    repository = Repository(folder, base)
    repository.branch("adoption")
    repository.write(adopting(base))
    repository.commit("Adopt the plan for 2017/18")
    return repository


def run(repository: Repository, *arguments: str) -> Ran:
    return siplan(*arguments, plan=None, cwd=repository.folder)


def answer(repository: Repository, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(repository, *arguments, "--format", "json").out)
    return found


def codes(repository: Repository) -> tuple[int, list[str]]:
    """The exit code of the gate of a pull request, and the errors that it names."""
    ran = run(repository, "validate", "--since", "main", "--format", "json")
    return ran.code, [one["code"] for one in json.loads(ran.out)["rows"] if one["severity"] == "error"]


def test_announced_it_passes_with_one_list(tmp_path: Path) -> None:
    repository = adopted(tmp_path, announced(first_edition()))
    assert codes(repository) == (0, [])
    told = answer(repository, "diff", "main", "--as-of", "2017-07-03")
    assert told["verdict"] == "Ready, with 1 list to approve. This adopts the edition of 2017."
    assert told["adoption"] == {
        "edition": "2017",
        "dated": "2017-07-03",
        "title": None,
        "adopted_by": "DCS",
        "previous": "2016",
        "carried": 118,
        "dropped": ["2.1", "2.1.1", "2.2.D1"],
        "redated": ["2.4.1"],
        "reworded": ["2.4", "2.5.1"],
        "added": ["2.7", "2.7.1"],
        "renumbered": ["2.5", "2.6"],
    }
    assert [one["why"] for one in told["overdue"]["less"]] == ["dropped", "upcoming"]
    before = answer(repository, "diff", "main", "--as-of", "2017-07-02")
    assert before["overdue"] == {"more": [], "less": []}, "the day before it holds, nothing stands otherwise"


def test_its_summary_has_one_table_for_it(tmp_path: Path) -> None:
    repository = adopted(tmp_path, announced(first_edition()))
    said = run(repository, "diff", "main", "--as-of", "2017-07-03", "--format", "markdown").out
    title, _, rest = said.partition("### The edition of 2017, to approve as a whole\n")
    assert "118 records carried as before, 3 dropped, 1 redated, 2 reworded, 2 added, 2 renumbered." in title
    table, _, folded = rest.partition("<details>")
    assert [line.split("|")[1:3] for line in table.splitlines() if line.startswith("| dropped")] == [
        [" dropped ", f" {name} "] for name in ("2.1", "2.1.1", "2.2.D1")
    ]
    assert "Dec 2016 (moved to Mar 2017) → Dec 2017, 275 days later" in table
    assert "###" not in folded, "no other list"


def test_unannounced_it_is_stopped(tmp_path: Path) -> None:
    repository = adopted(tmp_path, first_edition())
    assert codes(repository) == (1, ["edition-unannounced"])
    said = run(repository, "diff", "main").out.splitlines()[0]
    assert said == "Not ready: 1 error to fix. This adopts the edition of 2017."


def test_announced_by_itself_it_is_stopped(tmp_path: Path) -> None:
    base = first_edition()
    repository = Repository(tmp_path, base)
    repository.branch("adoption")
    repository.write(announced(base))
    repository.commit("Announce the edition")
    repository.write(adopting(announced(base)))
    repository.commit("Adopt it")
    assert codes(repository) == (1, ["edition-unannounced", "adoption-mixed"])


def test_with_a_log_rewritten_along_the_way_it_is_stopped(tmp_path: Path) -> None:
    repository = adopted(tmp_path, announced(first_edition()))
    repository.edit(LOG, "30 September 2016", "23 September 2016")
    repository.commit("Tidy up")
    assert codes(repository) == (1, ["adoption-mixed", "log-rewritten"])


def test_a_commit_of_another_day_does_not_bring_it_back_in_time(tmp_path: Path) -> None:
    base = announced(first_edition())
    base["plan.yaml"] = replaced(base["plan.yaml"], "expires: 2099-12-31", "expires: 2017-07-31")
    repository = Repository(tmp_path, base)
    repository.branch("adoption")
    repository.write(adopting(base))
    git(repository.folder, "add", "--all")
    git(repository.folder, "commit", "-q", "-m", "Adopt", "--date", "2017-07-03T12:00:00")
    git(repository.folder, "rebase", "-q", "--force-rebase", "--committer-date-is-author-date", "main")
    assert git(repository.folder, "log", "-1", "--format=%cs").strip() == "2017-07-03"
    for arguments in (("main", "adoption"), ("main",)):
        told = answer(repository, "diff", *arguments, "--as-of", "2017-07-03")
        assert [one["code"] for one in told["findings"]] == ["edition-unannounced"]
    assert codes(repository) == (1, ["edition-unannounced"])


def test_once_adopted_the_next_edit_is_as_any(tmp_path: Path) -> None:
    repository = adopted(tmp_path, announced(first_edition()))
    git(repository.folder, "checkout", "-q", "main")
    git(repository.folder, "merge", "-q", "--ff-only", "adoption")
    repository.branch("next")
    log = adopting(announced(first_edition()))[LOG]
    entry = '- {on: 2017-09-01, at: "2.4.1", due: 2018-03, reason: No rooms, approved_by: DCS}\n'
    repository.write({LOG: log + entry})
    repository.commit("Move 2.4.1")
    assert codes(repository) == (0, [])
    said = run(repository, "diff", "main").out
    assert said.startswith("Ready, with 1 change to approve: 2.4.1 moved to Mar 2018.\n")
    assert "Dec 2017 → Mar 2018, 90 days later" in " ".join(said.split())
    assert "edition" not in said
