"""Certificates look like certificates: one framed page, a table that fits or goes on, the seal or a word that it is to come."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
import segno

from knowledge.documents.certificates import compose_licence, compose_statutory
from knowledge.documents.model import Locale
from knowledge.documents.values import iso_date
from rendering.certificate import licence_data, render_certificate
from rendering.pdf import Marks
from rendering.pdf_check import check_pdf
from tests.city import city_pack
from tests.knowledge.documents.licences import licence
from tests.rendering.pdfa import faults
from tests.rendering.places import overlapping, pictures, placed, texts
from tests.rendering.reading import opened, read_aloud
from tests.rendering.test_pdf import picture


def code() -> bytes:
    """A QR code as PNG."""
    drawn = io.BytesIO()
    segno.make("https://localhost/verify?code=" + "x" * 150, error="m").save(drawn, kind="png", scale=4)
    return drawn.getvalue()


def _licence_pdf(permits: int, locale: Locale = "zh", marks: Marks | None = None) -> bytes:
    return render_certificate(compose_licence(licence(permits=permits), city_pack(), locale), marks, code=code())


def _text(pdf: bytes, page: int = 0) -> str:
    return opened(pdf).pages[page].extract_text().replace("\n", "")


@pytest.mark.parametrize(("permits", "pages"), [(1, 1), (4, 1), (11, 1), (12, 1), (20, 2), (30, 2)])
def test_up_to_eleven_permits_fit_one_page_and_more_go_on_a_continuation(permits: int, pages: int) -> None:
    pdf = _licence_pdf(permits)
    assert len(opened(pdf).pages) == pages
    page = opened(pdf).pages[0]
    assert page.mediabox.width > page.mediabox.height
    text = "".join(_text(pdf, number) for number in range(pages))
    for one in licence(permits=permits).permits:
        assert text.count(one.document_number) == 1
    assert ("续副页" in text) == (pages > 1)


def test_the_licence_shows_what_licence_yaml_asks_for() -> None:
    one = licence(permits=3)
    text = _text(_licence_pdf(3))
    for shown in ("行业综合许可证", one.number, one.operator, one.credit_code, one.legal_representative, one.address,
                  "小餐饮（饮品店、小吃店）", "市政务服务和大数据管理局", "2026年12月2日", "扫码核验", "首次颁发",
                  "2031年11月30日", "长期", "有效", "以单项法定许可证的有效期为准"):  # fmt: skip
        assert shown in text, shown


def test_a_licence_issued_anew_leaves_out_what_is_not_in_force_and_says_which_version_it_is() -> None:
    whole = licence(permits=3)
    gone = replace(whole.permits[1], status="revoked")
    again = replace(whole, version=2, permits=(whole.permits[0], gone, whole.permits[2]))
    text = _text(render_certificate(compose_licence(again, city_pack()), code=code()))
    assert whole.permits[1].document_number not in text
    assert whole.number + "-02" in text
    assert "第 2 次换发" in text


def test_without_a_seal_it_is_a_demonstration_and_says_that_the_seal_is_to_come() -> None:
    plain, sealed = _text(_licence_pdf(2)), _text(_licence_pdf(2, marks=Marks(seal=picture())))
    assert "演示" in plain
    assert "印章待加盖" in plain
    assert "演示" not in sealed
    assert "印章待加盖" not in sealed


def test_long_names_stay_within_the_page() -> None:
    long = replace(
        licence(permits=11), operator="示范市" + "综合商业" * 14 + "有限公司", address="示范市" + "人民路" * 30
    )
    pdf = render_certificate(compose_licence(long, city_pack()), code=code())
    text = "".join(_text(pdf, number) for number in range(len(opened(pdf).pages)))
    assert long.operator in text
    assert long.address in text


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_statutory_document_is_its_departments(locale: Locale) -> None:
    one = licence(permits=6)
    permit = one.permits[5]
    pdf = render_certificate(compose_statutory(one, permit, locale))
    text = _text(pdf)
    page = opened(pdf).pages[0]
    assert page.mediabox.width < page.mediabox.height
    assert permit.document.replace("\n", "") in text
    assert permit.document_number in text
    assert permit.department.zh in text
    assert one.number in text
    assert ("Fire and Rescue" in text) == (locale == "en")


def test_in_two_languages_the_chinese_stands_first() -> None:
    text = _text(_licence_pdf(3, "en"))
    assert text.index("行业综合许可证") < text.index("Comprehensive industry licence")
    assert "Operator" in text
    assert "Small catering permit" in text


def test_the_licence_carries_its_data_and_the_payload_of_its_code() -> None:
    one = licence(permits=2)
    document = compose_licence(one, city_pack())
    pdf = render_certificate(document, data=licence_data(one, document, "YZ1.body.signature"))
    data = json.loads(check_pdf(pdf, ()).data or b"")
    assert data["payload"] == "YZ1.body.signature"
    assert data["reference"] == one.number
    assert data["licence"] == one.as_data()


@pytest.mark.slow
@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_certificate_is_fit_for_the_archive_and_can_be_read_out(locale: Locale) -> None:
    one = licence(permits=30)
    for pdf in (_licence_pdf(30, locale), render_certificate(compose_statutory(one, one.permits[0], locale))):
        assert faults(pdf) == []
        said = read_aloud(opened(pdf))
        assert [one.role for one in said.all("H1")]
    assert _licence_pdf(30, locale) == _licence_pdf(30, locale)


LONG_NAME = "示范市㐂龘𠮷😀" + "综合商业" * 13 + "有限公司"
LONG_ADDRESS = "示范市示范区" + "人民路与解放大道交叉口A座B1-1024号" * 6
FRAME = 60.0
"""Points from the edge of the page, within which nothing is written."""


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("name", [LONG_NAME, "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunter"])
@pytest.mark.parametrize("permits", [0, 7])
def test_nothing_on_a_certificate_lies_on_anything_else(locale: Locale, name: str, permits: int) -> None:
    one = replace(licence(permits=permits or 1), operator=name, legal_representative=name, address=LONG_ADDRESS)
    document = compose_licence(one, city_pack(), locale) if permits else compose_statutory(one, one.permits[0], locale)
    pdf = render_certificate(document, Marks(seal=picture()), code=code())
    found, width = placed(pdf), float(opened(pdf).pages[0].mediabox.width)
    assert not overlapping(found)
    assert not [one.text for one in texts(found) if one.left < FRAME or one.right > width - FRAME]
    own = {*document.issuer.split("\n"), iso_date(document.date, "zh")}
    for one in pictures(found):
        assert {other.text for other in texts(found) if one.covers(other)} <= own, "seal and code cover issuer and date"


def test_a_licence_in_two_languages_has_six_permits_on_its_page_in_letters_that_can_be_read() -> None:
    found = placed(_licence_pdf(6, "en"))
    assert {one.page for one in found} == {1}
    [name] = [one for one in texts(found) if one.text == "Food business licence"]
    assert (name.top - name.bottom) / 0.84 >= 7.5, "points"
    assert [one.text for one in texts(found) if one.text == "1 December 2026"] == ["1 December 2026"] * 6


def test_a_continuation_page_is_written_as_small_as_the_first() -> None:
    found = placed(_licence_pdf(30))
    sizes = {round(one.top - one.bottom, 2) for one in texts(found) if one.text.startswith("JY")}
    assert len(sizes) == 1
