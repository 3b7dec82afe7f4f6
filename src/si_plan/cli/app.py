"""The command `siplan`: its global options, and its commands, each loaded when it is called."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib import import_module
from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup
from typer.main import get_command

from si_plan import __version__
from si_plan.errors import SiplanError

GROUPS: Final = {
    "Ask": {
        "overdue": "questions:overdue",
        "due": "questions:due",
        "by-owner": "questions:by_owner",
        "coverage": "questions:coverage",
        "status": "questions:status",
        "list": "questions:listing",
        "show": "questions:show",
        "measures": "questions:measures",
        "slippage": "over_time:slippage",
        "history": "over_time:history",
        "timeline": "over_time:timeline",
        "trend": "over_time:trend",
        "notes": "questions:notes",
        "when": "explaining:when",
    },
    "Check": {
        "validate": "validate:validate",
        "explain": "explaining:explain",
        "diff": "diff:diff",
    },
    "Record what has happened": {
        "update": "recording:update",
        "complete": "recording:complete",
        "reschedule": "recording:reschedule",
        "cancel": "recording:cancel",
        "reassign": "recording:reassign",
        "correct": "recording:correct",
        "reading": "reading:record",
        "return": "returning:make_return",
        "collect": "returning:collect",
    },
    "Change the promise": {
        "init": "init:init",
        "add": "promise:add",
        "edit": "promise:edit",
        "accept-readings": "accept_readings:accept_readings",
    },
    "Report": {
        "report": "sharing:report",
        "publish": "sharing:publish",
        "calendar": "sharing:calendar",
        "export": "questions:export",
        "schema": "schema:write_schemas",
    },
}
"""The commands as help lists them, each with where it is: a module of this package, and the function's name in it."""

COMMANDS: Final = {name: place for group in GROUPS.values() for name, place in group.items()}


def command_of(name: str) -> Callable[..., None]:
    """The function that does a command, which imports its module."""
    module, function = COMMANDS[name].split(":")
    found: Callable[..., None] = getattr(import_module(f"si_plan.cli.{module}"), function)
    return found


CLOSED_PIPE: Final = 141
"""Ends a run whose reader has gone (`siplan list | head -1`): what a shell shows of any program that SIGPIPE ended."""


@contextmanager
def _told_visibly() -> Iterator[None]:
    """What typer says of a wrong usage repeats what was typed, which may come from a stranger: made visible."""
    try:
        yield
    except Exception as error:
        said = getattr(error, "message", None)
        if isinstance(said, str) and not isinstance(error, SiplanError):
            from si_plan.documents.visible import visible

            error.message = visible(said.replace("Value error, ", ""))  # type: ignore[attr-defined]
        raise


@cache
def _built(name: str) -> Any:
    """What typer makes of a command's function, which takes it longer than a small plan's answer: once in a process."""
    single = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
    single.command(name)(command_of(name))
    return get_command(single)


class _Commands(TyperGroup):
    """A group that imports a command's module when the command is asked for."""

    def make_context(self, *arguments: Any, **options: Any) -> Any:
        with _told_visibly():
            return super().make_context(*arguments, **options)

    def invoke(self, ctx: Any) -> Any:
        with _told_visibly():
            return super().invoke(ctx)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        return _built(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The commands by what they are for, each with the whole of its first sentence."""
        for title, group in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl([(name, self.get_command(ctx, name).get_short_help_str(999)) for name in group])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            from si_plan.documents.visible import visible
            from si_plan.suggestions import did_you_mean

            hint = did_you_mean(args[0], COMMANDS) or "siplan --help lists the commands"
            ctx.fail(f"there is no command {visible(args[0])}: {hint}")
        return super().resolve_command(ctx, args)


app = typer.Typer(
    name="siplan",
    cls=_Commands,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"siplan {__version__}")
        raise typer.Exit


@app.callback()
def siplan(
    ctx: typer.Context,
    plan: Annotated[
        str | None,
        typer.Option(
            "--plan",
            metavar="DIR",
            envvar="SIPLAN_PLAN",
            help="The plan's folder. [default: the nearest plan/]",
        ),
    ] = None,
    version: Annotated[  # noqa: ARG001
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show siplan's version.")
    ] = False,
) -> None:
    """Ask an improvement plan what is overdue, who owes what and whether every area is covered; check each edit."""
    ctx.obj = plan


@cache
def _all_commands() -> Any:
    return get_command(app)


def run(arguments: list[str]) -> int:
    """Run the command that the arguments name, and give its exit code."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        _all_commands().main(arguments, prog_name="siplan")
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):
            return CLOSED_PIPE
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except SiplanError as error:
        hint = f" ({error.hint})" if error.hint else ""
        _tell(f"siplan: {error.message}{hint}")
        return error.exit_code
    except OSError as error:  # a full disk, say, where the answer was to go
        _tell(f"siplan: the system does not let it be done: {error.strerror or error}")
        # What was wrong already keeps its code where there is no way to tell of it.
        return int(getattr(error.__context__, "exit_code", SiplanError.exit_code))
    return 0


def _tell(text: str) -> None:
    """Tell what went wrong, if there is anywhere to tell it: the exit code says it too."""
    from si_plan.documents.visible import visible

    with suppress(OSError):
        typer.echo(visible(text), err=True)
