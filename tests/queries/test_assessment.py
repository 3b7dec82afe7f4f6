"""Readings against targets: known answers for each kind, what is known on which day, and laws."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asking import asked, plan_of, shipped
from si_plan.dates.calendar import USUAL
from si_plan.dates.names import period_named
from si_plan.queries.measures import TargetRow, measures
from si_plan.views import targets

LATER = "2019-12-31"
BASELINE = "baseline_period: 2014-15"


def row(target: str, *readings: str, on: str = "2017-10-01") -> TargetRow:
    """How target M1.1, of these fields, stands by these readings, each a period and further fields."""
    written = "".join(
        f"- {{target: M1.1, period: {period}, {rest}, source: DfE}}\n"
        for period, _, rest in (reading.partition(" ") for reading in readings)
    )
    measure = f"""\
- id: M1
  title: Reading
  targets:
    - {{id: M1.1, cohort: All pupils, indicator: Results, {target}}}
"""
    files = {"measures.yaml": measure, **({"progress/measures.yaml": written} if written else {})}
    return measures(plan_of(files), asked(on))[0]


GAP = f"kind: gap, value: 0.5, by: 2018-08-31, {BASELINE}"
RISE = f"kind: rise, value: 5, by: 2018-08-31, {BASELINE}"
RANK = "kind: rank, value: 50, by: 2018-08-31"
ABSENCE = f"kind: better, by: 2018-08-31, lower_is_better: true, {BASELINE}"
MOST = f"kind: at_most, value: 10, by: 2018-08-31, {BASELINE}"
KEEP = f"kind: maintain, {BASELINE}"

# Each target with readings, and the verdict. The gap of 2014-15 is 6, so 3 is wanted three years later, and the
# straight path is at 5 after one year and (730 of 1096 days) a hair above 4 after two.
KNOWN = {
    "gap-halved": (GAP, ("2014-15 value: 54, comparator: 60", "2016-17 value: 57, comparator: 60"), "met"),
    "gap-above-half": (GAP, ("2014-15 value: 54, comparator: 60", "2016-17 value: 56.9, comparator: 60"), "on_the_way"),
    "gap-on-the-path": (
        GAP,
        ("2014-15 value: 54, comparator: 60", "2015-16 value: 55.1, comparator: 60"),
        "on_the_way",
    ),
    "gap-off-the-path": (GAP, ("2014-15 value: 54, comparator: 60", "2015-16 value: 54.9, comparator: 60"), "off"),
    "gap-wider": (GAP, ("2014-15 value: 54, comparator: 60", "2015-16 value: 53, comparator: 60"), "off"),
    "gap-overtaken": (GAP, ("2014-15 value: 54, comparator: 60", "2015-16 value: 70, comparator: 60"), "met"),
    "gap-given-as-such": (GAP, ("2014-15 value: 6", "2016-17 value: 3"), "met"),
    "gap-of-tenths": (GAP, ("2014-15 value: 0.6", "2016-17 value: 0.3"), "met"),
    "gap-no-baseline": ("kind: gap, value: 0.5, by: 2018-08", ("2016-17 value: 3",), "no_baseline"),
    "gap-baseline-not-read": (GAP, ("2016-17 value: 3",), "no_baseline"),
    "gap-baseline-alone": (GAP, ("2014-15 value: 6",), "no_reading"),
    "gap-no-date": (f"kind: gap, value: 0.5, {BASELINE}", ("2014-15 value: 6", "2016-17 value: 4"), "not_met"),
    "gap-smaller-than-another": ("kind: gap", ("2016-17 value: 15, comparator: 17",), "met"),
    "gap-as-wide-as-another": ("kind: gap", ("2016-17 value: 17, comparator: 17",), "not_met"),
    "gap-no-other": ("kind: gap", ("2016-17 value: 17",), "not_judged"),
    "rank-top-half": (RANK, ("2016-17 value: 1, rank: 76, of: 152",), "met"),
    "rank-below-half": (RANK, ("2016-17 value: 1, rank: 77, of: 152",), "not_met"),
    "rank-on-the-way": (
        f"{RANK}, {BASELINE}",
        ("2014-15 value: 1, rank: 120, of: 152", "2016-17 value: 1, rank: 88, of: 152"),
        "on_the_way",
    ),
    "rank-off": (
        f"{RANK}, {BASELINE}",
        ("2014-15 value: 1, rank: 120, of: 152", "2016-17 value: 1, rank: 92, of: 152"),
        "off",
    ),
    "rank-not-given": (RANK, ("2016-17 value: 1",), "not_judged"),
    "rank-over-the-number": (RANK, ("2016-17 value: 1, rank: 153, of: 152",), "not_judged"),
    "rank-no-per-cent": ("kind: rank", ("2016-17 value: 1, rank: 1, of: 152",), "not_judged"),
    "rise-of-five": (RISE, ("2014-15 value: 83.3", "2016-17 value: 88.3"), "met"),
    "rise-of-less": (RISE, ("2014-15 value: 83.3", "2016-17 value: 88.2"), "on_the_way"),
    "rise-off": (RISE, ("2014-15 value: 83.3", "2016-17 value: 86"), "off"),
    "rise-no-baseline": ("kind: rise, value: 5", ("2014-15 value: 83.3", "2016-17 value: 90"), "no_baseline"),
    "better-higher": ("kind: better", ("2016-17 value: 60.1, comparator: 60",), "met"),
    "better-level": ("kind: better", ("2016-17 value: 60, comparator: 60.0",), "not_met"),
    "better-lower": (ABSENCE, ("2016-17 value: 4.4, comparator: 4.5",), "met"),
    "better-on-the-way": (
        ABSENCE,
        ("2014-15 value: 5.4, comparator: 4.6", "2016-17 value: 4.8, comparator: 4.6"),
        "on_the_way",
    ),
    "better-off": (ABSENCE, ("2014-15 value: 5.4, comparator: 4.6", "2016-17 value: 4.9, comparator: 4.6"), "off"),
    "all": ("kind: all", ("2016-17 value: 100",), "met"),
    "all-but-some": ("kind: all", ("2016-17 value: 99.9",), "not_met"),
    "all-of-fifty": ("kind: all, value: 50", ("2016-17 value: 50",), "met"),
    "at-least": ("kind: at_least, value: 85", ("2016-17 value: 85",), "met"),
    "at-least-fewer": ("kind: at_least, value: 85", ("2016-17 value: 84.9",), "not_met"),
    "at-most": ("kind: at_most, value: 10", ("2016-17 value: 10",), "met"),
    "at-most-fewer": ("kind: at_most, value: 10", ("2016-17 value: 3",), "met"),
    "at-most-more": ("kind: at_most, value: 10", ("2016-17 value: 24",), "not_met"),
    "at-most-on-the-way": (MOST, ("2014-15 value: 24", "2016-17 value: 14"), "on_the_way"),
    "at-most-off": (MOST, ("2014-15 value: 24", "2016-17 value: 20"), "off"),
    "held": (KEEP, ("2014-15 value: 70", "2016-17 value: 70"), "met"),
    "not-held": (KEEP, ("2014-15 value: 70", "2016-17 value: 69.9"), "off"),
    "held-by-rank": (
        KEEP,
        ("2014-15 value: 70, rank: 10, of: 150", "2016-17 value: 60, rank: 9, of: 150"),
        "met",
    ),
    "no-reading": (RANK, (), "no_reading"),
}


@pytest.mark.parametrize("name", KNOWN)
def test_known_verdicts(name: str) -> None:
    target, readings, verdict = KNOWN[name]
    found = row(target, *readings)
    assert found.assessment.verdict == verdict, targets.why(found)


def test_every_verdict_has_its_words() -> None:
    assert {verdict for _, _, verdict in KNOWN.values()} == set(targets.VERDICT_WORDS)


@pytest.mark.parametrize(
    "name", ["gap-above-half", "rank-below-half", "rise-of-less", "better-on-the-way", "gap-no-date"]
)
def test_once_its_date_has_passed_what_is_not_met_is_off(name: str) -> None:
    target, readings, _ = KNOWN[name]
    before, after = row(target, *readings, on="2018-08-31"), row(target, *readings, on="2018-09-01")
    assert before.assessment.verdict != "off"
    assert (after.assessment.verdict == "off") is ("by:" in target)


def test_the_path_is_straight_and_exact() -> None:
    found = row(GAP, "2014-15 value: 6", "2015-16 value: 5.5").assessment
    assert found.wanted == 3
    assert found.path == 6 - Fraction(3 * 366, 1096)


def test_it_is_explained_in_words() -> None:
    assert targets.why(row(GAP, "2014-15 value: 54, comparator: 60", "2016-17 value: 55.9, comparator: 60")) == (
        "gap 6 at the baseline (2014-15), 4.1 in 2016-17; at most 3 wanted by 31 Aug 2018; "
        "on the straight path at most 4 by 31 August 2017"
    )


# Which readings are known on a day.


@pytest.mark.parametrize(
    ("reading", "last_unknown", "first_known"),
    [
        ("2015-16 value: 1", "2016-08-30", "2016-08-31"),
        ("2015-16/T1 value: 1", "2015-12-30", "2015-12-31"),
        ("2015-16 on: 2016-10-20, value: 1", "2016-10-19", "2016-10-20"),
        ("2015-16 on: 2016-08-18, value: 1", "2016-08-17", "2016-08-18"),
    ],
)
def test_a_reading_is_known_from_its_day_or_the_end_of_its_period(
    reading: str, last_unknown: str, first_known: str
) -> None:
    assert row("kind: all", reading, on=last_unknown).reading is None
    assert row("kind: all", reading, on=first_known).reading is not None


def test_the_latest_is_that_of_the_latest_period_wherever_it_stands() -> None:
    found = row("kind: all", "2016-17 value: 3", "2015-16 value: 2", "2014-15 value: 1")
    assert [one.reading.value for one in found.readings] == [1, 2, 3]
    assert found.reading is not None
    assert found.reading.value == 3


def test_a_later_reading_of_one_period_corrects_the_former() -> None:
    found = row(RISE, "2014-15 value: 80", "2016-17 value: 90", "2014-15 value: 86")
    assert found.assessment.wanted == 91
    assert len(found.readings) == 2


@pytest.mark.parametrize(
    ("readings", "trend"),
    [
        (("2014-15 value: 1",), None),
        (("2014-15 value: 1", "2015-16 value: 2"), "better"),
        (("2014-15 value: 2", "2015-16 value: 1.0"), "worse"),
        (("2014-15 value: 1", "2015-16 value: 1.0"), "level"),
    ],
)
def test_the_trend_is_against_the_reading_before(readings: tuple[str, ...], trend: str | None) -> None:
    assert row("kind: all", *readings).assessment.trend == trend


def test_a_lower_rank_and_a_lower_absence_are_better() -> None:
    assert (
        row(RANK, "2014-15 value: 1, rank: 9, of: 10", "2015-16 value: 1, rank: 8, of: 10").assessment.trend == "better"
    )
    assert (
        row(ABSENCE, "2014-15 value: 5, comparator: 4", "2015-16 value: 4, comparator: 4").assessment.trend == "better"
    )


def test_the_shipped_plan_has_no_reading_and_no_baseline() -> None:
    found = measures(shipped(), asked(LATER))
    assert len(found) == 15
    assert {one.assessment.verdict for one in found} == {"no_reading"}
    assert {targets.why(one) for one in found} == {"no result yet; no baseline in figures"}


# Numbers.


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Fraction("12.40"), "12.4"),
        (Fraction(25), "25"),
        (Fraction(100), "100"),
        (Fraction(-1, 2), "-0.5"),
        (Fraction(200, 3), "66.6667"),
        (Fraction(1, 20000), "0.0001"),
        (Fraction(-1, 100000), "0"),
    ],
)
def test_numbers_are_written_as_they_are(amount: Fraction, text: str) -> None:
    assert targets.number(amount) == text


TENTHS = st.integers(0, 2000).map(lambda n: n / 10)


@given(TENTHS, TENTHS, TENTHS)
def test_tenths_stay_tenths(first: float, second: float, comparator: float) -> None:
    """No difference of numbers of one decimal has more than one."""
    found = row(
        GAP, f"2014-15 value: {first}, comparator: {comparator}", f"2015-16 value: {second}, comparator: {comparator}"
    )
    for one in found.readings:
        assert one.amount is not None
        assert (one.amount * 10).denominator == 1


@given(TENTHS, TENTHS, st.sampled_from([GAP, RISE, KEEP]))
def test_no_worse_reading_has_a_better_verdict(first: float, second: float, target: str) -> None:
    """A tenth further from the target never makes on the way of off, or met of on the way."""
    order = ["met", "on_the_way", "off"]
    worse = second + 0.1 if target is GAP else second - 0.1
    now, then = (
        row(target, f"2014-15 value: {first}", f"2015-16 value: {value:.1f}").assessment.verdict
        for value in (second, worse)
    )
    assert order.index(now) <= order.index(then)


@given(
    st.dates(date(1950, 1, 1), date(2150, 1, 1)),
    st.sampled_from(["day", "week", "month", "quarter", "half_term", "term"]),
)
def test_the_name_of_a_period_leads_back_to_it(day: date, unit: str) -> None:
    period = USUAL.period_containing(day, unit)  # type: ignore[arg-type]
    if period is not None and not (unit == "month" and day.month == (day.year + 1) % 100):
        assert period_named(period.name, USUAL) == period


@pytest.mark.parametrize("name", ["2016/17", "1999/00"])
def test_a_school_year_written_with_a_stroke_is_no_place_in_a_calendar_year(name: str) -> None:
    assert period_named(name, USUAL) is None


@pytest.mark.parametrize("name", ["2000-01", "2008-09", "2011-12"])
def test_what_could_be_a_month_or_a_year_is_the_year(name: str) -> None:
    found = period_named(name, USUAL)
    assert found is not None
    assert found.title == f"academic year {name}"


@pytest.mark.parametrize(
    ("target", "lower", "said"),
    [
        ("kind: at_most, value: 10", True, "at most 10"),
        ("kind: at_least, value: 85.5", False, "at least 85.5"),
        ("kind: rank, value: 25", True, "in the top 25% of authorities"),
        ("kind: maintain", False, "held or improved"),
        ("kind: maintain, lower_is_better: true", True, "held or improved"),
    ],
)
def test_which_figure_is_better_is_known_before_any_reading(target: str, lower: bool, said: str) -> None:
    found = row(target)
    assert found.assessment.lower is lower
    assert targets.in_words(found.target) == said
