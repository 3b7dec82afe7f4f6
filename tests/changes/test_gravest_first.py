"""In what order the findings about an edit stand, and what is told with a record that was taken out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from example_plan import BASE, PRIORITY
from repository import Repository
from running import siplan

LINES = BASE[PRIORITY].replace("when: [By Sept 2016]", "when: [By Sept 2016, By Oct 2016]")
BOOKS = '      - {id: "1.1.2", text: Books bought, when: By Oct 2016, due: 2016-10}\n'
TWO = LINES.replace("        due: 2016-09\n", "        when: By Sept 2016\n        due: 2016-09\n") + BOOKS
READERS = """\
  - id: "1.2"
    title: Hear every reader
    leads: [LIB]
    when: [By Oct 2016]
    milestones:
      - {id: "1.2.1", text: Rota in place, due: 2016-10}
"""
ROLES = BASE["roles.yaml"] + "- {code: LIB, title: Librarian, kind: post}\n"
WAIVER = (
    'policy:\n  waivers:\n    - {code: record-removed, at: "1.1.2", reason: Agreed by the panel, expires: 2099-12-31}\n'
)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path, {**BASE, PRIORITY: TWO + READERS, "roles.yaml": ROLES})


def found(repository: Repository, *options: str) -> list[tuple[str, str]]:
    ran = siplan("validate", "--since", "main", "--format", "json", *options, plan=None, cwd=repository.folder)
    rows = json.loads(ran.out)["rows"]
    return [(one["code"], one["message"]) for one in rows if not one["answered_by"]]


def test_what_comes_of_a_removal_is_told_with_it(repository: Repository) -> None:
    repository.branch("edit")
    repository.write({PRIORITY: TWO.replace(BOOKS, "") + READERS})
    ((code, message),) = found(repository)
    assert code == "record-removed"
    assert message.startswith("milestone 1.1.2 was taken out of the plan")
    assert message.endswith('; so nothing in 1.1 uses "By Oct 2016" (by Oct 2016)')


def test_each_with_its_own(repository: Repository) -> None:
    repository.branch("edit")
    repository.write({PRIORITY: TWO.replace(BOOKS, "")})
    rows = found(repository)
    assert [code for code, _ in rows] == ["record-removed", "record-removed"]
    told = {message.split()[1]: message for _, message in rows}
    assert told["1.1.2"].endswith('; so nothing in 1.1 uses "By Oct 2016" (by Oct 2016)')
    assert told["1.2"].endswith("; so LIB (Librarian) leads nothing")


def test_what_has_another_cause_stands_by_itself(repository: Repository) -> None:
    repository.branch("edit")
    words = TWO.replace(BOOKS, "").replace("due: 2016-09", "due: 2016-09\n      - {id: '1.1.3', text: Tea served}")
    repository.write({PRIORITY: words + READERS})
    assert [code for code, _ in found(repository)] == ["record-removed", "no-deadline"]


def test_a_waived_removal_leaves_what_comes_of_it_to_be_seen(tmp_path: Path) -> None:
    repository = Repository(tmp_path, {**BASE, PRIORITY: TWO, "plan.yaml": BASE["plan.yaml"] + WAIVER})
    repository.branch("edit")
    repository.write({PRIORITY: TWO.replace(BOOKS, "")})
    assert [code for code, _ in found(repository)] == ["clause-unused"]


def test_the_gravest_stands_first_and_is_explained(repository: Repository) -> None:
    repository.branch("edit")
    warned = TWO.replace("By Sept 2016, By Oct 2016", "By Sept 2016, By Oct 2016, Sometimes in the spring")
    repository.write({PRIORITY: warned + READERS.replace("due: 2016-10", "due: 2017-10")})
    rows = found(repository)
    assert [code for code, _ in rows] == ["deadline-rewritten", "clause-unused", "reading-differs"]
    ran = siplan("validate", "--since", "main", plan=None, cwd=repository.folder)
    assert ran.out.endswith("siplan explain deadline-rewritten says why it matters and how to put it right.\n")
    plain = siplan("validate", plan=None, cwd=repository.folder).out
    assert plain.index("[clause-unused]") < plain.index("[reading-differs]"), "by itself, a plan is told line by line"


def test_a_plan_by_itself_is_told_by_line_and_its_gravest_explained(repository: Repository) -> None:
    repository.write({PRIORITY: TWO.replace(BOOKS, "") + READERS.replace("LIB", "LBI")})
    ran = siplan("validate", plan=None, cwd=repository.folder)
    assert ran.out.index("[clause-unused]") < ran.out.index("[unknown-lead]")
    assert ran.out.endswith("siplan explain unknown-lead says why it matters and how to put it right.\n")
