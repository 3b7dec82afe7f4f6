"""How siplan reads a written deadline, and whether the wording and the dates beside it agree.

A text goes through these modules, in this order:

    normalising the text in one kind of dash, quote and digit, without footnotes
    tokens      the text as words, numbers and signs, each with all that it can mean
    words       the words of time, by their class in the grammar
    vocabulary  looking them up, and the small misspellings of them that are understood
    forms       the grammar: every form of date, recurrence and length that is read, one a row; the search for the
                longest form that a text holds
    phrases     dates with their prepositions, in ranges and lists
    repeats     recurrences
    findings    what a line says, from left to right, and which words are left over
    replacing   without what the line says no longer holds
    joining     dates that say one thing together
    bearing     which of the words left over could bear on the date
    moments     one written date to the days that it spans in a given year, by the plan's calendar
    edges       the end, the beginning, a part of those days
    years       the years that a text leaves out
    doubting    what is in doubt about a date by the way it is written
    dated       one date phrase to a reading
    recurring   a recurrence, with the dates beside it, to one
    beginnings  where a length of time begins: a date or an event that the plan dates
    durations   a length of time to a reading
    lines       the lines of a text, without fillers
    reader      a whole text: its limits, what its lines say, what each says, several readings to one
    reading     the record that comes out
    agreement   whether a record's dates say what words do
    comparing   each wording of a plan beside the dates of its record
"""

from si_plan.deadlines.reader import NOT_READ, leave_unread, read_deadline
from si_plan.deadlines.reading import Confidence, Kind, Reading, record_fields

__all__ = ["NOT_READ", "Confidence", "Kind", "Reading", "leave_unread", "read_deadline", "record_fields"]
