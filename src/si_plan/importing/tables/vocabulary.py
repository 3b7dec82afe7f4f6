"""What the columns of improvement plans are called, and which field takes each."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from si_plan.importing.laid_out import ColumnField

_NAMES: Final[dict[ColumnField, str]] = {
    "priority": "priority | priority area | key priority | objective | aim | goal | theme | strand | focus | focus"
    " area | workstream | ambition | strategic objective | key issue | improvement priority | area of"
    " focus",
    "ref": "no | number | ref | reference | ref no | reference number | action no | action number | action ref"
    " | id | item | item no | num | # | action point no | sn | s n | nr | line"
    " | ser | serial | serial no | action id | ref id | line no | row",
    "title": "action | key action | activity | key activity | what | task | key task | step | key step |"
    " strategy | intervention | action required | action to be taken | action point | improvement action"
    " | specific action | action and activity | what will we do | what we will do | what are we going to"
    " do | what needs to be done | what do we need to do | recommended action | agreed action | planned"
    " action | description of action | action description | proposed action | how will we do it | how we"
    " will do it | detail of action",
    "leads": "who | lead | led by | lead officer | lead person | lead responsible | lead responsibility | lead"
    " role | lead professional | lead member of staff | lead agency | lead organisation | named lead |"
    " action lead | owner | action owner | responsible | responsibility | person responsible |"
    " responsible person | responsible officer | officer responsible | responsible lead | staff"
    " responsible | by whom | whom | who is responsible | who will lead | who will do it | who leads |"
    " lead and team | key personnel | personnel | key staff | staff | leader | lead staff | who by |"
    " person in charge | officer | lead governor and staff",
    "accountable": "accountable | accountability | accountable officer | accountable person | accountable lead |"
    " sponsor | sro | senior responsible officer | senior responsible owner | who is accountable |"
    " executive lead | strategic lead | senior lead | senior owner",
    "support": "support | supported by | supporting | supporting officer | support from | partner | key partner |"
    " partner involved | with whom | others involved | who else | other staff | contributor | delivery"
    " partner | involved | who is involved | supporting staff | consulted | partner agency | in"
    " partnership with",
    "when": "when | by when | timescale | time scale | timeframe | time frame | timeline | time line | date |"
    " timing | time | when by | when will it be done | target timescale | schedule | milestone date |"
    " start and end date | start and finish | start end date | term | duration | period | delivery date"
    " | implementation date"
    " | start finish | start end | start to finish | start to end | timeline and deadline | timeline deadline",
    "starts": "start | start date | starting | from | date started | begin | commence | commencement | start by |"
    " starts",
    "due": "due | due date | due by | deadline | end | end date | finish | finish date | completion date |"
    " complete by | completion | date for completion | completed by | target date | by | to be completed"
    " by | target completion date | date due | by date | completion due | target completion | to |"
    " expected completion date | date of completion",
    "milestones": "milestone | key milestone | output | key output | deliverable | key deliverable | progress"
    " milestone | milestone and target | interim milestone | step to success | milestone and output |"
    " what will be in place",
    "success": "success criteria | success criterion | success measure | measure of success | success indicator |"
    " indicator of success | success | impact | intended impact | expected impact | desired impact |"
    " impact measure | outcome | intended outcome | expected outcome | desired outcome | key outcome |"
    " outcome measure | kpi | key performance indicator | performance indicator | performance measure |"
    " indicator | measure | target | what will success look like | what does success look like | how"
    " will we know | how will success be measured | how will we measure success | evidence of impact |"
    " evidence of success | impact and evidence | outcome and impact | impact on pupil | impact for"
    " child | success looks like | success statement | expected result | result | quantitative outcome |"
    " qualitative outcome | success criteria and impact | target outcome | intended result"
    " | what difference will it make | what will be different | difference made | what difference will this make"
    " | impact on child | impact on children | outcome for child | outcome for children",
    "monitoring": "monitoring | monitored by | monitoring by | how monitored | monitoring and evaluation | monitor |"
    " monitoring arrangement | monitoring activity | who monitors | how will it be monitored | how will"
    " we monitor | evaluation | quality assurance | governance | reporting | reported to | reporting to"
    " | assurance | review | monitoring and review | monitoring who and when | how when and by whom"
    " monitored | monitoring method | oversight | monitoring who how when | evaluated by | scrutiny |"
    " source of assurance | monitoring lead | governor monitoring",
    "resources": "resource | resource required | resource needed | resource implication | training | cpd | input |"
    " training and resource | resource and training | resource and cpd | resource and time | time and"
    " resource | what resource | support required | support needed | resource including cost",
    "cost": "cost | cost in pound | budget | funding | finance | financial implication | cost implication | £ |"
    " cost £ | estimated cost | budget £ | funding required | expenditure | amount | total cost |"
    " indicative cost",
    "areas": "ofsted area | area for improvement | area of improvement | afi | ofsted recommendation |"
    " recommendation | link to ofsted | inspection area | ofsted key issue | area number | ofsted afi |"
    " ofsted link | link to area for improvement | link to recommendation | ofsted area for improvement"
    " | recommendation number",
    "none": "progress | progress to date | progress update | update | latest update | comment | note | progress"
    " note | current position | progress and next step | evaluation of progress | actual outcome |"
    " achieved | date achieved | date completed | actual completion date | completed | impact to date |"
    " progress against action | review note | progress towards target | commentary | progress commentary"
    " | progress and comment | position statement"
    " | % complete | percent complete | complete | completed y n | completed yes no | direction of travel | next step",
    "extra": "risk | risk and mitigation | barrier | rationale | why | reason | context | baseline | starting"
    " point | current situation | where are we now | category | type | link to other plan | policy |"
    " cohort | service | team"
    " | dependency | review date | current performance | link to sef | evidence base | year group | barrier to success",
}
"""Names of columns as plans have them, each in the form that `_plain` gives, parted by bars."""

_GUESS_WORDS: Final[tuple[tuple[str, ColumnField], ...]] = (
    ("success criteria outcome impact kpi measure indicator target", "success"),
    ("milestone output deliverable", "milestones"),
    ("cost budget funding finance £", "cost"),
    ("resource training cpd", "resources"),
    ("monitor monitoring evaluation evaluate assurance oversight scrutiny reporting", "monitoring"),
    ("progress update comment", "none"),
    ("deadline due finish completion end", "due"),
    ("start starting begin commencement", "starts"),
    ("when timescale timeframe timeline date timing", "when"),
    ("accountable sponsor", "accountable"),
    ("lead leader led owner responsible responsibility who whom officer personnel", "leads"),
    ("support supported partner", "support"),
    ("action activity task step strategy", "title"),
    ("priority objective aim theme", "priority"),
    ("ref reference number", "ref"),
    ("ofsted recommendation area", "areas"),
)
"""What a word in a longer name makes of it, the first that fits: only a guess."""
_GUESSES: Final = tuple((frozenset(words.split()), field) for words, field in _GUESS_WORDS)

_FILLERS: Final = frozenset(
    {
        "the", "of", "to", "be", "our", "your", "their", "a", "an", "is", "are", "for", "in", "on", "will", "this",
        "that", "main", "proposed", "planned", "overall", "s",
    }
)  # fmt: skip
_RATING: Final = frozenset({"rag", "brag", "ragb", "rating", "status", "rated", "judgement"})
_RATED: Final = frozenset({"current", "latest", "previous", "progress", "overall", "action", "delivery", "date", "at"})
"""What may stand beside these."""
_TERMS: Final = (
    r"(aut(umn)?|spr(ing)?|sum(mer)?|term|half|q|quarter|t|ht|year|yr|h)\d*|\d{1,4}|[a-z]{3}"
    r"|january|february|march|april|june|july|august|september|october|november|december"
)
_KEPT_WHOLE: Final = frozenset({"success", "status", "progress", "access", "criteria", "process", "business", "starts"})


class Meant(NamedTuple):
    """The field that a column's name stands for, and whether that is known for certain or guessed."""

    field: ColumnField
    sure: bool


@lru_cache(maxsize=4096)
def meaning_of(name: str) -> Meant | None:
    """What a column of this name holds: `Key actions`, `Lead / responsible`, `RAG Autumn`. None for an unknown one."""
    if _WORDS.isdisjoint(map(_singular, same_name(name).split())):
        return None
    words = _plain(name).split()
    rates = bool(_RATING & set(words))
    if rates and all(word in _RATING or word in _RATED or re.fullmatch(_TERMS, word) for word in words):
        return Meant("rating", True)
    for written in (name, *_without_asides(name)):
        if (plain := _plain(written)) and (known := _KNOWN.get(plain)):
            return Meant(known, True)
    if rates:
        return Meant("rating", False)
    field = next((field for guess, field in _GUESSES if not guess.isdisjoint(words)), None)
    return Meant(field, _WORDS_OF[field].issuperset(words)) if field else None


def is_term(name: str) -> bool:
    """Whether a column is named by a term or quarter alone: Aut, Spring 2, Q1."""
    words = _plain(name).split()
    return bool(words) and all(
        re.fullmatch(r"(aut|spr|sum|autumn|spring|summer|term|q|t|ht)?\d?", word) for word in words
    )


def same_name(name: str) -> str:
    """A name without what differs between two headers of one table: letter case, marks, white space."""
    return " ".join(re.findall(r"[^\W_]+|[£#%]", name.casefold()))


def _without_asides(name: str) -> tuple[str, ...]:
    """A header without what explains it: what follows a bracket, a colon or a line break; and of two names, parted by
    a slash, the one that both stand for."""
    first = re.split(r"[(\[:\n–]| - ", name, maxsplit=1)[0]
    sides = [side for side in first.split("/") if side.strip()]
    fields = {_KNOWN.get(_plain(side)) for side in sides}
    return (first, sides[0]) if len(sides) > 1 and len(fields) == 1 else (first,)


def _plain(name: str) -> str:
    """A name as the vocabulary has it: `Key Actions:` is `key action`."""
    words = [_singular(word) for word in same_name(name.replace("&", " and ").replace("(s)", "")).split()]
    kept = [word for word in words if word not in _FILLERS]
    return " ".join(kept or words)


def _singular(word: str) -> str:
    if word in _KEPT_WHOLE or len(word) < 4 or word.endswith("ss"):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("s")


_KNOWN: Final[dict[str, ColumnField]] = {
    _plain(name): field for field, names in _NAMES.items() for name in names.split("|")
}
_WORDS_OF: Final[dict[ColumnField, frozenset[str]]] = {
    field: frozenset(word for name in names.split("|") for word in _plain(name).split())
    for field, names in _NAMES.items()
}
"""Every word in the names of a field: one made of these alone stands for it too."""
_WORDS: Final = frozenset(
    {word for name in _KNOWN for word in name.split()}.union(_RATING, *(guess for guess, _ in _GUESSES))
)
"""Every word of a name that is known or guessed: most texts of a document have none."""
