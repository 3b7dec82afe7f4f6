"""A text as tokens: words and phrases, numbers and signs, each with every class of the grammar it may be.

Numbers written together are one token where they are one date ("31/12/2016", "2016/17"), so that the
grammar sees days, years and pairs of years. A day comes before its month, as everywhere in England. Two digits are a
year of this century up to 69. Offsets are those of the normalised text."""

import re
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from si_plan.deadlines.vocabulary import Means, Phrases, known_word, phrases

LAST_SHORT_YEAR: Final = 70  # "69" is 2069, "70" is 1970
MAYBE_MONTH, MAYBE_YEARS, MAYBE_DAYS, MAYBE_DATE = range(1, 5)  # what else a pair of numbers may be
_NOTHING: Final[Means] = {}


@lru_cache(maxsize=16384)
def means_of(kind: str, text: str) -> Means:
    """The classes that a piece of text may belong to, by the kind of the pattern that found it.

    A `date` is the ordinal of its day, a `monthyear` is year * 100 + month, `years` are first * 10000 + last,
    a `pair` is its first year; `doubt` says what else it may be; what no calendar has is `impossible`.
    """
    if kind in ("word", "sign"):
        return _NOTHING
    if kind in ("line", "clock"):
        return {kind: 0}
    digits = [int(part) for part in re.findall("[0-9]+", text)]
    if kind == "number":
        return _number(text, digits[0])
    if kind == "pair":
        return _pair(text, *digits)
    if kind == "my":
        return {"monthyear": digits[1] * 100 + digits[0]} if 1 <= digits[0] <= 12 else {"digits": 0}
    year, month, day = digits if kind == "iso" else digits[::-1]
    short = {"short": 1} if year < 100 else {}
    year += (2000 if year < LAST_SHORT_YEAR else 1900) if short else 0
    try:
        return {"date": date(year, month, day).toordinal()} | short
    except ValueError:
        return {"impossible": 0}


def _number(text: str, value: int) -> Means:
    ordinal = not text.isdigit()
    means: dict[str, int] = {"digits": value}
    if 1 <= value <= 31 and len(text.rstrip("stndrh ")) <= 2:
        means["day"] = value
        if ordinal:
            means |= {"ordinal": value, "nth": value}
    if ordinal:
        return means
    means["cardinal"] = value
    if len(text) == 2:
        means["yy"] = 2000 + value if value < LAST_SHORT_YEAR else 1900 + value
    if len(text) == 4 and 1900 <= value <= 2199:
        means["year"] = value
    if value in (1, 2) and len(text) == 1:
        means["half"] = value
    if 1 <= value <= 366 and len(text) <= 3:
        means |= {"n": value, "most": value}
    return means


def _pair(text: str, first: int, second: int) -> Means:
    if not 1900 <= first <= 2199:
        return {"digits": 0}
    short = len(text.rstrip()) - len(text.rstrip("0123456789").rstrip()) <= 2
    if second == ((first + 1) % 100 if short else first + 1):
        doubt = {"doubt": MAYBE_MONTH} if short and "-" in text and second <= 12 else {}
        return {"pair": first} | doubt
    if short and "-" in text and 1 <= second <= 12:
        return {"monthyear": first * 100 + second} | ({"doubt": MAYBE_YEARS} if second > first % 100 else {})
    last = first - first % 100 + second if short else second
    return {"years": first * 10000 + last} if first < last <= 2199 else {"impossible": 0}


_RAW: Final = re.compile(
    r"(?P<clock>[0-9]{1,2}(?:[.:][0-9]{2})? ?[ap]\.?m\b\.?|[0-9]{1,2}:[0-9]{2}(?![0-9]))"
    r"|(?P<iso>[0-9]{4}(?P<mark>[-/.])[0-9]{2}(?P=mark)[0-9]{2}(?![0-9]))"
    r"|(?P<dmy>[0-9]{1,2} ?(?P<sep>[./-]) ?[0-9]{1,2} ?(?P=sep) ?(?:[0-9]{4}|[0-9]{2})(?![0-9]))"
    r"|(?P<pair>[0-9]{4} ?[/-] ?(?:[0-9]{4}|[0-9]{2})(?![0-9]))"
    r"|(?P<my>[0-9]{1,2}[./][0-9]{4}(?![0-9]))"
    r"|(?P<number>[0-9]+(?: ?(?:st|nd|rd|th)(?![a-z]))?)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)?)"
    r"|(?P<line>\n)"
    r"|(?P<sign>\S)",
    re.IGNORECASE,
)
# Compiled where it is used: few texts need it.
_FOLLOWING: Final = r"(?i)[ -]*([a-z]+)"
_PLAIN: Final[Means] = {}
_ABBREVIATED: Final = ("month", "weekday", "season")
_AFTER_MAY: Final = frozenset({"be", "have", "need", "not", "require", "also", "include", "change", "take", "depend"})
_BEFORE_NUMBER: Final = frozenset({"sum", "sat", "sun"})
_VERBS: Final = frozenset({"may", "march"})
_BEFORE_MONTH: Final = frozenset(
    {"by", "before", "from", "after", "until", "to", "during", "for", "day", "early", "mid", "late", "end", "start"}
    | {"comma", "and", "slash", "dash", "weekday", "line"}
)


class Token(NamedTuple):
    """A word, phrase, number or sign: its text, its place, all that it may mean, and whether it is spelt right."""

    text: str
    start: int
    end: int
    means: Means
    spelt: bool = True

    @property
    def plain(self) -> bool:
        """Whether the grammar has no use for it."""
        return not self.means or "plain" in self.means or "thing" in self.means


def tokens_of(text: str) -> list[Token]:
    """The tokens of a normalised text."""
    tokens = _tokenise(text)
    if "'" in text:
        tokens = _join_short_years(tokens)
    tokens = _join_phrases(tokens)
    return _join_short_pairs(tokens) if "/" in text or "-" in text else tokens


def _tokenise(text: str) -> list[Token]:
    tokens: list[Token] = []
    place, end = 0, len(text)
    while place < end and (match := _RAW.search(text, place)):
        kind, start, place = str(match.lastgroup), match.start(), match.end()
        written = match[0]
        if kind == "pair" and not _is_pair(text, match):
            kind, written = "number", written[:4]
            place = start + 4
        tokens.append(Token(written, start, place, means_of(kind, written)))
    return tokens


def _is_pair(text: str, match: re.Match[str]) -> bool:
    """Whether "2016 - 17" is a year, and not the end of one date and the beginning of another."""
    first, second = int(match[0][:4]), match[0][4:].lstrip(" /-")
    if len(second) == 4:
        return True
    word = re.compile(_FOLLOWING).match(text, match.end())
    month = word is not None and "month" in _first_means(word[1])
    ordinal = word is not None and word[1].lower() in ("st", "nd", "rd", "th")
    if "-" in match[0] and (month or ordinal):
        return False
    return int(second) == (first + 1) % 100 or " " not in match[0]


def _first_means(word: str) -> Means:
    found = phrases(word.lower())
    return (found.alone if found else None) or _PLAIN


def _join_short_years(tokens: list[Token]) -> list[Token]:
    """The tokens, with each apostrophe and two digits joined into a year: '16."""
    spoken: list[Token] = []
    for token in tokens:
        if spoken and spoken[-1].text == "'" and spoken[-1].end == token.start and "yy" in token.means:
            quote = spoken.pop()
            token = Token(f"'{token.text}", quote.start, token.end, {"year": token.means["yy"], "digits": 0})
        spoken.append(token)
    return spoken


def _join_short_pairs(tokens: list[Token]) -> list[Token]:
    """The tokens, with 16/17 and 16-17 joined into a school year, where no month or day says otherwise."""
    paired: list[Token] = []
    place = 0
    while place < len(tokens):
        pair = _short_pair_at(tokens, place)
        paired.append(pair or tokens[place])
        place += 3 if pair else 1
    return paired


def _short_pair_at(tokens: list[Token], place: int) -> Token | None:
    if place + 2 >= len(tokens) or not {"slash", "dash"} & tokens[place + 1].means.keys():
        return None
    first, _, second = three = tokens[place : place + 3]
    if "yy" not in first.means or second.means.get("yy") != first.means["yy"] + 1:
        return None
    around = [tokens[n].means for n in (place - 1, place + 3) if 0 <= n < len(tokens)]
    if first.end + 1 != second.start or any({"month", "weekday", "slash"} & means.keys() for means in around):
        return None
    means = {"pair": first.means["yy"], "doubt": MAYBE_DATE if first.means["digits"] <= 12 else MAYBE_DAYS}
    return Token("".join(token.text for token in three), first.start, second.end, means)


def _join_phrases(tokens: list[Token]) -> list[Token]:
    keys = [
        (token.text.lower(), True) if token.means or not token.text.isalpha() else known_word(token.text.lower())
        for token in tokens
    ]
    phrased: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        end, means = place + 1, token.means
        written = None if means else phrases(keys[place][0])
        if written is None and not means:  # not a word of time
            phrased.append(token)
            place = end
            continue
        if written is not None:
            end, means = _longest(written, keys, end)
        if not means.keys().isdisjoint(_ABBREVIATED) and end < len(tokens) and tokens[end].text == ".":
            end += 1
        spelt = not means or all(key[1] for key in keys[place:end])
        text = token.text if end == place + 1 else " ".join(t.text for t in tokens[place:end]).replace(" .", ".")
        phrased.append(Token(text, token.start, tokens[end - 1].end, means, spelt))
        place = end
    return [_resolve_in_place(phrased, n) if token.means else token for n, token in enumerate(phrased)]


def _longest(written: Phrases, keys: list[tuple[str, bool]], place: int) -> tuple[int, Means]:
    """Where the longest phrase ends whose words after the first begin at `place`, and what it means; the word before
    `place` alone, if none is longer."""
    second = place + (place < len(keys) and keys[place][0] == "-")
    if second < len(keys) and (keys[second][0] in written.seconds or keys[place][0] in written.seconds):
        for rest, meant in written.longer:
            if end := _end_of(rest, keys, place):
                return end, meant
    return place, written.alone or _PLAIN


def _end_of(rest: tuple[str, ...], keys: list[tuple[str, bool]], place: int) -> int:
    """Where the words `rest` of a phrase end, from `place` on, with hyphens between them; 0 if not there."""
    for word in rest:
        if word != "-" and place < len(keys) and keys[place][0] == "-":
            place += 1
        if place >= len(keys) or keys[place][0] != word:
            return 0
        place += 1
    return place


def _resolve_in_place(tokens: list[Token], place: int) -> Token:
    """The token at `place`, without its meanings where its neighbours show that it is no word of time ("this may
    take")."""
    token = tokens[place]
    if token.text == "May" and place + 1 < len(tokens) and tokens[place + 1].text.lower() in _AFTER_MAY:
        return token._replace(means={})
    if token.text not in _VERBS and token.text.lower() not in _BEFORE_NUMBER:
        return token
    before = tokens[place - 1].means if place else {"line": 0}
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if token.text in _VERBS:
        month = bool(_BEFORE_MONTH & before.keys()) or after is None or not after.text[0].isalpha()
        return token if month else token._replace(means={})
    return token if after is not None and "digits" in after.means else token._replace(means={})
