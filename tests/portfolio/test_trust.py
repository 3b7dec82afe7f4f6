"""The made-up trust is what the tests of portfolios take it for."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml

import trust
from example_plan import found_in, loaded
from repository import git
from si_plan.model.plan import Plan
from si_plan.model.progress import Entry
from si_plan.state.standing import Standing, Standings

_FOLDER = TemporaryDirectory(prefix="siplan-trust-")


@cache
def written() -> Path:
    folder = Path(_FOLDER.name)
    trust.write_trust(folder)
    return folder


@cache
def plans() -> dict[str, Plan]:
    found = {school: loaded(folder).plan for school, folder in trust.plan_folders(written()).items()}
    return {school: plan for school, plan in found.items() if plan is not None}


def entries(plan: Plan) -> list[Entry]:
    return [entry for log in plan.logs.values() for entry in log]


def standings() -> list[Standing]:
    return [
        Standings(plan, trust.BOARD).of(tracked)
        for plan in plans().values()
        for tracked in plan.on(trust.BOARD).tracked
    ]


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }


def portfolio(folder: Path) -> Any:
    return yaml.safe_load((folder / "portfolio.yaml").read_text("utf-8"))


def test_thirty_schools_have_nothing_to_find() -> None:
    found = {school: found_in(folder) for school, folder in trust.plan_folders(written()).items()}
    assert len(found) == 30
    assert {school: said for school, said in found.items() if said} == {}
    assert len(plans()) == 30


def test_nothing_is_to_be_found_with_another_seed_and_on_the_boards_day(tmp_path: Path) -> None:
    trust.write_trust(tmp_path, seed=1, until=trust.BOARD)
    assert [said for folder in trust.plan_folders(tmp_path).values() for said in found_in(folder)] == []


def test_the_same_seed_gives_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    for folder in (here, there):
        folder.mkdir()
    trust.write_trust(here, repository=True)
    program = "import sys, pathlib, trust; trust.write_trust(pathlib.Path(sys.argv[1]), repository=True)"
    environment = {**os.environ, "PYTHONHASHSEED": "1", "PYTHONPATH": os.pathsep.join(map(str, sys.path))}
    subprocess.run([sys.executable, "-c", program, there], env=environment, check=True)
    assert files_in(here) == files_in(there)
    hashes = [git(folder / "schools" / trust.IN_GIT, "rev-parse", "HEAD", trust.TAG) for folder in (here, there)]
    assert hashes[0] == hashes[1]
    other = tmp_path / "other"
    other.mkdir()
    trust.write_trust(other, seed=1)
    assert files_in(other).keys() != files_in(here).keys()


def test_what_was_recorded_by_a_day_never_changes(tmp_path: Path) -> None:
    trust.write_trust(tmp_path, until=trust.BOARD)
    then, now = files_in(tmp_path), files_in(written())
    assert {path for path, text in then.items() if not now[path].startswith(text)} == set()
    grown = {path for path, text in now.items() if then.get(path) != text}
    assert grown
    assert all("/progress/" in path for path in grown)


def test_the_portfolio_names_each_school_and_maps_its_areas_to_themes() -> None:
    told = portfolio(written())
    themes = {theme["id"] for theme in told["themes"]}
    *listed, joined = told["members"]
    by_glob = {path.parent.name: joined for path in written().glob(joined["source"])}
    members = {member["id"]: member for member in listed} | by_glob
    assert set(by_glob) == set(trust.JOINED)
    assert members.keys() == plans().keys()
    meanings: dict[str, set[str]] = {}
    for school, member in members.items():
        areas = {area.id for area in plans()[school].areas}
        assert member["areas"].keys() <= areas
        for area, theme in member["areas"].items():
            assert theme in themes
            meanings.setdefault(area, set()).add(theme)
    assert len(meanings["A1"]) > 5
    unmapped = [school for school in members if len(members[school]["areas"]) < len(plans()[school].areas)]
    assert 0 < len(unmapped) < 5
    shared = [school for school in members if len({*members[school]["areas"].values()}) < len(members[school]["areas"])]
    assert shared
    assert Counter(member["phase"] for member in members.values()) == {"primary": 21, "secondary": 8, "special": 1}
    assert {member["region"] for member in members.values()} == {"Merrowshire", "Ottershire"}
    assert 0 < sum(member.get("shares") == "internal" for member in members.values()) < 10


def test_each_plan_is_of_a_schools_size() -> None:
    for plan in plans().values():
        assert 3 <= len(plan.priorities) <= 6
        assert 8 <= sum(1 for _ in plan.actions()) <= 16


def test_on_the_boards_day_everything_that_can_have_happened_has() -> None:
    found = standings()
    assert sum(one.state == "done" and not one.late for one in found) > 50
    assert sum(one.state == "done" and one.late for one in found) > 20
    assert sum(one.state == "overdue" for one in found) > 50
    assert sum(one.state == "cancelled" for one in found) > 10
    assert sum(one.state == "upcoming" for one in found) > 50
    assert any(one.waits_for == "visit" for one in found)
    by_then = [entry for plan in plans().values() for entry in entries(plan) if entry.on <= trust.BOARD]
    moved = [entry for entry in by_then if entry.due]
    assert len(moved) > 20
    assert all(entry.reason and entry.approved_by for entry in moved)
    for public in (True, False):
        assert sum(entry.public == public and bool(entry.note) for entry in by_then) > 10
        assert sum(entry.public == public and bool(entry.evidence) for entry in by_then) > 10


def test_two_schools_are_quiet_and_one_never_recorded_anything() -> None:
    recorded = {school: {entry.on for entry in entries(plan)} for school, plan in plans().items()}
    assert not recorded.pop(trust.NEVER)
    long_ago = trust.BOARD - timedelta(days=60)
    last = {school: max(day for day in days if day <= trust.BOARD) for school, days in recorded.items()}
    assert {school for school, day in last.items() if day < long_ago} == set(trust.QUIET)
    since = {school for school, days in recorded.items() if max(days) > trust.BOARD}
    assert since == plans().keys() - {*trust.QUIET, trust.NEVER}


def test_some_schools_use_what_others_do_not() -> None:
    def using(what: Any) -> int:
        return sum(bool(what(plan)) for plan in plans().values())

    def of_actions(field: str) -> int:
        return using(lambda plan: any(getattr(action, field) for _, action in plan.actions()))

    uses = {
        "refs": using(lambda plan: any(one.ref for one in plan.priorities)),
        "clocks": using(lambda plan: plan.details.events),
        "ratings": using(lambda plan: any(entry.rating for entry in entries(plan))),
        "measures": using(lambda plan: plan.measures),
        "results": using(lambda plan: plan.readings),
        "notes": using(lambda plan: plan.notes),
        "waivers": using(lambda plan: plan.details.policy.waivers),
        **{field: of_actions(field) for field in ("cost", "resources", "extra", "accountable", "duties", "steps")},
    }
    assert {what: number for what, number in uses.items() if not 0 < number < 30} == {}
    roles = Counter(role.code for plan in plans().values() for role in plan.roles)
    assert roles["HT"] == 30
    assert {"EHT": 2, "OT": 1}.items() <= roles.items()
    assert len({role.title for plan in plans().values() for role in plan.roles if role.code == "HT"}) == 3


def test_a_school_in_git_has_recorded_more_since_the_board_met(tmp_path: Path) -> None:
    trust.write_trust(tmp_path, repository=True)
    home = tmp_path / "schools" / trust.IN_GIT
    (pinned,) = [member for member in portfolio(tmp_path)["members"] if "revision" in member]
    assert (pinned["id"], pinned["revision"]) == (trust.IN_GIT, trust.TAG)
    assert git(home, "status", "--porcelain") == ""
    then = git(home, "grep", "-h", "^- on: ", trust.TAG, "--", "plan/progress").splitlines()
    now = [entry.on for entry in entries(plans()[trust.IN_GIT])]
    assert sorted(date.fromisoformat(line[-10:]) for line in then) == sorted(day for day in now if day <= trust.BOARD)
    assert max(now) > trust.BOARD


def test_many_plans_are_sound_and_each_its_own(tmp_path: Path) -> None:
    trust.write_many(tmp_path, 24)
    folders = sorted((tmp_path / "schools").glob("*/plan"))
    assert len(folders) == 24
    assert len({tuple(files_in(folder).values()) for folder in folders}) == 24
    many = [loaded(folder).plan for folder in folders]
    assert [said for folder in folders for said in found_in(folder)] == []
    assert {sum(1 for _ in plan.actions()) for plan in many if plan is not None} == {34}
    states = Counter(Standings(plan, trust.BOARD).of(one).state for plan in many if plan for one in plan.tracked)
    assert {"overdue", "done", "upcoming", "cancelled"} <= states.keys()
    assert sum(plan is not None and not plan.logs for plan in many) == 1
    assert [member["source"] for member in portfolio(tmp_path)["members"]] == ["schools/*/plan"]


@pytest.mark.parametrize("actions", [1, 7, 8, trust.MOST_ACTIONS])
def test_many_plans_have_as_many_actions_as_they_should(tmp_path: Path, actions: int) -> None:
    trust.write_many(tmp_path, 3, actions)
    for folder in (tmp_path / "schools").glob("*/plan"):
        plan = loaded(folder).plan
        assert plan is not None
        assert sum(1 for _ in plan.actions()) == actions
        assert found_in(folder) == []


def test_more_actions_than_there_are_words_for_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="from 1 to 56"):
        trust.write_many(tmp_path, 1, trust.MOST_ACTIONS + 1)
