"""What a licence is: its number, what it carries, and what its QR code tells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from errors import PackError
from knowledge.documents.licence import Licence, is_licence_number, licence_number
from knowledge.documents.model import canonical_json
from knowledge.pack import Pack
from tests.knowledge.documents.licences import licence


def test_the_number_follows_the_rule_of_the_pack(pack: Pack) -> None:
    first = next(iter(pack.industries))
    number = licence_number(pack, first, 2026, 1)
    assert number.startswith("YYYZ420300" + "2026" + "01" + "000001")
    assert len(number) == 23


def test_a_mistyped_digit_of_a_number_is_found() -> None:
    number = licence().number
    assert is_licence_number(number)
    for at in range(4, len(number)):
        wrong = number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1 :]
        assert not is_licence_number(wrong), wrong


@pytest.mark.parametrize("serial", [0, 1_000_000])
def test_a_serial_that_has_no_room_is_refused(pack: Pack, serial: int) -> None:
    with pytest.raises(PackError, match="serial"):
        licence_number(pack, "drinks_snacks", 2026, serial)


def test_a_licence_issued_anew_keeps_its_number_and_shows_its_version() -> None:
    first = licence()
    assert first.shown_number == first.number
    assert replace(first, version=2).shown_number == first.number + "-02"


def test_what_is_revoked_is_not_printed_and_still_on_record() -> None:
    whole = licence(permits=3)
    revoked = replace(whole, permits=(replace(whole.permits[0], status="revoked"), *whole.permits[1:]))
    assert [one.code for one in revoked.in_force().permits] == [one.code for one in whole.permits[1:]]
    assert len(revoked.permits) == 3


def test_a_licence_is_the_same_after_being_stored() -> None:
    one = licence(permits=34)
    assert Licence.from_data(one.as_data()) == one


def test_the_qr_code_names_nobody_and_is_short() -> None:
    one = licence(permits=30)
    body = canonical_json(one.public_values()).decode()
    assert len(body) < 140
    assert not any(text in body for text in (one.operator, one.legal_representative, one.address, one.credit_code))
    other = replace(one, address="别处")
    assert other.public_values()["sha256"] != one.public_values()["sha256"]
