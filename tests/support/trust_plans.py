"""The promise of a school of the made-up trust, as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any, Final, NamedTuple

from trust_logs import UNTIL, WAITING, log_of
from trust_words import SCHEMES, WORDS, Data, School, in_term
from trust_yaml import text_of

FIRST: Final = date(2025, 9, 12)
LAST: Final = date(2026, 7, 10)
DECIDE: Final = ("HT", "CoG")
"""The roles that approve moves of deadlines."""
_MONTHS: Final = ["Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"]


class Files(NamedTuple):
    """A plan's promise and logs by path, and the trust's theme of each of its areas that has one."""

    promise: dict[str, Any]
    logs: dict[str, list[Data]]
    areas: dict[str, str]

    def texts(self, until: date = UNTIL) -> dict[str, str]:
        """The files as YAML, with what was recorded until that day."""
        logs = {path: [entry for entry in log if entry["on"] <= until] for path, log in self.logs.items()}
        return {path: text_of(data) for path, data in (self.promise | logs).items() if data}


class Leads:
    """Who does each job in a school."""

    def __init__(self, school: School, random: Random) -> None:
        several = {"DSL": 6, "SBM": 6, "RL": 7, "ML": 7, "CL": 6, "PL": 7, "AHT": 6, "AO": 5, "FLW": 3}
        rare = {"primary": {"EYL": 7}, "secondary": {"H6": 6, "LIB": 4}, "special": {"OT": 10}}[school.phase]
        chances = several | rare
        self.has = {*WORDS["everywhere"]}
        self.has |= {
            job for job, chance in chances.items() if random.random() * 10 < chance or "everyone" in school.has
        }
        if school.slug.startswith("ashgrave"):
            self.has.add("EHT")

    def of(self, job: str) -> str:
        """The role that does a job."""
        return next((role for role in WORDS["jobs"].get(job, [job]) if role in self.has), "DHT")


def plan_of(school: School, random: Random) -> Files:
    """A school's plan, with what it recorded in the whole time."""
    leads = Leads(school, random)
    themes = list(school.themes) or _themes(school, random)
    areas = _areas(school, random, themes)
    by_theme = {theme: [area for area, about in areas if about == theme] for theme in themes}
    priorities: list[Data] = [
        priority_of(school, random, leads, number, theme, by_theme[theme], tasks)
        for number, (theme, tasks) in enumerate(_tasks(random, themes), 1)
    ]
    details = _details(school, random, [one["id"] for one in priorities])
    if "clock" in school.has:
        _add_clocks(details, priorities[0])
    logs = {
        f"progress/{action['id']}.yaml": log_of(school, random, action)
        for one in priorities
        for action in one["actions"]
    }
    told = [{"id": area, "title": title} for (area, _), title in zip(areas, _titles(random, areas), strict=True)]
    promise: dict[str, Any] = {"plan.yaml": details, "areas.yaml": told}
    promise["roles.yaml"] = role_records({*DECIDE, *roles_named(priorities)}, school.phase, school.name)
    if "measures" in school.has and (mine := by_theme.get("attendance")):
        promise["measures.yaml"], readings = _measures(random)
        if school.habit not in ("quiet", "never"):
            logs["progress/measures.yaml"] = readings
        next(one for one in priorities if one["areas"] == mine)["measures"] = ["M1"]
    if "refs" in school.has:
        promise["source-notes.yaml"] = [_note(priorities[0]["actions"][0])]
    for one in priorities:
        promise[f"priorities/{one['id']}.yaml"] = one
    return Files(promise, logs, {area: theme for area, theme in areas if theme in WORDS["themes"]})


def _themes(school: School, random: Random) -> list[str]:
    """The themes of a school's priorities, in their order."""
    chosen = ["attendance"] if "measures" in school.has else []
    chosen += ["sixth-form"] if school.phase == "secondary" and random.random() < 0.5 else []
    chosen += ["send"] if school.phase == "special" else []
    chosen += ["premises"] if "premises" in school.has else []
    left = [theme for theme in WORDS["themes"] if theme not in chosen and theme not in ("early-years", "sixth-form")]
    left += ["early-years"] if school.phase == "primary" else []
    chosen += random.sample(left, max(3, random.randint(3, 6)) - len(chosen))
    random.shuffle(chosen)
    return chosen


def _areas(school: School, random: Random, themes: list[str]) -> list[tuple[str, str]]:
    """Each area and its theme: one to a theme, now and then two, in an order of the school's own."""
    about = list(themes)
    if school.themes:
        return [(f"A{number}", theme) for number, theme in enumerate(about, 1)]
    if random.random() < 0.3:
        about.append(random.choice([theme for theme in themes if theme in WORDS["themes"]]))
    random.shuffle(about)
    return [(f"A{number}", theme) for number, theme in enumerate(about, 1)]


def _titles(random: Random, areas: list[tuple[str, str]]) -> list[str]:
    left = {theme: random.sample(_theme(theme)["areas"], len(_theme(theme)["areas"])) for _, theme in areas}
    return [left[theme].pop() for _, theme in areas]


def _theme(theme: str) -> Data:
    told: Data = WORDS["themes"].get(theme) or WORDS["local"][theme]
    return told


def _tasks(random: Random, themes: list[str]) -> Iterator[tuple[str, list[Data]]]:
    """The tasks of each priority: eight to sixteen in all, at least two in each."""
    wanted = random.randint(max(8, 2 * len(themes)), min(16, 4 * len(themes)))
    numbers = [2] * len(themes)
    while sum(numbers) < wanted:
        numbers[random.choice([place for place, number in enumerate(numbers) if number < 4])] += 1
    for theme, number in zip(themes, numbers, strict=True):
        yield theme, random.sample(_theme(theme)["tasks"], number)


def priority_of(
    school: School, random: Random, leads: Leads, number: int, theme: str, areas: list[str], tasks: list[Data]
) -> Data:
    """A priority about a theme, with an action for each task."""
    told = _theme(theme)
    fill = partial(_filled, school, random)
    priority: Data = {"id": str(number), "title": fill(random.choice(told["priorities"]))}
    if "refs" in school.has:
        priority["ref"] = f"SIP{number}"
    priority["areas"] = areas
    priority["success"] = [fill(text) for text in random.sample(told["success"], min(2, len(told["success"])))]
    priority["actions"] = [
        _action(school, random, leads, f"{number}.{place}", task) for place, task in enumerate(tasks, 1)
    ]
    return priority


def _filled(school: School, random: Random, text: str, own: Data | None = None) -> str:
    """A text with the school's own words in place of what is left open."""
    chosen = own or _own_words(school, random)
    for name, words in chosen.items():
        text = text.replace(f"{{{name}}}", words)
    return text


def _own_words(school: School, random: Random) -> Data:
    return {
        "year": random.choice(WORDS["years"][school.phase]),
        "group": random.choice(WORDS["groups"]),
        "subject": random.choice(WORDS["subjects"]),
    }


def _action(school: School, random: Random, leads: Leads, identity: str, task: Data) -> Data:
    fill = partial(_filled, school, random, own=_own_words(school, random))
    lead = leads.of(task["job"])
    action: Data = {"id": identity, "title": fill(task["action"])}
    if "refs" in school.has:
        action["ref"] = f"{identity.replace('.', '')}{random.choice('ab')}"
    action["leads"] = [lead]
    if random.random() < 0.25 and lead != "DHT":
        action["leads"] = [lead, "DHT"]
    if "beside" in school.has:
        action |= {"accountable": [leads.of("HT")]} if lead != leads.of("HT") else {"support": ["SENCO"]}
    if lead == "SENCO" and "OT" in leads.has:
        action["support"] = ["OT"]
    texts = [fill(text) for text in task["milestones"]]
    days = _days(random, len(texts))
    duty = task.get("duty")
    if random.random() < 0.12 and duty is None:
        words, dates = _worded(random, days[-1])
        return action | {"steps": texts, "when": [words], **dates}
    action["when"] = []
    if "costs" in school.has and random.random() < 0.6:
        action["resources"] = [random.choice(WORDS["needs"])]
        action["cost"] = random.randint(2, 60) * 50
        action["extra"] = {"Paid from": random.choice(WORDS["paid_from"])}
    action["milestones"] = []
    for number, (text, day) in enumerate(zip(texts, days, strict=True), 1):
        words, dates = _worded(random, day)
        milestone: Data = {"id": f"{identity}.{number}", "text": text}
        if random.random() < 0.1 and (another := leads.of("AHT")) not in action["leads"]:
            milestone["leads"] = [another]
        action["milestones"].append(milestone | {"when": words, **dates})
        action["when"] += [words] if words not in action["when"] else []
    if duty is not None:
        words = {"termly": "Termly", "half_termly": "Half termly", "monthly": "Monthly"}[duty["repeats"]]
        action["when"].append(words)
        about = {"id": f"{identity}.D1", "text": fill(duty["text"]), "when": words, "repeats": duty["repeats"]}
        action["duties"] = [about | {"starts": "2025-09"}]
    return action


def _days(random: Random, number: int) -> list[date]:
    """Fridays in term for an action's milestones, some weeks apart; sooner ones are more frequent."""
    day = FIRST + timedelta(weeks=2 + int(30 * random.random() ** 1.5))
    days = []
    for _ in range(number):
        days.append(min(in_term(day), LAST))
        day += timedelta(weeks=random.randint(3, 9))
    return days


def _worded(random: Random, day: date) -> tuple[str, Data]:
    """How a plan says that something is due about this day, and the dates that it gives."""
    month = f"{_MONTHS[day.month - 1]} {day.year}"
    chance = random.random()
    if chance < 0.4:
        return f"By {day.day} {day:%B} {day.year}", {"due": day}
    if chance < 0.75 or day.month not in (10, 12, 3, 5):
        return f"By {month}", {"due": f"{day:%Y-%m}"}
    if day.month == 10:
        return "By October half term 2025", {"due": "2025-10"}
    if day.month == 5:
        return "By May half term 2026", {"due": "2026-05"}
    if chance < 0.85:
        season = "autumn" if day.month == 12 else "spring"
        return f"By the end of the {season} term {day.year}", {"due": f"{day:%Y-%m}"}
    if day.month == 12:
        return "Autumn term 2025", {"starts": "2025-09", "due": "2025-12"}
    return "Spring term 2026", {"starts": "2026-01", "due": "2026-03"}


def _details(school: School, random: Random, priorities: list[str]) -> Data:
    dated = date(2025, 9, 1) + timedelta(days=random.choice((0, 1, 2, 3, 7, 8, 10)))
    details: Data = {
        "format": 3 if "clock" in school.has else 1,
        "title": random.choice(("School improvement plan 2025/26", "Improvement plan for 2025/26", "Our plan 2025/26")),
        "authority": school.name,
        "dated": dated,
    }
    details["policy"] = {"most_moves": 2, "moves_approved_by": list(DECIDE)}
    if "costs" in school.has:
        about = {
            "code": "no-evidence",
            "at": "1.1",
            "reason": "The folder went with the old server; the Head knows",
        }
        details["policy"]["waivers"] = [{**about, "expires": date(2026, 8, 31)}]
    if school.has & {"clock", "refs", "beside"}:
        called = random.choice(("areas for improvement", "next steps"))
        inspected = f"2025-{random.randint(1, 6):02}"
        about = {"id": "ofsted-2025", "body": "Ofsted", "title": "School inspection", "inspected": inspected}
        details["inspections"] = [{**about, "areas_called": called}]
    if "ratings" in school.has:
        scheme = SCHEMES[len(school.slug) % 2]
        details["ratings"] = [{"code": code, "title": title} for code, title in scheme]
    audience: Data = {"id": "governors", "title": "Governing board"}
    audience["meetings"] = [date(2025, 12, 9), date(2026, 3, 17), date(2026, 6, 30)]
    if "costs" in school.has:
        audience |= {"public": False, "priorities": priorities[:3]}
    details["audiences"] = [audience]
    return details


def _add_clocks(details: Data, priority: Data) -> None:
    """Two clocks in place of a priority's last action: the event of one has happened, that of the other has not."""
    details["events"] = [
        {"id": "report-received", "what": "The inspection report is received", "on": date(2025, 10, 6)},
        {"id": "visit", "what": "The monitoring visit ends"},
    ]
    action: Data = {"id": priority["actions"].pop()["id"], "title": "Tell parents and governors"}
    words = ("Within 30 working days of receipt of the report", "Within 10 working days of the monitoring visit")
    clocks = ({"after": "report-received", "working_days": 30}, WAITING)
    texts = ("Letter about the report sent to all parents", "Points of the visit told to governors")
    milestones = [
        {"id": f"{action['id']}.{place}", "text": text, "when": when, "due": due}
        for place, (text, when, due) in enumerate(zip(texts, words, clocks, strict=True), 1)
    ]
    priority["actions"].append(action | {"leads": ["HT"], "when": list(words), "milestones": milestones})


def _note(action: Data) -> Data:
    return {
        "id": "N1",
        "at": f"{action['id']}#leads",
        "kind": "judgement",
        "document": "All teachers",
        "recorded": action["leads"][0],
        "why": "Somebody has to answer for it; this was agreed at the leadership team and is not for parents",
    }


def _measures(random: Random) -> tuple[list[Data], list[Data]]:
    """Attendance as a measure, and its results."""
    before = random.randint(910, 945) / 10
    target = {
        "id": "M1.1",
        "cohort": "All pupils",
        "indicator": "Attendance",
        "kind": "at_least",
        "value": before + 1.5,
    }
    target |= {"unit": "%", "baseline_period": "2024-25", "by": "2026-07"}
    results = (("2024-25", date(2025, 9, 5)), ("2025-26/T1", date(2026, 1, 9)), ("2025-26/T2", date(2026, 3, 27)))
    readings: list[Data] = [
        {"target": "M1.1", "period": period, "on": day, "value": round(before + place * random.randint(-3, 8) / 10, 1)}
        | {"source": "The school's registers"}
        for place, (period, day) in enumerate(results)
    ]
    return [{"id": "M1", "title": "Attendance", "targets": [target]}], readings


def roles_named(records: Iterable[Any]) -> set[str]:
    """The codes of the roles that priorities name anywhere."""
    found: set[str] = set()
    for record in records:
        if isinstance(record, dict):
            for name, value in record.items():
                if name in ("leads", "accountable", "support"):
                    found |= set(value)
                else:
                    found |= roles_named([value])
        elif isinstance(record, list):
            found |= roles_named(record)
    return found


def role_records(codes: Iterable[str], phase: str, name: str) -> list[Data]:
    """The roles with these codes. What a post is called differs from school to school; its code does not."""
    own = {"HT": "Principal"} if "Academy" in name else {}
    if name.startswith("Ashgrave"):
        own = {"HT": "Head of School"}
    if phase == "secondary":
        own["CoG"] = "Chair of the Governing Board"
    listed = set(codes)
    return [
        {"code": code, "title": own.get(code, told["title"]), "kind": told["kind"]}
        for code, told in WORDS["roles"].items()
        if code in listed
    ]
