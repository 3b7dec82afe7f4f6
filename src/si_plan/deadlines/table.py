"""A table of forms, and the longest form of it that a row of tokens holds from a given place.

A form's pattern is written in classes of tokens: `weekday? day month year|yy` is a day and a month, perhaps
with a weekday before them, and then a year of four digits or of two. `?` marks what may be missing, `|`
stands between alternatives. The search walks a tree of classes, so it costs the length of the longest form
however many forms there are, and never goes back.
"""

from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple

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
    """Forms, of which a text holds the longest; where two are as long, the earlier row."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._root = _Node()
        for row, form in enumerate(forms):
            for classes in _written_out(form.pattern):
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
            return None  # as at most places
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


def _written_out(pattern: str) -> Iterable[tuple[str, ...]]:
    """Every row of classes that `pattern` stands for."""
    choices: list[tuple[str, ...]] = []
    for word in pattern.split():
        names = tuple(word.rstrip("?").split("|"))
        choices.append((*names, "") if word.endswith("?") else names)
    for row in product(*choices):
        yield tuple(name for name in row if name)
