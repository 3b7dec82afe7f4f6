"""siplan publish"""

from typing import Annotated

import typer

from si_plan.cli.extras import needed
from si_plan.cli.folders import own_folder
from si_plan.cli.opening import sound_plan
from si_plan.cli.options import AsOf, day
from si_plan.cli.output import write_account
from si_plan.documents.visible import visible
from si_plan.documents.words import count
from si_plan.writing import replace_folder


def command(
    ctx: typer.Context,
    out: Annotated[str, typer.Option("--out", metavar="DIR", help="The site's folder: new, empty, or siplan's own.")],
    as_of: AsOf = None,
) -> None:
    """Write the plan as a site for any static host: the page, each audience's report, meetings, downloads."""
    on = day(as_of, "--as-of")
    folder = own_folder(ctx, out)
    plan = sound_plan(ctx)
    for library in ("jinja2", "docx", "xlsxwriter", "icalendar"):
        needed(library, "siplan publish")
    from si_plan.publishing.site import site

    files = site(plan, on)
    replace_folder(folder, files)
    write_account(f"wrote {count(len(files), 'file')} to {visible(out)}\n")
    internal = [audience.title for audience in plan.details.audiences if not audience.public]
    if internal:
        write_account(f"not published, as the audience is internal: {visible(', '.join(internal))}\n")
