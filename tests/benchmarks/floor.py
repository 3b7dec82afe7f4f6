"""The least that a command with typer and a record with pydantic cost: what start-up is measured beside."""

from typing import Annotated

import typer
from pydantic import BaseModel, Field


class Named(BaseModel):
    """A record with one field."""

    name: str = Field(min_length=1)


def command(name: Annotated[str, typer.Option("--name")] = "a name") -> None:
    """A command with one option."""
    Named(name=name)


if __name__ == "__main__":
    typer.run(command)
