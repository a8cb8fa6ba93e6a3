"""Print on a licence becomes facts: two columns or one, labels in pieces, slips of the reader; doubtful where it is doubtful."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dialogs.understanding.licence_layout import Edge, PrintedLine
from dialogs.understanding.licence_photo import LicenceReading, read_licence, says_the_same
from knowledge.pack import Pack

CODE, NAME = "unified_social_credit_code", "operator_name"
RIGHT = "92420303MA4E3Y6A6D"
HEIGHT = 30


def line(text: str, left: float, top: float, *, score: float = 0.99, edge: Edge = "") -> PrintedLine:
    """A line as wide as its text."""
    return PrintedLine(text, left, top, left + HEIGHT * len(text), top + HEIGHT, score, edge)


LANDSCAPE = (
    line("营业执照", 550, 130),
    line("统一社会信用代码", 130, 180),
    line(RIGHT, 130, 225),
    line("(副本)", 730, 245),
    line("扫描二维码登录“国家企业信用", 1180, 270),
    line("信息公示系统”了解更多登记信息", 1180, 300),
    line("名称", 130, 400),
    line("小林饮品店", 310, 400),
    line("组成形式", 850, 400),
    line("个人经营", 1030, 400),
    line("类型", 130, 480),
    line("个体工商户", 310, 480),
    line("注册日期", 850, 480),
    line("2024年03月18日", 1030, 480),
    line("经营者", 130, 560),
    line("林小满", 310, 560),
    line("经营场所", 850, 560),
    line("湖北省十堰市张湾区", 1030, 560),
    line("人民路88号", 1030, 600),
    line("经营范围", 130, 640),
    line("许可项目:餐饮服务(依法", 310, 640),
    line("须经批准的项目除外)", 310, 680),
    line("登记机关", 920, 900),
    line("十堰市市场监督管理局", 1150, 860),
    line("2024年03月18日", 1180, 960),
    line("国家企业信用信息公示系统网址:http://www.gsxt.gov.cn", 100, 1050),
)
PORTRAIT = (
    line("营业执照", 330, 200),
    line(f"统一社会信用代码 {RIGHT}", 330, 395),
    line("名称", 190, 480),
    line("小林饮品店", 375, 480),
    line("类型", 190, 560),
    line("个体工商户", 375, 560),
    line("经营场所", 190, 640),
    line("湖北省十堰市张湾区", 375, 640),
    line("人民路88号", 375, 680),
    line("经营者", 190, 760),
    line("林小满", 375, 760),
    line("营业期限", 190, 840),
    line("长期", 375, 840),
    line("经营范围", 190, 920),
    line("许可项目:餐饮服务(依法", 375, 920),
    line("须经批准的项目除外)", 375, 960),
    line("登记机关", 600, 1300),
)
FACTS = {
    CODE: RIGHT,
    NAME: "小林饮品店",
    "applicant_kind": "individual_business",
    "legal_representative": "林小满",
    "registered_address": "湖北省十堰市张湾区人民路88号",
    "business_scope": "许可项目：餐饮服务（依法须经批准的项目除外）",
}


def with_text(before: str, after: str, lines: tuple[PrintedLine, ...] = LANDSCAPE) -> list[PrintedLine]:
    assert any(one.text == before for one in lines)
    return [replace(one, text=after) if one.text == before else one for one in lines]


def without(*texts: str, lines: tuple[PrintedLine, ...] = LANDSCAPE) -> list[PrintedLine]:
    return [one for one in lines if one.text not in texts]


@pytest.mark.parametrize("lines", [LANDSCAPE, PORTRAIT, LANDSCAPE[::-1]], ids=["landscape", "portrait", "any order"])
def test_each_field_is_found_beside_and_below_its_label(city: Pack, lines: tuple[PrintedLine, ...]) -> None:
    assert read_licence(city, lines) == LicenceReading(FACTS)


def test_a_company_has_a_representative_capital_and_a_seat(city: Pack) -> None:
    names = {"经营者": "法定代表人", "组成形式": "注册资本", "经营场所": "住所", "个体工商户": "有限责任公司(法人独资)"}
    lines = [replace(one, text=names.get(one.text, one.text)) for one in LANDSCAPE]
    assert read_licence(city, lines).facts == {**FACTS, "applicant_kind": "company"}


def test_a_label_in_pieces_is_put_together(city: Pack) -> None:
    pieces = [line("名", 130, 400), line("称", 220, 402), line("住", 850, 560), line("所", 960, 561)]
    assert read_licence(city, [*without("名称", "经营场所"), *pieces]).facts == FACTS


def test_half_a_label_will_do(city: Pack) -> None:
    assert read_licence(city, [*without("类型"), line("类", 130, 480)]).facts == FACTS


def test_label_and_value_may_share_a_line(city: Pack) -> None:
    joined = line("经营者:林小满", 130, 560)
    assert read_licence(city, [*without("经营者", "林小满"), joined]).facts == FACTS


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("经营苑围", "经营范围"), ("经管者", "经营者"), ("经营场听", "经营场所")],
    ids=lambda text: text,
)
def test_one_misread_character_does_not_hide_a_label(city: Pack, wrong: str, right: str) -> None:
    assert read_licence(city, with_text(right, wrong)).facts == FACTS


@pytest.mark.parametrize(
    ("read", "code"),
    [
        ("924203O3MA4E3Y6A6D", RIGHT),
        ("92420303MA4E3Y6A6O", RIGHT),
        ("9242O3O3MA4E3Y6A6D", RIGHT),
        ("92420303 MA4E3Y6A6D", RIGHT),
        ("92420303ＭＡ4E3Y6A6D", RIGHT),
        ("92420303MA4E3Y6A9F", None),
        ("92420303MA4E3Y6A6", None),
    ],
    ids=["O for 0", "O for D", "two slips", "a gap", "full width", "not to be mended", "too short"],
)
def test_a_misread_code_is_mended_only_where_one_mending_fits(city: Pack, read: str, code: str | None) -> None:
    reading = read_licence(city, with_text(RIGHT, read))
    assert reading.facts.get(CODE) == code
    assert (CODE in reading.doubtful) == (code is not None and "O" in read)
    assert reading.trouble == ("" if code else "photo_code_unread")


def test_a_code_in_two_boxes_is_one_code(city: Pack) -> None:
    halves = [line("92420303MA", 130, 225), line("4E3Y6A6D", 440, 226)]
    assert read_licence(city, [*without(RIGHT), *halves]).facts == FACTS


def test_a_code_that_is_cut_through_is_not_believed(city: Pack) -> None:
    lines = [replace(one, edge="top") if one.text == RIGHT else one for one in LANDSCAPE]
    reading = read_licence(city, lines)
    assert CODE not in reading.facts
    assert reading.trouble == "photo_cut_top"


def test_two_licences_on_one_photo_give_no_code(city: Pack) -> None:
    other = line("91420300MA4E9T5C50", 130, 2225)
    reading = read_licence(city, [*LANDSCAPE, other])
    assert CODE not in reading.facts
    assert reading.trouble == "photo_code_unread"


def test_what_was_hard_to_read_is_marked_and_what_was_unreadable_is_left_out(city: Pack) -> None:
    scores = {"小林饮品店": 0.88, "林小满": 0.6}
    reading = read_licence(city, [replace(one, score=scores.get(one.text, one.score)) for one in LANDSCAPE])
    assert reading.doubtful == (NAME,)
    assert "legal_representative" not in reading.facts


def test_a_value_that_is_cut_off_is_not_taken(city: Pack) -> None:
    lines = [replace(one, edge="right") if one.text == "人民路88号" else one for one in LANDSCAPE]
    reading = read_licence(city, lines)
    assert "registered_address" not in reading.facts
    assert reading.facts[CODE] == RIGHT


@pytest.mark.parametrize(
    ("lines", "warnings", "trouble"),
    [
        ([], ("file_dark",), "photo_dark"),
        ([], ("file_blurred", "file_small"), "photo_blurred"),
        ([], ("file_small",), "photo_small"),
        ([], ("file_blank",), "photo_blank"),
        ([], (), "photo_not_licence"),
        ([line("百家超市", 90, 120), line("合计 27.60", 90, 300)], (), "photo_not_licence"),
        ([replace(one, edge="left") for one in without(RIGHT)], (), "photo_cut_left"),
        ([*without(RIGHT), line("9242", 0, 225, edge="top")], (), "photo_cut_top"),
        (without(RIGHT), (), "photo_code_unread"),
        (without(RIGHT), ("file_dark",), "photo_code_unread"),
    ],
    ids=["dark", "blurred", "small", "blank", "no print", "a receipt", "left", "top", "covered", "dark, but read"],
)
def test_a_photo_without_a_code_is_told_why(
    city: Pack, lines: list[PrintedLine], warnings: tuple[str, ...], trouble: str
) -> None:
    assert read_licence(city, lines, warnings).trouble == trouble


@pytest.mark.parametrize(
    ("fact", "printed", "registered", "same"),
    [
        (NAME, "小林（十堰）饮品店", "小林(十堰)饮品店", True),
        (NAME, "小林饮品店", "小林奶茶店", False),
        ("registered_address", "湖北省十堰市张湾区人民路88号", "人民路88号", True),
        ("registered_address", "湖北省十堰市张湾区人民路88号", "人民路8号", False),
        ("business_scope", "许可项目：餐饮服务（依法须经批准的项目除外）", "餐饮服务", True),
        ("business_scope", "许可项目：餐饮服务；食品销售", "餐饮服务", False),
        ("applicant_kind", "company", "company", True),
        ("applicant_kind", "company", "individual_business", False),
    ],
)
def test_print_and_register_differ_only_where_they_say_something_else(
    city: Pack, fact: str, printed: str, registered: str, *, same: bool
) -> None:
    assert says_the_same(city.facts[fact], printed, registered) is same
