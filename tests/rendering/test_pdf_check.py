"""A signed PDF is checked offline: whoever made it, and whatever was done to it since, is said."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from asn1crypto.x509 import Certificate

from rendering.pdf_check import NoCertificate, PdfReport, check_pdf, trusted_certificates
from tests.rendering.signed_pdfs import DATA, Office, office, sign, signed_pdf, unsigned_pdf

SEED = 20261124
TAMPERINGS = 400


def trust_in(by: Office, folder: Path) -> list[Certificate]:
    (folder / "root.pem").write_bytes(by.root_pem)
    return trusted_certificates(folder / "root.pem")


@pytest.fixture
def trust(tmp_path: Path) -> list[Certificate]:
    return trust_in(office(), tmp_path)


def codes(report: PdfReport) -> list[str]:
    return [finding.code for finding in report.findings]


def test_a_document_of_the_office_holds_and_carries_its_data(trust: list[Certificate]) -> None:
    report = check_pdf(signed_pdf(), trust)
    assert report.findings == ()
    assert [signer.name for signer in report.signers] == ["演示办"]
    assert report.data == DATA


def test_two_signatures_hold_together(trust: list[Certificate]) -> None:
    report = check_pdf(sign(signed_pdf(), office(), "Second"), trust)
    assert report.findings == ()
    assert len(report.signers) == 2


def test_a_pdf_without_signature_says_so(trust: list[Certificate]) -> None:
    assert codes(check_pdf(unsigned_pdf(), trust)) == ["unsigned"]
    assert codes(check_pdf(unsigned_pdf(None), trust)) == ["unsigned", "no_data"]


def test_a_stranger_is_not_trusted(trust: list[Certificate]) -> None:
    report = check_pdf(signed_pdf(by=office("someone else")), trust)
    assert codes(report) == ["untrusted"]
    assert "someone else root" in report.findings[0].text


def test_data_that_is_missing_or_not_plain_is_told(trust: list[Certificate]) -> None:
    assert codes(check_pdf(signed_pdf(None), trust)) == ["no_data"]
    assert codes(check_pdf(signed_pdf(b'{"b": 1,  "a": 2}'), trust)) == ["data_changed"]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"not a PDF at all"])
def test_what_is_no_pdf_is_told(data: bytes, trust: list[Certificate]) -> None:
    assert codes(check_pdf(data, trust)) == ["unreadable"]


def test_any_changed_byte_is_found(trust: list[Certificate]) -> None:
    whole, draw = signed_pdf(), random.Random(SEED)
    missed: list[tuple[int, int]] = []
    for _ in range(TAMPERINGS):
        data, place = bytearray(whole), draw.randrange(len(whole))
        data[place] ^= draw.randrange(1, 256)
        if not check_pdf(bytes(data), trust).findings:
            missed.append((place, data[place]))
    assert missed == []


@pytest.mark.parametrize("added", [b"\n", b"%%EOF\n", b"1 0 obj\n<<>>\nendobj\n"])
def test_what_is_added_at_the_end_is_found(added: bytes, trust: list[Certificate]) -> None:
    assert check_pdf(signed_pdf() + added, trust).findings


def test_what_is_cut_off_or_put_in_is_found(trust: list[Certificate]) -> None:
    whole, draw = signed_pdf(), random.Random(SEED)
    for _ in range(100):
        place, length = draw.randrange(len(whole)), draw.randrange(1, 50)
        assert check_pdf(whole[:place] + whole[place + length :], trust).findings
        assert check_pdf(whole[:place] + draw.randbytes(length) + whole[place:], trust).findings


def test_a_file_without_certificates_is_refused(tmp_path: Path) -> None:
    (tmp_path / "root.pem").write_text("no certificate", "ascii")
    with pytest.raises(NoCertificate, match="PEM or DER"):
        trusted_certificates(tmp_path / "root.pem")
