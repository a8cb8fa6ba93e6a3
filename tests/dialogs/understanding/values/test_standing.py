"""Which of several numbers holds: not what was before, was planned or is required, but what was settled on or is left."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dialogs.understanding.reading import Found, Reading, Unclear
from knowledge.values import Range

Reads = Callable[[str, str], Reading | Unclear]
Finds = Callable[[str, str], list[Found]]

HOLDS: list[tuple[str, str, str, float]] = [
    ("the former owner's", "room_count", "前头那个老板搞了40个包厢太挤了，我打掉一些墙，就留28个", 28),
    ("former ones, and the parts of what there is now", "room_count", "上一任老板20间，现在大包6个小包10个", 16),
    ("the former ones, in English", "seat_count", "The old cinema had 700, we took out the front rows, now 610", 610),
    ("what was planned", "terminal_count", "开头想上100台，电不够，先装76台", 76),
    ("what a rule asks for", "lifeguard_count", "规定好像说250平要三个，我们就配了3个", 3),
    ("a least that a rule asks for", "premises_area", "要求不低于60平，我们有75平", 75),
    ("a rule in English", "lifeguard_count", "law says two, we have three", 3),
    ("a limit, and what is settled on", "max_occupancy", "消防的人来看过，说我这面积最多进三百人，我就按三百报", 300),
    ("about, and what is settled on", "max_occupancy", "全场坐满也就九百来人 就按900", 900),
    ("about, and the exact number", "guest_beds", "二十来张床 准数22", 22),
    ("those taken from the whole", "guest_rooms", "图纸上12间，有一间我改成布草房了，能住人的11间", 11),
    ("those taken from a sum", "guest_rooms", "二楼6间三楼6间，有一间堆东西，能住的11间", 11),
    ("about, and what is to be written", "sign_area", "7个平方多点，写7.5吧", 7.5),
    ("as how many a room is counted", "guest_beds", "26张，双床间按两张算的", 26),
    ("as how many a room is counted, first", "guest_beds", "标间按两张算，30张", 30),
    ("as how many a room is counted, and all", "guest_beds", "标间15间，按两张算一共30张", 30),
    ("as how many seats one thing is counted", "seat_count", "60个，卡座算四个", 60),
    ("what a vague number is counted as", "guest_beds", "二十出头，按23张算", 23),
    ("exactly, behind a vague one", "seat_count", "just over eight hundred, 812 exactly", 812),
    ("to be exact, behind a vague one", "seat_count", "about 60, 62 to be exact", 62),
    ("those cut from a plan", "hall_count", "本来设计七个厅，资金不够砍了俩，5个", 5),
    ("so many times what each has", "childcare_places", "一个班15个，开两个班，30个托位", 30),
    ("all of them, with those who are added", "employee_count", "收银6个，理货9个，加上我和会计，17个", 17),
    ("a month's, and each day's", "daily_water_m3", "水表我看了上个月走了90个字，平均下来一天3吨", 3),
    ("the way there, and the straight line", "school_distance_m", "离三中有点近，绕路走是四百，直线距离260米", 260),
    ("the one that is named", "max_occupancy", "会员两千多，同时在里头的最多也就150", 150),
    ("some who serve of all the staff", "employee_count", "员工二十六 直接对客的十五个", 26),
    ("those who serve of all the staff, where they were asked", "hygiene_staff_count", "一共12个人，上手的8个", 8),
    ("who are hired, without a noun", "employee_count", "我和老公，外加请了三个", 5),
    ("who speaks behind two numbers", "employee_count", "三个师傅两个小工再加我", 6),
    ("a long name of what some hold", "instructor_count", "教练有六个，但有社会体育指导员证的就四个", 4),
    ("none, and something else instead", "room_count", "冇包房，就一个大厅", 0),
    ("less than something, and what is to be written", "daily_water_m3", "半吨都不到，就填0.5", 0.5),
    ("at most, and what is to be written", "daily_water_m3", "一天不超过10吨，填9吨吧", 9),
    ("all of them, alone at the end", "employee_count", "我带两个徒弟，还有个前台，四个", 4),
    ("about, and exactly", "catering_area", "也就三十来平，三十二吧", 32),
    ("those of each season, and the average", "daily_water_m3", "淡季十来吨，旺季多，平均一天18吨", 18),
    ("two seasons' average", "daily_water_m3", "冬天20吨夏天10吨，平均15吨", 15),
    ("what the landlord says, and what was measured", "premises_area", "房东说120平，我量了105平", 105),
    ("what a contract says, and what is used", "premises_area", "合同150，实际用130", 130),
    ("what is written, in English", "premises_area", "the lease says 150 sqm, we use 130", 130),
    ("another shop's", "terminal_count", "老店60台，新店翻一倍，120台", 120),
    ("former ones, and those who came since", "employee_count", "以前3个，又招了2个", 5),
    ("who speaks, and whoever came since", "vet_count", "兽医原来就我，今年招了一个，两个", 2),
    ("the same number once more", "hygiene_staff_count", "剪头发的六个，老板只收钱不动手，所以6", 6),
    ("those who serve, and the same once more", "hygiene_staff_count", "八个人，上手的六个，就那六个", 6),
    ("one of them described", "physician_count", "医生三个 一个退休返聘也有证", 3),
    ("the whole shop, and two parts of it by name", "catering_area", "整个店180，但做饭和吃饭的地方只占了130", 130),
    ("those for guests, of all rooms", "guest_rooms", "a total of 14 rooms, two are for staff, 12 for guests", 12),
    ("those for guests, in Chinese", "guest_rooms", "一共14间，两间员工住，12间给客人", 12),
    ("who speaks, last of all", "employee_count", "two cooks, three waiters and me", 6),
    ("two of those who were counted", "employee_count", "26 all in, me and my wife counted", 26),
    ("no single one", "seat_count", "一个座都没有，美团饿了么都上", 0),
    ("the one storey that is left of two", "premises_floor", "二楼三楼以前是我的，现在只留了二楼", 2),
    ("taken back in the same breath", "premises_area", "五百 不是 五百六", 560),
    ("the storey that others have", "premises_floor", "二楼，一楼是卖手机的", 2),
    ("a storey that is denied", "premises_floor", "不在一楼，一楼租金太贵，我们在商场的负一层美食街", -1),
    ("what is said for it", "school_distance_m", "离学校四百米开外吧说四百五就行", 450),
    ("what is said for it, behind a comma", "premises_area", "三十多平吧，说三十五就好", 35),
    ("a storey above something", "premises_floor", "商场4楼，电影院上面一层", 4),
]


@pytest.mark.parametrize(("code", "text", "value"), [pytest.param(c, t, v, id=reason) for reason, c, t, v in HOLDS])
def test_the_number_that_holds_is_taken(reads: Reads, code: str, text: str, value: float) -> None:
    reading = reads(code, text)
    assert isinstance(reading, Reading)
    assert reading.value == value


FOUND: list[tuple[str, str, str, float]] = [
    ("with who speaks, behind", "employee_count", "开个面包店，60平米，两个师傅加我", 3),
    ("who speaks is one of them", "employee_count", "盘了个理发店，38平，三个师傅连我", 3),
    ("an exact number behind a vague one", "school_distance_m", "离学校二百多米 准数230", 230),
    ("one piece that is so large", "sign_area", "招牌门头有一块20平的", 20),
    ("no seats, in a clause of its own", "seat_count", "奶茶店，三十八平，只做外带", 0),
    ("before its noun, behind another word", "physician_count", "口腔诊所两个医生三个护士", 2),
    ("before a second noun", "nurse_count", "口腔诊所两个医生三个护士", 3),
    ("beside its noun, in English", "physician_count", "3 dentists, 4 nurses, 180 sqm", 3),
    ("before a name with a number of its own", "guest_beds", "房间30床位52", 52),
    ("beside what there is not", "premises_area", "纯器械健身 没泳池也没攀岩 280平", 280),
]


@pytest.mark.parametrize(("code", "text", "value"), [pytest.param(c, t, v, id=reason) for reason, c, t, v in FOUND])
def test_the_number_that_holds_is_found(finds: Finds, code: str, text: str, value: float) -> None:
    assert [found.value for found in finds(code, text)] == [value]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        pytest.param("premises_area", "规定好像说250平要三个，我们就配了3个", id="an area of a rule"),
        pytest.param("sport_area", "纯器械健身 没泳池也没攀岩 280平", id="an area beside a pool that there is not"),
        pytest.param("premises_area", "招牌门头有一块20平的", id="the area of a sign"),
        pytest.param("premises_area", "The old shop was 40 sqm, the new one is 75", id="another shop's area"),
        pytest.param("employee_count", "16 staff serve the guests", id="those of the staff who serve"),
        pytest.param("premises_floor", "not the third floor", id="a storey that it is not"),
    ],
)
def test_a_number_of_something_else_is_not_taken(finds: Finds, code: str, text: str) -> None:
    assert finds(code, text) == []


def test_rooms_on_two_storeys_are_still_added_up(reads: Reads) -> None:
    assert reads("room_count", "包厢大的8个小的10个") == Reading(18, certain=False)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("洗狗多的时候三吨，平常两吨", 2, 3),
        ("平常两吨，多的时候三吨", 2, 3),
        ("一般一天两吨，周末能到四吨", 2, 4),
        ("两吨吧，忙起来三吨", 2, 3),
        ("2 tons on normal days, 3 when busy", 2, 3),
        ("usually 2 cubic metres, up to 4 on weekends", 2, 4),
    ],
)
def test_usual_and_busy_days_are_the_ends_of_a_range(reads: Reads, text: str, low: int, high: int) -> None:
    assert reads("daily_water_m3", text) == Reading(Range(low, high), certain=False)


@pytest.mark.parametrize("text", ["洗狗两吨，住院一吨", "平时三吨"])
def test_parts_and_usual_days_alone_are_one_number(reads: Reads, text: str) -> None:
    reading = reads("daily_water_m3", text)
    assert isinstance(reading, Reading)
    assert reading.value == 3
