"""Counters: serial numbers (流水号) that never repeat; a gap is no fault."""

from __future__ import annotations

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from storage.tables import counters


def draw(connection: Connection, name: str) -> int:
    """The next number of a counter, from 1."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    drawn = (
        dialect.insert(counters)
        .values(name=name, value=1)
        .on_conflict_do_update(index_elements=["name"], set_={"value": counters.c.value + 1})
        .returning(counters.c.value)
    )
    return connection.execute(drawn).scalar_one()


def reference_serial(connection: Connection, day: str) -> str:
    """The next reference number (收件编号) of a day given as 2026-11-24: "2026-1124-0001"."""
    year, month, day_of_month = day.split("-")
    return f"{year}-{month}{day_of_month}-{draw(connection, f'reference {day}'):04d}"
