"""A package as one PDF: a cover that finds everything, photos as pages, and numbers that run through."""

import io
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from knowledge.documents.cover import Bound
from knowledge.documents.model import Document, Section, Table, TableRow
from rendering.pdf import render_pdf
from rendering.volume import Piece, bind


def picture(form: str, size: tuple[int, int], mode: str = "RGB") -> bytes:
    written = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(written, form)
    return written.getvalue()


def scan(pages: int, rotation: int = 0) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(300, 500).rotate(rotation)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def contents(bound: Sequence[Bound], first_page: int) -> bytes:
    starts = accumulate((one.pages for one in bound), initial=first_page)
    rows = tuple(TableRow((one.name, str(page), str(one.pages))) for one, page in zip(bound, starts, strict=False))
    section = Section("卷内目录", (Table(("文件", "起始页", "页数"), rows),))
    return render_pdf(Document("cover", "申请卷宗", "zh", 1, "", (section,), "2026-11-24", ""))


def slip(title: str) -> bytes:
    return render_pdf(Document("slip", title, "zh", 1, "请打开原文件", (), "", ""))


def bound(*pieces: Piece) -> PdfReader:
    return PdfReader(io.BytesIO(bind(pieces, cover=contents, slip=slip, title="申请卷宗", locale="zh")))


def shown_on(page: Any) -> Any:
    """The picture of a page; pypdf has no type for it."""
    return page.images[0].image


def bookmarks(volume: PdfReader) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in volume.outline:
        if not isinstance(one, list):
            found[str(one["/Title"])] = (volume.get_destination_page_number(one) or 0) + 1
    return found


def test_the_contents_and_the_bookmarks_find_every_piece() -> None:
    volume = bound(
        Piece("租赁合同", scan(3), ours=False),
        Piece("平面图", picture("JPEG", (1600, 900)), "image/jpeg", ours=False),
        Piece("健康证明", picture("PNG", (900, 1600), "L"), "image/png", ours=False),
    )
    assert bookmarks(volume) == {"申请卷宗": 1, "租赁合同": 2, "平面图": 5, "健康证明": 6}
    assert len(volume.pages) == 6
    cover = volume.pages[0].extract_text()
    for line in ("租赁合同", "2", "平面图", "5", "健康证明", "6"):
        assert line in cover


def test_contents_over_many_pages_still_name_the_right_ones() -> None:
    pieces = [Piece(f"材料{number}", scan(2), ours=False) for number in range(1, 101)]
    volume = bound(*pieces)
    covers = len(volume.pages) - 200
    assert covers > 2
    assert bookmarks(volume)["材料100"] == covers + 199
    assert "材料100" in "".join(page.extract_text() for page in volume.pages[:covers])


@pytest.mark.parametrize(("size", "lies"), [((1600, 900), True), ((900, 1600), False)], ids=["lying", "upright"])
@pytest.mark.parametrize(
    ("form", "kind", "mode"), [("JPEG", "jpeg", "RGB"), ("PNG", "png", "RGB"), ("PNG", "png", "L")]
)
def test_a_photo_becomes_a_page_that_lies_as_it_does(
    form: str, kind: str, mode: str, size: tuple[int, int], lies: bool
) -> None:
    data = picture(form, size, mode)
    page = bound(Piece("照片", data, f"image/{kind}", ours=False)).pages[1]
    assert (page.mediabox.width > page.mediabox.height) == lies
    seen = shown_on(page)
    assert seen is not None
    assert seen.size == size
    with Image.open(io.BytesIO(data)) as original:
        assert list(seen.convert("L").resize((8, 8)).get_flattened_data()) == pytest.approx(
            list(original.convert("L").resize((8, 8)).get_flattened_data()), abs=2
        )


def test_a_scan_in_black_and_white_keeps_its_one_bit_a_pixel() -> None:
    drawn: Any = bound(Piece("扫描件", picture("PNG", (800, 1200), "1"), "image/png", ours=False)).pages[1]
    image = drawn["/Resources"]["/XObject"]["/Im"]
    assert (image["/BitsPerComponent"], image["/ColorSpace"], image["/DecodeParms"]["/Columns"]) == (
        1,
        "/DeviceGray",
        800,
    )


def test_pictures_that_a_pdf_cannot_hold_as_they_are_are_shown_all_the_same() -> None:
    palette = picture("PNG", (64, 64), "P")
    assert shown_on(bound(Piece("旧扫描件", palette, "image/png", ours=False)).pages[1]) is not None


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_the_running_number_stands_upright_in_the_upper_right_corner(rotation: int) -> None:
    page = bound(Piece("扫描件", scan(1, rotation), ours=False)).pages[1]
    found: list[tuple[float, float, float, float]] = []

    def note(text: str, _: Any, matrix: Any, *__: Any) -> None:
        if text.strip() == "2":
            found.append((matrix[0], matrix[1], matrix[4], matrix[5]))

    page.extract_text(visitor_text=note)
    ((across, up, x, y),) = found
    turned = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}
    assert (across, up) == turned[rotation]
    near = {0: (x > 240, y > 450), 90: (x < 60, y > 440), 180: (x < 60, y < 60), 270: (x > 240, y < 60)}
    assert all(near[rotation])


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 nothing", b"\x89PNG\r\n\x1a\nhalf"], ids=["empty", "pdf", "png"])
@pytest.mark.parametrize("kind", ["application/pdf", "image/png"])
def test_what_cannot_be_shown_is_stood_for_by_a_page_that_says_so(data: bytes, kind: str) -> None:
    volume = bound(Piece("设计图", data, kind, ours=False), Piece("合同", scan(1), ours=False))
    assert "请打开原文件" in volume.pages[1].extract_text()
    assert bookmarks(volume) == {"申请卷宗": 1, "设计图": 2, "合同": 3}


def test_the_same_pieces_make_the_same_bytes() -> None:
    pieces = [Piece("合同", scan(2), ours=False), Piece("图", picture("PNG", (50, 80)), "image/png", ours=False)]
    made = [bind(pieces, cover=contents, slip=slip, title="申请卷宗", locale="zh") for _ in range(2)]
    assert made[0] == made[1]
