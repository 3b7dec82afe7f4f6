"""A source note about a record or field that does not exist.

A note says where the plan differs from the published document, so it names a record and a field. If the record was
renumbered, the note explains nothing.

To fix it: write the id that the record has now, then # and one of its fields. If the record is gone, delete the note.

Fails:

    # source-notes.yaml
    - id: N1
      at: "1.1.1#deadline"
      document: By Sept 16
      recorded: 2016-09
      why: The year is meant, not the day

Passes:

    # source-notes.yaml
    - id: N1
      at: "1.1.1#due"
      document: By Sept 16
      recorded: 2016-09
      why: The year is meant, not the day
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from si_plan.diagnostics import Finding
from si_plan.loading.refs import ids_to_write
from si_plan.model.fields import Record
from si_plan.model.ids import field_at, record_at
from si_plan.model.plan import Plan
from si_plan.suggestions import Guesses, did_you_mean

CODE: Final = "note-target"
_OTHER_FILES: Final = frozenset({"plan.yaml", "areas.yaml", "roles.yaml", "measures.yaml", "source-notes.yaml"})
"""The files of the records whose ids do not begin with a digit: malformed, one may hold the record."""


def check(plan: Plan) -> Iterator[Finding]:
    if not plan.notes:
        return
    guesses = Guesses([*plan.by_id, "plan"], ids_to_write(plan, "at"))
    records: dict[str, Record] = {audience.id: audience for audience in plan.details.audiences}
    records.update(plan.by_id, plan=plan.details)
    fields_of: dict[type[Record], list[str]] = {}
    for note in plan.notes:
        name, field = record_at(note.at), field_at(note.at)
        record = records.get(name)
        if record is None:
            if not plan.knows(name) and (name[0].isdigit() or not plan.left_out & _OTHER_FILES):
                hint = guesses.did_you_mean(name) or "name the record that the note is about"
                yield Finding(CODE, note.id, "at", f"there is no {name} in the plan", hint)
            continue
        fields = fields_of.get(type(record)) or fields_of.setdefault(type(record), list(type(record).model_fields))
        if field not in fields:
            hint = did_you_mean(field, fields) or f"its fields are {', '.join(fields)}"
            yield Finding(CODE, note.id, "at", f"{name} has no field {field}", hint)
