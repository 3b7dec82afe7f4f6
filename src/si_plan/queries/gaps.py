"""What a plan does not say that a reader of it will ask for: good practice, and no rule that anything must pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from si_plan.deadlines.comparing import disagreements, unused_clauses
from si_plan.deadlines.reading import Reading
from si_plan.model.background import Passage
from si_plan.model.ids import field_at, log_owner_of, record_at, route_to
from si_plan.model.plan import Kind, Plan, Tracked
from si_plan.model.promise import Action, Priority
from si_plan.model.reference import Area, SourceNote
from si_plan.queries.across import Across
from si_plan.queries.rows import membership_of, tracked_in
from si_plan.queries.selection import Selection
from si_plan.state.standing import OPEN_STATES, Standing, Standings

Lacks = Literal["action", "period", "lead", "milestone", "measure", "duty"]
"""What is missing: of an area an action or a measure, of a text of the background an action, of an action any but an
action."""

LACKS: Final[tuple[Lacks, ...]] = ("action", "period", "lead", "milestone", "measure", "duty")

Found = list[tuple[Tracked, Standing]]


class Gap(NamedTuple):
    """One thing that the plan does not say of a record."""

    record: str
    kind: Kind | Literal["area", "background"]
    lacks: Lacks
    title: str
    label: str | None = None
    words: str = ""
    """What the document says in its place, where it says something: `On-going` for a period."""
    action: str | None = None
    priority: str | None = None
    areas: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    note: str | None = None
    """The id of the source note that explains it."""
    ref: str | None = None
    """The number that the document prints for the record, where it is not the id."""
    member: str | None = None
    """The member of a portfolio that it is of; None where one plan is asked."""
    themes: tuple[str, ...] = ()
    """The portfolio's themes that its areas belong to."""

    @property
    def id(self) -> str:
        return self.record


class Gaps(NamedTuple):
    """The gaps, those of areas and of the background first, else in the order of the plan; and how many texts of the
    background do not say what takes them up, so that nobody but a reader can, with the notes about them."""

    found: list[Gap]
    background: int
    background_notes: tuple[str, ...]


def gaps(plan: Plan, selection: Selection) -> Gaps:
    """The gaps of the records that the selection takes. An area is asked about as a whole. Filters other than the
    area's take the areas that something selected answers."""
    now = Standings(plan, selection.as_of)
    found = tracked_in(plan, selection, now)
    answered = {area for tracked, _ in found for area in tracked.areas}
    every = not selection._replace(area=None).filters
    areas = [area for area in plan.areas if selection.takes_area(area.id) and (every or area.id in answered)]
    return gaps_of(now, found, areas, background=not selection.filters)


def gaps_of(now: Standings, found: Found, areas: Iterable[Area], *, background: bool) -> Gaps:
    """The gaps of these areas, and of the actions that any of these records is in."""
    plan = now.plan
    explained = _Explained(plan.notes)
    entries = plan.details.background if background else ()
    texts = [entry for entry in entries if isinstance(entry, str)]
    about = tuple(note.id for note in plan.notes if note.at == "plan#background") if texts else ()
    asked = {tracked.action.id for tracked, _ in found}
    told = [*_of_areas(plan, areas), *_of_background(entries), *_of_actions(now, asked)]
    return Gaps([_placed(plan, gap._replace(note=explained.by(gap))) for gap in told], len(texts), about)


def merge_gaps(parts: Sequence[Gaps], across: Across | None) -> Gaps:
    """The gaps of several plans, one plan after another."""
    if across is None:
        return parts[0]
    return Gaps([gap for part in parts for gap in part.found], sum(part.background for part in parts), ())


def _placed(plan: Plan, gap: Gap) -> Gap:
    """The gap with the ref of its record, and with the member and the themes that it is of."""
    member, themes = membership_of(plan, gap.areas)
    return gap._replace(ref=plan.refs.get(gap.record), member=member, themes=themes)


def _of_areas(plan: Plan, areas: Iterable[Area]) -> Iterator[Gap]:
    answered: set[str] = set()
    measured: set[str] = set()
    for priority, action in plan.actions():
        answers = action.areas or priority.areas
        answered.update(answers)
        if _is_measured(priority, action):
            measured.update(answers)
    for area in areas:
        if area.id not in answered:
            yield Gap(area.id, "area", "action", area.title, areas=(area.id,))
        elif plan.measures and area.id not in measured:
            yield Gap(area.id, "area", "measure", area.title, areas=(area.id,))


def _of_background(entries: Iterable[str | Passage]) -> Iterator[Gap]:
    """The texts of the background that nothing takes up, as somebody has found."""
    for entry in entries:
        if not isinstance(entry, str) and not entry.see:
            yield Gap("plan", "background", "action", entry.text)


def _is_measured(priority: Priority, action: Action) -> bool:
    """Whether a success measure says what an action should move: its own, its priority's or one of a milestone."""
    return bool(priority.measures or action.measures or any(milestone.measures for milestone in action.milestones))


def _of_actions(now: Standings, asked: set[str]) -> Iterator[Gap]:
    """The gaps of these actions, but for those of which nothing is open: nobody asks more of them."""
    parts: dict[str, Found] = {}
    for tracked, standing in now.all_standings():
        if tracked.action.id in asked:
            parts.setdefault(tracked.action.id, []).append((tracked, standing))
    said = _Said(now.plan)
    for own in parts.values():
        if any(standing.state in OPEN_STATES for _, standing in own):
            yield from _of_action(now, own, said)


def _of_action(now: Standings, parts: Found, said: _Said) -> Iterator[Gap]:
    action, priority = parts[0][0].action, parts[0][0].priority
    whole = Tracked("action", action, action, priority)
    leads = now.of(whole).leads
    if not any(
        one.starts or one.due or one.clock or one.recurs or how.deadline for one, how in parts
    ) and not said.dates(whole):
        yield _gap(whole, "period", leads, parts[0][0].when)
    still_open = [(one, how) for one, how in parts if how.state in OPEN_STATES]
    unled = [one for one, how in still_open if not how.leads]
    for one in unled if len(unled) < len(still_open) else [whole]:
        yield _gap(one, "lead", (), " / ".join(action.who))
    if not (action.parts or action.success):
        yield _gap(whole, "milestone", leads)
    if now.plan.measures and not _is_measured(priority, action):
        yield _gap(whole, "measure", leads)
    for words, of in said.recurring(whole).items():
        yield _gap(of or whole, "duty", leads, words)


def _gap(of: Tracked, lacks: Lacks, leads: tuple[str, ...], words: str = "") -> Gap:
    label = of.action.label if of.kind == "action" else None
    return Gap(of.id, of.kind, lacks, of.text, label, words, of.action.id, of.priority.id, of.areas, leads)


class _Said:
    """What the words of an action say that its records do not."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._of: dict[str, list[tuple[Tracked, str, Reading]]] = {}
        for found in disagreements(plan):
            if found.reading.confidence != "unsure":
                own = found.tracked, found.wording, found.reading
                self._of.setdefault(found.tracked.action.id, []).append(own)

    def dates(self, of: Tracked) -> bool:
        """Whether they name a time: `siplan validate` says then what to add."""
        readings = (
            *(reading for _, _, reading in self._of.get(of.action.id, ())),
            *(one[1] for one in self._spare(of)),
        )
        return any(one.starts or one.ends or one.recurrence or one.dates for one in readings)

    def recurring(self, of: Tracked) -> dict[str, Tracked | None]:
        """Those that recur where no duty and no milestone does, each with the record whose own words they are."""
        found: dict[str, Tracked | None] = {}
        for one, words, reading in self._of.get(of.action.id, ()):
            if reading.recurrence is not None and not one.recurs:
                own = one.kind != "action" and one.record.when is not None
                found.setdefault(words, one if own else None)
        found.update((words, None) for words, reading in self._spare(of) if reading.recurrence is not None)
        return found

    def _spare(self, of: Tracked) -> list[tuple[str, Reading]]:
        """The words of the When cell that no record takes up."""
        clauses = unused_clauses(self._plan, of.priority, of.action)
        return [(one.text, one.reading) for one in clauses if one.reading.confidence != "unsure"]


_CODES: Final[dict[Lacks, tuple[str, ...]]] = {
    "action": ("area-unanswered",),
    "period": ("no-deadline", "cell-blank#when", "wording-unread", "wording-elsewhere"),
    "lead": ("cell-blank#leads", "who-differs"),
    "milestone": ("no-milestones",),
    "measure": (),
    "duty": ("recurrence-missing", "clause-unused"),
}
"""The codes of the checks about the same thing, with the field where a code is about several things."""
_FIELDS: Final[dict[Lacks, str]] = {"milestone": "milestones", "measure": "measures"}
"""The field that a record with the gap leaves out, so that a note about the field is about the gap."""


class _Explained:
    """The source notes that explain gaps."""

    def __init__(self, notes: Iterable[SourceNote]) -> None:
        self._of: dict[str, list[SourceNote]] = {}
        for note in notes:
            record = record_at(note.at)
            for identity in dict.fromkeys((record, log_owner_of(record))):  # of a part of an action, for that too
                self._of.setdefault(identity, []).append(note)

    def by(self, gap: Gap) -> str | None:
        """The id of the first note that explains this gap; None where none does."""
        return next((note.id for note in self._of.get(gap.record, ()) if _explains(note, gap)), None)


def _explains(note: SourceNote, gap: Gap) -> bool:
    codes, field = _CODES[gap.lacks], field_at(note.at)
    if record_at(note.at) == gap.record and field == _FIELDS.get(gap.lacks):
        return True
    return any(code in codes or route_to(code, field) in codes for code in note.answers)
