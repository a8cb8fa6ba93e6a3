"""Rows of the demonstration registers (演示登记库): facts by register and credit code."""

from __future__ import annotations

from collections.abc import Mapping

import orjson
from sqlalchemy import Connection, delete, insert, select

from knowledge.values import Range, Value
from storage.tables import registers


def put(connection: Connection, register: str, key: str, facts: Mapping[str, Value]) -> None:
    """Adds a row or replaces it."""
    connection.execute(delete(registers).where((registers.c.register == register) & (registers.c.key == key)))
    connection.execute(insert(registers).values(register=register, key=key, facts=orjson.dumps(dict(facts))))


def row(connection: Connection, register: str, key: str) -> dict[str, Value] | None:
    """The facts under a key."""
    wanted = (registers.c.register == register) & (registers.c.key == key)
    found = connection.scalar(select(registers.c.facts).where(wanted))
    return None if found is None else {code: as_value(value) for code, value in orjson.loads(found).items()}


def is_empty(connection: Connection) -> bool:
    """Whether no row was ever put in."""
    return connection.scalar(select(registers.c.key).limit(1)) is None


def as_value(plain: object) -> Value:
    """A value that arrives as JSON.

    Raises ValueError when no fact can have it.
    """
    match plain:
        case bool() | int() | float() | str():
            return plain
        case list():
            parts: list[object] = list(plain)  # pyright: ignore[reportUnknownArgumentType] JSON: anything
            return tuple(str(part) for part in parts)
        case {"min": int() | float() as low, "max": int() | float() as high}:
            return Range(low, high)
        case _:
            raise ValueError("a register sent a value that no fact can have")
