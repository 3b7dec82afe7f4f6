"""How roles have changed hands since the plan was adopted: entries of the log of roles. They name roles and no people,
whose names git could not forget."""

from pydantic import Field

from si_plan.model.fields import Day, Flag, Record, RoleCode, Text
from si_plan.model.reference import RoleState


class RoleVoided(Record):
    """What the wrong entry says: its day, and enough of the rest to tell it from other entries. It must be above this
    one, and about the same role."""

    on: Day = Field(description="The day of the wrong entry")
    state: RoleState | None = Field(None, description="The state in the wrong entry")
    successor: RoleCode | None = Field(None, description="The successor in the wrong entry")
    reason: Text | None = Field(None, description="The reason in the wrong entry")
    note: Text | None = Field(None, description="The note in the wrong entry")
    voids: "RoleVoided | None" = Field(None, description="What the wrong entry itself undoes")
    public: Flag = Field(False, description="Whether the wrong entry is public")
    nothing_else: Flag = Field(
        False, description="true if the wrong entry has no other fields, and another entry has the same ones and more"
    )


class RoleEntry(Record):
    """An entry of the log of roles. New entries go at the end. Never change an old one: undo it with a new one. Never
    name a person: git keeps every version, so a name could not be erased."""

    on: Day = Field(description="The day from which it is so")
    at: RoleCode = Field(description="The code of the role: HSI")
    state: RoleState | None = Field(
        None,
        description="vacant: nobody holds it; acting: somebody does for now; filled: somebody does; "
        "abolished: it is no more",
    )
    successor: RoleCode | None = Field(None, description="The code of the role that follows one that is abolished")
    reason: Text | None = Field(None, description="Why, in a sentence, without names of people")
    note: Text | None = Field(None, description="What there is to say, without names of people")
    voids: RoleVoided | None = Field(
        None, description="The wrong entry that this one undoes, by what it says: {on: 2016-10-03, state: vacant}"
    )
    public: Flag = Field(False, description="true if public reports may show the reason and note")
