"""A document's data to records: each validated once, every mistake of form a diagnostic on its line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from si_plan.diagnostics import MOST_PER_FILE, Diagnostic
from si_plan.loading.parsing import ID_FIELDS, Document, Path
from si_plan.loading.places import record_around, route_of_place, value_at
from si_plan.model.fields import Record
from si_plan.model.files import LOG, READINGS, ROLE_LOG, FileKind

if TYPE_CHECKING:
    from si_plan.loading.form_errors import Mistake

REPLACED: Final = frozenset({"empty-value", "alias", "merge-key", "anchor", "control-character"})
"""Codes of YAML findings after which the model would report the missing value again."""

_MOST_ROUNDS: Final = 4
_DASHES: Final = "put `- ` before the first field of each one, and two spaces before its other fields"


class RecordReader:
    """Validates the records of one document."""

    def __init__(self, document: Document, kind: FileKind) -> None:
        self.document = document
        self.kind = kind
        self.found: list[Diagnostic] = []
        self.no_ids: list[tuple[Diagnostic, str, str]] = []
        """The findings about what cannot be an id, each with the field that has it and the text there."""
        self.wrong = False
        """Whether anything is malformed, reported here or by the reader of YAML."""
        self._told = {finding.location for finding in document.findings if finding.code in REPLACED}

    def read(self) -> list[Any]:
        """The records of the document that could be made; what is wrong is in `found`."""
        data, model = self.document.data, self.kind.record
        if not self.kind.many:
            record = self._read_record(model, data, ())
            return [] if record is None else [record]
        if not isinstance(data, list):
            self._add(_no_list(model), ())
            return []
        if self.kind.filled and not data:
            self._add(_empty_list(model), ())
        records = []
        for place, part in enumerate(data):
            record = self._read_record(model, part, (place,))
            if record is not None:
                records.append(record)
            elif self.kind in (LOG, READINGS, ROLE_LOG) or len(self.found) > MOST_PER_FILE:
                break  # an entry is named by its place, so those after a lost one have no name
        return records

    def _read_record(self, model: type[Record], data: Any, path: Path) -> Record | None:
        """The record in `data`, without the fields that are malformed; None where it cannot do without them."""
        try:
            return model.model_validate(data)
        except ValidationError as error:
            return self._salvage(model, data, path, error)

    def _salvage(self, model: type[Record], data: Any, path: Path, error: ValidationError) -> Record | None:
        from si_plan.loading import form_errors  # only a mistake needs it

        mistakes = form_errors.mistakes(error, model, data)
        for mistake in mistakes:
            self._add(mistake, path)
        if not isinstance(data, dict) or len(self.found) > MOST_PER_FILE:
            return None
        for _ in range(_MOST_ROUNDS):
            data = form_errors.drop_mistakes(data, mistakes)
            if data is None:
                return None
            try:
                return model.model_validate(data)
            except ValidationError as again:
                mistakes = form_errors.mistakes(again, model, data)
        return None

    def _add(self, mistake: Mistake, path: Path) -> None:
        """Report a mistake, up to the limit, and not where the reader of YAML has reported one already."""
        self.wrong = True
        if len(self.found) > MOST_PER_FILE:
            return
        found = self._diagnostic(mistake, path)
        if found.location not in self._told or mistake.code == "missing-field":
            self.found.append(found)
            if mistake.code == "bad-id" and mistake.path:
                given = value_at(self.document.data, (*path, *mistake.path))
                name = next(part for part in reversed(mistake.path) if isinstance(part, str))
                self.no_ids.append((found, name, given if isinstance(given, str) else ""))

    def _diagnostic(self, mistake: Mistake, path: Path) -> Diagnostic:
        whole = (*path, *mistake.path)
        record, field_name = record_around(self.document.data, whole)
        return Diagnostic(
            mistake.code,
            self.document.location(whole, of_key=mistake.of_key),
            mistake.message,
            mistake.hint,
            route_of_place(self.document, whole, record, field_name),
        )

    def report_unquoted_ids(self) -> None:
        """Warn of ids like an unquoted 1.10, which siplan reads as written and other tools as 1.1."""
        document = self.document
        if not document.plain_numbers or self.kind is READINGS:
            return
        told = {found.location for found in self.found}
        for path in document.paths_of_plain_numbers():
            field_name = next((part for part in reversed(path) if isinstance(part, str)), "")
            if field_name in ID_FIELDS and len(self.found) <= MOST_PER_FILE:
                found = _unquoted_id(document, path)
                if found.location not in told:
                    self.found.append(found)


def record_of(model: type[Record], data: dict[str, Any]) -> Record | Mistake:
    """The record that data typed by a user make, or the first mistake of form in them."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        from si_plan.loading.form_errors import mistakes  # only a mistake needs it

        return mistakes(error, model, data)[0]


def _unquoted_id(document: Document, path: Path) -> Diagnostic:
    value = value_at(document.data, path)
    record, field_name = record_around(document.data, path)
    return Diagnostic(
        "unquoted-id",
        document.location(path),
        f"other YAML tools read {value} without quotes as a number, and take 1.10 for 1.1",
        f'put it in quotes: "{value}"',
        route_of_place(document, path, record, field_name),
    )


def _no_list(record: type[Record]) -> Mistake:
    from si_plan.loading.form_errors import Mistake
    from si_plan.loading.shapes import noun

    return Mistake((), "wrong-shape", f"this file must be a list: each {noun(record)} starts with a dash", _DASHES)


def _empty_list(record: type[Record]) -> Mistake:
    from si_plan.loading.form_errors import Mistake
    from si_plan.loading.shapes import noun, required

    fields = ", ".join(f"{name}: …" for name in required(record))
    hint = f"a plan needs at least one: add a line such as `- {{{fields}}}`"
    return Mistake((), "empty-file", f"there is no {noun(record)} in this file", hint)
