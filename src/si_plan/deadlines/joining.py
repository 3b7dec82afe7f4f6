"""The date phrases of a line, joined where they say one thing."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from si_plan.dates.recurrence import RepeatUnit
from si_plan.deadlines.findings import Finding, Findings
from si_plan.deadlines.moments import Moment
from si_plan.deadlines.phrases import When

_OCCURRENCES: Final = 3  # as many dates in a row are a list, not the ends of a range
_LISTED: Final = frozenset({"comma", "and", "slash"})


def join_whens(findings: Findings) -> list[When]:
    """The date phrases, joined where they say one thing: a lone "2014-15" gives its year to a term or month
    without one, two days in a row are the ends of a range and three dates a list, "end of year report, July" is about
    July, "Summer 2015 - half term 5" is about that half term."""
    found = _join_rows(findings)
    whens = [_part_named(finding.when) for finding in found if finding.when]
    years = [when for when in whens if _year_alone(when)]
    rest = [when for when in whens if not _year_alone(when)]
    if len(years) == 1 and len(rest) == 1 and not rest[0].moments[-1].settled and not rest[0].moments[-1].relative:
        name = "pair" if "pair" in years[0].moments[0].parts else "year"
        return [rest[0]._replace(moments=give_year(rest[0], name, years[0].moments[0].parts[name]))]
    if len(found) >= 2 and _adjoin(found[-2], found[-1]):
        first, last = whens[-2], whens[-1]
        return [*whens[:-2], first._replace(moments=(*first.moments, *last.moments), joint="range")]
    if any(when.moments[0].settled for when in whens):
        return [when for when in whens if not _is_vague(when.moments[0])]
    return [when for when in whens if when.moments[0].name not in ("this year", "this term")] or whens


def _join_rows(findings: Findings) -> list[Finding]:
    """The findings of dates, with bare dates of one sort that stand side by side as one list: three or more, or two
    without a space between them ("April 2015July 2015")."""
    joined: list[list[Finding]] = []
    for finding in findings.named("when"):
        if joined and _is_next_in_row(joined[-1][-1], finding):
            joined[-1].append(finding)
        else:
            joined.append([finding])
    return [one for row in joined for one in ([_as_list(row)] if _is_list(row, findings) else row)]


def _is_next_in_row(first: Finding, last: Finding) -> bool:
    before, after = first.when, last.when
    if before is None or after is None or first.end != last.start:
        return False
    alike = before.moments[0].name == after.moments[0].name != "year"
    return alike and all(w.joint == "one" and not w.preposition and not w.moments[0].edges for w in (before, after))


def _is_list(row: Sequence[Finding], findings: Findings) -> bool:
    tokens = findings.tokens
    glued = len(row) == 2 and tokens[row[0].end - 1].end == tokens[row[1].start].start
    return len(row) >= _OCCURRENCES or glued


def _as_list(row: Sequence[Finding]) -> Finding:
    whens = [finding.when for finding in row if finding.when]
    moments = tuple(moment for when in whens for moment in when.moments)
    when = whens[0]._replace(moments=moments, joint="list", onwards=whens[-1].onwards, words=frozenset({"row"}))
    return row[0]._replace(end=row[-1].end, when=when)


def _part_named(when: When) -> When:
    """A phrase of a term and a half term of it, as the half term: "Summer 2015 - half term 5". Of others, the same."""
    names = [moment.name for moment in when.moments]
    if sorted(names) != ["half term", "term"] or when.words.isdisjoint(("dash", "comma", "slash")):
        return when
    half, term = when.moments[names.index("half term")], when.moments[names.index("term")]
    if _season_of_half(half) != term.parts.get("season") or (half.settled and term.settled):
        return when
    years = {name: value for name, value in term.parts.items() if name in ("year", "pair", "yy")}
    part = half._replace(parts={**half.parts, **years}, edges=half.edges or term.edges)
    return when._replace(moments=(part,), joint="one", words=when.words | {"part"})


def _season_of_half(half: Moment) -> int:
    """The season that a half term lies in, by its name or by its number among six; 0 if neither is written."""
    number = half.parts.get("digits", half.parts.get("n", 0))
    return half.parts.get("season", (number + 1) // 2)


def every_period(when: When) -> RepeatUnit | None:
    """What recurs, where a phrase lists every term or every half term of a year one by one; else None."""
    if when.preposition not in ("", "during", "on", "for") or when.onwards or not when.words <= _LISTED | {"row"}:
        return None
    names = {moment.name for moment in when.moments}
    if any(moment.edges for moment in when.moments):
        return None
    if names == {"term"} and len(when.moments) >= 3:
        places = [moment.parts.get("season", 0) for moment in when.moments]
        return "term" if _runs_on(places, 3) else None
    if names == {"half term"} and len(when.moments) >= 6:
        places = [_number_of_half(moment) for moment in when.moments]
        return "half_term" if _runs_on(places, 6) else None
    return None


def _number_of_half(half: Moment) -> int:
    if "season" in half.parts:
        return 2 * half.parts["season"] + half.parts.get("half", half.parts.get("nth", 1)) - 2
    return half.parts.get("digits", half.parts.get("n", 0))


def _runs_on(places: Sequence[int], many: int) -> bool:
    """Whether each place is the next after the one before, the first again after the last."""
    return all(after == before % many + 1 for before, after in pairwise(places))


def _is_vague(moment: Moment) -> bool:
    """Whether a moment only describes a date that the text gives: "(end of the academic year)"."""
    return moment.relative or (moment.name == "year" and not moment.settled)


def _year_alone(when: When) -> bool:
    """Whether a phrase is only a year, bare: "2014-15", "2017"."""
    parts = when.moments[0].parts
    bare = when.joint == "one" and when.moments[0].name == "year" and not when.preposition
    known = {"pair", "doubt", "academic", "financial"} if "pair" in parts else {"year"}
    return bare and parts.keys() <= known and not when.moments[0].edges


def give_year(when: When, name: str, year: int) -> tuple[Moment, ...]:
    """The dates of a phrase, each in this year (`name` says which kind it is: `year`, or `pair`)."""
    return tuple(moment._replace(parts={**moment.parts, name: year}) for moment in when.moments)


def _adjoin(first: Finding, second: Finding) -> bool:
    """Whether two bare days stand side by side: "Period 1 October 2013 31 December 2013"."""
    whens = (first.when, second.when)
    days = all(w and w.joint == "one" and w.moments[0].name == "day" and not w.preposition for w in whens)
    return days and first.end == second.start
