"""Where a field goes that people write into a record which has none of its name: `owner` is `leads`, and what has
happened goes into the log."""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from si_plan.model.fields import Record

_IN_A_LOG: Final[dict[str, tuple[str, ...]]] = {
    "on": ("date", "day", "when"),
    "at": ("id", "milestone", "action", "about", "ref", "role", "code", "lead"),
    "by": ("who", "owner", "reported_by", "author"),
}
_SAME: Final[dict[str, tuple[str, ...]]] = {
    "leads": ("owner", "owners", "lead", "who", "responsible", "responsibility", "lead_officer", "assigned_to"),
    "accountable": ("accountable_officer", "answerable", "overseen_by", "senior_responsible_officer", "sponsor"),
    "support": ("supported_by", "supporting", "support_officer", "with", "partners"),
    "monitoring": ("monitored_by", "how_monitored", "monitor"),
    "resources": ("resource", "resourcing", "funding"),
    "cost": ("costs", "budget", "price", "amount"),
    "due": ("deadline", "due_date", "date", "by", "by_when", "target_date", "end", "end_date", "finish"),
    "starts": ("start", "start_date", "from", "begins"),
    "ends": ("end", "end_date", "until", "deadline", "due"),
    "when": ("timescale", "timescales", "timing", "deadline_words"),
    "repeats": ("frequency", "repeat", "recurs", "recurrence"),
    "text": ("title", "name", "description", "milestone"),
    "title": ("text", "name", "description", "action"),
    "rating": ("rag", "rag_rating", "colour", "color"),
    "note": ("notes", "comment", "comments", "update", "text"),
    "evidence": ("link", "links", "url", "document", "source"),
    "approved_by": ("approver", "approved", "agreed_by"),
    "status": ("state", "progress"),
    "state": ("status", "held"),
    "successor": ("followed_by", "replaced_by", "new_role"),
    "code": ("id", "abbreviation", "initials"),
    "id": ("code", "number", "ref", "reference"),
    "kind": ("type",),
    "aliases": ("alias", "also", "other_names"),
    "areas": ("area", "themes", "theme"),
    "measures": ("measure",),
    "see": ("see_also", "related"),
    "success": ("success_criteria", "outcomes"),
    "members": ("plans", "schools", "academies", "councils", "authorities"),
    "themes": ("theme", "areas", "topics"),
    "source": ("folder", "path", "plan", "directory", "location", "repository", "url"),
    "name": ("title", "school", "authority"),
    "phase": ("type", "kind", "sector"),
    "region": ("place", "county", "town"),
    "revision": ("at", "tag", "branch", "commit", "pinned", "version"),
    "shares": ("share", "sharing", "visibility", "internal", "public"),
}
"""For each field, what people call it who have used other forms. The first that the record has is meant; of an entry
of a log, those of `_IN_A_LOG` come before."""

_LOGGED: Final[dict[str, tuple[str, ...]]] = {
    "progress goes": ("status", "state", "progress", "done", "complete", "completed", "cancelled"),
    "a rating goes": ("rating", "rag", "rag_rating"),
    "evidence goes": ("evidence", "link", "url", "document"),
    "a note goes": ("note", "notes", "comment", "comments", "update"),
}
"""What is recorded of a record, and never written into it."""
_OPTIONS: Final = {"a rating goes": "update {} --rating {}", "a note goes": 'update {} --note "…"'}
_ID: Final = re.compile(r"[A-Za-z0-9.]{1,40}")
"""What can be an id. Nothing else of a file goes into a command, which people paste into a shell."""
_PROMISED: Final = frozenset({"Priority", "Action", "Milestone", "Stage", "Duty"})


class Route(NamedTuple):
    """What to do with a field in the wrong place, and the field that is meant, if it is one of the record."""

    hint: str
    meant: str = ""


def route_of(record: type[Record], name: str, value: Any, identity: Any) -> Route | None:
    """Where a field goes that this kind of record does not have; None where nobody can tell. `identity` is the id of
    the record as the file has it."""
    asked = name.strip().casefold().replace("-", "_").replace(" ", "_")
    if record.__name__ in _PROMISED:
        for what, names in _LOGGED.items():
            if asked in names:
                return Route(f"{what} into the log: siplan {_command(what, asked, value, identity)}")
    if record.__name__ in ("Role", "RoleEntry") and asked in ("person", "holder", "name_of_person", "email"):
        return Route("siplan keeps roles, not people, who come and go: delete the line")
    own = {info.alias or field for field, info in record.model_fields.items()}
    called = {**_IN_A_LOG, **_SAME} if record.__name__ in ("Entry", "RoleEntry") else _SAME
    others = (field for field, others in called.items() if asked in others and field in own)
    meant = asked if asked in own else next(others, None)
    return Route(f"here it is called {meant}: write `{meant}: …`", meant) if meant else None


def value_at(path: tuple[str | int, ...], data: Any) -> Any:
    """What stands at a place; None where nothing does."""
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _command(what: str, asked: str, value: Any, identity: Any) -> str:
    """The command that records it."""
    about = identity if isinstance(identity, str) and _ID.fullmatch(identity) else "ID"
    said = value.casefold().replace(" ", "_") if isinstance(value, str) else ""
    if what in _OPTIONS:
        return _OPTIONS[what].format(about, value if isinstance(value, str) and value.isalnum() else "CODE")
    if what == "progress goes" and (said in ("cancelled", "canceled") or asked == "cancelled"):
        return f'cancel {about} --reason "…"'
    if what == "progress goes" and said in ("in_progress", "not_started", "started", "on_track"):
        return f"update {about} --status {'not_started' if said == 'not_started' else 'in_progress'}"
    return f'complete {about} --evidence "…"'
