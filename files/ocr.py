"""Print on a picture as lines with boxes (光学字符识别): turned upright, straightened, read by models that lie in their wheel.

Imports half a gigabyte: only the reading child does.
"""

import io
import math
from collections.abc import Iterator
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from files.printed import Edge, Print, PrintedLine

LONG_SIDE_PX = 1600
"""Of the picture that lines are cut from: an A4 page at 140 dpi."""
FINDING_SIDE_PX = 960
"""Of the smaller one in which they are found; that costs most."""
_LEAST_SCORE = 0.5
_TALL = 1.5  # a box higher than wide by this much stands on its side
_VOTERS = 9
_DARK_PERCENTILE, _DARK_TONE = 95, 150
_MOST_PDF_IMAGE = 60_000_000

Pixels = NDArray[np.uint8]
Boxes = NDArray[np.float64]
"""One quadrilateral a line: corners from the top left, clockwise; x and y in pixels."""


class TextReader:
    """The models, loaded once."""

    def __init__(self) -> None:
        from rapidocr import RapidOCR

        # the library's types are not told
        self._engine: Any = RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.max_side_len": LONG_SIDE_PX,
                "Det.limit_type": "max",
                "Det.limit_side_len": FINDING_SIDE_PX,
                # a second thread spins while it waits, and takes from turns what it hardly gives here
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            }
        )

    def read(self, data: bytes) -> Print:
        """The lines, from top to bottom. Raises whatever a decoder raises for bytes that are no picture."""
        pixels = _pixels(data)
        boxes = self._found(pixels)
        if boxes is None:
            return ()
        pixels, boxes = self._upright(pixels, boxes)
        crops = self._engine.crop_text_regions(pixels, boxes.astype(np.float32))
        read = self._engine.recognize_txt(crops)
        return tuple(sorted(_lines(boxes, read.txts, read.scores, pixels.shape), key=lambda line: line.top))

    def _found(self, pixels: Pixels) -> Boxes | None:
        found = self._engine(pixels, use_det=True, use_cls=False, use_rec=False).boxes
        return None if found is None or len(found) == 0 else np.asarray(found, np.float64)

    def _upright(self, pixels: Pixels, boxes: Boxes) -> tuple[Pixels, Boxes]:
        """Turned by a quarter where most lines stand on their side, then by half where most stand on their head."""
        widths, heights = _extents(boxes)
        sideways = heights > _TALL * widths
        if heights[sideways].sum() > widths[~sideways].sum():
            pixels, boxes = _turned(pixels, boxes)
        if self._on_their_head(pixels, boxes):
            pixels, boxes = _turned(*_turned(pixels, boxes))
        return pixels, boxes

    def _on_their_head(self, pixels: Pixels, boxes: Boxes) -> bool:
        widths, heights = _extents(boxes)
        longest = np.argsort(widths / np.maximum(heights, 1))[-_VOTERS:]
        crops = self._engine.crop_text_regions(pixels, boxes[longest].astype(np.float32))
        _, told = self._engine.cls_and_rotate(crops)
        votes = [(label, score) for label, score in told.cls_res if score > 0.8]
        return sum("180" in label for label, _ in votes) * 2 > len(votes)


def _pixels(data: bytes) -> Pixels:
    """The picture in blue, green, red, with more light where it was taken in the dark."""
    image = _scan_in(data) if data.startswith(b"%PDF-") else Image.open(io.BytesIO(data), formats=("JPEG", "PNG"))
    image = image.convert("RGB")
    image.thumbnail((LONG_SIDE_PX, LONG_SIDE_PX), Image.Resampling.LANCZOS)
    if np.percentile(np.asarray(image.convert("L")), _DARK_PERCENTILE) < _DARK_TONE:
        image = ImageOps.autocontrast(image, cutoff=(1, 0.5))
    return np.ascontiguousarray(np.asarray(image)[:, :, ::-1])


def _scan_in(data: bytes) -> Image.Image:
    """The largest picture on the first page of a PDF. Raises ValueError where there is none."""
    import pypdf

    page = pypdf.PdfReader(io.BytesIO(data)).pages[0]
    images = cast("list[Any]", list(page.images))  # what an image may be is not told
    pictures: list[Image.Image] = [one.image for one in images if one.image is not None]
    fitting = [one for one in pictures if one.width * one.height <= _MOST_PDF_IMAGE]
    if not fitting:
        raise ValueError("no picture on the page")
    largest = max(fitting, key=lambda one: one.width * one.height)
    return largest.rotate(-page.rotation, expand=True) if page.rotation else largest


def _extents(boxes: Boxes) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    spans = boxes.max(axis=1) - boxes.min(axis=1)
    return spans[:, 0], spans[:, 1]


def _turned(pixels: Pixels, boxes: Boxes) -> tuple[Pixels, Boxes]:
    """Both, turned by a quarter against the clock."""
    width = pixels.shape[1]
    moved = np.stack([boxes[:, :, 1], width - 1 - boxes[:, :, 0]], axis=2)
    return np.ascontiguousarray(np.rot90(pixels)), np.stack([_from_top_left(corners) for corners in moved])


def _from_top_left(corners: NDArray[np.float64]) -> NDArray[np.float64]:
    """The corners clockwise, the top left one first."""
    sums, differences = corners.sum(axis=1), corners[:, 0] - corners[:, 1]
    order = [int(sums.argmin()), int(differences.argmax()), int(sums.argmax()), int(differences.argmin())]
    return corners[order]


def _lines(boxes: Boxes, texts: Any, scores: Any, shape: tuple[int, ...]) -> Iterator[PrintedLine]:
    tilt = _tilt(boxes)
    straight = boxes @ np.array([[math.cos(tilt), -math.sin(tilt)], [math.sin(tilt), math.cos(tilt)]])
    for box, placed, text, score in zip(boxes, straight, cast("list[str]", texts), scores, strict=True):
        if not text.strip() or score < _LEAST_SCORE:
            continue
        # a tilted line's box keeps the height of the line: edges are averaged, not the outermost corners taken
        left, right = float(placed[[0, 3], 0].mean()), float(placed[[1, 2], 0].mean())
        top, bottom = float(placed[[0, 1], 1].mean()), float(placed[[2, 3], 1].mean())
        yield PrintedLine(text, left, top, right, bottom, float(score), _edge(box, shape))


def _tilt(boxes: Boxes) -> float:
    """The angle of the print, radians clockwise: the median over the longer lines, whose own is sure."""
    along = boxes[:, 1] - boxes[:, 0]
    lengths = np.hypot(along[:, 0], along[:, 1])
    longer = along[lengths >= np.median(lengths)]
    return float(np.median(np.arctan2(longer[:, 1], longer[:, 0])))


def _edge(box: NDArray[np.float64], shape: tuple[int, ...]) -> Edge:
    """The side of the picture at which a line is cut off."""
    height, width = shape[:2]
    near_x, near_y = max(2.0, 0.004 * width), max(2.0, 0.004 * height)
    if box[:, 0].min() <= near_x:
        return "left"
    if box[:, 0].max() >= width - 1 - near_x:
        return "right"
    if box[:, 1].min() <= near_y:
        return "top"
    return "bottom" if box[:, 1].max() >= height - 1 - near_y else ""
