"""What a text says, from left to right: dates, recurrences, lengths of time and marks, and what is left over."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from si_plan.dates.recurrence import Recurrence
from si_plan.deadlines.forms import Match, dates, lengths, marks
from si_plan.deadlines.moments import Doubt
from si_plan.deadlines.phrases import When, when_at
from si_plan.deadlines.repeats import repeat_at
from si_plan.deadlines.tokens import Token

_TELLING: Final = frozenset(
    {"month", "weekday", "weekdays", "season", "year", "pair", "digits", "date", "monthyear", "years", "freq"}
    | {"impossible", "feast", "each", "alternate", "end", "start", "mid", "count"}
)
_SIGNS: Final = frozenset(
    {"comma", "semi", "slash", "dash", "dot", "colon", "open", "close", "line", "filler", "a", "and", "then"}
)
_QUOTES: Final = ("'", '"', "!")
_BEFORE_REPEAT: Final = frozenset({"for", "on", "during", "by"})


class Finding(NamedTuple):
    """One thing that a text says. Exactly one of `when`, `repeat` and `match` is not None; `match` is a length
    of time or a mark, by its name. `start` and `end` are places in the tokens."""

    start: int
    end: int
    when: When | None = None
    repeat: Recurrence | None = None
    match: Match | None = None
    doubts: tuple[Doubt, ...] = ()

    @property
    def name(self) -> str:
        """`when`, `repeat`, or the name of the mark or length."""
        return "when" if self.when else "repeat" if self.repeat else self.match.name if self.match else ""


class Findings:
    """All that one stretch of tokens says, and the tokens that say nothing here."""

    __slots__ = ("found", "left", "names", "tokens")

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.found: list[Finding] = []
        self.left: list[Token] = []
        self.names: set[str] = set()

    def add(self, finding: Finding) -> None:
        """Add a finding at the end."""
        self.found.append(finding)
        self.names.add(finding.name)

    def named(self, *names: str) -> list[Finding]:
        """The findings of these names, in order."""
        return [finding for finding in self.found if finding.name in names]

    def has(self, *names: str) -> bool:
        """Whether a finding has one of these names."""
        return not self.names.isdisjoint(names)

    def says(self, name: str) -> bool:
        """Whether any token, used or not, may belong to the class `name`."""
        return any(name in token.means for token in self.tokens)

    def account_for(self, tokens: Sequence[Token]) -> None:
        """Take tokens from those that say nothing here: a reading has a use for them."""
        self.left = [token for token in self.left if token not in tokens]

    @property
    def ignored(self) -> tuple[Token, ...]:
        """The words passed over, without signs and articles."""
        return tuple(token for token in self.left if _SIGNS.isdisjoint(token.means) and token.text not in _QUOTES)

    @property
    def telling(self) -> tuple[Token, ...]:
        """Words of time and numbers that no form took up: the reading may have missed something."""
        return tuple(token for token in self.left if not _TELLING.isdisjoint(token.means))

    def text_of(self, finding: Finding) -> str:
        """The words of one finding."""
        return " ".join(token.text for token in self.tokens[finding.start : finding.end])


def findings_in(tokens: Sequence[Token]) -> Findings:
    """What `tokens` (one line, without fillers) say. At each place the longest form wins."""
    findings = Findings(tokens)
    place = 0
    while place < len(tokens):
        finding = _longest_at(tokens, place, findings)
        if finding is None:
            findings.left.append(tokens[place])
            place += 1
            continue
        while finding.start < place and findings.left:
            findings.left.pop()
            place -= 1
        if finding.repeat and _is_its_preposition(findings.left[-1:], tokens, finding.start):
            findings.left.pop()
        findings.add(finding)
        place = finding.end
    return findings


def _is_its_preposition(last: Sequence[Token], tokens: Sequence[Token], start: int) -> bool:
    """Whether the last word passed over is a preposition right before a recurrence: "at each meeting"."""
    return bool(last) and last[0] is tokens[start - 1] and not _BEFORE_REPEAT.isdisjoint(last[0].means)


def _longest_at(tokens: Sequence[Token], place: int, findings: Findings) -> Finding | None:
    if tokens[place].plain and "n" not in tokens[place].means:
        return None
    fence = findings.found[-1].end if findings.found else 0
    return max(_findings_at(tokens, place, fence), key=lambda finding: finding.end, default=None)


def _findings_at(tokens: Sequence[Token], place: int, fence: int) -> Iterator[Finding]:
    """Every finding that begins at `place`, the preferred first. A recurrence may reach back as far as `fence`."""
    repeat = repeat_at(tokens, place, fence)
    if repeat is not None:
        yield Finding(repeat.start, repeat.end, repeat=repeat.recurrence, doubts=repeat.doubts)
    when = when_at(tokens, place)
    if when is not None:
        yield Finding(place, place + when.length, when=when)
    for table in (marks(), lengths()):
        match = table.longest(tokens, place)
        if match is None:
            continue
        dated = match.name == "reference" and _is_day(tokens, place + match.length - 1)
        if dated and match.parts.get("reference") == 1:
            continue
        why = f"siplan takes the number after {tokens[place].text} to belong to it, not to be a day"
        yield Finding(place, place + match.length, match=match, doubts=(Doubt("unsure", why),) if dated else ())


def _is_day(tokens: Sequence[Token], place: int) -> bool:
    """Whether a number begins a date ("training day 12 July") and is not the number of something."""
    match = dates().longest(tokens, place)
    return match is not None and match.length > 1
