"""QR codes (二维码) on licences and receipts: a link with a signed payload, as few dots as it takes."""

from __future__ import annotations

import io

MEDIUM = "m"
"""Error level: 15 % of a code may be worn off or covered."""
QUIET = 4
"""Blank modules around a code, as ISO/IEC 18004 asks for."""
SCALE = 6
LONGEST = 400
"""Characters. A longer code has more dots than a phone reads off a print of 37 mm."""


def qr_png(text: str) -> bytes:
    """The code as PNG, black on white."""
    drawn = io.BytesIO()
    _made(text).save(drawn, kind="png", scale=SCALE, border=QUIET)
    return drawn.getvalue()


def qr_svg(text: str) -> str:
    """The code as SVG without size, for pages."""
    drawn: str = _made(text).svg_inline(border=QUIET, omitsize=True)
    return drawn


def _made(text: str):
    import segno

    if len(text) > LONGEST:
        raise ValueError(f"a QR code of {len(text)} characters is not read off paper; put in at most {LONGEST}")
    return segno.make_qr(text, error=MEDIUM, boost_error=False)
