"""Numbers that are otherwise than before: of several facts at once, of something measured, of a whole that a part joins."""

from __future__ import annotations

import pytest

from dialogs.understanding.intents import Intent
from knowledge.values import Value
from tests.dialogs.understanding.listening import Listener


@pytest.mark.parametrize(
    ("text", "industry", "known", "facts"),
    [
        (
            "影厅改成5个，座位剩610个",
            "cinema",
            {"hall_count": 6, "seat_count": 780},
            {"hall_count": 5, "seat_count": 610},
        ),
        (
            "改成9个厅，座位也变了，990个",
            "cinema",
            {"hall_count": 6, "seat_count": 780},
            {"hall_count": 9, "seat_count": 990},
        ),
        ("座位少了，640座，厅还是6个", "cinema", {"hall_count": 6, "seat_count": 780}, {"seat_count": 640}),
        ("4个厅，座位500", "cinema", {"hall_count": 6, "seat_count": 780}, {"hall_count": 4, "seat_count": 500}),
        (
            "改一哈，13间22张床",
            "hotel",
            {"guest_rooms": 12, "guest_beds": 20},
            {"guest_rooms": 13, "guest_beds": 22},
        ),
        (
            "说错了，13间22个床位",
            "hotel",
            {"guest_rooms": 12, "guest_beds": 20},
            {"guest_rooms": 13, "guest_beds": 22},
        ),
        (
            "房间24间，床位改成40张",
            "hotel",
            {"guest_rooms": 20, "guest_beds": 36},
            {"guest_rooms": 24, "guest_beds": 40},
        ),
        (
            "make that 18 rooms and 30 beds",
            "hotel",
            {"guest_rooms": 20, "guest_beds": 36},
            {"guest_rooms": 18, "guest_beds": 30},
        ),
        (
            "医生改成5个，护士跟着也多了，8个",
            "clinic",
            {"physician_count": 3, "nurse_count": 4},
            {"physician_count": 5, "nurse_count": 8},
        ),
        (
            "we have 5 nurses and 3 doctors now",
            "clinic",
            {"physician_count": 2, "nurse_count": 4},
            {"physician_count": 3, "nurse_count": 5},
        ),
        (
            "staff is 9, and there are three exits, not two",
            "restaurant",
            {"employee_count": 6, "exit_count": 2},
            {"employee_count": 9, "exit_count": 3},
        ),
        (
            "两处要改：面积110，人是5个",
            "convenience_store",
            {"premises_area": 80, "employee_count": 2},
            {"premises_area": 110, "employee_count": 5},
        ),
        (
            "改三个地方，面积200，座位60，人8个",
            "restaurant",
            {"premises_area": 80, "employee_count": 2, "seat_count": 40},
            {"premises_area": 200, "employee_count": 8, "seat_count": 60},
        ),
        (
            "座位从40变60，人也从2个加到4个",
            "restaurant",
            {"seat_count": 40, "employee_count": 2},
            {"seat_count": 60, "employee_count": 4},
        ),
        (
            "我们升级成动物医院了，兽医也由1个变4个",
            "pet_hospital",
            {"animal_clinic_kind": "clinic", "vet_count": 1},
            {"animal_clinic_kind": "hospital", "vet_count": 4},
        ),
        (
            "兽医两个，面积改150平",
            "pet_hospital",
            {"vet_count": 1, "premises_area": 120},
            {"vet_count": 2, "premises_area": 150},
        ),
    ],
)
def test_each_of_several_numbers_is_of_its_own_fact(
    hear: Listener, text: str, industry: str, known: dict[str, Value], facts: dict[str, Value]
) -> None:
    heard = hear(text, asking="contact_name", industry=industry, known=known)
    changed = {code: value for code, value in heard.facts.items() if known.get(code) != value}
    assert (heard.intent, changed) == (Intent.CORRECTION, facts)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("泳池没那么大，量下来312", {"sport_area": 312}),
        ("池子量错了，是330平", {"sport_area": 330}),
        ("池子小一点，280平", {"sport_area": 280}),
        ("池子是20×15的，300平", {"sport_area": 300}),
        ("泳池不止250，有300平", {"sport_area": 300}),
        ("the pool is bigger than I said, 420 square metres", {"sport_area": 420}),
    ],
)
def test_what_is_measured_is_the_size_of_what_is_named(hear: Listener, text: str, facts: dict[str, Value]) -> None:
    known: dict[str, Value] = {"has_pool": True, "sport_area": 250, "lifeguard_count": 3}
    heard = hear(text, asking="instructor_count", industry="gym", known=known)
    assert (heard.intent, heard.facts) == (Intent.CORRECTION, facts)


@pytest.mark.parametrize(
    ("text", "asking", "known", "facts"),
    [
        ("出口是3个！刚才点错", "room_count", {"exit_count": 2}, {"exit_count": 3}),
        ("电脑是90台，前面按错了", "seat_count", {"terminal_count": 80}, {"terminal_count": 90}),
        ("机器只要60台，不是80", "isp_name", {"terminal_count": 80}, {"terminal_count": 60}),
        ("出口后院还有一个，一共4个不是3个", "seat_count", {"exit_count": 3}, {"exit_count": 4}),
        ("安全出口仓库那边还有一个，总共3个", "seat_count", {"exit_count": 2}, {"exit_count": 3}),
        ("安全出口后面还有一个", "seat_count", {"exit_count": 2}, {"exit_count": 3}),
        ("员工漏了一个，一共6个不是5个", "contact_name", {"employee_count": 5}, {"employee_count": 6}),
        ("one more nurse, so five in total", "contact_name", {"nurse_count": 4}, {"nurse_count": 5}),
        ("we put in another exit, so three in total", "fire_manager", {"exit_count": 2}, {"exit_count": 3}),
        ("change the places to 60 please", "principal_name", {"childcare_places": 40}, {"childcare_places": 60}),
        ("电话尾数不是12，是21", "employee_count", {"contact_phone": "13800000012"}, {"contact_phone": "13800000021"}),
        ("手机尾号是66，不是68", "seat_count", {"contact_phone": "13800000068"}, {"contact_phone": "13800000066"}),
        (
            "the lease was extended to 30 June 2030",
            "employee_count",
            {"lease_end_date": "2027-06-30"},
            {"lease_end_date": "2030-06-30"},
        ),
    ],
)
def test_a_number_that_was_wrong_answers_nothing_that_is_asked(
    hear: Listener, text: str, asking: str, known: dict[str, Value], facts: dict[str, Value]
) -> None:
    heard = hear(text, asking=asking, industry="restaurant", known=known)
    assert (heard.intent, heard.facts) == (Intent.CORRECTION, facts)


def test_the_year_of_a_day_counts_nothing(hear: Listener) -> None:
    heard = hear("the landlord gave us until 30 June 2030", asking="employee_count", industry="restaurant")
    assert "employee_count" not in heard.facts


@pytest.mark.parametrize(
    ("text", "known", "facts"),
    [
        ("老师9个改7个 校长换何丽了", {"teacher_count": 9, "principal_name": "李群"}, {"teacher_count": 7, "principal_name": "何丽"}),
        ("校长换何丽了 老师改成7个", {"teacher_count": 9, "principal_name": "李群"}, {"teacher_count": 7, "principal_name": "何丽"}),
        ("老师9个改7个 校长没换", {"teacher_count": 9, "principal_name": "李群"}, {"teacher_count": 7}),
        ("面积改成90，法人换李强了", {"premises_area": 80, "legal_representative": "王芳"},
         {"premises_area": 90, "legal_representative": "李强"}),
    ],
)  # fmt: skip
def test_a_number_and_who_took_over_are_put_right_at_once(
    hear: Listener, text: str, known: dict[str, Value], facts: dict[str, Value]
) -> None:
    heard = hear(text, asking="delivery_method", industry="training_childcare", known=known)
    assert (heard.intent, heard.facts) == (Intent.CORRECTION, facts)
