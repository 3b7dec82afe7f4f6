"""A plan whose document numbers everything in its own way: each record that can have a ref has one."""

from __future__ import annotations

from pathlib import Path

from example_plan import write_plan

FILES = {
    "plan.yaml": """\
format: 2
title: Improvement plan
authority: Example Council
dated: 2016-06-03
ratings:
  - {code: green, title: On track}
audiences:
  - {id: panel, title: The Panel, meetings: [2016-10-10], priorities: ["71"]}
""",
    "areas.yaml": '- {id: A71, ref: "4a", title: Reading}\n- {id: A72, ref: "4b", title: Attendance}\n',
    "roles.yaml": "- {code: HT, title: Headteacher, kind: post}\n- {code: CG, title: Chair of Governors, kind: post}\n",
    "measures.yaml": """\
- id: M71
  ref: KPI1
  title: Reading at age 11
  targets:
    - {id: M71.1, cohort: All pupils, indicator: Expected standard, kind: rise, value: 5}
""",
    "source-notes.yaml": """\
- {id: N1, at: "71.31.1#due", document: By Sept, recorded: By September 2016, why: The plan starts in 2016}
- {id: N2, at: "71.32.2#same_as", document: Twice, recorded: Once, why: One handbook, answers: [same-as-differs]}
""",
    "priorities/71.yaml": """\
id: "71"
ref: LM
title: Every pupil reads well
areas: [A71]
measures: [M71]
success: [Every pupil reads]
actions:
  - id: "71.31"
    ref: LM1
    title: Train a tutor in each school
    leads: [HT]
    when: [By Sept 2016, Termly]
    see: ["71.32"]
    milestones:
      - {id: "71.31.1", ref: 1/17, text: Tutors trained, when: By Sept 2016, due: 2016-09}
      - {id: "71.31.2", ref: 1/18, text: Handbook printed, when: By Sept 2016, due: 2016-09}
    duties:
      - {id: "71.31.D1", text: Tutors meet, when: Termly, starts: 2016-09, repeats: termly}
  - id: "71.32"
    ref: LM2
    title: Buy books
    leads: [HT, CG]
    when: [By Oct 2016]
    milestones:
      - {id: "71.32.1", ref: 2/1, text: Books bought, due: 2016-10, due_reason: Half term is too early}
      - {id: "71.32.2", ref: 2/2, text: Handbook printed, due: 2016-10, same_as: "71.31.2"}
""",
    "priorities/72.yaml": """\
id: "72"
ref: Q
title: Every pupil comes to school
areas: [A72]
actions:
  - id: "72.41"
    ref: Q1
    title: Ring home on the first day
    leads: [CG]
    when: [By Sept 2016]
    due: 2016-09
""",
    "progress/71.31.yaml": """\
- {on: 2016-09-05, at: "71.31", rating: green, note: Begun}
- {on: 2016-09-20, at: "71.31.1", due: 2016-12, reason: No trainer, approved_by: CG}
- {on: 2016-09-25, at: "71.31.2", status: complete, evidence: [https://example.org/handbook.pdf]}
""",
    "progress/72.41.yaml": '- {on: 2016-09-10, at: "72.41", note: Begun}\n',
    "progress/measures.yaml": """\
- {target: M71.1, period: 2015-16, value: 60, source: SFR}
- {target: M71.1, period: 2016-17, value: 62, source: SFR}
""",
}


def write(folder: Path, old: str = "", new: str = "") -> Path:
    """Write the plan, with one passage replaced, which has to stand in one of its files once; gives the folder."""
    assert not old or sum(text.count(old) for text in FILES.values()) == 1, f"{old!r} does not stand once"
    return write_plan(folder, {path: text.replace(old, new) if old else text for path, text in FILES.items()}, {})
