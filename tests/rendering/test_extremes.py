"""Every kind of document with what people may well write: nothing lies on anything else, is cut, or is lost."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from knowledge.documents.acts import Corrected, Issue, Point
from knowledge.documents.case import Case, Given, Signature
from knowledge.documents.cover import COVER, Bound, compose_cover, compose_slip
from knowledge.documents.evidence_sheet import compose_evidence_sheet
from knowledge.documents.form import FORM, compose_form
from knowledge.documents.letter import LETTER as COMMITMENT
from knowledge.documents.letter import compose_letter
from knowledge.documents.materials_list import LIST, compose_materials_list
from knowledge.documents.model import Document, Locale, digest
from knowledge.documents.notice import Edition, Situation, compose_notice
from knowledge.documents.official import compose_official
from knowledge.documents.papers import make_papers, with_marks
from knowledge.documents.receipt import RECEIPT, compose_receipt
from knowledge.documents.samples import sample_acts, sample_case
from rendering.fonts import showable
from rendering.pdf import PLAIN_PAPERS, Marks, render_pdf
from rendering.sheet import LETTER, PAPER
from tests.city import city_pack, city_rules
from tests.rendering.places import overlapping, pictures, placed, texts
from tests.rendering.test_pdf import picture

DAY = date(2026, 11, 29)
RARE = "示范市㐂龘𠮷𰻞😀" + "海鲜烧烤火锅奶茶" * 6 + "有限公司"
LATIN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunter"
ADDRESS = ("示范市示范区人民路与解放大道交叉口A座负一层B1-1024号、B1-1025号" * 4)[:120]
REMARK = ("平面图没有标明操作区与就餐区的分隔，Hauptbetriebswerkbauunterbeamtengesellschaft 没有注明；" * 6)[:300]
LONG = {"operator_name": "", "legal_representative": "", "contact_name": "", "agent_name": ""}
KINDS = (*sample_acts(sample_case(city_pack(), "drinks_snacks", DAY)), FORM, COMMITMENT, LIST, RECEIPT, COVER)
PAGE_NUMBER = re.compile(r"—\d+—")


def _case(name: str, locale: Locale) -> Case:
    case = sample_case(city_pack(), "drinks_snacks", DAY, locale)
    long = {**dict.fromkeys(LONG, name), "premises_address": ADDRESS, "registered_address": ADDRESS, "agent_name": ""}
    facts = {code: Given(long.get(code, given.value), given.source, given.at) for code, given in case.facts.items()}
    return replace(case, facts=facts)


def _document(kind: str, case: Case) -> Document:
    match kind:
        case "application_form":
            return compose_form(case)
        case "commitment_letter":
            letter = compose_letter(replace(case, committed=case.permits))
            assert letter is not None
            return letter
        case "materials_list":
            return compose_materials_list(case)
        case "receipt":
            return compose_receipt(case, f"{DAY}T09:00:00+08:00")
        case "package_cover":
            return compose_cover(case, [Bound(LATIN, 2, digest(b"a")), Bound(RARE, 120, digest(b"b"))])
        case _:
            return compose_official(case, sample_acts(case)[kind], Issue("2026-1129-0001-12", DAY.isoformat()))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _check(document: Document, pdf: bytes) -> None:
    found = placed(pdf)
    assert not overlapping(found)
    layout = LETTER if document.issuer and document.kind not in PLAIN_PAPERS else PAPER
    out = [one.text for one in texts(found) if one.left < layout.left - 1 or one.right > layout.left + layout.width + 1]
    assert not out, "beyond the type area"
    last = max(one.page for one in found)
    assert len([one for one in texts(found) if one.page == last]) > 4, "what an office signs is not alone on a page"
    shown = PAGE_NUMBER.sub("", _squeezed("".join(one.text for one in texts(found))))
    lost = [text for text in document.texts() if _squeezed(showable(text)) not in shown]
    assert not set(lost) - {document.date}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("name", [RARE, LATIN], ids=["rare", "latin"])
def test_long_names_and_addresses_are_told_whole_and_within_the_page(kind: str, locale: Locale, name: str) -> None:
    document = _document(kind, _case(name, locale))
    seal = picture() if locale == "zh" else None
    pdf = render_pdf(document, Marks(seal=seal))
    _check(document, pdf)
    found = placed(pdf)
    own = {*document.issuer.split("\n"), "2026年11月29日"}
    for one in pictures(found):
        assert {other.text for other in texts(found) if one.covers(other)} <= own, "the seal covers issuer and date"


def test_many_points_of_many_words_are_told_in_columns_that_can_be_read() -> None:
    case = _case(RARE, "zh")
    department = case.pack.permits[case.permits[0]].department
    points = tuple(
        Point(department, "fact", "premises_area", f"{at}：{REMARK}", REMARK if at % 4 else "") for at in range(24)
    )
    document = compose_official(case, Corrected("2026-11-29", points, "2026-12-11"), Issue("1", DAY.isoformat()))
    pdf = render_pdf(document)
    _check(document, pdf)
    names = [one for one in texts(placed(pdf)) if "经营场所面积".startswith(one.text) and len(one.text) > 1]
    assert min(len(one.text) for one in names) >= 4, "a column is no narrower than a few words"


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("drawn", [None, picture()], ids=["typed", "drawn"])
def test_signed_papers_tell_who_signed_and_cover_nothing_with_the_signature(
    locale: Locale, drawn: bytes | None
) -> None:
    case = replace(_case(RARE, locale), committed=())
    made = make_papers(case)
    evidence = {"ip": "2001:db8::8a2e:370:7334", "user_agent": "Mozilla/5.0 " + LATIN * 4}
    signature = Signature(RARE, "drawn", f"{DAY}T10:00:00+08:00", made.tree.root, digest(b"picture"), evidence)
    case = replace(case, signature=signature)
    sheet = compose_evidence_sheet(case, made)
    assert sheet is not None
    for document in (with_marks(made.form, case), sheet, compose_slip(case, LATIN)):
        pdf = render_pdf(document, Marks(signature=drawn if document.endorsement else None))
        _check(document, pdf)
        found = placed(pdf)
        assert not [one for one in pictures(found) for other in texts(found) if one.covers(other)]


def test_a_notice_of_two_items_takes_two_pages_sealed_or_not() -> None:
    situation = Situation("drinks_snacks", ("small_catering", "outdoor_sign"))
    document = compose_notice(city_pack(), city_rules(), situation, Edition("zh", 1, DAY.isoformat()))
    for marks in (Marks(), Marks(seal=picture())):
        assert max(one.page for one in placed(render_pdf(document, marks))) == 2
