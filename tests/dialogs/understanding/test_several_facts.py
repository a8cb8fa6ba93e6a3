"""Several facts in one message, with nothing asked: each goes to the right one, and what is doubtful is to be confirmed."""

from __future__ import annotations

import pytest

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
