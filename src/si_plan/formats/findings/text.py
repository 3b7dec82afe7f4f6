"""Findings for the person who made them: the place, the line with a caret under it, and what to do.

On a screen it is in colour, and lines are broken between words, never inside a path, a code or a command.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from si_plan.diagnostics import Diagnostic, Severity, gravity
from si_plan.documents.visible import visible
from si_plan.formats.findings import LineOf, Report, summary
from si_plan.formats.findings.concise import line

MOST: Final = 50
"""The most findings that are listed. Nobody reads more at once, and a page of them hides what is said at its end."""
_LONGEST: Final = 100
_NARROWEST: Final = 40
_COMMAND: Final = re.compile(r"\bsiplan( --?[\w-]+| [a-z-]+)[^;,:()]*")
_WHOLE: Final = "\0"
"""Stands for a space at which no line is broken; no visible text has this character."""


class Screen(NamedTuple):
    """How wide a terminal is, and whether it shows colours."""

    width: int
    color: bool


def render(report: Report, screen: Screen | None = None) -> str:
    """The findings, the summary, and the command that explains the gravest."""
    if report.plans is not None:
        from si_plan.formats.findings import of_plans

        return of_plans.render(report, report.plans, screen)
    listed = report.listed
    since = f" --since {report.older.since}" if report.older is not None else ""
    return show(listed, report.line_of, screen, since) + "".join(f"{end}\n" for end in endings(report, screen))


def endings(report: Report, screen: Screen | None) -> list[str]:
    """The summary, and the command that explains the gravest of what is listed."""
    ends, listed = [_wrapped(summary(report).rstrip("\n"), screen)], report.listed
    if listed:
        gravest = min(listed, key=gravity)
        ends[0] = _styled(ends[0], _SEVERITIES[gravest.severity] if not gravest.answered_by else "", screen)
        explained = f"{_unbroken(f'siplan explain {gravest.code}')} says why it matters and how to put it right."
        ends.append(_wrapped(explained, screen))
    return ends


def headed(text: str, screen: Screen | None) -> str:
    """A line that stands above others."""
    return _styled(_wrapped(visible(text), screen), _BOLD, screen)


def show(found: list[Diagnostic], line_of: LineOf, screen: Screen | None = None, since: str = "") -> str:
    """Each finding on its own line, then the line of the file with a caret, then the hint; and how many more there
    are, with the command that lists them all."""
    shown = _first(found)
    parts = [part for finding in shown for part in _lines(finding, line_of, screen)]
    if len(shown) < len(found):
        every = _unbroken(visible(f"siplan validate{since} --format concise"))
        parts.append(_wrapped(f"and {len(found) - len(shown):,} more: {every} lists them all", screen))
    return "".join(f"{part}\n" for part in parts)


def _first(found: list[Diagnostic]) -> list[Diagnostic]:
    """The findings that are listed, in their order: errors before all others if there are too many."""
    if len(found) <= MOST:
        return found
    places = sorted(range(len(found)), key=lambda place: gravity(found[place]))[:MOST]
    return [found[place] for place in sorted(places)]


_SEVERITIES: Final[dict[Severity, str]] = {"error": "1;31", "warning": "1;33"}
_BOLD, _QUIET, _REMEDY = "1", "2", "36"


def _lines(finding: Diagnostic, line_of: LineOf, screen: Screen | None) -> Iterator[str]:
    yield _head(finding, screen)
    place = finding.location
    for part, style in zip(
        _excerpt(line_of(place.file, place.line), place.column, _room(screen)),
        ("", _SEVERITIES[finding.severity]),
        strict=False,
    ):
        yield f"{_styled('  |', _QUIET, screen)}{_styled(part, style, screen)}"
    if finding.hint:
        hint = _COMMAND.sub(lambda found: _unbroken(found[0]), visible(finding.hint))
        yield _styled(_wrapped(f"    {hint}", screen), _REMEDY, screen)


def _head(finding: Diagnostic, screen: Screen | None) -> str:
    """The first line: place, severity, message, code."""
    whole = line(finding)
    if screen is None:
        return whole
    place = visible(f"{finding.location.file}:{finding.location.line}:{finding.location.column}:")
    wrapped = _wrapped(_unbroken(place) + whole[len(place) :], screen)
    before, code, after = wrapped.rpartition(f"[{finding.code}]")
    severity = f"{finding.severity}:"
    place_said, grave, message = before.partition(severity)
    return "".join(
        (
            _styled(place_said, _BOLD, screen),
            _styled(grave, _SEVERITIES[finding.severity], screen),
            message,
            _styled(code, _QUIET, screen),
            after,
        )
    )


def _styled(text: str, style: str, screen: Screen | None) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if style and text and screen is not None and screen.color else text


def _room(screen: Screen | None) -> int:
    """How many characters of a file's line are shown."""
    return _LONGEST if screen is None else min(_LONGEST, max(screen.width, _NARROWEST) - len("  | "))


def _unbroken(text: str) -> str:
    return text.replace(" ", _WHOLE)


def _wrapped(text: str, screen: Screen | None) -> str:
    """The text, broken between words where it is wider than the screen."""
    if screen is not None and len(text) > screen.width:
        from textwrap import wrap

        width = max(screen.width, _NARROWEST)
        text = "\n".join(wrap(text, width, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False))
    return text.replace(_WHOLE, " ")


def _excerpt(written: str, column: int, longest: int) -> Iterator[str]:
    """The line, cut around the column if it is long, and a caret under the column."""
    if not written.strip():
        return
    start = max(0, column - longest + 20) if len(written) > longest else 0
    before = visible(written[start : column - 1].replace("\t", " "))
    after = visible(written[column - 1 : start + longest].replace("\t", " "))
    yield f" {before}{after}"
    yield f" {' ' * len(before)}^"
