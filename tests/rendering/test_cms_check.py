"""The container of a signature is refused as soon as it is written in any way but ours: what nobody signed in it can't hide."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from asn1crypto.x509 import Certificate

from rendering.cms_check import is_plain_container
from rendering.der import CONSTRUCTED, value_at, whole_value
from rendering.pdf_check import check_pdf
from rendering.signing import PadesSigner
from tests.rendering.offices import office_key, time_stamp_authority, trust_in, tsa_certificate
from tests.rendering.signed_pdfs import unsigned_pdf

SEED = 20261201
SAMPLE = 150
INDEFINITE = 0x80


@dataclass(frozen=True, slots=True)
class Signed:
    """A document with a signature and a time stamp: the container, what stands before and behind it, whom to trust."""

    before: bytes
    container: bytes
    behind: bytes
    trust: list[Certificate]

    def codes(self, container: bytes) -> list[str]:
        """What is found in the document with another container."""
        report = check_pdf(self.before + container.hex().encode("ascii") + self.behind, self.trust)
        return [finding.code for finding in report.findings]


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Signed:
    folder: Path = tmp_path_factory.mktemp("signed")
    key = office_key(folder)
    with time_stamp_authority() as url:
        pdf = PadesSigner(key, url).sign(unsigned_pdf())
    start = pdf.index(b"/Contents <") + 11
    end = pdf.index(b">", start)
    container = bytes.fromhex(pdf[start:end].decode("ascii"))
    return Signed(pdf[:start], container, pdf[end:], trust_in(folder, key.chain[-1], tsa_certificate()))


def headers(data: bytes, at: int, end: int, levels: int) -> Iterator[int]:
    """The places of all octets of headers down to a level."""
    while at < end:
        value = value_at(data, at, end)
        yield from range(at, value.begins)
        if value.identifier & CONSTRUCTED and levels:
            yield from headers(data, value.begins, value.ends, levels - 1)
        at = value.ends


def changed(data: bytes, at: int, octet: int) -> bytes:
    return data[:at] + bytes([octet]) + data[at + 1 :]


def test_as_it_was_signed_it_holds(signed: Signed) -> None:
    assert signed.codes(signed.container) == []
    assert is_plain_container(signed.container)


def test_any_changed_byte_of_its_headers_breaks_the_signature(signed: Signed) -> None:
    whole, draw = signed.container, random.Random(SEED)
    places = {*range(64), *headers(whole, 0, whole_value(whole).ends, 5)}
    tried = {
        (at, octet)
        for at in places
        for octet in (INDEFINITE, whole[at] ^ (1 << draw.randrange(8)))
        if octet != whole[at]
    }
    found = {one: signed.codes(changed(whole, *one)) for one in sorted(tried)}
    assert {one: codes for one, codes in found.items() if codes != ["broken"]} == {}


def test_any_other_changed_byte_breaks_it_too(signed: Signed) -> None:
    whole, draw = signed.container, random.Random(SEED)
    for _ in range(SAMPLE):
        at = draw.randrange(len(whole))
        octet = whole[at] ^ draw.randrange(1, 256)
        assert signed.codes(changed(whole, at, octet)) == ["broken"], (at, octet)


def test_a_container_of_indefinite_length_is_refused_though_it_says_the_same(signed: Signed) -> None:
    end = whole_value(signed.container).ends
    info = signed.container[whole_value(signed.container).begins : end]
    indefinite = b"\x30\x80" + info + b"\x00\x00"
    written = indefinite + bytes(len(signed.container) - len(indefinite))
    assert not is_plain_container(written)
    assert signed.codes(written) == ["broken"]
