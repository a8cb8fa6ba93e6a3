"""Conditions in words, and answers as people read them."""

import pytest

from knowledge.conditions.parse import parse
from knowledge.documents.values import iso_date, masked_name, masked_number, moment, show
from knowledge.documents.wording import condition_words
from knowledge.pack import Pack
from knowledge.values import Range, Value


@pytest.mark.parametrize(
    ("condition", "zh", "en"),
    [
        ("True", "", ""),
        ("uses_agent", "委托他人代办", '"Uses an agent" is yes'),
        ("not only_prepackaged", "不属于“仅销售预包装食品”", '"Prepackaged food only" is no'),
        ("premises_right == 'own'", "场所使用权为“自有”", 'Right to the premises is "Owned"'),
        (
            "premises_right != 'own'",
            "场所使用权为“租赁”或“无偿使用”",
            'Right to the premises is "Leased" or "Free use"',
        ),
        ("premises_area >= 300", "经营场所面积在 300 平方米及以上", "Floor area is 300 m² or more"),
        ("daily_water_m3 < 50", "日排水量不到 50 立方米", "Daily discharge is below 50 m³"),
        ("'raw' in food_items", "食品经营项目包括“生食类制售”", 'Food items includes "Raw dishes"'),
        ("not ('raw' in food_items)", "食品经营项目不包括“生食类制售”", 'Food items does not include "Raw dishes"'),
        (
            "fire_acceptance in ('accepted', 'filed')",
            "建设工程消防验收（备案）情况为“已验收合格”或“已备案”",
            'Building fire acceptance is "Accepted" or "Filed"',
        ),
        (
            "has_entertainment or not (is_homestay and guest_rooms <= 14)",
            "设KTV、游艺等娱乐项目，或者不属于“民宿（农家乐），且客房数不超过 14 间”",
            '"Has karaoke or amusement" is yes or not ("Homestay" is yes and Guest rooms is 14 rooms or less)',
        ),
        (
            "chooses_commitment and (has_pool or has_climbing)",
            "选择告知承诺，且（有游泳池，或者有攀岩等其他高危险性项目）",
            '"Chooses the commitment route" is yes and '
            '("Has a swimming pool" is yes or "Climbing or other high-risk sport" is yes)',
        ),
    ],
)
def test_a_condition_reads_as_a_sentence(pack: Pack, condition: str, zh: str, en: str) -> None:
    tree = parse(condition)
    assert condition_words(pack, tree, "zh") == zh
    assert condition_words(pack, tree, "en") == en


def test_every_condition_of_the_pack_has_words_in_both_languages(pack: Pack) -> None:
    texts = {fact.when for fact in pack.facts.values()}
    texts |= {one.when for industry in pack.industries.values() for one in industry.permits}
    texts |= {one.when for permit in pack.permits.values() for one in permit.materials}
    texts |= {permit.commitment.when for permit in pack.permits.values()}
    for text in texts - {None}:
        for locale in ("zh", "en"):
            assert condition_words(pack, parse(str(text)), locale), text


@pytest.mark.parametrize(
    ("fact", "value", "zh", "en"),
    [
        ("uses_agent", False, "否", "No"),
        ("premises_area", 320.0, "320 平方米", "320 m²"),
        ("catering_area", 45.5, "45.5 平方米", "45.5 m²"),
        ("catering_area", Range(45, 46), "约 45–46 平方米", "about 45–46 m²"),
        ("premises_floor", -1, "-1", "-1"),
        ("premises_right", "lease", "租赁", "Leased"),
        ("food_items", ("hot", "raw"), "热食类制售、生食类制售", "Hot dishes, Raw dishes"),
        ("industry_category", "bookstore", "书店（文印店）", "Bookshop (print shop)"),
        ("lease_end_date", "2026-12-01", "2026年12月1日", "1 December 2026"),
        ("xray_devices", ("牙片机", "DR"), "牙片机、DR", "牙片机, DR"),
        ("operator_name", "小林饮品店", "小林饮品店", "小林饮品店"),
    ],
)
def test_an_answer_reads_as_people_say_it(pack: Pack, fact: str, value: Value, zh: str, en: str) -> None:
    if fact == "industry_category":
        zh, en = pack.industries["bookstore"].name.zh, pack.industries["bookstore"].name.en or ""
    assert show(pack, pack.facts[fact], value, "zh") == zh
    assert show(pack, pack.facts[fact], value, "en") == en


def test_personal_values_are_masked_where_asked(pack: Pack) -> None:
    number = pack.facts["legal_rep_id_number"]
    assert show(pack, number, "420303199001015422", "zh", masked=True) == "4203••••••••••5422"
    assert show(pack, number, "420303199001015422", "zh") == "420303199001015422"
    licence = pack.facts["legal_representative"]
    assert show(pack, licence, "林小满", "zh", masked=True) == "林小满"  # licence data is public
    assert masked_name("林小满") == "林*满"
    assert masked_name("林满") == "林*"
    assert masked_number("1234") == "1234"


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        ("2026-11-24T02:00:05+00:00", "2026年11月24日 10:00:05（北京时间）"),
        ("2026-11-24T23:30:00Z", "2026年11月25日 07:30:00（北京时间）"),
        ("上午十点", "上午十点"),
        ("2026-11-24", "2026-11-24"),
    ],
)
def test_an_instant_is_told_in_beijing_time(text: str, zh: str) -> None:
    assert moment(text, "zh") == zh


def test_a_date_that_is_none_stands_as_it_is() -> None:
    assert iso_date("尚未确定", "zh") == "尚未确定"
