"""Drawn licences, photographed well and badly, through the real examination, the real reader and the real extraction."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable, Mapping
from dataclasses import astuple

import pytest
from PIL import Image

from dialogs.understanding.licence_layout import PrintedLine
from dialogs.understanding.licence_photo import LicenceReading, read_licence, says_the_same
from files.examine import examine
from files.photo_reader import PhotoReader
from files.verdict import Accepted
from knowledge.load import CITY, load_pack
from knowledge.pack import Pack
from tests.licence import drawing
from tests.licence.drawing import BARBER, HOTEL, TEA_SHOP, UNREGISTERED, Licence, draw, draw_portrait, photographed

pytestmark = pytest.mark.slow

CODE, NAME = "unified_social_credit_code", "operator_name"


def _tea() -> Image.Image:
    return photographed(draw(TEA_SHOP), seed=1)


def _restaurant() -> Image.Image:
    return photographed(draw(UNREGISTERED), seed=2)


def _hotel() -> Image.Image:
    return photographed(draw(HOTEL), seed=3)


def _portrait() -> Image.Image:
    return photographed(draw_portrait(UNREGISTERED), seed=7)


READABLE: Mapping[str, tuple[Licence, Callable[[], Image.Image]]] = {
    "scan, landscape, individual": (TEA_SHOP, lambda: draw(TEA_SHOP)),
    "scan, landscape, company": (HOTEL, lambda: draw(HOTEL)),
    "scan, portrait, company": (UNREGISTERED, lambda: draw_portrait(UNREGISTERED)),
    "scan, portrait, individual, sans": (BARBER, lambda: draw_portrait(BARBER, font="NotoSansSC-Regular.otf")),
    "photo, landscape, individual": (TEA_SHOP, _tea),
    "photo, landscape, company": (UNREGISTERED, _restaurant),
    "photo, landscape, serif": (HOTEL, lambda: photographed(draw(HOTEL, font="NotoSerifSC-Regular.otf"), seed=5)),
    "photo, portrait, company": (UNREGISTERED, _portrait),
    "tilted by eight degrees": (BARBER, lambda: photographed(draw(BARBER), seed=3, tilt=8)),
    "turned by 90": (UNREGISTERED, lambda: drawing.turned(_restaurant(), 90)),
    "turned by 180": (HOTEL, lambda: drawing.turned(_hotel(), 180)),
    "turned by 270, portrait": (UNREGISTERED, lambda: drawing.turned(_portrait(), 270)),
    "dark": (TEA_SHOP, lambda: drawing.dark(_tea(), 0.25)),
    "soft and grainy": (BARBER, lambda: drawing.phone(photographed(draw(BARBER), seed=4))),
    "creased, with a lamp in it": (UNREGISTERED, lambda: drawing.creased(draw(UNREGISTERED))),
    "blurred a little": (HOTEL, lambda: drawing.blurred(_hotel(), 2)),
    "cut off below": (TEA_SHOP, lambda: draw(TEA_SHOP).crop((0, 0, 1600, 700))),
}
"""Every layout, straight and from a hand, and spoiled as far as people can still read it."""

POOR: Mapping[str, tuple[str, Callable[[], Image.Image]]] = {
    "dark": ("photo_dark", lambda: drawing.grainy(drawing.dark(_restaurant(), 0.05))),
    "blurred": ("photo_blurred", lambda: drawing.blurred(_restaurant())),
    "a thumbnail": ("photo_small", lambda: drawing.small(_restaurant(), 240)),
    "cut off at the left": ("photo_cut_left", lambda: drawing.cut_off(draw(UNREGISTERED))),
    "cut off at the top": ("photo_cut_top", lambda: draw(UNREGISTERED).crop((0, 240, 1600, 1130))),
    "a receipt": ("photo_not_licence", drawing.receipt),
    "nothing": ("photo_blank", lambda: Image.new("RGB", (1200, 900), (128, 128, 128))),
}
"""What nobody could read, with what is wrong."""


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(CITY)[0]


@pytest.fixture(scope="module")
def readings(pack: Pack) -> Mapping[str, LicenceReading]:
    """All pictures, read one after the other by one child."""
    drawn = {f"+{name}": make for name, (_, make) in READABLE.items()}
    drawn |= {f"-{name}": make for name, (_, make) in POOR.items()}

    async def read_all() -> dict[str, LicenceReading]:
        reader = PhotoReader(limit_s=240)  # a busy machine is no fault of the reader's
        try:
            return {name: await _read(reader, pack, drawing.jpeg(make())) for name, make in drawn.items()}
        finally:
            await reader.close()

    return asyncio.run(read_all())


async def _read(reader: PhotoReader, pack: Pack, data: bytes, name: str = "执照.jpg") -> LicenceReading:
    verdict = examine(data, name=name, declared_type=None, formats=("jpg", "pdf"), max_mb=10)
    assert isinstance(verdict, Accepted)
    lines = await reader.read(verdict.normalised)
    return read_licence(pack, [PrintedLine(*astuple(line)) for line in lines], verdict.warnings)


@pytest.mark.parametrize("name", READABLE)
def test_what_people_can_read_gives_the_exact_code_and_name(name: str, readings: Mapping[str, LicenceReading]) -> None:
    licence, reading = READABLE[name][0], readings[f"+{name}"]
    assert (reading.facts.get(CODE), reading.facts.get(NAME), reading.trouble) == (licence.code, licence.name, "")
    individual = licence.layout == "individual"
    wanted = {
        "applicant_kind": "individual_business" if individual else "company",
        "legal_representative": licence.representative,
        "registered_address": licence.address,
    }
    sure = {fact: value for fact, value in reading.facts.items() if fact in wanted and fact not in reading.doubtful}
    assert sure == {fact: wanted[fact] for fact in sure}


def test_the_other_fields_are_read_as_well_nearly_always(readings: Mapping[str, LicenceReading], pack: Pack) -> None:
    right = total = 0
    for name, (licence, _) in READABLE.items():
        facts = readings[f"+{name}"].facts
        printed = {
            "legal_representative": licence.representative,
            "registered_address": licence.address,
            "business_scope": licence.scope,
        }
        for fact, value in printed.items():
            total += 1
            right += fact in facts and says_the_same(pack.facts[fact], facts[fact], value)
    assert right / total >= 0.9, f"{right} of {total}"


@pytest.mark.parametrize("name", POOR)
def test_a_poor_photo_is_told_what_is_wrong_with_it(name: str, readings: Mapping[str, LicenceReading]) -> None:
    reading = readings[f"-{name}"]
    assert reading.trouble == POOR[name][0]
    assert CODE not in reading.facts


def test_a_scan_in_a_pdf_is_read_like_a_photo(pack: Pack) -> None:
    out = io.BytesIO()
    draw(TEA_SHOP).save(out, "PDF", resolution=150)

    async def read() -> LicenceReading:
        reader = PhotoReader(limit_s=240)
        try:
            return await _read(reader, pack, out.getvalue(), "执照.pdf")
        finally:
            await reader.close()

    assert asyncio.run(read()).facts[CODE] == TEA_SHOP.code
