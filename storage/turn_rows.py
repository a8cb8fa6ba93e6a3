"""The rows of one turn, and the statements that write a group of them, compiled once for the driver."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Dialect, Insert, Update, and_, bindparam, insert, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql import psycopg

from storage.journal import Evidence, Words, append_with, words_for
from storage.tables import conversations, outbox, turns


@dataclass(frozen=True, slots=True)
class TurnWrite:
    """What one turn changes: the snapshot over the version that was read, the turn's row and its effects' rows.

    Keys are the column names; `conversation` also carries `read_id` and `read_version`.
    """

    conversation_id: str
    read_version: int
    conversation: dict[str, Any]
    turn: dict[str, Any]
    effects: tuple[dict[str, Any], ...] = ()
    evidence: Evidence | None = None
    """What of it goes into the evidence journal; most turns have none."""
    refiled: bool = True
    """Whether any of FOUND_BY may have changed; few turns change one."""


TURN_CHANGES = (
    "version", "state", "industry", "locale", "pack", "holder", "fence", "waiting_since", "subject", "reference",
    "body", "updated_at",
)  # fmt: skip
"""The columns of a conversation that a turn may change."""
FOUND_BY = frozenset({"waiting_since", "subject", "reference"})
"""Those with an index. SQLite takes a row out of each index and puts it back even where the value stays, so they are left out then."""


@dataclass(frozen=True, slots=True)
class _Compiled:
    sql: str
    columns: tuple[str, ...]

    def row(self, values: dict[str, Any]) -> tuple[Any, ...]:
        return tuple([values[column] for column in self.columns])


@dataclass(frozen=True, slots=True)
class Statements:
    """SQL text for the driver's own cursor: what is written for every turn passes through no other layer."""

    begin: str
    errors: type[Exception]
    change: _Compiled
    refile: _Compiled
    """Changes the columns of FOUND_BY too."""
    add_turn: _Compiled
    add_effect: _Compiled
    journal: Words

    def apply(self, cursor: Any, group: Sequence[TurnWrite]) -> bool:
        """Writes the turns inside the caller's transaction; False when one of them was over a stale version."""
        if len(group) > 1:
            # the same order in every process, so that two groups can't wait for each other
            group = sorted(group, key=_by_conversation)
        for change, refiled in ((self.change, False), (self.refile, True)):
            rows = [change.row(turn.conversation) for turn in group if turn.refiled is refiled]
            if rows:
                cursor.executemany(change.sql, rows)
                if cursor.rowcount != len(rows):
                    return False
        cursor.executemany(self.add_turn.sql, [self.add_turn.row(turn.turn) for turn in group])
        effects = [self.add_effect.row(effect) for turn in group for effect in turn.effects]
        if effects:
            cursor.executemany(self.add_effect.sql, effects)
        for turn in group:
            if turn.evidence is not None:
                append_with(cursor, self.journal, turn.evidence)
        return True


def _by_conversation(turn: TurnWrite) -> str:
    return turn.conversation_id


def statements_for(dialect: Dialect) -> Statements:
    """The statements in the words of SQLite or PostgreSQL."""
    compiling: Dialect
    if dialect.name == "sqlite":
        # the write lock is taken at once: a transaction that reads first could not be given it later
        compiling, begin = sqlite.dialect(paramstyle="qmark"), "BEGIN IMMEDIATE"
    else:
        compiling, begin = psycopg.dialect(paramstyle="format"), "BEGIN"
    driver: Any = dialect.loaded_dbapi
    return Statements(
        begin,
        driver.Error,
        _compiled(_changing([column for column in TURN_CHANGES if column not in FOUND_BY]), compiling),
        _compiled(_changing(TURN_CHANGES), compiling),
        _compiled(insert(turns), compiling),
        _compiled(insert(outbox), compiling),
        words_for(dialect.name),
    )


def _changing(columns: Sequence[str]) -> Update:
    as_read = and_(
        conversations.c.id == bindparam("read_id"),
        conversations.c.version == bindparam("read_version"),
        conversations.c.erased_at.is_(None),
    )
    return update(conversations).where(as_read).values({column: bindparam(column) for column in columns})


def _compiled(statement: Insert | Update, dialect: Dialect) -> _Compiled:
    compiled = statement.compile(dialect=dialect)
    columns = compiled.positiontup
    assert columns is not None
    return _Compiled(str(compiled), tuple(columns))
