"""QR codes (二维码) on licences and receipts: a link with a signed payload, as few dots as it takes."""

from __future__ import annotations

import io

from errors import IntakeError

MEDIUM = "m"
"""Error level: 15 % of a code may be worn off or covered."""
QUIET = 4
"""Blank modules around a code, as ISO/IEC 18004 asks for."""
SCALE = 6
LONGEST = 400
"""Characters. A longer code has more dots than a phone reads off a print of 37 mm."""


def qr_png(text: str) -> bytes:
    """The code as PNG, black on white. Raises IntakeError for a text too long to be read off paper."""
    drawn = io.BytesIO()
    _made(text).save(drawn, kind="png", scale=SCALE, border=QUIET)
    return drawn.getvalue()


def _made(text: str):
    import segno

    if len(text) > LONGEST:
        raise IntakeError(
            f"A QR code of {len(text)} characters is not read off paper, {LONGEST} are. Shorten YIZHENG_PUBLIC_URL."
        )
    return segno.make_qr(text, error=MEDIUM, boost_error=False)
