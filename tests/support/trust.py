"""A made-up trust of thirty schools, each with its plan for 2025/26 and what it has recorded; and many plans at once.

`write_trust` writes `portfolio.yaml` and the plans that it names. Their words are in trust_words.yaml. The same seed
gives the same bytes. A later day adds to what schools have recorded, and changes nothing before it.
`write_many` writes any number of plans quickly, to measure with.

`python tests/support/trust.py FOLDER` writes the trust, with one school in a git repository.
"""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from repository import git
from trust_logs import UNTIL, log_of
from trust_plans import DECIDE, Files, Leads, plan_of, priority_of, role_records, roles_named
from trust_words import HABITS, WORDS, Data, Habit, School
from trust_yaml import text_of

SEED: Final = 16
BOARD: Final = date(2026, 3, 3)
"""The day on which the trust's board meets."""
TAG: Final = f"board-{BOARD}"

QUIET: Final = ("cobblemere-primary", "sedgewell-high")
"""Schools that recorded something in the autumn, and nothing in the sixty days before the board's day or since."""
NEVER: Final = "pebblewade-primary"
"""The school that has recorded nothing at all."""
IN_GIT: Final = "tansywick-primary"
"""The school whose plan can be in a git repository."""
JOINED: Final = ("ottermouth-primary", "brackenstow-primary", "sedgewell-primary", "vennelham-primary")
"""Schools that the portfolio names by a glob, since they joined this year: all with the same areas, and below
`joined-2025/` instead of `schools/`."""
JOINED_AREAS: Final = ("reading", "attendance", "send", "safeguarding")


def schools() -> tuple[School, ...]:
    """The thirty schools, in the order of the portfolio."""
    named = [(phase, name) for phase, names in WORDS["schools"].items() for name in names]
    return tuple(_school(place, phase, name) for place, (phase, name) in enumerate(named))


def _school(place: int, phase: str, name: str) -> School:
    slug = name.lower().removesuffix(" school").replace(" ", "-")
    joined = slug in JOINED
    habit: Habit = "never" if slug == NEVER else "quiet" if slug in QUIET else HABITS[place % 3]
    schemes = {
        "refs": place % 8 == 1,
        "costs": place % 5 == 2,
        "measures": place % 3 == 0,
        "ratings": place % 2 == 0,
        "beside": place % 6 == 5,
        "clock": place == 9,
        "premises": place % 10 == 4,
        "internal": place % 6 == 1 and not joined,
    }
    return School(
        slug,
        name,
        phase,
        next(region for region, towns in WORDS["regions"].items() if name.split()[0] in towns),
        habit,
        "joined-2025" if joined else "schools",
        JOINED_AREAS if joined else (),
        frozenset(name for name, has in schemes.items() if has),
    )


def plan_folders(folder: Path) -> dict[str, Path]:
    """The folder of each school's plan by the id of its member, below that of the trust."""
    return {school.slug: folder / school.below / school.slug / "plan" for school in schools()}


def write_trust(folder: Path, seed: int = SEED, *, until: date = UNTIL, repository: bool = False) -> None:
    """Write the trust into a folder, as it is on a day: what was recorded later is left out.

    With `repository`, the plan of IN_GIT is in a git repository, and the portfolio names it at TAG: as it was on BOARD.
    """
    members: list[Data] = []
    for school in schools():
        home = folder / school.below / school.slug
        files = plan_of(school, Random(f"{seed} {school.slug}"))
        if repository and school.slug == IN_GIT:
            _write_repository(home, files, until)
        else:
            _write(home / "plan", files.texts(until))
        if school.slug not in JOINED:
            members.append(_member(school, files.areas, repository))
    members.append(
        {
            "source": "joined-2025/*/plan",
            "phase": "primary",
            "region": "Ottershire",
            "areas": {f"A{number}": theme for number, theme in enumerate(JOINED_AREAS, 1)},
        }
    )
    themes = [{"id": theme, "title": told["title"]} for theme, told in WORDS["themes"].items()]
    portfolio = {"format": 1, "title": WORDS["trust"], "themes": themes, "members": members}
    (folder / "portfolio.yaml").write_bytes(text_of(portfolio).encode())


def _member(school: School, areas: dict[str, str], repository: bool) -> Data:
    member: Data = {"id": school.slug, "name": school.name, "phase": school.phase, "region": school.region}
    member["source"] = f"schools/{school.slug}/plan"
    if repository and school.slug == IN_GIT:
        member["revision"] = TAG
    if "internal" in school.has:
        member["shares"] = "internal"
    return {**member, "areas": areas}


def _write(folder: Path, texts: dict[str, str]) -> None:
    for path, text in texts.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())


def _write_repository(home: Path, files: Files, until: date) -> None:
    """A repository with the plan as it was on the board's day, with a tag, and what was recorded since."""
    _write(home / "plan", files.texts(min(until, BOARD)))
    git(home, "init", "-q", "-b", "main")
    git(home, "add", "--all")
    git(home, "commit", "-q", "-m", "The plan as reported to the board", on=BOARD)
    git(home, "tag", TAG)
    if until > BOARD:
        _write(home / "plan", files.texts(until))
        git(home, "add", "--all")
        git(home, "commit", "-q", "-m", "What was recorded since", on=until)


# Many plans: each priority is one of a stock of eight, with the logs that belong to it.

_STOCK: Final = 8
_IN_PRIORITY: Final = 7
_LOGS: Final = 2
"""How many actions of a priority have a log."""
MOST_ACTIONS: Final = 56


class _Stock(NamedTuple):
    """A priority with its logs as bytes, by path, and the roles that they name."""

    priority: tuple[str, bytes]
    logs: tuple[tuple[str, bytes], ...]
    roles: frozenset[str]


def write_many(folder: Path, number: int, actions: int = 34) -> None:
    """Write so many plans of so many actions each, and a portfolio.yaml that names them by a glob.

    Plans of 34 actions have 5 priorities and 10 logs (one in twenty has none); no two of the first 32,768 are alike.
    Raises ValueError for more actions than MOST_ACTIONS.
    """
    if not 1 <= actions <= MOST_ACTIONS:
        raise ValueError(f"plans of {actions} actions; from 1 to {MOST_ACTIONS} can be made")
    places = -(-actions // _IN_PRIORITY)
    themes = [theme for theme in WORDS["themes"] if theme not in ("early-years", "sixth-form")][:places]
    sizes = [actions // places + (place < actions % places) for place in range(places)]
    stock = [
        [_stocked(theme, place + 1, size, variant) for variant in range(_STOCK)]
        for place, (theme, size) in enumerate(zip(themes, sizes, strict=True))
    ]
    areas = [{"id": f"A{place}", "title": WORDS["themes"][theme]["title"]} for place, theme in enumerate(themes, 1)]
    listed = text_of(areas).encode()
    roles: dict[frozenset[str], bytes] = {}
    (folder / "schools").mkdir(parents=True)
    for one in range(1, number + 1):
        chosen = [stock[place][one * 7919 // _STOCK**place % _STOCK] for place in range(places)]
        named = frozenset(DECIDE).union(*(priority.roles for priority in chosen))
        if named not in roles:
            roles[named] = text_of(role_records(named, "primary", "")).encode()
        files = [("plan.yaml", _details(one)), ("areas.yaml", listed), ("roles.yaml", roles[named])]
        files += [priority.priority for priority in chosen]
        logs = [log for priority in chosen for log in priority.logs] if one % 20 else []
        _write_quickly(f"{folder}/schools/school-{one:05}", files, logs)
    _write(folder, {"portfolio.yaml": text_of(_portfolio_of_many(themes))})


def _stocked(theme: str, place: int, size: int, variant: int) -> _Stock:
    random = Random(f"{theme} {size} {variant}")
    habit: Habit = HABITS[variant % 3]
    school = School(f"school-{variant}", "Example School", "primary", "", habit, "schools", (), frozenset({"everyone"}))
    leads = Leads(school, random)
    tasks = WORDS["themes"][theme]["tasks"][:size]
    priority = priority_of(school, random, leads, place, theme, [f"A{place}"], tasks)
    logs = {action["id"]: log_of(school, random, action) for action in priority["actions"]}
    kept = {owner: log for owner, log in logs.items() if log and all(entry["on"] <= UNTIL for entry in log)}
    kept = dict(list(kept.items())[:_LOGS])
    return _Stock(
        (f"priorities/{place}-{theme}.yaml", text_of(priority).encode()),
        tuple((f"progress/{owner}.yaml", text_of(log).encode()) for owner, log in kept.items()),
        frozenset(roles_named([priority])),
    )


def _details(number: int) -> bytes:
    return (
        f"format: 1\ntitle: School improvement plan 2025/26\nauthority: Example School {number:05}\n"
        f"dated: 2025-09-{number % 5 + 1:02}\npolicy:\n  moves_approved_by: [{', '.join(DECIDE)}]\n"
    ).encode()


def _portfolio_of_many(themes: list[str]) -> Data:
    return {
        "format": 1,
        "title": "Many schools",
        "themes": [{"id": theme, "title": WORDS["themes"][theme]["title"]} for theme in themes],
        "members": [
            {
                "source": "schools/*/plan",
                "phase": "primary",
                "region": "Merrowshire",
                "areas": {f"A{place}": theme for place, theme in enumerate(themes, 1)},
            }
        ],
    }


def _write_quickly(home: str, files: list[tuple[str, bytes]], logs: list[tuple[str, bytes]]) -> None:
    plan = f"{home}/plan"
    for made in (home, plan, f"{plan}/priorities", *([f"{plan}/progress"] if logs else [])):
        os.mkdir(made)
    for path, text in (*files, *logs):
        file = os.open(f"{plan}/{path}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.write(file, text)
        os.close(file)


if __name__ == "__main__":
    write_trust(Path(sys.argv[1]), repository=True)
