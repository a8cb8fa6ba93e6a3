"""Photos and scans: whether they can be read at all, how good they are, and their clean, straightened version."""

import io
import warnings
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from files.verdict import Kind, QualityWarning, Refused

if TYPE_CHECKING:
    from PIL import Image

LONG_SIDE_PX = 3000  # an A4 page at 250 dpi
# A JPEG of a phone is decoded at a fraction of its size, anything else whole. What is let in follows
# from 256 MB for the process: a byte a pixel in grey, four in colour, twice four where it is converted.
_MOST_PIXELS_REDUCED = 120_000_000
_MOST_PIXELS_WHOLE = {"1": 60_000_000, "L": 60_000_000, "RGB": 21_500_000}
_MOST_PIXELS_CONVERTED = 11_600_000
_MOST_PIXELS_PROGRESSIVE = 16_000_000
_FEWEST_PX_LONG = 600  # below this an A4 page has under 50 dpi: print cannot be read
_FEWEST_PX_SHORT = 300
_QUALITY = 88
_PILLOW_FORMATS: dict[Kind, tuple[str, ...]] = {"jpg": ("JPEG", "MPO"), "png": ("PNG",)}


@dataclass(frozen=True, slots=True)
class Picture:
    """A readable picture: re-encoded bytes, size in pixels, and what is not so good about it."""

    content: bytes
    width: int
    height: int
    warnings: tuple[QualityWarning, ...]


def read_picture(data: bytes, kind: Literal["jpg", "png"]) -> Picture | Refused:
    """The straightened, re-encoded picture (at most 3000 px long, no metadata), or why it is refused."""
    from PIL import Image

    try:
        with _strict_pillow(), Image.open(io.BytesIO(data), formats=_PILLOW_FORMATS[kind]) as opened:
            if refused := _too_much(opened, kind):
                return refused
            original_size = opened.size
            upright = _upright(opened)
            return Picture(
                content=_encoded(upright, kind),
                width=upright.width,
                height=upright.height,
                warnings=tuple(_quality_warnings(upright, original_size)),
            )
    except (MemoryError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return Refused("file_bomb")
    except ValueError as broken:
        # Pillow's own words for a text chunk that unpacks to far more than it may
        return Refused("file_bomb" if "too large" in str(broken) else "file_unreadable")
    except Exception:  # hostile bytes may raise anything in a decoder, and each means the same
        return Refused("file_unreadable")


@contextmanager
def _strict_pillow() -> Generator[None]:
    """Pillow's own bomb warning is an error here; its remarks about odd metadata are not, as metadata is dropped."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        before, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, _MOST_PIXELS_REDUCED
        try:
            yield
        finally:
            Image.MAX_IMAGE_PIXELS = before


def _too_much(opened: "Image.Image", kind: Kind) -> Refused | None:
    if kind == "png" and getattr(opened, "is_animated", False):
        return Refused("file_animated")
    return Refused("file_bomb") if opened.width * opened.height > _most_pixels(opened, kind) else None


def _most_pixels(opened: "Image.Image", kind: Kind) -> int:
    if opened.info.get("progressive"):  # keeps all its coefficients in memory, whatever size it is decoded to
        return _MOST_PIXELS_PROGRESSIVE
    if kind == "jpg" and opened.mode in ("RGB", "L"):
        return _MOST_PIXELS_REDUCED
    return _MOST_PIXELS_WHOLE.get(opened.mode, _MOST_PIXELS_CONVERTED)


def _upright(opened: "Image.Image") -> "Image.Image":
    """The picture as people see it: small enough, turned by its EXIF orientation, on white, in grey or RGB."""
    from PIL import Image, ImageOps

    orientation = opened.getexif().get(0x0112, 1)
    share = min(1.0, LONG_SIDE_PX / max(opened.size))
    wanted = (round(opened.width * share), round(opened.height * share))
    opened.draft(opened.mode, wanted)
    opened.load()
    image = _resizable(opened)
    if share < 1:
        # Lanczos looks hardly better and takes three times as long.
        image.thumbnail((LONG_SIDE_PX, LONG_SIDE_PX), Image.Resampling.HAMMING, reducing_gap=1.0)
    image = _on_paper(image)
    image.info.clear()
    if orientation in range(2, 9):
        image.getexif()[0x0112] = orientation
        image = ImageOps.exif_transpose(image)
    return image


def _resizable(image: "Image.Image") -> "Image.Image":
    """The picture in grey, RGB or RGBA: the other modes have no shades between two neighbours."""
    if image.mode in ("RGB", "L", "RGBA"):
        return image
    if image.mode.startswith("I"):  # 16 bits of grey, from scanners
        upper_bytes = [value >> 8 for value in range(65536)]
        return image.convert("I").point(upper_bytes, "L")
    if image.mode in ("1", "F"):
        return image.convert("L")
    return image.convert("RGB" if image.mode in ("CMYK", "YCbCr", "LAB", "HSV") else "RGBA")


def _on_paper(image: "Image.Image") -> "Image.Image":
    """Transparent parts become white: viewers show them black otherwise."""
    from PIL import Image

    if image.mode != "RGBA":
        return image
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def _encoded(image: "Image.Image", kind: Kind) -> bytes:
    out = io.BytesIO()
    if kind == "jpg":
        image.save(out, "JPEG", quality=_QUALITY)
    else:
        image.save(out, "PNG", compress_level=2)  # higher levels cost seconds for a few per cent
    return out.getvalue()


def _quality_warnings(image: "Image.Image", original_size: tuple[int, int]) -> Iterator[QualityWarning]:
    from PIL import Image, ImageFilter

    if max(original_size) < _FEWEST_PX_LONG or min(original_size) < _FEWEST_PX_SHORT:
        yield "file_small"
    grey = image.convert("L")
    grey.thumbnail((1000, 1000), Image.Resampling.BOX)
    tones = grey.histogram()
    darkest, brightest = _percentile(tones, 0.01), _percentile(tones, 0.99)
    if brightest - darkest < 8 and grey.getextrema()[1] - grey.getextrema()[0] < 40:  # type: ignore[operator]
        yield "file_blank"
        return
    if brightest < 100 and _percentile(tones, 0.5) < 45:
        yield "file_dark"
        return  # what cannot be seen cannot be called blurred
    edges = grey.filter(ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128))
    inner = edges.crop((1, 1, edges.width - 1, edges.height - 1)).histogram()
    strongest = max(_percentile(inner, 0.998) - 128, 128 - _percentile(inner, 0.002))
    # The few strongest edges, not their average: a drawing is mostly empty paper.
    if strongest < 0.12 * (brightest - darkest):
        yield "file_blurred"


def _percentile(histogram: list[int], share: float) -> int:
    wanted = share * sum(histogram)
    seen = 0
    for value, count in enumerate(histogram):
        seen += count
        if seen >= wanted:
            return value
    return len(histogram) - 1
