"""The command `siplan`: its global options, and its commands, each loaded when it is called."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from typer.core import TyperGroup
from typer.main import get_command

from si_plan import __version__
from si_plan.errors import SiplanError, UsageError

if TYPE_CHECKING:
    from si_plan.diagnostics import Diagnostic

GROUPS: Final = {
    "Ask": {
        "status": "questions:status",
        "overdue": "questions:overdue",
        "due": "questions:due",
        "by-owner": "questions:by_owner",
        "coverage": "questions:coverage",
        "measures": "questions:measures",
        "slippage": "questions:slippage",
        "list": "questions:listing",
        "show": "showing:show",
    },
    "Record": {
        "complete": "recording:complete",
        "update": "recording:update",
        "reschedule": "recording:reschedule",
        "cancel": "recording:cancel",
        "reassign": "recording:reassign",
        "correct": "recording:correct",
        "result": "result:result",
        "return": "returning:make_return",
        "collect": "returning:collect",
    },
    "Plan": {
        "init": "init:init",
        "import": "importing:import_document",
        "add": "adding:add",
        "edit": "promise:edit",
    },
    "Check": {
        "validate": "validate:validate",
        "diff": "diff:diff",
        "explain": "explaining:explain",
        "when": "explaining:when",
    },
    "Share": {
        "report": "sharing:report",
        "calendar": "sharing:calendar",
        "export": "questions:export",
    },
}
"""The commands as help lists them, each with where it is: a module of this package, and the function's name in it."""

COMMANDS: Final = {name: place for group in GROUPS.values() for name, place in group.items()}

INSTEAD: Final = {
    "timeline": "status --timeline",
    "trend": "status --trend",
    "notes": "list --kind note",
    "history": "show ID --history",
    "publish": "report --out DIR/",
    "accept-readings": "edit --fill-dates",
    "reading": "result",
    "schema": "init --schemas",
    "done": "complete",
    "find": "list WORDS",
    "search": "list WORDS",
    "undo": "correct",
    "void": "correct",
    "help": "--help",
    "owner": "by-owner",
    "lead": "by-owner",
    "late": "overdue",
    "check": "validate",
    "new": "init",
    "site": "report --out DIR/",
}
"""What does the work of a command that went, or that somebody may look for under another name."""


def command_of(name: str) -> Callable[..., None]:
    """The function that does a command, which imports its module."""
    module, function = COMMANDS[name].split(":")
    found: Callable[..., None] = getattr(import_module(f"si_plan.cli.{module}"), function)
    return found


WRONG_USAGE: Final = 2
INTERRUPTED: Final = 130
CLOSED_PIPE: Final = 141
"""Ends a run whose reader has gone (`siplan list | head -1`): what a shell shows of any program that SIGPIPE ended."""


@cache
def _built(name: str) -> Any:
    """What typer makes of a command's function, which takes it longer than a small plan's answer: once in a process."""
    from si_plan.cli.options import PlainCommand, taking_plan

    single = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
    single.command(name, cls=PlainCommand)(taking_plan(command_of(name)))
    return get_command(single)


class _Commands(TyperGroup):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        return _built(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The commands by what they are for, each with the whole of its first sentence."""
        for title, group in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl([(name, self.get_command(ctx, name).get_short_help_str(999)) for name in group])
        from si_plan.cli.query import SHARED

        with formatter.section("Options of every Ask command"):
            formatter.write_dl([_told(one.annotation) for one in SHARED])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            from si_plan.suggestions import did_you_mean

            instead = INSTEAD.get(args[0])
            meant = f"use siplan {instead}" if instead else did_you_mean(args[0], COMMANDS)
            raise UsageError(f"there is no command {args[0]}", meant or "siplan --help lists the commands")
        return super().resolve_command(ctx, args)


def _told(annotation: Any) -> tuple[str, str]:
    """An option as help lists it: its name with what it takes, and what it means."""
    from si_plan.cli.options import option_name

    info = annotation.__metadata__[0]
    name = option_name(info)
    return (f"{name} {info.metavar}" if info.metavar else name), info.help


app = typer.Typer(
    name="siplan",
    cls=_Commands,
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
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
            metavar="DIR|FILE",
            envvar="SIPLAN_PLAN",
            help="The folder of the plan, or the file of a portfolio. [default: the nearest plan/]",
        ),
    ] = None,
    version: Annotated[  # noqa: ARG001
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version of siplan.")
    ] = False,
) -> None:
    """See what is overdue in an improvement plan, who leads what, and whether every area is covered. Check every edit.

    Without a command, siplan shows in a few lines how the plan stands today.
    """
    ctx.obj = plan
    if ctx.invoked_subcommand is None:
        from si_plan.cli.brief import brief

        brief(ctx)


@cache
def _all_commands() -> Any:
    return get_command(app)


def run(arguments: list[str]) -> int:
    """Run the command that the arguments name, and give its exit code."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        return int(_all_commands().main(arguments, prog_name="siplan", standalone_mode=False) or 0)
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):
            return CLOSED_PIPE
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except SiplanError as error:
        return _fail(arguments, error.message, error.hint, error.exit_code, getattr(error, "findings", None))
    except typer.Abort:
        _tell("siplan: stopped. Nothing was written")
        return INTERRUPTED
    except OSError as error:  # a full disk, say, where the answer was to go
        # What was wrong already keeps its code where there is no way to tell of it.
        code = int(getattr(error.__context__, "exit_code", SiplanError.exit_code))
        return _fail(arguments, f"the computer would not do this: {error.strerror or error}", "", code)
    except Exception as error:
        if not hasattr(error, "format_message"):  # typer says what is wrong with the words of a command by an error
            raise
        from si_plan.cli.usage import in_our_words

        return _fail(arguments, *in_our_words(error), WRONG_USAGE)


def _fail(arguments: list[str], message: str, hint: str, code: int, findings: list[Diagnostic] | None = None) -> int:
    """Tell why the command cannot go on, and give its exit code. Where JSON was asked for, standard output has the
    same as JSON, so that whoever parses it need not read what is for people."""
    _tell(f"siplan: {message} ({hint})" if hint else f"siplan: {message}")
    if _asks_for_json(arguments):
        from si_plan.formats.json import dump

        record = {"schema": "siplan/error/v1", "message": message, "hint": hint or None, "exit_code": code}
        rows = {} if findings is None else {"findings": [finding.record for finding in findings]}
        with suppress(OSError):
            sys.stdout.write(dump({**record, **rows}))
            sys.stdout.flush()
    return code


def _asks_for_json(arguments: list[str]) -> bool:
    """Whether JSON was asked for. The words themselves say it, since they may be what is wrong."""
    forms = [after for before, after in pairwise(arguments) if before == "--format"]
    forms += [one.removeprefix("--format=") for one in arguments if one.startswith("--format=")]
    return "json" in forms


def _tell(text: str) -> None:
    """Tell what went wrong, if there is anywhere to tell it: the exit code says it too."""
    from si_plan.documents.visible import visible

    with suppress(OSError):
        typer.echo(visible(text), err=True)
