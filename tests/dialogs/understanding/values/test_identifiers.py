"""Telephone numbers, credit codes and identity numbers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.understanding.reading import Found, Reading, Unclear
from dialogs.understanding.values import credit_codes

Reads = Callable[[str, str], Reading | Unclear]
Finds = Callable[[str, str], list[Found]]
CODE = "92420303MA4E3Y6A6D"
NUMBER = "11010519491231002X"

PHONES: list[tuple[str, str, str]] = [
    ("plain", "13812345678", "13812345678"),
    ("blanks", "138 1234 5678", "13812345678"),
    ("dashes", "138-1234-5678", "13812345678"),
    ("country code", "+86 13812345678", "13812345678"),
    ("country code without plus", "8613812345678", "13812345678"),
    ("country code with zeros", "0086 13812345678", "13812345678"),
    ("full width", "１３８１２３４５６７８", "13812345678"),
    ("in a sentence", "我电话13812345678，随时打", "13812345678"),
    ("read out in Chinese", "幺三八幺二三四五六七八", "13812345678"),
    ("read out in pieces", "一三九零七一六，后面五二八八", "13907165288"),
    ("pieces with what they are", "前面是139，中间0716，后四位5288", "13907165288"),
    ("read out in English", "it's one five eight, 7188 2040", "15871882040"),
    ("the same digit twice", "one five eight, double two, 714 603", "15822714603"),
    ("a landline", "0719-8651234", "0719-8651234"),
    ("a landline without a dash", "07198651234", "0719-8651234"),
    ("a landline of a large city", "027 85551234", "027-85551234"),
    ("brackets", "(027)85551234", "027-85551234"),
    ("a landline from abroad", "+86 27 8555 1234", "027-85551234"),
]


@pytest.mark.parametrize(("text", "number"), [pytest.param(t, n, id=reason) for reason, t, n in PHONES])
def test_a_phone_number_has_one_written_form(reads: Reads, text: str, number: str) -> None:
    assert reads("contact_phone", text) == Reading(number)


NO_PHONE: list[tuple[str, str, str]] = [
    ("a digit is missing", "1381234567", "hint_phone_digits"),
    ("a digit too many", "138123456789", "hint_phone_digits"),
    ("no area code", "8651234", "hint_phone_area_code"),
    ("two numbers", "13812345678或13912345678", "hint_phone_one"),
    ("a foreign number", "+1 415 555 2671", "hint_phone_mainland"),
    ("words", "打老板电话", "hint_phone"),
    ("not a mobile's start", "12345678901", "hint_phone_digits"),
    ("nothing", "", "hint_phone"),
    ("an identity number", NUMBER, "hint_phone"),
]


@pytest.mark.parametrize(("text", "hint"), [pytest.param(t, h, id=reason) for reason, t, h in NO_PHONE])
def test_what_is_no_phone_number_is_asked_again(reads: Reads, text: str, hint: str) -> None:
    answer = reads("contact_phone", text)
    assert isinstance(answer, Unclear)
    assert answer.hint == hint


def test_a_date_of_birth_is_no_phone_number(finds: Finds) -> None:
    assert finds("contact_phone", "身份证 420325 19710816 233X") == []


def test_an_identity_number_in_groups_holds_no_landline(finds: Finds) -> None:
    assert finds("contact_phone", "我外甥的号码 3502 0319 8704 2115 32") == []


def test_a_phone_number_is_found_in_a_message(finds: Finds) -> None:
    assert [found.value for found in finds("contact_phone", "联系人林小满，电话13812345678")] == ["13812345678"]


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        CODE.lower(),
        "92420303 MA4E 3Y6A 6D",
        "It says 92420303MA4E3Y6A6D at the top right",
        f"信用代码是{CODE}",
        f"my code is {CODE}",
        "９２４２０３０３ＭＡ４Ｅ３Ｙ６Ａ６Ｄ",
    ],
)
def test_a_credit_code_is_normalised(reads: Reads, text: str) -> None:
    assert reads("unified_social_credit_code", text) == Reading(CODE)


SLIPS: list[tuple[str, str, int]] = [
    ("the storyboard's letter O", "92420303MA4E3Y6A6O", 18),
    ("O for zero among the digits", "9242O303MA4E3Y6A6D", 5),
    ("I for one is not in the code's alphabet", "92420303MA4E3Y6A6I", 18),
    ("two neighbours exchanged", "92420303MA4E3YA66D", 15),
    ("B among the digits", "92420B03MA4E3Y6A6D", 6),
]


@pytest.mark.parametrize(("text", "position"), [pytest.param(t, p, id=reason) for reason, t, p in SLIPS])
def test_a_slip_in_a_credit_code_is_mended_and_confirmed(reads: Reads, text: str, position: int) -> None:
    answer = reads("unified_social_credit_code", text)
    assert isinstance(answer, Unclear)
    assert (answer.hint, answer.suggestion, answer.details["position"]) == ("hint_code_character", CODE, position)


NO_CODE: list[tuple[str, str, str]] = [
    ("a character is missing", CODE[:-1], "hint_code_length"),
    ("a character too many", CODE + "1", "hint_code_length"),
    ("an old registration number", "420300600123456", "hint_code_length"),
    ("words", "在执照上", "hint_code"),
    ("does not know", "不知道", "hint_dont_know"),
    ("nothing", "", "hint_code"),
    ("all wrong", "ZZZZ0303MA4E3Y6A60", "hint_code_check"),
]


@pytest.mark.parametrize(("text", "hint"), [pytest.param(t, h, id=reason) for reason, t, h in NO_CODE])
def test_what_is_no_credit_code_is_asked_again(reads: Reads, text: str, hint: str) -> None:
    answer = reads("unified_social_credit_code", text)
    assert isinstance(answer, Unclear)
    assert answer.hint == hint


@given(place=st.integers(0, 17), character=st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
def test_no_code_with_one_wrong_character_is_accepted(place: int, character: str) -> None:
    wrong = CODE[:place] + character + CODE[place + 1 :]
    assert credit_codes.is_valid(wrong) == (wrong == CODE)
    if wrong != CODE:
        better = credit_codes.mended(wrong)
        assert better is None or credit_codes.is_valid(better)


def test_a_credit_code_is_found_in_a_message(finds: Finds) -> None:
    assert [found.value for found in finds("unified_social_credit_code", f"执照号{CODE}，店在二楼")] == [CODE]


@pytest.mark.parametrize(
    "text",
    [
        NUMBER,
        NUMBER.lower(),
        "110105 19491231 002X",
        f"身份证号：{NUMBER}",
        f"ID {NUMBER}",
        "幺幺零一零五，一九四九一二三一，零零二x",
    ],
)
def test_an_identity_number_is_normalised(reads: Reads, text: str) -> None:
    assert reads("legal_rep_id_number", text) == Reading(NUMBER)


def test_an_identity_number_of_fifteen_digits_is_made_longer_and_confirmed(reads: Reads) -> None:
    assert reads("legal_rep_id_number", "110105491231002") == Reading(NUMBER, certain=False)


def test_a_number_from_a_county_that_no_longer_exists_is_valid(reads: Reads) -> None:
    assert reads("legal_rep_id_number", "510202195001010013") == Reading("510202195001010013")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("11010519491231020X", id="two neighbours exchanged"),
        pytest.param("l1010519491231002X", id="the letter l for a one"),
        pytest.param("1101O519491231002X", id="the letter O for a zero"),
    ],
)
def test_a_slip_in_an_identity_number_is_mended_and_confirmed(reads: Reads, text: str) -> None:
    answer = reads("legal_rep_id_number", text)
    assert isinstance(answer, Unclear)
    assert (answer.hint, answer.suggestion) == ("hint_id_character", NUMBER)
    assert NUMBER not in repr(answer)


NO_NUMBER: list[tuple[str, str, str]] = [
    ("a wrong check digit", "110105194912310021", "hint_id_check"),
    ("a day that does not exist", "110105194902300028", "hint_id_check"),
    ("an unknown province", "990105194912310020", "hint_id_check"),
    ("too short", "1101051949123100", "hint_id_length"),
    ("words", "身份证在家里", "hint_id"),
    ("nothing", "", "hint_id"),
]


@pytest.mark.parametrize(("text", "hint"), [pytest.param(t, h, id=reason) for reason, t, h in NO_NUMBER])
def test_what_is_no_identity_number_is_asked_again(reads: Reads, text: str, hint: str) -> None:
    answer = reads("legal_rep_id_number", text)
    assert isinstance(answer, Unclear)
    assert answer.hint == hint


def test_an_identity_number_belongs_to_whom_it_is_said_of(finds: Finds) -> None:
    told = f"代办人身份证{NUMBER}"
    assert [found.value for found in finds("agent_id_number", told)] == [NUMBER]
    assert finds("legal_rep_id_number", told) == []
