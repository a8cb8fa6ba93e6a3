"""Papers as GB/T 9704 wants them: nothing is left alone, numbers stand right, offices write with a red head."""

from itertools import groupby

import pytest

from knowledge.documents.form import FORM
from knowledge.documents.model import Block, Document, Item, Items, Paragraph, Row, Rows, Section, Table, TableRow
from rendering.archival import Imprint, new_paper
from rendering.grids import grid_of_table
from rendering.pdf import Marks, render_pdf
from rendering.sheet import LETTER, PAPER, Sheet
from tests.rendering.places import overlapping, placed, texts
from tests.rendering.reading import Shown, everything_shown, opened
from tests.rendering.test_pdf import picture

TABLE = Table(("事项", "部门"), (TableRow(("消防检查", "消防")), TableRow(("小餐饮", "市场监管"))))
ROWS = Rows((Row("名称", "茶铺"), Row("地址", "人民路88号")))
ENOUGH = tuple(Paragraph("后文") for _ in range(24))
"""So much after what a test is about that nobody would save the last page."""
ITEMS = Items((Item("一条"), Item("又一条")))


def _paper(*sections: Section, kind: str = FORM, issuer: str = "") -> Document:
    return Document(kind, "标题", "zh", 1, "副题", sections, "2026-11-24", issuer)


def _roles_by_page(pdf: bytes) -> list[list[str]]:
    """The roles of the tagged pieces of each page, in order, pieces of one kind in a row told once."""
    shown: list[Shown] = [one for one in everything_shown(opened(pdf)) if one.piece is not None]
    pages = groupby(shown, key=lambda one: one.page)
    return [[role for role, _ in groupby(page, key=lambda one: one.mark)] for _, page in pages]


@pytest.mark.parametrize(
    "following", [Paragraph("一句话。"), TABLE, ROWS, ITEMS], ids=["text", "table", "rows", "list"]
)
def test_a_heading_stays_with_what_it_heads_and_a_table_head_with_its_first_row(following: Block) -> None:
    for lines in range(43, 54):
        above = Section("上文", tuple(Paragraph(f"第{one}行") for one in range(lines)))
        pages = _roles_by_page(render_pdf(_paper(above, Section("下文", (following,)))))
        assert not any(page[-1] in ("H2", "H3") for page in pages), lines
        assert not any(page[-2:] == ["P", "TH"] or page[-2:] == ["H2", "TH"] for page in pages), lines


@pytest.mark.parametrize("seal", [None, picture()], ids=["pending", "sealed"])
def test_issuer_date_and_seal_are_never_alone_on_a_page(seal: bytes | None) -> None:
    turned = 0
    for lines in range(14, 30):
        text = Section("", tuple(Paragraph(f"第{one}行") for one in range(lines)))
        document = _paper(text, kind="acceptance", issuer="市政务服务局")
        reader = opened(render_pdf(document, Marks(seal)))
        last = reader.pages[-1].extract_text()
        missing = {f"第{lines - 1}行", "市政务服务局", "2026年11月24日"} - set(last.split("\n"))
        assert not missing, lines
        turned += len(reader.pages) - 1
    assert turned, "some of them take two pages"


def test_no_paragraph_leaves_a_single_line_behind() -> None:
    broken = 0
    for lines in range(36, 52):
        above = tuple(Paragraph(f"第{one}行") for one in range(lines))
        document = _paper(Section("", (*above, Paragraph("很长的一段话。" * 20), *ENOUGH)))
        shown = [one for one in everything_shown(opened(render_pdf(document))) if one.mark == "P" and one.codes]
        pieces = [list(piece) for _, piece in groupby(shown, key=lambda one: (one.page, one.piece))]
        long = [len(piece) for piece in pieces if len(piece[0].codes) > 30]
        assert min(long) >= 2, lines
        broken += len(long) - 1
    assert broken, "some of them run over the page"


def test_numbers_stand_at_the_right_of_their_column_and_words_at_the_left() -> None:
    sheet = Sheet(new_paper(Imprint("表", "zh")), "zh", PAPER, watermark="")
    table = Table(("名称", "面积", "说明"), (TableRow(("甲", "1,320.5", "12 号")), TableRow(("乙", "—", "无"))))
    grid = grid_of_table(sheet, table, "zh")
    assert [[cell.to_the_right for cell in row.cells] for row in grid.rows] == [[False, True, False]] * 2


def test_an_office_writes_with_a_red_head_and_an_applicant_without() -> None:
    section = Section("一节", (Paragraph("正文。"),))
    letter = render_pdf(_paper(section, kind="acceptance", issuer="示范市政务服务和大数据管理局"))
    first = opened(letter).pages[0]
    lines = first.extract_text().split("\n")
    assert lines[lines.index("— 1 —") + 1] == "示范市政务服务和大数据管理局"
    assert b".7843 .0627 .1804 rg" in first.get_contents().get_data().replace(b" 0.", b" .").replace(b"0.7", b".7")
    assert b".7843" not in opened(render_pdf(_paper(section))).pages[0].get_contents().get_data()


def test_the_type_areas_lie_on_the_page() -> None:
    for layout in (LETTER, PAPER):
        assert layout.left > 60
        assert layout.left + layout.width < 595 - 45
        assert layout.top + layout.height < 842 - 50


@pytest.mark.parametrize("rows", [2, 3, 4, 9])
def test_no_row_of_a_table_is_alone_on_its_page(rows: int) -> None:
    broken = 0
    for lines in range(36, 53):
        above = Section("上文", tuple(Paragraph(f"第{one}行") for one in range(lines)))
        table = Table(("事项", "部门"), tuple(TableRow((f"第{one}项", "消防")) for one in range(rows)))
        found = placed(render_pdf(_paper(above, Section("下文", (table, *ENOUGH)))))
        pages = [one.page for one in texts(found) if one.text.endswith("项")]
        assert all(pages.count(page) > 1 for page in pages), lines
        broken += len(set(pages)) - 1
    assert bool(broken) == (rows > 3)


def test_an_office_is_named_at_the_size_of_its_chinese_name_and_whom_it_writes_to_at_the_left_edge() -> None:
    plain, both = (
        "市政务服务和大数据管理局",
        "市政务服务和大数据管理局\nGovernment Services and Big Data Administration",
    )
    sizes: set[float] = set()
    for issuer in (plain, both, plain * 4):
        opening = Section("", (Paragraph("茶铺：", flush=True), Paragraph("正文。")))
        found = placed(render_pdf(_paper(opening, kind="acceptance", issuer=issuer), Marks(picture())))
        assert not overlapping(found)
        head = texts(found)[1]
        assert head.left >= LETTER.left - 1
        assert head.right <= LETTER.left + LETTER.width + 1
        sizes.add(round(head.top - head.bottom, 1))
        lefts = {one.text: round(one.left - LETTER.left) for one in texts(found)}
        assert (lefts["茶铺："], lefts["正文。"]) == (0, 28)
    assert len(sizes) == 2, "only a name too long for a line is written smaller"


def test_the_number_of_a_letter_stands_in_its_head_and_that_of_the_application_below_the_title() -> None:
    letter = _paper(Section("一节", (Paragraph("正文。"),)), kind="acceptance", issuer="市政务服务局")
    found = texts(placed(render_pdf(letter.endorsed((), "2026-1124-0001"))))
    order = [one.text for one in sorted(found, key=lambda one: -one.bottom)]
    assert order[:4] == ["市政务服务局", "副题", "标题", "收件编号：2026-1124-0001"]


def test_lines_move_together_rather_than_leave_a_last_page_nearly_empty() -> None:
    steps: list[float] = []
    for lines in range(12, 24):
        text = Section("", tuple(Paragraph(f"第{one}行") for one in range(lines)))
        found = texts(placed(render_pdf(_paper(text, kind="acceptance", issuer="市政务服务局"))))
        first, second, *others = [one for one in found if one.text.endswith("行")]
        if {one.page for one in others} == {1}:
            steps.append(round((first.bottom - second.bottom) / 14, 1))
    assert set(steps) == {1.9, 1.7, 1.6}, "lines of 14 points, and what is left free between paragraphs"
    assert steps == sorted(steps, reverse=True), "no closer than it takes"
