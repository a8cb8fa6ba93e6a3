"""What a message of several clauses tells besides an answer: lists with numbers, names behind titles, sums, one thing after another."""

from __future__ import annotations

import pytest

from knowledge.values import Value
from tests.dialogs.understanding.listening import Listener


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1、人民路8号 2、面积60平 3、烟要卖", {"premises_address": "人民路8号", "premises_area": 60, "sells_tobacco": True}),
        ("1）面积45平 2）烟不卖 3）招牌要挂", {"premises_area": 45, "sells_tobacco": False, "has_outdoor_sign": True}),
        ("①面积45平 ②烟不卖", {"premises_area": 45, "sells_tobacco": False}),
        ("地方不收钱给我用，面积55", {"premises_right": "free_use", "premises_area": 55}),
        ("张湾路9号一楼，60平", {"premises_area": 60, "premises_floor": 1}),
    ],
)  # fmt: skip
def test_a_list_is_told_without_its_numbers(hear: Listener, text: str, told: dict[str, Value]) -> None:
    heard = hear(text, industry="convenience_store")
    assert {code: heard.facts.get(code) for code in told} == told


@pytest.mark.parametrize(
    ("asking", "industry", "text", "told"),
    [
        ("operator_name", "convenience_store", "执照上是张湾区顺达副食店，经营者 何顺达，电话0719-8665210",
         {"operator_name": "张湾区顺达副食店", "legal_representative": "何顺达"}),
        ("fire_manager", "restaurant", "消防归我爸管，李建国；食品安全是我，李小川",
         {"fire_manager": "李建国", "food_safety_manager": "李小川"}),
        ("uses_agent", "bakery", "有的，我表弟办，身份证420321198605173012", {"agent_id_number": "420321198605173012"}),
        ("uses_agent", "bakery", "Yes, Chen Hao, his id is 420321198605173012",
         {"agent_name": "Chen Hao", "agent_id_number": "420321198605173012"}),
        ("device_scope", "medical_device_shop", "轮椅、制氧机，质量归我侄女韩雪管",
         {"device_scope": "轮椅、制氧机", "quality_manager": "韩雪"}),
        ("sells_publications", "bookstore", "卖书，还有报纸", {"publication_kinds": ("books", "newspapers")}),
        ("sells_tobacco", "convenience_store", "烟卖的，电子烟也有", {"tobacco_kind": ("cigarette", "e_cigarette")}),
        ("sells_tobacco", "convenience_store", "烟卖，电子烟不卖", {"tobacco_kind": ("cigarette",)}),
        ("has_outdoor_sign", "drinks_snacks", "35 sqm on the ground floor. Yes there will be a sign",
         {"premises_area": 35, "has_outdoor_sign": True}),
        ("hygiene_services", "beauty_salon", "Hair only. want a sign saying 'Blue Hair'", {"sign_text": "Blue Hair"}),
        ("has_climbing", "gym", "攀岩没有，泳池也没有。场子500平", {"premises_area": 500, "sport_area": None}),
        ("sport_area", "gym", "the climbing wall area is 80 m2, no pool",
         {"sport_area": 80, "has_climbing": True, "has_pool": False}),
        ("exit_count", "supermarket", "三个出口，验收过了的", {"exit_count": 3, "fire_acceptance": "accepted"}),
        ("supplies_off_site", "bakery", "要供的 旁边三家咖啡店从我这拿贝果和吐司",
         {"supplies_off_site": True, "workshop_products": "贝果和吐司"}),
        ("supplies_off_site", "bakery", "要供，附近两家酒店都在我这儿进蛋挞", {"workshop_products": "蛋挞"}),
        ("supplies_off_site", "bakery", "别的店从我这拿货", {"supplies_off_site": True, "workshop_products": None}),
        ("chooses_commitment", "hotel", "承诺书我们签，当场拿证多好。证只要电子的就行",
         {"chooses_commitment": True, "delivery_method": "electronic", "tobacco_kind": None}),
        ("sells_tobacco", "convenience_store", "烟有，传统的和电子的都有", {"tobacco_kind": ("cigarette", "e_cigarette")}),
        ("entertainment_kind", "karaoke", "singing only, no arcade machines",
         {"entertainment_kind": "song_dance", "has_entertainment": None}),
        (None, "karaoke", "我们是唱歌的KTV，22个包厢",
         {"room_count": 22, "entertainment_kind": "song_dance", "has_entertainment": None}),
        ("has_entertainment", "restaurant", "有5个能唱歌的KTV包房，监控都装完了",
         {"has_entertainment": True, "entertainment_kind": "song_dance", "cctv_ready": True}),
        ("has_entertainment", "restaurant", "能唱歌的没有", {"has_entertainment": False, "entertainment_kind": None}),
        (None, "restaurant", "旁边有个唱歌的KTV，我们90平", {"entertainment_kind": None, "premises_area": 90}),
        (None, "hotel", "就是我自屋里盖的三层小楼改的民宿，9间房",
         {"premises_right": "own", "premises_property": "self_built", "premises_floor": None}),
        ("premises_right", "hotel", "租的，村里人盖的三层小楼",
         {"premises_right": "lease", "premises_property": "self_built"}),
        ("only_prepackaged", "convenience_store", "Imported snacks, everything sealed in its packaging. No medicine",
         {"only_prepackaged": True, "sells_drugs": False, "drug_scope": None}),
        ("room_count", "karaoke", "16个包间 都是唱歌的没得游戏机", {"room_count": 16, "entertainment_kind": "song_dance"}),
        ("delivery_method", "training_childcare", "邮寄 寄张湾区公园路77号2单元301",
         {"delivery_method": "post", "mailing_address": "张湾区公园路77号2单元301"}),
        ("has_outdoor_sign", "gym", "yes. It says IRON CORE FITNESS and covers roughly 6 square metres",
         {"sign_text": "IRON CORE FITNESS", "sign_area": 6}),
        ("has_outdoor_sign", "restaurant", "yes, it says Fish and Chips", {"sign_text": "Fish and Chips"}),
        ("has_outdoor_sign", "drinks_snacks", "要挂的 上面写阿香米线 3×0.8×0.1米的",
         {"has_outdoor_sign": True, "sign_text": "阿香米线", "sign_size": "3×0.8×0.1米"}),
        ("sign_text", "drinks_snacks", "写 老陈面馆 3米乘0.8米", {"sign_text": "老陈面馆"}),
        ("sign_text", "drinks_snacks", "乐购24×7", {"sign_text": "乐购24×7"}),
        ("supplies_off_site", "bakery", "供的，桃酥和绿豆饼给几家副食店供货；餐具用的一次性的",
         {"supplies_off_site": True, "workshop_products": "桃酥和绿豆饼", "tableware_cleaning": "disposable"}),
        ("supplies_off_site", "bakery", "供，面包都给学校送货", {"workshop_products": "面包"}),
        ("supplies_off_site", "bakery", "供的，每天给两家超市供货", {"supplies_off_site": True, "workshop_products": None}),
        ("sells_drugs", "supermarket", "药不卖 烟要卖 书报杂志没有 干活的拢共十一个人",
         {"employee_count": 11, "hygiene_staff_count": None, "sells_tobacco": True}),
        (None, "hotel", "想把武当山脚下自己屋里的老房子收拾出来做民宿，六间客房十张床", {"premises_right": "own"}),
        (None, "karaoke", "a KTV on the 4th floor, 30 rooms, will sell beer and snacks but no cigarettes",
         {"sells_food": True, "sells_tobacco": False}),
    ],
)  # fmt: skip
def test_each_clause_beside_an_answer_tells_its_own(
    hear: Listener, asking: str | None, industry: str, text: str, told: dict[str, Value]
) -> None:
    heard = hear(text, asking=asking, industry=industry)
    assert {code: heard.facts.get(code) for code in told} == told


@pytest.mark.parametrize(
    ("asking", "industry", "text", "told"),
    [
        ("hygiene_staff_count", "beauty_salon", "理发师5个，洗头的3个，加起来8个，全店10个人",
         {"hygiene_staff_count": 8, "employee_count": 10}),
        (None, "clinic", "医生2个没护士", {"physician_count": 2, "nurse_count": 0}),
        (None, "restaurant", "we have 90 seats over 300 square metres", {"seat_count": 90, "premises_area": 300}),
        (None, "internet_cafe", "离二中走路要一公里", {"school_distance_m": 1000}),
        ("premises_area", "supermarket", "卖场600，仓库另外80", {"premises_area": 600, "warehouse_area": 80}),
        ("security_manager", "hotel", "保安队长高大勇。对了水是楼顶水箱打上来的，18方", {"water_tank_m3": 18}),
        ("premises_area", "bookstore", "总共180平 咖啡区占了25", {"premises_area": 180, "catering_area": 25}),
        ("seat_count", "restaurant", "摆12张桌子一共48个座位，后厨加大厅算下来一百三",
         {"seat_count": 48, "catering_area": 130}),
        ("seat_count", "restaurant", "60 seats, kitchen and dining area come to 150",
         {"seat_count": 60, "catering_area": 150}),
        ("seat_count", "bakery", "面积45，座位也是45", {"seat_count": 45, "premises_area": 45}),
        ("seat_count", "restaurant", "饭店面积二百八", {"seat_count": None, "premises_area": 280}),
        ("guest_rooms", "hotel", "酒店面积三千二，72间房", {"premises_area": 3200, "guest_rooms": 72}),
        ("device_classes", "medical_device_shop", "后头隔了8平方放货", {"warehouse_area": 8, "premises_area": None}),
        (None, "convenience_store", "店里60平，20平堆货", {"premises_area": 60, "warehouse_area": 20}),
        (None, "hotel", "自家的三层小楼改的，9间房", {"premises_floor": None, "guest_rooms": 9}),
        (None, "hotel", "民宿在三层，9间房", {"premises_floor": 3, "guest_rooms": 9}),
        ("room_count", "karaoke", "最多坐120个客人", {"room_count": None, "max_occupancy": 120}),
        ("room_count", "karaoke", "16 rooms for 120 guests", {"room_count": 16}),
        (None, "hotel", "it's a 3 storey house, 9 rooms", {"premises_floor": None, "guest_rooms": 9}),
    ],
)  # fmt: skip
def test_each_number_is_of_what_its_clause_names(
    hear: Listener, asking: str | None, industry: str, text: str, told: dict[str, Value]
) -> None:
    heard = hear(text, asking=asking, industry=industry)
    assert {code: heard.facts.get(code) for code in told} == told


@pytest.mark.parametrize(
    ("asking", "industry", "known", "text", "facts"),
    [
        ("device_scope", "medical_device_shop", {"device_classes": ("class_3",)},
         "隐形眼镜、护理液。两个人看店，质量负责人陈远",
         {"device_scope": "隐形眼镜、护理液", "employee_count": 2, "quality_manager": "陈远"}),
        ("device_scope", "medical_device_shop", {"device_classes": ("class_2",)}, "轮椅、拐杖，店里连我四个人",
         {"device_scope": "轮椅、拐杖", "employee_count": 4}),
        ("device_scope", "medical_device_shop", {"device_classes": ("class_2",)}, "轮椅，两个人用的按摩椅",
         {"device_scope": "轮椅，两个人用的按摩椅"}),
        ("device_scope", "medical_device_shop", {"device_classes": ("class_2",)},
         "Hearing aids and braces. Two of us work here, quality manager Chen Yuan",
         {"device_scope": "Hearing aids and braces", "employee_count": 2, "quality_manager": "Chen Yuan"}),
        ("workshop_products", "bakery", {"supplies_off_site": True}, "吐司、月饼，批给三家超市。一共五个人",
         {"workshop_products": "吐司、月饼", "employee_count": 5}),
        ("employee_count", "medical_device_shop", {}, "60 sqm, quality manager full time", {"premises_area": 60}),
    ],
)  # fmt: skip
def test_who_works_there_is_no_part_of_what_is_sold(
    hear: Listener, asking: str, industry: str, known: dict[str, Value], text: str, facts: dict[str, Value]
) -> None:
    assert hear(text, asking=asking, industry=industry, known=known).facts == facts


@pytest.mark.parametrize(
    "text", ["我那个换油店在郧阳。店里连我四个人，门面一百来平，你看咋弄", "我想开个面馆，店里连我四个人，咋弄"]
)
def test_who_works_there_is_told_beside_a_question(hear: Listener, text: str) -> None:
    assert hear(text, industry=None).facts["employee_count"] == 4


@pytest.mark.parametrize(
    ("asking", "text", "facts"),
    [
        ("employee_count", "收银理货保洁一起三十五个，加上我跟我弟，那就三十七", {"employee_count": 37}),
        ("employee_count", "店员六个，加上老板娘，那就是七个", {"employee_count": 7}),
        ("seat_count", "大厅32个座，加上外摆8个，那就40", {"seat_count": 40}),
        ("employee_count", "面积加上阁楼，一共180", {"premises_area": 180}),
    ],
)
def test_what_is_counted_up_changes_nothing_known(
    hear: Listener, asking: str, text: str, facts: dict[str, Value]
) -> None:
    assert hear(text, asking=asking, industry="supermarket", known={"premises_area": 1500}).facts == facts


@pytest.mark.parametrize(
    ("text", "isp"),
    [("90台电脑，湖北电信的宽带", "湖北电信"), ("90台，拉的十堰联通", "十堰联通"), ("90台，移动的网", "移动")],
)
def test_a_provider_is_told_with_its_place(hear: Listener, text: str, isp: str) -> None:
    assert hear(text, asking="terminal_count", industry="internet_cafe").facts == {
        "terminal_count": 90,
        "isp_name": isp,
    }


@pytest.mark.parametrize(
    ("asking", "industry", "text", "told"),
    [
        ("supplies_off_site", "bakery", "批的 批给三家超市 吐司和月饼 食品安全员徐慧",
         {"supplies_off_site": True, "workshop_products": "吐司和月饼", "food_safety_manager": "徐慧"}),
        ("supplies_off_site", "bakery", "供的，两家咖啡馆，蛋糕和曲奇", {"workshop_products": "蛋糕和曲奇"}),
        ("supplies_off_site", "bakery", "供，酒店和食堂", {"workshop_products": None}),
        ("supplies_off_site", "bakery", "不供外面，蛋糕和面包", {"supplies_off_site": False, "workshop_products": None}),
        ("has_outdoor_sign", "restaurant", 'Yes we want a sign, 5 m long and 1 m high, reading "Mama Lin\'s Kitchen"',
         {"has_outdoor_sign": True, "sign_text": "Mama Lin's Kitchen"}),
        ("has_outdoor_sign", "restaurant", "Yes, a 4 x 1 m board, saying Golden Wok", {"sign_text": "Golden Wok"}),
        ("has_outdoor_sign", "restaurant", "Yes, reading material only", {"sign_text": None}),
        ("hall_count", "cinema", "Five screens, and the snack counter sells popcorn we pop ourselves",
         {"hall_count": 5, "sells_food": True, "only_prepackaged": False}),
        ("hall_count", "cinema", "五个厅，没有爆米花", {"hall_count": 5, "sells_food": False}),
        ("sells_food", "internet_cafe", "没有泡面，有饮料", {"sells_food": True, "food_safety_manager": None}),
        (None, "hotel", "我寻思弄个民宿，八间客房，早上给客人煮碗面",
         {"is_homestay": True, "guest_rooms": 8, "sells_food": True}),
        (None, "hotel", "弄个酒店，不是民宿，六十间房，不给客人做饭",
         {"is_homestay": False, "guest_rooms": 60, "sells_food": False}),
        ("has_secondary_water", "bathhouse", "换了个十二立方的新箱子，自来水先打到楼顶箱里再放下来。一天排水三十吨上下",
         {"has_secondary_water": True, "water_tank_m3": 12, "daily_water_m3": 30}),
        ("has_secondary_water", "bathhouse", "没打到楼顶，直接用自来水", {"has_secondary_water": False}),
        ("sells_publications", "bookstore",
         "卖的，我教了三十年语文，攒一屋子书，退休闲不住嘛。图书和期刊都上，光盘现在谁还买，不进。老伴会弄快印装订，这个也做一点",
         {"sells_publications": True, "publication_kinds": ("books", "periodicals"), "does_printing": True}),
    ],
)  # fmt: skip
def test_what_is_made_supplied_or_written_is_told_beside_the_answer(
    hear: Listener, asking: str | None, industry: str, text: str, told: dict[str, Value]
) -> None:
    heard = hear(text, asking=asking, industry=industry)
    assert {code: heard.facts.get(code) for code in told} == told


@pytest.mark.parametrize("text", ["Five screens, we sell snacks", "5个厅，卖爆米花", "12个，吃的也卖"])
def test_a_number_in_a_clause_of_its_own_is_sure_beside_others(hear: Listener, text: str) -> None:
    heard = hear(text, asking="hall_count", industry="cinema")
    assert heard.facts["hall_count"] in (5, 12)
    assert "hall_count" not in heard.confirm


@pytest.mark.parametrize(
    ("text", "industry", "told"),
    [
        ("要挂。写“老王烧烤”", "restaurant", {"has_outdoor_sign": True, "sign_text": "老王烧烤"}),
        ("挂，门头叫“游泳健身会所”", "gym", {"has_outdoor_sign": True, "sign_text": "游泳健身会所"}),
        ("yes, it says \"Wang's BBQ and Cold Dishes\"", "restaurant",
         {"has_outdoor_sign": True, "sign_text": "Wang's BBQ and Cold Dishes"}),
        ("要挂。写“老王烧烤”，热食凉菜都卖", "restaurant",
         {"has_outdoor_sign": True, "sign_text": "老王烧烤", "food_items": ("hot", "cold")}),
    ],
)  # fmt: skip
def test_the_words_of_a_sign_tell_nothing_else(
    hear: Listener, text: str, industry: str, told: dict[str, Value]
) -> None:
    assert hear(text, asking="has_outdoor_sign", industry=industry).facts == told


@pytest.mark.parametrize(
    "text",
    [
        "no way, books and drinks don't mix",
        "No, coffee and books don't go together",
        "no, books don't go with food",
        "不卖，书和吃的不搭",
    ],
)
def test_what_does_not_go_together_is_not_taken_back(hear: Listener, text: str) -> None:
    heard = hear(text, asking="sells_food", industry="bookstore", known={"sells_publications": True})
    assert (heard.facts, heard.confirm) == ({"sells_food": False}, frozenset())


@pytest.mark.parametrize(
    ("text", "count", "confirmed"),
    [
        ("剪头烫染加做脸，4个发型师2个美容师直接服务客人", 6, True),
        ("剪头烫染，3个理发师2个学徒", 5, True),
        ("剪头做脸，理发师3个，美容师2个", 5, True),
        ("haircuts and facials, 4 stylists and 2 beauticians", 6, True),
        ("剪头，3个理发师，1个收银", 3, False),
    ],
)
def test_people_are_counted_by_all_posts_that_serve(hear: Listener, text: str, count: int, confirmed: bool) -> None:
    heard = hear(text, asking="hygiene_services", industry="beauty_salon")
    assert heard.facts["hygiene_staff_count"] == count
    assert ("hygiene_staff_count" in heard.confirm) == confirmed


@pytest.mark.parametrize(
    ("asking", "industry", "text", "told"),
    [
        ("workshop_products", "bakery", "供的是司康和贝果；食品安全员填我老公 尹志鹏",
         {"workshop_products": "司康和贝果", "food_safety_manager": "尹志鹏"}),
        ("workshop_products", "bakery", "蛋糕、面包 食品安全员是我老婆 王芳",
         {"workshop_products": "蛋糕、面包", "food_safety_manager": "王芳"}),
        ("device_scope", "medical_device_shop", "助听器 轮椅，质量负责人 邓凯",
         {"device_scope": "助听器 轮椅", "quality_manager": "邓凯"}),
        ("workshop_products", "bakery", "司康 贝果 欧包", {"workshop_products": "司康 贝果 欧包"}),
        ("pharmacist_name", "pharmacy", "药师是我姑柯慧敏，质量负责人也写她",
         {"pharmacist_name": "柯慧敏", "quality_manager": "柯慧敏"}),
        ("pharmacist_name", "pharmacy", "药师是我二叔柯建军", {"pharmacist_name": "柯建军"}),
    ],
)  # fmt: skip
def test_whom_a_role_leads_to_is_no_part_of_a_text(
    hear: Listener, asking: str, industry: str, text: str, told: dict[str, Value]
) -> None:
    heard = hear(text, asking=asking, industry=industry)
    assert {code: heard.facts.get(code) for code in told} == told


@pytest.mark.parametrize(
    "text",
    [
        "离实验小学三百米左右吧，烟只卖卷烟，电子烟不卖",
        "三百米，只卖香烟，不卖电子烟",
        "300 metres, just cigarettes, no vapes",
    ],
)
def test_which_kind_is_not_sold_does_not_take_back_that_others_are(hear: Listener, text: str) -> None:
    known = {"sells_tobacco": True}
    heard = hear(text, asking="school_distance_m", industry="convenience_store", known=known)
    assert heard.facts == {"school_distance_m": 300, "tobacco_kind": ("cigarette",)}


def test_that_none_is_sold_any_more_still_takes_it_back(hear: Listener) -> None:
    known = {"sells_tobacco": True}
    heard = hear("不卖烟了，卷烟电子烟都不卖", asking="school_distance_m", industry="convenience_store", known=known)
    assert heard.facts["sells_tobacco"] is False


@pytest.mark.parametrize(
    ("text", "sold"),
    [
        ("网咖，80台机子，卖瓶装水，别的吃的不卖", True),
        ("跟哥们儿合伙弄个网咖，80台机子，卖点瓶装饮料跟袋装零食，没别的吃的，烟不卖", True),
        ("90台的网吧，吃的不卖", False),
    ],
)
def test_that_nothing_else_is_sold_takes_back_nothing(hear: Listener, text: str, sold: bool) -> None:
    heard = hear(text, industry=None)
    assert heard.facts.get("sells_food") is sold
    assert heard.industry is not None
    assert (heard.industry.codes, heard.industry.sure) == (("internet_cafe",), True)
