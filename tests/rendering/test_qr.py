"""QR codes are read back as what was put in, and none is made that paper can't carry."""

from __future__ import annotations

import io

import cv2
import numpy
import pytest
from PIL import Image

from errors import IntakeError
from rendering.qr import LONGEST, qr_png


@pytest.mark.parametrize("length", [40, 300, LONGEST])
def test_a_code_is_read_back(length: int) -> None:
    text = ("https://yizheng.example.gov.cn/v/AbC-_123?p=YZ1." + "aB3_-" * LONGEST)[:length]
    picture = numpy.array(Image.open(io.BytesIO(qr_png(text))).convert("L"))
    read, _, _ = cv2.QRCodeDetector().detectAndDecode(picture)
    assert read == text


def test_a_code_too_long_for_paper_is_refused() -> None:
    with pytest.raises(IntakeError, match="YIZHENG_PUBLIC_URL"):
        qr_png("x" * (LONGEST + 1))
