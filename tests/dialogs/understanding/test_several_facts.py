"""Several facts in one message, with nothing asked: each goes to the right one, and what is doubtful is to be confirmed."""

from __future__ import annotations

import pytest

from dialogs.understanding.intents import Intent
from knowledge.values import Value
from tests.dialogs.understanding.listening import Listener


@pytest.mark.parametrize(
    ("text", "industry", "told"),
    [
        ("散称都有，书不卖，租的", "supermarket", {"only_prepackaged": False, "sells_publications": False}),
        ("novels and magazines, coffee brewed here", "bookstore", {"sells_food": True, "only_prepackaged": False}),
        ("油不卖了，只修车，水走沉淀池", "filling_station", {"does_car_repair": True}),
        ("65个平方，二楼，不挂牌子", "beauty_salon", {"premises_area": 65, "has_outdoor_sign": False}),
        ("45平，挂块牌子，租的", "beauty_salon", {"has_outdoor_sign": True, "premises_right": "lease"}),
        ("健身房180平，什么喝的都不卖", "gym", {"premises_area": 180, "sells_food": False}),
        ("无偿用我舅的门面，40平", "bakery", {"premises_right": "free_use", "premises_area": 40}),
        ("30 m2, lease runs until 2028-08-31", "drinks_snacks",
         {"premises_right": "lease", "lease_end_date": "2028-08-31"}),
        ("five full-timers, piano and drawing", "training_childcare",
         {"teacher_count": 5, "training_subjects": ("arts",)}),
        ("底楼，三十只平方", "bakery", {"premises_area": 30}),
    ],
)  # fmt: skip
def test_each_clause_tells_its_fact(hear: Listener, text: str, industry: str, told: dict[str, Value]) -> None:
    heard = hear(text, industry=industry)
    assert {code: heard.facts.get(code) for code in told} == told


@pytest.mark.parametrize(
    ("text", "industry", "told"),
    [
        ("两层一共1800方，散装都有", "supermarket", {"premises_area": 1800}),
        ("铺面六十方左右，租的", "convenience_store", {"premises_area": 60}),
        ("楼顶有个水箱，二十方", "bathhouse", {"premises_area": None}),
        ("二楼，300平里面厨房加大厅占240", "restaurant", {"premises_area": 300, "catering_area": 240}),
        ("店85平仓库12平，不卖吃的", "medical_device_shop",
         {"premises_area": 85, "warehouse_area": 12, "sells_food": False}),
        ("门面60平厨房15平", "restaurant", {"premises_area": 60, "catering_area": 15}),
        ("店里120平，其中厨房30", "restaurant", {"premises_area": 120, "catering_area": 30}),
        ("池子二十乘十五，三百个平方，救生员三个", "gym", {"sport_area": 300}),
        ("身份证420103197608142037，执照代码92420303MA7N6W0HXR", "beauty_salon",
         {"legal_rep_id_number": "420103197608142037"}),
    ],
)  # fmt: skip
def test_a_number_goes_to_what_it_is_said_of(hear: Listener, text: str, industry: str, told: dict[str, Value]) -> None:
    heard = hear(text, industry=industry)
    assert {code: heard.facts.get(code) for code in told} == told


@pytest.mark.parametrize(
    ("text", "industry", "fact"),
    [
        ("池子二十乘十五，三百个平方，救生员三个", "gym", "premises_area"),
        ("泳池25米乘12米，300平，教练两个", "gym", "premises_area"),
        ("两层一共1800方，租的", "supermarket", "premises_area"),
        ("身份证420103197608142037，二楼", "beauty_salon", "legal_rep_id_number"),
    ],
)
def test_a_number_that_may_be_of_something_else_is_confirmed(
    hear: Listener, text: str, industry: str, fact: str
) -> None:
    assert fact in hear(text, industry=industry).confirm


def test_how_large_a_tank_is_follows_the_water_that_is_pumped_twice(hear: Listener) -> None:
    heard = hear("楼顶水箱二次加压，12个立方", industry="bathhouse", asking="has_secondary_water")
    assert heard.facts == {"has_secondary_water": True, "water_tank_m3": 12}
    assert "water_tank_m3" in heard.confirm


@pytest.mark.parametrize(
    ("text", "asking", "industry", "told"),
    [
        ("医生3个，护士没有", None, "clinic", {"physician_count": 3, "nurse_count": 0}),
        ("坐堂大夫1个护士暂时没有，门头要挂", None, "clinic", {"physician_count": 1, "nurse_count": 0}),
        ("店面80平，仓库没有，座位没有", None, "convenience_store",
         {"premises_area": 80, "warehouse_area": 0, "seat_count": 0}),
        ("12个凳子，加我一共4个人", "seat_count", "drinks_snacks", {"seat_count": 12, "employee_count": 4}),
        ("后厨25大厅75，座位50", "catering_area", "restaurant", {"catering_area": 100, "seat_count": 50}),
        ("收银三个，理货四个，我也算一个，8个", "employee_count", "supermarket", {"employee_count": 8}),
        ("排的，一天两吨不到，按两吨填", "discharges_wastewater", "beauty_salon", {"daily_water_m3": 2}),
        ("托班25个名额，托育老师6个", None, "training_childcare", {"childcare_places": 25, "teacher_count": 6}),
        ("Filed. Max 60 children at a time", "fire_acceptance", "training_childcare", {"max_occupancy": 60}),
        ("6 staff, 4 of them cutting hair", None, "beauty_salon", {"employee_count": 6, "hygiene_staff_count": 4}),
        ("泳池25米乘12米 300平", "lifeguard_count", "gym", {"sport_area": 300, "premises_area": None}),
        ("no pool, but a climbing wall, 90 m2", "has_pool", "gym", {"sport_area": 90, "premises_area": None}),
    ],
)  # fmt: skip
def test_each_number_or_none_of_it_goes_to_its_own_fact(
    hear: Listener, text: str, asking: str | None, industry: str, told: dict[str, Value]
) -> None:
    heard = hear(text, asking=asking, industry=industry)
    assert {code: heard.facts.get(code) for code in told} == told


@pytest.mark.parametrize(
    ("text", "asking", "industry", "told"),
    [
        ("香烟有的，电子烟没弄", None, "convenience_store", {"sells_tobacco": True, "tobacco_kind": ("cigarette",)}),
        ("卖的，电子烟不碰", "sells_tobacco", "convenience_store", {"tobacco_kind": ("cigarette",)}),
        ("cigarettes yes, vapes no", "sells_tobacco", "convenience_store", {"tobacco_kind": ("cigarette",)}),
        ("就卖瓶装水和袋装零食", None, "convenience_store", {"sells_food": True, "only_prepackaged": True}),
        ("卖瓶装水，咖啡现磨", None, "gym", {"sells_food": True, "only_prepackaged": False}),
        ("供给几个咖啡馆，主要是贝果和司康", "supplies_off_site", "bakery",
         {"supplies_off_site": True, "workshop_products": "贝果和司康"}),
        ("供给几个咖啡馆，主要是朋友开的", "supplies_off_site", "bakery",
         {"supplies_off_site": True, "workshop_products": None}),
        ("给隔壁奶茶店供蛋挞", "supplies_off_site", "bakery",
         {"supplies_off_site": True, "workshop_products": "蛋挞"}),
        ("袋装的散称的婴儿奶粉都卖，酒水也上京东到家", "food_items", "supermarket",
         {"food_items": ("prepackaged", "bulk", "infant_formula"), "sells_food_online": True}),
        ("有散称的零食干货，婴儿奶粉也卖，还有现拌的凉菜", "only_prepackaged", "supermarket",
         {"only_prepackaged": False, "food_items": ("bulk", "infant_formula", "cold")}),
        ("供的，送的就是麻花", "supplies_off_site", "bakery", {"workshop_products": "麻花"}),
        ("还往外批，批的是桃酥和月饼", None, "bakery", {"workshop_products": "桃酥和月饼"}),
        ("给城里两家酒店的自助餐厅送蛋挞和吐司，外卖不搞", "supplies_off_site", "bakery",
         {"workshop_products": "蛋挞和吐司", "sells_food_online": False}),
        ("公司名叫十堰麦香食品有限公司", "operator_name", "bakery", {"operator_name": "十堰麦香食品有限公司"}),
        ("20平，安全员我本人 徐静", None, "bakery", {"premises_area": 20, "food_safety_manager": "徐静"}),
        ("牙科，负责人占国平，医生一名", "clinic_kind", "clinic", {"medical_lead": "占国平", "physician_count": 1}),
    ],
)  # fmt: skip
def test_what_follows_from_one_clause_is_told_with_the_others(
    hear: Listener, text: str, asking: str | None, industry: str, told: dict[str, Value]
) -> None:
    heard = hear(text, asking=asking, industry=industry)
    assert {code: heard.facts.get(code) for code in told} == told


@pytest.mark.parametrize(
    ("text", "asking", "industry", "told"),
    [
        ("14 rooms, breakfast no", None, "hotel", {"guest_rooms": 14, "sells_food": False}),
        ("just a clinic, 2 vets", None, "pet_hospital", {"animal_clinic_kind": "clinic", "vet_count": 2}),
        ("3 vets, and its a hospital", "vet_count", "pet_hospital", {"animal_clinic_kind": "hospital"}),
        ("yes class 2, and the car wash drains into the sewer", "does_car_repair", "filling_station",
         {"does_car_repair": True, "discharges_wastewater": True, "repair_kind": "class_2"}),
        ("电影城位于朝阳路9号5楼，6个厅", None, "cinema", {"premises_address": "朝阳路9号5楼", "premises_floor": 5}),
        ("有，门头写‘力行健身’", "sells_food", "gym",
         {"sells_food": True, "has_outdoor_sign": True, "sign_text": "力行健身"}),
        ("摄像头装齐了，登记系统走廊那台还没装", "cctv_ready", "hotel", {"cctv_ready": True, "guest_system_ready": False}),
        ("二类的，主要卖血糖仪和轮椅", "device_classes", "medical_device_shop", {"device_scope": "血糖仪和轮椅"}),
        ("住所和店面是同一个门牌，人民路12号", "registered_address", "restaurant",
         {"registered_address": "人民路12号", "premises_address": "人民路12号"}),
        ("三类也有，主要卖角膜塑形镜", "device_classes", "medical_device_shop", {"device_scope": "角膜塑形镜"}),
        ("有两台牙片机，医生3个", "has_xray", "clinic", {"has_xray": True, "physician_count": 3,
         "xray_devices": ("两台牙片机",)}),
        ("爆米花现做，烟不卖", "sells_food", "cinema",
         {"sells_food": True, "only_prepackaged": False, "sells_tobacco": False}),
    ],
)  # fmt: skip
def test_what_stands_beside_an_answer_in_its_own_clause_is_told(
    hear: Listener, text: str, asking: str | None, industry: str, told: dict[str, Value]
) -> None:
    heard = hear(text, asking=asking, industry=industry)
    assert {code: heard.facts.get(code) for code in told} == told


@pytest.mark.parametrize(
    ("text", "asking", "industry", "told"),
    [
        ("质量负责人何秀莲，仓房18平米", "quality_manager", "medical_device_shop",
         {"quality_manager": "何秀莲", "warehouse_area": 18, "premises_area": None}),
        ("负责人何秀莲，后面小仓20平", "quality_manager", "medical_device_shop", {"warehouse_area": 20}),
        ("足浴店唔留宿唔冲凉，净系洗脚", "hygiene_services", "bathhouse", {"hygiene_services": ("foot_bath",)}),
        ("楼上楼下加埋180方，间铺租嘅", None, "restaurant", {"premises_area": 180, "premises_right": "lease"}),
        ("楼上楼下一起120方", None, "restaurant", {"premises_area": 120}),
        ("水都是抽上去的，治保这块归我儿子肖勇管", "has_secondary_water", "hotel", {"security_manager": "肖勇"}),
        ("保育员8个，饭我们自己厨房做", "teacher_count", "training_childcare",
         {"teacher_count": 8, "sells_food": True, "only_prepackaged": False}),
        ("Singing. Beer and drinks only in cans and bottles, nothing made here", "entertainment_kind", "karaoke",
         {"food_items": ("prepackaged",), "only_prepackaged": True, "sells_food": True}),
        ("也卖点杂志报纸 书不卖", None, "bookstore",
         {"sells_publications": True, "publication_kinds": ("newspapers", "periodicals")}),
        ("书不卖，卖点报纸杂志", None, "bookstore", {"sells_publications": True}),
        ("打印店，书不卖", "does_printing", "bookstore", {"sells_publications": False}),
        ("桃酥麻花批给乡里几个超市卖，店里不坐人", "supplies_off_site", "bakery",
         {"supplies_off_site": True, "workshop_products": "桃酥麻花", "seat_count": 0}),
        ("大概四百多，就写四百五吧", "school_distance_m", "karaoke", {"school_distance_m": 450, "sign_text": None}),
        ("ground floor, and yes there'll be a sign saying Lucky Tea", "premises_right", "drinks_snacks",
         {"has_outdoor_sign": True}),
        ("18 seats, rent the place until June 30 2028", None, "drinks_snacks",
         {"premises_right": "lease", "lease_end_date": "2028-06-30"}),
        ("房子是租村里人的自建房", None, "filling_station",
         {"premises_right": "lease", "premises_property": "self_built"}),
        ("自己家盖的房子，8个房间", None, "hotel", {"premises_right": "own", "premises_property": "self_built"}),
        ("自家建的楼，8间房", None, "hotel", {"premises_right": "own", "premises_property": "self_built"}),
        ("租村民自己盖的房子", None, "hotel", {"premises_right": "lease"}),
        ("5个厅一共坐410人，消防验收过了", "hall_count", "cinema", {"hall_count": 5, "seat_count": 410}),
        ("karate classes, 4 full-time coaches, 160 m2", None, "training_childcare", {"teacher_count": 4}),
        ("有2个包房装了卡拉OK可以唱歌，安全出口2个", "has_entertainment", "restaurant",
         {"room_count": 2, "exit_count": 2, "entertainment_kind": "song_dance"}),
        ("包房能唱歌", "has_entertainment", "restaurant", {"entertainment_kind": "song_dance"}),
        ("洗脚城，带搓澡洗澡的，2100平", None, None, {"hygiene_services": ("bathing", "foot_bath")}),
        ("理发店，也做美容", None, None, {"hygiene_services": ("hairdressing", "beauty")}),
        ("奶茶店，也卖蛋糕", None, None, {"food_items": ("pastry", "self_made_drink")}),
        ("理发店，不做美容", None, None, {"hygiene_services": None}),
        ("Yes we rent, and there will be a sign reading Lucky Tea", "premises_right", "drinks_snacks",
         {"has_outdoor_sign": True, "sign_text": "Lucky Tea"}),
        ("泳池没得，有一面攀岩墙，场地大概70平，带证的指导员两个", "has_pool", "gym",
         {"has_pool": False, "has_climbing": True, "sport_area": 70, "instructor_count": 2}),
        ("没有泳池，有攀岩，场地90平", "has_pool", "gym", {"sport_area": 90, "premises_area": None}),
        ("没有泳池，也没攀岩，场地90平", "has_pool", "gym", {"premises_area": 90, "sport_area": None}),
        ("有攀岩墙，整个店400平", "has_climbing", "gym", {"premises_area": 400, "sport_area": None}),
        ("证办好邮到柳林路9号3单元501", "delivery_method", "restaurant",
         {"delivery_method": "post", "mailing_address": "柳林路9号3单元501", "premises_address": None}),
        ("喂你好我叫陈建国想开个火锅店三百二十个平方", None, None, {"contact_name": "陈建国", "premises_area": 320}),
        ("我叫李想想开个理发店", None, None, {"contact_name": "李想"}),
        ("准备开电竞馆130台电脑在三楼然后吃的喝的也卖不过只卖包装好的零食饮料", None, None,
         {"terminal_count": 130, "premises_floor": 3, "sells_food": True, "only_prepackaged": True}),
        ("我表弟帮我跑，他叫吴浩。证寄到店里", "uses_agent", "restaurant", {"uses_agent": True, "agent_name": "吴浩"}),
        ("有泳池 150平，用水走自己的水箱，二十立方", "has_pool", "hotel",
         {"sport_area": 150, "has_secondary_water": True, "daily_water_m3": None}),
        ("想把自己家盖的房子弄成民宿，9间客房，11张床", None, None,
         {"premises_right": "own", "premises_property": "self_built", "guest_rooms": 9, "guest_beds": 11}),
        ("我是安徽想开个店", None, None, {"contact_name": None}),
        ("small noodle shop, 42 sqm total", None, None, {"premises_area": 42, "premises_property": None}),
    ],
)  # fmt: skip
def test_what_one_clause_says_is_heard_as_it_is_meant_beside_others(
    hear: Listener, text: str, asking: str | None, industry: str | None, told: dict[str, Value]
) -> None:
    heard = hear(text, asking=asking, industry=industry)
    assert {code: heard.facts.get(code) for code in told} == told


@pytest.mark.parametrize(
    ("text", "so"),
    [
        ("现做的没有", True),
        ("现做不搞", True),
        ("nothing is made here", True),
        ("nothing made here, all in cans", True),
        ("现做的不多", False),
        ("现做也有", False),
        ("some is made here", False),
    ],
)
def test_what_is_made_there_is_no_more_than_is_said_of_it(hear: Listener, text: str, so: bool) -> None:
    assert hear(text, asking="only_prepackaged", industry="cinema").facts["only_prepackaged"] is so


def test_a_business_that_is_not_opened_is_no_change_of_it(hear: Listener) -> None:
    heard = hear("没有中央空调，不开诊所", asking="has_central_ac", industry="beauty_salon")
    assert heard.intent is Intent.ANSWER
    assert heard.industry is None
    assert heard.facts == {"has_central_ac": False, "clinic_kind": "none"}


def test_another_business_that_is_opened_instead_still_changes_it(hear: Listener) -> None:
    heard = hear("不开面馆了，想开奶茶店", asking="premises_area", industry="restaurant")
    assert heard.intent is Intent.CORRECTION
    assert heard.industry is not None
    assert heard.industry.codes == ("drinks_snacks",)


@pytest.mark.parametrize(
    ("text", "industry", "asking", "told"),
    [
        (
            "想在小区门口开个小卖部 吃的只卖袋装瓶装的 再带点香烟 电子烟不要",
            None,
            None,
            {"sells_tobacco": True, "tobacco_kind": ("cigarette",)},
        ),
        ("we stock some cigarettes, no vapes", "convenience_store", "sells_tobacco", {"sells_tobacco": True}),
        ("香烟和电子烟都不要", "convenience_store", "sells_tobacco", {"sells_tobacco": False}),
        ("yes, the food isn't just packaged stuff", "bookstore", "does_printing", {"sells_food": True}),
        ("not just packaged food", "bookstore", "sells_food", {"sells_food": True}),
        ("it's not only packaged", "convenience_store", "only_prepackaged", {"only_prepackaged": False}),
        ("是民宿，自己家的老屋", "hotel", "is_homestay", {"is_homestay": True, "premises_right": "own"}),
        (
            "Just my sister and me working there. Bread we bake, nothing else. No delivery apps",
            "bakery",
            "employee_count",
            {"employee_count": 2, "sells_food_online": False},
        ),
    ],
)
def test_what_is_said_of_a_part_of_it_is_not_said_of_all(
    hear: Listener, text: str, industry: str | None, asking: str | None, told: dict[str, Value]
) -> None:
    heard = hear(text, asking=asking, industry=industry)
    assert {code: heard.facts.get(code) for code in told} == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hearing aids, wheelchairs. Class II only. Mr. Zhao Lei looks after quality",
         {"device_scope": "Hearing aids, wheelchairs", "device_classes": ("class_2",), "quality_manager": "Zhao Lei"}),
        ("Hearing aids and wheelchairs. Zhao Lei is in charge of quality.",
         {"device_scope": "Hearing aids and wheelchairs", "quality_manager": "Zhao Lei"}),
        ("Blood pressure meters, all class II",
         {"device_scope": "Blood pressure meters", "device_classes": ("class_2",)}),
        ("助听器、轮椅，都是二类，赵磊管质量",
         {"device_scope": "助听器、轮椅", "device_classes": ("class_2",), "quality_manager": "赵磊"}),
        ("Class II wheelchairs, class II hearing aids",
         {"device_scope": "Class II wheelchairs, class II hearing aids"}),
        ("Hearing aids, high quality wheelchairs", {"device_scope": "Hearing aids, high quality wheelchairs"}),
    ],
)  # fmt: skip
def test_a_list_ends_before_who_has_charge_and_of_what_kind_it_is(
    hear: Listener, text: str, told: dict[str, Value]
) -> None:
    assert hear(text, asking="device_scope", industry="medical_device_shop").facts == told


@pytest.mark.parametrize(
    ("text", "asks"), [("凉菜也拌几个", False), ("凉菜还要办几个证", True), ("凉菜也做几个？", True)]
)
def test_a_few_are_no_question_how_many(hear: Listener, text: str, asks: bool) -> None:
    heard = hear(text, asking="food_items", industry="restaurant")
    assert (heard.intent is Intent.QUESTION) is asks


@pytest.mark.parametrize(
    ("text", "asking", "industry", "told"),
    [
        ("11间客房，床嘛 十六张", "guest_rooms", "hotel", {"guest_rooms": 11, "guest_beds": 16}),
        ("11间客房，床呢，十六张", "guest_rooms", "hotel", {"guest_rooms": 11, "guest_beds": 16}),
        ("租的，面积呢 一百二十平", "premises_right", "restaurant", {"premises_right": "lease", "premises_area": 120}),
        ("120平，员工嘛 五个", "premises_area", "restaurant", {"premises_area": 120, "employee_count": 5}),
        ("有嘛，120平", "has_outdoor_sign", "restaurant", {"has_outdoor_sign": True}),
    ],
)
def test_a_topic_and_its_number_are_one_clause(
    hear: Listener, text: str, asking: str, industry: str, told: dict[str, Value]
) -> None:
    heard = hear(text, asking=asking, industry=industry)
    assert {code: heard.facts.get(code) for code in told} == told


@pytest.mark.parametrize(
    "text",
    [
        "Just me for now, I have the certificate",
        "Only me at the moment, and I'm certified",
        "only myself right now",
        "目前就我自己，我有教练证",
        "就我自己有证",
    ],
)
def test_who_speaks_alone_is_one_and_asks_for_no_licence(hear: Listener, text: str) -> None:
    heard = hear(text, asking="instructor_count", industry="gym")
    assert (heard.intent, heard.facts["instructor_count"]) == (Intent.ANSWER, 1)
    assert "instructor_count" not in heard.confirm


@pytest.mark.parametrize(
    "text", ["just me, I have no certificate", "Just me, I don't have the certificate yet", "就我自己，没证"]
)
def test_who_has_no_licence_is_not_counted_for_sure(hear: Listener, text: str) -> None:
    heard = hear(text, asking="instructor_count", industry="gym")
    assert "instructor_count" not in heard.facts or "instructor_count" in heard.confirm
