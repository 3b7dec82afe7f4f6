"""What a stranger's edit can do to a comparison: nothing acts, nothing is lost silently, nothing takes long."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest

from asking import plan_of
from edits import edit
from example_plan import BASE, PRIORITY
from si_plan.changes.difference import Pair, difference
from si_plan.changes.rewording import MOST_COMPARISONS, MOST_WORDS, Rewording
from si_plan.documents.blocks import Column, Part, Row, Table, document
from si_plan.formats import sections
from si_plan.model.plan import Plan
from si_plan.queries.selection import facts_of
from si_plan.views.diff import Compared, page

pytestmark = pytest.mark.slow

ON = date(2016, 9, 1)
HEAD, _, LAST = BASE[PRIORITY].partition('      - id: "1.1.1"')
SOON = 4.0
"""Seconds of work on a slow machine: what is measured takes a few tenths."""


def milestones(texts: list[str]) -> str:
    return HEAD + "".join(f'      - {{id: "1.1.{n}", text: "{one}"}}\n' for n, one in enumerate(texts, 1))


def many(number: int, size: int, words: str) -> Plan:
    return plan_of({PRIORITY: milestones([" ".join(words * size) + f" {n}" for n in range(number)])})


@pytest.mark.parametrize("words", ["ab", "abab", "abcdefghij"])
def test_rewordings_of_long_repetitive_texts_are_bounded(words: str) -> None:
    base, head = many(600, 90, words), many(600, 90, words[::-1])
    begun = process_time()
    difference(Pair(base, head), ON)
    assert process_time() - begun < SOON


def test_over_the_limits_texts_are_told_whole() -> None:
    rewording = Rewording()
    old, new = " ".join(map(str, range(MOST_WORDS + 1))), " ".join(f"n{n}" for n in range(MOST_WORDS + 1))
    assert [one.change for one in rewording.pieces(old, new)] == ["gone", "new"]
    side = int(MOST_COMPARISONS**0.5 / 10)
    for _ in range(120):
        pieces = rewording.pieces(
            " ".join("a" * side) + " x " + "z " * side, " ".join("b" * side) + " x " + "y " * side
        )
    assert [one.change for one in pieces] == ["gone", "new"]


def test_thousands_of_deadlines_that_move_with_an_event_are_told_soon() -> None:
    plan = BASE["plan.yaml"].replace("1", "3", 1) + "events:\n  - {id: visit, what: Visit, on: 2016-06-06}\n"
    text = "".join(
        f'  - {{id: "1.{n}", title: T{n}, leads: [HT], when: [Soon], due: {{after: visit, days: 9}}, '
        f'milestones: [{{id: "1.{n}.1", text: M{n}}}]}}\n'
        for n in range(1, 3_000)
    )
    priority = BASE[PRIORITY][: BASE[PRIORITY].index("  - id:")] + text
    made = edit({"plan.yaml": plan, PRIORITY: priority}, {"plan.yaml": plan.replace("06-06", "06-07")})
    begun = process_time()
    told = difference(made.pair, ON).changes
    assert [one.code for one in made.found()] == ["event-redated"]
    assert process_time() - begun < SOON
    assert sum(one.kind == "recounted" for one in told) == 2_999


def test_thousands_of_entries_rewritten_are_judged_soon() -> None:
    entry = '- {on: 2016-07-01, at: "1.1.1", note: N%d}\n'
    old = "".join(entry % n for n in range(8_000))
    shuffled = "".join(entry % (n * 7 % 8_000) for n in range(8_000))
    for new in (None, shuffled, entry % -1 + old, "".join(entry % -n for n in range(8_000))):
        found = edit({"progress/1.1.yaml": old}, {"progress/1.1.yaml": new})
        begun = process_time()
        assert found.found()
        difference(found.pair, ON)
        assert process_time() - begun < SOON


def test_thousands_of_records_gone_or_numbered_anew_are_judged_soon() -> None:
    old = milestones([f"Part {n}" for n in range(6_000)])
    for texts in (["Other"], [f"Part {n}" for n in range(1, 6_000)], [f"Other{n}" for n in range(6_000)]):
        found = edit({PRIORITY: old}, {PRIORITY: milestones(texts)})
        begun = process_time()
        assert found.found()
        difference(found.pair, ON)
        assert process_time() - begun < SOON


# The size of a pull request's summary.


def table(title: str, rows: int, size: int = 1_000) -> Table:
    return Table((Column("A"), Column("B")), [Row(("é" * size, n)) for n in range(rows)], title)


def test_a_summary_keeps_within_its_size_and_says_what_was_cut() -> None:
    parts: list[Part] = [
        "One.",
        "Two.",
        *(table(f"L{n}", 600) for n in range(5)),
        table("Last", 2, 10),
    ]
    text = sections.render(document("H", *parts), frozenset({"L3"}))
    assert len(text.encode()) <= sections.MOST_BYTES
    assert len(text.encode()) > sections.MOST_BYTES * 0.75
    assert "One.\n\nTwo.\n" in text
    assert "<details><summary>L3: 600</summary>" in text
    assert text.count("</details>") == 1
    assert "| éééééééééé | 1 |" in text, "what is short is not lost behind what is long"
    assert text.count("… and ") == 5
    last = text.rstrip().rpartition("\n")[2]
    assert last.startswith("Cut to size: L0 (")
    assert last.endswith("of 600). siplan diff shows all of it.")


def test_a_long_cell_is_cut_and_a_short_page_is_whole() -> None:
    text = sections.render(document("", table("L", 3, 5_000)))
    assert "…" in text
    assert len(text) < 5_500
    whole = sections.render(document("H", "Nothing differs."))
    assert whole == "## H\n\nNothing differs.\n"


def test_a_whole_plan_rewritten_fits() -> None:
    texts = [f"Part {n} " + "long " * 30 for n in range(5_000)]
    base, head = plan_of({PRIORITY: milestones(texts)}), plan_of({PRIORITY: milestones([f"{one}er" for one in texts])})
    compared = Compared("base", "head", facts_of(head), difference(Pair(base, head), ON), [], {})
    text = sections.render(page(compared))
    assert len(text.encode()) <= sections.MOST_BYTES
    assert "Cut to size: Reworded (" in text
