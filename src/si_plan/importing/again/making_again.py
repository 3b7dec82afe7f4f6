"""A document that is imported against a plan: the comparison, and the plan with the edition in it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from si_plan.editing.recording import UnsoundError
from si_plan.editing.rendering import EditRefusedError
from si_plan.errors import SiplanError
from si_plan.importing import making
from si_plan.importing.again.adopting import Adopted, adopt
from si_plan.importing.again.comparing import Comparison, compare
from si_plan.importing.again.printed import Values
from si_plan.importing.asking.proposing import propose
from si_plan.importing.document import SourceDocument
from si_plan.importing.fates import Fated
from si_plan.importing.making import Imported
from si_plan.importing.mapping import ImportMap, PrintedRole
from si_plan.importing.receipt.accounting import Receipt
from si_plan.loading import SoundPlan, load
from si_plan.model.plan import Plan

_AS_THE_PLAN: str = "as the plan has it"


class Again(NamedTuple):
    """A document imported against a plan. `imported` has the plan with the edition in it, and the plan's ids in its
    receipt. Without `adopted` it has the plan as it is: `problem` is why, where no question is open."""

    imported: Imported
    comparison: Comparison
    adopted: Adopted | None
    problem: SiplanError | None = None

    @property
    def ids(self) -> Mapping[str, str]:
        """The plan's id of each record of the draft that the plan has."""
        return self.adopted.ids if self.adopted is not None else self.comparison.recognised.same


def make_again(
    document: SourceDocument,
    data: bytes,
    given: ImportMap | None,
    sound: SoundPlan,
    past: Collection[str],
    former: Values,
    step: Callable[[], None] = lambda: None,
) -> Again:
    """Import a document against a plan. `past` are ids that were ever used; `former` is what the last document gave,
    empty where that is not known. Raises ImportRefusedError, and SiplanError where the document gives no sound draft.
    """
    mapping = given if given is not None else propose(document)
    imported = making.make(document, data, _with_roles(mapping, sound.plan), step)
    if imported.plan is None or imported.errors:
        why = imported.errors[0].message if imported.errors else "it gives no plan"
        raise SiplanError(f"the document cannot be compared: {why}", "import it without --against to see its draft")
    comparison = compare(imported, sound.plan, former)
    problem: SiplanError | None = None
    adopted: Adopted | None = None
    try:
        adopted = adopt(sound, comparison, past)
    except (UnsoundError, EditRefusedError) as error:
        problem = None if comparison.open else error  # what is open may well be what the edition lacks
    sources = adopted.sources if adopted is not None else sound.sources
    again = Again(imported, comparison, adopted, problem)
    mapping = imported.mapping.model_copy(update={"questions": comparison.questions})
    receipt = Receipt(
        document,
        {place: tuple(_in_plan(fated, again)) for place, fated in imported.receipt.fates.items()},
        comparison.questions,
        imported.receipt.proof,
    )
    plan = load(sources, sound.shown).plan
    files = {source.path: source.text or "" for source in sources}
    return again._replace(imported=Imported(mapping, files, receipt, plan, []))


def _with_roles(mapping: ImportMap, plan: Plan) -> ImportMap:
    """A mapping that knows the roles of the plan, besides those that it names itself."""
    known = {role.printed.casefold(): role for role in mapping.roles}
    for role in plan.roles:
        for name in (role.title, *role.aliases):
            known.setdefault(name.casefold(), PrintedRole(printed=name, code=role.code))
    return mapping.model_copy(update={"roles": tuple(known.values())})


def _in_plan(fated: tuple[Fated, ...], again: Again) -> Iterator[Fated]:
    """What became of a paragraph, with the plan's ids. What the plan has answered is not asked."""
    settled = again.comparison.settled
    for one in fated:
        if one.fate == "asked" and one.rule.removeprefix("question ") in settled:
            one = one._replace(fate="mapped", rule=_AS_THE_PLAN)
        area = again.comparison.differing.area_of(one.record)
        yield one._replace(record=again.ids.get(one.record, area))
