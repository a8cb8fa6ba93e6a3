"""Answers that are yes or no."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dialogs.understanding.reading import Found, Reading, Unclear

Reads = Callable[[str, str], Reading | Unclear]
Finds = Callable[[str, str], list[Found]]

YES = [
    "有",
    "要",
    "是",
    "对",
    "嗯",
    "嗯嗯",
    "卖",
    "好的",
    "可以",
    "有的",
    "要的",
    "肯定要",
    "当然有",
    "准备卖",
    "是的，要卖",
    "卖啊",
    "会卖一点",
    "都卖",
    "卖烟",
    "卖香烟",
    "卖点烟",
    "要卖烟",
    "有卖烟",
    "烟酒都卖",
    "卖电子烟",
    "香烟要卖的",
    "也卖烟",
    "👍",
    "✅",
    "yes",
    "Yep",
    "sure",
    "we do",
    "we will sell cigarettes",
]
NO = [
    "没有",
    "没",
    "不",
    "不要",
    "否",
    "不卖",
    "不卖的",
    "没得",
    "暂时没有",
    "不用",
    "不用了",
    "不需要",
    "目前不卖",
    "从来不卖",
    "不打算",
    "没打算",
    "冇",
    "不是",
    "不卖烟",
    "不卖香烟",
    "烟不卖",
    "没打算卖烟",
    "不打算卖烟",
    "不卖烟卖酒",
    "对，不卖",
    "两者都不卖",
    "没有烟",
    "no",
    "nope",
    "not yet",
    "we don't",
    "no we don't sell cigarettes",
    "we won't",
    "❌",
]


@pytest.mark.parametrize("text", YES)
def test_yes_is_understood(reads: Reads, text: str) -> None:
    assert reads("sells_tobacco", text) == Reading(True)


@pytest.mark.parametrize("text", NO)
def test_no_is_understood(reads: Reads, text: str) -> None:
    assert reads("sells_tobacco", text) == Reading(False)


OWN_WORDS: list[tuple[str, str, str, bool]] = [
    ("oneself", "uses_agent", "本人", False),
    ("I do it myself", "uses_agent", "我自己办", False),
    ("no, in person", "uses_agent", "不是，本人办", False),
    ("the owner", "uses_agent", "我就是老板", False),
    ("an agent", "uses_agent", "委托", True),
    ("a friend does it", "uses_agent", "委托朋友办", True),
    ("no agent", "uses_agent", "没有委托", False),
    ("no agent is being used", "uses_agent", "I won't be hiring an agent", False),
    ("an agent is not needed", "uses_agent", "not going to use an agent", False),
    ("nothing was signed", "medical_waste_contract", "nothing signed", False),
    ("yes, as the question says", "uses_agent", "是", True),
    ("oneself in English", "uses_agent", "myself", False),
    ("on behalf", "uses_agent", "I'm doing this on behalf of my boss", True),
    ("a sign", "has_outdoor_sign", "有招牌", True),
    ("hang one", "has_outdoor_sign", "挂个招牌", True),
    ("no sign", "has_outdoor_sign", "不挂招牌", False),
    ("does not hang", "has_outdoor_sign", "不挂", False),
    ("no discharge", "discharges_wastewater", "不排", False),
    ("discharge", "discharges_wastewater", "要排进下水道", True),
    ("only household sewage", "discharges_wastewater", "只有生活污水", False),
    ("only sealed goods, said with 不", "only_prepackaged", "不散称，只卖包装的", True),
    ("made on site too", "only_prepackaged", "不对，还现做", False),
    ("loose goods too", "only_prepackaged", "也有散装", False),
    ("no such record", "no_record_declared", "没有", True),
    ("can declare", "no_record_declared", "可以", True),
    ("cannot declare", "no_record_declared", "不能", False),
    ("a delivery platform", "sells_food_online", "美团", True),
    ("eat in only", "sells_food_online", "只堂食", False),
    ("no delivery", "sells_food_online", "不上外卖", False),
    ("installed", "cctv_ready", "装好了", True),
    ("not installed yet", "cctv_ready", "还没装", False),
    ("being installed", "cctv_ready", "正在装", False),
    ("tap water", "has_secondary_water", "直接用自来水", False),
    ("a tank", "has_secondary_water", "有水箱", True),
    ("split units", "has_central_ac", "没有，用的挂机", False),
    ("a hotel is no homestay", "is_homestay", "不是，是宾馆", False),
    ("a farm stay", "is_homestay", "农家乐", True),
    ("chooses to commit", "chooses_commitment", "选，当场拿证", True),
    ("takes the ordinary way", "chooses_commitment", "走普通程序", False),
    ("does not choose it", "chooses_commitment", "不选，按普通流程", False),
    ("signed", "medical_waste_contract", "签了", True),
    ("not signed yet", "medical_waste_contract", "还没签", False),
    ("not signed in English", "medical_waste_contract", "we haven't signed it yet", False),
    ("not been installed", "cctv_ready", "it hasn't been installed", False),
    ("only in this shop", "supplies_off_site", "只在本店卖", False),
    ("to other shops", "supplies_off_site", "给别的店供货", True),
    ("a pool", "has_pool", "有游泳池", True),
    ("no X-ray", "has_xray", "没有X光机", False),
    ("oil changes", "does_car_repair", "换油", True),
    ("only fuel", "does_car_repair", "只加油", False),
    ("books", "sells_publications", "卖书", True),
    ("no food", "sells_food", "不卖吃的", False),
    ("not one", "sells_publications", "书一本都没得", False),
    ("nothing made on site", "only_prepackaged", "不搞现做", True),
    ("not to others", "supplies_off_site", "不往外批发", False),
    ("not to others, said with one word", "supplies_off_site", "不往外供", False),
    ("no use for it", "has_secondary_water", "水泵用不着", False),
    ("no use for such a thing", "has_xray", "用不着那玩意", False),
    ("none of it behind its name", "does_car_repair", "修车没有，只有个自动洗车机", False),
    ("nothing of the kind", "medical_waste_contract", "in talks with a company, nothing signed", False),
    ("carried away", "discharges_wastewater", "没接市政，污水抽粪车拉走", False),
    ("regret beside a yes", "on_dishonesty_list", "unfortunately yes", True),
    ("done along with the rest", "does_printing", "顺带做", True),
    ("not thought of", "sells_tobacco", "没考虑过", False),
    ("some of it made there", "only_prepackaged", "some is made here", False),
    ("to several others", "supplies_off_site", "馒头批给镇上几个超市卖", True),
    ("to several others, in a shop without seats", "supplies_off_site", "馒头批给几家超市，店里不坐人", True),
    ("to nobody", "supplies_off_site", "不批给别人", False),
    ("finished in other words", "guest_system_ready", "早整利索了", True),
]


@pytest.mark.parametrize(("code", "text", "value"), [pytest.param(c, t, v, id=reason) for reason, c, t, v in OWN_WORDS])
def test_a_fact_is_answered_in_its_own_words(reads: Reads, code: str, text: str, value: bool) -> None:
    assert reads(code, text) == Reading(value)


NEITHER: list[tuple[str, str, str, str]] = [
    ("perhaps", "sells_tobacco", "可能吧", "hint_yes_no_hedged"),
    ("not necessarily", "sells_tobacco", "不一定", "hint_yes_no_hedged"),
    ("it depends", "sells_tobacco", "看情况", "hint_yes_no_hedged"),
    ("it depends in English", "sells_tobacco", "it depends", "hint_yes_no_hedged"),
    ("maybe", "sells_tobacco", "maybe", "hint_yes_no_hedged"),
    ("later perhaps", "sells_tobacco", "目前不卖，以后可能卖", "hint_yes_no_hedged"),
    ("vouches for oneself only", "no_record_declared", "我自己没有，另外两个投资人我不敢打包票", "hint_yes_no_hedged"),
    ("has not looked", "cctv_ready", "说是包监控的，装到哪步了我还没去看", "hint_yes_no_hedged"),
    ("not thought through", "sells_tobacco", "没考虑好", "hint_yes_no_hedged"),
    ("does not know", "sells_tobacco", "不知道", "hint_dont_know"),
    ("is not clear about it", "sells_tobacco", "不太清楚", "hint_dont_know"),
    ("has not decided", "sells_tobacco", "还没想好", "hint_dont_know"),
    ("does not know in English", "sells_tobacco", "no idea", "hint_dont_know"),
    ("a question back", "sells_tobacco", "卖吗？", "hint_yes_no"),
    ("two contrary parts", "sells_tobacco", "不，我们卖", "hint_yes_no"),
    ("a double negation", "sells_tobacco", "不是不卖", "hint_yes_no"),
    ("something else", "sells_tobacco", "蓝色", "hint_yes_no"),
    ("smoking is not selling", "sells_tobacco", "我不抽烟", "hint_yes_no"),
    ("a number", "sells_tobacco", "60", "hint_yes_no"),
    ("nothing", "sells_tobacco", "", "hint_yes_no"),
    ("有 where the question denies", "no_record_declared", "有", "hint_yes_no"),
]


@pytest.mark.parametrize(("code", "text", "hint"), [pytest.param(c, t, h, id=reason) for reason, c, t, h in NEITHER])
def test_a_hedge_is_neither_yes_nor_no(reads: Reads, code: str, text: str, hint: str) -> None:
    assert reads(code, text) == Unclear(hint)


SETTLED: list[tuple[str, str, str, bool]] = [
    ("all but some of it", "cctv_ready", "走道还缺两个", False),
    ("done, and not quite", "guest_system_ready", "装是装了，还没联网", False),
    ("going to be done", "guest_system_ready", "派出所说下周来装", False),
    ("decided in the end", "has_outdoor_sign", "开始想省钱不挂，想了想还是挂一块", True),
    ("decided against in the end", "has_outdoor_sign", "本来想挂，商量了一下还是不挂了", False),
    ("some day, and not now", "sells_food", "以后可能搞点，现在暂时不卖", False),
    ("cannot be done without", "sells_tobacco", "少不了", True),
    ("no time for it", "supplies_off_site", "哪忙得过来供别人", False),
    ("not the skill for it", "does_car_repair", "修车得有技术，我没那本事", False),
    ("sent elsewhere", "has_xray", "要拍片的叫病人去县医院", False),
    ("put away since", "sells_tobacco", "前台摆过，后来撤了", False),
    ("given up", "sells_tobacco", "gave up on cigarettes", False),
    ("some of it only", "sells_tobacco", "只卖电子烟，香烟不弄", True),
    ("one kind and not another", "does_car_repair", "电瓶车修，汽车修不了", True),
    ("done once, and stopped", "supplies_off_site", "去年给两家酒店供过，今年停了", False),
    ("stopped once, and done again", "sells_tobacco", "前两年停了，现在又卖上了", True),
    ("being done", "cctv_ready", "在弄了", False),
    ("done by the end of the month", "cctv_ready", "这个月底装好", False),
    ("still negotiated", "medical_waste_contract", "正跟环保公司谈价钱", False),
    ("to be done", "cctv_ready", "should be up and running by Friday", False),
    ("no room for it", "has_pool", "就一层楼，哪摆得下", False),
    ("left to the others", "sells_tobacco", "不跟烟酒店抢", False),
    ("not willing to do without", "uses_agent", "懒得自己跑", True),
    ("one kind, and not another by name", "does_car_repair", "修摩托，不修汽车", True),
    ("for the shop's own patients", "sells_vet_drugs", "狗粮药粉都只给自己的病宠用", False),
    ("for themselves", "sells_tobacco", "烟就我自己抽", False),
    ("for the staff", "sells_food", "烤箱是给员工自己吃的", False),
    ("cannot but do it", "sells_tobacco", "不敢不卖烟", True),
]


@pytest.mark.parametrize(("code", "text", "value"), [pytest.param(c, t, v, id=reason) for reason, c, t, v in SETTLED])
def test_the_way_it_is_said_settles_it(reads: Reads, code: str, text: str, value: bool) -> None:
    assert reads(code, text) == Reading(value, certain=False, settled=True)


def test_what_is_not_finished_elsewhere_says_nothing_of_what_was_asked(reads: Reads) -> None:
    assert reads("guest_system_ready", "登记系统好了，监控还差两个没装完") != Reading(
        False, certain=False, settled=True
    )


@pytest.mark.parametrize("text", ["报纸卖，书不卖", "不卖书，就几份报纸"])
def test_a_part_of_it_is_some_of_it(reads: Reads, text: str) -> None:
    assert reads("sells_publications", text) == Reading(True, certain=False, settled=True)


@pytest.mark.parametrize("text", ["爆米花现做，别的都是袋装", "烤肠自己烤，其他都是包装的"])
def test_what_is_so_of_the_rest_is_not_so_of_all(reads: Reads, text: str) -> None:
    assert reads("only_prepackaged", text) == Reading(False, certain=False, settled=True)


@pytest.mark.parametrize("text", ["Up and running since last week", "in use since May", "早就在用了", "去年年底装好了"])
def test_what_is_in_use_is_finished(reads: Reads, text: str) -> None:
    assert reads("cctv_ready", text) == Reading(True)


def test_another_thing_done_beside_a_no_leaves_it(reads: Reads) -> None:
    assert reads("does_car_repair", "光洗车，不修") == Reading(False)


def test_a_soft_yes_is_confirmed(reads: Reads) -> None:
    assert reads("sells_tobacco", "应该卖吧") == Reading(True, certain=False)


MENTIONS: list[tuple[str, str, str, bool]] = [
    ("not sold, in an opening message", "sells_tobacco", "想在人民路88号盘个店，大概60平，不卖烟", False),
    ("sold", "sells_tobacco", "还要卖香烟", True),
    ("there are some for sale", "sells_tobacco", "有香烟卖", True),
    ("not sold in English", "sells_tobacco", "a shop of 60 sqm, no cigarettes", False),
    ("everything but", "sells_tobacco", "除了烟都卖", False),
    ("no delivery", "sells_food_online", "不做外卖，不挂招牌", False),
    ("no sign", "has_outdoor_sign", "不做外卖，不挂招牌", False),
    ("medicines not sold", "sells_drugs", "有香烟卖，不卖药", False),
    ("in person", "uses_agent", "我本人办理", False),
    ("first in a list that is sold", "sells_food", "零食和烟卖，书报不卖", True),
    ("behind another that is sold", "sells_drugs", "烟卖药不卖", False),
    ("neither of two in English", "has_climbing", "No pool or climbing wall", False),
    ("a no of what follows", "sells_tobacco", "shop sells cigarettes no medicine no books", True),
    ("a no behind the thing", "sells_tobacco", "cigarettes no, sign yes", False),
    ("not dared", "sells_tobacco", "不敢卖烟", False),
    ("too lazy for it", "has_outdoor_sign", "懒得挂招牌", False),
    ("no mind to do it", "sells_drugs", "没心思卖药", False),
    ("all of it refused", "only_prepackaged", "散的一概不卖", True),
    ("the same of what is weighed", "only_prepackaged", "散称的一律不卖", True),
    ("more than that in English", "only_prepackaged", "fresh popcorn, so not just packaged stuff", False),
    ("some words behind a no", "sells_tobacco", "an esports cafe, and no we won't be selling cigarettes", False),
    ("not going to", "sells_tobacco", "we aren't going to be selling cigarettes", False),
    ("no plans for it", "sells_tobacco", "we have no plans to sell cigarettes", False),
    ("no intention of it", "sells_food", "we have no intention of selling food", False),
    ("a no of something else ahead", "sells_tobacco", "it's no problem selling cigarettes here", True),
    ("not only that", "sells_tobacco", "we won't just be selling cigarettes", True),
    ("not gone into", "sells_drugs", "隔壁有药店，我不去卖药", False),
]


@pytest.mark.parametrize(("code", "text", "value"), [pytest.param(c, t, v, id=reason) for reason, c, t, v in MENTIONS])
def test_yes_or_no_is_found_in_a_message(finds: Finds, code: str, text: str, value: bool) -> None:
    assert [found.value for found in finds(code, text)] == [value]


SILENT: list[tuple[str, str, str]] = [
    ("the licence, not the goods", "sells_tobacco", "烟草证已经有了"),
    ("how long it takes", "sells_tobacco", "办烟草证要多久"),
    ("a question", "sells_tobacco", "卖烟要什么证"),
    ("a question with a mark", "sells_tobacco", "可以卖烟？"),
    ("something supposed", "sells_tobacco", "要是卖烟的话"),
    ("smoke", "sells_tobacco", "装了排烟管"),
    ("a pharmacist", "sells_drugs", "有执业药师"),
    ("maybe later", "sells_tobacco", "以后可能卖烟"),
    ("contrary mentions", "sells_tobacco", "卖烟，不卖烟"),
    ("nobody does it", "sells_tobacco", "nobody here sells cigarettes"),
    ("a commitment letter is no book", "sells_publications", "要签承诺书"),
]


@pytest.mark.parametrize(("code", "text"), [pytest.param(c, t, id=reason) for reason, c, t in SILENT])
def test_what_is_not_said_is_not_found(finds: Finds, code: str, text: str) -> None:
    assert finds(code, text) == []
