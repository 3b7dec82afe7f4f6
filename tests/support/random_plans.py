"""Random plans with random logs, as the plain data of their files."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any, NamedTuple

from hypothesis import strategies as st

from asking import plan_of
from si_plan.model.plan import Plan
from standing_oracle import struck

LEADS = ("HT", "LIB", "GOV")
AREAS = ("A1", "A2")
DATED = "2016-06-03"
FIRST, LAST = date(2016, 1, 1), date(2018, 12, 31)
Data = dict[str, Any]

_MONTHS = [f"{year}-{month:02}" for year in (2016, 2017, 2018) for month in range(1, 13)]
_REDUCED = st.one_of(
    st.sampled_from(_MONTHS),
    st.sampled_from(["2016", "2017", "2018"]),
    st.dates(FIRST, LAST).map(date.isoformat),
)
_SOME_LEADS = st.lists(st.sampled_from(LEADS), min_size=1, max_size=2, unique=True)
DAYS = st.dates(FIRST, LAST + timedelta(days=200))


class Files(NamedTuple):
    """A plan's priorities and logs."""

    priorities: list[Data]
    logs: dict[str, list[Data]]

    def plan(self) -> Plan:
        """The plan that siplan reads from these files."""
        return plan_of(self.texts())

    def texts(self) -> dict[str, str]:
        """The files by path: every JSON text is YAML."""
        roles = [{"code": code, "title": f"Role {code}", "kind": "post"} for code in LEADS]
        areas = [{"id": area, "title": f"Area {area}"} for area in AREAS]
        files = {f"priorities/{one['id']}.yaml": json.dumps(one) for one in self.priorities}
        files |= {f"progress/{owner}.yaml": json.dumps(log) for owner, log in self.logs.items() if log}
        return files | {"roles.yaml": json.dumps(roles), "areas.yaml": json.dumps(areas)}


_MONTH = st.sampled_from(_MONTHS)
_SPAN = st.lists(_MONTH, min_size=2, max_size=2, unique=True).map(sorted)
DATES: st.SearchStrategy[Data] = st.one_of(
    st.just({}),
    _REDUCED.map(lambda due: {"due": due}),
    _REDUCED.map(lambda starts: {"starts": starts}),
    _SPAN.map(lambda span: {"starts": span[0], "due": span[1]}),
    _MONTH.map(lambda starts: {"repeats": "monthly", "starts": starts}),
    _SPAN.map(lambda span: {"repeats": "monthly", "starts": span[0], "ends": span[1]}),
    st.lists(_MONTH, min_size=2, max_size=4, unique=True).map(lambda months: {"dates": sorted(months)}),
)
"""The dates of a milestone, in every combination that there is."""


@st.composite
def _action(draw: st.DrawFn, identity: str) -> Data:
    action: Data = {"id": identity, "title": f"Action {identity}", "leads": draw(_SOME_LEADS), "when": ["In time"]}
    action |= draw(
        st.sampled_from([{}, {"due": "2016-10"}, {"starts": "2016-05"}, {"starts": "2016-05", "due": "2017"}])
    )
    if draw(st.integers(0, 3)) == 0:
        action["areas"] = [draw(st.sampled_from(AREAS))]
    milestones = [
        {"id": f"{identity}.{number}", "text": f"Milestone {identity}.{number}", **draw(DATES)}
        | ({"leads": draw(_SOME_LEADS)} if draw(st.booleans()) else {})
        for number in range(1, draw(st.integers(0, 3)) + 1)
    ]
    if milestones:
        action["milestones"] = milestones
    if draw(st.booleans()):
        action["stages"] = [{"id": f"{identity}.S1", "text": "Stage", "when": "Some day", "due": draw(_REDUCED)}]
    if draw(st.booleans()):
        action["duties"] = [{"id": f"{identity}.D1", "text": "Duty", "when": "Monthly", "repeats": "monthly"}]
    return action


@st.composite
def _entry(draw: st.DrawFn, action: Data, log: list[Data]) -> Data:
    parts = [*action.get("milestones", []), *action.get("stages", []), *action.get("duties", [])]
    about = draw(st.sampled_from([action, *parts, *parts]))
    entry: Data = {"on": draw(st.dates(FIRST, LAST)).isoformat(), "at": about["id"]}
    standing = [place for place in range(len(log)) if not struck(log, place)]
    if standing and draw(st.integers(0, 4)) == 0:
        place = draw(st.sampled_from(standing))
        wrong = log[place]
        about = next(one for one in (action, *parts) if one["id"] == wrong["at"])
        said = {name: value for name, value in wrong.items() if name != "at"} | {"nothing_else": True}
        voids = draw(st.sampled_from([place + 1, said]))
        entry = {"on": max(entry["on"], wrong["on"]), "at": wrong["at"], "voids": voids, "reason": "It was wrong"}
    if draw(st.booleans()):
        # An action with milestones that its log calls complete before them is refused.
        finished = [] if about.get("milestones") else ["complete", "complete"]
        entry["status"] = draw(st.sampled_from(["not_started", "in_progress", "cancelled", *finished]))
    if draw(st.integers(0, 2)) == 0 and (about is not action or _dates_anything(action)):
        entry["due"] = draw(_REDUCED)
    if draw(st.integers(0, 4)) == 0:
        entry["leads"] = draw(_SOME_LEADS)
    if ("repeats" in about or "dates" in about) and draw(st.integers(0, 3)):
        entry["period"] = draw(st.sampled_from(_periods(about)))
    return entry


def _dates_anything(action: Data) -> bool:
    """Whether a deadline of the action could move: whether it or a part of it goes by the action's dates."""
    parts = [*action.get("milestones", []), *action.get("stages", [])]
    dated = all({"starts", "due", "repeats", "dates"} & {*part} for part in parts)
    return not action.get("milestones") or not dated or bool({"starts", "due"} & {*action})


def _periods(about: Data) -> list[str]:
    if "dates" in about:
        return list(about["dates"])
    begins = about.get("starts", DATED[:7])
    return [month for month in _MONTHS if begins[:7] <= month <= about.get("ends", "9")] or [begins]


@st.composite
def plans(draw: st.DrawFn) -> Files:
    """One or two priorities of one to three actions, each with a log of up to five entries."""
    priorities: list[Data] = []
    logs: dict[str, list[Data]] = {}
    for number in range(1, draw(st.integers(1, 2)) + 1):
        actions = [draw(_action(f"{number}.{place}")) for place in range(1, draw(st.integers(1, 3)) + 1)]
        priorities.append({"id": str(number), "title": "P", "areas": draw(_some_areas), "actions": actions})
        for action in actions:
            log = logs[action["id"]] = []
            for _ in range(draw(st.integers(0, 5))):
                log.append(draw(_entry(action, log)))
        if draw(st.integers(0, 5)) == 0:
            logs[str(number)] = [{"on": "2017-01-15", "at": str(number), "status": "cancelled"}]
    every = [milestone for one in priorities for action in one["actions"] for milestone in action.get("milestones", [])]
    _twin(draw, every, {entry["at"] for log in logs.values() for entry in log if "status" in entry})
    return Files(priorities, logs)


_some_areas = st.lists(st.sampled_from(AREAS), min_size=1, max_size=2, unique=True)


def _twin(draw: st.DrawFn, milestones: list[Data], logged: set[str]) -> None:
    """Make the last milestone the same as the first, sometimes, where neither recurs and it has no status of its own in
    the log."""
    if len(milestones) > 1 and draw(st.booleans()):
        first, last = milestones[0], milestones[-1]
        if not {"repeats", "dates"} & {*first, *last} and last["id"] not in logged:
            last["same_as"] = first["id"]
