"""Whether a signature's container (CMS) is written in the one plain way: what nobody signed in it can then be nothing else.

A signature covers the document and its own attributes. Names, versions, certificates and a time stamp lie in the container
beside it, where readers forgive a lot: letter case, unknown attributes, certificates that lead nowhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rendering.der import identifiers, values, whole_value

if TYPE_CHECKING:
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
    from pyhanko.sign.validation.status import TimestampSignatureStatus

CONTENT_INFO = bytes.fromhex("06 a0")
"""What a container's parts begin with (RFC 5652, 3): its kind, and what it holds."""
SIGNED_DATA = tuple(bytes.fromhex(f"02 31 30 {certificates} 31") for certificates in ("a0", ""))
"""The same of what it holds (5.1): version, hashes, content, certificates where there are any, signers; no revocations."""
SIGNERS = tuple(bytes.fromhex(f"02 {named} 30 a0 30 04 {besides}") for named in ("30", "80") for besides in ("", "a1"))
"""The same of a signer (5.3), named by certificate or key: signed attributes, the signature, and those besides it."""
STAMP = "signature_time_stamp_token"


def is_plain_container(content: bytes) -> bool:
    """Whether these bytes are one value in DER and zeros. Only then may the library read them: see `rendering.der`."""
    try:
        whole = whole_value(content)
        kind, held = values(content[whole.begins : whole.ends])
    except ValueError:  # no DER, or not two values
        return False
    return bytes((kind.identifier, held.identifier)) == CONTENT_INFO and not any(content[whole.ends :])


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
        identifiers(token.contents) == CONTENT_INFO
        and token["content_type"].native == "signed_data"
        and inside["encap_content_info"]["content_type"].native == "tst_info"
        and len(inside["signer_infos"]) == 1
        and inside["signer_infos"][0]["unsigned_attrs"].native is None
        and _is_plain(inside, "v3", status.signing_cert)
        and not (status.trusted and has_loose_certificates(inside, status.validation_path))
    )


def has_loose_certificates(signed_data: Any, path: Any) -> bool:
    """Whether a certificate in it is none of those leading to the trusted one, or is there twice."""
    leading = {bytes(one.contents) for one in path.iter_certs(include_root=True)}
    found = [bytes(one.chosen.contents) for one in signed_data["certificates"]]
    return len(found) != len(set(found)) or not leading.issuperset(found)


def _is_plain(signed_data: Any, version: str, certificate: Any) -> bool:
    signers = signed_data["signer_infos"]
    named = [bytes(one.contents) for one in signed_data["digest_algorithms"]]
    hashed = signers[0]["digest_algorithm"]
    return (
        len(signers) == 1
        and identifiers(signed_data.contents) in SIGNED_DATA
        and identifiers(signers[0].contents) in SIGNERS
        and all(one.native for one in signed_data["certificates"])  # reads them: one that is damaged raises
        and signed_data["version"].native == version
        and signed_data["crls"].native is None
        and _names(signers[0], certificate)
        and len(named) == 1
        and named[0] in _written(hashed)
        and hashed.contents in _written(hashed)
    )


def _names(signer: Any, certificate: Any) -> bool:
    """Whether the signer's certificate is named to the letter: readers compare names without regard to case."""
    named = signer["sid"].chosen
    if signer["sid"].name != "issuer_and_serial_number":
        return signer["version"].native == "v3" and named.native == certificate.key_identifier
    return (
        signer["version"].native == "v1"
        and named["issuer"].chosen.contents == certificate.issuer.chosen.contents
        and named["serial_number"].contents == certificate["tbs_certificate"]["serial_number"].contents
    )


def _written(algorithm: Any) -> tuple[bytes, bytes]:
    """The two ways to write a hash algorithm: without parameters, or with none named (RFC 5754)."""
    from asn1crypto import algos, core

    writing: Any = algos.DigestAlgorithm
    name = algorithm["algorithm"].native
    plain, with_none = writing({"algorithm": name}), writing({"algorithm": name, "parameters": core.Null()})
    return bytes(plain.contents), bytes(with_none.contents)
