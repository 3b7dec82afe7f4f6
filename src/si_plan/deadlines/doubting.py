"""What is in doubt about a date by the way it is written: a number that may be a day or a year, a weekday that is not
the date's, whose year or quarter it is, a time without an exact beginning and end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from si_plan.dates.calendar import SchoolCalendar
from si_plan.dates.periods import Period, say_day
from si_plan.deadlines.moments import Doubt, Level, Moment, quarter_kind
from si_plan.deadlines.tokens import MAYBE_DATE, MAYBE_DAYS, MAYBE_MONTH, MAYBE_YEARS

if TYPE_CHECKING:
    from si_plan.deadlines.years import Setting

_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DOUBTS: Final[dict[int, tuple[Level, str]]] = {
    MAYBE_MONTH: ("likely", "as a year, not a month"),
    MAYBE_YEARS: ("unsure", "as a month, not several years"),
    MAYBE_DAYS: ("likely", "as a year"),
    MAYBE_DATE: ("unsure", "as a year, not a day or a month"),
}
_FARTHEST: Final = 10  # years from the plan's own date; a year beyond is probably a slip


def doubts_of_moment(moment: Moment, period: Period, setting: Setting) -> list[Doubt]:
    """The doubts about a date, as it is written, that is read as this period."""
    parts = moment.parts
    doubts: list[Doubt] = []
    if moment.name == "month or day" or "guessed" in parts:
        read = "a year" if "guessed" not in parts else "a day"
        level: Level = "unsure" if parts.get("guessed") == 2 else "likely"
        doubts.append(Doubt(level, f"siplan takes the number in {moment.text} as {read}"))
    if "doubt" in parts:
        level, why = _DOUBTS[parts["doubt"]]
        doubts.append(Doubt(level, f"siplan takes {moment.text} {why}"))
    if "weekday" in parts and period.first.weekday() != parts["weekday"]:
        written, right = _WEEKDAYS[parts["weekday"]], _WEEKDAYS[period.first.weekday()]
        doubts.append(Doubt("unsure", f"{say_day(period.first)} is a {right}, not a {written}"))
    if setting.context is not None and abs(period.first.year - setting.context.year) > _FARTHEST:
        doubts.append(Doubt("unsure", f"{period.title} is far from the date of the plan"))
    return doubts + _doubts_of_kind(moment, setting)


def _doubts_of_kind(moment: Moment, setting: Setting) -> list[Doubt]:
    name, parts = moment.name, moment.parts
    doubts: list[Doubt] = []
    level: Level
    if name == "term" and "season" in parts and "term" not in parts and "pair" not in parts:
        doubts += _doubts_of_season(moment, setting.calendar)
    numbered = name == "half term" and {"t", "term"} & parts.keys() and "season" not in parts
    if numbered and len(setting.calendar.terms) == 3 and parts.get("digits", 0) <= 3:
        doubts.append(Doubt("likely", "siplan takes numbered terms as half terms, six in a year"))
    if name == "half term" and "season" not in parts and "year" in parts:
        doubts.append(_doubt_of_half_term(moment))
    if name == "year":
        doubts += _doubts_of_years(moment, setting.calendar)
    if name == "quarter" and not _quarter_is_settled(moment, setting.calendar):
        kind = quarter_kind(moment, setting.calendar)
        level = "likely" if setting.calendar.year == "municipal" and "pair" in parts else "unsure"
        doubts.append(Doubt(level, f"siplan takes it as a quarter of the {kind} year"))
    if name in ("years", "this year", "half term break"):
        settled = name == "this year" and setting.calendar.year_is_stated and moment.edges in (("end",), ("start",))
        doubts.append(Doubt("likely" if settled else "unsure", f"{moment.text} has no exact beginning and end"))
    if name == "named term":
        agree = parts["season"] == parts.get("digits", parts.get("n")) != 1
        level = "likely" if agree or len(setting.calendar.terms) == 6 else "unsure"
        doubts.append(Doubt(level, f"siplan takes {moment.text} as a term of {'three' if agree else 'six'} in a year"))
    if name == "nth term":
        doubts.append(
            Doubt("likely", f"siplan takes {moment.text} as a term of {len(setting.calendar.terms)} in a year")
        )
    if name in ("feast", "summer break"):
        level = "unsure" if parts.get("feast") == 3 or (name == "feast" and "holiday" in parts) else "likely"
        doubts.append(Doubt(level, f"{moment.text} has no exact day"))
    if name == "month" and "pair" in parts:
        doubts.append(Doubt("likely", f"siplan takes the month from the {setting.calendar.year} year"))
    return doubts


def _doubt_of_half_term(moment: Moment) -> Doubt:
    if "pair" in moment.parts:
        return Doubt("unsure", f"siplan takes {moment.text} to be of the school year that begins then")
    return Doubt("likely", f"siplan takes {moment.text} to be the one that begins in {moment.parts['year']}")


def _doubts_of_season(moment: Moment, calendar: SchoolCalendar) -> list[Doubt]:
    """The doubt whether "Summer 2026" is a term or a season: none where the plan goes by the academic year."""
    if not calendar.year_is_stated:
        return [Doubt("likely", f"siplan takes {moment.text} to mean the term")]
    if calendar.year == "academic":
        return []
    return [
        Doubt("unsure", f"siplan takes {moment.text} to mean the term, but the plan goes by the {calendar.year} year")
    ]


def _quarter_is_settled(moment: Moment, calendar: SchoolCalendar) -> bool:
    """Whether a plan says whose quarters it counts in. A school's budget may run by either year."""
    if "financial" in moment.parts:
        return "over" not in moment.parts
    if not calendar.year_is_stated or calendar.year not in ("financial", "calendar"):
        return False
    return moment.year is None or ("pair" in moment.parts) == (calendar.year == "financial")


def _doubts_of_years(moment: Moment, calendar: SchoolCalendar) -> list[Doubt]:
    kinds = {"academic", "financial", "municipal", "calendar"} & moment.parts.keys()
    if kinds and "pair" not in moment.parts and "calendar" not in kinds and "year" in moment.parts:
        return [Doubt("unsure", f"{moment.text} could be the year that begins or the year that ends then")]
    if "pair" in moment.parts and not kinds and calendar.year == "calendar":
        return [Doubt("unsure", f"{moment.text} is no calendar year, and siplan takes it to mean both")]
    if kinds or (calendar.year_is_stated and "pair" in moment.parts):
        return []
    kind = "calendar" if "year" in moment.parts else calendar.year
    return [Doubt("likely", f"siplan takes {moment.text} to mean the {kind} year")]
