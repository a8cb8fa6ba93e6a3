"""The same question is never put the same way a third time: other words, examples, a person; after an interruption it is short."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import get_args

import pytest

from dialogs.asking import ask_fact
from dialogs.conversation import Asking, Locale
from dialogs.draft import Draft
from dialogs.exchange import Inbound, Reply, Said
from dialogs.knowledge_in_force import Knowledge
from dialogs.understanding.reading import Unclear
from dialogs.world import World
from knowledge.documents.values import label
from tests.dialogs.chat import TODAY, Chat, milk_tea
from tests.scenarios.reckoning import entries

FACTS = tuple(entries("facts"))
LOCALES: tuple[Locale, ...] = get_args(Locale)
RUBBISH = ("？？？", "……", "。。。")
"""Says nothing, whatever is asked."""
BLAMING = re.compile(
    r"您(没|不会|不懂|写错|填错|输错|说错)|错误|无效|不合法|invalid|wrong|error|you (failed|did not|must)", re.I
)


def asked(city: Knowledge, code: str, locale: Locale = "zh") -> Chat:
    """A conversation in which just this fact is asked."""
    chat = Chat.open(city, locale=locale)
    waiting = replace(chat.conversation, industry="convenience_store", asking=Asking("fact", code), asked=(code,))
    return replace(chat, conversation=waiting)


def put(chat: Chat) -> Reply:
    """The last question, as it was put."""
    return chat.last.replies[-1]


def offers_person(reply: Reply) -> bool:
    return any(choice.id == "human" for choice in reply.choices)


@pytest.mark.slow  # through all facts of the pack
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("code", [code for code in FACTS if code != "industry_category"])
def test_a_fact_not_understood_comes_in_other_words_then_with_examples_then_with_a_person(
    city: Knowledge, code: str, locale: Locale
) -> None:
    fact = city.pack.facts[code]
    question = fact.question.in_(locale)
    said: list[Reply] = [Reply(question)]
    chat = asked(city, code, locale)
    for words in RUBBISH:
        chat = chat.says(words)
        assert chat.asks == code
        said.append(put(chat))

    texts = [reply.text for reply in said]
    assert len(set(texts)) == 4
    assert all(question not in text for text in texts[1:])
    hint, *rest = said[1].text.split("\n")
    assert hint
    assert rest == [fact.reworded.in_(locale)] if fact.reworded else rest
    assert label(fact, locale) in said[2].text
    assert shows_an_example(city, code, locale, said[2].text)
    assert [offers_person(reply) for reply in said] == [False, False, False, True]
    assert not any(BLAMING.search(text) for text in texts[1:])


def shows_an_example(city: Knowledge, code: str, locale: Locale, text: str) -> bool:
    fact = city.pack.facts[code]
    if fact.example is not None:
        return fact.example.in_(locale) in text
    if fact.choices:
        return all(choice.label.in_(locale) in text for choice in fact.choices)
    return city.words.say(f"example_{fact.type}", locale) in text


@pytest.mark.parametrize("locale", LOCALES)
def test_however_often_it_is_put_the_same_words_never_come_twice_in_a_row_nor_the_question_again(
    city: Knowledge, locale: Locale
) -> None:
    for code in FACTS:
        question, draft, texts = city.pack.facts[code].question.in_(locale), waiting(city, code, locale), list[str]()
        for turn in range(12):
            ask_fact(draft, code, unclear=Unclear("hint_unclear") if turn % 3 else None)
            texts.append(draft.replies[-1].text)
        assert question not in "".join(texts)
        assert all(one != following for one, following in pairwise(texts)), code
        assert offers_person(draft.replies[-1])


@pytest.mark.parametrize("locale", LOCALES)
def test_after_an_interruption_a_fact_comes_in_other_words_then_shorter(city: Knowledge, locale: Locale) -> None:
    for code in FACTS:
        question, draft = city.pack.facts[code].question.in_(locale), waiting(city, code, locale)
        for _ in range(4):
            ask_fact(draft, code)
        texts = [question, *(reply.text for reply in draft.replies)]
        assert len(set(texts)) == 5, code
        assert "".join(texts).count(question) == 1
        assert offers_person(draft.replies[-1])


def waiting(city: Knowledge, code: str, locale: Locale) -> Draft:
    """A turn in which this fact is waited for."""
    now = asked(city, code, locale).conversation
    return Draft(now, Inbound("m", "2026-11-24T04:00:00Z", TODAY, Said("")), World(city))


def test_an_answer_ends_the_count(city: Knowledge) -> None:
    chat = Chat.open(city).says("开奶茶店").goes_on_until("sells_tobacco").says("？？", "谢谢")
    assert chat.conversation.repeats["sells_tobacco"].put == 2
    chat = chat.says("不卖")
    assert chat.conversation.repeats == {}
    opened = chat.presses("change:sells_tobacco")
    assert put(opened).text == city.pack.facts["sells_tobacco"].question.zh


def test_a_question_is_answered_and_ours_comes_back_in_other_words(city: Knowledge) -> None:
    chat = Chat.open(city).says("开奶茶店").goes_on_until("sells_tobacco")
    first = put(chat).text
    second = put(chat.says("要收费吗"))
    third = put(chat.says("要收费吗", "要多久"))
    assert len({first, second.text, third.text}) == 3
    assert [one.id for one in second.choices][:2] == ["fact:sells_tobacco:yes", "fact:sells_tobacco:no"]


def test_a_question_before_the_shop_is_named_does_not_say_that_it_was_not_understood(city: Knowledge) -> None:
    chat = Chat.open(city).says("要收费吗")
    assert "没对上" not in chat.says_now
    assert "不收" in chat.says_now
    again = chat.says("？？？")
    assert "没对上" in again.says_now


def test_what_shop_it_is_is_asked_with_examples_and_then_with_a_person(city: Knowledge) -> None:
    chat, texts = Chat.open(city), list[str]()
    for words in ("？？？", "……", "！！！"):
        chat = chat.says(words)
        texts.append(put(chat).text)
    assert len(set(texts)) == 3
    assert "比如" in texts[1]
    assert offers_person(put(chat))


@pytest.mark.parametrize("locale", LOCALES)
def test_a_material_not_sent_is_asked_for_in_other_words_then_with_a_person(city: Knowledge, locale: Locale) -> None:
    chat = milk_tea(city)
    chat = replace(chat, conversation=replace(chat.conversation, locale=locale))
    while chat.last.asking is None or chat.last.asking.material is None:
        chat = chat.does_the_next()
    material, texts = chat.asks, [put(chat).text]
    for words in ("？？？", "……", "！！！"):
        chat = chat.says(words)
        assert chat.asks == material
        assert len(chat.last.replies) == 2
        texts += [reply.text for reply in chat.last.replies]
    assert len(set(texts)) == 7
    assert not any(BLAMING.search(text) for text in texts)
    assert offers_person(put(chat))


STEPS = ("privacy", "real_name", "confirm_reuse", "acknowledge_notice", "review", "sign", "send")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_put_in_full_once_and_briefly_after_that(city: Knowledge, step: str, locale: Locale) -> None:
    rows = {"identity_register": {"legal_rep_id_number": "110101199003070038"}}
    chat = milk_tea(city, rows)
    chat = replace(chat, conversation=replace(chat.conversation, locale=locale)).says("？？？")
    chat = replace(chat, conversation=replace(chat.conversation, asking=None)).says("谢谢").goes_on_until(step)
    full, texts = put(chat), list[str]()
    for words in ("？？？", "……", "！！！", "——"):
        chat = chat.says(words)
        assert chat.asks == step
        said = put(chat)
        assert [one.id for one in said.choices if one.id != "human"] == [one.id for one in full.choices]
        assert said.link == full.link
        texts.append(said.text)
    assert len({full.text, *texts}) == 5
    assert max(map(len, texts)) < 130
    assert offers_person(put(chat))


def test_a_review_that_changed_is_shown_in_full_again(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("review")
    assert put(chat.says("谢谢")).card is None
    assert put(chat.says("谢谢", "联系电话改成13987654321")).card is not None


def test_in_another_language_the_question_is_put_as_for_the_first_time(city: Knowledge) -> None:
    chat = Chat.open(city).says("开奶茶店").goes_on_until("sells_tobacco").says("谢谢", "English please")
    assert put(chat).text == city.pack.facts["sells_tobacco"].question.en
