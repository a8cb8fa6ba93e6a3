"""What the applicant is told about the kind of business: outside the catalogue, two in one, and where nothing is sure."""

from __future__ import annotations

import pytest

from dialogs.conversation import Locale
from dialogs.knowledge_in_force import Knowledge
from dialogs.second_business import SecondBusiness, second_business
from dialogs.understanding.vocabulary import Vocabulary
from dialogs.words import load_words
from tests.dialogs.chat import Chat


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("我想开个银行", "金融监督管理"),
        ("想开家律师事务所", "司法局"),
        ("办个幼儿园，三岁到六岁的", "教育局"),
        ("开个做塑料袋的工厂", "市场监管局"),
        ("搞个装修队", "住房和城乡建设局"),
        ("我跑网约车", "交通运输局"),
        ("开个旅行社", "文化和旅游局"),
        ("卖衣服的", "营业执照"),
        ("开个干洗店", "营业执照"),
        ("养两百头猪", "农业农村局"),
        ("卖烟花爆竹", "应急管理局"),
    ],
)
def test_a_business_outside_the_catalogue_is_told_where_to_go(city: Knowledge, text: str, who: str) -> None:
    chat = Chat.open(city).says(text)
    assert "不在一业一证的范围" in chat.says_now
    assert who in chat.says_now
    assert chat.conversation.industry is None


def test_a_business_outside_the_catalogue_is_told_so_in_english(city: Knowledge) -> None:
    chat = Chat.open(city, locale="en").says("I want to open a bank")
    assert "National Financial Regulatory Administration" in chat.says_now


def test_every_kind_of_business_elsewhere_has_its_place_to_go(city: Knowledge) -> None:
    words = load_words()
    locales: tuple[Locale, ...] = ("zh", "en")
    for kind in Vocabulary(city.pack).trades.descriptions.kinds_elsewhere:
        for locale in locales:
            assert words.say(f"industry_elsewhere.{kind}", locale)


def test_coffee_in_a_bookshop_goes_into_the_bookshop_s_application(city: Knowledge) -> None:
    chat = Chat.open(city).says("书店里卖咖啡")
    assert chat.conversation.industry == "bookstore"
    assert "食品经营许可" in chat.says_now


def test_films_in_a_bookshop_are_applied_for_apart(city: Knowledge) -> None:
    chat = Chat.open(city).says("开个书店，还放电影")
    assert chat.conversation.industry == "bookstore"
    assert "市电影局" in chat.says_now


def test_one_business_is_told_nothing_of_another(city: Knowledge) -> None:
    chat = Chat.open(city).says("想开家书店，不放电影")
    assert chat.conversation.industry == "bookstore"
    assert "市电影局" not in chat.says_now


@pytest.mark.parametrize(
    ("lead", "other", "expected"),
    [
        ("bookstore", "drinks_snacks", SecondBusiness(("food_business",), ())),
        ("hotel", "restaurant", SecondBusiness(("food_business",), ())),
        ("supermarket", "pharmacy", SecondBusiness(("drug_retail",), ())),
        ("bookstore", "cinema", SecondBusiness((), ("film_screening",))),
        ("bookstore", "pharmacy", SecondBusiness((), ("drug_retail",))),
        ("hotel", "internet_cafe", SecondBusiness((), ("internet_cafe_licence", "net_security_review"))),
        ("bookstore", "training_childcare", SecondBusiness((), ("training_school",))),
        ("hotel", "gym", SecondBusiness((), ())),
    ],
)
def test_what_the_leading_industry_covers_of_the_other(
    city: Knowledge, lead: str, other: str, expected: SecondBusiness
) -> None:
    trades = city.pack.industries
    assert second_business(city.pack, city.rules, trades[lead], trades[other]) == expected


def test_where_nothing_is_sure_three_are_offered(city: Knowledge) -> None:
    chat = Chat.open(city).says("卖书和咖啡")
    assert chat.conversation.industry is None
    assert len([choice for choice in chat.last.replies[-1].choices if choice.id.startswith("industry:")]) == 3
