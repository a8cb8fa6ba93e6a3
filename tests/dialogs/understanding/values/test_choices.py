"""Answers that name one or several choices."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from dialogs.understanding.reading import Found, Reading, Unclear
from knowledge.pack import Fact

Reads = Callable[[str, str], Reading | Unclear]
Finds = Callable[[str, str], list[Found]]

ONE: list[tuple[str, str, str, str]] = [
    ("a code", "applicant_kind", "individual_business", "individual_business"),
    ("a label", "applicant_kind", "个体工商户", "individual_business"),
    ("a label in English", "applicant_kind", "Company or other enterprise", "company"),
    ("what a dentist does", "clinic_kind", "给人拔牙、镶牙、箍牙", "dental"),
    ("a colloquial word", "applicant_kind", "个体户", "individual_business"),
    ("shorter still", "applicant_kind", "个体", "individual_business"),
    ("in a sentence", "applicant_kind", "我们注册的是有限公司", "company"),
    ("a number", "applicant_kind", "1", "company"),
    ("an ordinal", "applicant_kind", "第二个", "individual_business"),
    ("an ordinal in English", "applicant_kind", "the second one", "individual_business"),
    ("a letter", "applicant_kind", "B", "individual_business"),
    ("choose a number", "delivery_method", "选3", "electronic"),
    ("leased", "premises_right", "租的", "lease"),
    ("owned", "premises_right", "自己的", "own"),
    ("one's own house", "premises_right", "自家房子", "own"),
    ("lent", "premises_right", "借的", "free_use"),
    ("this, not that", "premises_right", "是租的不是自己的", "lease"),
    ("leased in English", "premises_right", "we rent it", "lease"),
    ("by post", "delivery_method", "邮寄", "post"),
    ("by courier", "delivery_method", "快递给我", "post"),
    ("to collect", "delivery_method", "自取", "window"),
    ("electronic", "delivery_method", "电子版就行", "electronic"),
    ("a shop unit", "premises_property", "商铺", "commercial"),
    ("a storefront", "premises_property", "门面", "commercial"),
    ("a flat", "premises_property", "住宅", "residential"),
    ("self-built", "premises_property", "自建房", "self_built"),
    ("does not know, where that is a choice", "fire_acceptance", "不知道", "unknown"),
    ("is not sure in English", "fire_acceptance", "not sure", "unknown"),
    ("filed", "fire_acceptance", "做过备案了", "filed"),
    ("accepted", "fire_acceptance", "验收了", "accepted"),
    ("one not needed, the other done", "fire_acceptance", "验收不用，备案做了", "filed"),
    ("one not needed behind the other", "fire_acceptance", "备案不用，验收通过了", "accepted"),
    ("another's, and for nothing", "premises_right", "it is owned by my uncle, we use it for free", "free_use"),
    ("no clinic", "clinic_kind", "不看病", "none"),
    ("nothing, where none is a choice", "clinic_kind", "没有", "none"),
    ("a dentist", "clinic_kind", "牙科", "dental"),
    ("grooming only", "animal_clinic_kind", "只洗护", "none"),
    ("class by its name", "repair_kind", "三类", "class_3"),
    ("class by its work", "repair_kind", "换机油", "class_3"),
    ("non-prescription only", "drug_scope", "只卖非处方药", "otc"),
    ("class B", "drug_scope", "乙类", "otc_b_only"),
    ("disposable", "tableware_cleaning", "一次性的", "disposable"),
    ("a dishwasher", "tableware_cleaning", "用洗碗机", "self"),
    ("not provided", "linen_disinfection", "不提供", "not_used"),
    ("games", "entertainment_kind", "电玩城", "amusement"),
    ("school books", "printing_kind", "期刊和教材", "publication"),
    ("cards and flyers", "printing_kind", "名片", "other"),
    ("none of something else", "clinic_kind", "针灸推拿，西药一粒都没有", "tcm"),
]


@pytest.mark.parametrize(("code", "text", "value"), [pytest.param(c, t, v, id=reason) for reason, c, t, v in ONE])
def test_one_choice_is_understood(reads: Reads, code: str, text: str, value: str) -> None:
    assert reads(code, text) == Reading(value)


def test_every_choice_is_understood_by_its_code_and_both_its_labels(facts: Mapping[str, Fact], reads: Reads) -> None:
    asked = [fact for fact in facts.values() if fact.choices]
    missed = [
        (fact.code, choice.code, said)
        for fact in asked
        for choice in fact.choices
        for said in (choice.code, choice.label.zh, choice.label.en or choice.code)
        if reads(fact.code, said) != Reading(choice.code if fact.type == "choice" else (choice.code,))
    ]
    assert missed == []


ALL_FOOD = (
    "prepackaged",
    "bulk",
    "health_food",
    "infant_formula",
    "special_medical",
    "hot",
    "cold",
    "raw",
    "pastry",
    "self_made_drink",
)
MANY: list[tuple[str, str, str, tuple[str, ...]]] = [
    ("several with 、 and 和", "food_items", "热食、自制饮品和冷食", ("hot", "cold", "self_made_drink")),
    ("one", "food_items", "热食", ("hot",)),
    ("colloquial words", "food_items", "热菜凉菜", ("hot", "cold")),
    ("what is packaged", "food_items", "milk tea, plus some packaged cookies", ("prepackaged", "self_made_drink")),
    ("for the night", "hygiene_services", "泡脚，也可以过夜", ("lodging", "foot_bath")),
    ("products", "food_items", "奶茶和蛋糕", ("pastry", "self_made_drink")),
    ("all", "food_items", "都做", ALL_FOOD),
    ("all in another word", "food_items", "全部", ALL_FOOD),
    ("all, counted", "pretreatment", "四样全装了", ("grease_trap", "hair_trap", "sedimentation", "disinfection")),
    ("all, counted in English", "device_classes", "all three classes", ("class_1", "class_2", "class_3")),
    ("all but one", "food_items", "除了生食都做", tuple(code for code in ALL_FOOD if code != "raw")),
    ("all but one in English", "device_classes", "everything but class 3", ("class_1", "class_2")),
    ("only one is missing", "pretreatment", "就差沉淀池，别的都齐", ("grease_trap", "hair_trap", "disinfection")),
    ("one besides another", "food_items", "除了热菜还做凉菜", ("hot", "cold")),
    ("a few of another", "food_items", "炒菜为主，凉菜也拌几个", ("hot", "cold")),
    ("a few of another, behind the verb", "food_items", "炒菜都做，还卤几样卤菜", ("hot", "cold")),
    ("some, and one that is not", "food_items", "热食冷食，不做生食", ("hot", "cold")),
    ("one that is not, and one only", "food_items", "不做热食冷食，只做饮品", ("self_made_drink",)),
    ("one denied after its name", "food_items", "热食、冷食，生食不做", ("hot", "cold")),
    ("numbers", "food_items", "1和3", ("prepackaged", "health_food")),
    ("numbers with commas", "food_items", "1,2,3", ("prepackaged", "bulk", "health_food")),
    ("in English", "food_items", "hot dishes and drinks", ("hot", "self_made_drink")),
    ("none", "pretreatment", "都没有", ("none",)),
    ("none, in a sentence", "device_classes", "nothing like that here", ("none",)),
    ("none, shorter", "pretreatment", "没有", ("none",)),
    ("none in English", "pretreatment", "none", ("none",)),
    ("one with a verb", "pretreatment", "有隔油池", ("grease_trap",)),
    ("a class by its number", "device_classes", "二类", ("class_2",)),
    ("two classes", "device_classes", "一类和二类", ("class_1", "class_2")),
    ("two classes in one name", "device_classes", "we only sell class 1 and 2", ("class_1", "class_2")),
    ("two classes in one name in Chinese", "device_classes", "一、二类都做", ("class_1", "class_2")),
    ("goods of a class", "device_classes", "卖隐形眼镜", ("class_3",)),
    ("none by its verb", "device_classes", "不卖", ("none",)),
    (
        "three facilities",
        "fire_facilities",
        "灭火器、消火栓、应急灯",
        ("extinguisher", "indoor_hydrant", "emergency_lighting"),
    ),
    ("both", "tobacco_kind", "都卖", ("cigarette", "e_cigarette")),
    ("only one", "tobacco_kind", "只卖电子烟", ("e_cigarette",)),
    ("both in words", "tobacco_kind", "卷烟、雪茄，还有电子烟", ("cigarette", "e_cigarette")),
    ("both in English", "education_services", "both", ("training", "childcare")),
    ("two things taught", "training_subjects", "钢琴和编程", ("arts", "science")),
    ("two services", "hygiene_services", "理发和美容", ("hairdressing", "beauty")),
    ("one ruled out behind its name", "hygiene_services", "就剪头发，美容那套我不会", ("hairdressing",)),
    ("one ruled out by all behind it", "device_classes", "二类，三类那些证没办下来不卖", ("class_2",)),
    ("one ruled out in English", "tobacco_kind", "cigarettes, vapes I don't touch", ("cigarette",)),
    ("two ruled out together", "food_items", "热菜凉菜都不做，就卖奶茶", ("self_made_drink",)),
    ("one given up last year", "hygiene_services", "只剪头发，美容那块去年砍掉了", ("hairdressing",)),
    ("one that nobody buys", "publication_kinds", "书和杂志卖，碟片谁还买啊不卖", ("books", "periodicals")),
    ("one given up in English", "hygiene_services", "only hair. we gave up the facials", ("hairdressing",)),
    ("one ruled out with the reason", "device_classes", "一类二类做，三类的门槛高没做", ("class_1", "class_2")),
    ("two ruled out with their noun", "device_classes", "二类器械三类器械都不做，一类的卖", ("class_1",)),
    ("one that is there no more", "fuel_kinds", "柴油罐拆了，只卖汽油", ("gasoline",)),
    ("one no longer taught", "training_subjects", "画画，篮球那块教练走了不教了", ("arts",)),
    ("not only one", "food_items", "不只热菜，凉菜也卖", ("hot", "cold")),
    ("praise rules nothing out", "food_items", "热菜的味道不错，凉菜也有", ("hot", "cold")),
    ("nothing but one", "food_items", "除了凉菜别的不做", ("cold",)),
    ("a shared name, told apart", "fuel_kinds", "汽油柴油都有，柴油闪点60以上", ("gasoline", "diesel")),
    ("dishes", "food_items", "寿司 跟乌冬面", ("hot", "raw")),
    ("petrol by its number", "fuel_kinds", "92号和95号汽油", ("gasoline",)),
    ("no fuel", "fuel_kinds", "不卖油", ("none",)),
    ("painting in English", "training_subjects", "watercolour and taekwondo", ("arts", "sport")),
    ("what cannot be had there", "hygiene_services", "只做足浴不能过夜", ("foot_bath",)),
]


@pytest.mark.parametrize(("code", "text", "value"), [pytest.param(c, t, v, id=reason) for reason, c, t, v in MANY])
def test_several_choices_are_understood(reads: Reads, code: str, text: str, value: tuple[str, ...]) -> None:
    assert reads(code, text) == Reading(value)


UNCLEAR: list[tuple[str, str, str, str]] = [
    ("two where one is wanted", "premises_right", "租的和自有的", "hint_choice_one"),
    ("only what it is not", "premises_right", "不是租的", "hint_choice"),
    ("something else", "premises_right", "蓝色", "hint_choice"),
    ("nothing", "premises_right", "", "hint_choice"),
    ("a number too large", "premises_right", "9", "hint_choice_number"),
    ("yes is no choice", "premises_right", "是", "hint_choice"),
    ("does not know", "premises_right", "不清楚", "hint_dont_know"),
    ("a bare number where classes have numbers", "repair_kind", "2", "hint_choice"),
    ("a kind that is told apart further", "fuel_kinds", "汽油柴油", "hint_choices"),
    ("two classes run together", "device_classes", "二三类", "hint_choices"),
    ("none where one must be", "fire_facilities", "都没有", "hint_choices_some"),
    ("only what is not", "food_items", "不做生食", "hint_choices"),
    ("none and another", "pretreatment", "没有，有隔油池", "hint_choices_none"),
    ("the industry is for the matcher", "industry_category", "奶茶店", "hint_industry"),
]


@pytest.mark.parametrize(("code", "text", "hint"), [pytest.param(c, t, h, id=reason) for reason, c, t, h in UNCLEAR])
def test_what_names_no_choice_is_asked_again(reads: Reads, code: str, text: str, hint: str) -> None:
    answer = reads(code, text)
    assert isinstance(answer, Unclear)
    assert answer.hint == hint


def test_what_the_last_tenant_did_is_not_chosen(reads: Reads) -> None:
    assert reads("hygiene_services", "前面老板做足疗的，我改成理发") == Reading(("hairdressing",))


def test_a_list_with_something_unknown_is_confirmed(reads: Reads) -> None:
    assert reads("food_items", "三文鱼刺身 跟杂货") == Reading(("raw",), certain=False)


def test_a_misspelt_label_is_confirmed(reads: Reads) -> None:
    assert reads("premises_property", "residental") == Reading("residential", certain=False)


MENTIONS: list[tuple[str, str, str, str]] = [
    ("rented in passing", "premises_right", "我租了人民路88号的铺子", "lease"),
    ("one's own", "premises_right", "房子是自己的，在三楼", "own"),
    ("a sole trader", "applicant_kind", "我们是个体户", "individual_business"),
    ("by post", "delivery_method", "证办好了寄给我", "post"),
]


@pytest.mark.parametrize(("code", "text", "value"), [pytest.param(c, t, v, id=reason) for reason, c, t, v in MENTIONS])
def test_a_choice_is_found_in_a_message(finds: Finds, code: str, text: str, value: str) -> None:
    assert [found.value for found in finds(code, text)] == [value]


def test_some_of_several_choices_are_found_but_confirmed(finds: Finds) -> None:
    (found,) = finds("food_items", "我做热食和冷食")
    assert (found.value, found.certain) == (("hot", "cold"), False)


def test_what_kind_of_shop_it_is_does_not_answer_what_it_sells(finds: Finds) -> None:
    assert finds("food_items", "想开个卖珍珠奶茶的店") == []
