"""What may be recorded: the rules for a log entry, beyond its form, on the plan as it is.

They are the same however it is recorded: on the command line, or from a lead's returned workbook. Each refusal names
the field of the entry that is at fault, says what is so, and what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cache, partial
from itertools import islice
from typing import Final

from si_plan.checks import evidence_empty, log_before_plan, log_dropped
from si_plan.checks.complete_early import open_milestones
from si_plan.checks.log_empty import says_nothing
from si_plan.checks.log_lost import what_is_lost
from si_plan.checks.log_period import hint_for_term, wrong_period
from si_plan.dates.reduced import FIRST_YEAR, ReducedDate
from si_plan.documents import words
from si_plan.editing.holding import gives_it_to_others
from si_plan.editing.lacks import Lack, Refusal
from si_plan.editing.telling import tracked_or_action
from si_plan.errors import UsageError
from si_plan.model.ids import log_owner_of
from si_plan.model.plan import Plan, Tracked
from si_plan.model.progress import CHANGING, Entry, shows_nothing
from si_plan.model.promise import ROLES, Action, Priority
from si_plan.model.reference import Measure, Target
from si_plan.queries.moves import later_moves, may_move_again, who_approves_moves
from si_plan.queries.selection import known_lead
from si_plan.state.roles import holdings
from si_plan.state.series import Open
from si_plan.state.standing import Standings
from si_plan.suggestions import did_you_mean

_AHEAD: Final = timedelta(days=800)
"""How far ahead an occurrence may be named: what falls due later is not yet recorded."""


class Rules:
    """The rules for new entries of one plan. `until` is the last day on which anything can have happened, mostly today;
    `closing` are the ids of the records that are completed or cancelled together with an entry."""

    def __init__(self, plan: Plan, until: date, closing: frozenset[str] = frozenset()) -> None:
        self.plan = plan
        self.both = plan.refs.both
        self.until = until
        self.closing = closing
        last = max((entry.on for log in plan.logs.values() for entry in log), default=until)
        self.standings = Standings(plan, max(until, last))
        self.held = cache(partial(holdings, plan))
        self._of_edition = cache(lambda promised: Rules(promised, until, closing))

    def refusal(self, entry: Entry) -> Refusal | None:
        """Why this entry may not be recorded; None where it may."""
        return next(self._every_refusal(entry), None)

    def refusals(self, entry: Entry) -> list[Refusal]:
        """The first reason why this entry may not be recorded or, where it only lacks something, all that it lacks."""
        every = self._every_refusal(entry)
        first = list(islice(every, 1))
        return [one for one in (*first, *every) if one.lack is not None] if first and first[0].lack else first

    def _every_refusal(self, entry: Entry) -> Iterator[Refusal]:
        plan = self.plan.with_record(entry.at, entry.on)
        rules = self if plan is self.plan else self._of_edition(plan)
        return (found for rule in _RULES if (found := rule(rules, entry)) is not None)

    def for_entries(self, entries: Iterable[Entry]) -> Rules:
        """The rules for each of several entries that are recorded together."""
        closing = (entry.at for entry in entries if entry.period is None and entry.status in ("complete", "cancelled"))
        return Rules(self.plan, self.until, frozenset(closing))

    def overtaken_by(self, entry: Entry) -> date | None:
        """The day of a later entry that sets the same field, so that this one would not count; None without one."""
        fields = [name for name in CHANGING if getattr(entry, name)]
        return max(
            (
                other.on
                for other in self.standings.entries(entry.at)
                if other.on > entry.on and other.period == entry.period and any(getattr(other, name) for name in fields)
            ),
            default=None,
        )

    def tracked(self, identity: str) -> Tracked | None:
        """The tracked record of this id, or the action, though its milestones are tracked; None for neither."""
        return tracked_or_action(self.plan, identity)

    def deadline(self, tracked: Tracked, period: str | None = None) -> ReducedDate | None:
        """The deadline in force: the record's, or that of one of its open occurrences."""
        found = self.open_occurrence(tracked, period) if tracked.recurs else self.standings.of(tracked)
        return found.deadline if found is not None else None

    def open_occurrence(self, tracked: Tracked, period: str | None) -> Open | None:
        """The occurrence of this name; None where it is not open, or too far ahead to be recorded."""
        found = self.standings.series(tracked).open(period) if period is not None else None
        return found if found is not None and found.deadline.latest <= self.until + _AHEAD else None

    def occurrences_to_offer(self, tracked: Tracked) -> list[str]:
        """The names of the open occurrences to offer to someone who records: those overdue, then the next, at most
        six."""
        found = self.standings.series(tracked).open_between(date(FIRST_YEAR, 1, 1), self.until + _AHEAD)
        return [occurrence.period for occurrence in islice(found, 6)]


def _about(rules: Rules, entry: Entry) -> Refusal | None:
    record = rules.plan.by_id.get(entry.at)
    if isinstance(record, Priority) or rules.tracked(entry.at) is not None:
        return None
    if isinstance(record, (Measure, Target)):
        hint = "siplan result M1.1 records a result of a target"
        return Refusal("at", f"{entry.at} is no action or milestone", hint)
    hint = did_you_mean(entry.at, _recordable(rules.plan)) or "siplan list shows every id"
    return Refusal("at", f"there is no action or milestone {entry.at}", hint)


def _recordable(plan: Plan) -> list[str]:
    every = (record for _, action in plan.actions() for record in (action, *action.parts))
    return [record.id for record in (*plan.priorities, *every)]


def _says_something(_: Rules, entry: Entry) -> Refusal | None:
    if not says_nothing(entry):
        return None
    return Refusal("note", "there is nothing to record", "give a status, a rating, a note or evidence")


def _has_happened(rules: Rules, entry: Entry) -> Refusal | None:
    if entry.on > rules.until:
        return Refusal("on", f"{words.day_short(entry.on)} is still to come", "record it on the day or after it")
    if (dropped := log_dropped.mistake(rules.plan, entry)) is not None:
        return Refusal("at", dropped, f"siplan show {entry.at} tells how it stood")
    before = log_before_plan.mistake(rules.plan.added_on(entry.at), entry)
    return None if before is None else Refusal(*before)


def _names_roles(rules: Rules, entry: Entry) -> Refusal | None:
    for field in (*ROLES, "by", "approved_by"):
        said = getattr(entry, field) or ()
        for name in said if isinstance(said, tuple) else (said,):
            try:
                known_lead(rules.plan, name)
            except UsageError as unknown:
                return Refusal(field, unknown.message, unknown.hint)
    return None


def _rates_by_the_scheme(rules: Rules, entry: Entry) -> Refusal | None:
    codes = [rating.code for rating in rules.plan.details.ratings]
    if entry.rating is None or entry.rating in codes:
        return None
    if not codes:
        return Refusal("rating", "the plan has no rating scheme", "list its grades in plan.yaml, under ratings")
    return Refusal("rating", f"the plan's scheme has no {entry.rating}", f"its ratings are {', '.join(codes)}")


def _voids_what_is_there(rules: Rules, entry: Entry) -> Refusal | None:
    if entry.voids is None:
        return None
    from si_plan.model.voids import resolve_voids

    log = (*rules.plan.logs.get(log_owner_of(entry.at), ()), entry)
    found = resolve_voids(log)
    fault = found.faults.get(len(log))
    if fault is not None:
        from si_plan.checks import log_void, void_ambiguous

        field = "on" if fault.why == "later" else "voids"
        told = void_ambiguous.mistake(log, len(log), fault) if fault.why == "several" else None
        return Refusal(field, *(told or log_void.mistake(log, len(log), fault, found)))
    if entry.reason is None:
        lack = Lack(("reason",), f"undoing what was recorded of {rules.both(entry.at)}")
        return Refusal("reason", f"{lack.doing} needs a reason", "say why it was wrong", lack)
    return None


def _has_a_status_of_its_own(rules: Rules, entry: Entry) -> Refusal | None:
    """Refuse a status, a deadline or a lead where it would have no effect."""
    found = what_is_lost(rules.plan, entry)
    if found is not None:
        return Refusal("at", found.message, found.hint)
    record = rules.plan.by_id.get(entry.at)
    if isinstance(record, Action) and entry.status == "complete":
        left_open = [name for name in open_milestones(rules.standings, record) if name not in rules.closing]
        if left_open or entry.at not in rules.plan.tracked_by_id:
            left = f"still open: {', '.join(left_open)}" if left_open else "they all are"
            return Refusal("at", f"{rules.both(entry.at)} is complete when its milestones are", left)
    return None


def _names_an_occurrence(rules: Rules, entry: Entry) -> Refusal | None:
    tracked = rules.tracked(entry.at)
    recurs = tracked is not None and tracked.recurs
    said = wrong_period(rules.plan, tracked, entry)
    if said is not None:
        if tracked is None or not recurs:
            return Refusal("period", said, hint_for_term(entry))
        names = rules.occurrences_to_offer(tracked)
        lack = Lack(("period",), what=f"one of {', '.join(names)}") if names and entry.period is None else None
        return Refusal("period", f"{rules.both(entry.at)} recurs" if lack else said, _offer(rules, tracked), lack)
    if tracked is None or not recurs or entry.period is None:
        return None
    if rules.open_occurrence(tracked, entry.period) is not None:
        return None
    if any(other.period == entry.period for other in rules.standings.entries(entry.at)):
        if entry.status not in ("complete", "cancelled") and entry.due is None:
            return None  # it is reopened, or has a further note
        return Refusal("period", f"{entry.period} of {rules.both(entry.at)} is closed already", _offer(rules, tracked))
    return Refusal("period", f"{rules.both(entry.at)} has no occurrence {entry.period}", _offer(rules, tracked))


def _offer(rules: Rules, tracked: Tracked) -> str:
    names = rules.occurrences_to_offer(tracked)
    return f"open are {', '.join(names)}" if names else "none of it is open"


def _is_open(rules: Rules, entry: Entry) -> Refusal | None:
    """Refuse to complete, cancel, move or hand over what is complete or cancelled already."""
    tracked = rules.tracked(entry.at)
    if tracked is None or entry.period is not None or entry.voids is not None:
        return None
    if entry.status not in ("complete", "cancelled") and not any(getattr(entry, name) for name in ("due", *ROLES)):
        return None
    standing = rules.standings.of(tracked)
    if standing.status not in ("complete", "cancelled"):
        return None
    since = f", since {words.day_short(standing.completed)}" if standing.completed else ""
    named = rules.plan.refs.to_type(entry.at)
    hint = f"siplan show {named} --history shows its entries; siplan correct {named} undoes the last"
    return Refusal("at", f"{rules.both(entry.at)} is {standing.status} already{since}", hint)


def _is_evidenced(rules: Rules, entry: Entry) -> Refusal | None:
    for evidence in entry.evidence:
        if shows_nothing(evidence):
            return Refusal("evidence", *evidence_empty.mistake(evidence))
    if entry.status == "complete" and not entry.evidence:
        lack = Lack(("evidence",), what="a link or document that others can check")
        return Refusal("evidence", f"{rules.both(entry.at)} needs evidence", f"give {lack.what}", lack)
    if entry.status == "cancelled" and entry.reason is None:
        lack = Lack(("reason",), f"cancelling {rules.both(entry.at)}")
        return Refusal("reason", f"{lack.doing} needs a reason", "say why", lack)
    return None


def _moves_for_a_reason(rules: Rules, entry: Entry) -> Refusal | None:
    tracked = rules.tracked(entry.at)
    if entry.due is None or tracked is None:
        return None
    now = rules.deadline(tracked, entry.period)
    if now == entry.due:
        return Refusal("due", f"{rules.both(entry.at)} is due {words.short(now)} already")
    if now is None or entry.due.latest <= now.latest:
        return None
    lacks = [field for field in ("reason", "approved_by") if getattr(entry, field) is None]
    if not lacks:
        return None
    lack = Lack(tuple(lacks), f"moving {rules.both(entry.at)} from {words.short(now)} to {words.short(entry.due)}")
    needs = " and ".join({"reason": "a reason", "approved_by": "someone who approved it"}[field] for field in lacks)
    return Refusal(lacks[0], f"{lack.doing} needs {needs}", "", lack)


def _moves_no_more_often_than_allowed(rules: Rules, entry: Entry) -> Refusal | None:
    tracked = rules.tracked(entry.at)
    if entry.due is None or tracked is None or entry.voids is not None:
        return None
    if entry.period is None:
        promised, former = tracked.due, rules.standings.reschedules(tracked)
    else:
        promised, former = None, [one for one in rules.standings.entries(entry.at) if one.period == entry.period]
    moves = later_moves(promised, former)
    if later_moves(promised, [*former, entry]) == moves or may_move_again(rules.plan, moves, entry.approved_by):
        return None
    said = f"{rules.both(entry.at)} has moved later {'once' if moves == 1 else f'{moves} times'} already"
    return Refusal("approved_by", said, who_approves_moves(rules.plan))


_RULES: Final[tuple[Callable[[Rules, Entry], Refusal | None], ...]] = (
    _about,
    _says_something,
    _has_happened,
    _names_roles,
    _rates_by_the_scheme,
    _voids_what_is_there,
    _has_a_status_of_its_own,
    _names_an_occurrence,
    _is_open,
    _is_evidenced,
    _moves_for_a_reason,
    _moves_no_more_often_than_allowed,
    gives_it_to_others,
)
"""In the order in which an officer would want to be told."""
