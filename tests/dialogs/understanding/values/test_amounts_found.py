"""Numbers that nobody asked for, found in a message about anything: areas, counts, storeys and volumes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dialogs.understanding.reading import Found
from knowledge.values import Range, Value

Finds = Callable[[str, str], list[Found]]

MENTIONS: list[tuple[str, str, str, Value]] = [
    ("an area in an opening message", "premises_area", "想在人民路88号盘个店，大概60平，不卖烟", 60),
    ("an area in English", "premises_area", "a milk tea shop, about 60 sqm", 60),
    ("a bare number beside the name of the fact", "premises_area", "面积改成120", 120),
    ("the shop beside the kitchen", "premises_area", "后厨30平，店面一共60平", 60),
    ("the kitchen beside the shop", "catering_area", "后厨30平，店面一共60平", 30),
    ("a store room", "warehouse_area", "店里60平，仓库20平", 20),
    ("staff", "employee_count", "请了3个人", 3),
    ("seats", "seat_count", "摆了20个座位", 20),
    ("a storey", "premises_floor", "店在二楼", 2),
    ("a range", "premises_area", "四五十平的店面", Range(40, 50)),
    ("rooms", "guest_rooms", "一共12间客房", 12),
    ("parts of a dining area", "catering_area", "后厨40平，堂食110平", 150),
    ("storeys of a shop", "premises_area", "一楼80平，二楼60平", 140),
    ("beds in each room", "guest_beds", "12间房，一间两张床", 24),
    ("with who speaks", "employee_count", "请了七个人加我一共八个", 8),
    ("what stands behind a number in English", "nurse_count", "3 physicians 2 nurses", 2),
    ("how large the one tank is", "water_tank_m3", "水箱有一个，15方的", 15),
    ("a place with something else", "premises_area", "a sports hall of 700 sqm with a pool", 700),
    ("people named one by one", "employee_count", "nail bar, just me and my cousin", 2),
    ("us", "employee_count", "salon, 30 sqm, three of us", 3),
    ("seats before their number", "seat_count", "Seats 320 in 3 halls", 320),
    ("rooms run together with beds", "guest_rooms", "民宿租的房子8间客房15张床二楼", 8),
    ("people whose noun runs into the next", "vet_count", "有X光机两个执业兽医面积160平米", 2),
    ("places run together with teachers", "childcare_places", "60个托位专职老师8个", 60),
    ("rooms ahead of their number", "room_count", "包间八个座位四十个", 8),
    ("seats ahead of theirs", "seat_count", "包间八个座位四十个", 40),
    ("seats behind a telephone number", "seat_count", "13871234567 座位三十个", 30),
    ("what was settled on", "premises_area", "七十来平就按75算，租的", 75),
    ("two people told one by one", "employee_count", "早餐店 就我跟我妈两个人 三十二平", 2),
    ("a keyword and its number", "guest_rooms", "房42，床68", 42),
    ("two people without a break", "employee_count", "开个卤菜店就我跟我老婆 25平", 2),
    ("two, said as a pair", "employee_count", "奶茶店，38平，就我和表妹俩人", 2),
    ("the last of those behind their numbers", "physician_count", "诊所3个医生4个护士2个助理130平", 3),
    ("a tank beside what is used a day", "water_tank_m3", "有水箱，二十方的，污水每天三十吨", 20),
    ("all of the staff", "hygiene_staff_count", "店里6个人，都上手", 6),
    ("people behind the rooms they sit in", "max_occupancy", "二十个包房最多坐一百五十人", 150),
    ("who speaks counted in behind a trade", "employee_count", "请了三个厨师加我四个人", 4),
]


@pytest.mark.parametrize(("code", "text", "value"), [pytest.param(c, t, v, id=reason) for reason, c, t, v in MENTIONS])
def test_a_number_is_found_in_a_message(finds: Finds, code: str, text: str, value: Value) -> None:
    assert [found.value for found in finds(code, text)] == [value]


SILENT: list[tuple[str, str, str]] = [
    ("a threshold in a question", "premises_area", "300平以上要做消防检查吗"),
    ("something supposed", "premises_area", "如果面积是320平呢"),
    ("the area of a store room", "premises_area", "仓库20平"),
    ("the area of a sign", "premises_area", "招牌6平方米"),
    ("a door number", "premises_area", "人民路88号"),
    ("money", "premises_area", "租金3000元"),
    ("people who sit", "employee_count", "能坐20个人"),
    ("two storeys in all", "premises_floor", "上下两层"),
    ("a year", "premises_area", "2027年3月开业"),
    ("working days", "employee_count", "五个工作日"),
    ("what each room has", "guest_rooms", "挂机，一个房间一台"),
    ("some of us", "employee_count", "two of us are stylists"),
    ("seats of a hall and its rooms", "room_count", "大厅36个，包间24个，一共60"),
    ("none of the staff", "hygiene_staff_count", "店里6个人，都不上手"),
    ("a landlord's storey", "guest_rooms", "房东3楼"),
    ("rooms that so many sit in", "employee_count", "二十个包房最多坐一百五十人"),
    ("what there is now", "premises_floor", "以前十间，现在八"),
]


@pytest.mark.parametrize(("code", "text"), [pytest.param(c, t, id=reason) for reason, c, t in SILENT])
def test_a_number_of_something_else_is_not_found(finds: Finds, code: str, text: str) -> None:
    assert finds(code, text) == []


def test_a_whole_is_found_beside_other_numbers(finds: Finds) -> None:
    (found,) = finds("premises_area", "一楼1800㎡二楼1600㎡合计3400，员工65人，安全出口8个")
    assert (found.value, found.certain) == (3400, False)
