"""Random nonces (随机数) drawn in blocks: one system call for hundreds of them, and none twice after a fork."""

from __future__ import annotations

import os

NONCE_BYTES = 12
_BLOCK = 340
"""Nonces in a block of 4 KB. Each single draw gives the interpreter lock away, which costs a busy server more than the draw."""


class Nonces:
    """A supply of random nonces; threads may share it."""

    def __init__(self) -> None:
        self._supply: list[bytes] = []
        # A child process must never use what its parent may use too.
        os.register_at_fork(after_in_child=self._supply.clear)

    def draw(self) -> bytes:
        """A nonce that was never handed out before."""
        while True:
            try:
                return self._supply.pop()  # atomic, so that no two threads get the same one
            except IndexError:
                block = os.urandom(NONCE_BYTES * _BLOCK)
                self._supply.extend(block[at : at + NONCE_BYTES] for at in range(0, len(block), NONCE_BYTES))


NONCES = Nonces()
"""The supply of this process."""
