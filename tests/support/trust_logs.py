"""What a school of the made-up trust recorded in the year, as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from operator import itemgetter
from random import Random
from typing import Any, Final

from trust_words import SCHEMES, WORDS, Data, Habit, School, in_term

UNTIL: Final = date(2026, 3, 27)
"""The day of the last entries."""
QUIET_FROM: Final = date(2025, 12, 12)
"""The day of the last entries of a school that is quiet."""
_LAST: Final[dict[Habit, date]] = {"quiet": QUIET_FROM, "never": date.min}
_OUTCOMES: Final[dict[Habit, tuple[int, ...]]] = {
    "prompt": (72, 8, 9, 3, 8),
    "steady": (52, 17, 16, 9, 6),
    "slow": (30, 22, 22, 22, 4),
    "quiet": (60, 10, 20, 5, 5),
    "never": (0, 0, 0, 1, 0),
}
"""How often out of a hundred what falls due is done in time, done late, rescheduled, left, cancelled."""
WAITING: Final = {"after": "visit", "working_days": 10}
"""A clock that has not begun."""
_TERMS: Final = {"termly": "T", "half_termly": "HT"}
_CLOSES: Final = {
    "T": (date(2025, 12, 19), date(2026, 3, 27)),
    "HT": (date(2025, 10, 24), date(2025, 12, 19), date(2026, 2, 13), date(2026, 3, 27)),
}
"""The last day in school of each term and half term in which anything is recorded."""


def log_of(school: School, random: Random, action: Data) -> list[Data]:
    """What a school recorded about an action, oldest first; only until it went quiet."""
    entries: list[Data] = []
    for part in action.get("milestones", [action]):
        if part["due"] == WAITING:
            continue
        entries += _course(school, random, action, part)
    for duty in action.get("duties", ()):
        entries += _held(school, random, action, duty)
    if "ratings" in school.has:
        entries += _rated(school, random, action)
    last = _LAST.get(school.habit, UNTIL)
    return sorted((entry for entry in entries if entry["on"] <= last), key=itemgetter("on"))


def _course(school: School, random: Random, action: Data, part: Data) -> Iterator[Data]:
    """The entries of something that falls due once."""
    latest = _latest(part["due"])
    led_by = (part.get("leads") or action["leads"])[0]
    outcome = random.choices(("in time", "late", "moved", "left", "cancelled"), _OUTCOMES[school.habit])[0]
    entry = partial(_entry, school, random, part["id"], led_by)
    if outcome != "cancelled" and random.random() < 0.35:
        begun = latest - timedelta(days=random.randint(45, 70))
        yield entry(begun, status="in_progress", note=random.choice(WORDS["begun"]))
    if outcome == "in time":
        yield entry(latest - timedelta(days=random.randint(0, 21)), status="complete")
    elif outcome == "late":
        yield entry(latest + timedelta(days=random.randint(4, 45)), status="complete")
    elif outcome == "moved":
        known = latest - timedelta(days=random.randint(2, 14))
        moved = in_term(latest + timedelta(weeks=random.randint(3, 10)))
        why = {"reason": random.choice(WORDS["reasons"]), "approved_by": random.choice(("HT", "CoG"))}
        yield entry(known, due=moved, **why)
        if random.random() < 0.6:
            yield entry(moved + timedelta(days=random.randint(-10, 12)), status="complete")
        elif random.random() < 0.5:
            again = in_term(moved + timedelta(weeks=5))
            yield entry(moved - timedelta(days=3), due=again, reason=random.choice(WORDS["reasons"]), approved_by="CoG")
    elif outcome == "cancelled":
        stopped = latest - timedelta(days=random.randint(10, 60))
        yield entry(stopped, status="cancelled", reason=random.choice(WORDS["stopped"]), approved_by="HT")


def _held(school: School, random: Random, action: Data, duty: Data) -> Iterator[Data]:
    """The entries of something that recurs: most of its occurrences were held."""
    share = {"prompt": 0.95, "steady": 0.8, "slow": 0.5, "quiet": 0.9, "never": 0.0}[school.habit]
    periods = [
        (f"2025-26/{_TERMS[duty['repeats']]}{number}", day)
        for number, day in enumerate(_CLOSES[_TERMS[duty["repeats"]]], 1)
    ] if duty["repeats"] in _TERMS else [(f"{day:%Y-%m}", day) for day in _month_ends()]  # fmt: skip
    for period, day in periods:
        if random.random() < share:
            held = day - timedelta(days=random.randint(0, 9))
            yield _entry(school, random, duty["id"], action["leads"][0], held, status="complete", period=period)


def _month_ends() -> list[date]:
    return [date(2025, 9, 30), date(2025, 10, 24), date(2025, 11, 28), date(2025, 12, 19), date(2026, 1, 30)]


def _rated(school: School, random: Random, action: Data) -> Iterator[Data]:
    codes = [code for code, _ in SCHEMES[len(school.slug) % 2]]
    weights = {"prompt": (6, 2, 1), "slow": (2, 3, 3)}.get(school.habit, (4, 3, 1))
    for number, day in enumerate(_CLOSES["T"], 1):
        if random.random() < 0.7:
            rating = random.choices(codes, weights)[0]
            day -= timedelta(days=random.randint(7, 11))
            yield {
                "on": in_term(day),
                "at": action["id"],
                "rating": rating,
                "period": f"2025-26/T{number}",
                "by": action["leads"][0],
            }


def _latest(due: Any) -> date:
    """The last day of a deadline; of the clock that has begun, 30 working days after 6 October and a half term."""
    if isinstance(due, date):
        return due
    if isinstance(due, dict):
        return date(2025, 11, 17)
    year, month = map(int, due.split("-"))
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _entry(school: School, random: Random, at: str, led_by: str, day: date, **said: Any) -> Data:
    """An entry of the log, with a note or evidence now and then; few of these are public."""
    day = max(in_term(day), date(2025, 9, 15))
    entry: Data = {"on": day, "at": at, **said}
    if random.random() < 0.7:
        entry["by"] = led_by
    if "note" not in entry and random.random() < 0.45:
        entry["note"] = random.choice(WORDS["private"] if random.random() < 0.2 else WORDS["done"])
        if entry.get("status") != "complete":
            entry["note"] = random.choice(WORDS["private"])
    if entry.get("status") == "complete" and random.random() < 0.55:
        place = random.choice(WORDS["evidence"])
        entry["evidence"] = [place.format(day=f"{day.day} {day:%B}", slug=school.slug, id=at)]
    if random.random() < 0.12 and entry.get("note") not in WORDS["private"] and {"note", "evidence"} & {*entry}:
        entry["public"] = True
    return entry
