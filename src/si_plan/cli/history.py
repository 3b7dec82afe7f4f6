"""siplan history"""

from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer

from si_plan.cli.query import as_command
from si_plan.cli.session import plan_folder
from si_plan.editing.nodes import nodes_of
from si_plan.errors import SiplanError
from si_plan.formats.records import Question
from si_plan.formats.views import history as view
from si_plan.loading import load
from si_plan.queries import history
from si_plan.queries.selection import known_record, record_id
from si_plan.sources.revision import commits_of_lines, read_revision


def answer(
    ctx: typer.Context,
    question: Question,
    name: Annotated[str, typer.Argument(metavar="ID", help="An id or a role's code, alias or title.")],
) -> tuple[ModuleType, history.History]:
    """A record's log in its order, and the commits that touched its lines."""
    folder, shown = plan_folder(ctx)
    identity = record_id(known_record(question.plan, name))
    return view, history.history(question.plan, identity, _changes(folder, shown, identity))


def _changes(folder: Path, shown: str, name: str) -> list[history.Change]:
    """The commits behind the record's lines as HEAD has them; none where HEAD does not have it, or there is no git."""
    try:
        sources = read_revision(folder, "HEAD", shown)
    except SiplanError:
        return []
    place = load(sources, shown).places.path(name)
    if place is None:
        return []
    path, record = place
    text = next(source.text or "" for source in sources if source.path == path).removeprefix("\ufeff")
    node = nodes_of(text).at(record)
    assert node is not None
    first, last = node.lines(text)
    return [history.Change(*one) for one in commits_of_lines(folder, path, first, last)]


command = as_command(answer)
