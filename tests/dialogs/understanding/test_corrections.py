"""Changes of mind: which fact is meant, and what holds instead."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dialogs.understanding.intents import Intent
from dialogs.understanding.message import Heard
from knowledge.values import Value

SAID: dict[str, Value] = {
    "premises_area": 60,
    "contact_phone": "13800000000",
    "contact_name": "林小满",
    "premises_address": "人民路88号",
    "has_outdoor_sign": False,
    "sells_tobacco": True,
    "employee_count": 5,
    "premises_floor": 1,
}


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("面积写错了是120", "premises_area", 120),
        ("面积写错了，是120", "premises_area", 120),
        ("面积改成320平米", "premises_area", 320),
        ("面积写错了，店面其实是 320", "premises_area", 320),
        ("面积改为80", "premises_area", 80),
        ("面积应该是一百二十平", "premises_area", 120),
        ("说错了，面积是75平", "premises_area", 75),
        ("把面积改成90", "premises_area", 90),
        ("不是60平，是80平", "premises_area", 80),
        ("60改成80", "premises_area", 80),
        ("刚才填错了，应该是70平", "premises_area", 70),
        ("不对，有招牌", "has_outdoor_sign", True),
        ("搞错了，不卖烟", "sells_tobacco", False),
        ("改一下，不卖烟了", "sells_tobacco", False),
        ("电话改成13912345678", "contact_phone", "13912345678"),
        ("电话写错了，是13912345678", "contact_phone", "13912345678"),
        ("手机号换成 139 1234 5678", "contact_phone", "13912345678"),
        ("员工人数填错了，是8个人", "employee_count", 8),
        ("人数改成8", "employee_count", 8),
        ("联系人改成王芳", "contact_name", "王芳"),
        ("楼层错了，在2楼", "premises_floor", 2),
        ("招牌改成有", "has_outdoor_sign", True),
        ("烟不卖了", "sells_tobacco", False),
        ("改一下员工数，6个", "employee_count", 6),
        ("No, we have 6 employees", "employee_count", 6),
        ("烟改成不卖", "sells_tobacco", False),
        ("员工不是5个是6个", "employee_count", 6),
        ("面积不对，应该70", "premises_area", 70),
        ("哦不对，是70平", "premises_area", 70),
        ("地址改成朝阳路12号", "premises_address", "朝阳路12号"),
        ("the area is wrong, it's 120", "premises_area", 120),
        ("change the area to 120 m2", "premises_area", 120),
        ("change the phone to 13912345678", "contact_phone", "13912345678"),
        ("the area should be 75 square metres", "premises_area", 75),
        ("sorry, I meant 80 square metres", "premises_area", 80),
        ("not 60 but 80", "premises_area", 80),
        ("仓库面积写错了，是20平", "warehouse_area", 20),
        ("后厨面积改成45平", "catering_area", 45),
    ],
)
def test_a_correction_changes_one_fact(hear: Callable[..., Heard], text: str, fact: str, value: Value) -> None:
    heard = hear(text, known=SAID)
    assert heard.intent is Intent.CORRECTION
    assert heard.facts == {fact: value}


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("电话改一下", "contact_phone"),
        ("电话写错了", "contact_phone"),
        ("我想改一下面积", "premises_area"),
        ("改面积", "premises_area"),
        ("地址填错了", "premises_address"),
        ("我要修改联系人", "contact_name"),
        ("change the phone", "contact_phone"),
        ("my address is wrong", "premises_address"),
        ("the phone number I gave you is my old one", "contact_phone"),
        ("电话我留的是以前的号", "contact_phone"),
        ("I want to change the area", "premises_area"),
        ("刚才那个不是", None),
        ("刚才那个填错了", None),
        ("上一个不对", None),
        ("我说错了", None),
        ("撤回刚才那句", None),
        ("sorry, that was a mistake", None),
        ("刚才那一题我点错了，能重新选吗", None),
        ("面积好像有点问题", "premises_area"),
        ("前面填的人数不准", "employee_count"),
        ("店的地址我要换新的", "premises_address"),
    ],
)
def test_a_correction_may_name_only_what_is_wrong(hear: Callable[..., Heard], text: str, target: str | None) -> None:
    heard = hear(text, known=SAID)
    assert heard.intent is Intent.CORRECTION
    assert (heard.target, dict(heard.facts)) == (target, {})


def test_several_corrections_in_one_message(hear: Callable[..., Heard]) -> None:
    heard = hear("面积改成90，人数改成8", known=SAID)
    assert heard.intent is Intent.CORRECTION
    assert heard.facts == {"premises_area": 90, "employee_count": 8}


def test_a_choice_that_is_left_out_for_now_goes(hear: Callable[..., Heard]) -> None:
    known = {"education_services": ("training", "childcare")}
    heard = hear("托班先不做，只搞培训", asking="training_subjects", industry="training_school", known=known)
    assert (heard.intent, heard.facts) == (Intent.CORRECTION, {"education_services": ("training",)})


def test_a_correction_needs_no_earlier_value(hear: Callable[..., Heard]) -> None:
    assert hear("面积写错了是120").facts == {"premises_area": 120}


def test_a_correction_while_something_else_is_asked(hear: Callable[..., Heard]) -> None:
    heard = hear("面积写错了，是120平", asking="employee_count", known=SAID)
    assert heard.intent is Intent.CORRECTION
    assert heard.facts == {"premises_area": 120}


def test_what_softens_an_answer_is_no_correction(hear: Callable[..., Heard]) -> None:
    heard = hear("应该是60平", asking="premises_area")
    assert heard.intent is Intent.ANSWER
    assert heard.facts == {"premises_area": 60}


def test_a_no_to_a_statement_answers_it(hear: Callable[..., Heard]) -> None:
    heard = hear("不对，还有散装的", asking="only_prepackaged")
    assert heard.facts["only_prepackaged"] is False


@pytest.mark.parametrize("text", ["填错了怎么改", "面积写错了怎么办", "how do I change an answer?"])
def test_asking_how_to_correct_is_a_question(hear: Callable[..., Heard], text: str) -> None:
    assert hear(text, known=SAID).intent is Intent.QUESTION


@pytest.mark.parametrize(
    ("known", "text", "fact", "value"),
    [
        ({"medical_lead": "蒋文博", "contact_name": "王芳"}, "医生名字写错别字了，是蒋文波，波浪的波", "medical_lead", "蒋文波"),
        ({"contact_name": "王刚"}, "王刚的刚打错了，是王钢，钢铁的钢", "contact_name", "王钢"),
        ({"operator_name": "小林饮品店"}, "店名少了个字，小林子饮品店", "operator_name", "小林子饮品店"),
        ({"sign_text": "晚风小灼"}, "店名那几个字错了，是‘晚风小酌’，不是‘晚风小灼’", "sign_text", "晚风小酌"),
        ({"isp_name": "China Telecom"}, "it's China Unicom, not China Telecom", "isp_name", "China Unicom"),
        ({"principal_name": "Lucy Clarke"}, "The principal changed, it is now Emma Clarke", "principal_name", "Emma Clarke"),
        ({"premises_address": "人民路8号"}, "地址改人民路18号", "premises_address", "人民路18号"),
        ({"isp_name": "电信"}, "宽带换移动了", "isp_name", "移动"),
        ({"sign_text": "老地方"}, "招牌名字改成 老地方烧烤", "sign_text", "老地方烧烤"),
        ({"premises_address": "江苏路14号"}, "地址写错咗，应该系江苏路40号", "premises_address", "江苏路40号"),
        ({"contact_name": "赵强"}, "联系人别写赵强了 写我媳妇 周小红", "contact_name", "周小红"),
    ],
)  # fmt: skip
def test_a_name_given_again_replaces_the_one_that_it_respells(
    hear: Callable[..., Heard], known: dict[str, Value], text: str, fact: str, value: Value
) -> None:
    heard = hear(text, known=known, asking="exit_count", industry="hotel")
    assert heard.intent is Intent.CORRECTION
    assert heard.facts.get(fact) == value


@pytest.mark.parametrize(
    ("text", "asking", "known", "fact", "value"),
    [
        ("刚刚修车那个选错了 应该是二类", "employee_count", {"repair_kind": "class_3"}, "repair_kind", "class_2"),
        (
            "供的品种写错了，是蛋挞和麻薯，不是桃酥",
            "has_outdoor_sign",
            {"food_items": ("pastry",), "supplies_off_site": True, "workshop_products": "桃酥"},
            "workshop_products",
            "蛋挞和麻薯",
        ),
        (
            "泳池长是25，宽不是15是12，所以300平",
            "has_climbing",
            {"sport_area": 375, "has_pool": True},
            "sport_area",
            300,
        ),
        ("泳池宽不是15是12", "has_climbing", {"sport_area": 375, "premises_area": 900}, "sport_area", 300),
        ("the pool is 12 wide, not 15", "has_climbing", {"sport_area": 375, "premises_area": 900}, "sport_area", 300),
        ("三个里头有一个证没下来，只能算2个", "sells_vet_drugs", {"vet_count": 3}, "vet_count", 2),
        ("三个兽医里面有一个证过期了，只有两个", "sells_vet_drugs", {"vet_count": 3}, "vet_count", 2),
        ("one of the three isn't licensed yet, so only 2", "sells_vet_drugs", {"vet_count": 3}, "vet_count", 2),
        ("床位改一下，每个房间三张床", "water_tank_m3", {"guest_rooms": 12, "guest_beds": 20}, "guest_beds", 36),
        ("改一下，都是两张床的", "water_tank_m3", {"guest_rooms": 12, "guest_beds": 20}, "guest_beds", 24),
        ("beds are wrong, two in each room", "water_tank_m3", {"guest_rooms": 12, "guest_beds": 20}, "guest_beds", 24),
        ("床位错了，都是24张", "water_tank_m3", {"guest_rooms": 12, "guest_beds": 20}, "guest_beds", 24),
        ("监控拆了", "guest_beds", {"cctv_ready": True}, "cctv_ready", False),
        ("那个书，我们不卖了，之前讲错", "premises_area", {"sells_publications": True}, "sells_publications", False),
        (
            "老板说还是寄过来 不去窗口拿了",
            "chooses_commitment",
            {"delivery_method": "window"},
            "delivery_method",
            "post",
        ),
        (
            "三类的也卖，刚才只说了二类",
            "device_scope",
            {"device_classes": ("class_2",)},
            "device_classes",
            ("class_2", "class_3"),
        ),
        (
            "除了图书还漏了期刊",
            "does_printing",
            {"publication_kinds": ("books",)},
            "publication_kinds",
            ("books", "periodicals"),
        ),
        ("员工多数了一个，其实七个", "food_safety_manager", {"employee_count": 8}, "employee_count", 7),
        ("包厢数再改下 装修砍掉两间 剩16间", "cctv_ready", {"room_count": 18}, "room_count", 16),
        ("make it 30 rooms, not 24", "cctv_ready", {"room_count": 24}, "room_count", 30),
        ("we have 17 private rooms, not 15", "contact_phone", {"room_count": 15}, "room_count", 17),
        (
            "门牌改下，光明路12号才对",
            "premises_area",
            {"premises_address": "光明路21号"},
            "premises_address",
            "光明路12号",
        ),
        ("护士又来了一个，现在3个了不是2个", "has_outdoor_sign", {"nurse_count": 2}, "nurse_count", 3),
        ("房间有一间不租了，还有7间", "has_pool", {"guest_rooms": 8}, "guest_rooms", 7),
        ("客房不是12间，是11间，有一间自己住", "cctv_ready", {"guest_rooms": 12}, "guest_rooms", 11),
        ("员工不是14是16 忘了算两个夜班的", "security_manager", {"employee_count": 14}, "employee_count", 16),
        ("把医生数改成4 新来了一个", "nurse_count", {"physician_count": 3}, "physician_count", 4),
        ("托位不要写45 面积不够 写38", "teacher_count", {"childcare_places": 45}, "childcare_places", 38),
        ("机器从120减到一百", "isp_name", {"terminal_count": 120}, "terminal_count", 100),
        ("my bad, we do have a sign", "premises_area", {"has_outdoor_sign": False}, "has_outdoor_sign", True),
        ("seat count is wrong, should be 48", "premises_area", {"seat_count": 40}, "seat_count", 48),
        (
            "烟只卖卷烟，电子烟那个去掉",
            "school_distance_m",
            {"tobacco_kind": ("cigarette", "e_cigarette")},
            "tobacco_kind",
            ("cigarette",),
        ),
        (
            "不做动物医院了 就做诊所",
            "medical_waste_contract",
            {"animal_clinic_kind": "hospital"},
            "animal_clinic_kind",
            "clinic",
        ),
        ("药的范围改下，处方药也卖", "quality_manager", {"drug_scope": "otc"}, "drug_scope", "prescription"),
        ("包厢不是12个，隔了两间，14个", "exit_count", {"room_count": 12}, "room_count", 14),
        ("I said 15 rooms before, its actually 13", "sells_food", {"room_count": 15}, "room_count", 13),
        ("人数八个写成三个了", "sign_text", {"employee_count": 3, "premises_area": 120}, "employee_count", 8),
        ("面积改写成120了", "sign_text", {"premises_area": 100}, "premises_area", 120),
        ("面积一百五看成一百二了，改过来吧", "cctv_ready", {"premises_area": 120}, "premises_area", 150),
        (
            "联系人名字写成别人了，应该是田晓光",
            "cctv_ready",
            {"contact_name": "田小光", "premises_area": 100},
            "contact_name",
            "田晓光",
        ),
        ("我们也给人家供货，前面选反了", "sign_text", {"supplies_off_site": False}, "supplies_off_site", True),
        ("不要快递了我来窗口拿", "mailing_address", {"delivery_method": "post"}, "delivery_method", "window"),
        ("对不起水箱记错了，8方", "exit_count", {"has_secondary_water": True, "water_tank_m3": 10}, "water_tank_m3", 8),
        ("店面不是80平，卷尺量过了，76个平方", "sign_text", {"premises_area": 80}, "premises_area", 76),
        ("那个啥，烟我们不卖了", "contact_name", {"sells_tobacco": True}, "sells_tobacco", False),
        ("wrong floor, it's the third", "employee_count", {"premises_floor": 1}, "premises_floor", 3),
        (
            "my surname is spelt Mears, not Meers",
            "seat_count",
            {"contact_name": "Ann Meers"},
            "contact_name",
            "Ann Mears",
        ),
        (
            "delivery: by post instead of the window",
            "seat_count",
            {"delivery_method": "window"},
            "delivery_method",
            "post",
        ),
        (
            "门牌错啦 是178号不是187",
            "sign_text",
            {"premises_address": "永清街187号"},
            "premises_address",
            "永清街178号",
        ),
        ("地址不是3栋是5栋", "sign_text", {"premises_address": "建设路12号3栋"}, "premises_address", "建设路12号5栋"),
        ("尾号应该是2288", "sign_text", {"contact_phone": "13971542208"}, "contact_phone", "13971542288"),
        (
            "the lease: 2029, not 2028. Same day, 1 July",
            "sign_text",
            {"lease_end_date": "2028-07-01"},
            "lease_end_date",
            "2029-07-01",
        ),
        ("又招了一个，人数四个变五个", "sign_text", {"employee_count": 4}, "employee_count", 5),
        ("托位从50压到30，消防那边面积不够", "sign_text", {"childcare_places": 50}, "childcare_places", 30),
        ("凉菜那项删掉", "sign_text", {"food_items": ("hot", "cold")}, "food_items", ("hot",)),
    ],
)
def test_a_correction_is_told_by_what_holds_now(
    hear: Callable[..., Heard], text: str, asking: str, known: dict[str, Value], fact: str, value: Value
) -> None:
    industry = {
        "cctv_ready": "hotel",
        "publication_kinds": "bookstore",
        "sells_publications": "bookstore",
        "repair_kind": "filling_station",
        "workshop_products": "bakery",
        "supplies_off_site": "bakery",
        "tobacco_kind": "supermarket",
        "animal_clinic_kind": "pet_hospital",
        "drug_scope": "pharmacy",
    }.get(fact)
    heard = hear(text, asking=asking, industry=industry or "karaoke", known=known)
    assert heard.intent is Intent.CORRECTION
    assert heard.facts[fact] == value


def test_each_of_several_facts_gets_its_own_number(hear: Callable[..., Heard]) -> None:
    for text in ("面积和人数都错了，面积58，人数5", "人数和面积都要换，一共5个，面积是58"):
        assert hear(text, known=SAID).facts == {"premises_area": 58, "employee_count": 5}


@pytest.mark.parametrize("text", ["两个面积弄反了，总的200，餐厅部分120", "餐饮面积和总面积填反了"])
def test_two_numbers_that_were_mixed_up_change_places(hear: Callable[..., Heard], text: str) -> None:
    known = {"premises_area": 120, "catering_area": 200, "seat_count": 40}
    heard = hear(text, asking="sign_text", industry="restaurant", known=known)
    assert heard.facts == {"premises_area": 200, "catering_area": 120}
    assert heard.confirm == heard.facts.keys()


@pytest.mark.parametrize(
    "text",
    ["please fix: the area is 1300 and it's on the 4th floor", "sorry, the area should be 1300 and the floor 4"],
)
def test_two_numbers_are_put_right_at_once(hear: Callable[..., Heard], text: str) -> None:
    known = {"premises_area": 1100, "premises_floor": 3}
    heard = hear(text, asking="has_climbing", industry="gym", known=known)
    assert heard.facts == {"premises_area": 1300, "premises_floor": 4}


def test_what_is_taken_back_is_told_by_the_clause_beside_it(hear: Callable[..., Heard]) -> None:
    heard = hear("泳池不建了，前面说的有泳池作废", asking="sells_food", industry="gym", known={"has_pool": True})
    assert (heard.facts, heard.confirm) == ({"has_pool": False}, frozenset({"has_pool"}))
