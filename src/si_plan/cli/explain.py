"""siplan explain"""

from typing import Annotated

import typer

from si_plan.cli.options import FormatOption
from si_plan.cli.output import rendered, write
from si_plan.diagnostics.explaining import explain
from si_plan.formats.table import AnswerFormat
from si_plan.views import explain as view


def command(
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help="The code of a finding. [default: a list of all]")
    ] = None,
    form: FormatOption = AnswerFormat.table,
) -> None:
    """What a finding means: why it matters, how to put it right, an example that fails and one that passes."""
    if code is None:
        write(rendered(form, view.page_of_all, view.records_of_all))
        return
    one = explain(code)
    write(rendered(form, lambda: view.page(one), lambda: view.records(one)))
