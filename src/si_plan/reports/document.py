"""A report as a document: its summary, then a section from each function for what its audience is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from si_plan.documents import words
from si_plan.documents.blocks import Document, Facts, Part, Section
from si_plan.documents.pictures import Figure, Figures
from si_plan.model.reference import SectionName
from si_plan.queries.counting import Numbers, StateCounts
from si_plan.reports import exceptions, phrases, progress, reference
from si_plan.reports.rows import Report
from si_plan.views import states

_SECTIONS: Final[dict[SectionName, Callable[[Report], Section]]] = {
    "overdue": exceptions.overdue,
    "due": exceptions.due,
    "slipped": exceptions.slipped,
    "ratings": exceptions.ratings,
    "priorities": progress.priorities,
    "areas": progress.areas,
    "completed": progress.completed,
    "measures": progress.measures,
    "timeline": progress.timeline,
    "trend": progress.trend,
    "background": reference.background,
    "plan": reference.plan,
    "leads": reference.leads,
    "notes": reference.notes,
}


def document(report: Report) -> Document:
    """The report as a document, from its summary to its key."""
    shown = [make(report) for name, make in _SECTIONS.items() if name in report.sections]
    who = phrases.whose(report)
    return Document(
        authority=report.details.authority,
        title=report.details.title,
        subtitle=f"Report{f' {who}' if who else ''}, {words.day(report.as_of)}",
        sections=[_summary(report), *shown, reference.key(report)],
        day=report.as_of,
    )


def _summary(report: Report) -> Section:
    return Section(
        "summary", "Summary", [_sentence(report), _figures(report), Facts(_about(report)), *_withheld(report)]
    )


def _sentence(report: Report) -> str:
    """The state of the plan in a few sentences, with the main figures."""
    figures = report.figures
    milestones = figures.totals.milestones
    return (
        f"On {words.day(report.as_of)}, {milestones.done} of "
        f"{words.count(milestones.total, 'milestone')} and {figures.actions.done} of "
        f"{words.count(figures.actions.total, 'action')} {'is' if figures.actions.total == 1 else 'are'} done. "
        f"Overdue: {states.numbers(figures.totals.overdue)}. "
        f"Due {phrases.before(report.until)}: {states.numbers(figures.due)}."
    )


def _figures(report: Report) -> Figures:
    figures = report.figures
    done, late = figures.totals.milestones, figures.totals.overdue
    since = phrases.since(report.since)
    completed = _note(figures.completed, words.count(figures.occurrences, "occurrence") if figures.occurrences else "")
    made = [
        Figure(late.total, "overdue", _note(late), "overdue", "overdue"),
        Figure(figures.due.total, "due", _note(figures.due, phrases.before(report.until)), "due", "falling"),
        Figure(figures.slipped.total, "slipped", _note(figures.slipped, since), "slipped", "falling"),
        Figure(figures.rated_well_though_late, "rated well though late", "", "ratings", "overdue"),
        Figure(
            figures.completed.total + figures.occurrences,
            "completed",
            words.join(filter(None, (completed, since))),
            "completed",
            "done",
        ),
        Figure(done.done, "milestones done", f"of {done.total}{_late(done)}", "priorities", "done"),
    ]
    if not report.details.ratings:
        made = [figure for figure in made if figure.section != "ratings"]
    return Figures(made)


def _note(numbers: Numbers, more: str = "") -> str:
    """The note of a figure: what it counts by kind, and whatever more there is to say."""
    return words.join(filter(None, (states.numbers(numbers) if numbers.total else "", more)))


def _late(counts: StateCounts) -> str:
    return f", {counts.late} of them late" if counts.late else ""


def _about(report: Report) -> list[tuple[str, str]]:
    details = report.details
    pairs = [
        ("As of", words.day(report.as_of)),
        ("Covers", phrases.part_of_plan(report)),
        ("Compares with", _comparison(report)),
        ("Looks ahead to", _ahead(report)),
        ("Plan dated", words.day(details.dated)),
    ]
    if details.source is not None:
        pairs.append(("Source", details.source.title))
    pairs.append(("Made by", "siplan, from the plan's files and the log of its progress"))
    return pairs


def _comparison(report: Report) -> str:
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
