"""The structure of ids: which record an id says a record is in, and the names of places in a record or a log.

    "2"                 a priority
    "2.4"               an action in it
    "2.4.1" S1 D1       a milestone, a stage ("2.4.S1"), a duty ("2.4.D1") in that
    "M1.2"              a target of the measure "M1"
    "2.4.1#due"         a route: a field of a record
    "policy.waivers.0"  a field that is in another, here the first of a list
    "progress/2.4:3"    the third entry of the log of 2.4, as findings name it

Other ids (A1, HSI, N1) have no parts. All functions take any text: ids are looked at before their form has been
checked.
"""

from typing import Final, NamedTuple

OF_ROLES: Final = "roles"
"""What the log of roles is called where other logs have the id of their action or priority."""
_LOGS: Final = "progress/"
_MOST_DIGITS: Final = 9


class EntryName(NamedTuple):
    """Which entry of which log: the id of the action or priority whose log it is, and the entry's place, from 1."""

    owner: str
    place: int


def outer_of(identity: str) -> str:
    """The id of the record that a record stands in: "2.4" of "2.4.1"; empty for one that stands in none."""
    return identity.rpartition(".")[0]


def all_outer_of(identity: str) -> tuple[str, ...]:
    """The ids of all the records that a record stands in, the outermost first: "2" and "2.4" of "2.4.1"."""
    parts = identity.split(".")
    return tuple(".".join(parts[:length]) for length in range(1, len(parts)))


def last_part_of(identity: str) -> str:
    """What tells a record from the others in the same one: "1" of "2.4.1", "S1" of "2.4.S1", all of "2"."""
    return identity.rpartition(".")[2]


def priority_of(identity: str) -> str:
    """The id of the priority that a record of the promise is, or stands in: "2" of "2.4.1"."""
    return identity.partition(".")[0]


def log_owner_of(identity: str) -> str:
    """The id of the action or priority in whose log the entries about a record stand: "2.4" of "2.4.1", "2" of "2"."""
    return ".".join(identity.split(".")[:2])


def is_inner(identity: str) -> bool:
    """Whether an id is of a record that stands in another."""
    return "." in identity


def is_within(identity: str, outer: str) -> bool:
    """Whether an id is of a record inside another, at any depth: "2.4.1" is within "2.4" and within "2"."""
    return identity.startswith(f"{outer}.")


def id_order(identity: str) -> tuple[tuple[int, str, int], ...]:
    """A sort key that puts ids in the plan's order: 2.4.2 before 2.4.10, then stages, then duties."""
    return tuple(_part_order(part) for part in identity.split("."))


def _part_order(part: str) -> tuple[int, str, int]:
    letters = part.rstrip("0123456789")
    number = part[len(letters) :]
    rank = {"": 0, "S": 1, "D": 2}.get(letters, 3)
    return rank, letters, int(number) if number else 0


def route_to(record: str, field: str) -> str:
    """The route to a field of a record: "2.4.1#due"; the record's id alone where there is no field."""
    return f"{record}#{field}" if field else record


def record_at(route: str) -> str:
    """The id of the record that a route leads to: "2.4.1" of "2.4.1#due"."""
    return route.partition("#")[0]


def field_at(route: str) -> str:
    """The field that a route leads to: "due" of "2.4.1#due"; empty where it leads to the record as a whole."""
    return route.partition("#")[2]


def steps_to(field: str) -> tuple[str | int, ...]:
    """The steps from a record to a field, which may be in another: ("policy", "waivers", 0) to "policy.waivers.0"."""
    return tuple(int(step) if step.isdigit() else step for step in field.split(".")) if field else ()


def entry_name(owner: str, place: int) -> str:
    """How findings name an entry of a log: by the log's owner and the entry's place in it, from 1."""
    return f"{_LOGS}{owner}:{place}"


def entry_of(name: str) -> EntryName | None:
    """The entry of a log that this name names; None for the name of anything else."""
    owner, colon, place = name.removeprefix(_LOGS).rpartition(":")
    if not name.startswith(_LOGS) or not colon or not place.isdecimal() or len(place) > _MOST_DIGITS:
        return None
    return EntryName(owner, int(place))
