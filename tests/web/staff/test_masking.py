"""Identity numbers are hidden wherever they stand in a text; other numbers are left alone."""

from __future__ import annotations

import pytest

from web.staff.masking import masked_words


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        pytest.param("420303199001015422", "4203••••••••••5422", id="alone"),
        pytest.param("我的身份证是42030319900101542X，谢谢", "我的身份证是4203••••••••••542X，谢谢", id="among words"),
        pytest.param("420303 19900101 5422", "4203••••••••••5422", id="with blanks"),
        pytest.param("４２０３０３１９９００１０１５４２２", "４２０３••••••••••５４２２", id="full width"),
        pytest.param("92420303MA4E3Y6A6D", "92420303MA4E3Y6A6D", id="a credit code is public"),
        pytest.param("13907281234", "13907281234", id="a telephone number is needed to call back"),
        pytest.param("60平方米", "60平方米", id="plain words"),
    ],
)
def test_identity_numbers_are_masked(said: str, shown: str) -> None:
    assert masked_words(said) == shown
