"""`siplan import --against PLAN`: the document against a plan, and the edition written into it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from si_plan.cli.opening import NOTHING_RECORDED, lock_folder, open_plan
from si_plan.editing.changes import Recorded, edit_plan
from si_plan.editing.promising import ids_ever_used
from si_plan.errors import SiplanError, UsageError
from si_plan.importing.again import account, former, told_again
from si_plan.importing.again.carrying_over import carried_over
from si_plan.importing.again.making_again import Again, make_again
from si_plan.sources.folder import read_folder

if TYPE_CHECKING:
    from si_plan.documents.blocks import Document
    from si_plan.documents.records import Records
    from si_plan.importing.document import SourceDocument
    from si_plan.importing.making import Imported
    from si_plan.importing.mapping import ImportMap
    from si_plan.importing.telling import Told
    from si_plan.sources import Source

_MOST_BYTES: Final = 50_000_000
_RECEIPT: Final = "receipt.csv"


class Against:
    """An import against the plan in a folder. `receipt` is that of the last import, None where it is not known;
    `anew` says that the mapping is the last document's, too."""

    def __init__(self, against: str, receipt: bytes | None, *, anew: bool) -> None:
        path = Path(against)
        if path.name == "plan.yaml":
            path = path.parent
        if not (path / "plan.yaml").is_file():
            raise UsageError(
                f"--against: {against} is not the folder of a plan", "name the folder that holds plan.yaml"
            )
        self._folder = path
        self._shown = path.as_posix()
        self._receipt = receipt
        self._former = former.values_of_file(receipt) if receipt is not None else {}
        self._past = ids_ever_used(path)
        self._again: Again | None = None
        self._written = False
        self._anew = anew

    @property
    def files(self) -> Mapping[str, bytes]:
        """What the folder of the import keeps besides: the receipt of the last one."""
        return {former.FILE: self._receipt} if self._receipt is not None else {}

    def make(
        self,
        document: SourceDocument,
        data: bytes,
        given: ImportMap | None,
        step: Callable[[], None] = lambda: None,
    ) -> Imported:
        """Import the document against the plan as it stands now."""
        if self._anew and given is not None:
            given, self._anew = carried_over(document, data, given), False
        self._again = self._compare(read_folder(self._folder, self._shown), document, data, given, step)
        return self._again.imported

    def _compare(
        self,
        sources: list[Source],
        document: SourceDocument,
        data: bytes,
        given: ImportMap | None,
        step: Callable[[], None] = lambda: None,
    ) -> Again:
        sound = open_plan(sources, self._shown, NOTHING_RECORDED)
        return make_again(document, data, given, sound, self._past, self._former, step)

    def write(self, document: SourceDocument, data: bytes, given: ImportMap) -> None:
        """Write the edition into the plan, from the plan as it is when its lock is taken. Raises UsageError while a
        question is open."""

        def attempt(sources: list[Source]) -> Recorded:
            again = self._compare(sources, document, data, given)
            if again.imported.open:
                left = ", ".join(question.id for question in again.imported.open[:3])
                raise UsageError(f"nothing is written while a question is open: {left}", "answer it first")
            if again.adopted is None:
                raise again.problem or SiplanError(
                    "the edition cannot be drafted", "without --write, the account says why"
                )
            self._again = again
            return again.adopted.recorded

        edit_plan(self._folder, self._shown, lock_folder(), attempt)
        self._written = True

    def said(self, _imported: Imported) -> str:
        """The import in a line."""
        return account.answer(self._last)

    def page(self, told: Told) -> Document:
        """The account for people."""
        return told_again.page(self._told(told))

    def records(self, told: Told) -> Records[account.Line]:
        """The account for programs."""
        return told_again.records(self._told(told))

    @property
    def failed(self) -> bool:
        """Whether the edition cannot be drafted."""
        return self._last.problem is not None

    @property
    def _last(self) -> Again:
        assert self._again is not None
        return self._again

    def _told(self, told: Told) -> told_again.ToldAgain:
        return told_again.ToldAgain(self._last, told.folder, self._shown, told.command, self._written)


def last_receipt(mapping: str | None, kept: bytes | None) -> bytes | None:
    """The receipt of the last import: that beside the mapping which was named, else the one that the folder keeps."""
    if mapping is None:
        return kept
    path = Path(mapping).parent / _RECEIPT
    if not path.is_file() or path.is_symlink():
        return kept
    with path.open("rb") as file:
        found = file.read(_MOST_BYTES + 1)
    return found if len(found) <= _MOST_BYTES else None
