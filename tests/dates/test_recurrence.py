"""Recurrences as records write them, and their labels."""

import pytest

from si_plan.dates.recurrence import WORDS, Place, Recurrence, recurrence_from_data
from si_plan.dates.reduced import DateError

FORMS: list[tuple[str | dict[str, str], str]] = [
    ("daily", "daily"),
    ("weekly", "weekly"),
    ("fortnightly", "fortnightly"),
    ("monthly", "monthly"),
    ("quarterly", "quarterly"),
    ("half_termly", "half-termly"),
    ("termly", "termly"),
    ("annual", "annual"),
    ("per_meeting", "per-meeting"),
    ({"every": "6 weeks"}, "every-6-weeks"),
    ({"every": "2 months"}, "every-2-months"),
    ({"every": "2 years"}, "every-2-years"),
    ({"every": "year", "in": "September"}, "annual"),
    ({"every": "year", "in": "31 December"}, "annual"),
    ({"every": "year", "in": "Spring"}, "annual"),
    ({"every": "year", "in": "Spring 1"}, "annual"),
    ({"every": "year", "in": "January, June"}, "2-per-year"),
    ({"every": "year", "year": "financial"}, "annual"),
    ({"times": "5", "per": "year"}, "5-per-year"),
    ({"times": "2", "per": "half_term"}, "2-per-half-term"),
    ({"times": "6", "per": "year", "year": "academic"}, "6-per-year"),
]


@pytest.mark.parametrize(("data", "label"), FORMS, ids=str)
def test_every_form_is_written_back_as_it_was(data: str | dict[str, str], label: str) -> None:
    recurrence = recurrence_from_data(data)
    assert recurrence.as_data() == data
    assert recurrence.label() == label


@pytest.mark.parametrize("word", WORDS)
def test_a_word_may_stand_under_every(word: str) -> None:
    assert recurrence_from_data({"every": word}) == recurrence_from_data(word)


def test_half_terms_are_understood_in_every_spelling() -> None:
    expected = Recurrence("half_term", 2)
    for text in ("2 half_terms", "2 half-terms", "2 half terms"):
        assert recurrence_from_data({"every": text}) == expected


def test_it_is_said_in_words() -> None:
    assert str(recurrence_from_data("half_termly")) == "half termly"
    assert str(Recurrence("year", places=(Place(month=9),), year="financial")) == (
        "annual in September, by the financial year"
    )


@pytest.mark.parametrize(
    "data",
    [
        "sometimes",
        "",
        3,
        None,
        [],
        {},
        {"every": "six weeks"},
        {"every": "0 weeks"},
        {"every": "1000 weeks"},
        {"every": "2 moons"},
        {"every": "week", "times": "2"},
        {"times": "5"},
        {"per": "year"},
        {"times": "x", "per": "year"},
        {"times": "0", "per": "year"},
        {"times": "9999", "per": "year"},
        {"times": "2", "per": "meeting"},
        {"every": "week", "in": "September"},
        {"every": "year", "in": "Sometime"},
        {"every": "year", "in": "June, June"},
        {"every": "year", "in": "June, Spring"},
        {"every": "year", "in": "31 June"},
        {"every": "year", "in": "0 June"},
        {"every": "year", "year": "lunar"},
        {"every": "2 meetings"},
        {"each": "year"},
    ],
    ids=str,
)
def test_what_is_no_recurrence_is_refused_with_a_hint(data: object) -> None:
    with pytest.raises(DateError) as caught:
        recurrence_from_data(data)
    assert caught.value.reason
    assert caught.value.hint
