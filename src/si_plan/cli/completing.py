"""What a shell offers while a command is typed: ids, refs, leads, areas and fields of the plan at hand.

A plan that cannot be read offers nothing. Shells read what is offered as a piece of a script, so of what a plan says
only letters, digits, spaces and a few signs get through.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from si_plan.model.plan import Named, Plan

Offers = Iterator[tuple[str, str]]


def offer_records(ctx: typer.Context) -> Offers:
    """Ids and refs of priorities, actions and what is in them, and of all else that has one, each with its text."""
    from si_plan.queries.finding import text_of

    plan = _plan(ctx)
    if plan is not None:
        named = ((identity, text_of(record)) for identity, record in plan.ids_and_records())
        yield from _harmless_only(_with_refs(plan, named))


def offer_editable(ctx: typer.Context) -> Offers:
    """What `offer_records` offers, and the inspections and events of plan.yaml."""
    yield from offer_records(ctx)
    plan = _plan(ctx)
    if plan is not None:
        yield from _harmless_only((one.id, one.title) for one in plan.details.inspections)
        yield from _harmless_only((one.id, one.what) for one in plan.details.events)


def offer_leads(ctx: typer.Context) -> Offers:
    """Codes of leads, each with its title."""
    plan = _plan(ctx)
    if plan is not None:
        yield from _harmless_only((role.code, role.title) for role in plan.roles)


def offer_areas(ctx: typer.Context) -> Offers:
    """Ids and refs of areas, each with its title; of a portfolio, its themes."""
    plan = _plan(ctx)
    if plan is None:
        yield from _harmless_only(_themes(ctx))
    else:
        yield from _harmless_only(_with_refs(plan, ((area.id, area.title) for area in plan.areas)))


def offer_priorities(ctx: typer.Context) -> Offers:
    """Numbers and refs of priorities, each with its title."""
    plan = _plan(ctx)
    if plan is not None:
        named = ((priority.id, priority.title) for priority in plan.priorities)
        yield from _harmless_only(_with_refs(plan, named))


def offer_fields(ctx: typer.Context) -> Offers:
    """`field=` for each field of the record that is edited, or of the kind that is added, with what it means."""
    from si_plan.cli.promise import fields_to_give
    from si_plan.editing.promising import ADDITIONS, listed_in_plan

    plan, kind, name = _plan(ctx), ctx.params.get("what"), ctx.params.get("name")
    record = listed_in_plan(plan).get(name) or _named(plan, name) if plan is not None and name else None
    model = ADDITIONS[kind].record if kind in ADDITIONS else type(record) if record is not None else None
    if model is not None:
        meant = ((f"{name}=", model.model_fields[name].description or "") for name in fields_to_give([model]))
        yield from _harmless_only(meant)


def _named(plan: Plan, name: str) -> Named | None:
    """The record of this id or ref; None where it does not name one."""
    from si_plan.errors import UsageError
    from si_plan.queries.selection import known_record

    try:
        return known_record(plan, name)
    except UsageError:
        return None


def _with_refs(plan: Plan, named: Offers) -> Offers:
    """The ids with their texts, and after each the ref that its record has."""
    for identity, text in named:
        yield identity, text
        ref = plan.refs.of(identity)
        if ref != identity and " " not in ref:  # a shell would take it for two words
            yield ref, text


def _harmless_only(named: Iterator[tuple[str, str]]) -> Offers:
    """The names with their texts; typer keeps those that begin with what was typed."""
    for name, text in named:
        if _harmless(name) == name:
            yield name, shorten(_harmless(text), 60, placeholder="")


def _harmless(text: str) -> str:
    """The text with a space in place of every sign that a shell could take for more than text."""
    return "".join(sign if sign.isalnum() or sign in " .,-/=_" else " " for sign in text)


def _themes(ctx: typer.Context) -> Offers:
    """The themes of the portfolio that --plan names, if it does and the file can be read."""
    from si_plan.cli.opening import portfolio_file
    from si_plan.errors import SiplanError

    try:
        file = portfolio_file(ctx)
    except SiplanError:
        return
    if file is not None:
        from si_plan.portfolio.file import portfolio_source, read_portfolio

        read = read_portfolio(portfolio_source(file, ""))
        yield from ((theme.id, theme.title) for theme in (read.file.themes if read.file is not None else ()))


def _plan(ctx: typer.Context) -> Plan | None:
    """The plan that the command is about; None where it cannot be read."""
    from si_plan.cli.opening import plan_folder
    from si_plan.errors import SiplanError
    from si_plan.loading import load
    from si_plan.sources.folder import read_folder

    above = ctx.parent.params if ctx.parent is not None else {}
    ctx.obj = ctx.params.get("plan") or above.get("plan")
    try:
        folder, shown = plan_folder(ctx)
        return load(read_folder(folder, shown), shown).plan
    except (SiplanError, OSError):
        return None
