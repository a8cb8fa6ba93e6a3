"""The hash tree: every leaf proves itself, and nothing else does."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errors import PackError
from knowledge.documents.model import digest
from knowledge.documents.tree import Leaf, Step, grow, verify_leaf

CONTENTS = st.dictionaries(st.text(min_size=1, max_size=8), st.binary(max_size=4).map(digest), min_size=1, max_size=14)


@given(CONTENTS, st.text(max_size=8))
def test_every_leaf_proves_that_it_belongs_to_the_root(contents: dict[str, str], salt: str) -> None:
    tree = grow(contents, salt)
    assert tree.leaves.keys() == contents.keys()
    assert all(verify_leaf(tree.root, leaf, tree.proofs[name]) for name, leaf in tree.leaves.items())
    assert grow(dict(reversed(contents.items())), salt).root == tree.root


@given(CONTENTS, st.data())
def test_any_tampering_is_found(contents: dict[str, str], data: st.DataObject) -> None:
    tree = grow(contents, "salt")
    name = data.draw(st.sampled_from(sorted(contents)))
    leaf, proof = tree.leaves[name], tree.proofs[name]
    assert not verify_leaf(tree.root, replace(leaf, sha256=digest(b"other content")), proof)
    assert not verify_leaf(tree.root, replace(leaf, name=leaf.name + "x"), proof)
    assert not verify_leaf(tree.root, replace(leaf, salt="00" * 32), proof)
    assert not verify_leaf(digest(b"another root"), leaf, proof)
    assert grow({**contents, name: digest(b"other content")}, "salt").root != tree.root
    assert grow(contents, "another salt").root != tree.root
    assert not verify_leaf(tree.root, leaf, (*proof, Step("left", digest(b"one more"))))
    if proof:
        at = data.draw(st.integers(0, len(proof) - 1))
        turned = replace(proof[at], side="right" if proof[at].side == "left" else "left")
        changed = replace(proof[at], sha256=digest(b"a neighbour that never was"))
        for wrong in (turned, changed):
            assert not verify_leaf(tree.root, leaf, (*proof[:at], wrong, *proof[at + 1 :]))
        assert not verify_leaf(tree.root, leaf, proof[:-1])


def test_leaves_of_different_names_never_hash_alike() -> None:
    tree = grow({"answers/a": digest(b"same"), "answers/b": digest(b"same")}, "salt")
    assert tree.proofs["answers/a"][0].sha256 != tree.proofs["answers/b"][0].sha256


def test_a_proof_that_is_no_hash_proves_nothing() -> None:
    tree = grow({"a": digest(b"1"), "b": digest(b"2")}, "salt")
    assert not verify_leaf(tree.root, tree.leaves["a"], (Step("left", "sha256:not hex"),))
    assert not verify_leaf(tree.root, Leaf("a", ""), ())


def test_nothing_can_not_be_signed() -> None:
    with pytest.raises(PackError, match="nothing to sign"):
        grow({}, "salt")
