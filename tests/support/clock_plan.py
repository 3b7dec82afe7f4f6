"""A small made-up plan whose deadlines count from an inspection, from its report's receipt and publication, and from a
visit.

The days on which they end were reckoned by hand, with a calendar of England's bank holidays.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from asking import plan_of
from si_plan.model.plan import Plan

EVENTS: Final = {
    "inspection": "The inspection of schools ends",
    "report-received": "The inspection report is received",
    "report-published": "The inspection report is published",
    "visit": "The monitoring visit begins",
}
DAYS: Final = {
    "inspection": "2016-03-07",
    "report-received": "2016-06-24",
    "report-published": "2016-09-05",
    "visit": "2017-02-06",
}
"""When each of them happened."""
CORRECTED: Final = "2016-06-27"
"""The day on which the report had been received after all: a Monday, not the Friday before it."""

ENDS: Final = {
    "1.1.1": ("report-received", "2016-10-03"),  # 14 weeks to 30 September; 29 August is a bank holiday
    "1.1.2": ("report-published", "2016-09-19"),
    "1.1.3": ("", "2016-12-31"),
    "1.1.4": ("report-received", "2016-10-03"),  # its action's
    "1.1.S1": ("inspection", "2016-06-07"),
    "1.2": ("visit", "2017-02-20"),
    "1.3.1": ("visit", "2017-03-19"),  # six weeks from Monday 6 February to Sunday 19 March
    "1.3.2": ("report-received", "2016-08-31"),  # moved by the log on 4 July; it was to end on 8 July
}
"""For each record, the event from which it counts, and the day on which it ends."""
ENDS_CORRECTED: Final = {"1.1.1": "2016-10-04", "1.1.4": "2016-10-04", "1.3.2": "2016-08-31"}
"""The days of those that count from the receipt, after it was corrected; the log's stands."""

PRIORITY: Final = """\
id: "1"
title: Every pupil reads well
areas: [A1]
measures: [M1]
actions:
  - id: "1.1"
    title: Train a tutor in each school
    leads: [HT]
    when:
      - Within 70 working days of receipt of the report
      - within 14 days of publication of the report
      - By Dec 2016
      - Within 3 months of the inspection
    due: {after: report-received, working_days: 70}
    milestones:
      - id: "1.1.1"
        text: Tutors named
        when: Within 70 working days of receipt of the report
        due: {after: report-received, working_days: 70}
      - id: "1.1.2"
        text: Parents told
        when: within 14 days of publication of the report
        due: {after: report-published, days: 14}
      - {id: "1.1.3", text: Tutors paid, when: By Dec 2016, due: 2016-12}
      - {id: "1.1.4", text: Tutors trained}
    stages:
      - id: "1.1.S1"
        text: Heads told
        when: Within 3 months of the inspection
        due: {after: inspection, months: 3}
  - id: "1.2"
    title: Answer the inspectors
    leads: [HT]
    when: [Within 10 working days of the visit]
    due: {after: visit, working_days: 10}
  - id: "1.3"
    title: Tell what follows
    leads: [HT]
    when: ["Within 6 weeks beginning with the visit", "Within a fortnight of receipt of the report"]
    milestones:
      - id: "1.3.1"
        text: Letter sent to the inspectors
        when: Within 6 weeks beginning with the visit
        due: {after: visit, weeks: 6, counts_first: true}
      - id: "1.3.2"
        text: Letter sent to parents
        when: Within a fortnight of receipt of the report
        due: {after: report-received, days: 14}
"""
LOG: Final = """\
- {on: 2016-07-04, at: "1.3.2", due: 2016-08-31, reason: The printers are full}
"""


def files(dated: Mapping[str, str]) -> dict[str, str]:
    """The files of the plan in which these events have a day."""
    listed = (
        f"  - {{id: {event}, what: {what}{f', on: {dated[event]}' if event in dated else ''}}}\n"
        for event, what in EVENTS.items()
    )
    details = (
        f"format: 3\ntitle: Improvement plan\nauthority: Example Council\ndated: 2016-03-14\nevents:\n{''.join(listed)}"
    )
    return {"plan.yaml": details, "priorities/1.yaml": PRIORITY, "progress/1.3.yaml": LOG}


def dated(days: Mapping[str, str] = DAYS) -> Plan:
    """The plan in which these events have a day."""
    return plan_of(files(days))
