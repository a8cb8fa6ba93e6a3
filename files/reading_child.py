"""The process that reads the print of photos: takes one after another from its parent and can do nothing else.

Run as `python -m files.reading_child`; it ends when its input does. Nobody but `files.photo_reader` starts it.
"""

import gc
import io
import logging
import os
import sys
from collections.abc import Callable

from files.confinement import give_up_rights, start_cpu_clock, stop_cpu_clock, take_pipes
from files.frames import LENGTHS, READY, frame_lengths
from files.printed import Print, print_frame

CPU_SECONDS_PER_PICTURE = 15.0
ADDRESS_SPACE_BYTES = 1 << 30  # for one picture, beyond what the models and the libraries take
_LESS_URGENT = 5  # turns go first


def main() -> None:
    """Load the models, give up every right, then answer frames until the input ends."""
    logging.disable(logging.CRITICAL)  # libraries quote what they read
    incoming, outgoing = take_pipes()
    os.nice(_LESS_URGENT)
    from files.ocr import TextReader

    reader = TextReader()
    reader.read(_sample())  # threads and codecs are there before the limits count
    give_up_rights(ADDRESS_SPACE_BYTES)
    outgoing.write(READY)
    outgoing.flush()
    while (prefix := incoming.read(LENGTHS.size)) and len(prefix) == LENGTHS.size:
        head, body = frame_lengths(prefix)
        incoming.read(head)
        picture = incoming.read(body)
        start_cpu_clock(CPU_SECONDS_PER_PICTURE)
        outgoing.write(print_frame(_read(reader.read, picture)))
        stop_cpu_clock()
        outgoing.flush()
        gc.collect()


def _read(read: Callable[[bytes], Print], picture: bytes) -> Print:
    """What cannot be read has no lines: hostile bytes may raise anything in a decoder, and each means the same."""
    try:
        return read(picture)
    except Exception:
        return ()


def _sample() -> bytes:
    """A small page with a word on it."""
    from PIL import Image, ImageDraw

    page = Image.new("RGB", (320, 160), "white")
    ImageDraw.Draw(page).text((40, 60), "1234567890", fill="black", font_size=40)
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
