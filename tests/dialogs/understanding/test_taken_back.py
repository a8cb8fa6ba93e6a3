"""What is put right beside something else, in a message: an answer ahead of it, numbers that do not count, promises to check."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dialogs.understanding.message import Heard, Intent
from knowledge.values import Value

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "asking", "facts"),
    [
        ("四十个座。刚才面积说的40，其实是45", "seat_count", {"seat_count": 40, "premises_area": 45}),
        ("5个人，对了面积应该是45", "employee_count", {"employee_count": 5, "premises_area": 45}),
        ("Five. Also the area should be 45, not 40.", "employee_count", {"employee_count": 5, "premises_area": 45}),
        ("5个人。哦前面面积我说40，是45的", "employee_count", {"employee_count": 5, "premises_area": 45}),
        ("5个人。刚才面积我报40平，是45平", "employee_count", {"employee_count": 5, "premises_area": 45}),
        ("不对。面积写错了，是45", "sells_tobacco", {"premises_area": 45}),
        ("我刚才说40平。面积应该是45", "employee_count", {"premises_area": 45}),
    ],
)
def test_an_answer_ahead_of_a_correction_is_taken_as_well(
    hear: Callable[..., Heard], text: str, asking: str, facts: dict[str, Value]
) -> None:
    heard = hear(text, asking=asking, industry="convenience_store", known={"premises_area": 40})
    assert (heard.intent, heard.facts) == (Intent.CORRECTION, facts)


@pytest.mark.parametrize(
    ("text", "known", "facts"),
    [
        ("面积改260，座位也要改，55个", {"premises_area": 240, "seat_count": 40}, {"premises_area": 260, "seat_count": 55}),
        ("厨房改一下，70，人数也改，9", {"catering_area": 60, "employee_count": 6}, {"catering_area": 70, "employee_count": 9}),
        ("人数少说了，最多能容纳两百五，不是200", {"max_occupancy": 200, "employee_count": 15}, {"max_occupancy": 250}),
        ("护士搞错了，实习的那两个不能算，就3名", {"nurse_count": 5}, {"nurse_count": 3}),
        ("阁楼20平不算，就80", {"premises_area": 100}, {"premises_area": 80}),
        ("机器写的80，其实要上九十台", {"terminal_count": 80}, {"terminal_count": 90}),
        ("执照名字打错了，是小霖饮品店不是小林饮品店", {"operator_name": "小林饮品店"}, {"operator_name": "小霖饮品店"}),
        ("名字是王晓明不是王晓名", {"contact_name": "王晓名", "premises_area": 40}, {"contact_name": "王晓明"}),
        ("法人变更成龚丽萍", {"legal_representative": "谭建军"}, {"legal_representative": "龚丽萍"}),
        ("does have a pool, I clicked too quickly", {"has_pool": False}, {"has_pool": True}),
        ("the cameras haven't been installed yet, I said yes by mistake", {"cctv_ready": True}, {"cctv_ready": False}),
        ("Please fix the number of seats, it should say 46", {"seat_count": 64}, {"seat_count": 46}),
        ("I missed a word, the sign should say Old Golden Crust", {"sign_text": "Golden Crust"}, {"sign_text": "Old Golden Crust"}),
        ("不光是包装食品，我答反了", {"sells_food": True, "only_prepackaged": True}, {"only_prepackaged": False}),
        ("想了哈还是要进点散称的瓜子糖果，不光是卖包装的咯", {"only_prepackaged": True}, {"only_prepackaged": False}),
        ("还要进点散称的瓜子，不只卖包装的", {"only_prepackaged": True}, {"only_prepackaged": False}),
        ("we'll cook as well, so it's not just packaged food", {"only_prepackaged": True}, {"only_prepackaged": False}),
        ("we dropped the magazines", {"publication_kinds": ("books", "periodicals")}, {"publication_kinds": ("books",)}),
        ("名称少打了俩字，全称墨香图文快印有限公司", {"operator_name": "墨香图文有限公司"}, {"operator_name": "墨香图文快印有限公司"}),
        ("少报了一个厅，是7个，座位数也跟着变成810", {"hall_count": 6, "seat_count": 720}, {"hall_count": 7, "seat_count": 810}),
        ("漏了一间房，一共12间，床位也变成20", {"guest_rooms": 11, "guest_beds": 18}, {"guest_rooms": 12, "guest_beds": 20}),
        ("多算了一个包厢，是7个，人数也减到9个", {"room_count": 8, "employee_count": 10}, {"room_count": 7, "employee_count": 9}),
        ("少报了一个厅，是7个", {"hall_count": 6, "premises_area": 720}, {"hall_count": 7}),
        ("又招了俩服务员，现在一共六个人", {"employee_count": 4, "seat_count": 40}, {"employee_count": 6}),
        ("走了俩，现在四个人", {"employee_count": 6, "seat_count": 40}, {"employee_count": 4}),
        ("我们楼上客房可以住宿，洗澡照旧", {"hygiene_services": ("bathing",)}, {"hygiene_services": ("lodging", "bathing")}),
        ("其他不变，服务改成住宿", {"hygiene_services": ("bathing",)}, {"hygiene_services": ("lodging",)}),
        ("再加个柴油，闪点60度以上的", {"fuel_kinds": ("gasoline",)}, {"fuel_kinds": ("gasoline", "diesel")}),
    ],
)  # fmt: skip
def test_what_is_put_right_is_of_what_was_said_before(
    hear: Callable[..., Heard], text: str, known: dict[str, Value], facts: dict[str, Value]
) -> None:
    heard = hear(text, asking="contact_phone", industry="restaurant", known=known)
    assert (heard.intent, heard.facts) == (Intent.CORRECTION, facts)


def test_which_of_two_of_a_name_is_put_right_is_confirmed(hear: Callable[..., Heard]) -> None:
    heard = hear("不是40是50", known={"employee_count": 40, "seat_count": 40})
    assert heard.confirm == heard.facts.keys() != set()


@pytest.mark.parametrize(
    ("text", "known", "facts"),
    [
        ("上面说排水没装东西，不对，老板说隔油池早就埋好了", {"pretreatment": ("none",)}, {"pretreatment": ("grease_trap",)}),
        ("刚才说没预处理，错了，隔油池装好了的", {"pretreatment": ("none",)}, {"pretreatment": ("grease_trap",)}),
        ("I said no treatment, no wait, there is a grease trap", {"pretreatment": ("none",)}, {"pretreatment": ("grease_trap",)}),
        ("前面说面积60，不对，量了是75", {"premises_area": 60}, {"premises_area": 75}),
        ("前面说不卖烟，不对，要卖的", {"sells_tobacco": False}, {"sells_tobacco": True}),
    ],
)  # fmt: skip
def test_what_holds_stands_behind_the_objection(
    hear: Callable[..., Heard], text: str, known: dict[str, Value], facts: dict[str, Value]
) -> None:
    known = {"discharges_wastewater": True, **known}
    heard = hear(text, asking="daily_water_m3", industry="drinks_snacks", known=known)
    assert (heard.intent, heard.facts) == (Intent.CORRECTION, facts)


@pytest.mark.parametrize(
    ("text", "asking", "known", "facts"),
    [
        (
            "We wash and sterilise them ourselves. Oh, and I said 6 seats before, it's 16",
            "tableware_cleaning",
            {"seat_count": 6},
            {"tableware_cleaning": "self", "seat_count": 16},
        ),
        (
            "一次性的。还有啊外卖前头说不上，现在又想上饿了么了",
            "tableware_cleaning",
            {"sells_food_online": False},
            {"tableware_cleaning": "disposable", "sells_food_online": True},
        ),
    ],
)
def test_an_answer_stands_ahead_of_what_is_put_right(
    hear: Callable[..., Heard], text: str, asking: str, known: dict[str, Value], facts: dict[str, Value]
) -> None:
    heard = hear(text, asking=asking, industry="bakery", known=known)
    assert (heard.intent, heard.facts) == (Intent.CORRECTION, facts)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("法人不是蔡文，是谁我问下老板", "legal_representative"),
        ("面积不对，我回去量一下再说", "premises_area"),
        ("面积有问题，等我问下物业师傅", "premises_area"),
        ("面积不准，等我问问房东老李", "premises_area"),
        ("The floor area can't be right, let me check the lease", "premises_area"),
        ("my phone number is not correct there", "contact_phone"),
        ("法人的名字我报错了，定了再告诉你", "legal_representative"),
        ("法人名字要改，回头确定了告诉你", "legal_representative"),
        ("法人写错了，问清楚了发你", "legal_representative"),
        ("The floor area is wrong, I'll tell you once it's settled", "premises_area"),
    ],
)
def test_who_is_going_to_check_takes_back_what_was_said(hear: Callable[..., Heard], text: str, target: str) -> None:
    known = {"legal_representative": "蔡文", "premises_area": 95, "contact_phone": "13733541120"}
    heard = hear(text, asking="drug_cold_chain", industry="pharmacy", known=known)
    assert (heard.intent, heard.target, dict(heard.facts)) == (Intent.CORRECTION, target, {})


@pytest.mark.parametrize("text", ["does a gym need a pool permit?", "do we need a licence for the pool?"])
def test_who_asks_with_do_asks(hear: Callable[..., Heard], text: str) -> None:
    assert hear(text, asking="guest_beds", industry="hotel", known={"has_pool": False}).intent is Intent.QUESTION


@pytest.mark.parametrize("text", ["射线设备改成有", "忘了说，有台拍片的，射线设备那条改成有"])
def test_a_bare_yes_lists_nothing(hear: Callable[..., Heard], text: str) -> None:
    known = {"has_xray": False, "clinic_kind": "dental"}
    assert "xray_devices" not in hear(text, asking="clinical_subjects", industry="clinic", known=known).facts


@pytest.mark.parametrize(
    ("text", "known", "facts"),
    [
        ("the tank holds 20 cubic metres, I told you 12 but the plumber came", {"water_tank_m3": 12}, {"water_tank_m3": 20}),
        ("the tank holds 20 m3, I said 12 before", {"water_tank_m3": 12}, {"water_tank_m3": 20}),
        ("I told you 12 for the tank but it's really 20", {"water_tank_m3": 12}, {"water_tank_m3": 20}),
        ("水箱是20方，我跟你说的12，师傅昨天重新量了", {"water_tank_m3": 12}, {"water_tank_m3": 20}),
        ("6 halls, not 5! forgot the upstairs one", {"hall_count": 5}, {"hall_count": 6}),
        ("6 halls, not 5!! forgot the IMAX one", {"hall_count": 5}, {"hall_count": 6}),
        ("店名不对，执照上写的是“极速网咖”，前面那个是老招牌的名", {"operator_name": "飞鱼网吧"}, {"operator_name": "极速网咖"}),
        ("店名错了，是极速网咖，刚才那个是转让前的名字", {"operator_name": "飞鱼网吧"}, {"operator_name": "极速网咖"}),
    ],
)  # fmt: skip
def test_what_was_said_before_is_not_what_holds(
    hear: Callable[..., Heard], text: str, known: dict[str, Value], facts: dict[str, Value]
) -> None:
    heard = hear(text, asking="seat_count", industry="bathhouse", known=known)
    assert (heard.intent, heard.facts) == (Intent.CORRECTION, facts)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("联系人留错咯", "contact_name"),
        ("面积报错了哈", "premises_area"),
        ("the area I gave earlier isn't right, let me check with the mall", "premises_area"),
        ("The area I told you can't be right, hold on till I find the drawing", "premises_area"),
        ("the area I put down wasn't quite right, bear with me while I measure again", "premises_area"),
        ("电话留成我老婆的了", "contact_phone"),
        ("电话发成我另一家店的了，等下重新发你", "contact_phone"),
        ("面积填成总店的了，明天再给你", "premises_area"),
        ("招牌上那几个字先不算数，名字要重新起", "sign_text"),
        ("招牌名作废，还没想好新的", "sign_text"),
        ("the wording on the sign no longer counts, we have to think of a new name", "sign_text"),
        ("招牌那题我选错了", "has_outdoor_sign"),
        ("统一信用代码我抄岔了一位", "unified_social_credit_code"),
        ("信用代码我漏抄了一位", "unified_social_credit_code"),
        ("电话我抄串了两位数", "contact_phone"),
        ("The contact's name is misspelled, I have to check how he writes it", "contact_name"),
    ],
)
def test_what_is_only_said_to_be_wrong_is_asked_again(hear: Callable[..., Heard], text: str, target: str) -> None:
    known: dict[str, Value] = {"contact_name": "夏雨", "contact_phone": "13508689921", "premises_area": 120}
    known |= {"has_outdoor_sign": True, "sign_text": "老灶火锅", "unified_social_credit_code": "92420303MA4E3Y6A6D"}
    heard = hear(text, asking="uses_agent", industry="restaurant", known=known)
    assert (heard.intent, heard.facts, heard.target) == (Intent.CORRECTION, {}, target)


def test_what_is_said_to_be_right_is_not_taken_back(hear: Callable[..., Heard]) -> None:
    known: dict[str, Value] = {"premises_area": 120}
    heard = hear("the area is right, hold on", asking="uses_agent", industry="restaurant", known=known)
    assert heard.intent is not Intent.CORRECTION


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("上回填的时候小周还没拿到证。所以执业兽医从一个变两个了", {"vet_count": 2}),
        ("之前报的时候还没招到人。现在兽医从一个变两个了", {"vet_count": 2}),
        ("He had no licence yet when I filled it in. The vets should be 2 now", {"vet_count": 2}),
        ("还没呢。另外兽医从一个变两个了", {"medical_waste_contract": False, "vet_count": 2}),
        ("没签。还有执业兽医从一个变两个了", {"medical_waste_contract": False, "vet_count": 2}),
    ],
)
def test_how_it_was_at_first_answers_nothing(hear: Callable[..., Heard], text: str, facts: dict[str, Value]) -> None:
    heard = hear(text, asking="medical_waste_contract", industry="pet_hospital", known={"vet_count": 1})
    assert (heard.intent, heard.facts) == (Intent.CORRECTION, facts)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("只卖卷烟，电子烟不卖", ("cigarette",)),
        ("电子烟不卖，光卷烟", ("cigarette",)),
        ("只卖电子烟，卷烟不卖了", ("e_cigarette",)),
    ],
)
def test_what_is_left_of_two_kinds_is_still_sold(hear: Callable[..., Heard], text: str, left: Value) -> None:
    known: dict[str, Value] = {"sells_tobacco": True, "tobacco_kind": ("cigarette", "e_cigarette")}
    heard = hear(text, industry="convenience_store", known=known)
    assert (heard.intent, heard.facts) == (Intent.CORRECTION, {"tobacco_kind": left})


def test_what_a_kind_is_added_beside_is_no_exception(hear: Callable[..., Heard]) -> None:
    known: dict[str, Value] = {"sells_tobacco": True, "tobacco_kind": ("cigarette",)}
    heard = hear("对了烟那一项，除了卷烟电子烟也给我加上", industry="convenience_store", known=known)
    assert heard.facts == {"tobacco_kind": ("cigarette", "e_cigarette")}


@pytest.mark.parametrize("text", ["店里来客人了，先停一下，晚上再接着弄", "现在忙，晚上再弄"])
def test_who_goes_on_later_tells_nothing_otherwise(hear: Callable[..., Heard], text: str) -> None:
    known: dict[str, Value] = {"hygiene_services": ("hairdressing",)}
    heard = hear(text, asking="linen_disinfection", industry="beauty_salon", known=known)
    assert (heard.intent, heard.facts) == (Intent.PAUSE, {})


@pytest.mark.parametrize(
    ("text", "industry", "code"),
    [("供货的生意黄了", "bakery", "supplies_off_site"), ("泳池的事泡汤了", "gym", "has_pool")],
)
def test_what_fell_through_is_not_to_be(hear: Callable[..., Heard], text: str, industry: str, code: str) -> None:
    heard = hear(text, industry=industry, known={code: True})
    assert (heard.facts, heard.confirm) == ({code: False}, {code})
