"""The record that somebody means who gives an id, a lead's name, or words of it."""

from __future__ import annotations

import typer

from si_plan.documents.visible import visible
from si_plan.documents.words import cut
from si_plan.errors import UsageError
from si_plan.model.plan import Plan
from si_plan.model.refs import LOGGED, Refs
from si_plan.queries.finding import Match, matches
from si_plan.queries.selection import NAMED, Kinds, UnknownRecordError, known_record, record_id

_MOST_OFFERED = 9


def known_or_found(plan: Plan, name: str, kinds: Kinds = NAMED) -> str:
    """The id of the record that goes by this id or ref, or the only one with these words (of these kinds), which is
    then named on standard error. Of several, a person at a terminal chooses one. Raises UsageError."""
    try:
        return record_id(known_record(plan, name, kinds))
    except UnknownRecordError:
        by_words = matches(plan, name) if any(letter.isalpha() for letter in name) else []
        found = [match for match in by_words if isinstance(plan.by_id[match.id], kinds)]
        if not found:
            raise
    chosen = found[0] if len(found) == 1 else _chosen(plan.refs, name, found)
    typer.echo(visible(_told(plan.refs, chosen)), err=True)
    return chosen.id


def id_to_record(plan: Plan, name: str) -> str:
    """As `known_or_found`, of what a log can be about; a name that finds nothing stays as it is."""
    try:
        return known_or_found(plan, name, LOGGED)
    except UnknownRecordError:
        return name


def _chosen(refs: Refs, name: str, found: list[Match]) -> Match:
    """The one that is meant of several. Raises UsageError in a script, or where there are too many to choose from."""
    from si_plan.cli.changing import can_ask

    listed = [_told(refs, match) for match in found[:_MOST_OFFERED]]
    if len(found) > _MOST_OFFERED or not can_ask():
        more = f"; and {len(found) - _MOST_OFFERED} more" if len(found) > _MOST_OFFERED else ""
        said = f"{len(found)} records have the words {name}: {'; '.join(listed)}{more}"
        raise UsageError(said, "give one of the ids")
    typer.echo(f"{len(found)} records have these words:", err=True)
    for number, line in enumerate(listed, 1):
        typer.echo(visible(f"  {number}  {line}"), err=True)
    while True:
        answer = typer.prompt("Which one (its number)", err=True)
        if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(found):
            return found[int(answer) - 1]
        typer.echo(f"Type a number from 1 to {len(found)}, or Ctrl-C to stop", err=True)


def _told(refs: Refs, match: Match) -> str:
    return f"{refs.both(match.id)}: {cut(match.text, 60)} ({match.kind})"
