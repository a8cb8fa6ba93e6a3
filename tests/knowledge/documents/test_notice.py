"""The one-off notice tells everything, once, for every industry and in both languages."""

from dataclasses import replace

import pytest

from knowledge.conditions.rules import Rules
from knowledge.documents.model import Document, Items, Locale, Paragraph, Rows, Table
from knowledge.documents.notice import Edition, Situation, compose_notice, summary_lines
from knowledge.documents.words import say
from knowledge.pack import Pack
from tests.city import city_pack

INDUSTRIES = sorted(city_pack().industries)


def _notice(pack: Pack, rules: Rules, situation: Situation, locale: Locale = "zh", version: int = 1) -> Document:
    return compose_notice(pack, rules, situation, Edition(locale, version, "2026-11-24"))


def _text(document: Document) -> str:
    return "\n".join(document.texts())


def _whole(pack: Pack, industry: str) -> Situation:
    return Situation(industry, tuple(one.code for one in pack.industries[industry].permits))


def _marked(document: Document) -> list[str]:
    found: list[str] = []
    for section in document.sections:
        for block in section.blocks:
            match block:
                case Paragraph(text, True):
                    found.append(text)
                case Rows(rows):
                    found += [row.label for row in rows if row.marked]
                case Table(_, rows):
                    found += [row.cells[0] for row in rows if row.marked]
                case Items(items):
                    found += [item.text for item in items if item.marked]
                case _:
                    continue
    return found


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("industry", INDUSTRIES)
def test_nothing_that_may_be_asked_for_is_missing(pack: Pack, rules: Rules, industry: str, locale: Locale) -> None:
    situation = _whole(pack, industry)
    text = _text(_notice(pack, rules, situation, locale))
    for code in situation.permits:
        permit = pack.permits[code]
        told = [permit.name.in_(locale), pack.departments[permit.department].name.in_(locale), permit.scope.in_(locale)]
        told += [line.in_(locale) for line in permit.conditions] + [line.in_(locale) for line in permit.process]
        told += [pack.materials[one.code].name.in_(locale) for one in permit.materials]
        told += [pack.facts[one].label.in_(locale) for one in permit.facts]
        told += [basis.law for basis in permit.basis]
        for one in told:
            assert one in text, one


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("industry", INDUSTRIES)
def test_the_same_data_gives_the_same_notice_and_comes_back_from_storage(
    pack: Pack, rules: Rules, industry: str, locale: Locale
) -> None:
    situation = _whole(pack, industry)
    first, second = (_notice(pack, rules, situation, locale) for _ in range(2))
    assert first.canonical() == second.canonical()
    assert first.sha256().startswith("sha256:")
    assert Document.from_data(first.as_data()) == first


def test_what_an_answer_still_decides_is_a_conditional_line(pack: Pack, rules: Rules) -> None:
    notice = _notice(pack, rules, Situation("drinks_snacks", ("small_catering",)))
    table = next(
        b
        for s in notice.sections
        if s.heading == say("section_materials", "zh")
        for b in s.blocks
        if isinstance(b, Table)
    )
    lease = next(row for row in table.rows if row.cells[0].startswith("租赁合同"))
    assert lease.cells[1] == "场所使用权为“租赁”或“无偿使用”"
    certificates = next(row for row in table.rows if row.cells[0].startswith("从业人员健康证明"))
    assert certificates.cells[2] == "可容缺，10 个工作日内补齐"
    photos = next(row for row in table.rows if row.cells[0].startswith("经营场所实景照片"))
    assert photos.cells[2] == "选告知承诺的不用交"


def test_a_material_of_several_permits_stands_once_and_is_deferrable_only_if_all_allow_it(
    pack: Pack, rules: Rules
) -> None:
    situation = Situation("drinks_snacks", ("food_business", "tobacco_retail", "outdoor_sign"))
    notice = _notice(pack, rules, situation)
    rows = [row for s in notice.sections for b in s.blocks if isinstance(b, Table) for row in b.rows]
    assert len([row for row in rows if row.cells[0].startswith("租赁合同")]) == 1


def test_unchecked_articles_and_limits_are_left_to_the_window(pack: Pack, rules: Rules) -> None:
    text = _text(_notice(pack, rules, Situation("drinks_snacks", ("small_catering",))))
    assert "《湖北省食品安全条例》（以窗口核定为准）" in text
    assert "20 个工作日（以窗口核定为准）" in text


def test_the_english_notice_says_that_the_chinese_text_prevails(pack: Pack, rules: Rules) -> None:
    assert "the Chinese text prevails" in _text(_notice(pack, rules, _whole(pack, "hotel"), "en"))


def test_permits_held_left_out_and_not_needed_are_told_apart(pack: Pack, rules: Rules) -> None:
    situation = Situation(
        "drinks_snacks",
        ("small_catering",),
        {"tobacco_retail": "4203"},
        ("outdoor_sign",),
        {"drainage_permit": "您说不排污水"},
    )
    text = _text(_notice(pack, rules, situation))
    assert "已经持有、本次不再申请的：烟草专卖零售许可" in text
    assert "适用但您选择本次不办的：户外招牌" in text
    assert "您说不排污水" in text
    assert "经营场所面积在 300 平方米及以上的才办" in text


def test_a_new_version_marks_what_is_new_and_names_what_fell_away(pack: Pack, rules: Rules) -> None:
    before = _notice(pack, rules, Situation("drinks_snacks", ("small_catering", "outdoor_sign")))
    later = Edition("zh", 2, "2026-11-25", before)
    after = compose_notice(pack, rules, Situation("drinks_snacks", ("small_catering", "fire_safety_check")), later)
    marked = _marked(after)
    assert any("消防安全检查" in line for line in marked)
    assert any(line == "不再包括：户外招牌（广告）设施设置" for line in marked)
    assert not any(line == "小餐饮经营许可" for line in marked)
    assert after.sha256() != before.sha256()


def test_the_same_permits_again_mark_nothing_but_the_version(pack: Pack, rules: Rules) -> None:
    situation = Situation("hotel", ("hotel_special_trade", "public_place_hygiene"))
    before = _notice(pack, rules, situation)
    after = compose_notice(pack, rules, situation, Edition("zh", 2, "2026-11-25", before))
    assert _marked(after) == []


def test_reference_and_signature_lines_are_no_part_of_the_hash(pack: Pack, rules: Rules) -> None:
    notice = _notice(pack, rules, _whole(pack, "cinema"))
    assert replace(notice, reference="2026-1124-0007").sha256() == notice.sha256()
    assert replace(notice, date="2026-11-25").sha256() != notice.sha256()


def test_the_chat_gets_a_few_lines(pack: Pack, rules: Rules) -> None:
    lines = summary_lines(_notice(pack, rules, Situation("drinks_snacks", ("small_catering", "outdoor_sign"))))
    assert lines[0].startswith("您要开办小餐饮")
    assert lines[1:] == ("小餐饮经营许可（市市场监督管理局）", "户外招牌（广告）设施设置（市城市管理执法委员会）")
