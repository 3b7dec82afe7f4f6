"""A report as a document: its headline, then a section from each function for what its audience is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from si_plan.documents import words
from si_plan.documents.blocks import Document, Heading, Part, Section
from si_plan.documents.pictures import Figure, Figures
from si_plan.model.background import text_of
from si_plan.model.reference import SectionName
from si_plan.queries.counting import Numbers, StateCounts
from si_plan.reports import exceptions, phrases, progress, reference
from si_plan.reports.rows import Report
from si_plan.views import costs, states
from si_plan.views.naming import named

_SECTIONS: Final[dict[SectionName, Callable[[Report], Section | str]]] = {
    "overdue": exceptions.overdue,
    "due": exceptions.due,
    "slipped": exceptions.slipped,
    "completed": progress.completed,
    "ratings": exceptions.ratings,
    "priorities": progress.priorities,
    "areas": progress.areas,
    "trend": progress.trend,
    "timeline": progress.timeline,
    "measures": progress.measures,
    "gaps": reference.gaps,
    "background": reference.background,
    "plan": reference.plan,
    "leads": reference.leads,
    "notes": reference.notes,
}
"""What makes each section: where there is nothing to show in it, the one line that says so."""


def document(report: Report) -> Document:
    """The report as a document, from its headline to what its words mean."""
    made = [make(report) for name, make in _SECTIONS.items() if name in report.sections]
    shown = [one for one in made if isinstance(one, Section)]
    nothing: list[Part] = [one for one in made if isinstance(one, str)]
    who = phrases.whose(report)
    told = Document(
        authority=report.details.authority,
        title=report.details.title,
        subtitle=f"Report{f' {who}' if who else ''}, {words.day(report.as_of)}",
        sections=[
            _summary(report, [section.name for section in shown]),
            *_purpose(report),
            *shown,
            *([Section("nothing", "Nothing to report", nothing)] if nothing else []),
            reference.key(report),
        ],
        day=report.as_of,
        mark="" if report.public else "Internal",
    )
    return named(told, report.refs)


def headline(report: Report) -> str:
    """How the plan stands, in one sentence."""
    figures = report.figures
    late, due, milestones = figures.totals.overdue, figures.due, figures.totals.milestones
    told = [
        f"{_listed(late)} {_are(late)} overdue" if late.total else "nothing is overdue",
        f"{_listed(due)} {_are(due)} due {phrases.before(report.until)}"
        if due.total
        else f"nothing is due {phrases.before(report.until)}",
    ]
    if milestones.total:
        told.append(_done(milestones))
    return f"On {words.day(report.as_of)}, {phrases.listed(told, ', and')}."


def _listed(numbers: Numbers) -> str:
    return phrases.listed(states.numbers(numbers).split(", "), " and")


def _are(numbers: Numbers) -> str:
    return "is" if numbers.total == 1 else "are"


def _done(counts: StateCounts) -> str:
    """How many of the milestones are done: `10 of the 73 milestones are done (13%)`."""
    if counts.total == 1:
        return f"the one milestone is {'done' if counts.done else 'not done'}"
    if not counts.done:
        return f"none of the {counts.total} milestones is done"
    share = words.percent(counts.done, counts.total)
    return f"{counts.done} of the {counts.total} milestones {'is' if counts.done == 1 else 'are'} done ({share})"


def _summary(report: Report, shown: list[str]) -> Section:
    parts: list[Part] = [headline(report), _figures(report, shown)]
    waiting = phrases.waiting(report)
    if waiting:
        parts.append(f"{words.count(len(waiting), 'deadline waits', 'deadlines wait')} for an event with no date yet.")
    if report.figures.costs is not None:
        parts.append(f"What the actions cost: {costs.in_words(report.figures.costs)}.")
    if not report.public:
        parts.append("Internal: this report holds reasons, notes and evidence that are not public. Do not publish it.")
    return Section("summary", "Summary", parts)


def _figures(report: Report, shown: list[str]) -> Figures:
    figures = report.figures
    done, late = figures.totals.milestones, figures.totals.overdue
    since = phrases.since(report.since)
    completed = _note(figures.completed, words.count(figures.occurrences, "occurrence") if figures.occurrences else "")
    made = [
        Figure(late.total, "overdue", _note(late), "overdue", "overdue"),
        Figure(figures.due.total, "due soon", _note(figures.due, phrases.before(report.until)), "due", "falling"),
        Figure(done.done, "milestones done", f"of {done.total}{_late(done)}", "priorities", "done"),
    ]
    if figures.slipped.total:
        moved = _note(figures.slipped, since)
        made.append(Figure(figures.slipped.total, "moved later", moved, "slipped", "falling"))
    if figures.completed.total + figures.occurrences:
        note = words.join(filter(None, (completed, since)))
        made.append(Figure(figures.completed.total + figures.occurrences, "completed", note, "completed", "done"))
    if figures.rated_well_though_late:
        rated = phrases.rated_title(report)
        made.append(Figure(figures.rated_well_though_late, f"{rated[:1].lower()}{rated[1:]}", "", "ratings", "overdue"))
    return Figures([one if one.section in shown else one._replace(section="") for one in made])


def _note(numbers: Numbers, more: str = "") -> str:
    """The note of a figure: what it counts by kind, and whatever more there is to say."""
    return words.join(filter(None, (states.numbers(numbers) if numbers.total else "", more)))


def _late(counts: StateCounts) -> str:
    return f", {counts.late} of them late" if counts.late else ""


def _purpose(report: Report) -> list[Section]:
    """What the plan answers and what it is for, in a report for which nobody has chosen sections."""
    details = report.details
    parts: list[Part] = [*map(text_of, details.background[:1])]
    if details.vision is not None:
        parts += [Heading("The vision"), details.vision.text] if parts else [details.vision.text]
    if not report.short or not parts:
        return []
    return [Section("purpose", "Why there is a plan", parts, folded=True)]
