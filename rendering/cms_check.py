"""Whether a signature's container (CMS) is written in the one plain way: what nobody signed in it can then be nothing else.

A signature covers the document and its own attributes. Names, versions, certificates and a time stamp lie in the container
beside it, where readers forgive a lot: letter case, unknown attributes, certificates that lead nowhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
    from pyhanko.sign.validation.status import TimestampSignatureStatus

STAMP = "signature_time_stamp_token"


def content_info(content: bytes) -> Any:
    """The container in the bytes that a signature's place holds; zeros may follow it. asn1crypto has no types."""
    from asn1crypto import cms

    reading: Any = cms.ContentInfo
    return reading.load(content)


def is_plain_container(content: bytes) -> bool:
    """Whether these bytes are one container and zeros."""
    info = content_info(content)
    inside = len(info["content_type"].dump()) + len(info["content"].dump())
    return len(info.contents) == inside and not any(content[len(info.dump()) :])


def is_plain_signature(signature: EmbeddedPdfSignature) -> bool:
    """Whether a signature has one signer, names its certificate exactly, and carries a time stamp or nothing besides."""
    read: Any = signature
    unsigned = read.signer_info["unsigned_attrs"]
    alone = unsigned.native is None or (
        len(unsigned) == 1 and unsigned[0]["type"].native == STAMP and len(unsigned[0]["values"]) == 1
    )
    return alone and _is_plain(read.signed_data, "v1", read.signer_cert)


def is_plain_stamp(signature: EmbeddedPdfSignature, status: TimestampSignatureStatus) -> bool:
    """Whether the time stamp of a signature holds nothing that its own signature leaves open."""
    read: Any = signature
    token = read.signer_info["unsigned_attrs"][0]["values"][0]
    inside = token["content"]
    return (
        token["content_type"].native == "signed_data"
        and inside["encap_content_info"]["content_type"].native == "tst_info"
        and len(inside["signer_infos"]) == 1
        and inside["signer_infos"][0]["unsigned_attrs"].native is None
        and _is_plain(inside, "v3", status.signing_cert)
        and not (status.trusted and has_loose_certificates(inside, status.validation_path))
    )


def has_loose_certificates(signed_data: Any, path: Any) -> bool:
    """Whether a certificate in it is none of those leading to the trusted one, or is there twice."""
    leading = {bytes(one.dump()) for one in path.iter_certs(include_root=True)}
    found = [bytes(one.chosen.dump()) for one in signed_data["certificates"]]
    return len(found) != len(set(found)) or not leading.issuperset(found)


def _is_plain(signed_data: Any, version: str, certificate: Any) -> bool:
    signers = signed_data["signer_infos"]
    named = [one.dump() for one in signed_data["digest_algorithms"]]
    return (
        len(signers) == 1
        and signed_data["version"].native == version
        and signed_data["crls"].native is None
        and _names(signers[0], certificate)
        and len(named) == 1
        and named[0] in _written(signers[0]["digest_algorithm"])
        and signers[0]["digest_algorithm"].dump() in _written(signers[0]["digest_algorithm"])
    )


def _names(signer: Any, certificate: Any) -> bool:
    """Whether the signer's certificate is named to the letter: readers compare names without regard to case."""
    named = signer["sid"].chosen
    if signer["sid"].name != "issuer_and_serial_number":
        return signer["version"].native == "v3" and named.native == certificate.key_identifier
    return (
        signer["version"].native == "v1"
        and named["issuer"].dump() == certificate.issuer.dump()
        and named["serial_number"].dump() == certificate["tbs_certificate"]["serial_number"].dump()
    )


def _written(algorithm: Any) -> tuple[bytes, bytes]:
    """The two ways to write a hash algorithm: without parameters, or with none named (RFC 5754)."""
    from asn1crypto import algos, core

    writing: Any = algos.DigestAlgorithm
    name = algorithm["algorithm"].native
    return writing({"algorithm": name}).dump(), writing({"algorithm": name, "parameters": core.Null()}).dump()
