"""`yizheng verify`: the journal of an installation, and PDFs offline; every finding ends with exit status 1."""

from __future__ import annotations

import asyncio
import json
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import create_engine, text

from bot.anchoring import Anchoring
from bot.inbound import Clock
from knowledge.documents.chain import Event
from knowledge.documents.model import canonical_json
from knowledge.documents.payload import signed_payload
from rendering.licence_check import LICENCE, REVOCATIONS, LicenceKeys, check_licence
from rendering.pdf_check import check_pdf
from storage import journal
from storage.anchors import anchor_files
from storage.store import open_store
from tests.cli.test_commands import run
from tests.rendering.signed_pdfs import office, signed_pdf, unsigned_pdf

SEED = 20261124
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
NUMBER = "ZY-2026-000017"


def installed(data: Path, *, events: int = 12, days: int = 3) -> Path:
    """A data folder with a journal that was anchored on several days."""

    async def make() -> None:
        async with open_store(f"sqlite:///{data / 'yizheng.db'}", data / "keys" / "root.key") as store:
            for day in range(1, days + 1):
                now = datetime(2026, 11, day, 8, tzinfo=UTC)
                anchoring = Anchoring(
                    store, Clock(lambda now=now: now), data / "keys" / "anchor.key", data / "anchors", data / "copies"
                )
                for number in range(events):
                    event = Event(f"2026-11-{day:02}T08:00:{number:02}Z", "signed", {"root": f"sha256:{number:064}"})
                    await store.write(lambda connection, event=event: journal.append(connection, store.keyring, event))
                anchor = await anchoring.anchor_if_due()
                assert anchor is not None
                assert anchor.number == day
                assert await anchoring.anchor_if_due() is None

    asyncio.run(make())
    return data


def found(data: Path, *arguments: str | Path) -> tuple[int, list[tuple[str, int | None]]]:
    """Exit status and findings."""
    done = run("--data", data, "verify", "--json", *arguments)
    told = json.loads(done.stdout)
    return done.exit_code, [(one["code"], one.get("seq")) for one in told["findings"]]


def sql(data: Path, statement: str) -> None:
    engine = create_engine(f"sqlite:///{data / 'yizheng.db'}")
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_a_journal_that_holds(tmp_path: Path) -> None:
    data = installed(tmp_path)
    done = run("--data", data, "verify", "--anchors", data / "copies")
    assert done.exit_code == 0
    assert "39 entries, 3 anchors" in done.stdout
    assert "all holds" in done.stdout
    assert len(anchor_files(data / "copies")) == 3
    assert run("--data", tmp_path / "nowhere", "verify").exit_code == 2


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("UPDATE journal SET details = '{}' WHERE seq = 5", ("changed", 5)),
        ("DELETE FROM journal WHERE seq = 5", ("missing", 5)),
        ("DELETE FROM journal WHERE seq > 30", ("tail_cut", 31)),
        ("UPDATE journal_head SET seq = 38", ("added", 39)),
    ],
)
def test_tampering_by_sql_is_named(statement: str, finding: tuple[str, int], tmp_path: Path) -> None:
    data = installed(tmp_path)
    sql(data, statement)
    status, findings = found(data)
    assert (status, findings[0]) == (1, finding)


def test_a_cut_end_is_found_by_the_anchors_even_with_a_forged_head(tmp_path: Path) -> None:
    data = installed(tmp_path)
    sql(data, "DELETE FROM journal")
    sql(data, "DELETE FROM journal_head")
    assert found(data)[1][0] == ("tail_cut", 1)


def test_a_lost_or_rewritten_anchor_is_found(tmp_path: Path) -> None:
    data = installed(tmp_path)
    last = data / "anchors" / "2026-11-03.json"
    kept = last.read_bytes()
    last.unlink()
    assert found(data) == (1, [("anchor_missing", 39)])
    last.write_bytes(kept.replace(b'"number":3', b'"number":4'))
    assert ("anchor_changed", None) in found(data)[1]
    (data / "keys" / "anchor.pub").write_text("00" * 32, "ascii")
    assert found(data)[0] == 1


def test_a_journal_that_does_not_hold_is_not_anchored(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    data = installed(tmp_path, days=1)
    sql(data, "DELETE FROM journal WHERE seq = 13")

    async def try_to_anchor() -> None:
        now = datetime(2026, 11, 2, 8, tzinfo=UTC)
        async with open_store(f"sqlite:///{data / 'yizheng.db'}", data / "keys" / "root.key") as store:
            anchoring = Anchoring(store, Clock(lambda: now), data / "keys" / "anchor.key", data / "anchors")
            assert await anchoring.anchor_if_due() is None

    asyncio.run(try_to_anchor())
    assert "not anchored" in caplog.text
    assert len(anchor_files(data / "anchors")) == 1


# --- PDFs ------------------------------------------------------------------------------------------------------------


def licence_pdf(number: str = NUMBER, reference: str = NUMBER) -> bytes:
    payload = signed_payload(LICENCE, {"number": number, "permits": ["food_business"]}, KEY)
    return signed_pdf(canonical_json({"kind": "licence", "reference": reference, "payload": payload}))


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with what somebody needs to check documents, and no database."""
    (tmp_path / "trust").mkdir()
    (tmp_path / "trust" / "root.pem").write_bytes(office().root_pem)
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "licence.pub").write_text(KEY.public_key().public_bytes_raw().hex(), "ascii")
    revoked = {"at": "2026-11-24", "licences": ["ZY-2026-000099"]}
    (tmp_path / "revocations.txt").write_text(signed_payload(REVOCATIONS, revoked, KEY), "ascii")
    return tmp_path


def checked(desk: Path, pdf: bytes, *arguments: str | Path) -> tuple[int, list[str]]:
    (desk / "file.pdf").write_bytes(pdf)
    status, findings = found(desk, desk / "file.pdf", *arguments)
    return status, [code for code, _ in findings]


def test_a_pdf_is_checked_without_a_database(desk: Path) -> None:
    assert checked(desk, signed_pdf()) == (0, [])
    assert checked(desk, unsigned_pdf()) == (1, ["unsigned"])
    assert checked(desk, signed_pdf().replace(b"Helvetica", b"Helvetics")) == (1, ["broken"])
    (desk / "trust" / "root.pem").unlink()
    assert checked(desk, signed_pdf()) == (1, ["untrusted"])
    (desk / "root.pem").write_bytes(office().root_pem)
    assert checked(desk, signed_pdf(), "--trust", desk / "root.pem") == (0, [])


def test_a_licence_is_checked_with_its_payload_and_the_list_of_revocations(desk: Path) -> None:
    assert checked(desk, licence_pdf()) == (0, [])
    assert checked(desk, licence_pdf("ZY-2026-000099", "ZY-2026-000099")) == (1, ["revoked"])
    assert checked(desk, licence_pdf(reference="ZY-2026-000018")) == (1, ["payload_changed"])
    listed = desk / "revocations.txt"
    listed.write_text(listed.read_text("ascii").replace("YZ1.", "YZ1.A"), "ascii")
    assert checked(desk, licence_pdf()) == (1, ["list_changed"])


def test_the_journal_knows_the_bytes_that_were_signed(desk: Path) -> None:
    first, second = signed_pdf(), signed_pdf()
    report = check_pdf(first, [])
    installed(desk, events=1, days=1)

    async def put_on_record() -> None:
        details = {"document": "receipt-1", "sha256": report.sha256, "data": report.data_sha256}
        event = Event("2026-11-24T08:00:00Z", journal.SIGNED_DOCUMENT, details)
        async with open_store(f"sqlite:///{desk / 'yizheng.db'}", desk / "keys" / "root.key") as store:
            await store.write(lambda connection: journal.append(connection, store.keyring, event))

    asyncio.run(put_on_record())
    assert checked(desk, first) == (0, [])
    assert "entry 3, document_signed" in run("--data", desk, "verify", desk / "file.pdf").stdout
    # each signature draws a random number: the same document signed again has other bytes
    assert checked(desk, second) == (1, ["other_bytes"])


def test_three_hundred_tampered_payloads_are_all_found() -> None:
    payload = signed_payload(LICENCE, {"number": NUMBER, "permits": ["food_business"]}, KEY)
    keys, draw = LicenceKeys(KEY.public_key()), random.Random(SEED)
    assert list(check_licence(payload, None, keys)) == []
    for _ in range(300):
        place = draw.randrange(len(payload))
        other = draw.choice([one for one in "AZaz09-_.=" if one != payload[place]])
        cut = draw.random() < 0.2
        tampered = payload[:place] + payload[place + 1 :] if cut else payload[:place] + other + payload[place + 1 :]
        assert [one.code for one in check_licence(tampered, None, keys)] == ["payload_changed"], place


def test_what_operators_do_to_accounts_and_packs_is_on_record(tmp_path: Path) -> None:
    assert run("--data", tmp_path, "user", "add", "li", "--role", "help_desk", "--generate").exit_code == 0
    assert run("--data", tmp_path, "user", "disable", "li").exit_code == 0
    assert run("--data", tmp_path, "publish", "--close", "3").exit_code == 0
    assert found(tmp_path) == (0, [])
    engine = create_engine(f"sqlite:///{tmp_path / 'yizheng.db'}")
    with engine.connect() as connection:
        kept = connection.execute(text("SELECT kind, details FROM journal ORDER BY seq")).all()
    engine.dispose()
    assert [row.kind for row in kept] == ["account_added", "account_disabled", "batch_closed"]
    added, disabled = (json.loads(row.details) for row in kept[:2])
    assert added["staff"] == disabled["staff"] != "li"


def test_anchors_that_cannot_be_written_are_told_and_tried_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    data = installed(tmp_path, days=1)
    for file in (data / "anchors").iterdir():
        file.unlink()
    (data / "anchors").rmdir()
    (data / "anchors").write_text("in the way", "ascii")

    async def try_to_anchor() -> bool:
        now = datetime(2026, 11, 2, 8, tzinfo=UTC)
        async with open_store(f"sqlite:///{data / 'yizheng.db'}", data / "keys" / "root.key") as store:
            anchoring = Anchoring(store, Clock(lambda: now), data / "keys" / "anchor.key", data / "anchors")
            return await anchoring.anchor_if_due() is not None

    assert not asyncio.run(try_to_anchor())
    assert "can't be written" in caplog.text
    (data / "anchors").unlink()
    assert asyncio.run(try_to_anchor())
