"""Rhetorical questions: they answer while yes or no is asked, to be confirmed; questions in earnest stay questions."""

from __future__ import annotations

import pytest

from dialogs.understanding.intents import Intent
from dialogs.understanding.rhetoric import said_plainly
from tests.dialogs.understanding.listening import Listener


@pytest.mark.parametrize(
    ("text", "plainly"),
    [
        ("开店哪有不挂招牌的", "开店挂招牌的"),
        ("学校对面不做打印那不是傻吗", "学校对面做打印"),
        ("现在不上美团喝西北风去", "现在上美团"),
        ("给狗子洗澡能没污水吗", "给狗子洗澡有污水"),
        ("加油站哪敢卖烟", "加油站不卖烟"),
        ("眼镜店卖啥吃的呀", "眼镜店不卖吃的"),
        ("药？不敢卖", "药，不敢卖"),
        ("吃饭的地方要啥卡拉OK", "吃饭的地方不要卡拉OK"),
        ("书店不卖书卖啥，卖", "书店卖书，卖"),
        ("小卖部不卖烟还有啥搞头", "小卖部卖烟"),
        ("那不废话嘛，挂的", "挂的"),
        ("卖啊咋不卖", "卖"),
        ("哪卖吃的哟", "不卖吃的哟"),
        ("我们哪挂招牌咯", "我们不挂招牌咯"),
        ("后厨的水不进下水道进哪", "后厨的水进下水道"),
        ("小卖部不卖烟还叫小卖部吗", "小卖部卖烟"),
        ("咋不供，旁边三家早餐店的馒头都是我送", "供，旁边三家早餐店的馒头都是我送"),
        ("卖么事酒哦", "不卖酒"),
        ("挂么子招牌咯，背街上", "不挂招牌，背街上"),
        ("卖么斯吃的哦，练完就走", "不卖吃的，练完就走"),
        ("how could a dentist work without x-ray", "we have x-ray"),
        ("what kind of shop doesn't have a sign", "we do have a sign"),
    ],
)
def test_a_rhetorical_question_is_said_plainly(text: str, plainly: str) -> None:
    assert said_plainly(text) == plainly


@pytest.mark.parametrize(
    "text",
    [
        "招牌能不挂吗",
        "卖不卖烟关你啥事",
        "卖啥烟要证",
        "开饭店的要啥手续",
        "开饭店的要什么条件",
        "哪些店不能卖烟",
        "卖零食不就要办食品证吗",
        "卖烟？要什么证",
        "不挂招牌谁罚我",
        "不签承诺怎么走",
    ],
)
def test_a_question_in_earnest_is_left_alone(text: str) -> None:
    assert said_plainly(text) is None


@pytest.mark.parametrize(
    ("asking", "industry", "text", "told"),
    [
        ("has_outdoor_sign", "restaurant", "谁开店不挂招牌啊", True),
        ("discharges_wastewater", "hotel", "洗床单拖地那些水能排哪儿去 不都下水道吗", True),
        ("sells_vet_drugs", "pet_hospital", "药就给自己的病猫病狗用，不外售", False),
        ("only_prepackaged", "cinema", "现爆的爆米花 你说呢", False),
        ("sells_tobacco", "restaurant", "我自己都不抽，卖那个干啥", False),
        ("has_central_ac", "cinema", "那么大的厅，靠挂机哪行", True),
        ("sells_food_online", "drinks_snacks", "这年头谁家不做外卖啊", True),
        ("has_climbing", "gym", "原来想搞面攀岩墙，房东不让打孔", False),
        ("has_entertainment", "restaurant", "以前那家有两个唱歌的包房，我接手就拆了，安安静静吃饭", False),
        ("sells_drugs", "convenience_store", "当初想卖点感冒药，嫌麻烦没弄", False),
        ("is_homestay", "hotel", "祖屋翻修的，儿女都在城里，空着也是空着，拿来接待客人", True),
        ("cctv_ready", "internet_cafe", "only half of the cameras are up, not finished yet", False),
    ],
)
def test_what_is_not_said_in_so_many_words_is_confirmed(
    hear: Listener, asking: str, industry: str, text: str, told: bool
) -> None:
    heard = hear(text, asking=asking, industry=industry)
    assert (heard.intent, heard.facts[asking]) == (Intent.ANSWER, told)
    assert asking in heard.confirm


@pytest.mark.parametrize(
    ("asking", "industry", "text", "told"),
    [
        ("sells_vet_drugs", "pet_hospital", "驱虫药什么的顾客来也卖", True),
        ("supplies_off_site", "bakery", "蛋糕还给隔壁几家咖啡店供货", True),
        ("medical_waste_contract", "clinic", "废物那个协议还没顾上签呢", False),
        ("has_entertainment", "restaurant", "吃饭的地方 不搞唱歌那套", False),
        ("has_outdoor_sign", "hotel", "yes of course, otherwise the taxi drivers can't find us", True),
        ("does_car_repair", "filling_station", "修车，不做", False),
        ("cctv_ready", "karaoke", "楼梯口还缺几个没弄", False),
    ],
)
def test_a_statement_that_sounds_like_a_question_answers(
    hear: Listener, asking: str, industry: str, text: str, told: bool
) -> None:
    heard = hear(text, asking=asking, industry=industry)
    assert (heard.intent, heard.facts[asking]) == (Intent.ANSWER, told)


@pytest.mark.parametrize(
    ("asking", "text"),
    [
        ("has_outdoor_sign", "dunno yet, boss hasn't decided about the sign"),
        ("sells_drugs", "香烟？不卖"),
        ("chooses_commitment", "签了承诺谁会来查"),
    ],
)
def test_what_does_not_answer_is_not_taken_for_certain(hear: Listener, asking: str, text: str) -> None:
    heard = hear(text, asking=asking, industry="convenience_store")
    assert asking not in heard.facts.keys() - heard.confirm


@pytest.mark.parametrize(
    ("asking", "industry", "text", "told"),
    [
        # a reason holds the opposite words
        ("has_outdoor_sign", "drinks_snacks", "挂的，不挂招牌没人晓得", True),
        ("has_pool", "gym", "没有，有泳池要请救生员", False),
        # not yet, but soon
        ("has_outdoor_sign", "restaurant", "现在还没挂，开业前肯定要挂上的", True),
        ("has_pool", "gym", "现在没有，不过马上要建一个泳池", True),
        # what others do, and what is not here
        ("sells_tobacco", "supermarket", "前面那家卖烟的，我自己不碰这个", False),
        ("has_pool", "gym", "有泳池的那种太费钱，我们没得", False),
        ("sells_food", "karaoke", "别人不卖吃的，我们卖", True),
        # all but one
        ("only_prepackaged", "convenience_store", "除了烤肠，其他都是包装好的", False),
        # done to the last, or only going to be done
        ("cctv_ready", "internet_cafe", "探头一个都没少装", True),
        ("medical_waste_contract", "clinic", "对方说下个月才能签", False),
        # done without, or left to others
        ("drug_cold_chain", "pharmacy", "要冷藏的一概不进，停电赔不起", False),
        ("does_car_repair", "filling_station", "修车留给别人干", False),
        # asked of nobody
        ("sells_food_online", "restaurant", "不上美团哪活得了", True),
        ("sells_food_online", "bakery", "抽成高也得弄啊，没外卖撑不下去", True),
        ("drug_cold_chain", "convenience_store", "都是常温药，哪有冷藏的", False),
        ("has_pool", "hotel", "哪有那么阔气，小旅馆一个", False),
        ("has_pool", "gym", "场子就八十平，哪放得下泳池", False),
        ("sells_tobacco", "supermarket", "旁边就是烟酒店，何必跟人家抢生意", False),
        # what was stopped stops no application
        ("sells_tobacco", "supermarket", "前几年卖过烟，现在停了", False),
        ("supplies_off_site", "bakery", "前几年供过几家食堂，后来断了", False),
        # what else is told in the same breath leaves the yes
        ("is_homestay", "hotel", "自己的房子改的，五间房", True),
    ],
)
def test_the_part_that_decides_is_heard(hear: Listener, asking: str, industry: str, text: str, told: bool) -> None:
    assert hear(text, asking=asking, industry=industry).facts[asking] is told


@pytest.mark.parametrize("text", ["修车师傅还在找，找得到就做，找不到就不做", "能修就修，修不了拉倒"])
def test_what_is_done_only_under_a_condition_is_no_answer(hear: Listener, text: str) -> None:
    assert "does_car_repair" not in hear(text, asking="does_car_repair", industry="filling_station").facts
