"""That the shipped plan promises what the document promises, and no more and no less firmly.

Each row was read in the published document of 3 June 2016 beside the plan: words that carry a fact or a strength, and
words that would change one.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from html import unescape
from pathlib import Path
from re import findall, sub
from sys import argv
from typing import Any, Final

import pytest

from asking import shipped
from si_plan.model.background import text_of

# Of a record: what must stand in its title or text, and what must not.
STRENGTHS: Final = [
    ("A2", "Set out clearly", "Make clear"),
    ("A3", "Agree", "Settle"),
    ("A4", "Ensure", ""),
    ("A5", "Promote effective collaboration", "Have"),
    ("1", "Establish and implement", "Build"),
    ("1.1", "replaces the LA's Achieving Excellence Strategy", "Found"),
    ("1.1.3", "in place", "in force"),
    ("1.2.3", "reported to the Executive Board", "told"),
    ("1.3", "targets schools", "are to"),
    ("1.5", "is to include", ""),
    ("1.6", "Establish the following", "two schemes"),
    ("2.2", "stronger", "stress"),
    ("2.4", "ensure clear evidence", "make sure"),
    ("2.4.2", "in place", "in force"),
    ("2.5", "through the following", ""),
    ("2.6.2", "Clear supervision and quality assurance in place", ""),
    ("3.1", "Revise and strengthen", "Give"),
    ("3.1.3", "based on intervention", "with intervention"),
    ("4", "as a particular focus", "above all"),
    ("4.1", "in partnership with", ""),
    ("4.2", "initially", ""),
    ("5", "to ensure", ""),
    ("5.1.3", "New process for the collection", "in use"),
    ("5.3", "as a particular focus", "particularly"),
    ("6", "Accelerate", "Get"),
    ("6.1", "Ensure", "See that"),
    ("6.2", "ensure that they have effective leadership", "see that"),
    ("6.2.1", "in place from Sept 2016", "running"),
    ("6.3", "Partners provide", "give"),
    ("6.3.2", "ensured", ""),
    ("7", "promote the effective integration", "integrate"),
    ("7.2", "Ensure", "four bodies"),
    ("7.2.1", "in place", "in force"),
    ("7.3", "ensure that across the service the effective features", ""),
    ("7.3.1", "in place", "in operation"),
    ("7.4.2", "in place", ""),
    ("7.5", "as part of the annual cycle", ""),
    ("7.5.1", "is to include a focus", ""),
    ("8", "as a particular focus", "above all"),
    ("8.1", "ensure more precise links", ""),
    ("8.2", "ensure that they stay on track", ""),
    ("8.2.1", "extended by a second year", "runs"),
    ("8.2.2", "to include a focus", ""),
    ("8.3", "Address gaps", "Close"),
]
_RUN: Final = 10
_RUNS: Final = Path(__file__).parent.parent / "cases" / "published-runs.txt"
"""A part of the hash of every run of ten words of the published document, which is not kept here.
`PYTHONPATH=tests python tests/queries/test_shipped_words.py DOCUMENT` writes it anew."""


@pytest.mark.parametrize(("identity", "said", "unsaid"), STRENGTHS)
def test_it_says_what_the_document_says(identity: str, said: str, unsaid: str) -> None:
    record: Any = shipped().by_id[identity]
    text = getattr(record, "title", "") or record.text
    assert said in text
    assert not unsaid or unsaid not in text


def test_steps_keep_their_verbs() -> None:
    steps = {action.id: action.steps for _, action in shipped().actions()}
    assert [step.split()[0] for step in steps["6.1"]] == ["Ensure", "Highlight", *["Ensure"] * 4]
    assert steps["6.3"][0].startswith("Provide")
    assert steps["1.6"][0].startswith("Programme")
    assert steps["4.1"][3].startswith("Roll the reviews out")


def test_no_part_of_5_2_has_measures_which_the_document_does_not_give() -> None:
    (action,) = (action for _, action in shipped().actions() if action.id == "5.2")
    assert [action.measures, *(milestone.measures for milestone in action.milestones)] == [()] * 4


@pytest.mark.parametrize(
    "fact",
    [
        "five areas", "eight key priorities", "a third of all schools", "11 Academy Trusts", "2020", "step change",
        "second teaching school", "vertical alignment", "white British boys", "strategic commissioner",
        "health visitors", "social workers", "Solent NHS Trust", "Stronger Futures", "Multi Agency Teams", "age 4+",
        "economies of scale", "statutory duties", "three-year vision and action plan", "Appendix 1",
    ],
)  # fmt: skip
def test_nothing_of_its_other_sections_is_lost(fact: str) -> None:
    assert fact in " ".join(map(text_of, shipped().details.background))


def test_what_is_in_place_from_a_month_or_for_a_year_is_read_alike() -> None:
    read = {identity: shipped().tracked_by_id[identity].record for identity in ("6.1.2", "6.2.1", "6.4.1", "7.3.1")}
    assert {identity: str(getattr(one, "due", "")) for identity, one in read.items()} == {
        "6.1.2": "2016-09",
        "6.2.1": "2016-09",
        "6.4.1": "2016-09",
        "7.3.1": "2016-05",
    }
    assert all(one.starts is None and one.due_reason for one in read.values())


def words(text: str) -> list[str]:
    return findall(r"[a-z0-9]+(?:'[a-z]+)?", sub(r"<[^>]+>", " ", unescape(text)).lower())


def runs(text: str) -> Iterator[str]:
    """Every run of ten words in a text."""
    found = words(text)
    return (" ".join(found[at : at + _RUN]) for at in range(len(found) - _RUN + 1))


def _mark(run: str) -> str:
    return sha256(run.encode()).hexdigest()[:8]


def _texts(value: Any) -> Iterator[str]:
    """Every text of a record that is a sentence of the plan's; what the document's cells say is kept word for word."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif hasattr(value, "model_fields_set"):
        for name in sorted(value.model_fields_set - {"when", "who"}):
            yield from _texts(getattr(value, name))


def test_no_sentence_is_the_documents() -> None:
    published = frozenset(_RUNS.read_text("ascii").split())
    plan = shipped()
    assert len(published) > 5_000
    source = plan.details.source
    assert source is not None
    title = set(runs(source.title))
    assert all(_mark(run) in published for run in title), "the document's own title is a name, and stands as it is"
    records = (plan.details, *plan.areas, *plan.roles, *plan.measures, *plan.notes, *plan.priorities)
    texts = [text for record in records for text in _texts(record)]
    assert [run for text in texts for run in runs(text) if _mark(run) in published and run not in title] == []


if __name__ == "__main__":
    marks = sorted({_mark(run) for run in runs(Path(argv[1]).read_text("utf-8"))})
    _RUNS.write_text("\n".join(" ".join(marks[at : at + 13]) for at in range(0, len(marks), 13)) + "\n", "ascii")
