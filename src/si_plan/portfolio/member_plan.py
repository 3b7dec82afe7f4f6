"""One member's plan, as it may cross to whoever asks the portfolio."""

from __future__ import annotations

from dataclasses import replace

from si_plan import checks
from si_plan.diagnostics import Diagnostic
from si_plan.errors import NoPlanYetError, SiplanError, UsageError
from si_plan.loading import load
from si_plan.model.membership import Membership
from si_plan.model.plan import Plan
from si_plan.model.public import public_plan
from si_plan.portfolio.members import Member
from si_plan.sources import Source
from si_plan.sources.below import is_folder, lies_below
from si_plan.sources.folder import read_folder
from si_plan.sources.revision import Revisions

_MOST_NAMED = 3


class UnsoundPlanError(SiplanError):
    """A member's plan has errors. Which ones, by code and line: what they quote of the plan may be private."""


def sources_of(member: Member) -> list[Source]:
    """The files of a member's plan. Raises SiplanError where they cannot be had."""
    if member.revision is not None:
        return _sources_at(member, member.revision)
    if not is_folder(member.folder):
        raise SiplanError(f"there is no folder {member.shown}", "correct its source")
    return read_folder(member.folder, "")


def _sources_at(member: Member, revision: str) -> list[Source]:
    revisions = Revisions(member.folder, member.shown)
    repository = revisions.repository
    try:
        if not lies_below(member.root, repository.root) or repository.keeps_all_in(member.root):
            return revisions.at(revision).sources
    except (NoPlanYetError, UsageError):
        raise
    except SiplanError as error:  # git's own words name places on this computer
        hint = f"siplan status --plan {member.shown} --at {revision} says why"
        raise SiplanError("git does not read its repository", hint) from error
    raise SiplanError(
        "its .git leads out of the portfolio's folder, and is not followed",
        "put a whole copy of the repository there: git clone --no-hardlinks",
    )


def plan_of(member: Member, *, internal: bool) -> Plan:
    """A member's plan without errors: what is public of it, or all where `internal` is asked for and the member shares
    that. Raises SiplanError."""
    loaded = load(sources_of(member), "")
    errors = checks.errors(loaded)
    if errors or loaded.plan is None:
        raise UnsoundPlanError(said_of(errors), f"siplan validate --plan {member.shown} shows them")
    plan = loaded.plan if internal and member.internal else public_plan(loaded.plan)
    facts = member.facts
    membership = Membership(facts.id, member.themes, facts.phase, facts.region)
    return replace(plan, membership=membership)


def said_of(errors: list[Diagnostic]) -> str:
    """Which errors a plan has, in a sentence that quotes nothing of it."""
    if not errors:
        return "its plan cannot be read"
    named = [f"{one.location.file}:{one.location.line} {one.code}" for one in errors[:_MOST_NAMED]]
    more = f" and {len(errors) - _MOST_NAMED:,} more" if len(errors) > _MOST_NAMED else ""
    return f"its plan has {len(errors):,} error{'s' if len(errors) > 1 else ''}: {', '.join(named)}{more}"
