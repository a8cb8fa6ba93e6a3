"""Pictures come out upright, small enough and without what the phone wrote into them; poor ones get a remark."""

import io
import struct
from collections.abc import Callable

import pytest
from PIL import Image, ImageEnhance

from files.examine import examine
from files.verdict import Accepted, QualityWarning
from tests.files.making import blurred, jpg, plan, png


def accepted(data: bytes, kind: str = "jpg") -> Accepted:
    verdict = examine(data, name=f"photo.{kind}", declared_type=None, formats=("jpg", "png"), max_mb=20)
    assert isinstance(verdict, Accepted), verdict
    return verdict


def opened(verdict: Accepted) -> Image.Image:
    return Image.open(io.BytesIO(verdict.normalised))


def is_red(image: Image.Image, x: int, y: int) -> bool:
    red, green, blue = image.convert("RGB").crop((x, y, x + 1, y + 1)).tobytes()
    return red > 150 and green < 90 and blue < 90


TURNED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("orientation", TURNED)
@pytest.mark.parametrize("make", [jpg, png], ids=["jpg", "png"])
def test_a_picture_held_any_way_comes_out_upright(orientation: int, make: Callable[..., bytes]) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    held = make(plan(1200, 900).transpose(TURNED[orientation]), exif=exif)
    verdict = accepted(held, "png" if held[:1] == b"\x89" else "jpg")
    assert (verdict.width, verdict.height) == (1200, 900)
    assert is_red(opened(verdict), 60, 60)
    assert not is_red(opened(verdict), 1100, 60)


def test_nothing_that_the_phone_wrote_is_left() -> None:
    exif = Image.Exif()
    exif[0x010F] = "SecretPhone"
    exif.get_ifd(0x8825)[2] = (30.0, 15.0, 0.0)
    data = jpg(plan(), exif=exif, comment=b"SecretComment", xmp=b"<x:xmpmeta>SecretPlace</x:xmpmeta>")
    verdict = accepted(data)
    assert b"Secret" in data
    assert b"Secret" not in verdict.normalised
    assert not opened(verdict).getexif()
    assert verdict.sha256 != verdict.normalised_sha256


def test_a_large_photo_is_made_three_thousand_pixels_long() -> None:
    verdict = accepted(jpg(plan(5200, 3900)))
    assert (verdict.width, verdict.height) == (3000, 2250)
    assert opened(verdict).size == (3000, 2250)


@pytest.mark.parametrize("mode", ["L", "1", "P", "RGBA", "LA", "CMYK", "I;16"])
def test_every_kind_of_colour_is_read(mode: str) -> None:
    if mode == "I;16":
        grey = plan().convert("L")
        image = Image.frombytes("I;16", grey.size, b"".join(struct.pack("<H", tone * 257) for tone in grey.tobytes()))
    else:
        image = plan(mode=mode)
    verdict = accepted(jpg(image), "jpg") if mode == "CMYK" else accepted(png(image), "png")
    assert opened(verdict).mode in ("RGB", "L")
    tones = opened(verdict).convert("L").tobytes()
    assert min(tones) < 60
    assert max(tones) > 200
    assert verdict.warnings == ()


def test_what_is_transparent_becomes_paper() -> None:
    image = plan(mode="RGBA")
    image.putalpha(0)
    assert opened(accepted(png(image), "png")).getextrema() == ((255, 255),) * 3


REMARKS: dict[str, tuple[Image.Image, tuple[QualityWarning, ...]]] = {
    "sharp": (plan(), ()),
    "a little soft": (blurred(plan(), 1.5), ()),
    "out of focus": (blurred(plan(), 10), ("file_blurred",)),
    "in the dark": (ImageEnhance.Brightness(plan()).enhance(0.12), ("file_dark",)),
    "thumb": (plan(320, 240), ("file_small",)),
    "nothing on it": (Image.new("RGB", (900, 900), "white"), ("file_blank",)),
    "lens cap": (Image.new("RGB", (900, 900), "black"), ("file_blank",)),
    "a large drawing": (plan(3000, 3000), ()),
}


@pytest.mark.parametrize("why", REMARKS)
def test_a_poor_picture_is_taken_with_a_remark(why: str) -> None:
    image, remarks = REMARKS[why]
    assert accepted(jpg(image)).warnings == remarks


def test_a_phones_second_picture_and_film_after_the_end_are_let_pass_and_dropped() -> None:
    depth_map = jpg(plan(200, 150))
    film = b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 40
    verdict = accepted(jpg() + depth_map + film)
    assert film not in verdict.normalised


def test_a_damaged_note_of_the_phone_does_no_harm() -> None:
    data = jpg(plan(), exif=b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + bytes(40))
    assert accepted(data).warnings == ()
