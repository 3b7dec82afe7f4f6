"""Asking the person at the terminal for what a recording command lacks, with the choices there are."""

import sys
from collections.abc import Sequence

import typer

from si_plan.editing.rules import Refusal, Rules
from si_plan.formats.visible import visible


def can_ask() -> bool:
    """Whether a person sits at a terminal: both what is typed and what is asked go through one."""
    return sys.stdin.isatty() and sys.stderr.isatty()


_QUESTIONS = {
    "status": "What is its status",
    "rating": "How is it rated",
    "due": "The new deadline (2017-03-31, 2017-03, or in words)",
    "leads": "Who leads it from now on (codes, with spaces between)",
    "reason": "Why",
    "approved_by": "Who agreed to it (a code)",
    "evidence": "Where can it be seen (a link, or a document's name)",
    "note": "What is there to say",
    "period": "Which occurrence",
}


def ask_for(rules: Rules, about: Sequence[str], field: str, lacking: Refusal) -> str | list[str]:
    """What the person types for a field, after saying why it is needed and what can be chosen."""
    typer.echo(visible(lacking.message), err=True)
    choices = choices_for(rules, about, field)
    if choices:
        typer.echo(f"  one of: {visible(', '.join(choices))}", err=True)
    typed: str = typer.prompt(_QUESTIONS.get(field, field.replace("_", " ")), err=True)
    if field == "leads":
        return typed.replace(",", " ").split()
    return [typed] if field == "evidence" else typed


def choices_for(rules: Rules, about: Sequence[str], field: str) -> list[str]:
    """The values that a field can take, where they are known."""
    plan = rules.plan
    if field in ("leads", "approved_by", "by"):
        return [role.code for role in plan.roles]
    if field == "rating":
        return [rating.code for rating in plan.details.ratings]
    if field == "status":
        return ["not_started", "in_progress", "complete", "cancelled"]
    if field == "period":
        tracked = next((one for name in about if (one := rules.tracked(name)) is not None and one.recurs), None)
        return rules.offered(tracked) if tracked is not None else []
    return []
