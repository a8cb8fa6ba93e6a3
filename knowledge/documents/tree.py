"""The hash tree (哈希树) that one signature binds, and the proofs by which a part shows that it belongs to the whole.

Leaves carry their name and a salt of their own, so that nobody can guess a neighbour's answers from the hashes in a
proof, and no leaf can stand in for another. Leaves and inner nodes are hashed apart (a leading 0 or 1).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from errors import PackError

PREFIX = "sha256:"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One hashed thing: its name in the tree, the hash of its content, and its salt."""

    name: str
    sha256: str
    salt: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Step:
    """A neighbour on the way from a leaf to the root, and on which side it stands."""

    side: Literal["left", "right"]
    sha256: str


Proof = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """The tree: its root, its leaves by name, and each leaf's way to the root."""

    root: str
    leaves: Mapping[str, Leaf]
    proofs: Mapping[str, Proof]


def grow(contents: Mapping[str, str], salt: str) -> Tree:
    """The tree over contents (hash by leaf name). Leaves stand in the order of their names.

    Raises PackError when there is nothing to sign.
    """
    if not contents:
        raise PackError("nothing to sign: the hash tree needs at least one leaf; compose the documents first")
    leaves = {name: Leaf(name, contents[name], _leaf_salt(salt, name)) for name in sorted(contents)}
    level = [(_leaf_hash(leaf), (name,)) for name, leaf in leaves.items()]
    steps: dict[str, list[Step]] = {name: [] for name in leaves}
    while len(level) > 1:
        level = [_pair(level, at, steps) for at in range(0, len(level), 2)]
    return Tree(PREFIX + level[0][0].hex(), leaves, {name: tuple(way) for name, way in steps.items()})


def verify_leaf(root: str, leaf: Leaf, proof: Proof) -> bool:
    """Whether the leaf belongs to the tree that the root names."""
    try:
        found = _leaf_hash(leaf)
        for step in proof:
            other = bytes.fromhex(step.sha256.removeprefix(PREFIX))
            found = _node(other, found) if step.side == "left" else _node(found, other)
    except ValueError:
        return False
    return hmac.compare_digest(root, PREFIX + found.hex())


def _pair(
    level: list[tuple[bytes, tuple[str, ...]]], at: int, steps: dict[str, list[Step]]
) -> tuple[bytes, tuple[str, ...]]:
    if at + 1 == len(level):  # the odd one goes up as it is
        return level[at]
    (left, left_names), (right, right_names) = level[at], level[at + 1]
    for name in left_names:
        steps[name].append(Step("right", PREFIX + right.hex()))
    for name in right_names:
        steps[name].append(Step("left", PREFIX + left.hex()))
    return _node(left, right), left_names + right_names


def _leaf_salt(salt: str, name: str) -> str:
    return hmac.new(salt.encode(), name.encode(), hashlib.sha256).hexdigest()


def _leaf_hash(leaf: Leaf) -> bytes:
    parts = (leaf.name.encode(), leaf.salt.encode(), leaf.sha256.encode())
    return hashlib.sha256(b"\x00" + b"".join(len(one).to_bytes(4, "big") + one for one in parts)).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()
