"""The areas of a draft: those that the document lists, and those that its priorities name."""

from __future__ import annotations

import re

from si_plan.importing.cell_texts import writable
from si_plan.importing.drafting.received import Received
from si_plan.importing.laid_out import LaidOut
from si_plan.model.reference import Area


class AreaList:
    """The areas by their printed numbers. One that the document names and does not list is called by its number."""

    def __init__(self, laid_out: LaidOut, received: Received) -> None:
        self._titles: dict[str, str] = {}
        self._refs: dict[str, str] = {}
        """What is printed for an area whose id does not say it, by the id."""
        for place, paragraph in enumerate(laid_out.areas, 1):
            printed = re.match(r"A?(\d{1,4})[.:)]?\s+(?=\S)", paragraph.text)
            title = paragraph.text[printed.end() :] if printed else paragraph.text
            identity = f"A{int(printed[1]) if printed else place}"
            if identity == "A0" or identity in self._titles or not writable(title):
                why = "an area without a text" if not writable(title) else "another area has its number"
                received.paragraphs([paragraph], "", "", "", why, "not-mapped")
                continue
            self._titles[identity] = writable(title)
            received.paragraphs([paragraph], identity, "title", writable(title))

    def id_of(self, printed: str) -> str:
        """The id of the area with this printed number."""
        number = re.fullmatch(r"\W*A?0*([1-9]\d{0,3})\W*", printed.strip(), re.IGNORECASE)
        identity = f"A{number[1]}" if number else self._of_ref(printed)
        if identity not in self._titles:
            self._titles[identity] = f"Area {number[1]}" if number else writable(printed)
        return identity

    def _of_ref(self, printed: str) -> str:
        for identity, ref in self._refs.items():
            if ref.casefold() == writable(printed).casefold():
                return identity
        number = 1 + max((int(identity[1:]) for identity in self._titles), default=0)
        self._refs[f"A{number}"] = writable(printed)[:40]
        return f"A{number}"

    def records(self) -> tuple[Area, ...]:
        """The areas, by number."""
        return tuple(
            Area.model_validate(
                {"id": identity, "title": title, **({"ref": self._refs[identity]} if identity in self._refs else {})}
            )
            for identity, title in sorted(self._titles.items(), key=lambda one: int(one[0][1:]))
        )
