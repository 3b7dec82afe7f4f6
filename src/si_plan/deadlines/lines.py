"""A text as lines, without the words that say nothing anywhere."""

from collections.abc import Sequence

from si_plan.deadlines.tokens import Token, tokens_of


def lines_of(text: str) -> list[tuple[str, list[Token]]]:
    """The lines of a text, which a semicolon ends too: the words of each, and its tokens without fillers (articles)."""
    lines: list[list[Token]] = [[]]
    for token in tokens_of(text):
        if "semi" in token.means or "line" in token.means:
            lines.append([])
            continue
        if len(lines) > 1 and not lines[-1] and _goes_on(lines[-2], token):
            lines.pop()
        lines[-1].append(token)
    return [(text[line[0].start : line[-1].end], _without_fillers(line)) for line in lines if line]


def _goes_on(line: Sequence[Token], token: Token) -> bool:
    """Whether a line that ends in a length of time goes on in the next: "within 20 working days", "of 6 June"."""
    linked = token.text.lower() == "of" or not {"from", "after", "including"}.isdisjoint(token.means)
    return linked and bool(line) and "unit" in line[-1].means


def _without_fillers(line: Sequence[Token]) -> list[Token]:
    """The tokens of a line without fillers, but with the "of" after a length of time, which says from what it
    counts, and with the "at least" before it."""
    kept: list[Token] = []
    for place, token in enumerate(line):
        at_least = "least" in token.means and _is_length_from(line[place + 1 : place + 4])
        after_unit = token.text.lower() == "of" and kept and "unit" in kept[-1].means
        counted = "unit" in token.means and kept and not {"n", "a"}.isdisjoint(kept[-1].means)
        if after_unit or counted or at_least or "filler" not in token.means:
            kept.append(token)
    return kept


def _is_length_from(tokens: Sequence[Token]) -> bool:
    """Whether these are a length of time and what says from when it counts: "28 days after"."""
    if len(tokens) < 3 or "n" not in tokens[0].means or "unit" not in tokens[1].means:
        return False
    return tokens[2].text.lower() == "of" or not {"from", "after", "before"}.isdisjoint(tokens[2].means)
