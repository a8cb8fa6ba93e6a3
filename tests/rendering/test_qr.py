"""QR codes are read back as what was put in, and none is made that paper can't carry."""

from __future__ import annotations

import io
from datetime import date

import cv2
import numpy
import pytest
from PIL import Image

from errors import IntakeError
from knowledge.documents.preview import preview
from rendering.previews import render_preview
from rendering.qr import LONGEST, qr_png
from tests.city import city_pack
from tests.rendering.reading import opened


@pytest.mark.parametrize("length", [40, 300, LONGEST])
def test_a_code_is_read_back(length: int) -> None:
    text = ("https://yizheng.example.gov.cn/v/AbC-_123?p=YZ1." + "aB3_-" * LONGEST)[:length]
    assert _read(Image.open(io.BytesIO(qr_png(text)))) == text


def _read(code: Image.Image) -> str:
    read, _, _ = cv2.QRCodeDetector().detectAndDecode(numpy.array(code.convert("L")))
    return read


@pytest.mark.parametrize("kind", ["licence", "receipt"])
def test_the_code_of_a_preview_says_that_it_is_a_sample(kind: str) -> None:
    pdf = render_preview(preview(city_pack(), kind, "drinks_snacks", date(2026, 11, 24)))
    [code] = [one.image for page in opened(pdf).pages for one in page.images]
    assert _read(code).startswith("样例，不是证件")


def test_a_code_too_long_for_paper_is_refused() -> None:
    with pytest.raises(IntakeError, match="YIZHENG_PUBLIC_URL"):
        qr_png("x" * (LONGEST + 1))
