"""Records in a document by the names that people know, where these are not the ids that the program uses.

It is done once, in the document, for whatever holds an id: cells of ids, columns of ids and those named after one, the
lanes and moments of a timeline. Links go by the id as before. What a sentence says is up to whoever writes it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from si_plan.documents.blocks import Cell, Document, Group, Ids, Part, Row, Table
from si_plan.documents.pictures import Lane, Timeline
from si_plan.model.ids import field_at, record_at, route_to

Names = Mapping[str, str]


def named(whole: Document, names: Names) -> Document:
    """The document with these records (by their ids) under their names."""
    if not names:
        return whole
    sections = [one._replace(parts=[_part(part, names) for part in one.parts]) for one in whole.sections]
    return whole._replace(sections=sections)


def name_of(place: str, names: Names) -> str:
    """The name of a record, or of a field of one: LM1#due for 2.5#due."""
    record = record_at(place)
    return route_to(names.get(record, record), field_at(place))


def _part(part: Part, names: Names) -> Part:
    if isinstance(part, Table):
        return named_table(part, names)
    if isinstance(part, Timeline):
        table = named_table(part.table, names) if part.table is not None else None
        return part._replace(lanes=[_lane(lane, names) for lane in part.lanes], table=table)
    return part


def named_table(table: Table, names: Names) -> Table:
    """The table with these records under their names."""
    columns = tuple(column._replace(heading=names.get(column.heading, column.heading)) for column in table.columns)
    kinds = [column.kind for column in columns]
    rows = [row if isinstance(row, Group) else _row(row, kinds, names) for row in table.rows]
    return table._replace(columns=columns, rows=rows)


def _row(row: Row, kinds: Sequence[str], names: Names) -> Row:
    return row._replace(cells=tuple(_cell(cell, kind, names) for cell, kind in zip(row.cells, kinds, strict=True)))


def _cell(cell: Cell, kind: str, names: Names) -> Cell:
    if isinstance(cell, Ids):
        return cell._replace(names=tuple(names.get(identity, identity) for identity in cell.ids))
    return name_of(cell, names) if kind == "id" and isinstance(cell, str) else cell


def _lane(lane: Lane, names: Names) -> Lane:
    moments = [moment._replace(shown=names.get(moment.id, "")) for moment in lane.moments]
    own = names.get(lane.id, "")
    return lane._replace(shown=own, name=own if own and lane.name == lane.id else lane.name, moments=moments)
