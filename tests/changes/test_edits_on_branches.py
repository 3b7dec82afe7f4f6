"""Branches that edit the shipped plan: what is judged, on which lines, and what a reviewer is told of them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from repository import Repository, git, shipped
from running import Ran, siplan

SLIPPED = (
    "priorities/2-challenge.yaml",
    "when: By Dec 2016\n        due: 2016-12",
    "when: By Dec 2016\n        due: 2017-03",
)
MOVED = "2.4.1's promised date was changed from Dec 2016 to Mar 2017, 90 days later."
DONE = '- on: 2016-10-10\n  at: "3.1.1"\n  status: complete\n  by: HSI\n'
PROPERLY = """\
- on: 2016-11-20
  at: "2.4.1"
  due: 2017-03
  reason: The consultation with trusts was extended
  approved_by: DCS
- on: 2016-11-20
  at: "2.4.2"
  status: complete
  voids: {on: 2016-10-03, status: complete}
  reason: The letter is of 23 September
  evidence: [Letter to every trust of 23 September 2016]
"""
CANCELLED = (
    '- on: 2016-11-20\n  at: "4.4"\n  status: cancelled\n  reason: Taken over by the Alliance\n  approved_by: DCS\n'
)
_NOTES_ON_4_4 = re.compile(r'^- id: N\d+\n  at: "4\.4#.*?(?=^- id|\Z)', re.MULTILINE | re.DOTALL)


def bad(folder: Path) -> Repository:
    """A branch that slips 2.4.1 by three months, drops 4.4, completes 3.1.1 without evidence, edits an old entry."""
    repository = shipped(folder)
    repository.branch("bad")
    repository.edit(*SLIPPED)
    cohorts = (repository.plan / "priorities/4-cohorts.yaml").read_text("utf-8")
    begin, end = cohorts.index('  - id: "4.4"'), cohorts.index('  - id: "4.5"')
    notes = (repository.plan / "source-notes.yaml").read_text("utf-8")
    repository.write(
        {
            "priorities/4-cohorts.yaml": cohorts[:begin] + cohorts[end:],
            "source-notes.yaml": _NOTES_ON_4_4.sub("", notes),
            "progress/3.1.yaml": DONE,
        }
    )
    repository.edit("progress/2.4.yaml", "30 September", "23 September")
    repository.commit("Tidy up")
    return repository


def good(folder: Path) -> Repository:
    """The same, done properly."""
    repository = shipped(folder)
    repository.branch("good")
    repository.write(
        {
            "progress/2.4.yaml": (repository.plan / "progress/2.4.yaml").read_text("utf-8") + PROPERLY,
            "progress/3.1.yaml": f"{DONE}  evidence: [Framework as adopted on 10 October 2016]\n",
            "progress/4.4.yaml": CANCELLED,
        }
    )
    notes = (repository.plan / "source-notes.yaml").read_text("utf-8")
    before, at, after = notes.partition('  at: "4.4#milestones"\n')
    repository.write({"source-notes.yaml": before + at + after.replace("  answers: [no-milestones]\n", "", 1)})
    repository.commit("Record what has happened since the adoption")
    return repository


def run(repository: Repository, *arguments: str) -> Ran:
    return siplan(*arguments, plan=None, cwd=repository.folder)


def validated(repository: Repository, *arguments: str) -> tuple[int, list[str]]:
    """The exit code, and each finding as `plan/x.yaml:8 code`."""
    ran = run(repository, "validate", "--since", "main", "--format", "json", *arguments)
    rows = json.loads(ran.out)["rows"]
    return ran.code, [f"{one['file']}:{one['line']} {one['code']}" for one in rows if not one["answered_by"]]


def line_of(repository: Repository, path: str, text: str, after: str = "") -> int:
    """The line on which a text first stands in a file of the plan, below another one."""
    lines = (repository.plan / path).read_text("utf-8").splitlines()
    begin = next(number for number, line in enumerate(lines) if after in line)
    return next(number for number, line in enumerate(lines[begin:], begin + 1) if text in line)


def test_a_bad_branch_gets_four_findings_on_their_lines(tmp_path: Path) -> None:
    repository = bad(tmp_path)
    slipped = line_of(repository, "priorities/2-challenge.yaml", "due: 2017-03", after='"2.4.1"')
    beside = line_of(repository, "priorities/4-cohorts.yaml", '  - id: "4.3"')
    evidence = line_of(repository, "progress/2.4.yaml", "evidence")
    assert validated(repository) == (
        1,
        [
            f"plan/priorities/2-challenge.yaml:{slipped} deadline-rewritten",
            f"plan/priorities/4-cohorts.yaml:{beside} record-removed",
            f"plan/progress/2.4.yaml:{evidence} log-rewritten",
            "plan/progress/3.1.yaml:3 no-evidence",
        ],
    )
    text = run(repository, "validate", "--since", "main").out
    assert "since main: 4 errors, no warnings; 12 known warnings, explained in source notes." in text
    assert siplan("validate", plan=None, cwd=repository.folder).code == 0, "only a pair of states shows it"


def test_what_refers_to_a_record_taken_out_is_no_mistake_of_its_own(tmp_path: Path) -> None:
    repository = bad(tmp_path)
    before = validated(repository)
    git(repository.folder, "checkout", "main", "--", "plan/source-notes.yaml")
    assert validated(repository) == before
    assert siplan("validate", plan=None, cwd=repository.folder).code == 1, "by itself, each note is one"
    ran = run(repository, "diff", "main")
    assert ran.code == 0
    assert ran.out.startswith("Not ready: 4 errors to fix.\n")


def test_an_edit_that_breaks_the_plan_is_told_with_its_errors(tmp_path: Path) -> None:
    repository = bad(tmp_path)
    repository.edit("priorities/1-partnership.yaml", "leads: [DCS, DDCS]", "leads: [DCS, DDSC]")
    ran = run(repository, "diff", "main", "--format", "markdown")
    assert ran.code == 3
    assert ran.out.startswith("## Not ready: 5 errors to fix.\n")
    assert "DDSC is not in roles.yaml | did you mean DDCS?" in ran.out
    assert MOVED in ran.out
    assert "DDSC is not in roles.yaml [unknown-lead]" in ran.err


def _words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_its_summary_says_all_four_to_one_who_knows_no_yaml(tmp_path: Path) -> None:
    ran = run(bad(tmp_path), "diff", "main", "--format", "markdown", "--as-of", "2016-12-01")
    said = _words(MarkdownIt("commonmark").enable("table").render(ran.out))
    assert ran.code == 0
    for sentence in (
        "Not ready: 4 errors to fix.",
        "Action 4.4 was taken out of the plan.",
        "The evidence of entry 2 of the log of 2.4 was changed.",
        MOVED,
        "Milestone 3.1.1 was recorded as complete, without evidence.",
        "Dec 2016 → Mar 2017, 90 days later (promise edited)",
        "2 evidence Letter to every trust of 30 September 2016 Letter to every trust of 23 September 2016",
        "Support and Intervention Framework revised 10 Oct 2016 none given",
        "action 4.4 was taken out of the plan",
    ):
        assert sentence in said, sentence


def test_a_good_branch_gets_none_and_a_fair_summary(tmp_path: Path) -> None:
    repository = good(tmp_path)
    assert validated(repository, "--strict") == (0, [])
    ran = run(repository, "diff", "main", "--as-of", "2016-12-01")
    assert ran.out.splitlines()[:8] == [
        "Ready, with 3 changes to approve: 2.4.1 moved to Mar 2017, 4.4 cancelled, an entry about 2.4.2 undone.",
        "What changes from main to the working tree:",
        "- 2.4.1's deadline moved from Dec 2016 to Mar 2017, 90 days later.",
        "- Action 4.4 was cancelled.",
        "- Milestone 3.1.1 was recorded as complete.",
        "- 3.1.1 is no longer overdue on 1 December 2016.",
        "- 3 other changes.",
        "",
    ]
    assert "90 days later (first move)  The consultation with trusts was extended  DCS" in ran.out
    assert "To put right" not in ran.out
    assert "The letter is of 23 September" in ran.out


@pytest.mark.parametrize("form", ["text", "concise", "json", "github", "sarif", "gitlab"])
def test_every_form_of_findings_gives_them(tmp_path: Path, form: str) -> None:
    ran = run(bad(tmp_path), "validate", "--since", "main", "--format", form)
    assert ran.code == 1
    for code in ("deadline-rewritten", "record-removed", "log-rewritten", "no-evidence"):
        assert code in ran.out


def test_the_whole_of_a_log_is_about_its_promise(tmp_path: Path) -> None:
    """A second slip says so, with the deadline it had slipped to."""
    repository = good(tmp_path)
    git(repository.folder, "checkout", "-q", "-B", "main")
    log = (repository.plan / "progress/2.4.yaml").read_text("utf-8")
    again = '- {on: 2017-03-01, at: "2.4.1", due: 2017-06, reason: No quorum, approved_by: DCS}\n'
    repository.write({"progress/2.4.yaml": log + again})
    (row,) = json.loads(run(repository, "diff", "--format", "json").out)["rows"]
    assert (row["before"], row["after"], row["days"], row["slip"]) == ("2017-03", "2017-06", 91, 2)
    assert (row["reason"], row["approved_by"], row["on"]) == ("No quorum", "DCS", "2017-03-01")
    text = run(repository, "diff").out
    assert text.startswith("Ready, with 1 change to approve: 2.4.1 moved to Jun 2017.\n")
    assert "Mar 2017 → Jun 2017, 91 days later (second move)" in text


@pytest.mark.parametrize("columns", ["80", "120"])
def test_no_column_that_decides_is_lost_on_a_terminal(tmp_path: Path, columns: str) -> None:
    terminal = {"COLUMNS": columns, "NO_COLOR": "1"}
    properly = siplan("diff", "main", plan=None, cwd=good(tmp_path / "good").folder, tty=True, env=terminal)
    for said in ("Why", "Approved by", "DCS", "2.4.1"):
        assert said in properly.out
    repository = bad(tmp_path / "bad")
    ran = siplan("diff", "main", plan=None, cwd=repository.folder, tty=True, env=terminal)
    evidence = line_of(repository, "progress/2.4.yaml", "evidence")
    assert f"plan/progress/2.4.yaml:{evidence}" in ran.out, "whole, on one line"
    assert all(len(line) <= int(columns) for line in ran.out.splitlines())


def test_the_sides_are_named_and_the_lines_linked_as_asked(tmp_path: Path) -> None:
    repository = bad(tmp_path)
    evidence = line_of(repository, "progress/2.4.yaml", "evidence")
    at = "https://forge.example/council/plan/-/blob/0123abc"
    named = ("diff", "main", "--base-name=main", "--head-name=au[t](umn", f"--link={at}/")
    markdown = run(repository, *named, "--format", "markdown").out
    assert "What changes from main to au\\[t\\](umn:" in markdown
    assert f"[plan/progress/2.4.yaml:{evidence}]({at}/plan/progress/2.4.yaml#L{evidence})" in markdown
    assert f"{at}/plan/progress/2.4.yaml#L{evidence}\n" in run(repository, *named).out, "in a job's log"
    assert "](" not in run(repository, "diff", "main", "--format", "markdown").out
    wrong = run(repository, "diff", "--link=javascript:alert(1)")
    assert (wrong.code, wrong.out) == (2, "")


def test_an_edit_that_mends_the_base_is_ready(tmp_path: Path) -> None:
    repository = shipped(tmp_path)
    path, right, wrong = "priorities/1-partnership.yaml", "leads: [DCS, DDCS]", "leads: [DCS, DDSC]"
    repository.edit(path, right, wrong)
    repository.commit("Mistype")
    repository.edit(path, wrong, right)
    ran = run(repository, "diff")
    assert ran.code == 0
    assert ran.out.startswith("Ready, with 1 change to approve: ")
    assert "Errors that HEAD has already" in ran.out
