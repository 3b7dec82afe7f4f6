"""From a command to its plan: finding its folder, reading its files, refusing one that has errors."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import typer

from si_plan import checks
from si_plan.diagnostics import Diagnostic
from si_plan.errors import PlanNotFoundError, SiplanError, UsageError
from si_plan.loading import SoundPlan, load
from si_plan.model.plan import Plan
from si_plan.sources import FIXED_FILES, Source, lines_of, looks_like_yaml
from si_plan.sources.folder import read_folder
from si_plan.sources.repository import Repository, work_tree

PORTFOLIO: Final = "portfolio.yaml"
"""What the file of a portfolio is usually called."""


class OfOnePlanError(UsageError):
    """What was asked for concerns one plan, and a portfolio was named."""

    def __init__(self) -> None:
        super().__init__(
            "this is done for one plan at a time, not for a portfolio", "name the folder of one member with --plan"
        )


def portfolio_file(ctx: typer.Context) -> Path | None:
    """The file of a portfolio that --plan or SIPLAN_PLAN names; None where it names a plan's folder, or nothing.

    Raises UsageError for a file that can be neither, and PlanNotFoundError where there is none.
    """
    named = Path(ctx.obj) if ctx.obj else None
    if named is None or named.is_dir() or named.name == "plan.yaml":
        return None
    if named.name in FIXED_FILES:
        raise UsageError(f"{ctx.obj} is one file of a plan", f"name its folder: {named.parent.as_posix()}")
    if not looks_like_yaml(named.name):
        if os.path.lexists(named):
            raise UsageError(f"{ctx.obj} is no plan", f"name the folder that has plan.yaml in it, or a {PORTFOLIO}")
        return None
    if not os.path.lexists(named):
        raise PlanNotFoundError(f"there is no file {ctx.obj}", "check its name, or name a plan's folder with --plan")
    return named


def plan_folder(ctx: typer.Context) -> tuple[Path, str]:
    """The plan's folder and how to name it: --plan or SIPLAN_PLAN, else the nearest plan/plan.yaml at or above here
    in the repository, else the only plan of another name that is nearest in it, else plan/plan.yaml above it.

    Raises PlanNotFoundError where there is none, UsageError where there are several, and OfOnePlanError where a
    portfolio was named.
    """
    named = ctx.obj
    if named:
        if portfolio_file(ctx) is not None:
            raise OfOnePlanError
        folder = Path(named)
        if folder.name == "plan.yaml" and folder.is_file():
            folder = folder.parent
        if not folder.is_dir():
            raise _not_found(f"there is no folder {named}", "name the folder that holds plan.yaml with --plan")
        if is_portfolio(folder):
            many = (folder / PORTFOLIO).as_posix()
            raise UsageError(
                f"{named} has no plan.yaml, but a {PORTFOLIO}", f"name that to ask its plans: --plan {many}"
            )
        return folder, folder.as_posix()
    here = Path.cwd()
    root = work_tree(here)
    folders = [here, *here.parents]
    own = [folder for folder in folders if root is not None and folder.resolve().is_relative_to(root)]
    nearest = _plan_at_or_above(own)
    found = [nearest] if nearest is not None else _plans_of_other_names(own)
    if not found:  # what is beyond the repository comes last: it may be somebody else's
        nearest = _plan_at_or_above(folders[len(own) :])
        found = [nearest] if nearest is not None else []
    if len(found) > 1:
        names = ", ".join(_named(folder, here)[1] for folder in found)
        raise UsageError(f"there are several plans here: {names}", "use --plan to name one")
    if found:
        return _named(found[0], here)
    beside = next((_named(folder / PORTFOLIO, here)[1] for folder in own or [here] if is_portfolio(folder)), None)
    raise _not_found(
        "there is no plan here: no plan/plan.yaml in this folder or one above it",
        f"--plan {beside} asks all plans of that portfolio"
        if beside is not None
        else "go to the plan's repository, or name its folder with --plan",
    )


def is_portfolio(folder: Path) -> bool:
    """Whether a folder has the file of a portfolio, and is not that of a plan."""
    return (folder / PORTFOLIO).is_file() and not os.path.lexists(folder / "plan.yaml")


def _named(folder: Path, here: Path) -> tuple[Path, str]:
    """A folder and its path from here."""
    return folder, Path(os.path.relpath(folder, here)).as_posix()


def _plan_at_or_above(folders: list[Path]) -> Path | None:
    """The first plan/plan.yaml in these folders."""
    return next((above / "plan" for above in folders if (above / "plan" / "plan.yaml").is_file()), None)


def _plans_of_other_names(own: list[Path]) -> list[Path]:
    """The plans in the first of these folders of a repository that is a plan or has some in it. Links in it are passed
    over, since they may lead out of it."""
    for above in own:
        inner = (folder for folder in sorted(above.iterdir()) if not folder.is_symlink())
        found = [folder for folder in (above, *inner) if _is_plan(folder)]
        if found:
            return found
    return []


def _is_plan(folder: Path) -> bool:
    return (folder / "plan.yaml").is_file() and (folder / "priorities").is_dir()


def _not_found(message: str, hint: str) -> PlanNotFoundError:
    root = work_tree(Path.cwd())
    if root is not None and Repository(root).sparse:
        hint = f"this checkout is sparse: git sparse-checkout add FOLDER brings the plan's folder; or {hint}"
    return PlanNotFoundError(message, hint)


def lock_folder() -> Path:
    """The folder for the locks of plans, in this user's state folder: XDG_STATE_HOME, LOCALAPPDATA on Windows, or the
    usual one. Raises UsageError where there is none."""
    named = os.environ.get("XDG_STATE_HOME") or (os.environ.get("LOCALAPPDATA") if os.name == "nt" else None)
    try:
        return Path(named or Path.home() / ".local" / "state") / "siplan" / "locks"
    except RuntimeError:
        raise UsageError("siplan needs a folder for the plan's lock", "name one in XDG_STATE_HOME") from None


def read_sources(ctx: typer.Context, at: str | None = None, *, from_root: bool = False) -> tuple[list[Source], str]:
    """The plan's files, now or at a git revision, and how its folder is named: by its path from here, or with
    `from_root` by that from the root of the git repository it is in."""
    folder, shown = named_plan_folder(ctx, from_root=from_root)
    if at is None:
        return read_folder(folder, shown), shown
    from si_plan.sources.revision import Revisions

    return Revisions(folder, shown).at(at).sources, shown


def named_plan_folder(ctx: typer.Context, *, from_root: bool) -> tuple[Path, str]:
    """As `plan_folder`, named by its path from the root of its repository where that is asked for and there is one."""
    folder, shown = plan_folder(ctx)
    root = work_tree(folder) if from_root else None
    return folder, Repository(root).path_of(folder) or "." if root is not None else shown


def sound_plan(ctx: typer.Context, at: str | None = None) -> Plan:
    """The plan, if nothing is wrong with it; else its errors go to standard error and the command ends with 3."""
    return open_plan(*read_sources(ctx, at)).plan


NOTHING_RECORDED = "nothing is written to it: put them right first"
_NO_ANSWER = "it answers nothing"


class FaultyPlanError(SiplanError):
    """The plan has errors, or cannot be read, which the findings say; they have gone to standard error."""

    def __init__(self, message: str, findings: list[Diagnostic], hint: str = "") -> None:
        super().__init__(message, hint)
        self.findings = findings


def open_plan(sources: list[Source], shown: str, so: str = _NO_ANSWER) -> SoundPlan:
    """The plan that these files are, if nothing is wrong with it; else its errors go to standard error, and
    FaultyPlanError says with `so` what is not done."""
    loaded = load(sources, shown)
    errors = checks.errors(loaded)
    if errors or loaded.plan is None:
        from si_plan.cli.output import tell_findings

        tell_findings(errors, lines_of(sources))
        hint = "--at REF reads it as it stood at a git revision" if so == _NO_ANSWER else ""
        raise FaultyPlanError(f"the plan has errors, so {so}", errors, hint)
    return SoundPlan(loaded.plan, loaded, sources, shown)
