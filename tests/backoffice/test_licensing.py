"""A licence is issued, issued anew and ended: each time paper, record, journal and list say the same."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from backoffice.licensing import Licensing
from errors import NotPermitted
from knowledge.documents.licence import Licence, is_licence_number
from rendering.licence_check import LicenceKeys, check_licence, payload_of
from rendering.pdf_check import check_pdf
from rendering.qr import LONGEST
from rendering.signing import PadesSigner
from storage import journal, licences
from storage.journal_check import Against, check_journal
from storage.licences import LicenceChanged
from storage.store import open_store
from tests.backoffice.application import content_store
from tests.city import city_pack
from tests.knowledge.documents.licences import licence
from tests.rendering.offices import office_key, trust_in
from tests.rendering.reading import opened

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PACK = city_pack()


@dataclass(slots=True)
class Office:
    """An office with an empty register."""

    licensing: Licensing
    folder: Path
    tick: int = 0

    def at(self) -> str:
        self.tick += 1
        return f"2026-12-02T08:00:{self.tick:02}Z"

    async def kinds(self) -> list[str]:
        found = await self.licensing.store.read(lambda connection: list(journal.entries(connection)))
        return [one.kind for one in found]


@pytest.fixture
async def office(database_url: str, tmp_path: Path) -> AsyncGenerator[Office]:
    async with open_store(database_url, tmp_path / "keys" / "root.key") as store:
        signer = PadesSigner(office_key(tmp_path))
        made = Office.__new__(Office)
        licensing = Licensing(
            store,
            lambda seal: content_store(tmp_path / "files", seal),
            KEY,
            signer,
            lambda: made.at(),
            "https://yizheng.example.gov.cn",
        )
        made.licensing, made.folder, made.tick = licensing, tmp_path, 0
        yield made


async def issued(office: Office, permits: int = 2) -> Licence:
    number = await office.licensing.new_number(PACK, "drinks_snacks", 2026)
    kept = await office.licensing.issue(replace(licence(permits=permits), number=number), PACK)
    return kept.licence


async def test_an_issued_licence_can_be_checked_without_the_office(office: Office) -> None:
    one = await issued(office)
    assert is_licence_number(one.number)
    pdf = await office.licensing.pdf(one.number, 0)
    assert pdf is not None
    trust = trust_in(office.folder, office_key(office.folder).chain[-1])
    report = await asyncio.to_thread(check_pdf, pdf, trust)
    assert report.findings == ()
    payload = payload_of(report.data)
    assert payload is not None
    keys = LicenceKeys(KEY.public_key(), await office.licensing.revocations())
    assert list(check_licence(payload, report.data, keys)) == []
    assert await office.kinds() == ["licence_issued", "document_signed"]


async def test_the_code_is_short_and_says_nothing_personal(office: Office) -> None:
    one = await issued(office)
    kept = await office.licensing.by_number(one.number)
    assert kept is not None
    link = office.licensing.link(kept)
    assert len(link) <= LONGEST
    assert await office.licensing.by_lookup(kept.lookup) == kept
    values = json.dumps(one.public_values(), ensure_ascii=False)
    for personal in (one.operator, one.legal_representative, one.address, one.credit_code):
        assert personal not in values + link


async def test_a_permit_that_ends_is_taken_off_and_the_number_stays(office: Office) -> None:
    one = await issued(office)
    gone, stays = one.permits
    kept = await office.licensing.set_permit(one.number, gone.code, "revoked", made_on="2026-12-09", pack=PACK)
    assert (kept.licence.number, kept.licence.version, kept.state) == (one.number, 1, "active")
    assert [permit.status for permit in kept.licence.permits] == ["revoked", "active"]
    again = await office.licensing.pdf(one.number, 1)
    assert again is not None
    text = "".join(page.extract_text() for page in opened(again).pages).replace("\n", "")
    assert stays.document_number in text
    assert gone.document_number not in text
    assert await office.licensing.pdf(one.number, 0) != again
    assert (await office.kinds())[2:] == ["licence_permit_changed", "licence_issued", "document_signed"]


async def test_the_last_permit_takes_the_licence_with_it(office: Office) -> None:
    one = await issued(office, permits=1)
    kept = await office.licensing.set_permit(
        one.number, one.permits[0].code, "expired", made_on="2026-12-09", pack=PACK
    )
    assert (kept.state, kept.licence.version) == ("cancelled", 0)
    assert await office.licensing.pdf(one.number, 1) is None
    with pytest.raises(NotPermitted, match="cancelled"):
        await office.licensing.end(one.number, "revoked")


async def test_a_revoked_licence_is_on_the_signed_list(office: Office) -> None:
    one, other = await issued(office), await issued(office)
    await office.licensing.end(one.number, "revoked")
    keys = LicenceKeys(KEY.public_key(), await office.licensing.revocations())
    payloads = (office.licensing.payload(one), office.licensing.payload(other))
    found = [[finding.code for finding in check_licence(payload, None, keys)] for payload in payloads]
    assert found == [["revoked"], []]
    assert (await office.kinds())[-1] == "licence_ended"


async def test_of_two_who_change_a_licence_at_once_one_is_told(office: Office) -> None:
    one = await issued(office)
    store = office.licensing.store
    before = await office.licensing.by_number(one.number)
    assert before is not None
    later = replace(before, updated_at="2026-12-03T00:00:00Z")
    await store.write(lambda connection: licences.replace(connection, store.keyring, before, later))
    with pytest.raises(LicenceChanged, match="Read it again"):
        await store.write(lambda connection: licences.replace(connection, store.keyring, before, later))


async def test_what_is_kept_is_sealed_and_the_journal_holds(office: Office) -> None:
    one = await issued(office)
    store = office.licensing.store
    report = await store.read(lambda connection: check_journal(connection, Against(journal.journal_key(store.keyring))))
    assert report.ok
    found = await store.read(lambda connection: list(journal.entries(connection)))
    assert one.operator not in "".join(entry.details for entry in found)
    for path in (office.folder / "files").rglob("*"):
        assert not path.is_file() or one.operator.encode() not in path.read_bytes()
