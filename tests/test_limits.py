"""Limits of a whole plan: what a stranger can write in a small one keeps no command busy."""

from __future__ import annotations

from pathlib import Path

import pytest

from asking import asked, one_milestone, plan_of
from example_plan import BASE, write_plan
from repository import commit_all, git
from running import siplan
from si_plan import sources
from si_plan.checks import too_many_occurrences
from si_plan.errors import PlanTooLargeError, UsageError
from si_plan.loading import load
from si_plan.model.plan import Plan
from si_plan.queries import rows
from si_plan.queries.export import export
from si_plan.queries.overdue import overdue
from si_plan.sources import Source
from test_speed_guards import calls_of, silent_output

pytestmark = pytest.mark.slow

DAY = "2016-10-01"
CLOSING = '- {{on: 2016-09-20, at: "1.1.{n}", period: "2016-09-01", status: complete, evidence: [x]}}\n'
MOVING = '- {{on: 2016-09-21, at: "1.1.{n}", period: "2016-09-02", due: 2016-09-25, reason: x, approved_by: HT}}\n'


def recurring(milestones: int, repeats: str = "daily", starts: str = "2016-06") -> str:
    """A priority of one action, whose milestones all recur so."""
    lines = (
        f'      - {{id: "1.1.{n}", text: Pupils heard {n}, starts: {starts}, repeats: {repeats}}}\n'
        for n in range(1, milestones + 1)
    )
    head = one_milestone("").partition("    milestones:\n")[0] + "    milestones:\n"
    return head + "".join(lines)


def raw_plan(priority: str) -> Plan:
    """The base plan with this priority, whatever is wrong with it."""
    files = {**BASE, "priorities/1.yaml": priority}
    plan = load([Source(path, path, text) for path, text in files.items()]).plan
    assert plan is not None
    return plan


def logged(milestones: int) -> str:
    return "".join(line.format(n=n) for n in range(1, milestones + 1) for line in (CLOSING, MOVING))


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two plans that differ in no more than when it is that they begin."""
    root = tmp_path_factory.mktemp("begun")
    return {
        starts: write_plan(
            root / starts, {"priorities/1.yaml": recurring(1, starts=starts), "progress/1.1.yaml": logged(1)}
        )
        for starts in ("2016-06", "1900")
    }


@pytest.mark.parametrize(
    "command",
    [
        f"overdue --as-of {DAY}",
        f"due --as-of {DAY}",
        f"status --as-of {DAY}",
        f"list --as-of {DAY}",
        f"by-owner HT --as-of {DAY}",
        f"status --timeline --as-of {DAY}",
        f"export --as-of {DAY}",
        f"return HT --out OUT.csv --force --as-of {DAY}",
        f"report --out OUT.html --as-of {DAY}",
        f"calendar --out OUT.ics --as-of {DAY}",
        f"report --out OUT.site/ --as-of {DAY}",
        "complete 1.1.1 --period 2016-09-12 --evidence x --dry-run",
        "validate",
    ],
)
def test_what_recurs_since_long_ago_costs_no_more_than_what_has_just_begun(
    command: str, folders: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = command.replace("OUT", str(tmp_path / "out")).split()
    with silent_output(monkeypatch):
        recent, old = (calls_of(["--plan", str(folders[starts]), *arguments]) for starts in ("2016-06", "1900"))
    # The one has four months behind it and the other 117 years; of what is listed, a year is looked back.
    assert old <= 2 * recent


def test_a_plan_has_so_many_occurrences_a_year_and_no_more() -> None:
    def found(*repeats: str) -> list[str]:
        last = "".join(
            f'      - {{id: "1.1.{n}", text: Also {n}, starts: 2016-09, repeats: {one}}}\n'
            for n, one in enumerate(repeats, 6)
        )
        return [one.message for one in too_many_occurrences.check(raw_plan(recurring(5) + last))]

    assert found() == []
    assert too_many_occurrences.MOST == 5 * 366 + 170
    assert found("{times: 170, per: year}") == []
    assert found("{times: 171, per: year}") == ["with 1.1.6, the plan has more than 2,000 occurrences a year"]
    assert len(found("{times: 366, per: day}", "daily", "daily")) == 1


def test_a_large_plan_may_have_five_for_each_of_its_records() -> None:
    def text(others: int) -> str:
        weekly = recurring(40, "weekly")  # 53 a year, at most
        return weekly + "".join(
            f'      - {{id: "1.1.{n + 41}", text: Done {n}, due: 2016-09}}\n' for n in range(others)
        )

    assert list(too_many_occurrences.check(plan_of({"priorities/1.yaml": text(384)}))) == []
    assert len(list(too_many_occurrences.check(raw_plan(text(383))))) == 1


def test_no_answer_lists_more_occurrences_than_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = plan_of({"priorities/1.yaml": recurring(3), "progress/1.1.yaml": logged(3)})
    selection = asked(DAY)
    late, every = overdue(plan, selection, every=True).rows, export(plan, selection, every=True)
    monkeypatch.setattr(rows, "MOST_LISTED", len(late))
    assert overdue(plan, selection, every=True).rows == late
    with pytest.raises(UsageError, match=f"{len(every):,} occurrences, and no answer lists more"):
        export(plan, selection, every=True)
    monkeypatch.setattr(rows, "MOST_LISTED", len(late) - 1)
    with pytest.raises(UsageError, match="no answer lists more"):
        overdue(plan, selection, every=True)
    assert len(overdue(plan, selection).rows) == 3


@pytest.mark.parametrize(
    ("limit", "most", "said"),
    [("MOST_FILES", 4, "has more than 4 files"), ("MOST_IN_ALL", 500, "has more than 500 bytes")],
)
def test_a_plan_of_more_files_or_bytes_than_are_read_is_refused_now_and_at_a_revision(
    limit: str, most: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "init", "-q")
    write_plan(tmp_path / "plan")
    commit_all(tmp_path, "Begin")
    commands = (("validate",), ("overdue",), ("overdue", "--at", "HEAD"), ("validate", "--since", "HEAD"), ("diff",))
    for command in commands:
        assert siplan(*command, plan=None, cwd=tmp_path).code == 0
    monkeypatch.setattr(sources, limit, most)
    for command in commands:
        ran = siplan(*command, plan=None, cwd=tmp_path)
        assert (ran.code, ran.out) == (3, ""), command
        assert said in ran.err


def test_the_room_of_a_plan_is_that_of_the_largest_twice_over() -> None:
    files = 34_000 + 8_000
    assert 2 * files <= sources.MOST_FILES
    room = sources.Room("plan")
    for _ in range(sources.MOST_IN_ALL // sources.MOST_BYTES):
        room.take(sources.MOST_BYTES)
    room.take(sources.MOST_BYTES + 1)  # which is not read
    with pytest.raises(PlanTooLargeError):
        room.take(1)
