"""A small made-up plan that was adopted three times, and what each edition of it promised.

2015: milestones 1.1.1 and 1.1.2, stage 1.1.S1, priority 2. 2016: 1.1.1 for a year later, 1.1.2 dropped, 1.1.3 and the
duty 1.1.D1 added. 2017: 1.1.3 in the same words for a year later, 1.1.1 reworded, action 1.2 added, priority 2 and
area A2 dropped.
"""

from __future__ import annotations

from typing import Final

from asking import plan_of
from example_plan import BASE
from si_plan.model.plan import Plan

PLAN: Final = """\
format: 2
title: Improvement plan
authority: Example Council
dated: 2015-07-01
editions:
  - {id: "2015", dated: 2015-07-01}
  - {id: "2016", dated: 2016-07-01, title: Improvement plan 2016/17, adopted_by: HT}
  - {id: "2017", dated: 2017-07-01, title: Improvement plan 2017/18, adopted_by: HT}
"""
READING: Final = """\
id: "1"
title: Every pupil reads well
areas: [A1]
measures: [M1]
actions:
  - id: "1.1"
    title: Train a tutor in each school
    leads: [HT]
    when: [By Dec 2016]
    earlier:
      - {edition: "2015", when: [By Dec 2015, By July 2016]}
    milestones:
      - id: "1.1.1"
        ref: 1a
        text: Two tutors trained in each school
        when: By Dec 2016
        due: 2016-12
        earlier:
          - {edition: "2015", when: By Dec 2015, due: 2015-12}
          - {edition: "2016", ref: "1", text: Tutors trained}
      - {id: "1.1.2", text: Library refitted, when: By July 2016, due: 2016-07, until: "2016"}
      - id: "1.1.3"
        text: Parents told
        when: By March
        due: 2018-03
        since: "2016"
        earlier:
          - {edition: "2016", when: By March, due: 2017-03}
    stages:
      - id: "1.1.S1"
        text: First tutors found
        when: By Oct 2016
        due: 2016-10
        earlier:
          - {edition: "2015", when: By Oct 2015, due: 2015-10, text: Tutors found}
    duties:
      - {id: "1.1.D1", text: Tutors meet, when: Monthly, repeats: monthly, since: "2016"}
  - id: "1.2"
    title: Buy books
    leads: [HT]
    when: [By Oct 2017]
    since: "2017"
    milestones:
      - {id: "1.2.1", text: Books on the shelves, due: 2017-10}
"""
ATTENDANCE: Final = """\
id: "2"
title: Every pupil comes to school
areas: [A2]
until: "2017"
actions:
  - id: "2.1"
    title: Call home on the first day
    leads: [HT]
    when: [By Sept 2015]
    milestones:
      - {id: "2.1.1", text: Calls made, due: 2015-09}
"""
LOG: Final = """\
- {on: 2015-11-02, at: "1.1.1", due: 2016-03, reason: No trainer, approved_by: HT}
- {on: 2016-11-01, at: "1.1.1", due: 2017-02, reason: No rooms, approved_by: HT}
- {on: 2017-02-20, at: "1.1.1", status: complete, evidence: [Register]}
"""
FILES: Final = {
    "plan.yaml": PLAN,
    "areas.yaml": '- {id: A1, title: Reading}\n- {id: A2, title: Attendance, until: "2017"}\n',
    "priorities/1.yaml": READING,
    "priorities/2.yaml": ATTENDANCE,
    "progress/1.1.yaml": LOG,
}


def three_editions() -> Plan:
    """The plan with all its editions."""
    return plan_of(FILES, BASE)
