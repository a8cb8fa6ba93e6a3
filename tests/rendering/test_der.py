"""What is no DER is refused by its first wrong header, however deep that lies."""

from __future__ import annotations

import pytest

from rendering.der import NotDer, Value, identifiers, whole_value


def test_a_value_ends_where_its_length_says() -> None:
    assert whole_value(bytes.fromhex("3003020105 0000")) == Value(0x30, 2, 5)
    assert whole_value(bytes.fromhex("048180") + bytes(128)).ends == 131
    assert whole_value(bytes.fromhex("3000")).ends == 2
    assert identifiers(bytes.fromhex("020105 0500 a0020400")) == bytes.fromhex("0205a0")


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("", id="nothing"),
        pytest.param("30", id="half a header"),
        pytest.param("3003020105"[:-2], id="cut off"),
        pytest.param("30800201050000", id="indefinite"),
        pytest.param("3007308002010500000500"[:18], id="indefinite inside"),
        pytest.param("308103020105", id="a length in two octets where one will do"),
        pytest.param("3082000302010500", id="a length with a leading zero"),
        pytest.param("3085000000000302010500", id="a length of more octets than a file can need"),
        pytest.param("30ff" + "00" * 127, id="a reserved length"),
        pytest.param("3003020205", id="longer than what it stands in"),
        pytest.param("30040201050200"[:12], id="half a header behind the last value"),
        pytest.param("1f8101020105", id="a tag in several octets"),
    ],
)
def test_what_is_no_der_is_refused(written: str) -> None:
    with pytest.raises(NotDer):
        whole_value(bytes.fromhex(written))


def test_a_thousand_values_within_each_other_are_read_once_each() -> None:
    nested = b""
    for _ in range(1000):
        octets = len(nested).to_bytes(2) if len(nested) > 0xFF else len(nested).to_bytes(1)
        nested = b"\x30" + (octets if len(nested) < 0x80 else bytes([0x80 | len(octets)]) + octets) + nested
    assert whole_value(nested).ends == len(nested)
