"""Offices and time stamp authorities made for tests: real chains, real keys, nothing fetched."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from asn1crypto import tsp
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from rendering.demonstration_chain import demonstration_chain
from rendering.pdf_check import trusted_certificates
from rendering.signing_keys import OfficeKey, key_from_pem

PEM = serialization.Encoding.PEM


@cache
def chain_pem() -> bytes:
    """One demonstration chain for all tests."""
    return demonstration_chain(datetime.now(UTC))


def office_key(folder: Path) -> OfficeKey:
    """Its key, as it is read from its file."""
    path = folder / "office.pem"
    path.write_bytes(chain_pem())
    path.chmod(0o600)
    return key_from_pem(path, path)


def trust_in(folder: Path, *certificates: x509.Certificate) -> list[Certificate]:
    """The same certificates as `yizheng verify` trusts them."""
    path = folder / "trusted.pem"
    path.write_bytes(b"".join(one.public_bytes(PEM) for one in certificates))
    return trusted_certificates(path)


@cache
def tsa_pem() -> tuple[bytes, bytes]:
    """Certificate and key of a time stamp authority that issued its own certificate."""
    key = generate_private_key(65537, 2048)  # the library's authority for tests knows RSA only
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test time stamps")])
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=3650))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return certificate.public_bytes(PEM), private


def tsa_certificate() -> x509.Certificate:
    """What a checker has to trust."""
    return x509.load_pem_x509_certificate(tsa_pem()[0])


@contextmanager
def time_stamp_authority() -> Generator[str]:
    """The address of an authority that answers by HTTP as RFC 3161 says."""
    from pyhanko import keys
    from pyhanko.sign.timestamps import DummyTimeStamper
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    reading: Any = keys
    certificate = next(iter(reading.load_certs_from_pemder_data(tsa_pem()[0])))
    store: Any = SimpleCertificateStore()
    store.register(certificate)
    stamping: Any = DummyTimeStamper(
        tsa_cert=certificate,
        tsa_key=reading.load_private_key_from_pemder_data(tsa_pem()[1], None),
        certs_to_embed=store,
    )

    class Authority(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["content-length"]))
            loading: Any = tsp.TimeStampReq
            answer: bytes = stamping.request_tsa_response(loading.load(asked)).dump()
            self.send_response(200)
            self.send_header("content-type", "application/timestamp-reply")
            self.send_header("content-length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Nothing: a test's output is its own."""

    server = HTTPServer(("127.0.0.1", 0), Authority)
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        serving.join()
        server.server_close()
