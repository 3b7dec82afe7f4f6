"""How things stand, worked out once more and by brute force: the design's words over the files' own data.

Nothing of siplan is used but the names of the states. Slow and plain on purpose: every rule is a loop over a log.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any, NamedTuple

Data = dict[str, Any]


class Expected(NamedTuple):
    """What should be said of a record on a day."""

    state: str
    deadline: str | None
    leads: list[str]
    late: bool
    periods: list[str]
    """Of what recurs: the occurrences that are overdue."""


def first_day(text: str) -> date:
    parts = [int(part) for part in text.split("-")]
    return date(*([*parts, 1, 1])[:3])


def last_day(text: str) -> date:
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    month = parts[1] if len(parts) == 2 else 12
    return date(parts[0], month, monthrange(parts[0], month)[1])


class Oracle:
    """A plan's priorities and logs as plain data, and a day."""

    def __init__(self, priorities: list[Data], logs: dict[str, list[Data]], dated: str, as_of: date) -> None:
        self.priorities = priorities
        self.logs = logs
        self.dated = dated
        self.as_of = as_of

    def everything(self) -> dict[str, Expected]:
        """What should be said of everything tracked, in the plan's order."""
        found = {}
        for priority in self.priorities:
            for action in priority["actions"]:
                parts = [part for kind in ("milestones", "stages", "duties") for part in action.get(kind, [])]
                for part in [*([action] if is_asked_itself(action) else []), *parts]:
                    found[part["id"]] = self.of(part, action, priority)
        return found

    def of(self, part: Data, action: Data, priority: Data) -> Expected:
        about = str(part.get("same_as", part["id"]))
        recurs = "repeats" in part or "dates" in part
        own_dates = part is action or "starts" in part or "due" in part or recurs
        dated = part if own_dates else action
        leads = self.leads(part, action)
        status, since = self.status(about)
        if status not in ("complete", "cancelled"):
            touched = [entry["on"] for entry in self.known(about) if "status" in entry and "period" not in entry]
            for around in (action["id"], priority["id"]):
                if around == part["id"]:
                    continue
                above, when = self.status(around)
                if above == "cancelled" and when is not None and all(when >= on for on in touched):
                    status = "cancelled"
        if recurs and status not in ("complete", "cancelled"):
            return self.recurring(part, about, leads)
        moved_by = [part["id"]] if dated is part else [part["id"], action["id"]]
        deadline = self.deadline(dated, moved_by, self.as_of)
        if status == "complete":
            assert since is not None
            then = self.deadline(dated, moved_by, date.fromisoformat(since))
            return Expected("done", deadline, leads, then is not None and since > last_day(then).isoformat(), [])
        if status == "cancelled":
            return Expected("cancelled", deadline, leads, False, [])
        return Expected(self.open_state(part, dated, deadline), deadline, leads, False, [])

    def open_state(self, part: Data, dated: Data, deadline: str | None) -> str:
        if deadline is None:  # an action whose duties recur goes on with them
            return "ongoing" if "starts" in dated or part.get("duties") else "undated"
        if self.as_of > last_day(deadline):
            return "overdue"
        return "upcoming" if self.as_of < first_day(deadline) else "in_window"

    def recurring(self, part: Data, about: str, leads: list[str]) -> Expected:
        closed: dict[str, bool] = {}
        moved: dict[str, str] = {}
        for entry in self.known(about):
            if "period" in entry and "status" in entry:
                closed[entry["period"]] = entry["status"] in ("complete", "cancelled")
            if "period" in entry and "due" in entry:
                moved[entry["period"]] = entry["due"]
        deadlines = [(moved.get(name, due), name) for name, due in self.occurrences(part) if not closed.get(name)]
        late = sorted(
            (last_day(due), first_day(due), name, due) for due, name in deadlines if last_day(due) < self.as_of
        )
        if late:
            return Expected("overdue", late[0][3], leads, False, [name for _, _, name, _ in late])
        endless = "dates" not in part and "ends" not in part and "due" not in part
        return Expected("ongoing" if endless or deadlines else "done", None, leads, False, [])

    def occurrences(self, part: Data) -> list[tuple[str, str]]:
        """Every occurrence by its name, with the deadline first promised: the months from the start to the end (or
        five years after the day), or the dates listed."""
        if "dates" in part:
            return [(one, one) for one in part["dates"]]
        begins = first_day(part.get("starts", self.dated))
        end = part.get("ends", part.get("due"))
        finishes = last_day(end) if end else date(self.as_of.year + 5, 12, 31)
        found = []
        for year in range(begins.year, finishes.year + 1):
            for month in range(1, 13):
                name = f"{year}-{month:02}"
                if last_day(name) >= begins and first_day(name) <= finishes:
                    found.append((name, min(last_day(name), finishes).isoformat()))
        return found

    def deadline(self, dated: Data, moved_by: list[str], on: date) -> str | None:
        for identity in moved_by:
            given = [
                entry["due"]
                for entry in self.known(identity)
                if "due" in entry and "period" not in entry and entry["on"] <= on.isoformat()
            ]
            if given:
                return str(given[-1])
        return dated.get("due")

    def status(self, identity: str) -> tuple[str, str | None]:
        """The last status, and the first day of the unbroken run of it."""
        given = [e for e in self.known(identity) if "status" in e and "period" not in e]
        if not given:
            return "not_started", None
        run = len(given) - 1
        while run and given[run - 1]["status"] == given[-1]["status"]:
            run -= 1
        return given[-1]["status"], given[run]["on"]

    def leads(self, part: Data, action: Data) -> list[str]:
        own = [entry["leads"] for entry in self.known(part["id"]) if "leads" in entry]
        acts = [entry["leads"] for entry in self.known(action["id"]) if "leads" in entry]
        if own:
            return list(own[-1])
        if part is not action and "leads" in part:
            return list(part["leads"])
        return list(acts[-1] if acts else action["leads"])

    def known(self, identity: str) -> list[Data]:
        """The entries about a record that stand, up to the day, by their days and then their places."""
        found = [
            entry
            for log in self.logs.values()
            for place, entry in enumerate(log)
            if entry["at"] == identity and not struck(log, place) and entry["on"] <= self.as_of.isoformat()
        ]
        return sorted(found, key=lambda entry: entry["on"])


def struck(log: list[Data], place: int) -> bool:
    """Whether an entry is voided by one that is not voided itself."""
    return any(_wrong(log, n) == place and not struck(log, n) for n in range(place + 1, len(log)))


def _wrong(log: list[Data], void: int) -> int | None:
    """The place (from 0) of the entry that another voids, which says all that it does and nothing else."""
    voids = log[void].get("voids")
    if not isinstance(voids, dict):
        return None if voids is None else voids - 1
    said = {name: value for name, value in voids.items() if name != "nothing_else"} | {"at": log[void]["at"]}
    above = log[:void]
    return max(n for n, entry in enumerate(above) if entry == said and not struck(above, n))


def is_asked_itself(action: Data) -> bool:
    """Whether an action has a state besides its parts: without milestones, or with dates that no part has from it."""
    if not action.get("milestones"):
        return True
    if not ("starts" in action or "due" in action):
        return False
    own = ("starts", "due", "repeats", "dates")
    return all(any(name in part for name in own) for part in [*action["milestones"], *action.get("stages", [])])
