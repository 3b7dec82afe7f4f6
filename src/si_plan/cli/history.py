"""siplan history"""

from typing import Annotated

import typer

from si_plan.cli.opening import plan_folder
from si_plan.cli.query import as_command
from si_plan.cli.revisions import Revisions
from si_plan.editing.nodes import nodes_of
from si_plan.errors import SiplanError
from si_plan.formats.views import Answered
from si_plan.formats.views import history as view
from si_plan.loading import load
from si_plan.model.plan import Plan
from si_plan.queries import history
from si_plan.queries.selection import Selection, known_record, record_id
from si_plan.sources.history import commits_of_lines


def answer(
    ctx: typer.Context,
    plan: Plan,
    selection: Selection,  # noqa: ARG001 - every query is asked so
    name: Annotated[str, typer.Argument(metavar="ID", help="An id or a role's code, alias or title.")],
) -> Answered:
    """A record's log in its order, and the commits that touched its lines."""
    revisions = Revisions(*plan_folder(ctx))
    identity = record_id(known_record(plan, name))
    try:
        changes, untold = _changes(revisions, identity)
    except SiplanError as error:  # the log is told all the same
        changes, untold = [], f"{error.message} ({error.hint})"
    return view.VIEW.of(history.history(plan, identity, changes, untold))


def _changes(revisions: Revisions, name: str) -> tuple[list[history.Change], str]:
    """The commits behind the record's lines as HEAD has them, and what they do not tell, if there is something."""
    stood = revisions.at("HEAD")
    place = load(stood.sources, "").places.path(name)
    if place is None:
        return [], f"{name} is not committed yet"
    path, record = place
    text = next(source.text or "" for source in stood.sources if source.path == path).removeprefix("\ufeff")
    node = nodes_of(text).at(record)
    assert node is not None
    first, last = node.lines(text)
    file = f"{stood.path}/{path}".removeprefix("/")
    found = commits_of_lines(revisions.repository, stood.commit, file, first, last)
    untold = "this clone is shallow: earlier commits are not in it" if revisions.repository.shallow else ""
    return [history.Change(*one) for one in found], untold


command = as_command(answer)
