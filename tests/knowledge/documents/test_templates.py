"""Texts that an administrator writes are texts: they are filled with what they are given, and reach nothing else."""

from __future__ import annotations

import pytest

from knowledge.documents.templates import LONGEST_RESULT, BrokenTemplate, Words, broken, render
from tests.knowledge.documents.payloads import ESCAPES, HARMLESS

WORDS: Words = {
    "operator": "小林饮品店",
    "count": 2,
    "late": True,
    "nothing": (),
    "lines": ({"name": "平面图", "due": "12月1日"}, {"name": "健康证", "due": "12月8日"}),
}
KNOWN = frozenset(WORDS)


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("没有占位符。", "没有占位符。"),
        ("{operator}：", "小林饮品店："),
        ("{{ operator }}还差 {count} 处", "小林饮品店还差 2 处"),
        ("{% if late %}已经逾期{% else %}没有逾期{% endif %}", "已经逾期"),
        ("{% if nothing %}有{% elif count > 1 and not nothing %}无{% endif %}", "无"),
        ("{{ '是' if count == 2 else '否' }}", "是"),
        ("{{ lines|length }} 份", "2 份"),
        (
            "{% for one in lines %}{{ loop.index }}.{{ one.name }}（{{ one.due }}）{% if not loop.last %}；{% endif %}{% endfor %}",
            "1.平面图（12月1日）；2.健康证（12月8日）",
        ),
        ("{% for one in nothing %}{{ one.name }}{% else %}没有{% endfor %}", "没有"),
        ("第一行\n第二行\n", "第一行\n第二行"),
    ],
)
def test_a_text_is_filled(text: str, filled: str) -> None:
    assert broken(text, KNOWN) is None
    assert render(text, WORDS).rstrip("\n") == filled


def test_the_corpus_is_large() -> None:
    assert len(set(ESCAPES)) == len(ESCAPES) >= 120


@pytest.mark.parametrize("payload", ESCAPES, ids=range(len(ESCAPES)))
def test_nothing_escapes(payload: str) -> None:
    assert broken(payload, KNOWN) is not None
    with pytest.raises(BrokenTemplate):
        render(payload, WORDS)


@pytest.mark.parametrize("payload", HARMLESS)
def test_what_only_looks_like_an_escape_is_text(payload: str) -> None:
    assert broken(payload, KNOWN) is None
    assert "<class" not in render(payload, WORDS)


def test_a_stored_format_in_the_words_stays_words() -> None:
    stored: Words = {"operator": "{0.__class__}{{ 7 * 7 }}{% set x = 1 %}"}
    assert render("{operator}", stored) == stored["operator"]


def test_a_list_is_gone_through_and_not_written_out() -> None:
    with pytest.raises(BrokenTemplate, match="go through a list"):
        render("{lines}", WORDS)
    with pytest.raises(BrokenTemplate, match="go through a list"):
        render("{% for one in lines %}{{ one }}{% endfor %}", WORDS)


def test_a_text_of_which_words_are_unknown_is_not_written() -> None:
    assert broken("{operators}", KNOWN) == f"nothing fills {{operators}}; known are {', '.join(sorted(KNOWN))}"
    with pytest.raises(BrokenTemplate, match="operators"):
        render("{operators}", WORDS)


def test_a_text_can_not_grow_without_end() -> None:
    many: Words = {"lines": tuple({"name": "材" * 1000} for _ in range(1000))}
    with pytest.raises(BrokenTemplate, match=str(LONGEST_RESULT)):
        render("{% for one in lines %}{{ one.name }}{% endfor %}", many)
