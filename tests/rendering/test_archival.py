"""Every paper is PDF/A-3u, carries its data, can be read out, and is the same bytes whenever it is made again."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.documents.case import Signature
from knowledge.documents.materials_list import compose_materials_list
from knowledge.documents.model import (
    Document,
    Item,
    Items,
    Paragraph,
    Row,
    Rows,
    Section,
    Table,
    TableRow,
    canonical_json,
)
from knowledge.documents.notice import Edition, Situation, compose_notice
from knowledge.documents.papers import make_papers, with_marks
from knowledge.documents.receipt import compose_receipt
from rendering.archival import Imprint, finished, new_paper
from rendering.canvas import Box, Canvas, Pen
from rendering.pdf import Marks, render_pdf
from rendering.pdf_check import check_pdf, trusted_certificates
from tests.city import city_pack, city_rules
from tests.knowledge.documents.cases import case_of
from tests.knowledge.documents.test_slices import DRINKS
from tests.rendering.pdfa import faults
from tests.rendering.reading import opened, read_aloud
from tests.rendering.signed_pdfs import office, sign
from tests.rendering.test_pdf import picture


def _notice(locale: str = "zh") -> Document:
    edition = Edition("en" if locale == "en" else "zh", 1, "2026-11-24")
    return compose_notice(
        city_pack(), city_rules(), Situation("drinks_snacks", ("small_catering", "outdoor_sign")), edition
    )


def _document(*blocks: Paragraph | Rows | Table | Items) -> Document:
    return Document("test", "标题", "zh", 1, "副题", (Section("一节", blocks),), "2026-11-24", "机关")


@pytest.mark.slow
@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_paper_of_an_application_is_fit_for_the_archive(locale: str) -> None:
    case = case_of("drinks_snacks", {**DRINKS, "chooses_commitment": True}, locale="en" if locale == "en" else "zh")
    papers = make_papers(case)
    signature = Signature("林小满", "drawn", "10:00", papers.tree.root)
    signed = replace(case, reference="2026-1124-0007", signature=signature)
    marks = Marks(signature=picture())
    made = {
        "notice": render_pdf(_notice(locale)),
        "form": render_pdf(with_marks(papers.form, signed), marks),
        "receipt": render_pdf(compose_receipt(signed, "10:00"), Marks(seal=picture())),
        "materials": render_pdf(compose_materials_list(case)),
    }
    if papers.letter is not None:
        made["letter"] = render_pdf(with_marks(papers.letter, signed), marks)
    assert len(made) == 5
    assert {name: faults(pdf) for name, pdf in made.items()} == {name: [] for name in made}


def test_a_landscape_paper_drawn_by_hand_is_too() -> None:
    paper = new_paper(Imprint("许可证", "zh", "市政务服务和大数据管理局", made_on="2026-11-24"), landscape=True)
    canvas = Canvas(paper)
    canvas.add_page()
    with canvas.tagged("H1"):
        canvas.write(100, 100, "行业综合许可证", Pen("serif", 30, bold=True))
    canvas.rule(100, 120, 300)
    canvas.picture(picture(), Box(500, 300, 100, 100), "二维码")
    pdf = finished(paper, b'{"kind":"licence"}')
    assert faults(pdf) == []
    width, height = opened(pdf).pages[0].mediabox[2:]
    assert width > height


def test_the_data_that_it_was_made_from_are_inside() -> None:
    notice = _notice()
    report = check_pdf(render_pdf(notice), ())
    assert report.data == canonical_json(notice.as_data())
    assert [finding.code for finding in report.findings] == ["unsigned"]


def test_a_screen_reader_says_everything_once_and_in_order() -> None:
    table = Table(("事项", "部门"), tuple(TableRow((f"第{one}项", "消防")) for one in range(60)))
    items = Items((Item("租赁合同", "如租赁"), Item("平面图")), numbered=True)
    said = read_aloud(opened(render_pdf(_document(Paragraph("开头。"), table, items, Rows((Row("名称", "茶铺"),))))))
    beginning = [(one.role, one.text) for one in said.kids if one.text][:4]
    assert beginning == [("P", "机关"), ("P", "副题"), ("H1", "标题"), ("H2", "一、一节")]
    rows = [[cell.text for cell in row.kids] for row in next(said.all("Table")).kids]
    assert rows[0] == ["事项", "部门"], "the head is read once, though it is printed on each page"
    assert rows[1:] == [[f"第{one}项", "消防"] for one in range(60)]
    assert [[part.text for part in one.kids] for one in said.all("LI")] == [
        ["1.", "如租赁：租赁合同"],
        ["2.", "平面图"],
    ]
    assert [one.text for one in said.all("TH")][-1] == "名称"
    assert [one.text for one in said.kids][-2:] == ["（印章待加盖）", "2026年11月24日"]


def test_pictures_are_described() -> None:
    case = case_of("drinks_snacks", DRINKS)
    signed = replace(case, signature=Signature("林小满", "drawn", "10:00", make_papers(case).tree.root))
    pdf = render_pdf(with_marks(make_papers(case).form, signed), Marks(seal=picture(), signature=picture()))
    alts = [one.attributes["alt"] for one in read_aloud(opened(pdf)).all("Figure")]
    assert "申请人手写签名" in alts


@pytest.mark.parametrize("text", ["⼈人", "人⼈", "a\u00a0b c", "3\u20115-6", "①➀"])
def test_characters_that_look_alike_are_copied_as_themselves(text: str) -> None:
    pdf = render_pdf(_document(Paragraph(text)))
    assert faults(pdf) == []
    assert next(one.text for one in read_aloud(opened(pdf)).all("P") if text[0] in one.text) == text


TEXTS = st.text(alphabet="一二三人⼈，。（）abc 12:/-㐂龘𬱖é\u00a0", min_size=1, max_size=40)


@settings(max_examples=15, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_the_same_data_make_the_same_bytes(texts: list[str]) -> None:
    rows = Rows(tuple(Row(text, text) for text in texts))
    document = _document(*(Paragraph(text, marked=True) for text in texts), rows)
    first = render_pdf(document)
    assert render_pdf(Document.from_data(document.as_data())) == first
    assert faults(first) == []


@pytest.mark.slow
def test_another_process_makes_the_same_bytes(tmp_path: Path) -> None:
    notice = _notice()
    data = tmp_path / "notice.json"
    data.write_bytes(canonical_json(notice.as_data()))
    program = (
        "import hashlib, json, sys; from pathlib import Path; from knowledge.documents.model import Document;"
        "from rendering.pdf import render_pdf;"
        "made = render_pdf(Document.from_data(json.loads(Path(sys.argv[1]).read_bytes())));"
        "print(hashlib.sha256(made).hexdigest())"
    )
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Shanghai"}
        made = subprocess.run(
            [sys.executable, "-c", program, str(data)], env=environment, capture_output=True, text=True, check=True
        )
        assert made.stdout.strip() == hashlib.sha256(render_pdf(notice)).hexdigest()


def test_a_signature_leaves_it_fit_for_the_archive(tmp_path: Path) -> None:
    (tmp_path / "root.pem").write_bytes(office().root_pem)
    signed = sign(render_pdf(_notice()), office())
    assert check_pdf(signed, trusted_certificates(tmp_path / "root.pem")).findings == ()
    # pyHanko names itself a little differently in the two places; PDF/A-3 no longer compares them
    assert faults(signed) == ["/Producer differs from pdf:Producer"]
