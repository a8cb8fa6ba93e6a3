"""Numbers that are told in parts, or among others that do not count: what they come to is confirmed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dialogs.understanding.reading import Reading, Unclear
from knowledge.values import Range, Value

Reads = Callable[[str, str], Reading | Unclear]

IN_PARTS: list[tuple[str, str, str, Value]] = [
    ("parts beside seats", "catering_area", "厨房30大厅90，座位64个", 120),
    ("two of the same size", "water_tank_m3", "楼顶摆了两个，一个四方一个四方", 8),
    ("another of the same size", "water_tank_m3", "一个六吨，另一个也是六吨", 12),
    ("the same in English", "water_tank_m3", "one is 5 m3 and the other is 5 m3", 10),
    ("two storeys of the same size", "premises_area", "一楼90 二楼也是90", 180),
    ("above and below the ground, the whole first", "premises_area", "一千五 地上一千 地下五百", 1500),
    ("above and below the ground", "premises_area", "地上七百 地下三百", 1000),
    ("downstairs in other words", "premises_area", "楼底下70，楼上50", 120),
    ("tables before their number", "seat_count", "六人桌八张", 48),
    ("tables, and seats beside them", "seat_count", "四人桌5张，吧台再加6个座", 26),
    ("rooms with so many beds each", "guest_beds", "标间6间两张，大床房5间一张", 17),
    ("doors in two places, and more besides", "exit_count", "东门西门各一个，后头消防通道还有俩", 4),
    ("shifts", "employee_count", "三班倒，每班四个", 12),
    ("shifts, and posts besides", "employee_count", "两班倒，一班五个，再加店长和会计", 12),
    ("posts that nobody counted", "employee_count", "七个，再加老板娘和收银", 9),
    ("posts, each with its number", "employee_count", "收银三个，理货两个，我算一个", 6),
    ("posts that come to the whole at the end", "employee_count", "收银四个理货六个我算一个，11个", 11),
    ("people told in two sentences", "employee_count", "我跟我老公。还有个切菜的阿姨", 3),
    ("a couple and one who is named by what they do", "employee_count", "就我们两口子，再加一个送货的", 3),
    ("a range besides who speaks", "employee_count", "me plus 3 or 4 part-timers", Range(4, 5)),
    ("a Chinese range besides who speaks", "employee_count", "我加上五六个兼职", Range(6, 7)),
    ("those with a certificate beside those without", "instructor_count", "三个教练有证，还有俩没考下来", 3),
    ("those with one, and one without", "lifeguard_count", "五个有证，一个没有", 5),
    ("those without told first", "lifeguard_count", "两个救生员没有证，四个有", 4),
    ("those with a licence, in English", "vet_count", "three with a licence, plus two helpers", 3),
    ("those who have it and those who don't", "instructor_count", "5 have the certificate, 2 don't", 5),
    ("who has a certificate, by name", "lifeguard_count", "有证的就小陈和老吴", 2),
    ("names before it", "lifeguard_count", "阿强、阿伟都有救生员证", 2),
    ("who speaks and another", "vet_count", "持证的是我和刘医生", 2),
    ("two, and one who is hired", "employee_count", "我跟我妈，再请个洗碗的", 3),
    ("a couple and one who is hired", "employee_count", "我们两口子，再雇个洗碗工", 3),
    ("a couple and one of a post", "employee_count", "夫妻俩加个收银", 3),
    ("places by name, one of them long", "catering_area", "灶房25客人吃饭那块70", 95),
    ("so many of a size, without a unit", "tank_volume_m3", "三个30的两个20的", 130),
    ("the same, and what they come to", "tank_volume_m3", "两个20的一个40的，80方", 80),
    ("who is studying for it", "lifeguard_count", "有证的2个，还有一个在考证", 2),
    ("who is about to", "lifeguard_count", "两个考了证的，一个准备考证", 2),
    ("a couple and a girl", "employee_count", "夫妻俩，一个小妹", 3),
    ("who counts is said first", "employee_count", "算上我跟我媳妇，再加一个小工", 3),
    ("so few beds as one room has", "guest_beds", "八间两张床", 16),
    ("the seats at each table", "seat_count", "8张桌子4个座", 32),
    ("many seats at each table", "seat_count", "3张大桌各坐16人", 48),
    ("one on each of two sides, and one more", "exit_count", "前后各一个，侧边还有一个", 3),
    ("the same with the doors", "exit_count", "前门后门各一个，侧门一个", 3),
    ("two on each of two sides, and one more", "exit_count", "前后各两个，后院还有一个", 5),
    ("three extents by name", "water_tank_m3", "水箱3米长2米宽，高1米5", 9),
    ("the same with the names ahead", "water_tank_m3", "长3米宽2米深1米5", 9),
    ("three extents by name in English", "water_tank_m3", "The tank is 3m long, 2m wide and 1.5m high", 9),
    ("several of three extents", "water_tank_m3", "两个水箱，每个长2米宽2米高2米", 16),
    ("who speaks, by the post", "employee_count", "白班5个夜班3个 再加我这个站长", 9),
    ("those who are not certified yet", "lifeguard_count", "三个有证 一个还在学", 3),
]


@pytest.mark.parametrize(("code", "text", "value"), [row[1:] for row in IN_PARTS], ids=[row[0] for row in IN_PARTS])
def test_what_the_parts_come_to_is_confirmed(reads: Reads, code: str, text: str, value: Value) -> None:
    assert reads(code, text) == Reading(value, certain=False)


SINGLED_OUT: list[tuple[str, str, str, Value]] = [
    ("what it is after all", "employee_count", "连我四个，还有个小工也算吧那就五个", 5),
    ("the staff are no seats", "seat_count", "18个位子，连我4个人", 18),
    ("all seats at the tables", "seat_count", "大堂摆了14张桌子56个座", 56),
    ("all seats, said as places", "seat_count", "8张桌子32个位子", 32),
    ("what the deed says", "premises_area", "a bit over 80 sqm, say 80.5 on the deed", 80.5),
]


@pytest.mark.parametrize(
    ("code", "text", "value"), [row[1:] for row in SINGLED_OUT], ids=[row[0] for row in SINGLED_OUT]
)
def test_the_one_number_that_counts_is_read(reads: Reads, code: str, text: str, value: Value) -> None:
    assert reads(code, text) == Reading(value)


NONE: list[tuple[str, str, str]] = [
    ("not a single one yet", "lifeguard_count", "一个都还没招到"),
    ("in dialect", "lifeguard_count", "一个都还冇请到"),
    ("with the noun", "lifeguard_count", "一个救生员都还没请"),
    ("for now", "nurse_count", "护士一个都暂时没招"),
    ("of rooms", "room_count", "一间都还没隔出来"),
    ("the number behind", "nurse_count", "还没一个"),
]


@pytest.mark.parametrize(("code", "text"), [row[1:] for row in NONE], ids=[row[0] for row in NONE])
def test_not_a_single_one_is_none(reads: Reads, code: str, text: str) -> None:
    assert reads(code, text) == Reading(0, certain=False)


@pytest.mark.parametrize("text", ["六个，再加临时工", "8 staff plus the owner's family"])
def test_a_number_to_which_something_is_added_is_no_certain_one(reads: Reads, text: str) -> None:
    reading = reads("employee_count", text)
    assert isinstance(reading, Reading)
    assert not reading.certain
