"""A plan to begin with: the files that every plan has, each with a comment on what goes where, and one priority.

It validates without a warning. It has what a council or a school will want to say first; all else is an example to
overwrite.
"""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from si_plan.editing.rendering import Bare, field_lines

Kind = Literal["council", "school"]

_SCHEMA: Final = "# yaml-language-server: $schema={}schemas/{}.schema.json\n"

_PLAN: Final = """\
# The plan itself. Every line that begins with # is a comment for whoever reads this file; siplan passes over it.
# The first line of each file lets an editor explain the fields as you type.
format: 1
{title}
# Whose plan it is.
{authority}
# The day on which it was adopted. Years that a deadline leaves out ("by December") are counted from it.
{dated}
# Those to whom it is reported, with the days of their meetings.
audiences:
  - id: {audience_id}
    title: {audience}
# The scheme by which you rate progress, best first. Leave it out if you have none.
ratings:
  - code: green
    title: On track
  - code: amber
    title: At risk
  - code: red
    title: Off track
"""

_AREAS: Final = """\
# The areas for improvement that the inspectors named, in its order. Each needs a priority that answers it.
- id: A1
  title: {area}
"""

_ROLES: Final = """\
# Who can lead: a short code, and the role in full. Write roles here, not people's names: people come and go.
{roles}\
"""

_MEASURES: Final = """\
# What success will be measured by, and the targets of each measure. Readings go to progress/measures.yaml
# (siplan result M1.1 ...).
- id: M1
  title: {measure}
  targets:
    - id: M1.1
      cohort: all pupils
      indicator: expected standard in reading, writing and mathematics
      # rank, gap, rise, better, all, at_least, at_most or maintain: siplan's docs/reference.md says what each means.
      kind: better
      comparator: national
      by: {by}
"""

_PRIORITY: Final = """\
# A priority: what is to improve, and the actions towards it. The next one goes into a file 2-….yaml.
id: "1"
title: {priority}
# The areas of areas.yaml that it answers.
areas: [A1]
measures: [M1]
# How success will look, a statement each.
success:
  - Every pupil who falls behind is noticed within a half term
actions:
  # An id goes in quotes: without them, other programs read 1.10 as the number 1.1.
  - id: "1.1"
    title: {action}
    leads: [{lead}]
    # The words of your document on when, to the letter, a line each.
    when: [By {in_words}]
    milestones:
      # What there is when it is reached. `due` is how its words are read: a day, a month or a year.
      - id: "1.1.1"
        text: {milestone}
        due: {due}
  - id: "1.2"
    title: Check every term whether it works
    leads: [{second}]
    when: [By {in_words}, Termly]
    milestones:
      # A milestone of an action with several lines of When repeats the one that dates it.
      - id: "1.2.1"
        text: First review held, and what it found shared with everyone who leads
        when: By {in_words}
        due: {due}
    # What comes back is a duty, with `repeats`.
    duties:
      - id: "1.2.D1"
        text: Progress reviewed, and the plan with it
        when: Termly
        repeats: termly
"""

_NOTES: Final = """\
# Places where this plan departs from your published document, and why. It is empty so far; the first note replaces
# the line with the brackets:
#
#   - id: N1
#     at: 1.1.1#due
#     document: What the document says
#     recorded: What stands here
#     why: Why
[]
"""

_WORDS: Final[dict[str, dict[str, str]]] = {
    "council": {
        "audience": "Scrutiny panel",
        "audience_id": "scrutiny-panel",
        "area": "Challenge schools where pupils make too little progress",
        "measure": "Key Stage 2",
        "priority": "Pupils in every school make good progress",
        "action": "Agree with each school what support it gets and what is expected of it",
        "milestone": "Agreement signed with each school that causes concern",
        "lead": "DCS",
        "second": "HSI",
        "roles": "- code: DCS\n  title: Director of Children's Services\n  kind: post\n"
        "- code: HSI\n  title: Head of School Improvement\n  kind: post\n  # Other names for the same role.\n"
        "  aliases: [School Improvement]\n",
    },
    "school": {
        "audience": "Governing body",
        "audience_id": "governing-body",
        "area": "Teach reading so that every pupil keeps up",
        "measure": "Reading at the end of Key Stage 2",
        "priority": "Every pupil reads well",
        "action": "Train every teacher in the reading programme",
        "milestone": "All teachers trained",
        "lead": "HT",
        "second": "ENG",
        "roles": "- code: HT\n  title: Headteacher\n  kind: post\n  # Other names for the same role.\n"
        "  aliases: [Head]\n- code: ENG\n  title: English lead\n  kind: post\n",
    },
}
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def starter_files(title: str, authority: str, dated: date, kind: Kind) -> dict[str, str]:
    """The texts of the files of a new plan, by their paths in it. Raises UnwritableError for a text that no file can
    hold."""
    month, year = dated.month % 12 + 1, dated.year + dated.month // 12
    first = {
        name: "\n".join(field_lines(name, value, ""))
        for name, value in (("title", title), ("authority", authority), ("dated", Bare(dated.isoformat())))
    }
    words = {
        **_WORDS[kind],
        **first,
        "by": f"{dated.year + 2}-09",
        "in_words": f"{_MONTHS[month - 1]} {year}",
        "due": f"{year}-{month:02}",
    }
    files = {
        "plan.yaml": ("plan", _PLAN),
        "areas.yaml": ("areas", _AREAS),
        "roles.yaml": ("roles", _ROLES),
        "measures.yaml": ("measures", _MEASURES),
        "source-notes.yaml": ("source-notes", _NOTES),
        "priorities/1-first.yaml": ("priority", _PRIORITY),
    }
    return {
        path: _SCHEMA.format("../" * (1 + path.count("/")), schema) + text.format(**words)
        for path, (schema, text) in files.items()
    }
