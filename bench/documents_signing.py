"""What a signature costs (contract.md: `bench documents`, `sign_ms`): a notice of two pages, the key object kept."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench.figures import Figure
from rendering.demonstration_chain import demonstration_chain
from rendering.signing import PadesSigner
from rendering.signing_keys import key_from_pem

ROUNDS = 60
WARM = 5
GOAL = "<= 20"


def signing_figures(pdf: bytes) -> Iterator[Figure]:
    """The median over many signatures on a PDF; the bound is the bare signature of the same key over the same bytes."""
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.hashes import SHA256

    with tempfile.TemporaryDirectory(prefix="yizheng-bench-") as folder:
        path = Path(folder) / "office.pem"
        path.touch(0o600)
        path.write_bytes(demonstration_chain(datetime.now(UTC)))
        key = key_from_pem(path, path)
    signer = PadesSigner(key)
    private = key.private
    assert isinstance(private, EllipticCurvePrivateKey)
    took: list[float] = []
    bare: list[float] = []
    for number in range(WARM + ROUNDS):
        began = time.perf_counter()
        signer.sign(pdf)
        signed = time.perf_counter()
        private.sign(pdf, ECDSA(SHA256()))
        if number >= WARM:
            took.append((signed - began) * 1000)
            bare.append((time.perf_counter() - signed) * 1000)
    yield Figure("sign_ms", statistics.median(took), "ms", GOAL, statistics.median(bare))
