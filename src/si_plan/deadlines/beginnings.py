"""The day from which a length of time counts: a date beside it in the words, or an event that the plan dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from si_plan.dates.periods import say_day
from si_plan.dates.reduced import DateError
from si_plan.deadlines.findings import Finding, Findings
from si_plan.deadlines.moments import Doubt
from si_plan.deadlines.phrases import When
from si_plan.deadlines.reading import Length, Reading, likely, undated_reading, unsure
from si_plan.deadlines.tokens import Token
from si_plan.deadlines.years import Setting, spans_of

if TYPE_CHECKING:
    from si_plan.model.events import Event

Side = Literal["after", "before"]
COUNTED: Final = "counted"
"""The rule of a reading that counts a length of time from a day or an event of its words."""
WAITS: Final = "waits"
"""The rule of a reading that counts from an event without a day."""
_STANDS_IN: Final = date(2020, 6, 1)
"""The day of an event that has none, while its words are read: they are as certain as they will be with one."""
_MOST_WORDS: Final = 8
_FROM_THERE: Final = ("from", "after", "before")
_ENDS_A_NAME: Final = frozenset({"comma", "semi", "colon", "dot", "dash", "slash", "open", "close", "by", "line"})
_SAME_WORD: Final = """
receive: receipt receives received receiving
publish: publication publishes published publishing
inspect: inspection inspections inspected
visit: visits visited
approve: approval approves approved
adopt: adoption adopts adopted
notify: notification notifies notified notice
complete: completion completes completed
appoint: appointment appoints appointed
submit: submission submits submitted
issue: issues issued
decide: decision decides decided
meet: meeting meetings met
agree: agreement agrees agreed
refer: referral refers referred
request: requests requested
"""
_SMALL: Final = frozenset(
    ("a", "an", "the", "of", "is", "are", "was", "has", "have", "been", "its", "our", "their", "s", "date", "day", "on")
)


class Beginning(NamedTuple):
    """The day from which a length counts, how that is told, and on which side of it the time lies; whether the day
    itself counts as the first; what is in doubt; the other dates that the words name; the event of that day, and
    whether that has no day yet: another stands in for it."""

    day: date
    told: str
    side: Side = "after"
    counts: bool = False
    doubts: tuple[Doubt, ...] = ()
    others: tuple[When, ...] = ()
    event: str = ""
    waits: bool = False


def beginning_of(length: Finding, findings: Findings, setting: Setting, text: str) -> Beginning | Reading | None:
    """Where a length of time begins by its words: a day, or the reading of what has no day. None where the words name
    neither a day nor an event."""
    tokens = findings.tokens
    of = _is_of(tokens, length.end)
    here = length.end + of
    linked = of or tokens[here - 1].text.lower().endswith(" of") or _means(tokens, here - 1, *_FROM_THERE)
    side: Side = "before" if _means(tokens, here - 1, "before") else "after"
    when = _date_at(findings, here, "comma")
    if when is not None and (linked or _means(tokens, when.start, "from", "after")):
        return _from_date(when, length, findings, setting, text, side)
    if _means(tokens, here, *_FROM_THERE):
        side = "before" if _means(tokens, here, "before") else side
        when = _date_at(findings, here)
        if when is not None:  # its preposition is its own: "10 days before 3 June"
            return None if "by" in tokens[here].means else _from_date(when, length, findings, setting, text, side)
        findings.account_for(tokens[here : here + 1])
        here, linked = here + 1, True
    name = _name_at(tokens, here, findings) if linked else []
    if not name:
        return _date_before(length, findings, setting, text) or _event_before(length, findings, setting, text)
    end = here + len(name)
    dated = _date_at(findings, end, "open", "comma", "dash")
    if dated is None or dated.when is None or dated.when.preposition not in ("", "on", "for"):
        return _from_event(name, tokens[length.end - 1 : here], findings, side, setting, text)
    begins = _from_date(dated, length, findings, setting, text, side)
    if not isinstance(begins, Beginning):
        return begins
    doubt = (likely if dated.when.preposition else unsure)(f"siplan takes {begins.told} to be the day of that event")
    return begins._replace(doubts=(*begins.doubts, doubt))


def _is_of(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].text.lower() == "of"


def _means(tokens: Sequence[Token], place: int, *names: str) -> bool:
    return 0 <= place < len(tokens) and not tokens[place].means.keys().isdisjoint(names)


def _date_at(findings: Findings, place: int, *over: str) -> Finding | None:
    """The date that begins at `place`, or after one of these signs there."""
    places = (place, place + 1) if over and _means(findings.tokens, place, *over) else (place,)
    return next((one for one in findings.named("when") if one.start in places), None)


def _from_date(
    finding: Finding, length: Finding, findings: Findings, setting: Setting, text: str, side: Side
) -> Beginning | Reading | None:
    assert finding.when is not None
    if finding.when.joint != "one" or finding.when.onwards:
        reading = undated_reading(text, "it names several days to count from", COUNTED)
        return reading.with_doubts(unsure("siplan takes no date from it"))
    try:
        (span,) = spans_of(finding.when.moments, setting)
    except DateError as error:
        return undated_reading(text, error.reason, COUNTED).with_doubts(unsure("siplan takes no date from it"))
    doubts = list(span.doubts)
    if span.first != span.last:
        if length.match is not None and length.match.name == "length" and _is_of(findings.tokens, length.end):
            return None  # "the first 2 weeks of September" are a part of it
        doubts.append(unsure(f"it does not say which day of {span.title} to count from"))
    links = [findings.tokens[place] for place in (length.end - 1, finding.start)]
    counts = _counts_first(links)
    doubts += _unsaid(links, say_day(span.last))
    day = span.first if side == "before" else span.last
    others = tuple(one.when for one in findings.named("when") if one.when and one is not finding)
    return Beginning(day, say_day(day), side, counts, tuple(doubts), others)


def _counts_first(links: Sequence[Token]) -> bool:
    """Whether the words before a beginning say that it counts: "beginning with", "from and including"."""
    return any("including" in link.means for link in links)


def _unsaid(links: Sequence[Token], told: str) -> list[Doubt]:
    """A doubt whether a beginning counts, where the words before it leave that open: "starting from"."""
    open_to_both = any("from" in link.means and link.text.lower() != "from" for link in links)
    says = not open_to_both or _counts_first(links)
    return [] if says else [likely(f"it does not say whether {told} itself counts")]


def _date_before(length: Finding, findings: Findings, setting: Setting, text: str) -> Beginning | Reading | None:
    """The date before a length that counts from it: "from 3 June 2016, within 6 weeks", "3 June 2016 for 6 weeks"."""
    tokens = findings.tokens
    joined = "for" in tokens[length.start - 1].means if length.start else False
    if length.match is None or not (length.match.name == "within" or joined):
        return None
    end = length.start - joined
    end -= _means(tokens, end - 1, "comma")
    found = next((one for one in findings.named("when") if one.end == end), None)
    if found is None or found.when is None or found.when.preposition not in ("", "on", "from", "after"):
        return None
    findings.account_for(tokens[end : length.start])
    begins = _from_date(found, length, findings, setting, text, "after")
    if not isinstance(begins, Beginning):
        return begins
    return begins._replace(doubts=(*begins.doubts, unsure("siplan counts from the date before the length of time")))


def _event_before(length: Finding, findings: Findings, setting: Setting, text: str) -> Beginning | Reading | None:
    """The event before a length that counts from it: "following the monitoring visit, within 10 working days"."""
    tokens = findings.tokens
    end = length.start - _means(tokens, length.start - 1, "comma")
    for place in range(end - 1, max(end - 2 - _MOST_WORDS, -1), -1):
        if not _ENDS_A_NAME.isdisjoint(tokens[place].means):
            return None
        if _means(tokens, place, "after", "from") and place + 1 < end:
            findings.account_for(tokens[place : place + 1])
            return _from_event(tokens[place + 1 : end], tokens[place : place + 1], findings, "after", setting, text)
    return None


def _name_at(tokens: Sequence[Token], place: int, findings: Findings) -> list[Token]:
    """The words from a place that may name an event: up to a sign, a date or a recurrence."""
    starts = {one.start for one in findings.named("when", "repeat")}
    name: list[Token] = []
    for here in range(place, min(len(tokens), place + _MOST_WORDS)):
        ends = not _ENDS_A_NAME.isdisjoint(tokens[here].means) and not _is_hyphen(tokens, here)
        if here in starts or ends:
            break
        name.append(tokens[here])
    return name


def _is_hyphen(tokens: Sequence[Token], place: int) -> bool:
    """Whether a dash joins two words, as in an event's id."""
    near = tokens[place - 1 : place + 2]
    joins = len(near) == 3 and near[0].end == near[1].start and near[1].end == near[2].start
    return joins and "dash" in near[1].means


def _from_event(
    name: Sequence[Token], links: Sequence[Token], findings: Findings, side: Side, setting: Setting, text: str
) -> Beginning | Reading:
    told = " ".join(token.text for token in name)
    events, exact = events_named(told, setting.events)
    length = Length(counts_first=_counts_first(links)) if side == "after" else None
    if not events:
        why = "it depends on an event, and does not say when that is"
        return undated_reading(text, why, "relative")._replace(length=length)
    if len(events) > 1:
        several = " or ".join(event.id for event in events[:3])
        reading = undated_reading(text, f"it could count from {several}", "relative")
        return reading.with_doubts(unsure("siplan takes no date from it"))
    (event,) = events
    findings.account_for(name)
    doubts = [] if exact else [likely(f"siplan takes {told} to be {event.id}")]
    doubts += _unsaid(links, f"the day of {event.id}")
    on = f"{say_day(event.on)} ({event.id})" if event.on is not None else event.id
    return Beginning(
        event.on or _STANDS_IN,
        on,
        side,
        _counts_first(links),
        tuple(doubts),
        tuple(one.when for one in findings.named("when") if one.when),
        event.id,
        event.on is None,
    )


def events_named(name: str, events: Sequence[Event]) -> tuple[list[Event], bool]:
    """The events that a name may mean, and whether it is one of their names: its id, what it is, or another name. Any
    words of those are enough where no name is the same."""
    words = _words_of(name)
    if not words:
        return [], False
    names = _names_of(tuple(events))
    if same := [event for event, known, _ in names if words in known]:
        return same, True
    return [event for event, _, together in names if words <= together], False


def _names_of(events: tuple[Event, ...]) -> list[tuple[Event, frozenset[frozenset[str]], frozenset[str]]]:
    """Each event with the words of each of its names, and those of all."""
    named: list[tuple[Event, frozenset[frozenset[str]], frozenset[str]]] = []
    for event in events:
        names = frozenset(_words_of(text) for text in (event.id, event.what, *event.also))
        named.append((event, names, frozenset().union(*names)))
    return named


def _words_of(name: str) -> frozenset[str]:
    """The words of an event's name without the small ones, each as its verb: receipt and received are one."""
    words = re.findall("[^\\W_]+", name.casefold())
    return frozenset(_same_words().get(word, word) for word in words if word not in _SMALL)


@lru_cache(maxsize=1)
def _same_words() -> dict[str, str]:
    rows = (line.partition(": ") for line in _SAME_WORD.strip().splitlines())
    return {word: verb for verb, _, words in rows for word in words.split()}
