"""Where each record stands: from a record and a field to file, line and column, and back from a place in a file to the
record around it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from si_plan.diagnostics import Diagnostic, Finding, Location
from si_plan.loading.parsing import Document, Path
from si_plan.model.files import kind_of, log_path, owner_of_log
from si_plan.model.ids import entry_name, entry_of, priority_of, route_to, steps_to

_IDENTIFIED: Final = ("areas", "roles", "measures", "priority", "source-notes", "plan", "log", "readings", "role-log")
"""The order in which `Plan.ids_and_records` goes through the kinds of files."""


_Found = dict[str, list[tuple[Document, Path]]]


class Places:
    """Where each record stands: turns a finding's record and field into file, line and column."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = sorted(documents, key=_in_plan_order)
        self._records: _Found | None = None
        self._trusted = False
        self._groups: dict[str, list[Document]] = {}
        self._records_of: dict[str, _Found] = {}

    def trust_ids(self) -> None:
        """From now on, look for a record only in the file that its id names. Each id of the plan must be unique and in
        its place. It saves time in a large plan, which has findings in few of its files."""
        self._trusted = True

    def diagnostic(self, finding: Finding) -> Diagnostic:
        """The diagnostic of a finding: with its place in a file, in place of a record and a field."""
        location = self.location(finding.record, finding.field, finding.place, finding.nth)
        # What stands in a field of a record is named by that field, so that a source note can name it.
        field = finding.field if finding.record == "plan" else str(next(iter(_within(finding.field, None)), ""))
        route = route_to(finding.record, field)
        return Diagnostic(finding.code, location, finding.message, finding.hint, route, cause=finding.cause)

    def location(self, record: str, field: str = "", index: int | None = None, nth: int = 0) -> Location:
        """The place of a field of a record (or of what is in it: `policy.waivers.0`); of the record, where it has no
        such field."""
        places = self._places_of(record)
        if not places:
            return Location(self._documents[0].shown if self._documents else "")
        document, path = places[min(nth, len(places) - 1)]
        return document.location((*path, *_within(field, index)))

    def first_character(self, record: str, field: str, index: int | None = None) -> str:
        """The first character of a field of a record, or of an entry of it, in its file: `[` of a list in brackets, a
        quote, or the first of an unquoted text."""
        document, path = self._places_of(record)[0]
        return document.first_character((*path, *_within(field, index)))

    def path(self, record: str) -> tuple[str, Path] | None:
        """The file of a record (its path inside the plan) and the path in that file; None where there is no such
        record."""
        places = self._places_of(record)
        return (places[0][0].path, places[0][1]) if places else None

    def _places_of(self, record: str) -> list[tuple[Document, Path]]:
        if self._records is None and self._trusted:
            found = self._in_its_group(record)
            if found:
                return found
        if self._records is None:
            self._records = _records_in(self._documents)
        return self._records.get(record, [])

    def _in_its_group(self, record: str) -> list[tuple[Document, Path]]:
        if not self._groups:
            for document in self._documents:
                self._groups.setdefault(_group_of_file(document), []).append(document)
        group = _group(record)
        records = self._records_of.get(group)
        if records is None:
            records = self._records_of[group] = _records_in(self._groups.get(group, ()))
        return records.get(record, [])


def _within(field: str, index: int | None) -> Path:
    """The path from a record to a field, and to the entry of it at a place."""
    steps = steps_to(field)
    return steps if index is None else (*steps, index)


def _group_of_file(document: Document) -> str:
    """The group of the records in a file: its priority's number, its log's path; empty for the other files."""
    if document.path.startswith("priorities/") and isinstance(document.data, dict):
        return _group(str(document.data.get("id")))
    return document.path if owner_of_log(document.path) else ""


def _group(record: str) -> str:
    """The group of the file in which a record with this id, or an entry of this name, has its place."""
    number, entry = priority_of(record), entry_of(record)
    if number.isdecimal():
        return number
    return log_path(entry.owner) if entry is not None else ""


def _records_in(documents: Iterable[Document]) -> _Found:
    found: _Found = {}
    for document in documents:
        for name, path in named_records(document):
            found.setdefault(name, []).append((document, path))
    return found


def _in_plan_order(document: Document) -> tuple[int, int, str]:
    """A sort key that puts files in the order of `Plan.ids_and_records`, so that both count records of one id alike."""
    identity = document.data.get("id") if isinstance(document.data, dict) else None
    number = int(identity) if isinstance(identity, str) and identity.isdecimal() and len(identity) < 6 else 0
    return _IDENTIFIED.index(kind_of(document.path).name), number, document.path


def named_records(document: Document) -> Iterable[tuple[str, Path]]:
    """The name and the path of each record in a document that has one, in the document's order."""
    data = document.data
    if document.path == "plan.yaml":
        yield "plan", ()
    owner = owner_of_log(document.path)
    if owner and isinstance(data, list):
        for number, _ in enumerate(data, 1):
            yield entry_name(owner, number), (number - 1,)
    waiting: list[tuple[Path, Any]] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        if type(value) is dict:
            name = value.get("id", value.get("code"))
            if (type(name) is str and path != ()) or (type(name) is str and document.path.startswith("priorities/")):
                yield name, path
            waiting.extend(((*path, key), part) for key, part in reversed(value.items()) if type(part) is not str)
        elif type(value) is list:
            last = len(value) - 1
            parts = enumerate(reversed(value))
            waiting.extend(((*path, last - back), part) for back, part in parts if type(part) is not str)


def route_of_place(document: Document, path: Path, record: str, field_name: str) -> str:
    """The route of a diagnostic: the record and field, or in a log the entry and its field; empty for neither."""
    owner = owner_of_log(document.path)
    if owner and path and isinstance(path[0], int):
        record, field_name = entry_name(owner, path[0] + 1), str(path[1]) if len(path) > 1 else ""
    return route_to(record, field_name) if record else ""


def value_at(data: Any, path: Path) -> Any:
    """The value at a path in a document's data. Raises KeyError or IndexError where there is none."""
    for part in path:
        data = data[part]
    return data


def record_around(data: Any, path: Path) -> tuple[str, str]:
    """The id of the innermost record around a path, and the field of it that the path goes through."""
    name, field_name = "", ""
    for part in path:
        if isinstance(data, dict):
            own = data.get("id", data.get("code"))
            if isinstance(own, str):
                name, field_name = own, str(part)
            elif not name:
                field_name = str(part)
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return name, field_name
    if isinstance(data, dict):
        own = data.get("id", data.get("code"))
        if isinstance(own, str):
            return own, ""
    return name, field_name
