"""The office signs its documents: with its own key, with a time stamp where one is to be had, and never as more than it is."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12

from rendering.pdf_check import PdfReport, check_pdf
from rendering.signing import NotSigned, PadesSigner
from rendering.signing_keys import (
    Algorithm,
    SigningKeyProblem,
    is_demonstration,
    key_from_pem,
    key_from_pkcs12,
    refuse_unusable,
)
from tests.rendering.offices import chain_pem, office_key, time_stamp_authority, trust_in, tsa_certificate
from tests.rendering.signed_pdfs import office, unsigned_pdf

SEED = 20261129
FLIPS = 60


def codes(report: PdfReport) -> list[str]:
    return [finding.code for finding in report.findings]


def flipped_in_signature(signed: bytes, draw: random.Random) -> bytes:
    """The same with one bit of the signature's container another, written as hexadecimal digits are in the file."""
    start = signed.index(b"/Contents <") + 11
    digits = signed[start : signed.index(b">", start)]
    container = bytearray.fromhex(digits.decode("ascii"))
    place = draw.randrange(len(container.rstrip(bytes(1))))
    container[place] ^= 1 << draw.randrange(8)
    written = container.hex().upper() if digits.upper() == digits else container.hex()
    return signed[:start] + written.encode() + signed[start + len(digits) :]


def test_a_document_signed_by_the_office_holds(tmp_path: Path) -> None:
    key = office_key(tmp_path)
    signer = PadesSigner(key)
    assert (signer.algorithm, signer.demonstration) == (Algorithm.ECDSA_SHA256, True)
    plain = unsigned_pdf()
    signed = signer.sign(plain)
    assert signed.startswith(plain)
    assert b"/ETSI.CAdES.detached" in signed
    report = check_pdf(signed, trust_in(tmp_path, key.chain[-1]))
    assert report.findings == ()
    assert [one.name for one in report.signers] == [signer.name]
    assert signer.sign(plain) != signed  # a random number is drawn: what was signed once must be kept


def test_the_demonstration_chain_says_what_it_is_and_may_sign_documents_only(tmp_path: Path) -> None:
    key = office_key(tmp_path)
    root, certificate = key.chain[-1], key.certificate
    assert is_demonstration(certificate)
    assert all("演示" in one.subject.rfc4514_string() for one in (root, certificate))
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.content_commitment
    assert not usage.key_cert_sign
    assert root.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert not certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    above = certificate.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value.key_identifier
    assert above == root.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest
    assert chain_pem().count(b"PRIVATE KEY-----") == 2  # the office's alone: nothing more can be issued by the root


def test_a_time_stamp_is_part_of_what_is_checked(tmp_path: Path) -> None:
    key, draw = office_key(tmp_path), random.Random(SEED)
    with time_stamp_authority() as url:
        signer = PadesSigner(key, url)
        signed = signer.sign(unsigned_pdf())
    trust = trust_in(tmp_path, key.chain[-1], tsa_certificate())
    assert check_pdf(signed, trust).findings == ()
    assert codes(check_pdf(signed, trust_in(tmp_path, key.chain[-1]))) == ["untrusted"]
    assert [one for one in range(FLIPS) if not check_pdf(flipped_in_signature(signed, draw), trust).findings] == []
    kind = bytes.fromhex("2a864886f70d010910020e").hex().upper().encode()
    other = signed.replace(kind, kind[:-1] + b"F")  # an attribute that readers skip: the stamp would be gone
    assert other != signed
    assert codes(check_pdf(other, trust)) == ["broken"]


def test_a_silent_authority_leaves_the_document_unsigned(tmp_path: Path) -> None:
    with time_stamp_authority() as url:
        pass
    with pytest.raises(NotSigned, match="YIZHENG_TSA_URL"):
        PadesSigner(office_key(tmp_path), url).sign(unsigned_pdf())


def test_a_key_from_pkcs12_signs_too(tmp_path: Path) -> None:
    key = office_key(tmp_path)
    secret = serialization.BestAvailableEncryption(b"secret")
    packed = pkcs12.serialize_key_and_certificates(b"office", key.private, key.certificate, list(key.chain), secret)
    path = tmp_path / "office.p12"
    path.write_bytes(packed)
    path.chmod(0o600)
    again = key_from_pkcs12(path, "secret")
    assert again.chain == key.chain
    signed = PadesSigner(again).sign(unsigned_pdf())
    assert check_pdf(signed, trust_in(tmp_path, key.chain[-1])).findings == ()
    with pytest.raises(SigningKeyProblem, match="YIZHENG_SIGNER_PASSPHRASE"):
        key_from_pkcs12(path, "wrong")


def test_what_does_not_fit_is_refused_with_the_setting_to_change(tmp_path: Path) -> None:
    key = office_key(tmp_path)
    mine, other = tmp_path / "office.pem", tmp_path / "other.pem"
    other.write_bytes(office().key_pem)
    with pytest.raises(SigningKeyProblem, match="chmod 600"):
        key_from_pem(mine, other)
    other.chmod(0o600)
    with pytest.raises(SigningKeyProblem, match="not the key of the certificate"):
        key_from_pem(mine, other)
    with pytest.raises(SigningKeyProblem, match="YIZHENG_SIGNER_KEY"):
        key_from_pem(mine, tmp_path / "nowhere.pem")
    with pytest.raises(SigningKeyProblem, match="valid from"):
        refuse_unusable(key.certificate, datetime.now(UTC) + timedelta(days=9999))
    with pytest.raises(SigningKeyProblem, match="not one for signing documents"):
        refuse_unusable(key.chain[-1], datetime.now(UTC))
