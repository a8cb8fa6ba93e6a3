"""Signing documents for the office (单位电子签名): PAdES baseline signatures, with a time stamp where an authority is named.

A signature says that these bytes are those that the certificate's key signed. Whether that is 可靠电子签名 depends on the
certificate and on who controls its key, so no text here claims it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

from cryptography.hazmat.primitives.serialization import Encoding

from errors import DeliveryFailed
from rendering.signing_keys import Algorithm, OfficeKey, TokenKey, is_demonstration, name_of

if TYPE_CHECKING:
    from pyhanko.sign.signers import PdfSigner

FIELD = "Office"
"""The name of the signature's field."""
BESIDES_CERTIFICATES = 2048
"""Bytes of a signature that are no certificate: attributes, names, and at most 512 of the signature itself."""


class NotSigned(DeliveryFailed):
    """The token or the time stamp authority does not answer: the document is signed later."""


class Signer(Protocol):
    """What signs documents. One for SM2 and SM3 needs these four and nothing else."""

    @property
    def algorithm(self) -> Algorithm:
        """What it signs with."""
        ...

    @property
    def name(self) -> str:
        """Whom its certificate names."""
        ...

    @property
    def demonstration(self) -> bool:
        """Whether its certificate was made by this product."""
        ...

    def sign(self, pdf: bytes) -> bytes:
        """The PDF with one signature more; blocks for some milliseconds, longer where a time stamp is fetched.

        Raises NotSigned.
        """
        ...


@dataclass(frozen=True, slots=True)
class PadesSigner:
    """ETSI EN 319 142-1: level B-B, and B-T where `tsa_url` names a time stamp authority (RFC 3161)."""

    key: OfficeKey | TokenKey
    tsa_url: str = ""
    _ready: list[PdfSigner] = field(default_factory=list["PdfSigner"], init=False, repr=False, compare=False)
    _alone: Lock = field(default_factory=Lock, init=False, repr=False, compare=False)
    """One signature at a time: a token answers one caller, and more at once than cores gains nothing."""

    @property
    def algorithm(self) -> Algorithm:
        """What it signs with."""
        return self.key.algorithm

    @property
    def name(self) -> str:
        """Whom its certificate names."""
        return name_of(self.key.certificate)

    @property
    def demonstration(self) -> bool:
        """Whether its certificate was made by this product."""
        return is_demonstration(self.key.certificate)

    def sign(self, pdf: bytes) -> bytes:
        """The PDF with the office's signature behind it."""
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign.general import SigningError
        from pyhanko.sign.timestamps.common_utils import TimestampRequestError

        with self._alone:
            try:
                if not self._ready:
                    self._ready.append(self._made_ready())
                signing: Any = self._ready[0]  # partly without types
                document = IncrementalPdfFileWriter(io.BytesIO(pdf))
                signed: io.BytesIO = signing.sign_pdf(document, bytes_reserved=self._room())
            except TimestampRequestError as silent:
                raise NotSigned("The time stamp authority gave no time stamp. Check YIZHENG_TSA_URL.") from silent
            except SigningError as failed:
                raise NotSigned(f"{self.name}: the key did not sign. Check the token, or the key's file.") from failed
        return signed.getvalue()

    def _made_ready(self) -> PdfSigner:
        from pyhanko.sign.fields import SigSeedSubFilter
        from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

        from rendering.cms_keys import cms_signer

        meta = PdfSignatureMetadata(
            field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, name=self.name
        )
        if not self.tsa_url:
            return PdfSigner(meta, cms_signer(self.key))
        from rendering.time_stamps import HttpTimeStamper

        return PdfSigner(meta, cms_signer(self.key), timestamper=HttpTimeStamper(self.tsa_url))

    def _room(self) -> int | None:
        """Hexadecimal digits to leave for the signature; without a time stamp its size is known.

        Else pyHanko makes one on trial, which would double the time of every signature.
        """
        if self.tsa_url:
            return None
        certificates = (self.key.certificate, *self.key.chain)
        return 2 * (sum(len(one.public_bytes(Encoding.DER)) for one in certificates) + BESIDES_CERTIFICATES)
