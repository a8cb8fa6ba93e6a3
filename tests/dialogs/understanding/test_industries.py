"""From a description to an industry."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dialogs.understanding.intents import Intent
from dialogs.understanding.message import Heard
from knowledge.pack import Pack

DESCRIBED = {
    "restaurant": "饭馆|我想开个火锅店|准备开一家川菜馆|弄个吃饭的地方|a small cocktail bar, drinks only, no karaoke and no dancing|"
    "开个小饭店，两层楼|"
    "I want to open a restaurant|开个烤肉店",
    "drinks_snacks": "奶茶店|想在人民路开个小面馆|想开一家卖珍珠奶茶的小铺子|卖早点的小摊|盘个店卖珍珠奶茶|开家咖啡馆|"
    "milk tea shop|a small coffee shop|奈茶店|银行旁边开个早餐店|想开网吧旁边的奶茶店",
    "bakery": "面包店|做蛋糕的工作室|想开个烘焙坊|bakery|私房蛋糕",
    "convenience_store": "便利店|小卖部|学校对面开个小卖部|卖烟酒的小店|convenience store|便力店",
    "supermarket": "超市|想开一家生鲜超市|supermarket|开个大型购物中心",
    "pharmacy": "药店|卖药的|想开个药房|pharmacy|医院旁边开药店",
    "medical_device_shop": "眼镜店|给人配眼镜的|卖助听器|optician|想开一家医疗器械店",
    "hotel": "宾馆|帮客户问 他要弄个四层的商务酒店|把老房子改成给游客住的|民宿改造|带泳池的民宿|homestay|我想做民宿|"
    "酒店，120间房，泳池也有一个|开个小旅馆",
    "bookstore": "书店|书店里卖咖啡|打印复印店|bookshop|开个绘本馆",
    "gym": "健身房|瑜伽馆|撸铁的地方|健身房，器械为主|练块的地方，器械为主 再配俩私教|gym|开个游泳馆",
    "beauty_salon": "理发店|准备在学校门口开个剃头铺子|美甲店|给人剪头发的|barber shop|做指甲的小店",
    "bathhouse": "澡堂|开个足浴店|洗脚城|foot massage|汗蒸馆",
    "cinema": "电影院|放电影的|cinema|私人影院",
    "karaoke": "KTV|唱歌的地方|开个电玩城|karaoke bar",
    "internet_cafe": "网吧|电竞馆|准备开电竞馆130台电脑在三楼然后吃的喝的也卖|internet cafe|能上网打游戏的网咖",
    "pet_hospital": "宠物店|给猫狗看病的|pet shop|宠物医院|给狗洗澡的店",
    "clinic": "牙科|诊所|中医馆|dentist|开个口腔诊所",
    "training_childcare": "培训班|教小孩画画的|托育园|舞蹈班|dance school|想办个钢琴班",
    "filling_station": "加油站|修车的|洗车店|gas station|补胎换机油的",
}
ELSEWHERE = (
    "快递代收|给人家装修房子的公司，要办啥|房产中介门店你们这能办不|老板想搞个二手车行，要办哪些证|"
    "我想开个银行|想开家幼儿园|开个律师事务所|办个食品加工厂|law firm|我想开家服装店|开个养老院|"
    "I want to open a bank|准备开个驾校|4S店"
)


@pytest.mark.parametrize(
    ("text", "code"), [(text, code) for code, texts in DESCRIBED.items() for text in texts.split("|")]
)
def test_a_business_is_known_by_what_people_call_it(hear: Callable[..., Heard], text: str, code: str) -> None:
    heard = hear(text, industry=None)
    assert heard.industry is not None
    assert heard.industry.codes == (code,)
    assert heard.industry.sure
    assert heard.intent is Intent.INDUSTRY


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("开个健身房，卖点饮料零食", "gym"),
        ("我想在学校旁边开个文具店，卖点零食", "bookstore"),
        ("开个小店，卖点零食饮料", "convenience_store"),
        ("开个商店，卖点米面油", "convenience_store"),
    ],
)
def test_a_few_things_that_are_sold_make_a_shop_only_of_one_without_a_kind(
    hear: Callable[..., Heard], text: str, code: str
) -> None:
    guess = hear(text, industry=None).industry
    assert guess is not None
    assert (guess.codes, guess.sure) == ((code,), True)


@pytest.mark.parametrize("text", ELSEWHERE.split("|"))
def test_a_business_outside_the_catalogue_is_told_so(hear: Callable[..., Heard], text: str) -> None:
    heard = hear(text, industry=None)
    assert heard.industry is not None
    assert heard.industry.out_of_scope
    assert not heard.industry.codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("二楼做美容，一楼卖药", {"beauty_salon", "pharmacy"}),
        ("楼下吃饭楼上住宿", {"hotel", "restaurant"}),
        ("卖书和咖啡", {"bookstore", "drinks_snacks"}),
        ("超市和药店", {"supermarket", "pharmacy"}),
    ],
)
def test_two_businesses_are_offered_as_a_choice(hear: Callable[..., Heard], text: str, codes: set[str]) -> None:
    guess = hear(text, industry=None).industry
    assert guess is not None
    assert not guess.sure
    assert codes <= set(guess.codes)
    assert len(guess.codes) <= 3


@pytest.mark.parametrize("text", ["我想开个店", "我想创业", "I want to open a shop"])
def test_without_a_business_nothing_is_guessed(hear: Callable[..., Heard], text: str) -> None:
    guess = hear(text, industry=None).industry
    assert guess is not None
    assert (guess.codes, guess.sure, guess.out_of_scope) == ((), False, False)


@pytest.mark.slow
def test_every_alias_of_the_pack_leads_to_its_industry(hear: Callable[..., Heard], city: Pack) -> None:
    for code, industry in city.industries.items():
        for alias in industry.aliases:
            for text in (alias, f"我想开个{alias}", f"准备在人民路88号开一家{alias}"):
                guess = hear(text, industry=None).industry
                assert guess is not None, text
                assert code in guess.codes, text


def test_at_most_three_are_offered(hear: Callable[..., Heard]) -> None:
    guess = hear("超市药店书店网吧饭店都想开", industry=None).industry
    assert guess is not None
    assert len(guess.codes) <= 3


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("不开奶茶店了，开便利店", "convenience_store"),
        ("我改主意了，想开个书店", "bookstore"),
        ("行业选错了，是宾馆", "hotel"),
        ("其实我要开的是药店", "pharmacy"),
        ("I changed my mind, I want to open a bakery", "bakery"),
    ],
)
def test_a_settled_industry_changes_when_that_is_said(hear: Callable[..., Heard], text: str, code: str) -> None:
    heard = hear(text)
    assert heard.intent is Intent.CORRECTION
    assert heard.industry is not None
    assert heard.industry.codes == (code,)


@pytest.mark.parametrize(
    ("text", "asking"),
    [
        ("人民路书店楼上", "premises_address"),
        ("便利店", "sign_text"),
        ("老王药店", "operator_name"),
        ("原来写“老李面馆”，现在改成“李家书店”", "sign_text"),
        ("不卖药", "sells_drugs"),
    ],
)
def test_a_settled_industry_is_not_changed_by_an_answer(hear: Callable[..., Heard], text: str, asking: str) -> None:
    heard = hear(text, asking=asking)
    assert heard.industry is None
    assert heard.intent is Intent.ANSWER


@pytest.mark.parametrize("text", ["便利店，不卖书不卖药", "convenience store, no medicine no books"])
def test_what_is_not_done_there_is_no_other_business(hear: Callable[..., Heard], text: str) -> None:
    guess = hear(text, asking="industry_category", industry=None).industry
    assert guess is not None
    assert guess.codes == ("convenience_store",)
    assert guess.also == ()


@pytest.mark.parametrize(
    ("text", "code"), [("给狗子剪毛洗澡的铺子归哪一类", "pet_hospital"), ("卖奶茶的属于哪个行业", "drinks_snacks")]
)
def test_who_asks_of_which_kind_a_business_is_describes_it(hear: Callable[..., Heard], text: str, code: str) -> None:
    heard = hear(text, asking="industry_category", industry=None)
    assert heard.industry is not None
    assert heard.industry.codes == (code,)
    assert hear("卖烟归哪一类许可", asking=None, industry=None).intent is Intent.QUESTION


@pytest.mark.parametrize("text", ["I want to rent out e-scooters to tourists", "bike rental by the lake"])
def test_who_lends_things_to_ride_on_is_told_to_go_elsewhere(hear: Callable[..., Heard], text: str) -> None:
    heard = hear(text, asking=None, industry=None)
    assert heard.industry is not None
    assert heard.industry.out_of_scope
