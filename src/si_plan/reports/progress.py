"""The sections on progress: priorities, areas, what was completed, measures, the timeline, over time."""

from __future__ import annotations

from datetime import date
from typing import Final

from si_plan.dates.reduced import ReducedDate
from si_plan.documents import words
from si_plan.documents.blocks import SHADE_WORDS, Cell, Column, Group, Ids, Part, Row, Section, Shade, Table
from si_plan.documents.cells import Evidence
from si_plan.documents.pictures import Bar, Bars, Lane, Moment, Timeline
from si_plan.queries.counting import totals_of_rows
from si_plan.queries.coverage import AreaCoverage, by_inspection
from si_plan.queries.measures import TargetRow
from si_plan.queries.rows import TrackedRow
from si_plan.queries.trend import TrendRow
from si_plan.reports import phrases
from si_plan.reports.rows import Closed, PriorityPart, PriorityProgress, Report
from si_plan.views import courses, coverage, targets
from si_plan.views import measures as view

_NUMBER_WIDTH = 8


def priorities(report: Report) -> Section | str:
    if not report.priorities:
        return "No priority holds anything that this report is about."
    rated = any(priority.rating for priority in report.priorities)
    columns = (
        Column("Priority", "id", 8),
        Column("What is to improve", "text", 36),
        *_numbers("Actions", "Milestones", "Done", "Overdue", "Other open"),
        *([Column("Rating", "text", 14)] if rated else []),
    )
    rows = [
        Row((*_priority(priority), *([priority.rating.code if priority.rating else ""] if rated else [])))
        for priority in report.priorities
    ]
    bars = [
        Bar(priority.id, f"{report.refs.of(priority.id)} {priority.label}", phrases.shares(priority.milestones))
        for priority in report.priorities
    ]
    caption = "Actions and milestones of each priority; a milestone that stands in two of them counts in each"
    return Section(
        "priorities",
        "Progress by priority",
        [
            Bars("Milestones of each priority", bars),
            Table(columns, rows, "", "", caption, "priorities"),
        ],
    )


def _numbers(*headings: str) -> list[Column]:
    return [Column(heading, "number", _NUMBER_WIDTH) for heading in headings]


def _priority(priority: PriorityProgress) -> tuple[Cell, ...]:
    counts = priority.milestones
    other = counts.open - counts.overdue
    return Ids((priority.id,)), priority.title, priority.actions.total, counts.total, counts.done, counts.overdue, other


def areas(report: Report) -> Section | str:
    """What answers each area, by inspection; beside the whole plan, also how many actions of each priority do."""
    if not report.areas:
        return "No area is in this part of the plan."
    inspections = report.details.inspections
    found = by_inspection(inspections, report.areas)
    names = [coverage.name_of(one.inspection, inspections) for one in found]
    covered = [
        _covered(one.areas, f"What answers each of the {name}", f"areas-{number}" if number > 1 else "areas")
        for number, (one, name) in enumerate(zip(found, names, strict=True), 1)
    ]
    unanswered = [report.refs.of(area.area) for area in report.areas if not area.actions]
    last = f"No action answers {words.join(unanswered)}." if unanswered else "Every area is answered."
    more = [_matrix(report)] if "plan" in report.sections else []
    return Section("areas", coverage.upper(names[0]) if len(names) == 1 else "Areas", [*covered, last, *more])


def _covered(areas: list[AreaCoverage], caption: str, name: str) -> Table:
    """What answers each of these areas."""
    return Table(
        (
            Column("Area", "id", 6),
            Column("What is asked for", "text", 36),
            Column("Priorities", "id", 12),
            *_numbers("Actions", "Milestones", "Done", "Overdue", "No date"),
        ),
        [
            Row(
                (
                    area.area,
                    area.title,
                    Ids(area.priorities),
                    area.actions,
                    area.milestones,
                    area.milestones_done,
                    area.milestones_overdue,
                    area.milestones_undated,
                ),
                anchor=area.area,
            )
            for area in areas
        ],
        caption=caption,
        name=name,
    )


def _matrix(report: Report) -> Table:
    """How many actions of each priority answer each area."""
    ids = [area.area for area in report.areas]
    return Table(
        (Column("Priority", "id", 8), Column("What is to improve", "text", 40), *_numbers(*ids)),
        [Row((Ids((row.priority,)), row.title, *(row.actions[area] or None for area in ids))) for row in report.matrix],
        empty="No action answers any of these areas.",
        caption="How many actions of each priority answer each area",
        name="matrix",
    )


def completed(report: Report) -> Section | str:
    span = phrases.since(report.since)
    if not report.completed and not report.cancelled:
        return f"Nothing was completed {span}."
    columns = (
        phrases.ID,
        phrases.TEXT._replace(width=30),
        Column("Completed", "date", 10),
        Column("State", "state", 10),
        Column("Note", "text", 20),
        Column("Evidence", "evidence", 22),
    )
    title = "Completed since the last meeting" if report.since.kind == "meeting" else f"Completed {span}"
    caption = f"What was completed {span}, the earliest first, with its evidence"
    rows = [_closed_row(closed, Evidence(closed.said.evidence), reason=False) for closed in report.completed]
    parts: list[Part] = [
        Table(columns, rows, "", f"Nothing was completed {span}.", caption, "completed"),
    ]
    if report.cancelled:
        dropped = (*columns[:2], columns[2]._replace(heading="Cancelled"), columns[3], Column("Why", "text", 42))
        rows = [_closed_row(closed, None, reason=True) for closed in report.cancelled]
        parts.append(Table(dropped, rows, caption=f"What was cancelled {span}, the earliest first", name="cancelled"))
    return Section("completed", title, parts)


def _closed_row(closed: Closed, evidence: Evidence | None, *, reason: bool) -> Row:
    text = closed.row.text if closed.period is None else f"{closed.row.text}: {words.period(closed.period)}"
    mark = phrases.mark(closed.row)
    if closed.period is not None:
        mark = mark._replace(shade="cancelled" if reason else "done", words="cancelled" if reason else "done")
    cells: tuple[Cell, ...] = (
        Ids((closed.row.id,)),
        text,
        closed.on,
        mark,
        phrases.reason_or_notes(closed.said, reason=reason),
    )
    return Row(cells if evidence is None else (*cells, evidence))


def timeline(report: Report) -> Section:
    lanes = [_lane(report, part, progress) for part, progress in zip(report.plan, report.priorities, strict=True)]
    rows = [row for part in report.plan for action in part.actions for row in action.rows if row.kind == "milestone"]
    dated = totals_of_rows(row for row in rows if row.due is not None).milestones.total
    total = report.figures.totals.milestones.total
    months = [(row.due.latest.year, row.due.latest.month) for row in rows if row.due is not None]
    drawn = bool(months) and min(months) <= (report.as_of.year, report.as_of.month) <= max(months)
    twice = [f"{row.name} is the same as {row.twin}" for row in rows if row.same_as is not None]
    summary = (
        f"{words.count(total, 'milestone')} by priority and by the month in which the deadline runs out"
        + (f", {total - dated} without a single deadline on the right" if total > dated else "")
        + (f" ({words.join(twice)}, and counts once)" if twice and total < len(rows) else "")
        + (f". The line is {words.day(report.as_of)}." if drawn else ".")
    )
    return Section("timeline", "Timeline", [Timeline(report.as_of, lanes, summary), _by_month(lanes)])


def _by_month(lanes: list[Lane]) -> Table:
    """The timeline as a table: a row for each month, with the ids of its milestones by state."""
    shades = list(SHADE_WORDS)
    months: dict[str, dict[Shade, list[str]]] = {}
    for moment in sorted((moment for lane in lanes for moment in lane.moments), key=_runs_out):
        month = words.short(ReducedDate(*_runs_out(moment).timetuple()[:2])) if moment.due else "No single date"
        months.setdefault(month, {}).setdefault(moment.mark.shade, []).append(moment.id)
    heads = [SHADE_WORDS[shade] for shade in shades]
    return Table(
        (Column("Month", "date", 15), *(Column(f"{head[0].upper()}{head[1:]}", "id", 17) for head in heads)),
        [Row((month, *(Ids(tuple(found.get(shade, ()))) for shade in shades))) for month, found in months.items()],
        empty="No milestone is in this report.",
        caption="The timeline as a table: milestones by the month in which their deadline runs out",
        name="by-month",
    )


def _runs_out(moment: Moment) -> date:
    return moment.due.latest if moment.due is not None else date.max


def _lane(report: Report, part: PriorityPart, progress: PriorityProgress) -> Lane:
    moments = [_moment(row) for action in part.actions for row in action.rows if row.kind == "milestone"]
    counts = tuple((shade, said) for shade, _, said in phrases.shares(progress.milestones))
    priority, name = part.priority, f"Priority {report.refs.of(part.priority.id)}"
    return Lane(priority.id, name, priority.label or priority.title, moments, counts)


def _moment(row: TrackedRow) -> Moment:
    return Moment(row.id, row.text, row.due, phrases.mark(row), row.state == "done" and bool(row.late))


_COLUMNS: Final = (
    Column("ID", "id", 7),
    Column("What is measured", "text", 26),
    Column("Target", "text", 18),
    Column("By", "date", 9),
    Column("Latest result", "text", 16),
    Column("How it stands", "state", 10),
    Column("How we worked this out", "text", 22),
)


def measures(report: Report) -> Section | str:
    """The targets that have results; beside the whole plan, all targets."""
    if not report.measures:
        return "This part of the plan serves no success measure."
    known = [row for row in report.measures if row.readings]
    shown = report.measures if "plan" in report.sections else known
    count = words.count(len(report.measures), "target")
    said = f"{len(known)} of {count} {'has' if len(known) == 1 else 'have'} a result."
    if not known:
        said = view.none_yet(report.measures)
    if not shown:
        return said
    rows: list[Row | Group] = []
    for place, row in enumerate(shown):
        if place == 0 or row.measure is not shown[place - 1].measure:
            measure = row.measure
            lines = (f"Baseline in words: {measure.baseline}",) if measure.baseline else ()
            rows.append(Group(measure.id, f"{report.refs.of(measure.id)} {measure.title}", lines))
        rows.append(_target(row))
    caption = "The latest result of each target, and how it stands"
    table = Table(_COLUMNS, rows, "", "", caption, "measures")
    parts: list[Part] = [said, *view.notes(shown), table]
    followed = courses.with_course(shown)
    if followed:
        parts += [*courses.picture(followed), courses.table(followed, caption="The results of each target so far")]
    return Section("measures", "Success measures", parts)


def _target(row: TargetRow) -> Row:
    target, found = row.target, row.assessment
    return Row(
        (
            target.id,
            f"{target.cohort}: {target.indicator}",
            targets.in_words(target),
            target.by,
            targets.reading(target, found.latest) if found.latest else "no result yet",
            targets.mark(found.verdict),
            targets.why(row) if row.readings else None,
        ),
        anchor=target.id,
    )


def trend(report: Report) -> Section:
    columns = (
        Column("Day", "date", 20),
        *(
            Column(heading, "number", 13)
            for heading in ("Milestones", "Done", "Done late", "Open", "Overdue", "Cancelled")
        ),
    )
    rows = [Row((row.on, row.total, row.done, row.late, row.open, row.overdue, row.cancelled)) for row in report.trend]
    said = "By what is known now. Done includes done late; open includes overdue."
    return Section(
        "trend",
        "Over time",
        [
            said,
            Bars("Milestones over time", [_bar(row) for row in report.trend]),
            Table(columns, rows, caption="How the milestones stood at the end of each period", name="trend"),
        ],
    )


def _bar(row: TrendRow) -> Bar:
    numbers: tuple[tuple[Shade, int, str], ...] = (
        ("done", row.done, "done"),
        ("overdue", row.overdue, "overdue"),
        ("open", row.open - row.overdue, "otherwise open"),
        ("cancelled", row.cancelled, "cancelled"),
    )
    parts = tuple((shade, number, f"{number} {said}") for shade, number, said in numbers if number)
    return Bar("", words.day_short(row.on), parts)
