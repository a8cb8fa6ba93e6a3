"""The office's signer (签名装配) from the settings; for demonstrations a chain is made with the first start."""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding

from bot.settings import Settings, UnsafeSettings
from rendering.demonstration_chain import demonstration_chain
from rendering.signing import PadesSigner
from rendering.signing_keys import (
    PKCS12,
    OfficeKey,
    TokenKey,
    certificates_of,
    is_demonstration,
    key_from_pem,
    key_from_pkcs12,
    leading_up,
    refuse_unusable,
)
from storage.keys import create_private_file

log = logging.getLogger(__name__)

TRUSTED_DEMONSTRATION = "demonstration-root.pem"
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def office_signer(settings: Settings, at: datetime) -> PadesSigner | None:
    """Who signs for the office; None in production without a certificate: documents then say that the seal is to come.

    Raises SigningKeyProblem, or UnsafeSettings for a demonstration's certificate in production.
    """
    key = _configured(settings)
    if key is None and settings.profile == "production":
        log.warning("no YIZHENG_SIGNER_CERTIFICATE: documents go out unsigned, and say that the seal is to come")
        return None
    if key is None:
        key = _demonstration(settings, at)
    elif settings.profile == "production" and is_demonstration(key.certificate):
        raise UnsafeSettings(
            "Not started. YIZHENG_SIGNER_CERTIFICATE names a demonstration's certificate: name the office's own, "
            "or none, and documents say that the seal is to come."
        )
    refuse_unusable(key.certificate, at)
    return PadesSigner(key, settings.tsa_url)


def office_seal(settings: Settings) -> bytes | None:
    """The picture of the office's seal (印章).

    Raises UnsafeSettings when the file is missing or no PNG.
    """
    if settings.office_seal is None:
        return None
    try:
        picture = settings.office_seal.read_bytes()
    except OSError:
        picture = b""
    if not picture.startswith(PNG_SIGNATURE):
        raise UnsafeSettings(f"Not started. YIZHENG_OFFICE_SEAL: {settings.office_seal} is no PNG; name one.")
    return picture


def _configured(settings: Settings) -> OfficeKey | TokenKey | None:
    path = settings.signer_certificate
    if path is None:
        return None
    secret = settings.signer_passphrase
    passphrase = secret.get_secret_value() if secret is not None else ""
    if settings.pkcs11_module is not None:
        return _on_token(settings, settings.pkcs11_module, path)
    if path.suffix.lower() in PKCS12:
        return key_from_pkcs12(path, passphrase)
    if settings.signer_key is None:
        raise UnsafeSettings(
            "Not started. YIZHENG_SIGNER_KEY: name the private key of YIZHENG_SIGNER_CERTIFICATE, or the token that "
            "holds it in YIZHENG_PKCS11_MODULE."
        )
    return key_from_pem(path, settings.signer_key, passphrase)


def _on_token(settings: Settings, module: Path, certificate: Path) -> TokenKey:
    from importlib.util import find_spec

    if find_spec("pkcs11") is None:
        raise UnsafeSettings("Not started. YIZHENG_PKCS11_MODULE needs one package more: pip install 'yizheng[token]'.")
    own, *others = certificates_of(certificate)
    pin = settings.pkcs11_pin
    return TokenKey(
        module,
        settings.pkcs11_token,
        pin.get_secret_value() if pin is not None else "",
        settings.pkcs11_key,
        own,
        leading_up(own, others),
    )


def _demonstration(settings: Settings, at: datetime) -> OfficeKey:
    """The chain beside the other keys, made once; its root lies where `yizheng verify` looks for what to trust."""
    path = settings.demonstration_signer()
    if not path.exists():
        create_private_file(path, demonstration_chain(at))
    key = key_from_pem(path, path)
    root = settings.trust() / TRUSTED_DEMONSTRATION
    if not root.exists():
        root.parent.mkdir(parents=True, exist_ok=True)
        root.write_bytes(key.chain[-1].public_bytes(Encoding.PEM))
    return key
