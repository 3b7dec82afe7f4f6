"""Portsmouth's plan adopted again for 2017/18, all of it made up: a row inserted (and so two renumbered), one redated,
one reworded, two dropped, with all that the edition of 2016 said kept in `earlier`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from repository import shipped_files

Files = dict[str, str]

CHALLENGE: Final = "priorities/2-challenge.yaml"
LOG: Final = "progress/2.4.yaml"
MOVED: Final = """\
- on: 2016-10-03
  at: "2.4.2"
  status: complete
  by: HSI
  evidence: [Letter to every trust of 30 September 2016]
- on: 2016-11-20
  at: "2.4.1"
  due: 2017-03
  reason: The consultation with trusts was extended
  approved_by: DCS
"""
"""What was recorded in the year of the first edition: 2.4.2 done, 2.4.1 moved."""

FIRST: Final = '  - {id: "2016", dated: 2016-06-03}\n'
EDITION: Final = '  - {id: "2017", dated: 2017-07-03, adopted_by: DCS}\n'
ANNOUNCEMENT: Final = """\
policy:
  adoption: {edition: "2017", by: DCS, from: 2017-06-01, expires: 2099-12-31}
"""

_INSERTED: Final = """\
  - id: "2.7"
    ref: "2.5"
    title: Bring heads and governors of the schools that cause concern together each term
    leads: [HSI]
    when: [By Dec 2017]
    since: "2017"
    milestones:
      - id: "2.7.1"
        text: First meeting held with every such school
        when: By Dec 2017
        due: 2017-12
"""

EDITS: Final[dict[str, tuple[str, str]]] = {
    "dropped": ('  - id: "2.1"\n', '  - id: "2.1"\n    until: "2017"\n'),
    "duty dropped": ('      - id: "2.2.D1"\n', '      - id: "2.2.D1"\n        until: "2017"\n'),
    "redated": (
        "        when: By Dec 2016\n        due: 2016-12\n"
        "        due_reason: The cell's lines are read in the order of the milestones.\n"
        '        see: ["3.1.1"',
        "        when: By Dec 2017\n        due: 2017-12\n        earlier:\n"
        '          - edition: "2016"\n            when: By Dec 2016\n            due: 2016-12\n'
        "            due_reason: The cell's lines are read in the order of the milestones.\n"
        '        see: ["3.1.1"',
    ),
    "its action's words": (
        "    when: [By Dec 2016, By Sept 2016, Annual]\n",
        "    when: [By Dec 2017, By Sept 2016, Annual]\n    earlier:\n"
        '      - {edition: "2016", when: [By Dec 2016, By Sept 2016, Annual]}\n',
    ),
    "inserted, and renumbered below": (
        '  - id: "2.5"\n',
        f'{_INSERTED}  - id: "2.5"\n    ref: "2.6"\n    earlier:\n      - {{edition: "2016", ref: "2.5"}}\n',
    ),
    "renumbered": (
        '  - id: "2.6"\n',
        '  - id: "2.6"\n    ref: "2.7"\n    earlier:\n      - {edition: "2016", ref: "2.6"}\n',
    ),
    "reworded": (
        "        text: Governance Strategy revised\n",
        "        text: Governance Strategy revised and agreed with governors\n        earlier:\n"
        '          - {edition: "2016", text: Governance Strategy revised}\n',
    ),
}
"""What the edition of 2017 does to priority 2: each passage, which stands there once, and what it becomes."""


def replaced(text: str, old: str, new: str) -> str:
    """A text with a passage replaced that stands in it once."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)


def first_edition() -> Files:
    """The shipped plan as the first edition of several, with what was recorded in its year; nothing is announced."""
    files = {**shipped_files(), LOG: MOVED}
    plan = replaced(files["plan.yaml"], "format: 1\n", "format: 2\n")
    files["plan.yaml"] = replaced(plan, "dated: 2016-06-03\n", f"dated: 2016-06-03\neditions:\n{FIRST}")
    return files


def announced(files: Mapping[str, str]) -> Files:
    """The plan with the announcement of the edition of 2017."""
    return {**files, "plan.yaml": files["plan.yaml"] + ANNOUNCEMENT}


def adopting(files: Mapping[str, str], *, without: str = "") -> Files:
    """The plan with the edition of 2017, but for one of its edits (`without`)."""
    text = files[CHALLENGE]
    for name, (before, after) in EDITS.items():
        if name != without:
            text = replaced(text, before, after)
    return {**files, "plan.yaml": replaced(files["plan.yaml"], FIRST, FIRST + EDITION), CHALLENGE: text}
