"""The documents page: every document with sample data, and a text tried out before anybody publishes it."""

from __future__ import annotations

import pytest

from tests.rendering.reading import opened
from tests.web.staff.house import StaffHouse


async def test_who_keeps_the_pack_sees_every_document_in_any_industry(house: StaffHouse) -> None:
    staff = await house.logged_in("知识")
    shown = (await staff.get("/staff/documents?document=refusal&industry=cinema&language=en")).text
    assert "不予许可决定书" in shown
    assert "Decision refusing the permit" in shown
    assert "电影放映" in shown
    assert "六十日内向" in shown
    pdf = await staff.get("/staff/documents/pdf?document=licence&industry=restaurant")
    assert pdf.headers["content-type"] == "application/pdf"
    assert "餐馆（饭店）" in opened(pdf.content).pages[0].extract_text()


async def test_a_text_is_tried_out_and_not_kept(house: StaffHouse) -> None:
    staff = await house.logged_in("知识")
    sent = {"text.contents.query.template.zh": "打{window_phone}问{operator}的进度。", "text.nowhere.zh": "x"}
    tried = (await staff.post("/staff/documents?document=acceptance", sent)).text
    assert "打0000-0000000（演示号码）问小林饮品店的进度。" in tried
    assert "没有保存" in tried
    assert "问小林饮品店的进度" not in (await staff.get("/staff/documents?document=acceptance")).text


@pytest.mark.parametrize("text", ["{{ operator.__class__ }}", "{{ lipsum() }}", "{nobody}", "{operator"])
async def test_a_text_that_can_not_be_used_says_why_and_shows_nothing(house: StaffHouse, text: str) -> None:
    staff = await house.logged_in("知识")
    answer = await staff.post("/staff/documents?document=acceptance", {"text.contents.query.template.zh": text})
    assert answer.status_code == 200
    assert 'class="document' not in answer.text


async def test_what_there_is_not_is_told(house: StaffHouse) -> None:
    staff = await house.logged_in("知识")
    assert "no document" in (await staff.get("/staff/documents?document=absent")).text
    assert "no industry" in (await staff.get("/staff/documents?industry=moon")).text
    assert "no industry" in (await staff.get("/staff/documents/pdf?industry=moon")).text


async def test_others_have_no_business_there(house: StaffHouse) -> None:
    assert (await (await house.logged_in("周敏")).get("/staff/documents")).status_code == 403
    supervisor = await house.logged_in("督办")
    assert (await supervisor.get("/staff/documents")).status_code == 200
    assert (await supervisor.post("/staff/documents", {"text.template.zh": "x"})).status_code == 403
