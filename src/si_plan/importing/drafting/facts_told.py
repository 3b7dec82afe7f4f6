"""What a receipt says of the paragraphs that give a plan its title, its authority and its date: one that says more than
that does not stand in the plan as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from si_plan.importing.document import Paragraph
from si_plan.importing.drafting.received import Received
from si_plan.importing.laid_out import LaidOut
from si_plan.importing.tables.headers import one_line
from si_plan.importing.tables.passages import without_days


def told_facts(laid_out: LaidOut, received: Received, title: str, authority: str, dated: date | None) -> None:
    """Tell which paragraphs gave the facts of a plan, and which of them say more than any of its fields has."""
    values = [one_line(value).casefold() for value in (title, authority) if value]
    kept = {part.place for part in laid_out.background}
    for paragraphs, field, value in (
        (laid_out.title, "title", title),
        (laid_out.authority, "authority", authority),
        (laid_out.dated, "dated", str(dated or "")),
    ):
        for part in paragraphs:
            if value:
                received.paragraphs([part], "plan", field, value)
            if part.place not in kept and (not value or _says_more(part, values, dated=part in laid_out.dated)):
                rule = "says more than the plan's title, authority and date" if value else "no date that siplan reads"
                received.paragraphs([part], "", "", "", rule, "not-mapped")


def _says_more(part: Paragraph, values: Iterable[str], *, dated: bool) -> bool:
    """Whether a paragraph says more than values, and a date with a word for it: "Adopted 3 June 2016"."""
    text = one_line(part.text).casefold()
    for value in values:
        text = text.replace(value, " ")
    words = re.findall(r"\w+", without_days(text) if dated else text)
    return len(words) > (1 if dated else 0)
