"""An edition that was not announced, or `since`, `until` or `earlier` changed by an edit that adopts none.

An adoption may change what was promised, so the plan must say beforehand that one is coming: `adoption` in the `policy`
of plan.yaml names the edition, who adopts it, and the first and the last day. That counts from the next edit on. The
edit that adopts adds this edition, dated within those days, at the end of `editions`, on one of those days. siplan goes
by today, not by the date of a commit. Other edits leave `editions` alone, and so `since`, `until` and `earlier`, which
say what an edition added, dropped or restated. Nobody can turn this off or waive it.

To fix it: announce the edition in an edit of its own, and adopt it once that is accepted. In any other edit, leave
`editions`, `since`, `until` and `earlier` as they were.

Fails:

    # base/plan.yaml
    format: 2
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    editions:
      - {id: "2015", dated: 2016-06-03}

    # head/plan.yaml
    format: 2
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    editions:
      - {id: "2015", dated: 2016-06-03}
      - {id: "2016", dated: 2016-08-01, adopted_by: HT}

Passes:

    # base/plan.yaml
    format: 2
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    editions:
      - {id: "2015", dated: 2016-06-03}
    policy:
      adoption: {edition: "2016", by: HT, from: 2016-07-15, expires: 2016-08-31}

    # head/plan.yaml
    format: 2
    title: Improvement plan
    authority: Example Council
    dated: 2016-06-03
    editions:
      - {id: "2015", dated: 2016-06-03}
      - {id: "2016", dated: 2016-08-01, adopted_by: HT}
    policy:
      adoption: {edition: "2016", by: HT, from: 2016-07-15, expires: 2016-08-31}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from si_plan.changes.adoption import MARKS, Adopted, Marked, editions_before, marked
from si_plan.changes.difference import Pair
from si_plan.diagnostics import Finding
from si_plan.documents import words
from si_plan.model.plan import Plan
from si_plan.model.reference import Adoption, Edition

CODE: Final = "edition-unannounced"


def check(pair: Pair) -> Iterator[Finding]:
    if "plan.yaml" in pair.head.left_out:
        return
    yield from _former_editions(pair)
    if pair.adopted is not None:
        yield from _adoption(pair, pair.adopted)
        return
    for record in marked(pair.base, pair.head, pair.matching):
        for mark in MARKS:
            if record.differs(mark):
                yield _mark(record, mark)


def _former_editions(pair: Pair) -> Iterator[Finding]:
    """Findings about the editions that the plan had before, and about the date of the first, which is the plan's."""
    base, head = pair.base.details, pair.head.details
    before = editions_before(base, head)
    for place, edition in enumerate(before):
        now = head.editions[place] if place < len(head.editions) else None
        if now is None or (now.id, now.dated, now.adopted_by) != (edition.id, edition.dated, edition.adopted_by):
            message = f"the edition of {edition.id} was changed, moved or taken out, and what it promised stays"
            yield Finding(CODE, "plan", "editions", message, "put it back as it was, and new editions below it")
    known = {edition.id for edition in before}
    for edition in head.editions[len(before) :]:
        if edition.id in known:
            message = f"the edition of {edition.id} was adopted before, and cannot be adopted again"
            yield Finding(CODE, "plan", "editions", message, "a new edition has an id of its own, below the others")
    if before and (base.dated != head.dated or (not base.editions and before[0].dated != base.dated)):
        message = f"the plan was dated {words.day(base.dated)} before, and so is its first edition"
        hint = f"leave `dated: {base.dated}`, and give the first edition the same date"
        yield Finding(CODE, "plan", "dated", message, hint)


def _adoption(pair: Pair, adopted: Adopted) -> Iterator[Finding]:
    """Findings about an adoption beside its announcement in the base."""
    edition = adopted.edition
    if len(adopted.editions) > 1:
        message = f"this edit adopts {len(adopted.editions)} editions at once"
        yield _finding(pair, edition, message, "adopt one at a time, each once it is announced")
    policy = pair.base.details.policy
    coming = policy.adoption if policy is not None else None
    if coming is None or coming.edition != edition.id:
        was = f"the one that is announced is {coming.edition}" if coming is not None else "none is announced"
        yield _finding(
            pair,
            edition,
            f"the edition of {edition.id} was not announced before this edit: {was}",
            "first announce it in plan.yaml (policy.adoption: edition, by, from, expires) in an edit of its own",
        )
        return
    for message, hint in _beside(pair.base, pair.adoption_day, adopted, coming):
        yield _finding(pair, edition, message, hint)


def _beside(base: Plan, day: date, adopted: Adopted, coming: Adoption) -> Iterator[tuple[str, str]]:
    """What an edition has otherwise than its announcement, each with what to do."""
    edition, previous = adopted.edition, adopted.previous
    by = edition.adopted_by
    if by is None or (base.role_code(by) or by) != (base.role_code(coming.by) or coming.by):
        said = f"says that {by} adopted it" if by is not None else "does not say who adopted it"
        yield f"the edition of {edition.id} {said}, and {coming.by} was announced", f"write `adopted_by: {coming.by}`"
    span = f"{words.day(coming.begins)} to {words.day(coming.expires)}"
    if not coming.begins <= day <= coming.expires:
        yield (
            f"the edition of {edition.id} may be adopted from {span}, and not today",
            "wait until then" if day < coming.begins else "announce it again, with other days, in an edit of its own",
        )
    if not coming.begins <= edition.dated <= coming.expires:
        yield (
            f"the edition of {edition.id} is dated {words.day(edition.dated)}, and was announced for {span}",
            "date it on one of these days, or announce it again, with other days, in an edit of its own",
        )
    if edition.dated <= previous.dated:
        yield (
            f"the edition of {edition.id} is dated {words.day(edition.dated)}, which is not after that of "
            f"{previous.id}, {words.day(previous.dated)}",
            "give it the day from which it holds",
        )


def _finding(pair: Pair, edition: Edition, message: str, hint: str) -> Finding:
    place = pair.head.details.editions.index(edition)
    return Finding(CODE, "plan", f"editions.{place}", message, hint)


def _mark(record: Marked, mark: str) -> Finding:
    name = record.head.id
    if record.mark(mark) is None:
        message = f"{name} has `{mark}`, and this edit adopts no edition"
        hint = "take it out: only an edit that adopts an edition adds, drops or restates records by it"
    else:
        message = f"`{mark}` of {name} was changed, and says what an edition did"
        hint = "put it back as it was"
    return Finding(CODE, name, mark, message, hint)
