"""What every query's command is made of: the options that all of them have, the plan, the answer's form.

A query's function is `answer(asked, …)` or `answer(ctx, asked, …)`, with its own options as annotated parameters. It
puts a query to what is asked, a plan or a portfolio, and returns the result joined to its view; `as_command` makes the
command of it.
"""

import inspect
from collections.abc import Callable
from typing import Any, Final

import typer

from si_plan.cli.asking import Chosen, asked_of, end_if_incomplete
from si_plan.cli.options import (
    Area,
    AsOf,
    At,
    Basis,
    ExitCode,
    FormatOption,
    Internal,
    Lead,
    Out,
    Priority,
    form_of,
    give_parameters,
    hidden,
    parameter,
)
from si_plan.cli.output import emit
from si_plan.formats.table import AnswerFormat
from si_plan.views import Answered

SHARED: Final = (
    parameter("as_of", AsOf),
    parameter("lead", Lead),
    parameter("area", Area),
    parameter("priority", Priority),
    parameter("basis", Basis),
    parameter("at", At),
    parameter("internal", Internal, False),
    parameter("form", FormatOption),
    parameter("out", Out),
    parameter("exit_code", ExitCode, False),
)
"""The options that every query has, after its own; `siplan --help` lists them once, for all."""


_AND_SHARED: Final = (
    "It also takes the options of every Ask command: --as-of, --lead, --area, --priority, --basis, --at, --format, "
    "--out, --exit-code, --internal. siplan --help explains them."
)


def as_command(answer: Callable[..., Answered], usual: AnswerFormat = AnswerFormat.table) -> Callable[..., None]:
    """The command that asks the plan with an answer's own options and the shared ones, and writes what comes back, in
    its `usual` form where neither an option nor a file's name asks for another."""

    given = list(inspect.signature(answer).parameters.values())
    with_context = given[0].name == "ctx"
    own = given[2:] if with_context else given[1:]

    def command(ctx: typer.Context, **options: Any) -> None:
        asked_form, out, exit_code = options.pop("form"), options.pop("out"), options.pop("exit_code")
        form = asked_form or (form_of(out) if out else usual)
        if form.is_data:
            from si_plan.cli.data_files import require_file

            require_file(out, form)
        chosen = {name: options.pop(name) for name in Chosen._fields}
        asked = asked_of(ctx, Chosen(**chosen))
        context = (ctx,) if with_context else ()
        answered = answer(*context, asked, **options)
        emit(ctx, asked.question, answered, form, out=out, exit_code=exit_code)
        end_if_incomplete(asked.question.across)

    shared = [one.replace(annotation=hidden(one.annotation)) for one in SHARED]
    give_parameters(command, [*(parameter(one.name, one.annotation, one.default) for one in own), *shared])
    command.__doc__ = f"{answer.__doc__}\n\n{_AND_SHARED}"
    return command
