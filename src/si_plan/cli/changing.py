"""What every command that changes the plan does: read it, make the change, write it under the lock, tell of it.

A command gives `make`, which works the change out from the plan and what was given. Where something is lacking, `make`
raises LackingError: in a terminal the person is asked for it and the work is done anew, in a script that is the error.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Final

import typer

from si_plan.cli.opening import NOTHING_RECORDED, lock_folder, open_plan, plan_folder
from si_plan.cli.options import parameter
from si_plan.cli.output import rendered, write, write_account
from si_plan.documents.visible import visible
from si_plan.editing.changes import Recorded, edit_plan
from si_plan.errors import UsageError
from si_plan.formats.table import AccountFormat
from si_plan.loading import SoundPlan
from si_plan.sources import Source
from si_plan.sources.repository import work_tree
from si_plan.views import recorded as view

DryRun = Annotated[bool, typer.Option("--dry-run", help="Write nothing: show the change as a diff.")]
FormOption = Annotated[AccountFormat, typer.Option("--format", help="The form of the account.")]
CHANGING: Final = (parameter("dry_run", DryRun, False), parameter("form", FormOption, AccountFormat.table))
"""The options that every command that changes the plan has, after its own."""
Given = dict[str, Any]
"""What was given, by field."""


class LackingError(UsageError):
    """A field was not given that the command cannot do without. `question` and `choices` (each with its title) are for
    asking the person, `default` is the answer of whoever gives none, `blank` why there has to be one."""

    def __init__(
        self,
        field: str,
        message: str,
        hint: str = "",
        *,
        question: str = "",
        choices: Mapping[str, str] | None = None,
        default: str = "",
        blank: str = "",
    ) -> None:
        super().__init__(message, hint)
        self.field = field
        self.question = question[:1].upper() + question[1:] or field.replace("_", " ").capitalize()
        self.choices = choices or {}
        self.default = default
        self.blank = (
            f"{blank[:1].upper()}{blank[1:]}" or "It cannot be left empty (Ctrl-C stops, and nothing is written)"
        )


class WrongError(UsageError):
    """What was given for a field cannot be taken; whoever was asked for it is asked again."""

    def __init__(self, field: str, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.field = field


def given_of(options: Given) -> Given:
    """The options that were given, without those left out."""
    return {field: value for field, value in options.items() if value not in (None, [], False)}


def change_plan(
    ctx: typer.Context,
    name: str,
    given: Given,
    make: Callable[[SoundPlan], Recorded],
    *,
    dry_run: bool,
    form: AccountFormat,
    readings: Sequence[str] = (),
) -> None:
    """Have `make` work the change out, write it unless it is a dry run, and tell of it. `given` takes the answers,
    `readings` are what `make` says of dates that were typed in words."""
    folder, shown = plan_folder(ctx)

    def attempt(sources: list[Source]) -> Recorded:
        opened = open_plan(sources, shown, NOTHING_RECORDED)
        asked: dict[str, LackingError] = {}
        while True:
            try:
                return make(opened)
            except LackingError as lacking:
                if lacking.field in given or not can_ask():
                    raise
                asked[lacking.field] = lacking
                given[lacking.field] = _ask(lacking, lacking)
            except WrongError as wrong:
                if wrong.field not in asked:
                    raise
                given[wrong.field] = _ask(asked[wrong.field], wrong)

    if can_ask():  # whoever is asked takes time, for which nobody else is to wait
        edit_plan(folder, shown, lock_folder(), attempt, write=False)
    done = edit_plan(folder, shown, lock_folder(), attempt, write=not dry_run)
    tell(name, done, form, written=not dry_run, readings=readings, in_git=work_tree(folder) is not None)


def tell(
    name: str,
    done: Recorded,
    form: AccountFormat,
    *,
    written: bool,
    readings: Sequence[str] = (),
    in_git: bool = False,
) -> None:
    """Write the account of what was done, or with --dry-run would be."""
    account = view.Recording(name, done, tuple(dict.fromkeys(readings)), written, in_git)
    text = rendered(form, lambda: view.page(account), lambda: view.records(account))
    (write_account if written and done.changes else write)(text)


def can_ask() -> bool:
    """Whether a person sits at a terminal: both what is typed and what is asked go through one."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _offer(choices: Mapping[str, str]) -> None:
    """Show what can be chosen: a line each where the choices have titles, else all in one."""
    if any(choices.values()):
        width = max(map(len, choices))
        for value, title in choices.items():
            typer.echo(visible(f"  {value:<{width}}  {title}"), err=True)
    elif choices:
        typer.echo(f"  one of: {visible(', '.join(choices))}", err=True)


def _ask(lacking: LackingError, why: UsageError) -> str:
    """What the person types, after being told why it is needed, or why the answer was none, and what can be chosen."""
    if why is lacking:
        typer.echo(visible(why.message), err=True)
        _offer(lacking.choices)
    else:  # the choices stand above
        typer.echo(visible(why.said), err=True)
    while True:
        shown = bool(lacking.default)
        answer = str(typer.prompt(lacking.question, default=lacking.default, show_default=shown, err=True)).strip()
        if answer:
            return answer
        typer.echo(lacking.blank, err=True)
