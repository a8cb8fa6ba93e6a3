"""The headers of DER (X.690), read from the bytes as they stand: where each value begins and ends, and nothing of what it says.

The library reads every way of writing that BER allows and writes anew what it has read, which a single byte can make
expensive. Whoever asks here first hands it nothing but values of definite length, each within the one around it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

CONSTRUCTED = 0x20
HIGH_TAG = 0x1F
LONGEST_LENGTH = 4
"""Octets of a length; no file has more bytes than they can say."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value: its first octet, where its contents begin, and where they end."""

    identifier: int
    begins: int
    ends: int


class NotDer(ValueError):
    """Bytes are no DER: a length is indefinite, longer than it need be, or leads out of the value around it."""


def value_at(data: bytes, at: int, end: int) -> Value:
    """The value that begins there, within what ends at `end`. Raises NotDer."""
    if at + 2 > end:
        raise NotDer(f"no header fits at byte {at}")
    identifier, length, begins = data[at], data[at + 1], at + 2
    if identifier & HIGH_TAG == HIGH_TAG:
        raise NotDer(f"the tag at byte {at} is none that a signature uses")
    if length >= 0x80:
        octets = length & 0x7F
        if not 1 <= octets <= LONGEST_LENGTH:
            raise NotDer(f"the value at byte {at} has no definite length")
        begins += octets
        length = int.from_bytes(data[at + 2 : begins])
        if length < 0x80 or length < 1 << 8 * (octets - 1):
            raise NotDer(f"the length at byte {at} is written longer than it need be")
    if begins + length > end:
        raise NotDer(f"the value at byte {at} is longer than what it stands in")
    return Value(identifier, begins, begins + length)


def values(contents: bytes) -> Iterator[Value]:
    """The values that stand one behind the other. Raises NotDer."""
    at = 0
    while at < len(contents):
        value = value_at(contents, at, len(contents))
        yield value
        at = value.ends


def identifiers(contents: bytes) -> bytes:
    """The first octets of the values that stand one behind the other. Raises NotDer."""
    return bytes(value.identifier for value in values(contents))


def whole_value(data: bytes) -> Value:
    """The value that the bytes begin with, every header in it read once. Raises NotDer."""
    whole = value_at(data, 0, len(data))
    at, around = 0, [whole.ends]
    while around:
        value = value_at(data, at, around[-1])
        if value.identifier & CONSTRUCTED:
            around.append(value.ends)
            at = value.begins
        else:
            at = value.ends
        while around and at == around[-1]:
            around.pop()
    return whole
