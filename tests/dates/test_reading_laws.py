"""Laws of the reader: dates read back to themselves, nothing depends on today, nothing raises or takes long."""

import re
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from si_plan.dates.calendar import USUAL
from si_plan.dates.periods import MONTHS, last_of_month
from si_plan.dates.recurrence import recurrence_from_data
from si_plan.deadlines import Reading, read_deadline, record_fields
from si_plan.deadlines.reader import LONGEST
from si_plan.deadlines.words import WORDS

pytestmark = pytest.mark.slow

CONTEXT = date(2016, 6, 3)
DAYS = st.dates(date(2007, 1, 1), date(2026, 12, 31))
SHORT = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"]
VOCABULARY = sorted({p for line in WORDS.strip().splitlines() for p in line.partition(": ")[2].split(" | ")})
PIECES = st.one_of(
    st.sampled_from(VOCABULARY),
    st.sampled_from([*SHORT, "2016", "2016/17", "16", "1", "31/12/16", "\n", ";", "–", "(", ")", "'17", "½", "6th"]),
    st.text(max_size=4),
)
HOSTILE = st.one_of(st.text(max_size=LONGEST + 20), st.lists(PIECES, max_size=40).map(" ".join))
CONTEXTS = st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2199, 12, 31)))


def suffix(day: int) -> str:
    return "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def forms_of(day: date) -> list[str]:
    """A day in every form that English plans write it in."""
    d, m, y, yy = day.day, day.month, day.year, f"{day.year % 100:02}"
    long, short = MONTHS[m - 1], SHORT[m - 1]
    ordinal = f"{d}{suffix(d)}"
    return [
        f"{d} {long} {y}", f"{d:02} {long} {y}", f"{d} {short} {y}", f"{ordinal} {long} {y}",
        f"the {ordinal} of {long} {y}", f"{ordinal} {short} {yy}", f"{d} {short} '{yy}", f"{d} {long} {yy}",
        f"{long} {d}, {y}", f"{short} {ordinal} {y}", f"{long} {ordinal}, {y}",
        f"{d}/{m}/{y}", f"{d:02}/{m:02}/{y}", f"{d:02}.{m:02}.{y}", f"{d}-{m}-{y}", f"{d:02}/{m:02}/{yy}",
        f"{d}.{m}.{yy}", f"{d} / {m} / {y}", f"{d:02}-{short}-{y}", f"{d}-{short}-{yy}", day.isoformat(),
        f"{day:%A} {d} {long} {y}", f"{day:%a} {ordinal} {short} {y}", f"{day:%A}, {d} {long} {y}",
        f"{d}\u00a0{long}\u00a0{y}", f"{d}\u2013{short}\u2013{y}", f"{long.upper()} {d} {y}",
    ]  # fmt: skip


@given(DAYS)
def test_a_day_in_every_form_reads_back_to_itself(day: date) -> None:
    for text in forms_of(day):
        assert read_deadline(text, CONTEXT).last_day == day, text
        by = read_deadline(f"By {text}", CONTEXT)
        assert (by.kind, by.last_day, by.confidence) == ("by", day, "certain"), text
        assert read_deadline(f"From {text}", CONTEXT).first_day == day, text
        on = read_deadline(f"on {text}", CONTEXT)
        assert (on.kind, on.first_day, on.last_day) == ("on", day, day), text


@given(DAYS)
def test_a_month_in_every_form_reads_back_to_itself(day: date) -> None:
    long, short, last = MONTHS[day.month - 1], SHORT[day.month - 1], last_of_month(day.year, day.month)
    for month in (long, short, f"{short}.", long.upper(), short.lower()):
        for text in (f"{month} {day.year}", f"{month}, {day.year}", f"{month} '{day.year % 100:02}"):
            assert read_deadline(text, CONTEXT).last_day == last, text
            for by in ("by", "by end of", "by the end of", "end of"):
                reading = read_deadline(f"{by} {text}", CONTEXT)
                assert (reading.kind, reading.last_day, reading.confidence) == ("by", last, "certain"), text
    assert read_deadline(f"{day.month:02}/{day.year}", CONTEXT).last_day == last


@given(DAYS, st.integers(1, 700))
def test_a_range_in_every_form_reads_back_to_itself(day: date, days: int) -> None:
    end = day + timedelta(days=days)
    for first, last in zip(forms_of(day), forms_of(end), strict=True):
        for text in (f"{first} to {last}", f"{first} - {last}", f"from {first} until {last}"):
            reading = read_deadline(text, CONTEXT)
            assert (reading.first_day, reading.last_day, reading.kind) == (day, end, "during"), text
        backwards = read_deadline(f"{last} - {first}", CONTEXT)
        assert (backwards.kind, backwards.confidence, backwards.last_day) == ("undated", "unsure", None)


@given(st.integers(2000, 2030), st.integers(0, 2), st.integers(1, 2))
def test_terms_and_half_terms_read_back_to_themselves(start_year: int, season: int, half: int) -> None:
    name = ("Autumn", "Spring", "Summer")[season]
    pair = f"{start_year}/{(start_year + 1) % 100:02}"
    term = USUAL.terms_of(start_year)[season]
    for text in (f"{name} term {pair}", f"{name} Term {term.first.year}", f"{pair} {name} term"):
        reading = read_deadline(text, date(start_year, 6, 3))
        assert (reading.first_day, reading.last_day, reading.confidence) == (term.first, term.last, "certain")
        assert read_deadline(f"by end of {text}", date(start_year, 6, 3)).last_day == term.last
    part = USUAL.half_terms_of(start_year)[2 * season + half - 1]
    for text in (f"{name} {half} {pair}", f"{name} {half} {part.first.year}", f"HT{2 * season + half} {pair}"):
        reading = read_deadline(text, date(start_year, 6, 3))
        assert (reading.first_day, reading.last_day) == (part.first, part.last), text


@given(DAYS, st.integers(1, 12))
def test_a_month_without_a_year_is_the_next_that_is_not_over(context: date, month: int) -> None:
    last = read_deadline(f"By {MONTHS[month - 1]}", context).last_day
    assert last is not None
    assert context <= last <= date(context.year + 1, context.month, 28) + timedelta(days=31)


def check(reading: Reading) -> None:
    """What holds of every reading."""
    first, last = reading.first_day, reading.last_day
    assert first is None or last is None or first <= last
    assert (reading.kind == "recurring") == (reading.recurrence is not None)
    assert reading.kind != "undated" or (first is None and last is None and not reading.dates)
    assert reading.kind != "by" or (first is None and last is not None)
    assert reading.kind != "from" or (first is not None and last is None)
    assert reading.kind != "on" or first == last is not None
    assert reading.reason.endswith(".")
    certain = reading.confidence == "certain" and reading.kind != "undated"
    assert not certain or not any(letter.isdigit() for word in reading.ignored for letter in word)
    if reading.recurrence:
        assert recurrence_from_data(reading.recurrence.as_data()) == reading.recurrence
    assert record_fields(reading) or (first is None and last is None and reading.recurrence is None)
    for clause in reading.clauses:
        check(clause)


@example("'17:1/12/16(", None)
@given(HOSTILE, CONTEXTS)
def test_hostile_text_never_raises_and_keeps_the_laws(text: str, context: date | None) -> None:
    check(read_deadline(text, context))


@given(HOSTILE)
def test_a_reading_is_the_same_whenever_it_is_made(text: str) -> None:
    assert read_deadline(text, CONTEXT) == read_deadline(text, CONTEXT, USUAL)


@given(HOSTILE, CONTEXTS)
def test_what_is_exact_does_not_rest_on_the_plans_date(text: str, context: date | None) -> None:
    reading = read_deadline(text, CONTEXT)
    if reading.exact and reading.kind != "recurring":
        other = read_deadline(text, context)
        assert (other.kind, other.starts, other.ends) == (reading.kind, reading.starts, reading.ends)


@given(DAYS, st.integers(1, 12), st.sampled_from(["By {}", "{} for parents", "by the end of {}", "in the {} review"]))
def test_a_month_without_a_year_is_certain_only_where_the_next_is_near(context: date, month: int, form: str) -> None:
    reading = read_deadline(form.format(MONTHS[month - 1]), context)
    last = reading.last_day
    assert last is not None
    if reading.confidence == "certain":
        assert context <= last <= context + timedelta(days=183)


def test_a_reading_never_asks_for_today() -> None:
    deadlines = Path(read_deadline.__code__.co_filename).parent
    for module in [*deadlines.glob("*.py"), *(deadlines.parent / "dates").glob("*.py")]:
        source = module.read_text(encoding="utf-8")
        assert "today(" not in source
        assert "now(" not in source
        assert not re.search(r"^import time$", source, re.MULTILINE)


@pytest.mark.parametrize(
    "piece",
    ["1 ", "1-", "- ", "every ", "May 1, ", "end of ", "a ", "(", "half term ", "2016/17 ", "one two ", "x", "6th & ",
     "Sept, ", "Autumn 1 and 2 ", "1/", "2016-", "by ", "1.1.16-", "twice a ", "\u1d57", "\n", "½", "w/c "],
)  # fmt: skip
def test_the_longest_text_is_read_in_a_moment(piece: str) -> None:
    text = (piece * LONGEST)[:LONGEST]
    started = time.perf_counter()
    check(read_deadline(text, CONTEXT))
    assert time.perf_counter() - started < 0.5


def test_a_longer_text_is_not_read() -> None:
    reading = read_deadline("By Sept 2016 " * 100, CONTEXT)
    assert (reading.kind, reading.confidence) == ("undated", "unsure")
    assert "longer than 500 characters" in reading.reason
