"""What became of each paragraph that a draft takes up, for the receipt."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from si_plan.importing.cell_texts import CellText, Rows
from si_plan.importing.document import Paragraph, Place
from si_plan.importing.fates import Fate, Fated


class Received:
    """Collects what became of paragraphs. A row that continues another is told as joined to it."""

    def __init__(self, continued: Rows, column_of: Callable[[Place], str]) -> None:
        """`column_of` says in which column a place stands: what a rule is where no other is told."""
        self._continued = continued
        self._column_of = column_of
        self._found: dict[Fated, None] = {}

    @property
    def fates(self) -> tuple[Fated, ...]:
        """All of it, in the order of the document."""
        return tuple(sorted(self._found, key=lambda fated: (not fated.place.table, *fated.place)))

    def said(self, said: Iterable[CellText], record: str, field: str, rule: str = "", fate: Fate = "mapped") -> None:
        """Texts that a field has got, each as its paragraphs have it."""
        self.paragraphs(
            (paragraph for one in said for paragraph in one.paragraphs), record, field, rule=rule, fate=fate
        )

    def paragraphs(
        self,
        paragraphs: Iterable[Paragraph],
        record: str,
        field: str,
        value: str | None = None,
        rule: str = "",
        fate: Fate = "mapped",
    ) -> None:
        """Paragraphs that a field has got, `value` of each; their own text where that is left out."""
        for paragraph in paragraphs:
            joined = fate == "mapped" and (paragraph.place.table, paragraph.place.row) in self._continued
            column = self._column_of(paragraph.place) if fate == "mapped" and not rule else ""
            told = Fated(
                paragraph.place,
                "joined" if joined else fate,
                record,
                field,
                paragraph.text if value is None else value,
                f"column {column}" if column else rule,
            )
            self._found[told] = None

    def asked(self, paragraphs: Iterable[Paragraph], record: str, field: str, question: str) -> None:
        """Paragraphs about which a question is open."""
        self.paragraphs(paragraphs, record, field, "", f"question {question}", "asked")
