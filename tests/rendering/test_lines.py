"""Lines break where Chinese and English typography lets them."""

from itertools import accumulate

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rendering.fonts import showable
from rendering.lines import NOT_FIRST, NOT_LAST, width_of, wrap

SIZE = 10.0


texts = st.text(alphabet="一二三，。、：（）〔〕“”…abc 12:.%/-😀", max_size=60)
"""The last one, which no font can show, takes nine times the room of another."""


def joined(before: str, after: str) -> bool:
    """Whether no line may end between the two characters."""
    return after in NOT_FIRST or before in NOT_LAST


def run_around(text: str, at: int) -> str:
    """The characters around a place that have to stay together."""
    start = next((one for one in range(at - 1, 0, -1) if not joined(text[one - 1], text[one])), 0)
    end = next((one for one in range(at + 1, len(text)) if not joined(text[one - 1], text[one])), len(text))
    return text[start:end]


@given(texts, st.integers(20, 200), st.sampled_from([0, 10, 20]))
@example("11））", 20, 0)
@example("  （一）", 40, 20)
def test_no_character_is_lost_and_no_line_is_too_long(text: str, width: int, indent: int) -> None:
    lines = wrap(text, SIZE, width, indent=indent)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line, room in zip(lines, [width - indent] + [width] * len(lines), strict=False):
        assert width_of(line, SIZE, "serif") <= room + 0.01 or len(line) == 1


@given(texts.map(lambda text: "".join(text.split())), st.integers(20, 200))
@example("11））", 20)
@example("一（（（二", 40)
def test_punctuation_stays_with_its_character_wherever_a_line_can_hold_both(text: str, width: int) -> None:
    lines = wrap(text, SIZE, width)
    for at in accumulate(map(len, lines[:-1])):
        torn = joined(text[at - 1], text[at])
        assert not torn or width_of(run_around(text, at), SIZE, "serif") > width


def test_marks_that_no_line_can_hold_together_fill_their_lines() -> None:
    assert wrap("11））", SIZE, 20) == ["11）", "）"]
    assert wrap("一））））", SIZE, 20) == ["一）", "））", "）"]
    assert wrap("（（（（一", SIZE, 30) == ["（（（", "（一"]


@pytest.mark.parametrize("mark", sorted(NOT_FIRST & set("，。、；：？！）〕】》”’」』")))
def test_no_line_begins_with_closing_punctuation(mark: str) -> None:
    lines = wrap("一二三四" + mark + "五六七", SIZE, 40)
    assert len(lines) > 1
    assert not any(line.startswith(mark) for line in lines)


@pytest.mark.parametrize("width", range(60, 160, 10))
def test_not_even_after_a_word_that_is_cut(width: int) -> None:
    assert not any(line[0] in NOT_FIRST for line in wrap("版（sha256" + "ab" * 32 + "）。」", SIZE, width)[:-1])
    assert wrap("（" + "a" * 30 + "）。", SIZE, width_of("（" + "a" * 30 + "）", SIZE, "serif"))[-1] == "a）。"


def test_no_line_ends_with_an_opening_bracket() -> None:
    assert wrap("一二三（四五", SIZE, 40) == ["一二三", "（四五"]
    assert wrap("一二三〔26〕", SIZE, 40) == ["一二三", "〔26〕"]


def test_words_and_numbers_stay_whole() -> None:
    assert wrap("面积是320平方米", SIZE, 45) == ["面积是", "320平方", "米"] or all(
        "320" in line or "3" not in line for line in wrap("面积是320平方米", SIZE, 45)
    )
    assert wrap("one licence for all", SIZE, 60)[0] in {"one licence", "one"}


def test_a_word_longer_than_the_line_is_cut() -> None:
    lines = wrap("sha256:" + "ab" * 32, SIZE, 100)
    assert len(lines) > 1
    assert "".join(lines) == "sha256:" + "ab" * 32


def test_a_word_longer_than_the_line_leaves_the_indent_free() -> None:
    lines = wrap("ab" * 40, SIZE, 100, indent=20)
    assert "".join(lines) == "ab" * 40
    assert 20 + width_of(lines[0], SIZE, "serif") <= 100


def test_the_first_line_can_be_indented_and_line_feeds_count() -> None:
    assert len(wrap("一二三四", SIZE, 40)) == 1
    assert len(wrap("一二三四", SIZE, 40, indent=20)) == 2
    assert wrap("一\n二", SIZE, 40) == ["一", "二"]


def test_what_no_font_can_show_takes_the_room_of_the_code_that_stands_for_it() -> None:
    text = "山海㐂龘𠮷😀关外" * 6
    for family in ("serif", "sans"):
        lines = wrap(text, SIZE, 150, family)
        assert "".join(lines) == text
        assert all(width_of(showable(line), SIZE, family) <= 150 for line in lines)
