"""Documents on a page: semantic, escaped, with changes told in words."""

from html.parser import HTMLParser

import pytest

from knowledge.documents.model import Document, Item, Items, Paragraph, Row, Rows, Section, Table, TableRow
from knowledge.documents.notice import Edition, Situation, compose_notice
from rendering.html import render_html
from tests.city import city_pack, city_rules

VOID = {"br", "hr", "img", "input", "meta", "link"}


class Outline(HTMLParser):
    """Collects the text and checks that every element is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def _outline(html: str) -> Outline:
    outline = Outline()
    outline.feed(html)
    assert outline.open == []
    return outline


def _document(*blocks: Paragraph | Rows | Table | Items) -> Document:
    return Document("test", "标题", "zh", 1, "副题", (Section("一节", blocks),), "2026-11-24", "机关")


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_text_of_a_notice_is_on_the_page(locale: str) -> None:
    situation = Situation("hotel", tuple(one.code for one in city_pack().industries["hotel"].permits))
    edition = Edition("en" if locale == "en" else "zh", 1, "2026-11-24")
    notice = compose_notice(city_pack(), city_rules(), situation, edition)
    found = _outline(render_html(notice)).text
    missing = [text for text in notice.texts() if text and text != notice.date and text not in found]
    assert not missing


def test_what_people_wrote_is_escaped() -> None:
    html = render_html(_document(Rows((Row("名称", "<script>alert(1)</script>"),)), Paragraph("a & b <i>")))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "a &amp; b &lt;i&gt;" in html


def test_changes_are_marked_and_tagged() -> None:
    html = render_html(_document(Items((Item("新", "如租赁", True), Item("旧"))), Paragraph("改", True)))
    assert html.count("<mark>") == 2
    assert html.count("变更") == 2
    assert "如租赁：新" in html


def test_tables_name_their_rows_and_columns() -> None:
    html = render_html(_document(Table(("事项", "部门"), (TableRow(("小餐饮", "市场监管")),))))
    assert '<th scope="col">事项</th>' in html
    assert '<th scope="row">小餐饮</th>' in html


def test_headings_start_where_the_page_wants() -> None:
    assert _outline(render_html(_document(Paragraph("x")), top=3)).seen.count("h4") == 1
