"""Licences as they are kept (证照库): what each says and its state, and every version that was issued."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, insert, select, update

from errors import IntakeError
from knowledge.documents.licence import Licence, State
from knowledge.documents.model import canonical_json
from storage.keys import Keyring, Seal
from storage.tables import licence_versions, licences

SEAL = "licences"


class LicenceChanged(IntakeError):
    """A licence is not as it was read: somebody changed it in between. Read it again, then decide."""


@dataclass(frozen=True, slots=True)
class KeptLicence:
    """A licence with its state as a whole, which ends with the last permit in force or by a decision of its own."""

    licence: Licence
    lookup: str
    state: State
    updated_at: str


@dataclass(frozen=True, slots=True)
class IssuedVersion:
    """One version as it left: its payload and where its PDF lies."""

    number: str
    version: int
    payload: str = field(repr=False)
    file: str
    sha256: str
    issued_at: str


def licence_seal(keyring: Keyring) -> Seal:
    """What licences are sealed with: they outlive the application that they came from."""
    return keyring.office_seal(SEAL)


def add(connection: Connection, keyring: Keyring, kept: KeptLicence) -> None:
    """Keeps a new licence."""
    connection.execute(
        insert(licences).values(number=kept.licence.number, lookup=kept.lookup, **_columns(kept, keyring))
    )


def replace(connection: Connection, keyring: Keyring, before: KeptLicence, later: KeptLicence) -> None:
    """Keeps a licence as it is now.

    Raises LicenceChanged when it is not as it was read.
    """
    as_read = (
        (licences.c.number == before.licence.number)
        & (licences.c.version == before.licence.version)
        & (licences.c.state == before.state)
        & (licences.c.updated_at == before.updated_at)
    )
    done = connection.execute(update(licences).where(as_read).values(**_columns(later, keyring)))
    if done.rowcount != 1:
        raise LicenceChanged(f"Licence {before.licence.number} was changed meanwhile. Read it again.")


def add_version(connection: Connection, issued: IssuedVersion) -> None:
    """Keeps what was issued."""
    connection.execute(
        insert(licence_versions).values(
            number=issued.number,
            version=issued.version,
            payload=issued.payload,
            file=issued.file,
            sha256=issued.sha256,
            issued_at=issued.issued_at,
        )
    )


def by_number(connection: Connection, keyring: Keyring, number: str) -> KeptLicence | None:
    """The licence of that number."""
    return _one(connection, keyring, licences.c.number == number)


def by_lookup(connection: Connection, keyring: Keyring, lookup: str) -> KeptLicence | None:
    """The licence that a QR code leads to."""
    return _one(connection, keyring, licences.c.lookup == lookup)


def version_of(connection: Connection, number: str, version: int) -> IssuedVersion | None:
    """A version as it left."""
    wanted = (licence_versions.c.number == number) & (licence_versions.c.version == version)
    row = connection.execute(select(licence_versions).where(wanted)).mappings().first()
    return None if row is None else IssuedVersion(**{str(name): value for name, value in row.items()})


def ended(connection: Connection) -> tuple[str, ...]:
    """The numbers that are not in force any more as a whole, in order."""
    found = select(licences.c.number).where(licences.c.state != "active").order_by(licences.c.number)
    return tuple(connection.scalars(found))


def _one(connection: Connection, keyring: Keyring, wanted: ColumnElement[bool]) -> KeptLicence | None:
    row = connection.execute(select(licences).where(wanted)).first()
    if row is None:
        return None
    opened = licence_seal(keyring).open(_place(row.number), bytes(row.record))
    return KeptLicence(Licence.from_data(json.loads(opened)), row.lookup, row.state, row.updated_at)


def _columns(kept: KeptLicence, keyring: Keyring) -> dict[str, object]:
    record = canonical_json(kept.licence.as_data())
    return {
        "version": kept.licence.version,
        "state": kept.state,
        "record": licence_seal(keyring).seal(_place(kept.licence.number), record),
        "updated_at": kept.updated_at,
    }


def _place(number: str) -> str:
    return f"licences/record/{number}"
