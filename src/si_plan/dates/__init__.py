"""Dates as plans use them: of reduced precision, on a school's calendar, recurring, in people's words."""
