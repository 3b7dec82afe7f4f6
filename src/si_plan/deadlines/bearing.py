"""Which words of a line, beyond those that were read, could bear on its date: what they cost its certainty.

Who does something and what it is do not change when. What could change it: a word of time that no form took up, a
condition, a change of plan, a word near to one of these by a slip, a word that makes the date part of a name ("the
September 2016 census"), an unknown word beside a year that stands alone, which may be a month ("Marzo 2017")."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from si_plan.deadlines.findings import Finding, Findings
from si_plan.deadlines.moments import Doubt
from si_plan.deadlines.reading import Reading, likely, unsure
from si_plan.deadlines.tokens import Token
from si_plan.deadlines.vocabulary import is_one_slip_away

# One line for each reason: conditions and what is not sure; changes of plan; other times; beginnings and ends; bounds;
# what has a date in its name, or looks back.
_BEARING: Final = """
unless pending provided depending depends dependent assuming once when whenever while whilst where until till whichever
may might could should would otherwise else maybe perhaps likely unlikely probable expected expect anticipated estimated
estimate proposed tentative indicative or
instead replaced replaces changed amended amend altered alter brought forward back forwards later earlier sooner delay
delays pushed extend extension extending superseded except without no nor now not isn't won't failed missed late behind
ahead abandoned paused suspended stopped stop
ago hence away next last previous following prior since before after afterwards again still already yet ever never
always often sometimes rarely occasionally occasional today tomorrow yesterday tonight weekend weekends weekday time
times often timescale anniversary birthday half double twice interval intervals period periodically every each past
coming upcoming forthcoming ramadan eid diwali pentecost whitsun whit advent michaelmas bank festive
begin begins beginning began start starts started starting launch launched commence commencing end ends ended ending
finish finishes finishing continue continues continued continuing
beyond within throughout between both either alternate remaining rest remainder up over about around circa approx plus
almost nearly most mostly minus than only
census result results data baseline sats gcse gcses exam exams cohort intake leavers act regulations regulation guidance
code framework edition version minutes minuted inspection inspections inspected judgement dated issued figures outturn
accounts compared based using
"""
_COULD_BEAR: Final = frozenset(_BEARING.split())
_CUES: Final = (
    "before", "from", "until", "after", "since", "during", "every", "each", "end", "start", "onwards", "between",
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december",
    "autumn", "spring", "summer", "termly", "weekly", "monthly", "annual", "yearly", "quarterly", "fortnightly",
    "easter", "christmas",
)  # fmt: skip
_NOT_CUES: Final = frozenset({"match", "very", "teach", "reach", "and", "send", "stars", "bend", "later", "even"})
_HARMLESS: Final = frozenset({"for", "on", "to", "during", "meeting", "thing", "plain", "all", "reference", "a"})
_ANY: Final = frozenset({"new", "this", "current", "present"})
_NAMES: Final = (4, 5, 6)  # April, May and June
_YEAR: Final = 7
_WHICH: Final = frozenset({"nth", "which"})
_TURNS: Final = frozenset({"after", "before", "until"})
_PERIODS: Final = frozenset({"unit", "t", "nth"})
_WHO_AND_WHAT: Final = """
action actions agreed appraisal assessment assessments audit body budget committee complete draft evaluation final
governing governor governors head headteacher implemented improvement interim meeting meetings monitoring phase plan
plans policies policy priorities priority programme progress project published report reports review reviewed school
staff stage strategy target targets training update visit visits a and for in of on the to
"""
_KNOWN: Final = frozenset(_WHO_AND_WHAT.split())
_SEPARATING: Final = frozenset({"dash", "comma", "colon", "semi", "open", "close", "for", "to", "line", "on", "during"})


def doubts_of_words(findings: Findings, reading: Reading) -> Iterator[Doubt]:
    """The doubts about a reading that the words beyond it give rise to."""
    if reading.kind == "undated":
        if findings.telling or any(map(_could_bear, findings.ignored)):
            yield likely("not every word is about time")
        yield from _doubts_of_periods(findings)
        return
    words = [*_words_that_bear(findings, reading), *_words_in_marks(findings)]
    if words:
        turned = [token for token in words if _TURNS & token.means.keys() and reading.recurrence is None]
        yield (unsure if turned else likely)(f"{_and(words)} could bear on the date")
    if _says_two_things(findings):
        yield likely("its recurrence and its date may be of different things")
    if _says_more_in_brackets(findings):
        yield unsure("the date in brackets may be of something else")
    yield from _doubts_of_parts(findings)
    unknown = _unknown_beside_year(findings)
    if unknown is not None:
        yield unsure(f"siplan does not know the word {unknown.text}, which stands beside a year")


def _words_that_bear(findings: Findings, reading: Reading) -> Iterator[Token]:
    anchored = reading.kind == "recurring" or any(f.when and f.when.preposition for f in findings.found)
    ignored = findings.ignored
    for token in ignored:
        if _could_bear(token) or ("event" in token.means and not anchored):
            yield token
    due = reading.kind == "by"
    for token in _described(findings):
        of_event = due and not {"event", "meeting"}.isdisjoint(token.means)
        if token in ignored and not _could_bear(token) and (of_event or not anchored):
            yield token
    if findings.has("repeat") and _is_in_the_middle(findings):
        yield ignored[-1]


def _could_bear(token: Token) -> bool:
    """Whether a word that was not read could say something of the time."""
    word = token.text.lower()
    if word in _COULD_BEAR or not token.text.replace("'", "").isalpha():
        return True
    if word in _ANY:
        return False
    classes = token.means.keys() - {"event"}
    if not classes <= _HARMLESS or not _PERIODS.isdisjoint(classes):
        return True
    return not classes and 3 <= len(word) <= 12 and word not in _NOT_CUES and _is_near_a_cue(word)


@lru_cache(maxsize=16384)
def _is_near_a_cue(word: str) -> bool:
    # One slip leaves the first letter or the last as it was.
    near = [cue for cue in _CUES if abs(len(cue) - len(word)) < 2 and (cue[0] == word[0] or cue[-1] == word[-1])]
    return any(
        is_one_slip_away(word, cue)
        or (len(word) == len(cue) > 3 and sum(a != b for a, b in zip(word, cue, strict=True)) == 1)
        for cue in near
    )


def _says_two_things(findings: Findings) -> bool:
    """Whether words stand between a recurrence and a date: "updated termly and shared with governors in Sept 2016"."""
    found = [finding for finding in findings.found if finding.name in ("repeat", "when")]
    for before, after in pairwise(found):
        between = findings.tokens[before.end : after.start]
        if before.name != after.name and any(token in findings.ignored for token in between):
            return True
    return False


def _says_more_in_brackets(findings: Findings) -> bool:
    """Whether a date after another stands in brackets with words of its own: "September 2016 (review January 2017)"."""
    whens, ignored = findings.named("when"), findings.ignored
    for before, after in pairwise(whens):
        between = findings.tokens[before.end : after.start]
        opened = next((place for place, token in enumerate(between) if "open" in token.means), None)
        if opened is not None and any(token in ignored for token in between[opened:]):
            return True
    return False


def _doubts_of_parts(findings: Findings) -> Iterator[Doubt]:
    """The doubts about what is only a part of the time that is read, and about what is a name: "the second week back,
    July 2016", "week 3, Autumn term", "June Smith", "spring clean in May"."""
    yield from _doubts_of_periods(findings)
    for finding in findings.named("reference"):
        if findings.tokens[finding.start].means.get("unit") == 2 and findings.has("when"):
            yield unsure(f"siplan did not use {findings.text_of(finding)}")
    whens = findings.named("when")
    for before, after in pairwise(whens):
        between = findings.tokens[before.end : after.start]
        if between and all(not token.means and not token.text.isalnum() for token in between):
            yield unsure(f"siplan does not know what {between[0].text} means between two dates")
    if _beside_a_year_of_the_plan(findings):
        yield unsure("it may be of a year that is counted from the beginning of the plan")
    for finding in whens:
        if _may_be_a_name(finding, findings) and (len(whens) > 1 or findings.tokens[finding.end].text.istitle()):
            yield unsure(f"{findings.text_of(finding)} {findings.tokens[finding.end].text} may be a name")


def _doubts_of_periods(findings: Findings) -> Iterator[Doubt]:
    """The doubts about periods that siplan does not read: "next quarter", "the last month", "the second week"."""
    for one, other in pairwise(findings.ignored):
        which = not _WHICH.isdisjoint(one.means) or one.text.lower() == "final"
        if which and other.means.get("unit", _YEAR) < _YEAR and one.end + 1 == other.start:
            yield unsure(f"siplan did not use {one.text} {other.text}")


def _beside_a_year_of_the_plan(findings: Findings) -> bool:
    """Whether a quarter or term without a year stands beside "Year 2"."""
    tokens = findings.tokens
    references = findings.named("reference")
    years = [year for year in references if tokens[year.start].means.get("unit") == _YEAR]
    ends, starts = {year.end for year in years}, {year.start for year in years}
    for finding in findings.named("when") if years else ():
        when = finding.when
        if when is None or when.moments[0].settled or when.moments[0].name not in ("quarter", "term", "half term"):
            continue
        before = finding.start - (finding.start > 0 and "comma" in tokens[finding.start - 1].means)
        after = finding.end + (finding.end < len(tokens) and "comma" in tokens[finding.end].means)
        if before in ends or after in starts:
            return True
    return False


def _may_be_a_name(finding: Finding, findings: Findings) -> bool:
    """Whether a month or season stands alone, as a word of its own, right before a plain word."""
    when = finding.when
    if when is None or when.preposition or when.joint != "one" or finding.end == len(findings.tokens):
        return False
    moment, after = when.moments[0], findings.tokens[finding.end]
    alone = not moment.edges and (moment.parts.keys() == {"season"} or moment.parts.get("month") in _NAMES)
    return alone and len(moment.parts) == 1 and not after.means and after.text.isalpha()


def _described(findings: Findings) -> Iterator[Token]:
    """The words right after a date, which it may only describe: "September 2016 census"."""
    for finding in findings.named("when"):
        if finding.end < len(findings.tokens):
            token = findings.tokens[finding.end]
            if _SEPARATING.isdisjoint(token.means):
                yield token


def _is_in_the_middle(findings: Findings) -> bool:
    """Whether a recurrence stands among other words, of which it may only describe one: "establish a daily routine"."""
    repeat = findings.named("repeat")[0]
    before = any(token in findings.left and token.plain for token in findings.tokens[: repeat.start])
    after = findings.tokens[repeat.end] if repeat.end < len(findings.tokens) else None
    return before and repeat.end - repeat.start == 1 and after is not None and after.plain


def _words_in_marks(findings: Findings) -> Iterator[Token]:
    """The first words of statuses and of numbered things that are times too ("Week 3")."""
    for finding in findings.named("reference", "status", "next", "immediate", "soon", "elsewhere", "none"):
        token = findings.tokens[finding.start]
        if finding.name != "reference" or token.means.get("unit") in (1, 2) or token.text.lower() == "session":
            yield token


def _unknown_beside_year(findings: Findings) -> Token | None:
    """An unknown word beside a year that stands alone."""
    for finding in findings.named("when"):
        if not _is_lone_year(finding):
            continue
        for place in (finding.start - 1, finding.end):
            token = findings.tokens[place] if 0 <= place < len(findings.tokens) else None
            if token and not token.means and token.text.isalpha() and token.text.lower() not in _KNOWN:
                return token
    return None


def _is_lone_year(finding: Finding) -> bool:
    when = finding.when
    if when is None or when.joint != "one" or when.moments[0].name != "year":
        return False
    return not when.preposition and when.moments[0].parts.keys() <= {"year", "pair", "doubt"}


def _and(words: Sequence[Token]) -> str:
    texts = list(dict.fromkeys(token.text for token in words))
    return ", ".join(texts[:3])
