"""Form, letter, receipt, list and correction notice: what they say, and what a signature over them binds."""

from dataclasses import replace

import pytest

from knowledge.documents.case import Case, Given, Signature
from knowledge.documents.evidence_sheet import compose_evidence_sheet
from knowledge.documents.form import compose_form
from knowledge.documents.letter import compose_letter
from knowledge.documents.materials_list import compose_materials_list
from knowledge.documents.model import Document, Locale
from knowledge.documents.papers import make_papers, with_marks
from knowledge.documents.receipt import compose_receipt
from knowledge.documents.tree import verify_leaf
from knowledge.pack import Pack
from tests.city import city_pack
from tests.knowledge.documents.cases import AT, IDENTITY_NUMBER, all_answers, case_of
from tests.knowledge.documents.test_slices import DRINKS


def _text(document: Document | None) -> str:
    assert document is not None
    return "\n".join(document.texts())


def _case(locale: Locale = "zh") -> Case:
    return case_of("drinks_snacks", DRINKS, locale=locale)


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("industry", sorted(city_pack().industries))
def test_every_industry_has_its_papers_in_both_languages(pack: Pack, industry: str, locale: Locale) -> None:
    every = tuple(one.code for one in pack.industries[industry].permits)
    case = case_of(industry, all_answers(pack), permits=every, locale=locale)
    papers = make_papers(case)
    assert set(papers.forms) == set(case.departments())
    for document in (papers.form, *papers.forms.values(), *papers.letters.values(), compose_receipt(case, "10:00")):
        assert Document.from_data(document.as_data()) == document
    assert all(
        verify_leaf(papers.tree.root, leaf, papers.tree.proofs[name]) for name, leaf in papers.tree.leaves.items()
    )


def test_the_form_holds_every_answer_once(pack: Pack) -> None:
    text = _text(compose_form(_case()))
    assert "约" not in text
    assert "320 平方米" in text
    assert text.count(pack.facts["sign_text"].label.zh) == 1
    assert IDENTITY_NUMBER in text
    assert "来自身份核验" in text


def test_on_a_screen_the_form_is_masked() -> None:
    text = _text(compose_form(_case(), masked=True))
    assert IDENTITY_NUMBER not in text
    assert "4203••••••••••5422" in text


def test_a_name_from_a_register_that_is_not_public_is_masked_on_screen() -> None:
    case = _case()
    facts = {**case.facts, "contact_name": Given("林小满", "identity_register", AT)}
    shown = replace(case, facts=facts)
    assert "林*满" in _text(compose_form(shown, masked=True))
    assert "林*满" not in _text(compose_form(shown))


def test_a_value_that_the_applicant_questions_is_pointed_out() -> None:
    case = _case()
    facts = {**case.facts, "business_scope": Given("餐饮服务", "business_licence", AT, flagged=True)}
    assert "申请人对此有异议，请窗口核对" in _text(compose_form(replace(case, facts=facts)))


def test_the_letter_promises_each_permit_with_its_conditions(pack: Pack) -> None:
    case = _case()
    text = _text(compose_letter(case))
    for code in case.committed:
        permit = pack.permits[code]
        assert f"申请【{permit.name.zh}】" in text
        assert all(line.zh in text for line in permit.conditions)
    for part in pack.commitment.letter:
        assert part.zh in text
    assert all(one.zh in text for one in pack.commitment.clauses.consequences)


def test_a_department_without_a_committed_permit_gets_no_letter() -> None:
    case = replace(_case(), committed=("small_catering",))
    assert compose_letter(case, "fire_rescue") is None
    assert "消防" not in _text(compose_letter(case, "market_regulation"))
    assert compose_letter(replace(case, committed=())) is None


def test_no_paper_calls_the_confirmation_a_reliable_electronic_signature() -> None:
    case = _case()
    papers = make_papers(case)
    signed = replace(case, signature=Signature("林小满", "typed", "2026-11-24 10:00", papers.tree.root))
    for document in (papers.form, papers.letter):
        assert document is not None
        text = _text(with_marks(document, signed))
        assert "可靠电子签名" not in text
        assert papers.tree.root in text


@pytest.mark.parametrize(
    "change",
    [
        {"notice_version": 2},
        {"committed": ("small_catering",)},
        {"permits": ("small_catering", "outdoor_sign")},
        {"identity": "verified"},
        {"materials": ()},
        {"made_on": "2026-11-25"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_changing_anything_that_was_signed_changes_the_root(change: dict[str, object]) -> None:
    case = _case()
    assert make_papers(replace(case, **change)).tree.root != make_papers(case).tree.root


def test_changing_an_answer_changes_the_root_and_only_the_leaves_of_who_gets_it() -> None:
    case = _case()
    before = make_papers(case).tree
    after = make_papers(replace(case, facts={**case.facts, "sign_text": Given("新招牌", "applicant", AT)})).tree
    assert before.root != after.root
    changed = {name for name in before.leaves if before.leaves[name] != after.leaves[name]}
    assert changed == {"answers/city_management", "form/city_management"}


def test_reference_and_signature_leave_the_root_alone() -> None:
    case = _case()
    papers = make_papers(case)
    later = replace(
        case,
        reference="2026-1124-0007",
        signature=Signature("林小满", "typed", "2026-11-24 10:00", papers.tree.root),
    )
    assert make_papers(later).tree.root == papers.tree.root


def test_the_evidence_sheet_names_all_that_was_shown_and_how_it_was_signed() -> None:
    case = replace(_case(), reference="2026-1124-0007")
    papers = make_papers(case)
    assert compose_evidence_sheet(case, papers) is None
    noted = {"channel": "web", "address": "203.0.113.7", "user_agent": "Mozilla/5.0 (Phone)", "shown_root": "x"}
    signature = Signature("林小满", "drawn", "2026-11-24T02:00:00Z", papers.tree.root, "sha256:" + "ab" * 32, noted)
    sheet = compose_evidence_sheet(replace(case, signature=signature), papers)
    assert sheet is not None
    text = _text(sheet)
    for shown in (
        case.notice_sha256,
        papers.tree.root,
        "林小满",
        "网页",
        "203.0.113.7",
        "Mozilla/5.0 (Phone)",
        "ab" * 32,
    ):
        assert shown in text, shown
    for name, leaf in papers.tree.leaves.items():
        assert name == "notice" or leaf.sha256 in text
    assert sheet.issuer == ""  # the office did not write it, and does not sign it


def test_the_receipt_says_that_it_is_no_acceptance() -> None:
    text = _text(compose_receipt(replace(_case(), reference="2026-1124-0007"), "2026年11月24日 10:00"))
    assert "2026-1124-0007" in text
    assert "不代表受理" in text
    assert IDENTITY_NUMBER not in text


def test_the_list_tells_what_follows_and_what_was_fetched() -> None:
    case = case_of("drinks_snacks", DRINKS, deferred=frozenset({"staff_health_certs"}))
    text = _text(compose_materials_list(case))
    assert "容缺，2026年12月8日前补交" in text
    assert "已由系统调取，不用提交" in text
    assert "招牌" not in _text(compose_materials_list(case, "fire_rescue"))
