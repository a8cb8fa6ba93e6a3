"""Greetings, anger, questions and wrong answers in the chat page at phone width: what a person sees stays short and never repeats."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.web.chatting import applicant
from tests.web.conftest import Served

ZH = ("你好", "你们怎么这么麻烦", "要收费吗", "我想在人民路88号开个奶茶店", "紫色的大象", "？？？", "……", "谢谢")
EN = (
    "hello",
    "this is ridiculous",
    "is it free?",
    "I want to open a milk tea shop at 88 Renmin Road",
    "purple elephants",
    "???",
    "...",
    "thanks",
)


@pytest.mark.slow
@pytest.mark.parametrize(("locale", "dark"), [("zh-CN", False), ("zh-CN", True), ("en-GB", False), ("en-GB", True)])
async def test_small_talk_and_answers_that_do_not_fit_read_well_on_a_phone(
    browser: Browser, served: Served, axe_source: str, tmp_path: Path, locale: str, dark: bool
) -> None:
    person = await applicant(browser, served.url, axe_source, tmp_path, dark=dark, locale=locale)
    await person.arrives()
    *small_talk, shop, odd, odder, silent, thanks = ZH if locale == "zh-CN" else EN
    for words in small_talk:
        await person.says(words)
    await person.looks("small-talk")
    for words in (shop, odd, odder, silent):
        await person.says(words)
    await person.looks("a-step-again")
    await person.chooses("step:privacy:privacy:yes")
    for words in (odd, odder, silent):
        await person.says(words)
    await person.looks("a-fact-again")
    assert await person.last.locator("[data-choice='human']").count() == 1
    await person.says(thanks)
    await person.looks("after-thanks")
    said = await person.page.locator(".turn").all_inner_texts()
    assert len(set(said)) == len(said)
    assert person.faults == []
