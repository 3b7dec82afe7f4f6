"""Documents to a `Plan`: every record validated once, every mistake of form a diagnostic on its line.

Where a record is malformed its bad fields are left out, or the whole record where it cannot do without them,
so that one run also finds what is wrong elsewhere. Such a plan is `partial`: good for more checks, not for answers.
The ids that a malformed or unreadable file may have count as known (`left_out`, which has the file's name too), so that
one mistake is not reported again wherever its record is named.
"""

import re
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from si_plan.diagnostics import CODES, Diagnostic, Location
from si_plan.loading.parsing import Document, parse
from si_plan.loading.places import Places, named_records
from si_plan.loading.records import RecordReader
from si_plan.model.files import LOG, NOTES, PLAN, PRIORITY, FileKind, kind_of, owner_of_log
from si_plan.model.ids import all_outer_of, is_inner
from si_plan.model.plan import Plan
from si_plan.model.reference import OF_CLOCKS, PlanDetails
from si_plan.sources import REQUIRED_FILES, Source

_PRIORITIES: Final = "priorities"
_PROMISED_NAME: Final = r"\b[0-9]+(?:\.[0-9]+(?:\.[SD]?[0-9]+)?)?\b"
"""Finds what may be the id of a priority, or of a record in one, in a text that is not YAML."""


class Loaded(NamedTuple):
    """What reading a plan's files gave: the plan (None where there can be none), the findings of form, and the places.
    `sound` has, by path, the document and the records of each file without a mistake of form."""

    plan: Plan | None
    diagnostics: list[Diagnostic]
    places: Places
    sound: dict[str, tuple[Document, list[Any]]]


class SoundPlan(NamedTuple):
    """A plan without errors, with what an edit of it needs: all that was read of it, its files, and how its folder is
    named to the reader."""

    plan: Plan
    loaded: Loaded
    sources: list[Source]
    shown: str


class _Build:
    """A plan in the making."""

    def __init__(self) -> None:
        self.details: PlanDetails | None = None
        self.lists: dict[str, list[Any]] = {}
        self.logs: dict[str, tuple[Any, ...]] = {}
        self.diagnostics: list[Diagnostic] = []
        self.no_ids: list[tuple[Diagnostic, str, str]] = []
        self.partial = False
        self.unread = False
        self.left_out: set[str] = set()
        self.sound: dict[str, tuple[Document, list[Any]]] = {}

    def add(self, kind: FileKind, records: list[Any]) -> None:
        """Add records of a kind that is kept as one list."""
        self.lists.setdefault(kind.name, []).extend(records)

    def plan(self, details: PlanDetails) -> Plan:
        """The plan, once every document has been added."""

        def records(name: str) -> tuple[Any, ...]:
            return tuple(self.lists.get(name, ()))

        priorities = tuple(sorted(records("priority"), key=_number))
        if getattr(details, "format", 0) >= OF_CLOCKS:
            from si_plan.model.clocks import with_ends  # few plans have any

            priorities = with_ends(details, priorities)
        return Plan(
            details=details,
            areas=records("areas"),
            roles=records("roles"),
            measures=records("measures"),
            notes=records("source-notes"),
            priorities=priorities,
            logs=self.logs,
            readings=records("readings"),
            role_log=records("role-log"),
            partial=self.partial,
            left_out=frozenset(self.left_out),
            unread=self.unread,
        )


def _number(priority: Any) -> int:
    return int(priority.id)


def load(sources: Iterable[Source], shown: str = "plan", *, like: Loaded | None = None) -> Loaded:
    """Read a plan's files. `shown` names the plan's folder in the finding of a missing file. Files that have the same
    text in `like`, another state of the plan, are not read again: they share that state's records."""
    build = _Build()
    documents = []
    for source in sources:
        former = _unchanged(source, like)
        document = parse(source) if former is None else former[0].shown_as(source.shown)
        documents.append(document)
        if former is None:
            _add_document(build, document)
        else:
            _add_records(build, document, kind_of(document.path), former[1])
    places = Places(documents)
    newer = [diagnostic for diagnostic in build.diagnostics if diagnostic.code == "newer-format"]
    if newer:
        return Loaded(None, newer, places, {})
    missing = _missing_files(build, {document.path for document in documents})
    build.partial = build.partial or bool(missing)
    build.left_out.update(missing)
    build.unread = build.unread or "priorities" in missing
    build.diagnostics.extend(_missing(shown, name, message) for name, message in missing.items())
    build.partial = build.partial or build.details is None
    plan = build.plan(build.details or _NO_DETAILS)
    diagnostics = _with_ids_to_write(plan, build) if build.no_ids else build.diagnostics
    return Loaded(plan, diagnostics, places, build.sound)


def _with_ids_to_write(plan: Plan, build: _Build) -> list[Diagnostic]:
    """The findings of form, with the id to write in the hints of those that name a record by its ref."""
    from si_plan.loading.refs import id_to_write  # only a mistake needs it

    hints = {finding: id_to_write(plan, field, given) for finding, field, given in build.no_ids}
    return [one._replace(hint=hints.get(one) or one.hint) for one in build.diagnostics]


def _unchanged(source: Source, like: Loaded | None) -> tuple[Document, list[Any]] | None:
    """The document and records that another state of the plan has of a file, if the text is the same and has no mistake
    of form; else None."""
    former = like.sound.get(source.path) if like is not None else None
    if former is None or source.text is None or source.text.removeprefix("\ufeff") != former[0].text:
        return None
    return former


_NO_DETAILS: Final = PlanDetails.model_construct()
"""Used in place of a plan.yaml that cannot be read, so that the other files are still checked. It has no date, title or
authority, so that none can be taken for the plan's."""


def _missing_files(build: _Build, present: set[str]) -> dict[str, str]:
    """The files that are missing, each with what to say of it. A new plan has only plan.yaml. roles.yaml is missing
    where actions have leads; priorities are missing where there are logs or notes about them."""
    about = bool(build.logs or build.lists.get(NOTES.name))
    led = any(action.leads for priority in build.lists.get(PRIORITY.name, ()) for action in priority.actions)
    needed = REQUIRED_FILES if led or about else ("plan.yaml",)
    missing = {name: f"{name} is missing" for name in needed if name not in present}
    if about and not any(path.startswith(_PRIORITIES) for path in present):
        missing["priorities"] = "the plan has no priorities: there is no .yaml file in priorities/"
    return missing


def _missing(shown: str, name: str, message: str) -> Diagnostic:
    place = name if shown in ("", ".") else f"{shown.rstrip('/')}/{name}"
    return Diagnostic("missing-file", Location(place), message, "write it, or bring it back from git")


def _add_document(build: _Build, document: Document) -> None:
    """Validate one document's records and add them to the build, with their mistakes."""
    build.diagnostics.extend(document.findings)
    broken = any(CODES[finding.code].severity == "error" for finding in document.findings)
    if document.data is None:
        if broken:
            _leave_out(build, document, re.findall(_PROMISED_NAME, document.text))
        return
    kind = kind_of(document.path)
    reader = RecordReader(document, kind)
    records = reader.read()
    _add_records(build, document, kind, records)
    reader.report_unquoted_ids()
    build.diagnostics.extend(reader.found)
    build.no_ids.extend(reader.no_ids)
    if reader.wrong or broken:
        _leave_out(build, document, list(_names_in(document)))
    elif not reader.found and not document.findings:
        build.sound[document.path] = document, records


def _add_records(build: _Build, document: Document, kind: FileKind, records: list[Any]) -> None:
    """Add a file's records to the part of the plan for their kind."""
    if kind is PLAN:
        build.details = next((record for record in records if isinstance(record, PlanDetails)), None)
    elif kind is LOG:
        build.logs[owner_of_log(document.path)] = tuple(records)
    else:
        build.add(kind, records)


def _leave_out(build: _Build, document: Document, names: list[str]) -> None:
    """Count as known the names that a malformed file may have. A priority's file without an id of its own may have
    any."""
    found = set(names)
    if document.path.startswith(_PRIORITIES):
        # The ids of the action and the priority around a record may be what is malformed.
        found |= {outer for name in names for outer in all_outer_of(name)}
    build.partial = True
    build.left_out |= found | {document.path}
    if document.path.startswith(_PRIORITIES) and not any(is_inner(name) for name in found):
        build.unread = True


def _names_in(document: Document) -> Iterable[str]:
    """The names by which other records may refer to those of a document: ids, codes, and a role's title and aliases."""
    yield from (name for name, _ in named_records(document))
    if document.path == "roles.yaml" and isinstance(document.data, list):
        for role in document.data:
            if isinstance(role, dict):
                aliases = role.get("aliases", ())
                names = (role.get("title"), *(aliases if isinstance(aliases, list) else (aliases,)))
                yield from (name for name in names if isinstance(name, str))
