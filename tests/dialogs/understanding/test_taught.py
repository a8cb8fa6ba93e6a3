"""What examples teach, in sixteen bits: as good as the floats it was made of."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dialogs.understanding.taught import Taught

pytestmark = pytest.mark.unit


@given(
    arrays(np.float32, st.tuples(st.integers(1, 40), st.integers(1, 5)), elements=st.floats(-2, 2, width=32)),
    st.integers(1, 3),
)
def test_it_says_what_the_table_says(says: np.ndarray, sentences: int) -> None:
    alike = np.random.default_rng(7).random((sentences, len(says)), np.float32)
    furthest = np.abs(says).max(axis=0) / 65_000 * len(says)
    assert (np.abs(Taught(says).of(alike) - alike @ says) <= furthest + 1e-5).all()


def test_more_examples_than_are_taken_at_a_time() -> None:
    says = np.random.default_rng(3).standard_normal((2500, 4)).astype(np.float32)
    alike = np.random.default_rng(4).random((2, 2500), np.float32)
    np.testing.assert_allclose(Taught(says).of(alike), alike @ says, atol=0.02)
