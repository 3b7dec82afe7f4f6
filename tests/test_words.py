"""Texts that have to be short."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from si_plan.documents.words import cut


def test_a_text_is_cut_after_a_word() -> None:
    assert cut("Establish and implement arrangements", 36) == "Establish and implement arrangements"
    assert cut("Establish and implement arrangements", 35) == "Establish and implement…"
    assert cut("Establish, and implement", 13) == "Establish…"
    assert cut("Arrangements", 5) == "Arra…"
    assert cut("Two\n  lines", 20) == "Two lines"


@given(st.text(), st.integers(1, 30))
def test_a_cut_text_has_at_most_that_many_characters(text: str, length: int) -> None:
    short = cut(text, length)
    assert len(short) <= length
    assert short == " ".join(text.split()) or short.endswith("…")
