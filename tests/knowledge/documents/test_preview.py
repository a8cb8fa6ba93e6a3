"""Every document of the set can be seen with sample data, in every industry and in both languages."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from errors import PackError
from knowledge.documents.characters import unprintable
from knowledge.documents.cover import Bound, compose_cover
from knowledge.documents.model import digest
from knowledge.documents.preview import preview, previews, sample_licence
from knowledge.documents.samples import sample_case
from knowledge.documents.slices import parts
from knowledge.pack import Pack
from tests.city import city_pack

DAY = date(2026, 11, 24)
FAULTS = re.compile(
    r"[{}]|[，。；、：]{2,}|[,.;:][，。；、：]|\.\.(?!\.)|;;|,,"  # not filled, doubled
    r"|\b[a-z]+_[a-z_]+\b"  # a code of the pack
    r"|\d{4}-\d{2}-\d{2}\b"  # a date that is not in words
    r"|\b(?:None|True|False|null)\b"
)
PROMISED = {
    code
    for code, industry in city_pack().industries.items()
    if any(city_pack().permits[one.code].commitment.allowed for one in industry.permits)
}


@pytest.mark.slow
@pytest.mark.parametrize("code", previews(city_pack(), "zh"))
def test_every_document_can_be_seen_in_every_industry(pack: Pack, code: str) -> None:
    for industry in pack.industries:
        if code == "commitment_letter" and industry not in PROMISED:
            with pytest.raises(PackError, match="open to commitment"):
                preview(pack, code, industry, DAY)
            continue
        for locale in ("zh", "en"):
            document = preview(pack, code, industry, DAY, locale)
            assert document.title
            assert sum(1 for text in document.texts() if text) > 6
            told = "\n".join((document.title, *(text for text in document.texts() if text != document.date)))
            assert not FAULTS.findall(told), (industry, locale)
            assert not unprintable(told)


def test_the_cover_tells_what_lies_on_which_page(pack: Pack) -> None:
    case = sample_case(pack, "drinks_snacks", DAY)
    contents = [Bound("申请表", 4, digest(b"a")), Bound("平面图", 1, digest(b"b")), Bound("承诺书", 3, digest(b"c"))]
    texts = list(compose_cover(case, contents, first_page=3).texts())
    at = texts.index("平面图")
    assert texts[at - 1 : at + 3] == ["2", "平面图", "1", "7"]
    assert texts[texts.index("承诺书") + 2] == "8"
    assert texts[texts.index("总页数") + 1] == "10"
    part = compose_cover(case, contents, parts(case)["fire_rescue"])
    assert "市消防救援局" in part.subtitle
    assert "烟草" not in "".join(part.texts())


def test_a_sample_licence_has_every_permit_of_its_industry(pack: Pack) -> None:
    licence = sample_licence(replace(sample_case(pack, "restaurant", DAY)))
    assert [one.code for one in licence.permits] == [one.code for one in pack.industries["restaurant"].permits]
