"""The heading of a priority with what stands beside it: its areas, and what success looks like."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from si_plan.importing.document import Paragraph, Row
from si_plan.importing.tables.headings import areas_named, read_heading, success_label


@dataclass(frozen=True)
class LaidHeading:
    """What heads a priority, each with the paragraphs that say it."""

    number: str = ""
    title: tuple[Paragraph, ...] = ()
    named: str = ""
    areas: tuple[str, ...] = ()
    area_lines: tuple[Paragraph, ...] = ()
    success: tuple[Paragraph, ...] = ()
    labels: tuple[Paragraph, ...] = ()
    """The paragraphs that only say what the next ones are: "What will success look like?"."""

    def with_areas(self, areas: tuple[str, ...], lines: tuple[Paragraph, ...]) -> LaidHeading:
        """The heading with more areas, and the lines that name them."""
        return replace(self, areas=(*self.areas, *areas), area_lines=(*self.area_lines, *lines))


def heading_of(parts: Iterable[Paragraph], named: str = "") -> LaidHeading:
    """The heading that paragraphs give, or only a name. Lines of areas among them, and statements after a line that
    asks what success looks like, are told apart from the title."""
    title: list[Paragraph] = []
    area_lines: list[Paragraph] = []
    rest: list[Paragraph] = []
    areas: tuple[str, ...] = ()
    for part in parts:
        if rest or (title and success_label(part.text)):
            rest.append(part)
        elif found := areas_named(part.text) if title or named else ():
            areas += found
            area_lines.append(part)
        else:
            title.append(part)
    labels, success = success_in(rest)
    said = read_heading(_text(title) or named)
    if said.areas:
        area_lines += title[-1:]
    return LaidHeading(said.number, tuple(title), said.title, (*said.areas, *areas), tuple(area_lines), success, labels)


def heading_of_row(row: Row) -> LaidHeading:
    """The heading that a row of a table gives; without a title where it has only areas or success. What else stands
    beside the title is no part of it."""
    groups = [[part for part in cell.paragraphs if part.is_running] for cell in row.cells]
    groups = [group for group in groups if group]
    whole = areas_named(_text(part for group in groups for part in group))
    if whole:
        return LaidHeading(areas=whole, area_lines=tuple(part for group in groups for part in group))
    heading = LaidHeading()
    for group in groups:
        if areas := areas_named(_text(group)):
            said = LaidHeading(areas=areas, area_lines=tuple(group))
        elif success_label(group[0].text):
            labels, success = success_in(group)
            said = LaidHeading(labels=labels, success=success)
        elif not heading.title or read_heading(_text(heading.title)).bare:
            said = heading_of((*heading.title, *group))
        else:
            continue
        heading = _together(heading, said)
    return heading


def _together(heading: LaidHeading, said: LaidHeading) -> LaidHeading:
    """A heading with what another cell says of it."""
    named = said if said.title else heading
    return replace(
        named,
        areas=(*heading.areas, *said.areas),
        area_lines=(*heading.area_lines, *said.area_lines),
        success=(*heading.success, *said.success),
        labels=(*heading.labels, *said.labels),
    )


def _text(parts: Iterable[Paragraph]) -> str:
    return " ".join(part.text for part in parts)


def success_in(parts: list[Paragraph]) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """The labels and the statements among paragraphs about success. One that has both is a statement without its
    label."""
    labels: list[Paragraph] = []
    statements: list[Paragraph] = []
    for part in parts:
        length = 0 if statements else success_label(part.text)
        said = part.text[length:].strip()
        if length and not said:
            labels.append(part)
        elif part.text.strip():
            statements.append(replace(part, text=said, raw=part.words) if length else part)
    return tuple(labels), tuple(statements)
