"""The findings of a line without what it says no longer holds: a date or a recurrence that another replaces, a date
that has moved to another, a date that is denied."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, NamedTuple

from si_plan.deadlines.findings import Finding, Findings
from si_plan.deadlines.joining import give_year
from si_plan.deadlines.moments import Doubt, Moment
from si_plan.deadlines.phrases import When
from si_plan.deadlines.reading import likely, unsure

_NO_LONGER: Final = frozenset({"not", "was", "originally", "original", "previously", "formerly"})
_CHANGED: Final = frozenset({"changed", "amended", "altered"})
_ITS_DATE: Final = frozenset({"deadline", "date", "target", "timescale", "completion", "milestone", "due", "review"})
_INSTEAD: Final = frozenset({"instead of", "rather than", "in place of", "replacing"})
_SIGNS: Final = frozenset({"comma", "open", "colon", "dash"})
_FIRST_MONTHS: Final = {1: 9, 2: 1, 3: 4}  # of the season of a term


def _replaced(*, plain: bool) -> Doubt:
    """What is said of a date that is left out: that is certain where the words before it plainly say so."""
    return Doubt("certain" if plain else "likely", "it names a date that no longer holds")


class Held(NamedTuple):
    """The findings that hold, and the doubts about that."""

    findings: Findings
    doubts: tuple[Doubt, ...] = ()


def without_replaced(findings: Findings) -> Held:
    """What holds of a line: of "by 31 August instead of 31 May", "instead of May, July", "July, not May", "moved from
    May to July" and "May, now July" only one date. Where siplan cannot tell which holds, it is in doubt."""
    if not (findings.has("instead", "moved", "doubt", "immediate") or _says(findings, _CHANGED)):
        return Held(findings)
    whens, repeats = findings.named("when"), findings.named("repeat")
    for found in (whens, repeats):
        gone = _gone_of(found, findings) if len(found) == 2 else None
        if gone is not None:
            kept = found[0] if gone is found[1] else found[1]
            plain = found is whens and _word_before(findings, gone) in ("not", *_INSTEAD)
            return Held(_without(findings, gone, kept), (_replaced(plain=plain),))
    if len(whens) == 1 and whens[0].when is not None and not repeats:
        return _held_of_one(whens[0], whens[0].when, findings)
    return Held(findings, (unsure("it names a date that no longer holds"),) if findings.has("instead") else ())


def _says(findings: Findings, names: Collection[str]) -> bool:
    return any(token.text.lower() in names for token in findings.tokens)


def _gone_of(found: list[Finding], findings: Findings) -> Finding | None:
    """Which of two dates or two recurrences no longer holds; None where the line does not tell."""
    first, second = found
    marks = findings.named("instead")
    if len(marks) == 1:
        replaced = first if marks[0].start < first.start else second
        return replaced if marks[0].start < replaced.start else None
    denied = [one for one in found if _word_before(findings, one) in _NO_LONGER]
    if len(denied) == 1:
        return denied[0]
    if denied or second.when is None:
        return None
    now = _word_before(findings, second) == "now" and _stands_next(findings, first, second)
    if now or _moved_to(findings, second):
        return first
    return second if _moved_to(findings, first) and second.when.preposition == "from" else None


def _place_before(findings: Findings, finding: Finding) -> int:
    """The place of the last word before a finding, over signs; -1 if it has none."""
    place = finding.start - 1
    while place >= 0 and not _SIGNS.isdisjoint(findings.tokens[place].means):
        place -= 1
    return place


def _word_before(findings: Findings, finding: Finding) -> str:
    place = _place_before(findings, finding)
    return findings.tokens[place].text.lower() if place >= 0 else ""


def _stands_next(findings: Findings, first: Finding, second: Finding) -> bool:
    """Whether nothing but signs stands between two dates and the word before the second."""
    between = findings.tokens[first.end : _place_before(findings, second)]
    return all(not _SIGNS.isdisjoint(token.means) for token in between)


def _moved_to(findings: Findings, finding: Finding) -> bool:
    """Whether the words say that a date has moved to this one: "revised to July", "postponed until July"."""
    place = _place_before(findings, finding)
    if place < 0 or "moved" not in findings.tokens[place].means or finding.when is None:
        return False
    return finding.when.preposition == "until" or findings.tokens[place].text.lower().split()[-1] in ("to", "revised")


def _without(findings: Findings, gone: Finding, kept: Finding) -> Findings:
    """The findings without what is gone and the marks that say so; the year of what is gone is that of what is kept, if
    it has none."""
    if kept.when is not None and gone.when is not None:
        moments = _with_year_of(gone.when.moments[-1], kept.when)
        held = kept.when._replace(moments=moments)
        kept = kept._replace(when=held._replace(preposition="") if _moved_to(findings, kept) else held)
    places = {place for one in (gone, kept) if (place := _place_before(findings, one)) >= 0}
    findings.account_for([findings.tokens[place] for place in places if _is_link(findings, place)])
    return _with_only(findings, gone, kept, places)


def _is_link(findings: Findings, place: int) -> bool:
    return findings.tokens[place].text.lower() in ("but", "new", "now", *_NO_LONGER)


def _with_only(findings: Findings, gone: Finding | None, kept: Finding, marks: Collection[int]) -> Findings:
    rest = Findings(findings.tokens)
    rest.left = findings.left
    for one in findings.found:
        mark = one.name == "instead" or (one.name in ("moved", "doubt", "immediate") and one.end - 1 in marks)
        if not mark and (gone is None or one.start != gone.start):
            rest.add(kept if one.start == kept.start else one)
    return rest


def _with_year_of(gone: Moment, kept: When) -> tuple[Moment, ...]:
    name = next((name for name in ("pair", "year") if name in gone.parts), None)
    if name is None or kept.moments[-1].settled:
        return kept.moments
    if name == "year" and _month_of(kept.moments[-1]) < _month_of(gone):
        return kept.moments  # it may be of the year after: "February rather than November 2016"
    return give_year(kept, name, gone.parts[name])


def _month_of(moment: Moment) -> int:
    return moment.parts.get("month", _FIRST_MONTHS.get(moment.parts.get("season", 0), 0))


def _held_of_one(finding: Finding, when: When, findings: Findings) -> Held:
    """What holds of one date phrase: its second date where it says "from May to July" of a date that has moved, or
    "instead of May, July"; or it is the date that something has moved to."""
    before = findings.tokens[finding.start - 1] if finding.start else None
    changed = before is not None and ("moved" in before.means or before.text.lower() in _CHANGED)
    if changed and when.preposition == "from" and len(when.moments) == 2 and when.joint == "range":
        if any(token.plain and token.text.lower() not in _ITS_DATE for token in findings.tokens[: finding.start - 1]):
            return Held(findings, (unsure("siplan takes it as a time, not as a date that has changed"),))
        return _second_of(finding, when, findings)
    if findings.has("instead"):
        listed = before is not None and "instead" in before.means and when.words == {"comma"}
        if listed and len(when.moments) == 2:
            return _second_of(finding, when, findings, plain=True)
        return Held(findings, (unsure("it names a date that no longer holds"),))
    if _moved_to(findings, finding) and when.joint == "one":
        preposition = "by" if when.preposition == "until" else when.preposition
        held = finding._replace(when=when._replace(preposition=preposition))
        marks = {_place_before(findings, finding)}
        return Held(_with_only(findings, None, held, marks), (likely("siplan takes it as the new date"),))
    return Held(findings)


def _second_of(finding: Finding, when: When, findings: Findings, *, plain: bool = False) -> Held:
    """The second of two dates, which replaces the first."""
    first, second = when.moments
    alone = when._replace(preposition="", moments=(second,), joint="one", words=frozenset())
    kept = finding._replace(when=alone._replace(moments=_with_year_of(first, alone)))
    findings.account_for(findings.tokens[finding.start - 1 : finding.start])
    held = _with_only(findings, None, kept, {finding.start - 1})
    return Held(held, (_replaced(plain=plain),))
