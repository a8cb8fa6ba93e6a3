"""The office's signing key (签名私钥) with its certificate and chain, from PEM, PKCS#12 or a PKCS#11 token.

Reading and checking them needs no PDF library, so that a start refuses a wrong file at once and quickly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, pkcs12
from cryptography.x509.oid import NameOID

from errors import IntakeError

DEMONSTRATION = "DEMONSTRATION"
"""Stands in the name of every certificate that this product makes itself (演示证书)."""
PKCS12 = frozenset({".p12", ".pfx"})

PrivateKey = EllipticCurvePrivateKey | RSAPrivateKey


class SigningKeyProblem(IntakeError):
    """The office's key or certificate is missing, does not fit, or is not valid now: the message names the setting."""


class Algorithm(StrEnum):
    """What a signature is made with (签名算法).

    SM2 with SM3 (GM/T 0003, GB/T 38540) will be one more name here with a `Signer` of its own (rendering/signing.py):
    nothing above asks for more than `Signer`. It is not named before something here can make and check it.
    """

    ECDSA_SHA256 = "ECDSA-SHA256"
    RSA_SHA256 = "RSA-SHA256"


@dataclass(frozen=True, slots=True)
class OfficeKey:
    """A key that is kept as an object, so that it is read and checked once and not with every signature."""

    private: PrivateKey = field(repr=False)
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    """From the certificate's issuer upwards, and no other certificate."""

    @property
    def algorithm(self) -> Algorithm:
        """What it signs with."""
        return algorithm_of(self.certificate)


@dataclass(frozen=True, slots=True)
class TokenKey:
    """A key that never leaves its token (PKCS#11): a smart card, a USB key, or the office's signing server."""

    module: Path
    token: str
    pin: str = field(repr=False)
    key_label: str
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]

    @property
    def algorithm(self) -> Algorithm:
        """What it signs with."""
        return algorithm_of(self.certificate)


def algorithm_of(certificate: x509.Certificate) -> Algorithm:
    """The algorithm of a certificate's key.

    Raises SigningKeyProblem for one that nothing here signs with.
    """
    match certificate.public_key():
        case EllipticCurvePublicKey():
            return Algorithm.ECDSA_SHA256
        case RSAPublicKey():
            return Algorithm.RSA_SHA256
        case other:
            raise SigningKeyProblem(
                f"The certificate of {name_of(certificate)} has a key that can't sign here "
                f"({type(other).__name__}). Use one with an EC (P-256) or RSA key."
            )


def key_from_pem(certificate: Path, key: Path, passphrase: str = "") -> OfficeKey:
    """The key of a PEM file, with a certificate file that may hold the chain as well.

    Raises SigningKeyProblem.
    """
    certificates = certificates_of(certificate)
    refuse_readable(key)
    try:
        private = load_pem_private_key(key.read_bytes(), passphrase.encode() or None)
    except FileNotFoundError:
        raise SigningKeyProblem(f"There is no {key}. Name the office's private key in YIZHENG_SIGNER_KEY.") from None
    except (ValueError, TypeError):
        raise SigningKeyProblem(
            f"{key} does not open as a PEM private key. Name the right file, and its passphrase in "
            "YIZHENG_SIGNER_PASSPHRASE if it has one."
        ) from None
    return _fitting(private, certificates, str(key))


def key_from_pkcs12(path: Path, passphrase: str = "") -> OfficeKey:
    """Key, certificate and chain of a PKCS#12 file (.p12, .pfx).

    Raises SigningKeyProblem.
    """
    refuse_readable(path)
    try:
        opened = pkcs12.load_pkcs12(path.read_bytes(), passphrase.encode() or None)
    except FileNotFoundError:
        raise SigningKeyProblem(f"There is no {path}. Name the office's file in YIZHENG_SIGNER_CERTIFICATE.") from None
    except ValueError:
        raise SigningKeyProblem(
            f"{path} does not open as PKCS#12. Check it, and its passphrase in YIZHENG_SIGNER_PASSPHRASE."
        ) from None
    if opened.cert is None:
        raise SigningKeyProblem(f"{path} holds no certificate for its key. Export it anew with the certificate.")
    others = [one.certificate for one in opened.additional_certs]
    return _fitting(opened.key, [opened.cert.certificate, *others], str(path))


def certificates_of(path: Path) -> list[x509.Certificate]:
    """The certificates of a PEM file, the office's own first.

    Raises SigningKeyProblem.
    """
    try:
        return x509.load_pem_x509_certificates(path.read_bytes())
    except FileNotFoundError:
        raise SigningKeyProblem(f"There is no {path}. Name the certificate in YIZHENG_SIGNER_CERTIFICATE.") from None
    except ValueError:
        raise SigningKeyProblem(f"{path} holds no PEM certificate. Name the office's, then its chain.") from None


def leading_up(certificate: x509.Certificate, others: Sequence[x509.Certificate]) -> tuple[x509.Certificate, ...]:
    """Those of the others that lead from a certificate to its root, in order; what leads nowhere is left out."""
    chain: list[x509.Certificate] = []
    last = certificate
    while last.issuer != last.subject:
        above = next((one for one in others if one not in chain and _issued(one, last)), None)
        if above is None:
            break
        chain.append(above)
        last = above
    return tuple(chain)


def refuse_unusable(certificate: x509.Certificate, at: datetime) -> None:
    """Raises SigningKeyProblem for a certificate that is not valid now or may not sign documents."""
    name = name_of(certificate)
    if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
        raise SigningKeyProblem(
            f"The certificate of {name} is valid from {certificate.not_valid_before_utc:%Y-%m-%d} to "
            f"{certificate.not_valid_after_utc:%Y-%m-%d}. Name one that is valid today."
        )
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return
    if not usage.content_commitment:
        raise SigningKeyProblem(
            f"The certificate of {name} is not one for signing documents: its key usage lacks non-repudiation. "
            "Ask its issuer for a document signing certificate."
        )


def is_demonstration(certificate: x509.Certificate) -> bool:
    """Whether this product made the certificate itself, for demonstrations (演示)."""
    return any(DEMONSTRATION in str(one.value) for one in (*certificate.subject, *certificate.issuer))


def name_of(certificate: x509.Certificate) -> str:
    """The common name of whom it was issued to."""
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return re.sub(r"\s+", " ", str(names[0].value)) if names else "?"


def refuse_readable(path: Path) -> None:
    """Raises SigningKeyProblem for a key file that others may read."""
    if path.exists() and path.stat().st_mode & 0o077:
        raise SigningKeyProblem(f"{path} can be read by others. Run: chmod 600 {path}")


def _fitting(private: object, certificates: list[x509.Certificate], source: str) -> OfficeKey:
    if not isinstance(private, EllipticCurvePrivateKey | RSAPrivateKey):
        raise SigningKeyProblem(f"{source} holds no EC or RSA key. Name the key of the office's certificate.")
    own = [one for one in certificates if one.public_key() == private.public_key()]
    if not own:
        raise SigningKeyProblem(f"{source} is not the key of the certificate. Name the two that belong together.")
    return OfficeKey(private, own[0], leading_up(own[0], [one for one in certificates if one != own[0]]))


def _issued(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    if issuer.subject != certificate.issuer:
        return False
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True
