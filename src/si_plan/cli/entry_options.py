"""The fields of a log entry as the options of the commands that record."""

from typing import Annotated, Any, Final, Literal

import typer

from si_plan.cli.completing import offer_leads, offer_records
from si_plan.cli.options import option_name
from si_plan.model.progress import Status
from si_plan.model.reference import RoleState

Texts = list[str] | None

ONE: Final = typer.Argument(
    metavar="ID|WORDS", help="What it is about: its id or ref, or words of it in quotes.", autocompletion=offer_records
)
SEVERAL: Final = typer.Argument(
    metavar="ID|WORDS…", help="What it is about: its id or ref, or words of it in quotes.", autocompletion=offer_records
)


def _codes(option: str, said: str) -> Any:
    help_text = f"{said}; may be repeated."
    return Annotated[Texts, typer.Option(option, metavar="CODE", help=help_text, autocompletion=offer_leads)]


_EVERY_STATUS = Literal[Status, RoleState]
_STATUSES: Final = """From then on: not_started, in_progress, complete, cancelled; of a role: vacant, acting, filled,
abolished."""
OPTIONS: Final[dict[str, Any]] = {
    "voids": Annotated[int | None, typer.Argument(metavar="ENTRY", help="Its place in the log. [default: the last]")],
    "status": Annotated[_EVERY_STATUS | None, typer.Option("--status", metavar="STATUS", help=_STATUSES)],
    "successor": Annotated[
        str | None,
        typer.Option(
            "--successor", metavar="CODE", help="The role that follows an abolished one.", autocompletion=offer_leads
        ),
    ],
    "rating": Annotated[str | None, typer.Option("--rating", metavar="CODE", help="A code of the rating scheme.")],
    "due": Annotated[str | None, typer.Option("--to", metavar="DATE", help="The new deadline: 2017-03, or in words.")],
    "leads": _codes("--lead", "Who leads from then on"),
    "accountable": _codes("--accountable", "Who answers for it"),
    "support": _codes("--support", "Who helps the leads"),
    "all_of": Annotated[
        str | None,
        typer.Option(
            "--all-of", metavar="CODE", help="All that this role leads and is open.", autocompletion=offer_leads
        ),
    ],
    "reason": Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why.")],
    "approved_by": Annotated[
        str | None, typer.Option("--approved-by", metavar="CODE", help="Who agreed to it.", autocompletion=offer_leads)
    ],
    "evidence": Annotated[
        Texts, typer.Option("--evidence", metavar="TEXT", help="Where it can be seen; may be repeated.")
    ],
    "note": Annotated[str | None, typer.Option("--note", metavar="TEXT", help="What there is to say.")],
    "period": Annotated[
        str | None,
        typer.Option("--period", metavar="NAME", help="The occurrence, or a rating's term: 2016-17/T1."),
    ],
    "by": Annotated[
        str | None, typer.Option("--by", metavar="CODE", help="Who reports it.", autocompletion=offer_leads)
    ],
    "on": Annotated[str | None, typer.Option("--on", metavar="DATE", help="When it happened. [default: today]")],
    "public": Annotated[bool, typer.Option("--public", help="Let public reports show note and evidence.")],
}
"""The fields of a log entry as options."""
SHARED: Final = ("note", "period", "by", "on", "public")
"""The fields that every such command takes, after its own."""
QUESTIONS: Final = {
    "due": "The new deadline (2017-03-31, 2017-03, or in words)",
    "leads": "Who leads from now on (codes or titles, with commas between)",
    "reason": "Why",
    "approved_by": "Who agreed to it",
    "evidence": "Where it can be seen (a link, or a document's name)",
    "period": "Which occurrence",
    "on": "When did it happen (3 Oct 2016, yesterday)",
    "note": "What there is to say",
}
"""What a person is asked who leaves out a field."""
BLANK: Final = {"evidence": "evidence cannot be empty: others check the link or document that it names"}
"""What is said to someone who leaves a field blank."""


def option_of(field: str) -> str:
    """The option that gives a field: `--to` for `due`."""
    if field not in OPTIONS:
        return f"--{field.replace('_', '-')}"
    return option_name(OPTIONS[field].__metadata__[0])
