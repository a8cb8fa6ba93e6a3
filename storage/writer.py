"""The writer (写入): one connection that commits whatever is waiting as one transaction, and only then says it is done.

A thread owns the connection while it works. On SQLite a commit on a quick disk takes less time than waking that thread
and being woken by it, so a group of turns is then committed on the event loop itself; as soon as commits become slow
(or the thread is at work) groups go to the thread, and the loop stays free.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from errors import IntakeError, StaleConversation
from storage.connect import StorageUnavailable
from storage.turn_rows import Statements, TurnWrite, statements_for

T = TypeVar("T")
Work = Callable[[Connection], Any]

QUICK_S = 0.01
"""Groups that take less may be committed on the event loop: it is held up no longer than that."""
GROUP_LIMIT = 256
TRIES = 3
RETRIED = ("40001", "40P01")
"""What PostgreSQL asks to try again: serialization failure, deadlock."""


class AlreadyStored(IntakeError):
    """A turn with this message id (or number) is stored already: read that one."""


@dataclass(slots=True)
class _Waiting:
    done: asyncio.Future[Any]
    turn: TurnWrite | None = None
    work: Work | None = None
    truncates: bool = False
    outcome: Any = None
    failure: BaseException | None = field(default=None)


class Writer:
    """Commits turns and other writes in groups. Used from the event loop that started it; closed after its last use."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = engine.connect()
        self._statements: Statements = statements_for(engine.dialect)
        self._loop = asyncio.get_running_loop()
        self._holding = threading.Lock()
        self._queue: SimpleQueue[list[_Waiting] | None] = SimpleQueue()
        self._turns: list[_Waiting] = []
        self._may_be_quick = engine.dialect.name == "sqlite"
        self._commit_s = 1.0  # until the first commits are measured, assume the disk is slow
        self._closed = False
        self._thread = threading.Thread(target=self._work_off, name="yizheng-writer", daemon=True)
        self._thread.start()

    def store_turn(self, turn: TurnWrite) -> asyncio.Future[None]:
        """Resolves once the turn is committed.

        Raises StaleConversation when another version is stored, AlreadyStored when its message is, StorageUnavailable
        when the database did not take it.
        """
        waiting = _Waiting(self._loop.create_future(), turn=turn)
        if not self._turns:
            self._loop.call_soon(self._flush)
        self._turns.append(waiting)
        return waiting.done

    async def write(self, work: Callable[[Connection], T]) -> T:
        """What `work` returns, after the commit of what it wrote; when it raises, nothing of it is kept."""
        if self._closed:
            raise StorageUnavailable("Storage is closed: the process is stopping. Send it again in a moment.")
        waiting = _Waiting(self._loop.create_future(), work=work)
        self._queue.put([waiting])
        return await waiting.done

    async def truncate_log(self) -> None:
        """Takes what was deleted out of SQLite's log too, as far as no reader still looks at it."""
        if self._may_be_quick:
            waiting = _Waiting(self._loop.create_future(), truncates=True)
            self._queue.put([waiting])
            await waiting.done

    async def close(self) -> None:
        """Commits what is waiting and gives the connection back."""
        self._flush()
        self._closed = True
        self._queue.put(None)
        await asyncio.to_thread(self._thread.join)
        await asyncio.sleep(0)  # the last outcomes are called back before the connection goes
        if self._connection is not None:
            self._connection.close()

    def _flush(self) -> None:
        group, self._turns = self._turns, []
        if not group:
            return
        if self._closed:
            for waiting in group:
                waiting.failure = StorageUnavailable("Storage is closed: the process is stopping. Send it again.")
            _resolve(group)
            return
        if self._commit_s < QUICK_S and self._holding.acquire(blocking=False):
            try:
                self._commit_group(group)
            finally:
                self._holding.release()
            _resolve(group)
        else:
            self._queue.put(group)

    def _work_off(self) -> None:
        stopping = False
        while not stopping:
            group: list[_Waiting] = []
            taken = self._queue.get()
            while True:
                if taken is None:
                    stopping = True
                    break
                group.extend(taken)
                if len(group) >= GROUP_LIMIT:
                    break
                try:
                    taken = self._queue.get_nowait()
                except Empty:
                    break
            if group:
                with self._holding:
                    self._commit_group(group)
                try:
                    self._loop.call_soon_threadsafe(_resolve, group)
                except RuntimeError:  # the loop is closed: nobody waits any more, and what is committed stays
                    return

    # --- one transaction -------------------------------------------------------------------------------------------

    def _commit_group(self, group: list[_Waiting]) -> None:
        started = time.perf_counter()
        turns = [waiting.turn for waiting in group if waiting.turn is not None]
        try:
            if len(turns) < len(group) or not self._commit_turns(turns):
                self._commit_one_by_one(group, tries=TRIES)
            if any(waiting.truncates for waiting in group):
                self._live().exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        except Exception as broken:  # whoever waits is told, and the writer goes on for the others
            self._fail(group, broken)
        taken = time.perf_counter() - started
        if self._may_be_quick:
            self._commit_s = taken if self._commit_s >= 1.0 else 0.8 * self._commit_s + 0.2 * min(taken, 0.1)

    def _commit_turns(self, turns: list[TurnWrite]) -> bool:
        """Whether all turns of the group went in at once, which nearly always holds."""
        statements = self._statements
        cursor = self._cursor()
        try:
            cursor.execute(statements.begin)
            try:
                done = statements.apply(cursor, turns)
            except statements.errors:
                done = False
            cursor.execute("COMMIT" if done else "ROLLBACK")
        except statements.errors as broken:
            raise self._as_dbapi_error(broken) from broken
        finally:
            cursor.close()
        return done

    def _commit_one_by_one(self, group: list[_Waiting], tries: int) -> None:
        """Each under a savepoint, so that one which fails does so alone."""
        connection = self._live()
        connection.exec_driver_sql(self._statements.begin)
        try:
            for waiting in group:
                self._try_one(connection, waiting)
            connection.exec_driver_sql("COMMIT")
        except OperationalError as broken:
            if getattr(broken.orig, "sqlstate", None) not in RETRIED or tries == 1:
                raise
            connection.exec_driver_sql("ROLLBACK")
            self._commit_one_by_one(group, tries - 1)

    def _try_one(self, connection: Connection, waiting: _Waiting) -> None:
        waiting.failure = None
        connection.exec_driver_sql("SAVEPOINT one")
        try:
            if waiting.turn is not None:
                self._apply_alone(waiting.turn)
            elif waiting.work is not None:
                waiting.outcome = waiting.work(connection)
        except OperationalError:
            raise  # disk, connection, deadlock: the whole group is undone
        except Exception as refused:
            waiting.failure = refused
            connection.exec_driver_sql("ROLLBACK TO SAVEPOINT one")
        connection.exec_driver_sql("RELEASE SAVEPOINT one")

    def _apply_alone(self, turn: TurnWrite) -> None:
        cursor = self._cursor()
        try:
            done = self._statements.apply(cursor, [turn])
        except self._statements.errors as broken:
            error = self._as_dbapi_error(broken)
            if isinstance(error, IntegrityError):
                raise AlreadyStored(f"{turn.conversation_id} has this message already: read the stored turn.") from None
            raise error from broken
        finally:
            cursor.close()
        if not done:
            raise StaleConversation(
                f"{turn.conversation_id} was changed since version {turn.read_version}: load it again."
            )

    def _live(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
        return self._connection

    def _cursor(self) -> Any:
        driver_connection: Any = self._live().connection.dbapi_connection
        return driver_connection.cursor()

    def _as_dbapi_error(self, broken: Exception) -> DBAPIError:
        driver: Any = self._engine.dialect.loaded_dbapi
        made = DBAPIError.instance("", None, broken, driver.Error, hide_parameters=True)
        assert isinstance(made, DBAPIError)
        return made

    def _fail(self, group: list[_Waiting], broken: Exception) -> None:
        """Nobody of the group is acknowledged; after an error of the disk the connection is never trusted again."""
        for waiting in group:
            if waiting.failure is None:
                waiting.failure = StorageUnavailable(
                    f"The database did not take a write ({type(broken).__name__}). Nothing was lost that was "
                    "acknowledged; check disk and database, and send it again."
                )
                waiting.failure.__cause__ = broken
        if self._connection is not None:
            with suppress(DBAPIError):
                self._connection.invalidate()
                self._connection.close()
            self._connection = None


def _resolve(group: list[_Waiting]) -> None:
    for waiting in group:
        if waiting.done.done():  # who waited has gone
            continue
        if waiting.failure is None:
            waiting.done.set_result(waiting.outcome)
        else:
            waiting.done.set_exception(waiting.failure)
