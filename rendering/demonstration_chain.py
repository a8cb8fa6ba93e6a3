"""The demonstration chain (演示证书链): a root and an office under it, made for trying the product out.

Whoever reads the name of either sees that it is a demonstration. The root's key signs once and is never written down,
so that nothing else can ever be issued under it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.x509.oid import NameOID, ObjectIdentifier

from rendering.signing_keys import DEMONSTRATION

ORGANISATION = f"演示 {DEMONSTRATION} 无法律效力 no legal effect"
ROOT = f"演示根证书 {DEMONSTRATION} ROOT"
OFFICE = f"演示签章 {DEMONSTRATION}"
DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
"""id-kp-documentSigning, RFC 9336."""
VALID = timedelta(days=3650)
EARLIER = timedelta(days=2)
"""Clocks differ: a certificate is valid a little before it was made."""


def demonstration_chain(at: datetime) -> bytes:
    """Key, certificate and root as one PEM text, made at that time."""
    root_key, key = generate_private_key(SECP256R1()), generate_private_key(SECP256R1())
    root = _certificate(ROOT, root_key, None, root_key, at)
    office = _certificate(OFFICE, key, root, root_key, at)
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return private + office.public_bytes(pem) + root.public_bytes(pem)


def _certificate(
    name: str,
    key: EllipticCurvePrivateKey,
    issuer: x509.Certificate | None,
    issuer_key: EllipticCurvePrivateKey,
    at: datetime,
) -> x509.Certificate:
    """The root itself without an issuer, else a certificate for signing documents."""
    authority = issuer is None
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, ORGANISATION),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
    usage = x509.KeyUsage(
        digital_signature=not authority, content_commitment=not authority, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=authority, crl_sign=authority,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject if issuer is None else issuer.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - EARLIER)
        .not_valid_after(at + VALID)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=0 if authority else None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(identifier, critical=False)
    )
    if not authority:
        purposes = x509.ExtendedKeyUsage([DOCUMENT_SIGNING])
        builder = builder.add_extension(purposes, critical=False)
    return builder.sign(issuer_key, hashes.SHA256())
