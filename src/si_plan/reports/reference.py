"""The reference sections: the whole plan as tables, each lead's part, the notes, and the key."""

from __future__ import annotations

from typing import Final

from si_plan.documents import words
from si_plan.documents.blocks import (
    Cell,
    Column,
    Facts,
    Group,
    Heading,
    Ids,
    Part,
    Points,
    Row,
    Section,
    Table,
)
from si_plan.model.background import Passage, text_of, told
from si_plan.model.ids import record_at
from si_plan.model.plan import Basis
from si_plan.queries.counted import CountedDeadline
from si_plan.queries.rows import TrackedRow
from si_plan.reports import phrases
from si_plan.reports.rows import ActionPart, LeadPart, PriorityPart, Report
from si_plan.views import gaps as told_gaps
from si_plan.views import leads as owners
from si_plan.views import states, tracked

STATES_MEAN: Final = {
    "done": "completed; done late means after the deadline that was then in force",
    "overdue": "open, and the last day of its deadline has passed",
    "due now": "open, and the month or year in which it is due has begun and not ended",
    "to come": "open, and its deadline has not begun",
    "ongoing": "open, with no end or done again and again, and nothing of it is overdue",
    "no date": "open, and nothing says by when",
    "waiting": "open, and its deadline counts from an event that has no date yet",
    "cancelled": "will not be done; the log says why",
}


def background(report: Report) -> Section:
    parts: list[Part] = [_of_background(report, entry) for entry in report.details.background]
    vision = report.details.vision
    if vision is not None:
        parts += [Heading("The vision"), vision.text]
        parts += [Points("How it is to be reached", vision.means)] if vision.means else []
    return Section("background", "Background", parts, folded=True)


def _of_background(report: Report, entry: str | Passage) -> str:
    """A text of the background, and what takes it up, where that is known."""
    known = () if isinstance(entry, str) else entry.see
    return told(entry, report.refs.of) if known else text_of(entry)


def gaps(report: Report) -> Section | str:
    if report.gaps is None or not report.gaps.found:
        return told_gaps.NONE
    told = f"What the plan does not say of {told_gaps.numbers(report.gaps.found)}"
    return Section("gaps", "What the plan does not say", told_gaps.in_report(report.gaps, captioned=told), folded=True)


_BASES: Final[dict[Basis, str]] = {
    "own": "the document's words for it say this date",
    "action": "it has no words of its own, and those of its action say this date",
    "judged": "our judgement: the document's words do not say this date, or cannot be read",
}
"""What the promised deadline is based on; the log may have moved it since."""
_MOST_WORDS: Final = 60


def plan(report: Report) -> Section:
    parts: list[Part] = []
    for part in report.plan:
        parts += _priority(report, part)
    return Section("plan", "The whole plan", parts or ["No part of the plan is in this report."], folded=True)


def _priority(report: Report, part: PriorityPart) -> list[Part]:
    priority, named = part.priority, report.refs.of
    rated = bool(report.ratings)
    columns = (
        *(phrases.ID, phrases.TEXT, phrases.LEAD, phrases.WHEN, phrases.DEADLINE, phrases.STATE),
        *([Column("Rating", "text", 10)] if rated else []),
    )
    rows: list[Row | Group] = []
    for action in part.actions:
        alone = action.rows[0].kind == "action"
        anchor = "" if alone else action.action.id
        rows.append(Group(anchor, _action_title(report, action), _action_lines(report, action), action.action.steps))
        rows += (_row(report, row, rated=rated) for row in action.rows)
    table = Table(
        columns, rows, caption=f"Actions and milestones of priority {named(priority.id)}", name=f"plan-{priority.id}"
    )
    areas = [f"Answers {words.join(map(named, priority.areas))}."] if priority.areas else []
    success = [Points("How success will look", priority.success)] if priority.success else []
    return [Heading(f"Priority {named(priority.id)}: {priority.title}", priority.id), *areas, *success, table]


def _action_title(report: Report, part: ActionPart) -> str:
    rated = report.ratings.get(part.action.id)
    title = f"{report.refs.of(part.action.id)} {part.action.title}"
    return f"{title} (rated {rated.rating.code})" if rated else title


def _action_lines(report: Report, part: ActionPart) -> tuple[str, ...]:
    action = part.action
    by = (("Lead", part.leads), ("Accountable", part.accountable), ("Support", part.support))
    texts = (("Success", action.success), ("Monitoring", action.monitoring), ("Resources", action.resources))
    return (
        *(f"{what}: {phrases.leads(report, names).plain()}" for what, names in by if names or what == "Lead"),
        f"When (as written): {words.wording(action.when)}",
        *(f"{what}: {text}" for what, lines in texts for text in lines),
        *([f"Cost: {words.pounds(action.cost)}"] if action.cost is not None else []),
        *(f"Column {column}: {text}" for column, lines in action.extra.items() for text in lines),
        *([f"See also: {words.join(report.refs.of_all(action.see))}"] if action.see else []),
    )


def _row(report: Report, row: TrackedRow, *, rated: bool) -> Row:
    rating = report.ratings.get(row.id)
    text = row.text if row.kind == "milestone" else f"{row.kind_in_words.capitalize()}: {row.text}"
    if row.kind == "action":
        text = "The action as a whole"
    if row.same_as is not None:
        text += f" (the same as {row.twin})"
    led = phrases.leads(report, row.leads)
    cells: list[Cell] = [row.id, text, led, row.when or "–", states.deadline_cell(row), phrases.mark(row)]
    return Row((*cells, *([rating.rating.code if rating else ""] if rated else [])), anchor=row.id)


def leads(report: Report) -> Section:
    parts: list[Part] = ["What is led jointly stands with each of its leads."]
    for part in report.leads:
        parts += _lead(part, "" if report.public else owners.held(part.totals.held))
    return Section("leads", "By lead", parts, folded=True)


def _lead(part: LeadPart, held: str) -> list[Part]:
    """What a role leads; `held` says how it is held, where that is to be said."""
    columns = (phrases.ID, phrases.TEXT._replace(width=52), phrases.DEADLINE, phrases.STATE)
    rows = [Row((Ids((row.id,)), tracked.text(row), states.deadline_cell(row), phrases.mark(row))) for row in part.rows]
    totals = part.totals.totals
    every, done, overdue = (states.numbers(numbers) for numbers in (totals.numbers, totals.done, totals.overdue))
    said = f"{every}; done: {done}; overdue: {overdue}"
    code = part.totals.lead
    who = f"{code} ({held})" if held else code or "nobody"
    led = f"Led by {who}, in {words.count(part.totals.actions, 'action')}: {said}"
    return [
        Heading(f"{part.totals.title} ({code})" if code else part.totals.title, code or "nobody"),
        Table(columns, rows, caption=led, name=f"lead-{code or 'nobody'}"),
    ]


def notes(report: Report) -> Section | str:
    columns = (
        Column("Note", "id", 6),
        Column("About", "id", 10),
        Column("Kind", "text", 11),
        Column("The document says", "text", 26),
        Column("The plan records", "text", 22),
        Column("Why", "text", 25),
    )
    rows = [
        Row((note.id, _about(note.at), note.kind, note.document, note.recorded, note.why), anchor=note.id)
        for note in report.notes
    ]
    judged = [
        Row(
            (
                Ids((deadline.id,)),
                deadline.when,
                words.short(deadline.starts),
                deadline.promised or words.short(None),
                deadline.reason,
            )
        )
        for deadline in report.judged
    ]
    readings = (
        phrases.ID,
        Column("When (as written)", "when", 24),
        Column("Starts", "date", 10),
        Column("Due", "date", 10),
        Column("Why we read it so", "text", 44),
    )
    tables = (
        Table(
            columns,
            rows,
            caption="Where the plan departs from the published document, judges what it means, or remarks on it",
            name="notes",
        ),
        Table(readings, judged, caption="Deadlines that are our judgement of the words", name="readings"),
    )
    shown: list[Part] = [table for table in tables if table.rows]
    return (
        Section("notes", "Notes on the source", shown, folded=True) if shown else "No note on the source is about this."
    )


def _about(place: str) -> Cell:
    """The record that a note is about, which becomes a link if the document has it."""
    return Ids((record_at(place),))


def key(report: Report) -> Section:
    """What the report is about, and what its words and codes mean; every report has it."""
    rows = [row for part in report.plan for action in part.actions for row in action.rows]
    told = {phrases.mark(row).words for row in rows}
    states_told = [(word, means) for word, means in STATES_MEAN.items() if any(one.startswith(word) for one in told)]
    bases = {row.basis for row in rows}
    rests = [
        (f"{states.BASIS_WORDS[basis]} {states.BASIS_MARKS.get(basis, '')}".strip(), means)
        for basis, means in _BASES.items()
        if basis in bases
    ]
    parts: list[Part] = [Facts(_about_report(report)), *_withheld(report)]
    groups = [
        ("States", states_told),
        ("What a deadline rests on", rests),
        ("Events without a date", phrases.awaited(report)),
        ("How days are counted", [_counted(report, one) for one in report.counted]),
        ("Ratings, best first", [(rating.code, rating.title) for rating in report.details.ratings]),
        ("Leads", [(role.code, role.title) for role in report.roles]),
    ]
    for heading, pairs in groups:
        parts += [Heading(heading), Facts(pairs)] if pairs else []
    return Section("key", "About this report", parts)


def _counted(report: Report, one: CountedDeadline) -> tuple[str, str]:
    """How one deadline was counted: whose it is, its words and the day, and from where."""
    wording = words.cut(one.wording, _MOST_WORDS)
    return phrases.some_of(report, one.ids), f"“{wording}” means by {words.day(one.due.latest)}. {one.how}"


def _about_report(report: Report) -> list[tuple[str, str]]:
    details = report.details
    pairs = [
        ("Day", words.day(report.as_of)),
        ("Covers", phrases.part_of_plan(report)),
        ("Compares with", _comparison(report)),
        ("Looks ahead to", _ahead(report)),
        ("Plan dated", words.day(details.dated)),
    ]
    if details.editions:
        edition = ([one for one in details.editions if one.dated <= report.as_of] or details.editions[:1])[-1]
        by = f", adopted by {edition.adopted_by}" if edition.adopted_by else ""
        pairs.append(("Edition", f"{edition.id}, dated {words.day(edition.dated)}{by}"))
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
        return []
    number, (resources, costs, extra) = report.figures.withheld, report.figures.without
    said: list[Part] = []
    if report.figures.reduced:
        said.append("Reasons, notes and evidence are here only where the log marks them public.")
    if number:
        are = words.count(number, "reason, note or piece of evidence is", "reasons, notes and pieces of evidence are")
        said.append(f"{are} left out of this public report, as the log does not mark them public.")
    if resources or costs or extra:
        means = (("resources", resources), ("cost", costs), ("other columns", extra))
        of = [f"the {what} of {words.count(many, 'action')}" for what, many in means if many]
        said.append(f"Left out of this public report: {words.every(of)}.")
    return said
