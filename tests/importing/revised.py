"""A plan as a document, its next edition as another, and a desk on which one is imported against the other."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from running import Ran, siplan


class ActionText(NamedTuple):
    """A row of a document's table."""

    number: str
    title: str
    who: str
    when: tuple[str, ...]
    milestones: tuple[str, ...]


Priorities = tuple[tuple[str, tuple[ActionText, ...]], ...]

READING: Priorities = (
    (
        "Every pupil reads well",
        (
            ActionText(
                "1.1", "Buy books for every school library", "Head of Reading", ("By Dec 2025",), ("Books bought",)
            ),
            ActionText(
                "1.2",
                "Train a tutor in each primary school",
                "Head of Reading / Director of Education",
                ("By Dec 2025", "By March 2026"),
                ("Tutors trained", "Tutors at work in every school"),
            ),
            ActionText(
                "1.3",
                "Tell parents how reading is taught",
                "Director of Education",
                ("By April 2026",),
                ("Leaflet sent to every home",),
            ),
            ActionText(
                "1.4", "Open the libraries on Saturdays", "Head of Reading", ("By May 2026",), ("Libraries open",)
            ),
        ),
    ),
    (
        "Every pupil attends",
        (
            ActionText(
                "2.1",
                "Visit the families of pupils who are often absent",
                "Head of Attendance",
                ("By Jan 2026",),
                ("Every such family visited",),
            ),
            ActionText(
                "2.2",
                "Publish the attendance of each school",
                "Head of Attendance",
                ("By June 2026",),
                ("Figures published",),
            ),
        ),
    ),
)
"""The plan of 2025."""


def document(priorities: Priorities, dated: str = "1 September 2025") -> str:
    """A plan as Markdown."""
    parts = ["# Plan for reading", "Aldmere Borough Council", dated]
    for number, (title, actions) in enumerate(priorities, 1):
        lines = ["| No | Actions | Who | When | Milestones |", "|---|---|---|---|---|"]
        for one in actions:
            points = "".join(f"<li>{point}</li>" for point in one.milestones)
            cells = (one.number, one.title, one.who, "<br>".join(one.when), f"<ul>{points}</ul>" if points else "")
            lines.append(f"| {' | '.join(cells)} |")
        parts += [f"## Priority {number}: {title}", "\n".join(lines)]
    return "\n\n".join(parts) + "\n"


def revise(priorities: Priorities, rows: Mapping[str, tuple[ActionText, ...]]) -> Priorities:
    """The document with other rows in place of some, by their numbers; none drops one."""
    return tuple(
        (title, tuple(other for one in actions for other in rows.get(one.number, (one,))))
        for title, actions in priorities
    )


class Desk:
    """A folder in which the document of 2025 was imported into `first`, whose plan is in use."""

    def __init__(self, folder: Path, priorities: Priorities = READING) -> None:
        self.folder = folder
        self.plan = folder / "kept" / "plan"
        (folder / "one.md").write_text(document(priorities), "utf-8")
        ran = siplan("import", "one.md", "--into", "first", plan=None, cwd=folder)
        assert ran.code == 0, ran
        (folder / "kept").mkdir()
        for name in ("plan", "schemas"):
            (folder / "first" / name).rename(folder / "kept" / name)

    def edit(self, path: str, before: str, after: str) -> None:
        """Edit a file of the plan as a person does, and hold the plan to be sound."""
        file = self.plan / path
        text = file.read_text("utf-8")
        assert text.count(before) == 1, (text, before)
        file.write_text(text.replace(before, after), "utf-8")
        assert siplan("validate", plan=self.plan).code == 0

    def file(self, start: str) -> str:
        """The path in the plan of the file of a priority whose name begins so."""
        (found,) = (self.plan / "priorities").glob(f"{start}*")
        return found.relative_to(self.plan).as_posix()

    def against(self, text: str, *more: str, known: bool = True, into: str = "next") -> Ran:
        """Import a document against the plan; `known` says that the last import is there."""
        (self.folder / "two.md").write_text(text, "utf-8")
        last = ("--map", "first/import.yaml") if known and not (self.folder / into).exists() else ()
        return siplan(
            "import", "two.md", "--into", into, "--against", "kept/plan", *last, *more, plan=None, cwd=self.folder
        )

    def told(self, text: str, *more: str, known: bool = True, into: str = "next") -> dict[str, Any]:
        """What an import against the plan says to programs."""
        ran = self.against(text, "--format", "json", *more, known=known, into=into)
        assert ran.code in (0, 1), ran
        found: dict[str, Any] = json.loads(ran.out)
        assert ran.code == (1 if found["questions_open"] else 0)
        return found

    def answer(self, answers: Mapping[str, str], into: str = "next") -> None:
        """Answer open questions in import.yaml."""
        file = self.folder / into / "import.yaml"
        text = file.read_text("utf-8")
        for name, answer in answers.items():
            begins = text.index(f"- id: {name}\n")
            at = text.index("    answer:\n", begins)
            text = text[:at] + f'    answer: "{answer}"\n' + text[at + len("    answer:\n") :]
        file.write_text(text, "utf-8")

    def receipt(self, into: str = "next") -> list[dict[str, str]]:
        """The rows of receipt.csv."""
        raw = (self.folder / into / "receipt.csv").read_text("utf-8-sig")
        return list(csv.DictReader(io.StringIO(raw, newline="")))


def by_how(told: dict[str, Any]) -> dict[str, list[str]]:
    """The ids of what an import says, by what it does to them; without what is carried."""
    found: dict[str, list[str]] = {}
    for row in told["rows"]:
        if row["how"] != "carried":
            found.setdefault(row["how"], []).append(row["id"])
    return found


def files_in(folder: Path) -> dict[str, str]:
    """Every file of a folder, as text."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }
