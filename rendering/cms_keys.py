"""The office's key as pyHanko calls it: a key object that is kept, or one inside a PKCS#11 token."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import CertificateStore, SimpleCertificateStore

from rendering.signing_keys import OfficeKey, SigningKeyProblem, TokenKey

SIGNATURE_SIZE = 512
"""Bytes that a dry run reserves: an RSA key of 4096 bits signs with so many, every other with fewer."""


class KeptKey(Signer):
    """pyHanko's own local signer loads the key anew for every signature, which costs an RSA key 50 ms of checks."""

    def __init__(self, key: OfficeKey) -> None:
        super().__init__(signing_cert=_as_asn1(key.certificate), cert_registry=_chain(key))
        self._key = key.private

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """The bare signature."""
        if digest_algorithm != "sha256":
            raise SigningKeyProblem(f"Signatures are made with SHA-256, not {digest_algorithm}. Ask for that.")
        if dry_run:
            return bytes(SIGNATURE_SIZE)
        if isinstance(self._key, EllipticCurvePrivateKey):
            return self._key.sign(data, ECDSA(SHA256()))
        return self._key.sign(data, PKCS1v15(), SHA256())


def cms_signer(key: OfficeKey | TokenKey) -> Signer:
    """The signer for pyHanko; a token is opened, and stays open.

    Raises SigningKeyProblem when the package for tokens is not installed, or the token does not open.
    """
    return KeptKey(key) if isinstance(key, OfficeKey) else _token_signer(key)


def tokens_can_be_used() -> bool:
    """Whether the package that talks to tokens is there."""
    return find_spec("pkcs11") is not None


def _token_signer(key: TokenKey) -> Signer:
    if not tokens_can_be_used():
        raise SigningKeyProblem(NO_TOKENS)
    import pyhanko.sign.pkcs11 as opening

    tokens: Any = opening  # its types need the optional package
    criteria: Any = __import__("pyhanko.config.pkcs11", fromlist=["TokenCriteria"]).TokenCriteria(label=key.token)
    try:
        session = tokens.open_pkcs11_session(str(key.module), token_criteria=criteria, user_pin=key.pin or None)
    except Exception as failed:  # every module has errors of its own; none of them says anything personal
        raise SigningKeyProblem(
            f"The token {key.token} does not open ({type(failed).__name__}). Check that it is plugged in, "
            "YIZHENG_PKCS11_MODULE and YIZHENG_PKCS11_PIN."
        ) from failed
    chain = _chain(key)

    class KeyOnToken(tokens.PKCS11Signer):
        """pyHanko puts in whatever certificates lie on the token, and the signer's own twice: `verify` takes neither."""

        cert_registry = property(lambda _: chain)

    signer: Signer = KeyOnToken(
        session,
        signing_cert=_as_asn1(key.certificate),
        key_label=key.key_label,
        # the digest is made here: SoftHSM and many cards know the bare CKM_ECDSA and CKM_RSA_PKCS only
        use_raw_mechanism=True,
    )
    return signer


NO_TOKENS = "A PKCS#11 token needs one package more. Run: pip install 'yizheng[token]'; then start again."


def _chain(key: OfficeKey | TokenKey) -> CertificateStore:
    """The certificates that go into a signature beside the signer's own."""
    store: Any = SimpleCertificateStore()
    store.register_multiple([_as_asn1(one) for one in key.chain])
    return store


def _as_asn1(certificate: x509.Certificate) -> asn1.Certificate:
    loading: Any = asn1.Certificate
    loaded: asn1.Certificate = loading.load(certificate.public_bytes(Encoding.DER))
    return loaded
