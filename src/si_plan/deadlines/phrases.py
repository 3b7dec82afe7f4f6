"""Dates with the words around them: prepositions, edges, ranges and lists.

`when_at` reads, from one place in the tokens, `[preposition] [edge] date [range or list] ["onwards"]`, which
the grammar in `forms` describes.
"""

from collections.abc import Collection, Sequence
from typing import Final, Literal, NamedTuple

from si_plan.deadlines.forms import dates
from si_plan.deadlines.moments import Moment
from si_plan.deadlines.tokens import Token

Joint = Literal["one", "range", "list"]

PREPOSITIONS: Final = ("by", "before", "until", "from", "after", "between", "during", "on", "for", "to")
EDGES: Final = (
    "end", "start", "early", "mid", "late", "firsthalf", "secondhalf", "firstweek", "secondweek", "thirdweek",
    "lastweek", "wc", "we",
)  # fmt: skip
_JOINING: Final = {
    "to": "range", "dash": "range", "until": "range", "slash": "range",
    "comma": "list", "and": "list", "or": "list",
}  # fmt: skip
_NEEDS_WORD: Final = frozenset({"this year", "this term"})
_MOST: Final = 40  # dates in one list; a longer one is not a deadline


class When(NamedTuple):
    """A date, range or list with its preposition ("" if none), as written.

    `words` are the classes that joined or framed it and matter for its certainty: `or`, `slash`, `mixed`.
    """

    preposition: str
    moments: tuple[Moment, ...]
    joint: Joint
    onwards: bool
    length: int
    words: frozenset[str] = frozenset()


def when_at(tokens: Sequence[Token], place: int) -> When | None:
    """The date phrase that begins at `place`, or None."""
    opened = _read_opening(tokens, place)
    if opened is None:
        return None
    preposition, moments, here = opened
    kinds: set[str] = set()
    words: set[str] = set()
    while here < len(tokens) and len(moments) < _MOST:
        joined = _next_joined(tokens, here, moments[-1], preposition)
        if joined is None:
            break
        kind, word, more, here = joined
        kinds.add(kind)
        words.add(word)
        moments += more
    if len(kinds) == 2 or (len(moments) > 2 and "range" in kinds and "slash" not in words):
        words.add("mixed")
    joint: Joint = "one" if len(moments) == 1 else "list" if kinds <= {"list"} else "range"
    if len(moments) > 1 and not kinds:
        joint = "range" if "chain-range" in moments[0].parts else "list"
    after = tokens[here].means if here < len(tokens) else {}
    onwards = "onwards" in after or "plus" in after
    if onwards and after.get("onwards") != 0:
        words.add("ongoing")
    return When(preposition, tuple(moments), joint, onwards, here + onwards - place, frozenset(words))


def _read_opening(tokens: Sequence[Token], place: int) -> tuple[str, list[Moment], int] | None:
    """The preposition, the first date (or chain of days) and where it ends; None where no date begins here."""
    found: set[str] = set()
    edges: list[str] = []
    here = place
    while here < min(len(tokens), place + 6):
        if "clock" in tokens[here].means and here == place:
            return None
        moments = _moments_at(tokens, here, tuple(edges), bare=not found and not edges)
        if moments:
            preposition = _first_of(PREPOSITIONS, found)
            return ("until" if preposition == "to" else preposition), *moments
        means = tokens[here].means
        if edge := _first_of(EDGES, means):
            edges.append(edge)
        elif word := _first_of(PREPOSITIONS, means):
            found.add(word)
        elif not ("clock" in means or ((found or edges) and {"dash", "colon", "dot"} & means.keys())):
            return None
        here += 1
    return None


def _first_of(names: Collection[str], among: Collection[str]) -> str:
    """The first of `names` that is in `among`; "" if none is."""
    for name in names if among else ():
        if name in among:
            return name
    return ""


def _moments_at(
    tokens: Sequence[Token], place: int, edges: tuple[str, ...], *, bare: bool
) -> tuple[list[Moment], int] | None:
    if bare and _is_bare_season_of_holiday(tokens, place):
        return None
    chain = _day_chain(tokens, place)
    if chain:
        moments, here = chain
        return [moment._replace(edges=edges) for moment in moments], here
    found = _moment_at(tokens, place, edges)
    if found is None or (bare and _is_only_a_word(found[0])):
        return None
    if found[0].name == "this year" and found[1] < len(tokens) and "digits" in tokens[found[1]].means:
        return None
    return [found[0]], found[1]


def _is_bare_season_of_holiday(tokens: Sequence[Token], place: int) -> bool:
    """Whether a season only describes a plain word after it ("summer school", "spring census")."""
    means = tokens[place].means
    alone = "season" in means and "term" not in means
    return alone and place + 1 < len(tokens) and tokens[place + 1].text.lower() in ("school", "schools")


def _is_only_a_word(moment: Moment) -> bool:
    """Whether a moment needs a preposition or an edge to be one: "the year", "term", "half term"."""
    anonymous = moment.name == "half term break" and not {"month", "season"} & moment.parts.keys()
    return anonymous or (moment.name in _NEEDS_WORD and "wholeyear" not in moment.parts)


def _moment_at(tokens: Sequence[Token], place: int, edges: tuple[str, ...]) -> tuple[Moment, int] | None:
    match = dates().longest(tokens, place)
    if match is None:
        return None
    here = place + match.length
    text = " ".join(token.text for token in tokens[place:here])
    if here < len(tokens) and "end" in tokens[here].means and not edges and not _begins_date(tokens, here + 1):
        edges, here = ("end",), here + 1
    return Moment(match.name, match.parts, edges, text), here


def _begins_date(tokens: Sequence[Token], place: int) -> bool:
    place += place < len(tokens) and "colon" in tokens[place].means
    return place < len(tokens) and dates().longest(tokens, place) is not None


def _next_joined(
    tokens: Sequence[Token], place: int, last: Moment, preposition: str
) -> tuple[str, str, list[Moment], int] | None:
    """The next date of a range or list: how it is joined (range or list), by which word, the dates, where they end.
    None where nothing is joined here."""
    word = _first_of(_JOINING, tokens[place].means)
    if not word:
        return None
    kind, here = _JOINING[word], place + 1
    if word == "comma" and here < len(tokens) and "and" in tokens[here].means:
        here += 1
    if word == "and" and preposition == "between":
        kind = "range"
    edges: list[str] = []
    while here < len(tokens):
        moments = _moments_at(tokens, here, tuple(edges), bare=not edges) or _other_half(tokens, here, last)
        if moments:
            return kind, word, moments[0], moments[1]
        means = tokens[here].means
        if edge := _first_of(EDGES, means):
            edges.append(edge)
        elif not ("until" in means and kind == "range" and word != "slash"):
            return None
        here += 1
    return None


def _other_half(tokens: Sequence[Token], place: int, last: Moment) -> tuple[list[Moment], int] | None:
    """A lone 2 after "Autumn 1 and" or "HT1 -": the other half, or the other number, of the same sort."""
    number = tokens[place].means.get("cardinal")
    name = "half" if "season" in last.parts else "digits"
    if number is None or name not in last.parts or number > 6:
        return None
    return [last._replace(parts={**last.parts, name: number})], place + 1


def _day_chain(tokens: Sequence[Token], place: int) -> tuple[list[Moment], int] | None:
    """Days that share a month: "6th & 12th May 2016", "Mon 1 - Fri 5 May"."""
    days: list[int] = []
    joints: set[str] = set()
    here = place
    while here < len(tokens) and len(days) < _MOST:
        here += "weekday" in tokens[here].means
        if here >= len(tokens) or "day" not in tokens[here].means:
            return None
        days.append(tokens[here].means["day"])
        joint = _JOINING.get(next(iter(tokens[here + 1].means), ""), "") if here + 1 < len(tokens) else ""
        if not joint or (here + 2 < len(tokens) and "month" in tokens[here + 2].means):
            break
        joints.add(joint)
        here += 2
    found = _moment_at(tokens, here, ()) if len(days) > 1 else None
    if found is None or found[0].name != "day" or "month" not in found[0].parts:
        return None
    shared = {name: value for name, value in found[0].parts.items() if name not in ("weekday", "ordinal")}
    if joints == {"range"}:
        shared["chain-range"] = 0
    return [Moment("day", {**shared, "day": day}, (), f"{day} of {found[0].text}") for day in days], found[1]
