"""Documents on paper: their text comes back, their bytes repeat, nothing is a blank box."""

import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from knowledge.documents.case import Given, Signature
from knowledge.documents.characters import TABLE, unprintable
from knowledge.documents.form import compose_form
from knowledge.documents.model import Document, Item, Items, Paragraph, Row, Rows, Section, Table, TableRow
from knowledge.documents.notice import Edition, Situation, compose_notice
from knowledge.documents.papers import make_papers, with_marks
from rendering.characters import table
from rendering.fonts import missing_characters
from rendering.pdf import Marks, render_pdf, unshowable
from tests.city import city_pack, city_rules
from tests.knowledge.documents.cases import AT, all_answers, case_of
from tests.knowledge.documents.test_slices import DRINKS


def _read(pdf: bytes) -> str:
    return _squeezed("\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


def _squeezed(text: str) -> str:
    """Text without blanks, page numbers and watermark: a value may be broken over lines, a table over pages."""
    without_marks = re.sub(r"— \d+ —|^演示$|^DEMONSTRATION$", "", text, flags=re.MULTILINE)
    return re.sub(r"\s+", "", without_marks)


def _squeezed_line(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _document(*sections: Section) -> Document:
    return Document("test", "测试文书", "zh", 1, "副题", sections, "2026-11-24", "市政务服务和大数据管理局")


def _notice(industry: str = "drinks_snacks", permits: tuple[str, ...] = ("small_catering", "outdoor_sign")) -> Document:
    return compose_notice(city_pack(), city_rules(), Situation(industry, permits), Edition("zh", 1, "2026-11-24"))


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("industry", ["hotel", "clinic", "filling_station"])
def test_every_label_and_value_of_a_form_comes_back_as_text(industry: str, locale: str) -> None:
    every = tuple(one.code for one in city_pack().industries[industry].permits)
    case = case_of(industry, all_answers(city_pack()), permits=every, locale="en" if locale == "en" else "zh")
    form = compose_form(case)
    found = _read(render_pdf(form))
    for section in form.sections:
        assert _squeezed(section.heading) in found
        for block in section.blocks:
            if isinstance(block, Rows):
                for row in block.rows:
                    assert _squeezed(row.label + row.value) in found, row.label


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) is not installed")
def test_poppler_reads_the_title_and_the_terms(tmp_path: Path) -> None:
    path = tmp_path / "notice.pdf"
    path.write_bytes(render_pdf(_notice()))
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True).stdout
    text = _squeezed_line(text)
    for expected in (
        "一次性告知单",
        "一、要办的事项、部门和时限",
        "市政务服务和大数据管理局",
        "— 1 —",
        "2026年11月24日",
    ):
        assert _squeezed_line(expected) in text


def test_the_same_document_is_the_same_bytes() -> None:
    notice = _notice()
    assert render_pdf(notice) == render_pdf(Document.from_data(notice.as_data()))
    assert b"20261124" in render_pdf(notice)


def test_rare_characters_are_shown_and_the_missing_are_reported() -> None:
    assert missing_characters("㐂龘吉 abc") == ""
    assert missing_characters("𠮷野家𠮷") == "𠮷"
    document = _document(Section("经营者", (Rows((Row("名称", "㐂龘𠮷茶铺𰻞"),)),)))
    assert unshowable(document) == "𠮷"
    assert "㐂龘［U+20BB7］茶铺𰻞" in _read(render_pdf(document))


def test_what_the_chat_knows_of_the_fonts_is_what_they_hold() -> None:
    assert TABLE.read_text(encoding="ascii") == table(), "run python -m rendering.characters"
    assert unprintable("㐂龘𠮷 茶铺\n𰻞😀𠮷") == "𠮷😀"


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_no_text_of_the_pack_needs_a_character_that_the_fonts_lack(locale: str) -> None:
    for industry in city_pack().industries.values():
        situation = Situation(industry.code, tuple(one.code for one in industry.permits))
        edition = Edition("en" if locale == "en" else "zh", 1, "2026-11-24")
        assert unshowable(compose_notice(city_pack(), city_rules(), situation, edition)) == ""


def test_a_change_is_tagged_in_words() -> None:
    block = Items((Item("新的一条", "", True), Item("旧的一条")))
    table = Table(("事项", "部门"), (TableRow(("消防检查", "消防"), True), TableRow(("小餐饮", "市场监管"))))
    text = _read(render_pdf(_document(Section("一", (block, table, Paragraph("改了的话", True))))))
    for expected in ("【变更】新的一条", "【变更】消防检查", "【变更】改了的话"):
        assert expected in text
    assert "【变更】旧的一条" not in text


def test_without_a_seal_every_page_says_demonstration_and_with_one_none_does() -> None:
    notice = _notice()
    pages = PdfReader(BytesIO(render_pdf(notice))).pages
    assert all("演示" in page.extract_text() for page in pages)
    sealed = PdfReader(BytesIO(render_pdf(notice, Marks(seal=picture())))).pages
    text = "".join(page.extract_text() for page in sealed)
    assert "演示" not in text.replace("（演示地址）", "").replace("（演示号码）", "")
    assert "印章待加盖" not in text


def test_a_signed_form_carries_its_signature_lines() -> None:
    case = case_of("drinks_snacks", DRINKS)
    papers = make_papers(case)
    signed = replace(
        case, reference="2026-1124-0007", signature=Signature("林小满", "drawn", "10:00", papers.tree.root)
    )
    text = _read(render_pdf(with_marks(papers.form, signed), Marks(signature=picture())))
    for expected in ("收件编号：2026-1124-0007", "林小满", "手写签名", papers.tree.root):
        assert expected in text


def test_long_names_and_thirty_permits_stay_within_their_page() -> None:
    name = "湖北省示范市示范区" + "很长的名字" * 10 + "有限公司"
    case = case_of("drinks_snacks", DRINKS)
    form = compose_form(replace(case, facts={**case.facts, "operator_name": Given(name, "business_licence", AT)}))
    assert name in _read(render_pdf(form))
    permits = tuple(city_pack().permits)[:30]
    notice = _notice("supermarket", permits)
    pdf = render_pdf(notice)
    text = _read(pdf)
    assert all(_squeezed(city_pack().permits[code].name.zh) in text for code in permits)
    head = "事项主管部门证件（文书）法定时限承诺时限"
    assert text.count(head) > 1, "the head repeats on each page that the table runs over"


def test_a_cell_taller_than_a_page_is_split() -> None:
    table = Table(("事项", "说明"), (TableRow(("一项", "很长的说明。" * 900)), TableRow(("下一项", "短"))))
    pdf = render_pdf(_document(Section("表", (table,))))
    assert len(PdfReader(BytesIO(pdf)).pages) > 2
    assert _read(pdf).count("很长的说明。") >= 890  # a few are broken by a page's number
    assert "下一项" in _read(pdf)


def test_screen_readers_get_title_language_and_bookmarks() -> None:
    reader = PdfReader(BytesIO(render_pdf(_notice())))
    assert reader.metadata is not None
    assert reader.metadata.title == "一次性告知单"
    assert reader.root_object["/Lang"] == "zh-CN"
    assert [entry.title for entry in reader.outline if not isinstance(entry, list)][1] == "二、申请材料（合并后的一套）"


def picture() -> bytes:
    buffer = BytesIO()
    Image.new("RGBA", (60, 60), (200, 30, 30, 128)).save(buffer, "PNG")
    return buffer.getvalue()


def test_documents_made_at_the_same_time_do_not_mix() -> None:
    notices = [_notice("drinks_snacks", ("small_catering",)), _notice("cinema", ("film_screening",))] * 3
    alone = [render_pdf(notice) for notice in notices]
    with ThreadPoolExecutor(max_workers=3) as pool:
        assert list(pool.map(render_pdf, notices)) == alone
