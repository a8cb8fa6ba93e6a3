"""Checking a PDF offline (验证文件): its signatures, what came after them, and the data that it carries.

A signed document of ours embeds `data.json`, the canonical JSON of what it was made from. What the findings say is what
can be said: that bytes are as they were when the certificate's key signed them, never that a signature is 可靠电子签名.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from errors import IntakeError
from knowledge.documents.model import canonical_json, digest
from rendering.cms_check import has_loose_certificates, is_plain_container, is_plain_signature, is_plain_stamp

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

DATA_NAME = "data.json"

Code = Literal["unreadable", "unsigned", "broken", "untrusted", "changed_after", "no_data", "data_changed"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a file that does not hold."""

    code: Code
    text: str


@dataclass(frozen=True, slots=True)
class Signer:
    """A signature that holds: whose certificate, and the time that it states."""

    name: str
    at: str


@dataclass(frozen=True, slots=True)
class PdfReport:
    """What was found in a PDF; `data` is the embedded data, where it could be read."""

    sha256: str
    findings: tuple[Finding, ...]
    signers: tuple[Signer, ...] = ()
    data: bytes | None = field(default=None, repr=False)

    @property
    def data_sha256(self) -> str:
        """The hash that names the embedded data; empty without any."""
        return "" if self.data is None else digest(self.data)


class NoCertificate(IntakeError):
    """A file of trusted certificates holds none: name one in PEM or DER form."""


def trusted_certificates(path: Path) -> list[Certificate]:
    """The certificates of a file, PEM or DER.

    Raises NoCertificate when there is none in it.
    """
    import pyhanko.keys as keys

    reading: Any = keys  # without types
    try:
        found: list[Certificate] = list(reading.load_certs_from_pemder_data(path.read_bytes()))
    except (OSError, ValueError, TypeError):
        found = []
    if not found:
        raise NoCertificate(f"{path} holds no certificate. Name a PEM or DER file of the office's root certificate.")
    return found


def check_pdf(data: bytes, trust: Sequence[Certificate]) -> PdfReport:
    """Checks every signature of a PDF; nothing is fetched from anywhere."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    sha256 = "sha256:" + hashlib.sha256(data).hexdigest()
    try:
        reader = PdfFileReader(io.BytesIO(data))
        containers = list(_containers(reader))
    except Exception as broken:  # whatever a file made of random bytes makes the reader raise, it can't be read
        kind = type(broken).__name__ if isinstance(broken, PdfError | ValueError) else "damaged"
        return PdfReport(sha256, (Finding("unreadable", f"it can't be read as a PDF ({kind})"),))
    embedded = _embedded(data)
    damaged = [name for name, content in containers if not is_plain_container(content)]
    try:
        signatures = [] if damaged else list(reader.embedded_regular_signatures)
    except Exception:  # as above, but of a container: the reader does not say which
        signatures, damaged = [], [name for name, _ in containers]
    if damaged:
        broken = (
            Finding("broken", f"signature {name} can't be read any more: it is not as it was") for name in damaged
        )
        return PdfReport(sha256, (*broken, *_about_data(embedded)), data=embedded)
    if not signatures:
        unsigned = Finding("unsigned", "it carries no signature: nothing shows who made it, or that nobody changed it")
        return PdfReport(sha256, (unsigned, *_about_data(embedded)), data=embedded)
    findings: list[Finding] = []
    signers: list[Signer] = []
    for signature in signatures:
        found = list(_about_signature(signature, data, trust, last=signature is signatures[-1]))
        findings.extend(found)
        if not found:
            signers.append(_signer(signature))
    return PdfReport(sha256, (*findings, *_about_data(embedded)), tuple(signers), embedded)


def _containers(reader: PdfFileReader) -> Iterator[tuple[str, bytes]]:
    """What stands in the place of each signature, by the name of its field, before anything reads it."""
    from pyhanko.pdf_utils.generic import EncryptedObjAccess
    from pyhanko.sign.fields import enumerate_sig_fields

    reading: Any = enumerate_sig_fields  # without types
    for name, signature, _ in reading(reader, filled_status=True):
        written = signature.get_object().raw_get("/Contents", decrypt=EncryptedObjAccess.RAW)
        yield name, bytes(written.original_bytes)


def _about_signature(
    signature: EmbeddedPdfSignature, data: bytes, trust: Sequence[Certificate], *, last: bool
) -> Iterator[Finding]:
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    name = signature.fq_name
    try:
        context = ValidationContext(trust_roots=list(trust), allow_fetching=False)
        status = validate_pdf_signature(signature, context)
        plain = _is_plain(signature, data)
        read: Any = signature
        loose = status.trusted and has_loose_certificates(read.signed_data, status.validation_path)
        stamp = status.timestamp_validity
        stamped = stamp is None or (stamp.intact and stamp.valid and is_plain_stamp(signature, stamp))
    except Exception as broken:  # a signature that is damaged can make the parser raise anything; it does not hold
        yield Finding("broken", f"signature {name} can't be read any more ({type(broken).__name__})")
        return
    if not (status.intact and status.valid and plain and stamped) or loose:
        yield Finding("broken", f"signature {name} does not hold: the file was changed after it was signed")
        return
    grew = status.coverage is not SignatureCoverageLevel.ENTIRE_FILE
    # a time stamp or what proves validity later may follow; anything else may not, and only signatures follow signatures
    allowed = status.modification_level is ModificationLevel.LTA_UPDATES or (
        not last and status.modification_level is ModificationLevel.FORM_FILLING
    )
    if grew and not allowed:
        yield Finding("changed_after", f"something was added behind signature {name}")
    if stamp is not None and not stamp.trusted:
        yield Finding("untrusted", f"the time stamp of signature {name} is of no authority that is trusted here")
    if not status.trusted:
        issuer = _plain_name(signature.signer_cert, "issuer")
        yield Finding(
            "untrusted", f"signature {name} leads to no certificate that is trusted here (issued by {issuer})"
        )


def _is_plain(signature: EmbeddedPdfSignature, data: bytes) -> bool:
    """Whether what no signature covers is the signature and nothing else, written in the one plain way."""
    read: Any = signature  # asn1crypto has no types
    first, length, second, _ = (int(one) for one in read.byte_range)
    content = bytes(read.pkcs7_content)
    gap = data[first + length : second]
    return (
        first == 0
        and gap[:1] + gap[-1:] == b"<>"
        and gap[1:-1].decode("ascii", "replace") in (content.hex(), content.hex().upper())
        and is_plain_signature(signature)
    )


def _signer(signature: EmbeddedPdfSignature) -> Signer:
    at = signature.self_reported_timestamp
    return Signer(_plain_name(signature.signer_cert, "subject"), "" if at is None else at.isoformat())


def _plain_name(certificate: Any, which: str) -> str:
    native: dict[str, Any] = dict(getattr(certificate, which).native)
    return str(native.get("common_name") or native.get("organization_name") or "?")


def _embedded(data: bytes) -> bytes | None:
    """The embedded data; None when there is none, or more than one."""
    from pypdf import PdfReader

    try:
        found = PdfReader(io.BytesIO(data)).attachments.get(DATA_NAME, [])
    except Exception:  # as above: it is then said that there is none to be found
        return None
    return found[0] if len(found) == 1 else None


def _about_data(embedded: bytes | None) -> Iterator[Finding]:
    if embedded is None:
        yield Finding("no_data", f"it carries no {DATA_NAME}: this is no document of ours, or the data was taken out")
        return
    try:
        plain = canonical_json(json.loads(embedded)) == embedded
    except ValueError:
        plain = False
    if not plain:
        yield Finding("data_changed", f"its {DATA_NAME} is not written as ours is")
