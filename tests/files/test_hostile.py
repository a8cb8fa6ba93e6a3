"""No hostile file is accepted, and each is told what is the matter with it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from files.examine import examine
from files.verdict import Accepted, Refused
from tests.files.hostile import HOSTILE, Hostile
from tests.files.making import jpg, pdf, png

FORMATS = ("pdf", "jpg", "png")


def seen(data: bytes, name: str = "a", declared: str | None = None) -> Accepted | Refused:
    return examine(data, name=name, declared_type=declared, formats=FORMATS, max_mb=10)


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.why)
def test_a_hostile_file_is_refused_for_what_it_is(hostile: Hostile) -> None:
    verdict = seen(hostile.make(), hostile.name, hostile.declared)
    assert isinstance(verdict, Refused)
    assert verdict.reason == hostile.reason


@given(st.binary(max_size=3000), st.sampled_from((b"", b"%PDF-1.7\n", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")))
@settings(deadline=None, max_examples=150)
def test_random_bytes_are_refused_and_never_raise(data: bytes, head: bytes) -> None:
    assert isinstance(seen(head + data), Refused)


@given(st.sampled_from((pdf(), jpg(), png())), st.data())
@settings(deadline=None, max_examples=150)
def test_a_file_with_bytes_changed_never_raises(good: bytes, draw: st.DataObject) -> None:
    broken = bytearray(good)
    for place in draw.draw(st.lists(st.integers(0, len(good) - 1), max_size=12)):
        broken[place] = draw.draw(st.integers(0, 255))
    assert isinstance(seen(bytes(broken)), Accepted | Refused)


@given(st.sampled_from((pdf(), jpg(), png())), st.floats(0, 0.99))
@settings(deadline=None, max_examples=60)
def test_a_file_cut_short_is_refused(good: bytes, share: float) -> None:
    assert isinstance(seen(good[: int(len(good) * share)]), Refused)
