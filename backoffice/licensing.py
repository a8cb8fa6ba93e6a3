"""Licences (发证): issuing, issuing anew, changing a permit's state, ending. Each leaves a signed PDF and its evidence.

The record changes first and the paper follows (二维码状态先于纸质证更新): who scans an old print sees what holds today.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from errors import NotPermitted
from files.store import ContentStore, FileId
from knowledge.documents.chain import Event
from knowledge.documents.licence import Licence, State, licence_number
from knowledge.documents.model import Locale, digest
from knowledge.documents.payload import signed_payload
from knowledge.documents.receipt_code import RECEIPT_CODE
from knowledge.pack import Pack
from rendering.licence_check import LICENCE, REVOCATIONS
from rendering.signing import Signer
from storage import counters, journal, licences
from storage.keys import Seal
from storage.licences import IssuedVersion, KeptLicence
from storage.store import Store

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

LOOKUP_BYTES = 12
"""96 bits: nobody finds a licence by trying."""


@dataclass(frozen=True, slots=True)
class Licensing:
    """The office that issues licences. `key` signs what QR codes carry, `signer` the PDFs."""

    store: Store
    contents: Callable[[Seal], ContentStore]
    key: Ed25519PrivateKey = field(repr=False)
    signer: Signer | None
    at: Callable[[], str]
    """The time now."""
    public_url: str = ""
    seal: bytes | None = field(default=None, repr=False)
    list_file: Path | None = None
    """Where the signed list of ended licences lies for `yizheng verify`; the page serves it fresh."""

    @property
    def public(self) -> Ed25519PublicKey:
        """What payloads are checked with."""
        return self.key.public_key()

    # --- deciding ------------------------------------------------------------------------------------------------

    async def new_number(self, pack: Pack, industry: str, year: int) -> str:
        """A number that no licence had (许可证编号)."""
        name = f"licence {industry} {year}"
        serial = await self.store.write(lambda connection: counters.draw(connection, name))
        return licence_number(pack, industry, year, serial)

    async def issue(self, licence: Licence, pack: Pack) -> KeptLicence:
        """Puts a new licence in force."""
        kept = KeptLicence(licence, secrets.token_urlsafe(LOOKUP_BYTES), "active", self.at())
        issued = await self._made(kept, pack)
        keyring = self.store.keyring

        def keep(connection: Connection) -> None:
            licences.add(connection, keyring, kept)
            licences.add_version(connection, issued)
            journal.append(connection, keyring, *_issued(kept, issued))

        await self.store.write(keep)
        return kept

    async def set_permit(self, number: str, permit: str, status: State, *, made_on: str, pack: Pack) -> KeptLicence:
        """A permit's state changed by law or decision (失效、撤回、撤销、注销).

        The record says so at once; then the licence is issued anew without it, or ends with its last permit.
        """
        before = await self._known(number)
        if all(one.code != permit for one in before.licence.permits):
            raise NotPermitted(f"Licence {number} carries no permit {permit}. Name one that stands on it.")
        permits = tuple(replace(one, status=status) if one.code == permit else one for one in before.licence.permits)
        state = before.state if any(one.status == "active" for one in permits) else "cancelled"
        changed = replace(before, licence=replace(before.licence, permits=permits), state=state, updated_at=self.at())
        details = {"number": number, "permit": permit, "status": status, "state": state}
        await self._keep(before, changed, "licence_permit_changed", details)
        return changed if state != "active" else await self.reissue(changed.licence, made_on=made_on, pack=pack)

    async def reissue(self, licence: Licence, *, made_on: str, pack: Pack) -> KeptLicence:
        """Issues a licence anew with what it says now; the number stays, the version grows (换发)."""
        before = await self._known(licence.number)
        later = replace(licence, version=before.licence.version + 1, made_on=made_on)
        kept = replace(before, licence=later, updated_at=self.at())
        issued = await self._made(kept, pack)
        keyring = self.store.keyring

        def keep(connection: Connection) -> None:
            licences.replace(connection, keyring, before, kept)
            licences.add_version(connection, issued)
            journal.append(connection, keyring, *_issued(kept, issued))

        await self.store.write(keep)
        return kept

    async def end(self, number: str, state: State) -> KeptLicence:
        """The licence is not in force any more, with every permit on it (撤销、注销、撤回、失效); nothing brings it back."""
        before = await self._known(number)
        permits = tuple(replace(one, status=state) if one.status == "active" else one for one in before.licence.permits)
        licence = replace(before.licence, permits=permits)
        ended = replace(before, licence=licence, state=state, updated_at=self.at())
        await self._keep(before, ended, "licence_ended", {"number": number, "state": state})
        return ended

    # --- reading -------------------------------------------------------------------------------------------------

    async def by_lookup(self, lookup: str) -> KeptLicence | None:
        """The licence that a QR code leads to."""
        keyring = self.store.keyring
        return await self.store.read(lambda connection: licences.by_lookup(connection, keyring, lookup))

    async def by_number(self, number: str) -> KeptLicence | None:
        """The licence of that number."""
        keyring = self.store.keyring
        return await self.store.read(lambda connection: licences.by_number(connection, keyring, number))

    async def pdf(self, number: str, version: int) -> bytes | None:
        """A version as it left; None where there was none."""
        issued = await self.store.read(lambda connection: licences.version_of(connection, number, version))
        if issued is None:
            return None
        contents = self.contents(licences.licence_seal(self.store.keyring))
        return await asyncio.to_thread(contents.open, FileId(issued.file))

    async def revocations(self) -> str:
        """The signed list of licences that are not in force any more (吊销名单)."""
        numbers = await self.store.read(licences.ended)
        return signed_payload(REVOCATIONS, {"at": self.at(), "licences": list(numbers)}, self.key)

    def link(self, kept: KeptLicence) -> str:
        """What the QR code of a licence holds: the page to look at, and the payload that needs no page."""
        return f"{self.public_url}/v/{kept.lookup}?p={self.payload(kept.licence)}"

    def receipt_link(self, values: Mapping[str, Any]) -> str:
        """What the QR code of a receipt holds."""
        return f"{self.public_url}/v?p={signed_payload(RECEIPT_CODE, values, self.key)}"

    def payload(self, licence: Licence) -> str:
        """The signed payload of a licence; Ed25519 signs the same in the same way each time."""
        return signed_payload(LICENCE, licence.public_values(), self.key)

    # --- inside --------------------------------------------------------------------------------------------------

    async def _known(self, number: str) -> KeptLicence:
        kept = await self.by_number(number)
        if kept is None:
            raise NotPermitted(f"There is no licence {number}. Check the number.")
        if kept.state != "active":
            raise NotPermitted(f"Licence {number} is {kept.state}: it can't be changed any more.")
        return kept

    async def _keep(self, before: KeptLicence, later: KeptLicence, kind: str, details: dict[str, str]) -> None:
        keyring = self.store.keyring

        def keep(connection: Connection) -> None:
            licences.replace(connection, keyring, before, later)
            journal.append(connection, keyring, Event(later.updated_at, kind, details, actor="department"))

        await self.store.write(keep)
        if later.state != "active" and self.list_file is not None:
            await asyncio.to_thread(_put, self.list_file, await self.revocations())

    async def _made(self, kept: KeptLicence, pack: Pack, locale: Locale = "zh") -> IssuedVersion:
        """The signed PDF of a licence as it is now, durable in the file store."""
        pdf = await asyncio.to_thread(self._drawn, kept, pack, locale)
        contents = self.contents(licences.licence_seal(self.store.keyring))
        stored = await asyncio.to_thread(contents.save, pdf)
        one = kept.licence
        return IssuedVersion(one.number, one.version, self.payload(one), stored.id, digest(pdf), self.at())

    def _drawn(self, kept: KeptLicence, pack: Pack, locale: Locale) -> bytes:
        from knowledge.documents.certificates import compose_licence
        from rendering.certificate import licence_data, render_certificate
        from rendering.pdf import Marks
        from rendering.qr import qr_png

        document = compose_licence(kept.licence, pack, locale)
        data = licence_data(kept.licence, document, self.payload(kept.licence))
        pdf = render_certificate(document, Marks(self.seal), code=qr_png(self.link(kept)), data=data)
        return pdf if self.signer is None else self.signer.sign(pdf)


def _put(path: Path, text: str) -> None:
    """Replaces a file in one step: whoever reads it sees the old one or the new one whole."""
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    fresh.write_text(text + "\n", "ascii")
    fresh.replace(path)


def _issued(kept: KeptLicence, issued: IssuedVersion) -> tuple[Event, Event]:
    """That it was issued, and which bytes left."""
    number, at = kept.licence.number, kept.updated_at
    version = {"number": number, "version": kept.licence.version, "record": kept.licence.sha256()}
    document = {"document": f"licence-{kept.licence.shown_number}", "sha256": issued.sha256}
    return (
        Event(at, "licence_issued", version, actor="department"),
        Event(at, journal.SIGNED_DOCUMENT, document, actor="department"),
    )
