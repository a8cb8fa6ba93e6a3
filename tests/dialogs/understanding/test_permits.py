"""Remarks about permits: held already, or left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dialogs.understanding.message import Heard
from dialogs.understanding.permits import PermitRemark


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("烟草证已经有了", PermitRemark("tobacco_retail", "held")),
        ("烟草证已经有了，证号123456", PermitRemark("tobacco_retail", "held", "123456")),
        ("烟草证已经有了，证号是 HB420303-12", PermitRemark("tobacco_retail", "held", "HB420303-12")),
        ("食品经营许可证办过了", PermitRemark("food_business", "held")),
        ("卫生许可证我以前办了", PermitRemark("public_place_hygiene", "held")),
        ("我有排水许可证", PermitRemark("drainage_permit", "held")),
        ("I already have the tobacco licence, number AB1234", PermitRemark("tobacco_retail", "held", "AB1234")),
        ("招牌这个先不办了", PermitRemark("outdoor_sign", "left_out")),
        ("烟草证先不办", PermitRemark("tobacco_retail", "left_out")),
        ("排水许可以后再办", PermitRemark("drainage_permit", "left_out")),
        ("I don't need the tobacco licence for now", PermitRemark("tobacco_retail", "left_out")),
    ],
)
def test_a_remark_about_a_permit(hear: Callable[..., Heard], text: str, remark: PermitRemark) -> None:
    heard = hear(text)
    assert heard.permit == remark
    assert not heard.facts


@pytest.mark.parametrize(
    "text", ["烟草证还没有办", "烟草证有了还要办吗", "烟草证怎么办", "门口有招牌", "营业执照有了", "健康证还没下来"]
)
def test_what_is_no_remark_about_a_permit(hear: Callable[..., Heard], text: str) -> None:
    assert hear(text).permit is None
