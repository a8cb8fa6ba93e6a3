"""Addresses, names, texts, lists and sizes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dialogs.understanding.reading import Found, Reading, Unclear
from dialogs.understanding.values.sizes import area_of_size

Reads = Callable[[str, str], Reading | Unclear]
Finds = Callable[[str, str], list[Found]]

ADDRESSES: list[tuple[str, str, str]] = [
    ("a street and a door", "人民路88号", "人民路88号"),
    ("with 在", "在人民路88号", "人民路88号"),
    ("with the shop before", "店开在人民路88号", "人民路88号"),
    ("address is", "地址是人民路88号", "人民路88号"),
    ("from the province", "湖北省十堰市人民路88号附1号2楼", "湖北省十堰市人民路88号附1号2楼"),
    ("a mall after the door", "十堰市茅箭区人民北路88号万达广场3楼", "十堰市茅箭区人民北路88号万达广场3楼"),
    ("what follows is left out", "人民路88号开个奶茶店，大概60平", "人民路88号"),
    ("an estate", "阳光小区5栋2单元", "阳光小区5栋2单元"),
    ("a door in Chinese numerals", "人民路八十八号", "人民路八十八号"),
    ("full width", "人民路８８号", "人民路８８号"),
    ("a village", "柳陂镇沙洲村3组12号", "柳陂镇沙洲村3组12号"),
    ("a room in a block", "茅箭区北京北路66号兴隆大厦A座1203室", "茅箭区北京北路66号兴隆大厦A座1203室"),
    ("English", "88 Renmin Road", "88 Renmin Road"),
    ("Cantonese", "喺中山北路10号二楼", "中山北路10号二楼"),
    ("a room and a building first", "Room 1203, Building 5, 88 Renmin Road", "Room 1203, Building 5, 88 Renmin Road"),
    ("English with the door behind the street", "it's at Renmin South Road 18", "Renmin South Road 18"),
    ("Cantonese 系", "就系人民路88号", "人民路88号"),
    ("English in a sentence", "it's at No. 88 Renmin Road", "No. 88 Renmin Road"),
]


@pytest.mark.parametrize(("text", "address"), [pytest.param(t, a, id=reason) for reason, t, a in ADDRESSES])
def test_an_address_is_read_to_its_door(reads: Reads, text: str, address: str) -> None:
    assert reads("premises_address", text) == Reading(address)


MORE_UNCLEAR: list[tuple[str, str, str, str]] = [
    ("an address without a door", "premises_address", "人民路", "hint_address_door"),
    ("no address", "premises_address", "还在找", "hint_address"),
    ("does not know", "premises_address", "不知道", "hint_dont_know"),
    ("the same as another", "mailing_address", "和店里一样", "hint_address_same"),
    ("too short", "premises_address", "路8号", "hint_address_short"),
    ("nothing", "premises_address", "", "hint_address"),
    ("oneself", "contact_name", "我", "hint_name_self"),
    ("a nickname", "contact_name", "老王", "hint_name_full"),
    ("a title", "contact_name", "王总", "hint_name_full"),
    ("not decided", "contact_name", "还没定", "hint_dont_know"),
    ("an area is no name", "contact_name", "60平", "hint_name"),
    ("a sentence is no name", "contact_name", "你们几点下班", "hint_name"),
    ("nobody yet", "pharmacist_name", "还没招到", "hint_dont_know"),
    ("one character", "contact_name", "林", "hint_text_short"),
    ("a text that is missing", "isp_name", "", "hint_text"),
    ("does not know the provider", "isp_name", "不知道", "hint_dont_know"),
    ("an empty list", "xray_devices", "没有", "hint_list"),
    ("one extent", "sign_size", "6米", "hint_size"),
    ("no extents", "sign_size", "很大", "hint_size"),
]


@pytest.mark.parametrize(("code", "text", "hint"), [pytest.param(c, t, h, id=r) for r, c, t, h in MORE_UNCLEAR])
def test_what_does_not_fit_is_asked_again(reads: Reads, code: str, text: str, hint: str) -> None:
    answer = reads(code, text)
    assert isinstance(answer, Unclear)
    assert answer.hint == hint


NAMES: list[tuple[str, str, str]] = [
    ("a name", "林小满", "林小满"),
    ("叫", "叫林小满", "林小满"),
    ("我叫", "我叫林小满", "林小满"),
    ("the fact's word", "联系人林小满", "林小满"),
    ("联系人是", "联系人是林小满", "林小满"),
    ("是", "是张三", "张三"),
    ("a particle", "张三吧", "张三"),
    ("a title after", "张三先生", "张三"),
    ("a phone after", "张三 13812345678", "张三"),
    ("four characters", "欧阳娜娜", "欧阳娜娜"),
    ("a Uyghur name", "阿依古丽·买买提", "阿依古丽·买买提"),
    ("a Latin name", "John Smith", "John Smith"),
    ("my name is", "My name is John Smith", "John Smith"),
    ("a Latin name with an apostrophe", "Sean O'Neill", "Sean O'Neill"),
    ("a rare character", "𬱖小满", "𬱖小满"),
]


@pytest.mark.parametrize(("text", "name"), [pytest.param(t, n, id=reason) for reason, t, n in NAMES])
def test_a_name_is_freed_of_the_words_around_it(reads: Reads, text: str, name: str) -> None:
    assert reads("contact_name", text) == Reading(name)


TEXTS: list[tuple[str, str, str, str | tuple[str, ...]]] = [
    ("a name of a business", "operator_name", "小林饮品店", "小林饮品店"),
    ("叫", "operator_name", "叫小林饮品店", "小林饮品店"),
    ("quoted", "sign_text", "就写“林记茶饮”", "林记茶饮"),
    ("a provider", "isp_name", "电信", "电信"),
    ("invisible marks are dropped", "isp_name", "电\u200b信\u202e", "电信"),
    ("line breaks become blanks", "business_scope", "餐饮服务\n食品销售", "餐饮服务 食品销售"),
    ("a list with 、", "xray_devices", "牙片机 XR-1 1台、口腔CT 2台", ("牙片机 XR-1 1台", "口腔CT 2台")),
    ("a list by lines with numbers", "xray_devices", "1. 牙片机\n2. 口腔CT", ("牙片机", "口腔CT")),
    ("how many there are, then which", "xray_devices", "两台：牙片机一台，口腔CT一台", ("牙片机一台", "口腔CT一台")),
    ("how many there are, in English", "xray_devices", "Two: a dental unit and a CBCT", ("a dental unit", "a CBCT")),
    ("a list of one", "xray_devices", "牙片机一台", ("牙片机一台",)),
    ("a size", "sign_size", "6×1.2×0.2", "6×1.2×0.2"),
    ("a size as the question writes it", "sign_size", "6×1.2×0.15米", "6×1.2×0.15米"),
    ("such a size beside other words", "sign_size", "6×1.2×0.15米，广告公司来量的", "6×1.2×0.15米"),
    ("a size as the English question writes it", "sign_size", "6×1.2×0.15 m", "6×1.2×0.15 m"),
    ("one unit behind all of them", "sign_size", "300×90×10cm", "3×0.9×0.1"),
    ("millimetres behind all of them", "sign_size", "3000*900*100毫米", "3×0.9×0.1"),
    ("a unit behind the last only", "sign_size", "3×0.9×10cm", "3×0.9×0.1"),
    ("a size with stars", "sign_size", "6*1.2*0.2", "6×1.2×0.2"),
    ("a size with x", "sign_size", "6x1.2", "6×1.2"),
    ("乘", "sign_size", "6乘1.2乘0.2", "6×1.2×0.2"),
    ("extents named after", "sign_size", "6米长1.2米高0.2米厚", "6×1.2×0.2"),
    ("extents named before, in another order", "sign_size", "高1.2米，长6米", "6×1.2"),
    ("centimetres", "sign_size", "长6米，高1.2米，厚20公分", "6×1.2×0.2"),
    ("一米二", "sign_size", "六米乘一米二", "6×1.2"),
    ("English", "sign_size", "6m long, 1.2m high", "6×1.2"),
    ("a name behind a blank", "sign_size", "7.5米乘1.2米 厚0.1", "7.5×1.2×0.1"),
    ("an area beside it", "sign_size", "4m by 1m, shop 80 sqm", "4×1"),
    ("units in between", "sign_size", "6m x 1.2m x 0.2m", "6×1.2×0.2"),
]


@pytest.mark.parametrize(("code", "text", "value"), [pytest.param(c, t, v, id=reason) for reason, c, t, v in TEXTS])
def test_a_text_is_kept_in_one_form(reads: Reads, code: str, text: str, value: str | tuple[str, ...]) -> None:
    assert reads(code, text) == Reading(value)


def test_a_size_too_large_for_metres_is_taken_for_centimetres_and_confirmed(reads: Reads) -> None:
    assert reads("sign_size", "600x120x20") == Unclear("hint_size_unit", suggestion="6×1.2×0.2")


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("6×1.2×0.2", 7.2),
        ("6米乘1米2", 7.2),
        ("高1米长3米", 3.0),
        ("6", None),
        ("", None),
        ("很大", None),
        ("6x" * 500, None),
    ],
)
def test_the_area_of_a_sign_is_length_times_height(text: str, area: float | None) -> None:
    assert area_of_size(text) == area


MENTIONS: list[tuple[str, str, str, str]] = [
    ("an address in an opening message", "premises_address", "想在人民路88号盘个店卖珍珠奶茶，大概60平", "人民路88号"),
    ("an address in English", "premises_address", "a tea shop at 88 Renmin Road, 60 sqm", "88 Renmin Road"),
    ("where to send it", "mailing_address", "证寄到十堰市人民路99号3栋201", "十堰市人民路99号3栋201"),
    ("the registered address", "registered_address", "住所在建设路12号，店在人民路88号", "建设路12号"),
    ("the shop beside it", "premises_address", "住所在建设路12号，店在人民路88号", "人民路88号"),
    ("the contact", "contact_name", "联系人林小满，电话13812345678", "林小满"),
    ("my name", "contact_name", "我叫林小满", "林小满"),
    ("the agent", "agent_name", "代办人是张三", "张三"),
    ("a storey told apart", "premises_address", "社区超市 北大街77号 一楼 260平", "北大街77号"),
]


@pytest.mark.parametrize(("code", "text", "value"), [pytest.param(c, t, v, id=reason) for reason, c, t, v in MENTIONS])
def test_words_are_found_in_a_message(finds: Finds, code: str, text: str, value: str) -> None:
    assert [found.value for found in finds(code, text)] == [value]


SILENT: list[tuple[str, str, str]] = [
    ("a street without a door", "premises_address", "想在人民路开个小面馆"),
    ("where to send it is not the shop", "premises_address", "证寄到人民路99号"),
    ("something supposed", "premises_address", "如果在人民路88号呢"),
    ("a name without a cue", "contact_name", "林小满"),
    ("a person who is not the contact", "contact_name", "店长是张三"),
]


@pytest.mark.parametrize(("code", "text"), [pytest.param(c, t, id=reason) for reason, c, t in SILENT])
def test_what_is_not_said_is_not_found(finds: Finds, code: str, text: str) -> None:
    assert finds(code, text) == []


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("sign_area", "6m×80cm 你帮我算下", 4.8),
        ("sign_area", "6米×80公分", 4.8),
        ("sign_area", "600cm×80cm", 4.8),
        ("sign_area", "300×90cm", 2.7),
        ("sign_area", "6米乘1米2", 7.2),
        ("premises_area", "10米乘8米", 80),
        ("water_tank_m3", "水箱是2米乘2米乘1米5的，就一个", 6),
        ("water_tank_m3", "两米乘两米乘一米五", 6),
        ("water_tank_m3", "2m x 1.5m x 80cm", 2.4),
        ("water_tank_m3", "两个水箱，每个2米×2米×1米5", 12),
        ("water_tank_m3", "there are two tanks, each 2m x 2m x 1.5m", 12),
    ],
)
def test_extents_are_multiplied_each_in_its_unit(reads: Reads, code: str, text: str, value: float) -> None:
    reading = reads(code, text)
    assert isinstance(reading, Reading)
    assert reading.value == value
