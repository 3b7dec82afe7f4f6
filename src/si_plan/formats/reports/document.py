"""A report in words: its summary, and the sections that its audience is shown, each made by its own function."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from si_plan.formats import words
from si_plan.formats.reports import exceptions, measures, phrases, progress, reference, trend
from si_plan.formats.reports.content import Document, Facts, Figure, Figures, Part, Section
from si_plan.model.reference import SectionName
from si_plan.queries.report.rows import Report
from si_plan.queries.rows import StateCounts

_SECTIONS: Final[dict[SectionName, Callable[[Report], Section]]] = {
    "overdue": exceptions.overdue,
    "due": exceptions.due,
    "slipped": exceptions.slipped,
    "ratings": exceptions.ratings,
    "priorities": progress.priorities,
    "areas": progress.areas,
    "completed": progress.completed,
    "measures": measures.measures,
    "timeline": progress.timeline,
    "trend": trend.trend,
    "background": reference.background,
    "plan": reference.plan,
    "leads": reference.leads,
    "notes": reference.notes,
}


def document(report: Report) -> Document:
    """The report in words, from its summary to its key."""
    shown = [make(report) for name, make in _SECTIONS.items() if name in report.sections]
    who = phrases.whose(report)
    return Document(
        authority=report.details.authority,
        title=report.details.title,
        subtitle=f"Report{f' {who}' if who else ''}, {words.day(report.as_of)}",
        sections=[_summary(report), *shown, reference.key(report)],
    )


def _summary(report: Report) -> Section:
    return Section(
        "summary", "Summary", [_sentence(report), _figures(report), Facts(_about(report)), *_withheld(report)]
    )


def _sentence(report: Report) -> str:
    """The plan's state in a sentence or two, which says the figures in words."""
    figures = report.figures
    late = words.count(figures.overdue, "deadline has passed", "deadlines have passed")
    return (
        f"On {words.day(report.as_of)}, {figures.milestones.done} of "
        f"{words.count(figures.milestones.total, 'milestone')} and {figures.actions.done} of "
        f"{words.count(figures.actions.total, 'action')} {'is' if figures.actions.total == 1 else 'are'} done. "
        f"{late[0].upper()}{late[1:]} without completion; "
        f"{words.count(figures.due, 'more falls', 'more fall')} due {phrases.before(report.until)}."
    )


def _figures(report: Report) -> Figures:
    figures = report.figures
    done = figures.milestones
    made = [
        Figure(figures.overdue, "overdue", _kinds(report), "overdue", "overdue"),
        Figure(figures.due, "due", phrases.before(report.until), "due", "falling"),
        Figure(figures.slipped, "slipped", phrases.since(report.since), "slipped", "falling"),
        Figure(figures.rated_well_though_late, "rated well though late", "", "ratings", "overdue"),
        Figure(figures.completed, "completed", phrases.since(report.since), "completed", "done"),
        Figure(done.done, "milestones done", f"of {done.total}{_late(done)}", "priorities", "done"),
    ]
    if not report.details.ratings:
        made = [one for one in made if one.section != "ratings"]
    return Figures(made)


def _kinds(report: Report) -> str:
    """`9 milestones, 1 stage, 2 duties`."""
    kinds: dict[str, int] = {}
    for row in report.overdue:
        kinds[row.kind] = kinds.get(row.kind, 0) + 1
    plural = {"duty": "duties"}
    return words.listed(words.count(number, kind, plural.get(kind)) for kind, number in kinds.items())


def _late(counts: StateCounts) -> str:
    return f", {counts.late} of them late" if counts.late else ""


def _about(report: Report) -> list[tuple[str, str]]:
    details = report.details
    pairs = [
        ("As of", words.day(report.as_of)),
        ("Covers", phrases.part_of_plan(report)),
        ("Compares with", _compared(report)),
        ("Looks ahead to", _ahead(report)),
        ("Plan dated", words.day(details.dated)),
    ]
    if details.source is not None:
        pairs.append(("Source", details.source.title))
    pairs.append(("Made by", "siplan, from the plan's files and the log of its progress"))
    return pairs


def _compared(report: Report) -> str:
    told = report.since
    if told.kind == "revision":
        return f"what was known at revision {told.ref}"
    assert told.day is not None
    day = words.day(told.day)
    if told.kind == "meeting":
        return f"the last meeting, {day}"
    return f"{day}, the plan's own date: no earlier meeting is known" if told.kind == "adopted" else day


def _ahead(report: Report) -> str:
    day = words.day(report.until.day)
    if report.until.kind == "meeting":
        return f"the next meeting, {day}"
    return f"{day}, 30 days on: no later meeting is known"


def _withheld(report: Report) -> list[Part]:
    if not report.public:
        return ["This report is internal: it holds reasons, notes and evidence that are not marked public."]
    number = report.figures.withheld
    if not number:
        return []
    return [
        f"{words.count(number, 'reason, note or piece of evidence is', 'reasons, notes and pieces of evidence are')} "
        "left out of this public report, as the log does not mark them public."
    ]
