"""Answers that are numbers: areas, counts, storeys, distances and volumes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dialogs.understanding.reading import Reading, Unclear
from knowledge.values import Range, Value

Reads = Callable[[str, str], Reading | Unclear]

AREAS: list[tuple[str, str, Value]] = [
    ("plain digits", "60", 60),
    ("full-width digits", "６０", 60),
    ("full-width digits with a unit", "６０平方米", 60),
    ("a short unit", "60平", 60),
    ("the usual unit", "60平米", 60),
    ("the formal unit", "60平方米", 60),
    ("a spoken unit", "60个平方", 60),
    ("the sign for square metres", "60㎡", 60),
    ("m2", "60m2", 60),
    ("m²", "60 m²", 60),
    ("a decimal", "60.5平", 60.5),
    ("a thousands comma", "1,200平", 1200),
    ("a Chinese numeral", "六十平", 60),
    ("a numeral with hundreds", "一百二十平方", 120),
    ("a numeral that leaves out the last unit", "一百二", 120),
    ("两 for two", "两百平", 200),
    ("thousands and hundreds", "一千两百平", 1200),
    ("about, before", "大概60平", 60),
    ("about, after", "60平左右", 60),
    ("约", "约60平方米", 60),
    ("a particle after", "60平吧", 60),
    ("a sentence around", "我这个店大概有60平左右吧", 60),
    ("ten thousands with digits", "1.2万平", 12000),
    ("mu", "两亩", 1333.33),
    ("half a mu", "半亩", 333.33),
    ("one and a half mu", "一亩半", 1000),
    ("hectares", "1公顷", 10000),
    ("length by width with a unit", "30*8米", 240),
    ("length by width in words", "30米乘8米", 240),
    ("length and width named", "长30米宽8米", 240),
    ("square feet", "600 sq ft", 55.74),
    ("square feet in full", "about 600 square feet", 55.74),
    ("square metres in English", "about 60 square metres", 60),
    ("sqm", "60sqm", 60),
    ("a number in English words", "sixty square meters", 60),
    ("a compound in English words", "one hundred and twenty sqm", 120),
    ("a hundred without an article", "Hundred and eighty square metres", 180),
    ("a hundred alone", "about hundred sqm", 100),
    ("hundreds behind a digit", "3 hundred square meters", 300),
    ("one and a half thousand", "one and a half thousand square metres", 1500),
    ("decimals in English words", "eighty nine point five", 89.5),
    ("on a storey", "130 on the ground floor", 130),
    ("the storey beside it", "60平，二楼", 60),
    ("a total over two storeys", "上下两层，一共60", 60),
    ("a correction inside", "50，不对，是80", 80),
    ("what it was is taken back", "不是60，是80", 80),
    ("changed to", "面积改成120", 120),
    ("said twice", "60平，对，60平", 60),
    ("a traditional character", "60平方公尺，大約", 60),
    ("a range by adjacent digits", "四十五六", Range(45, 46)),
    ("a range of tens", "五六十平", Range(50, 60)),
    ("a range of hundreds", "两三百", Range(200, 300)),
    ("a range in the tens place", "一百二三", Range(120, 130)),
    ("a range with a hyphen", "50-60平", Range(50, 60)),
    ("a range with 到", "50到60平", Range(50, 60)),
    ("a range with both units", "50平到60平", Range(50, 60)),
    ("a range that shares its tens", "五到六十平", Range(50, 60)),
    ("a range that shares its hundreds", "两到三百平", Range(200, 300)),
    ("a range in English", "50 to 60 sqm", Range(50, 60)),
    ("less than", "不到50平", Range(1, 49.99)),
    ("at most", "50平以内", Range(1, 50)),
    ("a sign for less", "<50", Range(1, 49.99)),
    ("between in English", "between 50 and 60", Range(50, 60)),
]


@pytest.mark.parametrize(("text", "value"), [pytest.param(t, v, id=reason) for reason, t, v in AREAS])
def test_an_area_is_read_in_square_metres(reads: Reads, text: str, value: Value) -> None:
    assert reads("premises_area", text) == Reading(value)


OTHERS: list[tuple[str, str, str, Value]] = [
    ("people", "employee_count", "3个人", 3),
    ("a measure word only", "employee_count", "三个", 3),
    ("staff", "employee_count", "3名员工", 3),
    ("digits only", "employee_count", "5", 5),
    ("only me", "employee_count", "就我一个人", 1),
    ("a couple", "employee_count", "夫妻俩", 2),
    ("俩", "employee_count", "俩人", 2),
    ("five or six people", "employee_count", "五六个人", Range(5, 6)),
    ("people in English", "employee_count", "6 people", 6),
    ("a dozen", "employee_count", "a dozen", 12),
    ("of us", "employee_count", "there are 4 of us", 4),
    ("just me in English", "employee_count", "just me", 1),
    ("seats", "seat_count", "20个座位", 20),
    ("no seats", "seat_count", "没有", 0),
    ("zero", "seat_count", "0", 0),
    ("the question's own words for zero", "seat_count", "只做外带", 0),
    ("take-away in English", "seat_count", "take-away only", 0),
    ("none in English", "seat_count", "none", 0),
    ("no store room", "warehouse_area", "没有仓库", 0),
    ("no store room in a word", "warehouse_area", "无", 0),
    ("a store room", "warehouse_area", "20平", 20),
    ("no private rooms", "room_count", "没有", 0),
    ("private rooms", "room_count", "8个包厢", 8),
    ("kilometres", "school_distance_m", "两公里", 2000),
    ("metres", "school_distance_m", "500米", 500),
    ("metres in English", "school_distance_m", "500 m", 500),
    ("half a kilometre", "school_distance_m", "半公里", 500),
    ("one and a half kilometres", "school_distance_m", "1.5km", 1500),
    ("what the question says to enter for none", "school_distance_m", "附近没有", 9999),
    ("none, shorter", "school_distance_m", "没有", 9999),
    ("none near in English", "school_distance_m", "none near", 9999),
    ("a storey", "premises_floor", "三楼", 3),
    ("a storey with F", "premises_floor", "3F", 3),
    ("a high storey in English", "premises_floor", "twenty-first floor", 21),
    ("an English storey below ground", "premises_floor", "third basement level", -3),
    ("below the street", "premises_floor", "one floor below street level", -1),
    ("underground in English", "premises_floor", "underground level 2", -2),
    ("minus in English", "premises_floor", "minus two", -2),
    ("a level below another place", "premises_floor", "B2, one level below the car park", -2),
    ("层", "premises_floor", "2层", 2),
    ("第几层", "premises_floor", "在第5层", 5),
    ("minus one", "premises_floor", "负一楼", -1),
    ("minus in digits", "premises_floor", "-1", -1),
    ("underground", "premises_floor", "地下一层", -1),
    ("second underground storey", "premises_floor", "地下二层", -2),
    ("a basement", "premises_floor", "地下室", -1),
    ("B1", "premises_floor", "B1", -1),
    ("the ground floor", "premises_floor", "ground floor", 1),
    ("underground in English", "premises_floor", "underground floor", -1),
    ("an ordinal in English", "premises_floor", "3rd floor", 3),
    ("two storeys in a row", "premises_floor", "1-2楼", Range(1, 2)),
    ("the first", "premises_floor", "一楼", 1),
    ("tonnes of water", "daily_water_m3", "5吨", 5),
    ("cubic metres", "daily_water_m3", "两方", 2),
    ("litres", "daily_water_m3", "500升", 0.5),
    ("half a tonne", "daily_water_m3", "半吨", 0.5),
    ("two and a half tonnes", "daily_water_m3", "两吨半", 2.5),
    ("one point five", "daily_water_m3", "一点五吨", 1.5),
    ("a tonne and a half", "daily_water_m3", "一天吨半水", 1.5),
    ("a half behind the metres", "sport_area", "25米乘12米半", 312.5),
    ("people who do not count", "hygiene_staff_count", "四个师傅上手，两个前台不碰客人", 4),
    ("together", "hall_count", "six halls and the big one, seven together", 7),
    ("tonnes in English", "daily_water_m3", "about 5 tonnes", 5),
    ("kilometres and tenths", "school_distance_m", "隔得远，1公里2", 1200),
    ("the same in words", "school_distance_m", "一公里二", 1200),
    ("a kilometre and one of something", "school_distance_m", "两公里外有1家", 2000),
    ("rooms", "guest_rooms", "12间房", 12),
    ("tables, and how many can sit", "seat_count", "摆的八张桌子 坐得下三十二个", 32),
    ("computers", "terminal_count", "一百二十台", 120),
    ("at most is the number itself where a maximum was asked", "max_occupancy", "最多30人", 30),
    ("exits", "exit_count", "两个", 2),
    ("nobody", "nurse_count", "没有", 0),
    ("a sign's area", "sign_area", "7.2平方米", 7.2),
]


@pytest.mark.parametrize(("code", "text", "value"), [pytest.param(c, t, v, id=reason) for reason, c, t, v in OTHERS])
def test_a_number_is_read_in_the_unit_of_its_fact(reads: Reads, code: str, text: str, value: Value) -> None:
    assert reads(code, text) == Reading(value)


VAGUE: list[tuple[str, str, str, Value]] = [
    ("tables, and how many sit at one", "seat_count", "六张圆桌，一桌十个", 60),
    ("classes, and how many one takes", "childcare_places", "三个班，一班十八个", 54),
    ("places in English", "exit_count", "one at the front, one round the back", 2),
    ("more in English than can be made out", "exit_count", "one facing the street, another through the kitchen", 1),
    ("all of them behind those who are told", "employee_count", "加我老婆和两个小工，四个", 4),
    ("none near, and how far the nearest is", "school_distance_m", "周围没得学校，最近的在一公里外头，1.2公里", 1200),
    ("parts of a dining area", "catering_area", "后厨八平，外面坐人的二十二平", 30),
    ("so many each", "tank_volume_m3", "三个罐，一个三十方", 90),
    ("extents of one tank with their names", "water_tank_m3", "不锈钢的那种 1.5米宽2米长2米高 就一个", 6),
    ("the same, named ahead", "water_tank_m3", "长2米，宽1.5米，高2米", 6),
    ("so many each, in English", "water_tank_m3", "two tanks, 10 cubic metres each", 20),
    ("one of them is special", "hall_count", "7个厅，含一个巨幕", 7),
    ("not a single one", "nurse_count", "护士暂时一个都没招到", 0),
    ("来 is about", "premises_area", "一百二十来平", 120),
    ("more than, up to the next ten", "premises_area", "120多", Range(121, 129)),
    ("more than, up to the next hundred", "premises_area", "300多平", Range(301, 399)),
    ("a few tens", "premises_area", "几十平", Range(20, 99)),
    ("ten and a few", "premises_area", "十几平", Range(11, 19)),
    ("at least", "premises_area", "300平以上", Range(300, 200000)),
    ("a sign for more", "premises_area", ">300", Range(300.01, 200000)),
    ("ten and a few people", "employee_count", "十几个", Range(11, 19)),
    ("about thirty seats", "seat_count", "三十来个", 30),
    ("beds", "guest_beds", "20多张床", Range(21, 29)),
    ("a hundred and eighty, or so", "premises_area", "百八十平", 180),
    ("just over", "premises_area", "三十出头", Range(31, 39)),
    ("a month's water", "daily_water_m3", "一个月60吨", 2),
    ("extents of a tank", "water_tank_m3", "2米×1.5米×1米", 3),
    ("hired ones leave out who hires", "employee_count", "请了两个", 3),
    ("helpers beside who speaks", "employee_count", "老板加三个伙计", 4),
    ("now, and more some day", "employee_count", "目前六个，旺季可能加到十个", 6),
    ("nobody hired yet", "nurse_count", "还没招到护士", 0),
    ("those with a licence", "vet_count", "三名执业的，两名助理", 3),
    ("tables with so many seats each", "seat_count", "8张桌子每桌4个人", 32),
    ("parts of which one is the sum of the others", "room_count", "大包3个中包8个小包11个", 22),
    ("a whole without a word for it", "hygiene_staff_count", "技师十四搓背的三个，十七人", 17),
    ("tables and the whole", "seat_count", "十二张四人桌，四十八个座", 48),
    ("storeys that are all alike", "guest_rooms", "一层9间，四层都一样，36间", 36),
    ("so many storeys in all", "guest_rooms", "一层八间一共三层", 24),
    ("tanks, the number of each behind it", "tank_volume_m3", "汽油罐30方的两个，柴油罐50方的一个", 110),
    ("tanks that are all alike", "tank_volume_m3", "三个汽油罐一个柴油罐，都是30方的", 120),
    ("tables of two sizes", "seat_count", "大桌6张坐十个人的，小桌8张坐四个人的", 92),
    ("a table, and how many sit there", "seat_count", "八张桌子，一张坐四个", 32),
    ("halls that are listed", "seat_count", "1号厅180座，2号3号厅各96", 372),
    ("places named in a word", "exit_count", "东西南北各一个", 4),
    ("one here and one there", "exit_count", "前头一个，后厨还有一个", 2),
    ("one here and one there, in English", "exit_count", "one at the front and one at the back", 2),
    ("two places, so many each", "guest_rooms", "楼上楼下各六间", 12),
    ("俩 has its measure word", "hygiene_staff_count", "四个剪头的俩洗头的", 6),
    ("shifts", "employee_count", "早班三个晚班三个", 6),
    ("who speaks counts as one", "vet_count", "我自己有证算一个，另外聘了两位", 3),
    ("besides who speaks", "vet_count", "除了我还有两个", 3),
    ("one hired without a number", "employee_count", "我跟我屋里的两个人，再请了个小工", 3),
    ("girls", "employee_count", "me plus four girls at the counter", 5),
    ("of all the certified ones", "instructor_count", "教练一共七个 不过有证的才四个", 4),
    ("the certified ones told apart", "instructor_count", "教练有八个，拿了证的五个", 5),
    ("the certified ones in English", "instructor_count", "8 coaches, 5 of them certified", 5),
    ("those with a post of their own", "teacher_count", "专职五个兼职三个", 5),
    ("nobody hired, in English", "lifeguard_count", "none hired yet", 0),
    ("some at each place", "exit_count", "six doors, three on either side", 6),
    ("plus who speaks", "employee_count", "4 plus me", 5),
    ("an area in two units", "premises_area", "about 2000 sq ft, that is 186 sqm", 186),
    ("tables that all have as many", "seat_count", "8张桌子 都是四人座", 32),
    ("tables at which as many sit", "seat_count", "6张桌子，都能坐八个", 48),
    ("rooms that all have as many", "guest_beds", "20间房，都是两张床", 40),
    ("the two of us among all", "employee_count", "加上我俩口子总共七个人", 7),
    ("the two of us, run together", "employee_count", "算上我俩五个", 5),
    ("a couple and a helper", "employee_count", "就我们俩口子，又请了个小工", 3),
    ("tanks on top of a roof", "water_tank_m3", "屋顶上三个，每个四方", 12),
    ("storeys above and below", "premises_area", "楼上楼下两层，每层50平", 100),
    ("what is gone by", "premises_area", "房产证上是102，我量的98，就照房产证的102填吧", 102),
    ("gone by at the end", "premises_area", "合同90，实测85，按合同90来", 90),
    ("extents of a sign", "sign_area", "1米2高，4米长", 4.8),
    ("a couple of doctors", "physician_count", "我跟我爱人，都有执业医师证，没别人了", 2),
    ("me too", "hygiene_staff_count", "five stylists, plus me cutting hair too", 6),
    ("not one", "warehouse_area", "we don't have one, everything sits on the shelves", 0),
    ("apprentices", "employee_count", "我、我老婆、俩学徒，没别人", 4),
]


@pytest.mark.parametrize(("code", "text", "value"), [pytest.param(c, t, v, id=reason) for reason, c, t, v in VAGUE])
def test_a_number_that_is_only_an_idea_of_one_is_confirmed(reads: Reads, code: str, text: str, value: Value) -> None:
    assert reads(code, text) == Reading(value, certain=False)


PLAIN: list[tuple[str, str, str, Value]] = [
    ("metres and tenths", "premises_area", "9米5宽，20米深", 190),
    ("extents in the other order", "premises_area", "8米进深 12米开间", 96),
    ("one and a half", "sign_area", "三个半平方", 3.5),
    ("mu and tenths", "premises_area", "一亩二分地", 800),
    ("a whole that is said", "exit_count", "前后各一个，共两个", 2),
    ("none, along the Yangtze", "warehouse_area", "冒得仓库", 0),
    ("a pronoun counts nothing", "water_tank_m3", "just a small one, 800 litres", 0.8),
    ("two told one by one", "employee_count", "就我跟我媳妇", 2),
    ("three told one by one", "employee_count", "我和老公还有我妈", 3),
    ("two in English", "employee_count", "just me and my husband", 2),
    ("a unit with nothing but a word behind it", "school_distance_m", "200m左右", 200),
    ("two dozen", "seat_count", "two dozen seats", 24),
    ("hundreds in digits and a sign", "premises_area", "1百20平", 120),
    ("none of them, said in the south", "warehouse_area", "冇", 0),
    ("none at all", "instructor_count", "一个都没得", 0),
    ("no rooms, and what there is instead", "room_count", "没有包厢都是散台", 0),
    ("a whole with its word", "room_count", "大包4 中包9 小包12，一起25个", 25),
    ("a whole called so", "guest_rooms", "标间12 大床8 总数20", 20),
    ("a whole of storeys", "premises_area", "一楼1800㎡二楼1600㎡合计3400", 3400),
    ("a whole of tanks", "tank_volume_m3", "两个30方一个50方，合起来一百一十方", 110),
    ("a whole named behind", "room_count", "6 big ones and 8 small ones, 14 in total", 14),
    ("groups are not what is in them", "childcare_places", "六十个托位，分三个班", 60),
    ("nobody else", "employee_count", "我和我妹，没别人了", 2),
    ("sisters", "employee_count", "就我们姐妹俩", 2),
    ("a sister", "employee_count", "just me and my sister for now", 2),
    ("who take turns", "employee_count", "就我跟我妈 轮流看店", 2),
    ("not quite", "premises_area", "130平不到一点", Range(1, 129.99)),
    ("mu and a digit", "premises_area", "差不多一亩二，院子也算进去了", 800),
    ("the storey of a car park is no other storey", "premises_floor", "B2，跟停车场一层", -2),
    ("the first storey down", "premises_floor", "地下头一层", -1),
    ("none, along the Han river", "warehouse_area", "么得仓库 货都摆店里", 0),
    ("heads", "max_occupancy", "挤满能有两百号人", 200),
    ("about so many heads", "max_occupancy", "坐满了也就七八十号人", Range(70, 80)),
    ("people are no rooms", "room_count", "二十个包厢，能坐三百个人", 20),
    ("the length of a pool and its width", "sport_area", "50米长的池子，宽21米", 1050),
    ("a storey that is climbed", "premises_floor", "爬两层，三楼", 3),
    ("what it is more than", "school_distance_m", "三百二三十米吧，肯定过了三百", Range(320, 330)),
    ("what it comes down to", "guest_beds", "标间6个大床房4个，算下来十六张床", 16),
    ("two who have one small shop", "employee_count", "两个人，一个小门脸", 2),
    ("who speaks and another, who have one", "employee_count", "就我和我老婆两个人，一个小档口", 2),
    ("sisters who have one", "employee_count", "姐妹仨，一间小铺面", 3),
    ("a shop told first", "employee_count", "一个小店，三个人", 3),
    ("staff and one small shop, in English", "employee_count", "two of us, one small shop", 2),
    ("the shop beside its kitchen", "premises_area", "门面60平，仓库15平", 60),
    ("the shop beside its store room, without units", "premises_area", "铺面60，仓库15", 60),
    ("all the beds of so many rooms", "guest_beds", "13间22张床", 22),
    ("people have no area each", "premises_area", "5个人40平", 40),
    ("no schools, along the Han river", "school_distance_m", "周围么得学校 幼儿园也么得", 9999),
]


@pytest.mark.parametrize(("code", "text", "value"), [pytest.param(c, t, v, id=reason) for reason, c, t, v in PLAIN])
def test_numbers_are_read_as_people_say_them(reads: Reads, code: str, text: str, value: Value) -> None:
    assert reads(code, text) == Reading(value)


NO_ANSWERS: list[tuple[str, str, str]] = [
    ("rent without a unit", "premises_area", "租金3500一个月"),
    ("rent a month", "premises_area", "租金便宜，一个月才1200"),
    ("how many storeys there are", "premises_floor", "整栋五层都是我们的"),
    ("the question before", "employee_count", "上一个答错了"),
    ("a moment", "premises_area", "这个要等我老公回来问一哈"),
    ("a question", "exit_count", "一个问题问我三遍"),
    ("one question back", "teacher_count", "go back one"),
    ("one by one", "guest_rooms", "一间一间数的话要等"),
    ("one trip", "guest_rooms", "一趟"),
]


@pytest.mark.parametrize(("code", "text"), [pytest.param(c, t, id=reason) for reason, c, t in NO_ANSWERS])
def test_a_number_of_something_else_is_no_answer(reads: Reads, code: str, text: str) -> None:
    assert isinstance(reads(code, text), Unclear)


UNCLEAR: list[tuple[str, str, str, str]] = [
    ("no number", "premises_area", "挺大的", "hint_number"),
    ("a number of people is no area", "premises_area", "3个人", "hint_unit_area"),
    ("money is no area", "premises_area", "60块", "hint_unit_area"),
    ("tables are no area", "premises_area", "60桌", "hint_unit_area"),
    ("too small", "premises_area", "0", "hint_number_bounds"),
    ("too large", "premises_area", "900万平", "hint_number_bounds"),
    ("each storey is not the whole", "premises_area", "每层30平", "hint_number_total"),
    ("two areas added", "premises_area", "80+20", "hint_number_one"),
    ("a unit of old", "premises_area", "1500平尺", "hint_number"),
    ("two areas", "premises_area", "建筑面积80，使用面积60", "hint_number_one"),
    ("does not know", "premises_area", "不知道", "hint_dont_know"),
    ("does not know in English", "premises_area", "I don't know", "hint_dont_know"),
    ("part of a person", "employee_count", "2.5", "hint_whole_number"),
    ("nobody where one must be", "employee_count", "没有", "hint_number_bounds"),
    ("a few is no number", "employee_count", "几个", "hint_number"),
    ("below zero", "employee_count", "-3", "hint_unit_count"),
    ("tables are no seats", "seat_count", "20张桌子", "hint_number"),
    ("minutes are no distance", "school_distance_m", "走路十分钟", "hint_unit_length"),
    ("too far down", "premises_floor", "负九楼", "hint_number_bounds"),
    ("two storeys", "premises_floor", "一楼和三楼", "hint_number_one"),
    ("nothing at all", "premises_area", "", "hint_number"),
    ("only punctuation", "premises_area", "……", "hint_number"),
    ("a door number is no area", "premises_area", "人民路88号", "hint_unit_area"),
]


@pytest.mark.parametrize(("code", "text", "hint"), [pytest.param(c, t, h, id=reason) for reason, c, t, h in UNCLEAR])
def test_a_number_that_does_not_fit_is_asked_for_again(reads: Reads, code: str, text: str, hint: str) -> None:
    answer = reads(code, text)
    assert isinstance(answer, Unclear)
    assert answer.hint == hint


def test_the_bounds_are_told(reads: Reads) -> None:
    answer = reads("premises_area", "0")
    assert isinstance(answer, Unclear)
    assert answer.details == {"min": 1, "max": 200000}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("30*8", 240, id="a product without units"),
        pytest.param("60方", 60, id="方 is an area to some and a volume to others"),
        pytest.param("我也不太清楚，大概60吧", 60, id="a guess"),
        pytest.param("60平可以吗？", 60, id="a question"),
    ],
)
def test_a_doubtful_area_is_confirmed(reads: Reads, text: str, value: Value) -> None:
    assert reads("premises_area", text) == Reading(value, certain=False)


def test_working_days_count_nobody(reads: Reads) -> None:
    assert isinstance(reads("employee_count", "五个工作日"), Unclear)


def test_a_question_that_only_says_no_is_confirmed(reads: Reads) -> None:
    assert reads("school_distance_m", "荒郊野外的，这附近哪来的学校") == Reading(9999, certain=False)


def test_what_each_has_is_no_sum(reads: Reads) -> None:
    assert reads("guest_beds", "大床房六间 标间五间 标间都是两张床") == Unclear("hint_number_total")
