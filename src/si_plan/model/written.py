"""How dates, recurrences and calendars are written, as the JSON Schemas tell editors."""

from typing import Any, Final

from si_plan.dates.recurrence import WORDS
from si_plan.dates.reduced import FIRST_YEAR, LAST_YEAR

EVENT_WRITTEN: Final = "^[a-z][a-z0-9-]{0,39}$"
_MONTH: Final = "(0[1-9]|1[0-2])"
MONTH_DAY_WRITTEN: Final = {"type": "string", "pattern": f"^{_MONTH}-(0[1-9]|[12][0-9]|3[01])$"}
DAY_WRITTEN: Final = {"type": "string", "pattern": f"^(19|20|21)[0-9]{{2}}-{_MONTH}-(0[1-9]|[12][0-9]|3[01])$"}
REDUCED_WRITTEN: Final[dict[str, Any]] = {
    # An editor's YAML reads an unquoted 2016 as a number, which is not a mistake here.
    "anyOf": [
        {"type": "string", "pattern": f"^(19|20|21)[0-9]{{2}}(-{_MONTH}(-(0[1-9]|[12][0-9]|3[01]))?)?$"},
        {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR},
    ]
}
_UNITS: Final = ("working_days", "days", "weeks", "months")
CLOCK_WRITTEN: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "after": {
            "type": "string",
            "pattern": EVENT_WRITTEN,
            "description": "The event from which it counts: an id of `events` in plan.yaml",
        },
        **{
            unit: {
                "type": ["integer", "string"],
                "minimum": 1,
                "maximum": 500,
                "description": f"How many {unit.replace('_', ' ')}",
            }
            for unit in _UNITS
        },
        "counts_first": {
            "type": "boolean",
            "description": "true if the day of the event is the first that counts: beginning with that day",
        },
    },
    "required": ["after"],
    "oneOf": [{"required": [unit]} for unit in _UNITS],
    "additionalProperties": False,
}
DUE_WRITTEN: Final[dict[str, Any]] = {"anyOf": [*REDUCED_WRITTEN["anyOf"], CLOCK_WRITTEN]}
_YEAR_KINDS: Final = {"enum": ["academic", "financial", "calendar", "municipal"]}
REPEATS_WRITTEN: Final[dict[str, Any]] = {
    "anyOf": [
        {"enum": list(WORDS)},
        {
            "type": "object",
            "properties": {
                "every": {"type": "string", "description": "How often: 6 weeks, 2 years, term, year"},
                "in": {"type": "string", "description": "When in the year: September, 31 December, Spring"},
                "year": _YEAR_KINDS,
            },
            "required": ["every"],
            "additionalProperties": False,
        },
        {
            "type": "object",
            "properties": {
                "times": {"type": ["integer", "string"], "description": "How many times in each period"},
                "per": {"type": "string", "description": "The period: year, term, month"},
                "year": _YEAR_KINDS,
            },
            "required": ["times", "per"],
            "additionalProperties": False,
        },
    ]
}


def _schema_of_spans(day: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {"name": {"type": "string"}, "from": day, "to": day},
            "required": ["name", "from", "to"],
            "additionalProperties": False,
        },
    }


CALENDAR_WRITTEN: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "year": {
            **_YEAR_KINDS,
            "description": "What 2016/17 means when it stands alone: a school year, a financial year or another",
        },
        "academic_year": {**MONTH_DAY_WRITTEN, "description": "The first day of the school year, such as 09-01"},
        "financial_year": {**MONTH_DAY_WRITTEN, "description": "The first day of the financial year, such as 04-01"},
        "municipal_year": {**MONTH_DAY_WRITTEN, "description": "The first day of the council year, such as 05-01"},
        "terms": {**_schema_of_spans(MONTH_DAY_WRITTEN), "description": "The terms of a year: three or six"},
        "half_terms": {**_schema_of_spans(MONTH_DAY_WRITTEN), "description": "The six half terms of a year"},
        "dates": {
            "type": "object",
            "description": "The exact dates, for each school year whose dates are known",
            "patternProperties": {
                "^[0-9]{4}-[0-9]{2}$": {
                    "type": "object",
                    "properties": {
                        "terms": _schema_of_spans(DAY_WRITTEN),
                        "half_terms": _schema_of_spans(DAY_WRITTEN),
                    },
                    "additionalProperties": False,
                }
            },
            "additionalProperties": False,
        },
        "nation": {
            "enum": ["england", "wales", "scotland", "northern_ireland"],
            "description": "Whose bank holidays are no working days: England's if left out",
        },
        "not_working": {
            "type": "array",
            "items": DAY_WRITTEN,
            "description": "Further days that are not working days, such as those between Christmas and New Year",
        },
        "working": {
            "type": "array",
            "items": DAY_WRITTEN,
            "description": "Days that are working days although they are at a weekend, or bank holidays",
        },
    },
    "additionalProperties": False,
}
