"""The storey in an address is told as well, and stays in the address as it was said."""

from __future__ import annotations

import pytest

from tests.dialogs.understanding.listening import Listener


@pytest.mark.parametrize(
    ("text", "address", "storey"),
    [
        ("店在柳林路107号一楼，80平", "柳林路107号一楼", 1),
        ("店在车城路20号二层，80平，租的", "车城路20号二层", 2),
        ("店在人民南路22号2栋负一楼，120平", "人民南路22号2栋负一楼", -1),
    ],
)
def test_a_storey_behind_the_door_is_told(hear: Listener, text: str, address: str, storey: int) -> None:
    heard = hear(text, industry="restaurant")
    assert (heard.facts["premises_address"], heard.facts["premises_floor"]) == (address, storey)


@pytest.mark.parametrize(
    ("text", "asking"),
    [("寄到柳林路107号一楼", "mailing_address"), ("柳林路107号一楼", "registered_address")],
)
def test_a_storey_where_the_mail_goes_is_not_that_of_the_shop(hear: Listener, text: str, asking: str) -> None:
    assert "premises_floor" not in hear(text, industry="restaurant", asking=asking).facts
