"""Members of staff (工作人员): accounts with argon2 passwords, and sessions that end on the server."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, NewType

from sqlalchemy import Connection, delete, insert, select, update

from dialogs.conversation import Moment
from errors import IntakeError
from storage.tables import people, sessions

if TYPE_CHECKING:
    from pwdlib import PasswordHash

PersonId = NewType("PersonId", str)
Role = Literal["help_desk", "department", "supervisor", "knowledge_admin", "system_admin", "auditor"]
ROLES: tuple[Role, ...] = ("help_desk", "department", "supervisor", "knowledge_admin", "system_admin", "auditor")
IDLE_S = 30 * 60
ABSOLUTE_S = 12 * 3600
SEEN_STEP_S = 60
"""How exactly the last use of a session is noted; each request would be a write otherwise."""


class NameTaken(IntakeError):
    """There is an account of this name: choose another, or change that one."""


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff as the pages know them; `department` limits what they see where it is set."""

    id: PersonId
    name: str
    role: Role
    department: str | None
    disabled: bool


def hash_password(password: str) -> str:
    """The argon2id hash; takes some tens of ms on purpose, so call it in a thread."""
    return _hasher().hash(password)


def add(
    connection: Connection, *, name: str, password_hash: str, role: Role, department: str | None, at: Moment
) -> Staff:
    """A new account.

    Raises NameTaken.
    """
    if connection.scalar(select(people.c.id).where(people.c.name == name)) is not None:
        raise NameTaken(f"There is an account {name} already. Choose another name.")
    staff = Staff(PersonId(secrets.token_hex(8)), name, role, department, False)
    connection.execute(
        insert(people).values(
            id=staff.id,
            name=name,
            password=password_hash,
            role=role,
            department=department,
            disabled=False,
            created_at=at,
        )
    )
    return staff


def find(connection: Connection, name: str) -> tuple[Staff, str] | None:
    """An account by its name, with its password hash."""
    row = connection.execute(select(people).where(people.c.name == name)).first()
    return None if row is None else (Staff(row.id, row.name, row.role, row.department, row.disabled), row.password)


def everybody(connection: Connection) -> list[Staff]:
    """All accounts, by name."""
    rows = connection.execute(select(people).order_by(people.c.name))
    return [Staff(row.id, row.name, row.role, row.department, row.disabled) for row in rows]


def password_fits(password_hash: str | None, password: str) -> bool:
    """Whether a password is right; takes as long for an account that does not exist (None). Call it in a thread."""
    fits = _hasher().verify(password, password_hash or _nobody())
    return fits and password_hash is not None


def change_password(connection: Connection, person_id: PersonId, password_hash: str) -> None:
    """Sets a password and ends all sessions."""
    connection.execute(update(people).where(people.c.id == person_id).values(password=password_hash))
    end_all_sessions(connection, person_id)


def change_role(connection: Connection, person_id: PersonId, *, role: Role, department: str | None) -> None:
    """Sets what somebody may do and ends all sessions, which were begun with other rights."""
    connection.execute(update(people).where(people.c.id == person_id).values(role=role, department=department))
    end_all_sessions(connection, person_id)


def disable(connection: Connection, person_id: PersonId) -> None:
    """Closes an account and ends all its sessions."""
    connection.execute(update(people).where(people.c.id == person_id).values(disabled=True))
    end_all_sessions(connection, person_id)


# --- sessions --------------------------------------------------------------------------------------------------------


def begin_session(connection: Connection, person_id: PersonId, *, now_s: int) -> str:
    """A new session; the token goes into the cookie and only its hash is stored."""
    token = secrets.token_urlsafe(32)
    connection.execute(
        insert(sessions).values(token_sha256=_hash(token), person_id=person_id, created_at=now_s, seen_at=now_s)
    )
    return token


def session_of(connection: Connection, token: str, *, now_s: int) -> tuple[Staff, bool] | None:
    """Who a session belongs to, and whether `touch_session` is due; None once it is over (30 min idle, 12 h at most)."""
    row = connection.execute(
        select(people, sessions.c.created_at.label("begun_at"), sessions.c.seen_at)
        .join_from(sessions, people, sessions.c.person_id == people.c.id)
        .where(sessions.c.token_sha256 == _hash(token))
    ).first()
    if row is None or row.disabled or now_s - row.seen_at > IDLE_S or now_s - row.begun_at > ABSOLUTE_S:
        return None
    return Staff(row.id, row.name, row.role, row.department, False), now_s - row.seen_at >= SEEN_STEP_S


def touch_session(connection: Connection, token: str, *, now_s: int) -> None:
    """Notes that a session is in use."""
    connection.execute(update(sessions).where(sessions.c.token_sha256 == _hash(token)).values(seen_at=now_s))


def end_session(connection: Connection, token: str) -> None:
    """Logs out."""
    connection.execute(delete(sessions).where(sessions.c.token_sha256 == _hash(token)))


def end_all_sessions(connection: Connection, person_id: PersonId) -> None:
    """Logs somebody out everywhere."""
    connection.execute(delete(sessions).where(sessions.c.person_id == person_id))


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


@cache
def _hasher() -> PasswordHash:
    from pwdlib import PasswordHash

    return PasswordHash.recommended()


@cache
def _nobody() -> str:
    return _hasher().hash(secrets.token_hex(16))
