"""A text in the letters and signs that the rest of the reader knows: one kind of dash, quote, space and digit."""

import re
from typing import Final

_TRANSLATED: Final = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u2043", "-")
    | dict.fromkeys("\u2018\u2019\u201b\u2032`\u00b4", "'")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff")
    | {"\u00bd": "half "}
    | dict.fromkeys("\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079\u2020\u2021", " ")
    | {"\r": "\n", "\u2028": "\n", "\u2029": "\n", "\v": "\n", "\x85": "\n", "•": "\n", "·": "\n"}
)
# These are compiled where they are used: few texts need them.
_HALF: Final = r"(?i)(?<![0-9/])1/2[ -]?(?=term)"
_FOOTNOTE: Final = r"\s?\[(?:[0-9]{1,2}|[a-z])\]"
_ORDINAL: Final = r"(?i)(?<![0-9])(1st|2nd|3rd)(?= (?:half|week)\b)"
_SPELT: Final = {"1st": "first", "2nd": "second", "3rd": "third"}
_MONTHS_OF_YEAR: Final = r"(?<![0-9/])([0-9]{1,2})/([0-6][0-9]) ?(?:-|to) ?([0-9]{1,2})/([0-6][0-9])(?![0-9/])"
_SCHOOL_YEAR: Final = r"(?i)\b(?:school|academic) year\b"


def normalise(text: str) -> str:
    """The text with one kind of dash, quote, space and digit, superscript ordinals as plain letters, and no marks of
    footnotes."""
    if not text.isascii():
        import unicodedata  # loads a table of all characters

        text = unicodedata.normalize("NFKC", text.translate(_TRANSLATED)).translate(_TRANSLATED)
    text = text.replace("\r", "\n").replace("`", "'").replace("*", " ").strip()
    if "[" in text:
        text = re.sub(_FOOTNOTE, "", text)
    return _spell_out(text)


def _spell_out(text: str) -> str:
    """The text with "1/2 term" and "1st half" in words, as the vocabulary has them, and the months of a school year
    with their years: "school year 09/09 - 07/10" is from 09/2009 to 07/2010."""
    if "1/2" in text:
        text = re.sub(_HALF, "half ", text)
    if "s' time" in text:
        text = text.replace("s' time", "s")
    if "1st" in text or "2nd" in text or "3rd" in text:
        text = re.sub(_ORDINAL, lambda match: _SPELT[match[1].lower()], text)
    if "/" in text and (months := re.search(_MONTHS_OF_YEAR, text)) and re.search(_SCHOOL_YEAR, text):
        first, year, last, next_year = (int(part) for part in months.groups())
        if 8 <= first <= 12 and 1 <= last <= 8 and next_year == year + 1:
            written = f"{first:02}/{2000 + year} - {last:02}/{2000 + next_year}"
            text = text[: months.start()] + written + text[months.end() :]
    return text
