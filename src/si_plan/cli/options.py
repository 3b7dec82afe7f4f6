"""The options that commands share, each of which means the same wherever it stands; and how a command whose options
are worked out is given them."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable
from copy import copy
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Any, Final, get_args

import typer
from typer.core import TyperCommand

from si_plan.cli.completing import offer_areas, offer_leads, offer_priorities
from si_plan.dates.reduced import DateError, ReducedDate, parse_reduced
from si_plan.errors import UsageError
from si_plan.formats.table import AnswerFormat, ShownFormat, format_of


def parameter(name: str, annotation: Any, default: Any = None) -> inspect.Parameter:
    """A parameter of a command, which typer makes an option or an argument of."""
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def give_parameters(command: Callable[..., None], parameters: Iterable[inspect.Parameter]) -> None:
    """Give a command that takes any options these parameters, after its context, for typer to read."""
    context = inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    every = [context, *parameters]
    command.__signature__ = inspect.Signature(every)  # type: ignore[attr-defined]
    command.__annotations__ = {one.name: one.annotation for one in every}


def hidden(annotation: Any) -> Any:
    """The annotation of an option that works and that the command's help does not list."""
    value, info = get_args(annotation)
    info = copy(info)
    info.hidden = True
    return Annotated[value, info]


PlanFolder = Annotated[
    str | None,
    typer.Option(
        "--plan",
        metavar="DIR|FILE",
        help="The folder of the plan, or the file of a portfolio. [default: the nearest plan/]",
        show_default=False,
    ),
]


def taking_plan(command: Callable[..., None]) -> Callable[..., None]:
    """The same command, which takes --plan after its name too."""
    own = inspect.signature(command).parameters

    def taking(ctx: typer.Context, plan: str | None, **options: Any) -> None:
        if plan is not None:
            ctx.obj = plan
        command(**({"ctx": ctx} if "ctx" in own else {}), **options)

    others = [one for name, one in own.items() if name != "ctx"]
    give_parameters(taking, [*others, parameter("plan", hidden(PlanFolder))])
    taking.__doc__ = command.__doc__
    return taking


class PlainCommand(TyperCommand):
    """A command whose help names its arguments without their types: <list[str]> says nothing to most people."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        for title, kind in (("Arguments", "argument"), ("Options", "option")):
            params = [param for param in self.get_params(ctx) if param.param_type_name == kind]
            told = [record for param in params if (record := param.get_help_record(ctx)) is not None]
            if told:
                with formatter.section(title):
                    formatter.write_dl([(untyped(name) if kind == "argument" else name, text) for name, text in told])


def untyped(name: str) -> str:
    """What stands for an argument in help, without what typer says of its type."""
    return name.partition(" <")[0]


def option_name(info: Any) -> str:
    """How an option is written, `--to`; of an argument, what stands for it in help."""
    declared = (info.default, *(info.param_decls or ()))
    return next((one for one in declared if isinstance(one, str) and one.startswith("--")), str(info.metavar))


def form_of(out: str) -> AnswerFormat:
    """The form that a file's name asks for. Raises UsageError where it asks for none."""
    form = format_of(out, AnswerFormat)
    if form is None:
        endings = ", ".join(one.ending for one in AnswerFormat)
        raise UsageError(
            f"--out: siplan cannot tell the format from {out}", f"end the name in {endings}, or add --format"
        )
    return form


AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="Show how things stood on this day. [default: today]")
]
Lead = Annotated[
    str | None,
    typer.Option(
        "--lead", metavar="CODE", help="Only what this role leads, alone or with others.", autocompletion=offer_leads
    ),
]
Area = Annotated[
    str | None,
    typer.Option(
        "--area", metavar="ID", help="Only what answers this area (A1, 1 or its ref).", autocompletion=offer_areas
    ),
]
Priority = Annotated[
    str | None,
    typer.Option(
        "--priority",
        metavar="ID",
        help="Only what is in this priority (its id or ref).",
        autocompletion=offer_priorities,
    ),
]


class BasisName(StrEnum):
    """What a deadline may rest on."""

    own = "own"
    action = "action"
    judged = "judged"


Basis = Annotated[
    BasisName | None,
    typer.Option("--basis", help="Only deadlines from the record's own words, its action's words, or our judgement."),
]
At = Annotated[str | None, typer.Option("--at", metavar="REF", help="Use the plan as it was at this git revision.")]
Internal = Annotated[
    bool,
    typer.Option("--internal", help="Of a portfolio: with what members share internally of their plans."),
]
FormatOption = Annotated[
    AnswerFormat | None,
    typer.Option("--format", help="The format of the answer. [default: from the name of the file, or table]"),
]
Form = Annotated[ShownFormat, typer.Option("--format", help="The format of the answer.")]
"""The form of an answer that goes to no file of its own."""
Out = Annotated[str | None, typer.Option("--out", metavar="FILE", help="Write the answer to this file.")]
ExitCode = Annotated[bool, typer.Option("--exit-code", help="Exit with 1 if the answer has any rows.")]

Every = Annotated[bool, typer.Option("--all", help="Show each occurrence in its own row, not one row with a count.")]


def today() -> date:
    """The day: a plan's days are those of the place it is for."""
    return date.today()  # noqa: DTZ011


def day(text: str | None, option: str) -> date:
    """The day that an option names: 2016-09-01, `1 September 2016`, today, yesterday; today where it is left out.

    Raises UsageError.
    """
    now = today()
    named = {None: now, "today": now, "yesterday": now - timedelta(days=1)}
    if text in named:
        return named[text]
    assert text is not None
    try:
        reduced = parse_reduced(text)
    except DateError as error:
        in_words = _in_words(text, now)
        if in_words is None:
            raise UsageError(f"{option}: {error.reason}", "write a day, such as 2016-09-30") from None
        reduced = in_words
    if reduced.earliest != reduced.latest:
        raise UsageError(f"{option}: {text} does not say which day", f"write the day too, such as {reduced.earliest}")
    return reduced.earliest


def _in_words(text: str, today: date) -> ReducedDate | None:
    """The date that was written as people write dates; None where that is not certain, as without its year."""
    from si_plan.dates.calendar import USUAL
    from si_plan.deadlines import read_deadline

    reading = read_deadline(text, today, USUAL)
    return reading.ends if reading.exact and reading.recurrence is None else None


_LONGEST_SPAN: Final = timedelta(days=3660)
_SPAN = r"([0-9]{1,4})\s*(d|w|days?|weeks?)"


def span(text: str, option: str) -> timedelta:
    """The time that an option gives: 30d, 6w. Raises UsageError."""
    match = re.fullmatch(_SPAN, text.strip())
    if match is None:
        raise UsageError(f"{option}: {text} is not a number of days or weeks", "write it as 30d or 6w")
    number = int(match[1])
    found = timedelta(days=number) if match[2].startswith("d") else timedelta(weeks=number)
    if found > _LONGEST_SPAN:
        raise UsageError(f"{option}: {text} is more than ten years", f"write at most {_LONGEST_SPAN.days}d")
    return found
