"""A thousand tamperings (篡改) of journal rows, signed documents and codes: every one is found.

A few of each run with every commit; the thousand run with the slow tests.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from asn1crypto.x509 import Certificate
from sqlalchemy import Connection, NullPool, create_engine, text

from cli.place import Place
from knowledge.documents.certificates import compose_licence
from knowledge.documents.payload import signed_payload
from rendering.certificate import licence_data, render_certificate
from rendering.licence_check import LICENCE, LicenceKeys, check_licence
from rendering.pdf_check import check_pdf
from rendering.signing import PadesSigner
from storage.anchors import anchor_files, public_key
from storage.journal import journal_key
from storage.journal_check import Against, check_journal
from storage.keys import keyring_from
from tests.city import city_pack
from tests.cli.test_verify import KEY, installed
from tests.knowledge.documents.licences import licence
from tests.rendering.offices import office_key, trust_in

SEED = 20261129
COLUMNS = ("at", "kind", "conversation", "actor", "details", "previous", "hash")

Tampering = Callable[[random.Random], bool]
"""Tampers once, and says whether that was found."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A licence as it leaves the office, and what it is checked with."""

    pdf: bytes
    payload: str
    trust: list[Certificate]


def signed_licence(folder: Path) -> Signed:
    """The real document: drawn, with its data inside, signed."""
    one, key = licence(permits=2), office_key(folder)
    document = compose_licence(one, city_pack())
    payload = signed_payload(LICENCE, one.public_values(), KEY)
    pdf = PadesSigner(key).sign(render_certificate(document, data=licence_data(one, document, payload)))
    return Signed(pdf, payload, trust_in(folder, key.chain[-1]))


# --- the journal -----------------------------------------------------------------------------------------------------


def tampered_row(connection: Connection, draw: random.Random, count: int) -> None:
    """One change as somebody with the database might make it."""
    seq = draw.randrange(1, count + 1)
    match draw.choice(("change", "delete", "insert", "swap", "cut")):
        case "change":
            column = draw.choice(COLUMNS)
            value: str = connection.execute(text(f"SELECT {column} FROM journal WHERE seq = {seq}")).scalar_one()  # noqa: S608
            place = draw.randrange(len(value) + 1)
            other = value[:place] + draw.choice("0aZ{} ") + value[place + draw.randrange(2) :]
            changed = other if other != value else value + "0"
            connection.execute(text(f"UPDATE journal SET {column} = :v WHERE seq = {seq}"), {"v": changed})  # noqa: S608
        case "delete":
            connection.execute(text("DELETE FROM journal WHERE seq = :s"), {"s": seq})
        case "insert":
            connection.execute(
                text(
                    "INSERT INTO journal SELECT :n, at, kind, conversation, actor, details, previous, hash "
                    "FROM journal WHERE seq = :s"
                ),
                {"n": count + 1, "s": seq},
            )
        case "swap":
            other_seq = seq % count + 1
            move = text("UPDATE journal SET seq = :to WHERE seq = :was")
            for was, to in ((seq, -1), (other_seq, seq), (-1, other_seq)):
                connection.execute(move, {"was": was, "to": to})
        case _:
            connection.execute(text("DELETE FROM journal WHERE seq >= :s"), {"s": seq})


def journal_tampering(folder: Path) -> Tampering:
    """Tampers with a copy of the database, so that the same journal serves for all."""
    data = installed(folder / "installation")
    place, copy = Place(data), folder / "tampered.db"
    key = journal_key(keyring_from(place.root_key()))
    against = Against(key, public_key(place.anchor_public_key()), (tuple(anchor_files(data / "anchors")),))
    whole = (data / "yizheng.db").read_bytes()
    engine = create_engine(f"sqlite:///{copy}", poolclass=NullPool)

    def findings(change: Callable[[Connection], None]) -> bool:
        copy.write_bytes(whole)
        with engine.begin() as connection:
            change(connection)
        with engine.connect() as connection:
            return not check_journal(connection, against).ok

    copy.write_bytes(whole)
    with engine.connect() as connection:
        count: int = connection.execute(text("SELECT count(*) FROM journal")).scalar_one()
    assert not findings(lambda _: None)
    return lambda draw: findings(lambda connection: tampered_row(connection, draw, count))


# --- documents and codes ---------------------------------------------------------------------------------------------


def document_tampering(signed: Signed) -> Tampering:
    """Flips a bit anywhere, cuts the file, puts bytes in, or appends an update."""

    def tamper(draw: random.Random) -> bool:
        pdf, place = signed.pdf, draw.randrange(len(signed.pdf))
        match draw.choices(("flip", "cut", "put", "append"), (7, 1, 1, 1))[0]:
            case "flip":
                changed = pdf[:place] + bytes([pdf[place] ^ (1 << draw.randrange(8))]) + pdf[place + 1 :]
            case "cut":
                changed = pdf[:place]
            case "put":
                changed = pdf[:place] + draw.randbytes(draw.randrange(1, 20)) + pdf[place:]
            case _:
                changed = pdf + draw.choice((b"\n", b"%%EOF\n", b"9999 0 obj\n<<>>\nendobj\n", pdf[place:]))
        return bool(check_pdf(changed, signed.trust).findings)

    return tamper


def code_tampering(signed: Signed) -> Tampering:
    """Changes, cuts or adds a character of the code's text."""
    keys = LicenceKeys(KEY.public_key())

    def tamper(draw: random.Random) -> bool:
        payload, place = signed.payload, draw.randrange(len(signed.payload))
        other = draw.choice([one for one in "AZaz09-_.=" if one != payload[place]])
        changed = draw.choice(
            (
                payload[:place] + other + payload[place + 1 :],
                payload[:place] + payload[place + 1 :],
                payload[:place] + other + payload[place:],
            )
        )
        return changed == payload or bool(list(check_licence(changed, None, keys)))

    return tamper


@cache
def tamperings(folder: Path) -> dict[str, Tampering]:
    signed = signed_licence(folder)
    assert check_pdf(signed.pdf, signed.trust).findings == ()
    made = {"document": document_tampering(signed), "code": code_tampering(signed)}
    return {"journal": journal_tampering(folder), **made}


@pytest.fixture(scope="module")
def place_of_work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tampering")
    (folder / "installation").mkdir()
    return folder


def missed(folder: Path, what: str, count: int) -> list[int]:
    """The tamperings that were not found, by their number."""
    tamper = tamperings(folder)[what]
    return [number for number in range(count) if not tamper(random.Random(SEED + number))]


@pytest.mark.parametrize(("what", "count"), [("journal", 40), ("document", 40), ("code", 100)])
def test_a_sample_of_tamperings_is_found(place_of_work: Path, what: str, count: int) -> None:
    assert missed(place_of_work, what, count) == []


@pytest.mark.slow
@pytest.mark.parametrize(("what", "count"), [("journal", 350), ("document", 350), ("code", 300)])
def test_a_thousand_tamperings_are_all_found(place_of_work: Path, what: str, count: int) -> None:
    assert missed(place_of_work, what, count) == []
