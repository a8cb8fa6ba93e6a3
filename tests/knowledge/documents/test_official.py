"""Official notices say all that notices.yaml requires, from what was done, in Chinese and in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from errors import PackError
from knowledge.documents import letter, notice
from knowledge.documents.acts import Accepted, Act, Corrected, Granted, Issue, Point, Refused, Told
from knowledge.documents.case import Case
from knowledge.documents.head import IN_THE_FRAME
from knowledge.documents.letter import compose_letter
from knowledge.documents.model import Document, Paragraph
from knowledge.documents.official import compose_official, parts_made
from knowledge.documents.preview import preview
from knowledge.documents.samples import sample_acts, sample_case
from knowledge.pack import Notice, NoticePart, Pack, Text
from tests.city import city_pack

DAY = date(2026, 11, 24)
ISSUE = Issue("2026-1124-0001-1", "2026-11-24")
REQUIRED = [
    (entry.code, part.code)
    for entry in city_pack().notices.values()
    for part in entry.contents
    if entry.code not in (notice.NOTICE, letter.LETTER)
]


def _case(industry: str = "drinks_snacks") -> Case:
    return sample_case(city_pack(), industry, DAY)


def _text(document: Document) -> str:
    return "\n".join(document.texts())


@pytest.mark.parametrize(("kind", "required"), REQUIRED, ids=[f"{kind}-{part}" for kind, part in REQUIRED])
def test_what_a_notice_must_contain_stands_in_it(kind: str, required: str) -> None:
    case = _case()
    act = sample_acts(case)[kind]
    document = compose_official(case, act, ISSUE)
    if required in IN_THE_FRAME:
        assert document.subtitle.endswith("〔2026〕2026-1124-0001-1号")
        assert document.issuer
        assert document.date == "2026-11-24"
        return
    section = next(one.section for one in parts_made(case, act, ISSUE) if one.code == required)
    assert section is not None
    assert section in document.sections
    texts = [text for text in replace(document, sections=(section,)).texts() if text.strip()]
    assert section.heading.strip()
    assert len(texts) > 5, f"{required} has only a heading"  # title, number, issuer, date, reference stand in all
    assert not any(mark in text for text in texts for mark in "{}")


def test_the_letter_says_all_that_its_notice_requires(pack: Pack) -> None:
    case = sample_case(pack, "drinks_snacks", DAY)
    document = compose_letter(case)
    assert document is not None
    headings = {section.heading for section in document.sections}
    parts = {part.code: part.zh for part in pack.commitment.letter}
    for required in pack.notices[letter.LETTER].contents:
        if required.code not in IN_THE_FRAME:
            assert parts[letter.CONTENTS[required.code]] in headings, required.code


def test_each_permit_of_the_letter_is_followed_by_its_own_conditions_in_both_languages(pack: Pack) -> None:
    document = preview(pack, "commitment_letter", "drinks_snacks", DAY, "en")
    section = next(one for one in document.sections if "Conditions told" in one.heading)
    kinds = [type(block).__name__ for block in section.blocks]
    assert kinds == ["Paragraph", "Paragraph", "Items"] * (len(kinds) // 3)
    assert [block.text for block in section.blocks[:2] if isinstance(block, Paragraph)] == [
        "小餐饮经营许可：", "Small catering permit:"
    ]  # fmt: skip


def test_a_promise_that_is_chinese_only_names_the_permit_in_chinese_and_stands_once(pack: Pack) -> None:
    text = _text(preview(pack, "commitment_letter", "drinks_snacks", DAY, "en"))
    assert text.count("申请【小餐饮经营许可】") == 1
    assert "申请【Small" not in text


@pytest.mark.slow
@pytest.mark.parametrize("industry", list(city_pack().industries))
def test_every_notice_of_every_industry_is_whole_in_both_languages(industry: str) -> None:
    case = _case(industry)
    for act in sample_acts(case).values():
        chinese = compose_official(case, act, ISSUE)
        both = compose_official(replace(case, locale="en"), act, ISSUE)
        assert len(both.sections) == len(chinese.sections)
        assert "以中文为准" not in _text(chinese)
        assert "The Chinese text prevails" in _text(both)
        lines = set(_text(both).split("\n"))
        assert all(row.strip() in _text(both) for row in _text(chinese).split("\n"))
        assert chinese.title in lines
        assert Document.from_data(both.as_data()) == both


def test_the_law_stands_in_chinese_once_and_never_half_in_english() -> None:
    case = replace(_case(), locale="en")
    text = _text(compose_official(case, sample_acts(case)["refusal"], ISSUE))
    assert text.count("六十日内向示范市人民政府申请行政复议") == 1
    assert "六个月内" in text
    assert "向Shifan" not in text


def test_an_acceptance_promises_the_day_by_working_days() -> None:
    case = replace(_case(), committed=(), permits=("small_catering",))
    days = case.pack.permits["small_catering"].promised_days
    assert days == 5
    # accepted on Wednesday before the National Day holidays, which do not count
    text = _text(compose_official(case, Accepted("2025-09-29", "2025-09-30"), ISSUE))
    assert "承诺于2025年10月14日前办结" in text
    assert "收到申请\n2025年9月29日" in text


def test_a_correction_tells_every_point_of_every_department_once() -> None:
    case = _case()
    points = (
        Point("fire_rescue", "material", "fire_plan", "请标出灭火器位置"),
        Point("city_management", "fact", "sign_size", "漏了高度", "写成 长×高×厚"),
        Point("market_regulation", "other", "", "请说明外卖方式"),
    )
    document = compose_official(case, Corrected("2026-11-24", points, "2026-12-01"), ISSUE)
    text = _text(document)
    assert "还差以下 3 处" in text
    assert "请于2026年12月1日前" in text
    assert all(text.count(point.text) == 1 for point in points)
    assert "逾期不告知的，自收到申请材料之日起即为受理" in text
    assert "写成 长×高×厚" in text


def test_a_material_that_was_not_handed_in_is_missing_and_one_that_was_is_wrong() -> None:
    case = _case()
    handed = next(one.code for one in case.materials if one.files)
    absent = next(one.code for one in case.materials if not one.files)
    points = tuple(Point("market_regulation", "material", code, f"说明{code}") for code in (handed, absent))
    act = Corrected("2026-11-24", points, "")
    made = {one.code: one.section for one in parts_made(case, act, ISSUE)}
    assert f"说明{absent}" in repr(made["missing"])
    assert f"说明{absent}" not in repr(made["wrong"])
    assert f"说明{handed}" in repr(made["wrong"])


def test_a_decision_is_its_departments_and_names_no_other_application() -> None:
    case = _case()
    act = sample_acts(case)["grant"]
    assert isinstance(act, Granted)
    document = compose_official(case, act, ISSUE)
    assert document.issuer == case.pack.departments[case.pack.permits[act.permit].department].name.zh
    others = [case.pack.permits[code].name.zh for code in case.permits if code != act.permit]
    assert not any(other in _text(document) for other in others)


def test_a_refusal_lets_the_other_items_go_on_and_tells_the_remedies() -> None:
    case = _case()
    act = sample_acts(case)["refusal"]
    assert isinstance(act, Refused)
    text = _text(compose_official(case, act, ISSUE))
    assert all(case.pack.permits[code].name.zh in text for code in case.permits)
    assert "不影响同批申请的其他事项" in text
    alone = replace(case, permits=(act.permit,))
    assert "没有同批申请的其他事项" in _text(compose_official(alone, act, ISSUE))


def test_who_took_the_commitment_is_told_of_the_follow_up() -> None:
    case = _case()
    act = sample_acts(case)["grant"]
    assert isinstance(act, Granted)
    assert "2 个月内" not in _text(compose_official(case, act, ISSUE))
    assert "2 个月内" in _text(compose_official(replace(case, committed=(act.permit,)), act, ISSUE))


def _with(pack: Pack, entry: Notice) -> Pack:
    return pack.model_copy(update={"notices": {**pack.notices, entry.code: entry}})


def test_a_city_changes_a_text_in_its_own_words(pack: Pack) -> None:
    old = pack.notices["acceptance"]
    own = tuple(
        part.model_copy(update={"template": Text(zh="扫描门口的二维码，或者打{window_phone}。")})
        if part.code == "query"
        else part
        for part in old.contents
    )
    case = replace(_case(), pack=_with(pack, old.model_copy(update={"contents": own})))
    text = _text(compose_official(case, sample_acts(case)["acceptance"], ISSUE))
    assert "扫描门口的二维码，或者打0000-0000000（演示号码）。" in text
    assert "在办理对话中发送“进度”" not in text


def test_a_city_adds_a_notice_of_its_own(pack: Pack) -> None:
    part = NoticePart(code="thanks", text=Text(zh="致谢"), template=Text(zh="感谢{operator}配合。"))
    entry = Notice(
        code="thanks", name=Text(zh="感谢信", en="Thanks"), issued_when=Text(zh="办结后"), issuer="lead",
        contents=(NoticePart(code="applicant", text=Text(zh="申请人")), part),
    )  # fmt: skip
    case = replace(_case(), pack=_with(pack, entry))
    document = compose_official(case, Told("thanks"), ISSUE)
    assert "感谢小林饮品店配合。" in _text(document)
    assert document.issuer == "市市场监督管理局"


def test_what_nothing_says_is_an_error_that_tells_what_to_do(pack: Pack) -> None:
    old = pack.notices["acceptance"]
    more = (*old.contents, NoticePart(code="weather", text=Text(zh="天气")))
    case = replace(_case(), pack=_with(pack, old.model_copy(update={"contents": more})))
    act: Act = sample_acts(case)["acceptance"]
    with pytest.raises(PackError, match=r"acceptance, weather: nothing says it; write a template"):
        compose_official(case, act, ISSUE)
    with pytest.raises(PackError, match="no notice 'thanks'"):
        compose_official(case, Told("thanks"), ISSUE)
