"""Accounts for trying things out (演示账号): made once on the first start, each with a password of its own, told once."""

from __future__ import annotations

import asyncio
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from knowledge.pack import Pack
from storage import people
from storage.people import Role
from storage.store import Store

FILE = "staff-accounts.txt"
OFFICES: Sequence[tuple[str, Role]] = (
    ("王丽", "help_desk"),
    ("陈晨", "help_desk"),
    ("supervisor", "supervisor"),
    ("admin", "system_admin"),
    ("auditor", "auditor"),
)


@dataclass(frozen=True, slots=True)
class Account:
    """An account just made; the password is nowhere else in readable form."""

    name: str
    role: Role
    department: str | None
    password: str = field(repr=False)

    def line(self) -> str:
        """As the start-up message and the file tell it."""
        return f"{self.name:<22} {self.password:<16} {self.role}{f' {self.department}' if self.department else ''}"


async def make_demonstration_accounts(store: Store, pack: Pack, data: Path, at: str) -> Sequence[Account]:
    """The accounts, where there is none at all yet; nothing on any later start.

    They are also written to `staff-accounts.txt` in the data folder, readable by its owner only.
    """
    if await store.read(people.everybody):
        return ()
    accounts = [Account(name, role, None, _password()) for name, role in OFFICES]
    departments = dict.fromkeys(permit.department for permit in pack.permits.values())
    accounts += [Account(code, "department", code, _password()) for code in departments]
    hashes = await asyncio.to_thread(lambda: [people.hash_password(account.password) for account in accounts])

    def add(connection: Connection) -> bool:
        if people.everybody(connection):
            return False  # another process was faster
        for account, hashed in zip(accounts, hashes, strict=True):
            people.add(
                connection,
                name=account.name,
                password_hash=hashed,
                role=account.role,
                department=account.department,
                at=at,
            )
        return True

    try:
        if not await store.write(add):
            return ()
    except IntegrityError:  # on PostgreSQL a process that starts at the same moment was faster
        return ()
    await asyncio.to_thread(_write, data / FILE, "".join(f"{account.line()}\n" for account in accounts))
    return accounts


def _password() -> str:
    # 72 bits; without characters that are taken for each other when copied by hand
    return "".join(secrets.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(15))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)  # of an earlier database
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
