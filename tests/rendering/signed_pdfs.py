"""PDFs signed with a chain of certificates made for the test: a root that is trusted, and an office under it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, cast

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.x509.oid import NameOID
from fpdf import FPDF

from knowledge.documents.model import canonical_json
from rendering.pdf_check import DATA_NAME

FROM, UNTIL = datetime(2026, 1, 1, tzinfo=UTC), datetime(2056, 1, 1, tzinfo=UTC)
DATA = canonical_json({"kind": "receipt", "title": "收件回执", "reference": "2026-1124-0001"})


@dataclass(frozen=True, slots=True)
class Office:
    """The office's certificate with its key, and the root above it as PEM."""

    root_pem: bytes
    certificate_pem: bytes
    key_pem: bytes


@cache
def office(name: str = "演示办") -> Office:
    """An office, the same for every call with the same name."""
    root_key, key = generate_private_key(SECP256R1()), generate_private_key(SECP256R1())
    root = _certificate(f"{name} root", root_key, f"{name} root", root_key, authority=True)
    certificate = _certificate(name, key, f"{name} root", root_key, authority=False)
    plain = serialization.NoEncryption()
    encoding = serialization.Encoding.PEM
    key_pem = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, plain)
    return Office(root.public_bytes(encoding), certificate.public_bytes(encoding), key_pem)


def unsigned_pdf(data: bytes | None = DATA) -> bytes:
    """A page with its data embedded."""
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=12)
    pdf.cell(text="Receipt 2026-1124-0001")
    if data is not None:
        pdf.embed_file(bytes=data, basename=DATA_NAME)
    return bytes(pdf.output())


def signed_pdf(data: bytes | None = DATA, by: Office | None = None) -> bytes:
    """The same, signed."""
    return sign(unsigned_pdf(data), by or office())


def sign(pdf: bytes, by: Office, field: str = "Office") -> bytes:
    """A PDF with one signature more."""
    from pyhanko import keys
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    reading, signing = cast("Any", keys), cast("Any", signers)  # without types
    store = SimpleCertificateStore()
    store.register(next(reading.load_certs_from_pemder_data(by.root_pem)))
    signer = signing.SimpleSigner(
        signing_cert=next(reading.load_certs_from_pemder_data(by.certificate_pem)),
        signing_key=reading.load_private_key_from_pemder_data(by.key_pem, None),
        cert_registry=store,
    )
    meta = signing.PdfSignatureMetadata(field_name=field, md_algorithm="sha256")
    return bytes(signing.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), meta, signer).getvalue())


def _certificate(
    name: str, key: EllipticCurvePrivateKey, issuer: str, issuer_key: EllipticCurvePrivateKey, *, authority: bool
) -> x509.Certificate:
    def named(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    usage = x509.KeyUsage(not authority, not authority, False, False, False, authority, authority, False, False)
    return (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(min(FROM, datetime.now(UTC) - timedelta(days=1)))
        .not_valid_after(UNTIL)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(issuer_key, hashes.SHA256())
    )
