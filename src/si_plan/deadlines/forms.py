"""The grammar of written deadlines: every form that is read, one a row.

A deadline is one or more clauses. A clause is a date with its preposition, a recurrence, a length of time or
an open wording, among other words (a stage before it, a status after it) that are kept and reported:

    clause   = [preposition] [edge] date [range or list of dates] ["onwards"]
             | recurrence [preposition date] | length | open wording
    edge     = start of | end of | early | mid | late | first half of | second half of | week commencing
    range    = date (to | - | until | and, after "between") date
    list     = date (, | and | & | / | +) date …

`DATES`, `REPEATS`, `LENGTHS` and `MARKS` are the rows for the parts; the classes that the patterns are
written in are those of `vocabulary.WORDS` and, for numbers, of `tokens`. "Earlier row first" settles the
order of two forms that are as long as each other. `table_of_forms()` prints them.

A form's pattern is written in classes of tokens: `weekday? day month year|yy` is a day and a month, perhaps
with a weekday before them, and then a year of four digits or of two. `?` marks what may be missing, `|`
stands between alternatives. The search walks a tree of classes, so it costs the length of the longest form
however many forms there are, and never goes back.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import product
from typing import Final, NamedTuple

from si_plan.deadlines.tokens import Token


class Form(NamedTuple):
    """A row of a table: what is read (`name`), how it is written (`pattern`), an example of it."""

    name: str
    pattern: str
    example: str


class Match(NamedTuple):
    """A form found in a text: its name, the values of the classes in it, and how many tokens it took."""

    name: str
    parts: dict[str, int]
    length: int


class _Node:
    """A place in the tree: what may come next, and the form that ends here, if one does."""

    __slots__ = ("branches", "form", "row")

    def __init__(self) -> None:
        self.branches: dict[str, _Node] = {}
        self.form: Form | None = None
        self.row = 0


class Table:
    """Forms, searched for the longest that a text has; of two that are as long, the earlier row."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._root = _Node()
        for row, form in enumerate(forms):
            for classes in _expand(form.pattern):
                self._add(classes, form, row)

    def _add(self, classes: Sequence[str], form: Form, row: int) -> None:
        node = self._root
        for name in classes:
            further = node.branches.get(name)
            if further is None:
                further = node.branches[name] = _Node()
            node = further
        if node.form is None:
            node.form, node.row = form, row

    def longest(self, tokens: Sequence[Token], place: int) -> Match | None:
        """The longest form that begins at `place`, or None."""
        if place >= len(tokens) or self._root.branches.keys().isdisjoint(tokens[place].means):
            return None  # at most places no form begins
        ways: list[tuple[_Node, dict[str, int]]] = [(self._root, {})]
        found: Match | None = None
        here = place
        while ways and here < len(tokens):
            means = tokens[here].means
            noted = {"doubt": means["doubt"]} if "doubt" in means else {}
            ways = [
                (node.branches[name], {**parts, name: value, **noted})
                for node, parts in ways
                for name, value in means.items()
                if name in node.branches
            ]
            here += 1
            ended = [(node.row, node.form.name, parts) for node, parts in ways if node.form]
            if ended:
                _, name, parts = min(ended, key=lambda end: end[0])
                found = Match(name, parts, here - place)
        return found


def _expand(pattern: str) -> Iterable[tuple[str, ...]]:
    """Every row of classes that `pattern` stands for."""
    choices: list[tuple[str, ...]] = []
    for word in pattern.split():
        names = tuple(word.rstrip("?").split("|"))
        choices.append((*names, "") if word.endswith("?") else names)
    for row in product(*choices):
        yield tuple(name for name in row if name)


DATES: Final = (
    Form("day", "weekday? comma? date", "31/12/2016"),
    Form("day", "weekday? comma? day month comma? year|yy", "Friday 6th May 2016"),
    Form("day", "day month comma? year|yy open weekday close", "6 May 2016 (Fri)"),
    Form("day", "date open weekday close", "06/05/2016 (Fri)"),
    Form("day", "day dash|slash|dot month dash|slash|dot year|yy", "1-Sep-16"),
    Form("day", "weekday? comma? month day comma? year", "September 1st, 2016"),
    Form("day", "month ordinal comma? yy", "Sept 1st 16"),
    Form("day", "weekday? comma? day dash? month", "31st December"),
    Form("day", "day month which yearword|academic|calendar", "31 May next year"),
    Form("day", "weekday? comma? month ordinal", "July 18th"),
    Form("month", "month comma|dash|slash|dot? year", "Sept 2016"),
    Form("month", "month comma? academic? pair", "July 2014/15"),
    Form("month", "pair month", "2014/15 July"),
    Form("month", "year dash? month", "2016 September"),
    Form("month", "monthyear", "09/2016"),
    Form("month or day", "month yy", "Sept 14"),
    Form("month or day", "month dash yy", "Sep-14"),
    Form("day", "month day", "July 6"),
    Form("month", "month slash yy", "Sept/14"),
    Form("month", "month which yearword|academic|calendar", "May next year"),
    Form("month", "which month", "next May"),
    Form("month", "month", "September"),
    Form("half term", "season term|halfterm? half", "Autumn 2"),
    Form("half term", "season term|halfterm? half comma|dash? year|yy|pair", "Autumn 2, 2016"),
    Form("half term", "season term? open half close year|yy|pair?", "Autumn (2)"),
    Form("half term", "year|pair season term|halfterm? half", "2016/17 Autumn 2"),
    Form("half term", "halftermof academic? pair", "first half term of 2016/17"),
    Form("half term", "nth halfterm season term? year|yy|pair?", "second half term of autumn 2016"),
    Form("half term", "season term? nth halfterm year|yy|pair?", "autumn term first half term"),
    Form("half term", "season term? firsthalf|secondhalf year|yy|pair?", "Spring term first half"),
    Form("half term", "firsthalf|secondhalf season term? year|yy|pair?", "first half of autumn term 2016"),
    Form("half term", "season term? comma? open firsthalf|secondhalf close", "Autumn term (first half)"),
    Form("half term", "season term? year|yy|pair? comma|dash firsthalf|secondhalf", "Autumn term 2016 - first half"),
    Form("half term", "halfterm digits|n", "HT4"),
    Form("half term", "halfterm digits|n comma|dash? year|pair", "HT4 2014-15"),
    Form("half term", "pair comma|dash? halfterm digits", "2014-15 HT4"),
    Form("half term", "t|term digits|n", "Term 3"),
    Form("half term", "t|term digits|n comma|dash? year|pair", "Term 3 2016/17"),
    Form("half term", "pair comma|dash? t|term digits", "2016/17 Term 3"),
    Form("named term", "t|term digits|n open season term? close year|yy|pair?", "Term 3 (Spring) 2017"),
    Form("half term break", "month halfterm holiday? year|yy|pair?", "October half term"),
    Form("half term break", "season halfterm holiday? year|yy|pair?", "spring half term 2017"),
    Form("half term break", "season|month year|pair halfterm holiday?", "Autumn 2016 half term"),
    Form("half term break", "halfterm holiday? during month year|yy?", "half term in October 2016"),
    Form("half term break", "halfterm holiday?", "by half term"),
    Form("term", "season term? comma|dash? year|yy|pair", "Autumn term 2016"),
    Form("term", "season term? academic pair", "autumn term of academic year 2016/17"),
    Form("term", "year|pair comma|dash? season term?", "2016 Autumn term"),
    Form("term", "year|pair open season term? close", "2016 (Autumn)"),
    Form("term", "season term? which yearword|academic|calendar", "summer term next year"),
    Form("term", "which season term?", "next autumn term"),
    Form("nth term", "nth term academic? pair", "first term of 2016/17"),
    Form("nth term", "nth term", "third term"),
    Form("term", "season term", "Summer Term"),
    Form("term", "season", "Summer"),
    Form("term", "which term", "this term"),
    Form("this term", "term", "end of term"),
    Form("summer break", "season holiday year|yy?", "summer holiday 2016"),
    Form("feast", "feast term|holiday? year|yy?", "Easter 2017"),
    Form("quarter", "quarter digits|n comma|dash|slash? financial? year|pair", "Q3 2019/20"),
    Form("quarter", "nth quarter financial? year|pair?", "first quarter of 2016/17"),
    Form("quarter", "financial? pair comma|dash|slash? quarter digits", "2019/20 Q3"),
    Form("quarter", "year quarter digits", "2019 Q3"),
    Form("quarter", "quarter digits|n", "Q3"),
    Form("year", "academic|financial|municipal pair", "academic year 2016/17"),
    Form("year", "pair academic|financial|municipal", "2019-20 Academic Year"),
    Form("year", "yearword? pair", "2016/17"),
    Form("year", "which academic|financial|municipal|calendar|yearword", "next municipal year"),
    Form("year", "academic|financial|municipal|calendar year", "calendar year 2016"),
    Form("year", "year academic|financial|municipal|calendar", "2016 academic year"),
    Form("year", "academic|financial|municipal|calendar", "the academic year"),
    Form("year", "yearword? year", "2018"),
    Form("years", "years", "2016-2019"),
    Form("this year", "yearword", "the year"),
    Form("this year", "wholeyear", "all year"),
    Form("impossible", "weekday? impossible", "31/02/2016"),
    Form("impossible", "yy slash yy", "06/07"),
)

REPEATS: Final = (
    Form("freq", "freq", "termly"),
    Form("every", "n dash? freq", "six-weekly"),
    Form("every", "each unit", "each term"),
    Form("every", "each|everyslip n unit", "every 6 weeks"),
    Form("every", "everyslip unit", "evry term"),
    Form("every in all", "eachof n? unit", "each of the three terms"),
    Form("every in all", "all n unit", "all three terms"),
    Form("between", "each n dash|to|or most unit", "every 6-8 weeks"),
    Form("every", "perannum", "per annum"),
    Form("every", "each nth unit", "every third year"),
    Form("every other", "each other unit", "every other week"),
    Form("every other", "alternate unit", "alternate weeks"),
    Form("every other", "each other weekday", "every other Friday"),
    Form("times", "count|n times? each|a unit", "twice a year"),
    Form("times", "count dash? freq", "twice termly"),
    Form("times", "n times freq", "3 times yearly"),
    Form("times", "n times each|a unit", "3 times a year"),
    Form("times", "n times? perannum", "5 per annum"),
    Form("times", "n slash unit", "3/year"),
    Form("times", "times n", "x5"),
    Form("times", "times n each|a unit", "x 3 per term"),
    Form("times", "n times", "5 times"),
    Form("every", "nth|which weekday each unit", "first Monday of each month"),
    Form("every", "start|end each unit", "end of each term"),
    Form("week", "each weekday", "every Friday"),
    Form("week", "weekdays", "Fridays"),
    Form("year in month", "each month", "every September"),
    Form("year in day", "each day month", "every 31 December"),
    Form("year in month", "end each month", "end of each July"),
    Form("year in term", "end each season term", "end of each summer term"),
    Form("year in term", "each season term|halfterm? half?", "each autumn term"),
)

LENGTHS: Final = (
    Form("within", "during which? n dash? unit", "within 6 weeks"),
    Form("within", "during which unit", "in the next week"),
    Form("within", "within a unit", "within a month"),
    Form("length", "n dash? unit", "18 months"),
    Form("length", "for a unit", "for a year"),
    Form("length", "n dash|to|or most unit", "1-2 years"),
    Form("length", "which n unit", "next 12 months"),
    Form("relative", "n dash? unit after|before|from|during", "6 weeks after inspection"),
    Form("relative", "unit after|before", "week after inspection"),
    Form("relative", "a unit after|before|from", "a year from January"),
)

MARKS: Final = (
    Form("ongoing", "ongoing", "on-going"),
    Form("ongoing", "throughout", "throughout"),
    Form("ongoing", "onwards", "and ongoing"),
    Form("needed", "needed", "as and when"),
    Form("immediate", "immediate", "with immediate effect"),
    Form("soon", "soon", "as soon as possible"),
    Form("unknown", "unknown", "TBC"),
    Form("none", "none", "N/A"),
    Form("status", "status", "complete"),
    Form("moved", "moved", "postponed"),
    Form("elsewhere", "elsewhere", "as above"),
    Form("next", "next", "next meeting"),
    Form("doubt", "provisional", "approximately"),
    Form("doubt", "not", "except"),
    Form("instead", "instead", "instead of"),
    Form("doubt", "or", "or"),
    Form("reference", "reference cardinal", "Year 6"),
    Form("reference", "digits percent", "80%"),
    Form("reference", "money digits", "£500"),
    Form("clock", "clock", "9.30am"),
)


@cache
def dates() -> Table:
    """The forms of dates, ready for search."""
    return Table(DATES)


@cache
def repeats() -> Table:
    """The forms of recurrence, ready for search."""
    return Table(REPEATS)


@cache
def lengths() -> Table:
    """The forms of lengths of time, ready for search."""
    return Table(LENGTHS)


@cache
def marks() -> Table:
    """The forms of open wording, statuses and references, ready for search."""
    return Table(MARKS)


def table_of_forms() -> str:
    """The grammar as a Markdown table, for the documentation."""
    tables = (("date", DATES), ("recurrence", REPEATS), ("length", LENGTHS), ("mark", MARKS))
    rows = [
        f"| {part} | {form.name} | `{form.pattern.replace('|', chr(92) + '|')}` | {form.example} |"
        for part, forms in tables
        for form in forms
    ]
    return "\n".join(["| part | read as | pattern | example |", "|---|---|---|---|", *rows])
