"""English throughout (全程英文): an English conversation has no Chinese but names, addresses, and what was said in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

import pytest

from dialogs.conversation import Locale
from dialogs.exchange import Introduced, Located, Reply, Unreadable
from dialogs.knowledge_in_force import Knowledge
from dialogs.understanding.reading import Surroundings
from knowledge.pack import Text
from tests.dialogs.chat import LICENCE, TODAY, Chat
from tests.scenarios.reckoning import entries
from tests.scenarios.wording import Mood, value_for, words_for

LOCALES: tuple[Locale, ...] = get_args(Locale)
INDUSTRIES = tuple(entries("industries"))
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff，。；：？！（）“”、《》〔〕]+")
CITATION = re.compile(
    r"《[^》]+》(?:（[^）]*）)?(?:第[〇零一二三四五六七八九十百]+条(?:第[一二三四五六七八九十]+款)?[、,]?)*|[\u3400-\u9fff]+〔\d{4}〕\d+号"
)
"""The name or number of a law and its article: cited as it is called, since only the Chinese text is in force."""
INTERRUPTIONS = ("why?", "what is left?", "how far is it?", "thank you", "???", "is it free?")


def english_words(code: str, mood: Mood) -> str:
    """How somebody answers in English; names and addresses stay as they are on the licence."""
    fact, value = entries("facts")[code], value_for(code, mood)
    labels = {choice["code"]: choice["label"]["en"] for choice in fact.get("choices", ())}
    match fact["type"]:
        case "boolean":
            return "yes" if value else "no"
        case "choice":
            return labels[value]
        case "multi_choice":
            return ", ".join(labels[one] for one in value)
        case "list":
            return "、".join(value)
        case "area_m2":
            return f"{value:g} square metres"
        case "integer" | "decimal" | "money":
            return f"{value:g}"
        case _:
            return str(value)


def spoken(reply: Reply) -> Iterator[str]:
    """Everything of a reply that an applicant reads."""
    yield reply.text
    yield from (choice.label for choice in reply.choices)
    yield from (attached.name for attached in reply.attachments)
    if reply.card is not None:
        yield reply.card.title
        yield from reply.card.tags
        for row in reply.card.rows:
            yield from (row.label, row.value, row.tag)


def chinese_in(chat: Chat) -> list[str]:
    """What is Chinese in the last turn beyond what the applicant said and the registers hold."""
    values = [answer.value for answer in chat.conversation.answers.values()]
    said = [str(one) for value in values for one in (value if isinstance(value, tuple) else (value,))]
    own = sorted({*said, *map(str, LICENCE.values())}, key=len, reverse=True)
    found: list[str] = []
    for reply in chat.last.replies:
        for text in spoken(reply):
            rest = CITATION.sub("", text)
            for one in own:
                rest = rest.replace(one, "")
            if HAN.search(rest):
                found.append(text)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("mood", ["plain", "full"])
@pytest.mark.parametrize("industry", INDUSTRIES)
def test_an_english_conversation_has_no_chinese_from_beginning_to_end(
    city: Knowledge, industry: str, mood: Mood
) -> None:
    chat = Chat.open(city, {"business_licence": LICENCE}, locale="en")
    found = chinese_in(chat)
    chat = chat.says(city.pack.industries[industry].name.in_("en"))
    turn = 0
    while chat.conversation.asking is not None and chat.state != "submitted":
        found += chinese_in(chat)
        asking = chat.conversation.asking
        aside = chat.says(INTERRUPTIONS[turn % len(INTERRUPTIONS)])
        found += chinese_in(aside)
        if turn % 10 == 0:
            for sent in (Unreadable("voice"), Located(), Introduced("13812345678", "Lin")):
                found += chinese_in(chat.receives(sent))
            found += chinese_in(chat.uploads())
            found += chinese_in(chat.presses("nonsense"))
        words = english_words(asking.code, mood) if asking.kind == "fact" else None
        chat = chat.does_the_next(**({asking.code: words} if words is not None else {}))
        turn += 1
        assert turn < 150, f"{asking.code} leads nowhere: {chat.says_now}"
    found += chinese_in(chat)
    assert chat.state in ("submitted", "nothing_needed")
    for words in ("how far is it?", "change the area to 120", "withdraw my application", "what does it cost?", "human"):
        found += chinese_in(chat.says(words))
    assert list(dict.fromkeys(found)) == []


@pytest.mark.parametrize("code", entries("faq"))
def test_every_answer_to_a_question_is_in_english(city: Knowledge, code: str) -> None:
    chat = Chat.open(city, locale="en").presses(f"faq:{code}")
    assert chinese_in(chat) == []


@pytest.mark.slow  # through all facts of the pack
@pytest.mark.parametrize("mood", ["plain", "full"])
@pytest.mark.parametrize("code", [code for code in entries("facts") if code != "industry_category"])
def test_an_answer_in_either_language_means_the_same_whatever_is_spoken(city: Knowledge, code: str, mood: Mood) -> None:
    words = (words_for(code, value_for(code, mood)), english_words(code, mood))
    heard = [
        city.understanding.hear(
            text, asking=code, industry="convenience_store", known={}, around=Surroundings(TODAY, "十堰", locale)
        ).facts.get(code)
        for text in words
        for locale in LOCALES
    ]
    assert heard[0] is not None
    assert [one == heard[0] for one in heard] == [True] * 4, heard


@pytest.mark.parametrize(
    ("locale", "words", "fact", "value"),
    [
        ("en", "面积改成120", "premises_area", 120),
        ("zh", "change the area to 120", "premises_area", 120),
        ("en", "不卖烟", "sells_tobacco", False),
        ("zh", "no cigarettes", "sells_tobacco", False),
    ],
)
def test_corrections_and_volunteered_facts_are_heard_in_either_language(
    city: Knowledge, locale: Locale, words: str, fact: str, value: object
) -> None:
    chat = Chat.open(city, locale=locale).says("奶茶店" if locale == "en" else "milk-tea shop").says(words)
    assert chat.facts.get(fact) == value
    assert chat.conversation.locale == locale


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    ("zh", "en"),
    [("人工", "human"), ("还剩什么", "what is left?"), ("为什么", "why?"), ("返回", "back"), ("你好", "hello")],
)
def test_what_steers_is_heard_in_either_language(city: Knowledge, locale: Locale, zh: str, en: str) -> None:
    chat = Chat.open(city, locale=locale).says("milk-tea shop")
    assert chat.says(zh).says_now == chat.says(en).says_now


def test_every_wording_of_the_catalogue_is_in_english(city: Knowledge) -> None:
    assert {key: entry["en"] for key, entry in city.words.entries.items() if HAN.search(entry["en"])} == {}


def test_every_text_about_a_fact_is_in_english(city: Knowledge) -> None:
    texts = {
        (fact.code, name): text.in_("en")
        for fact in city.pack.facts.values()
        for name in ("label", "question", "reworded", "example", "help")
        if isinstance(text := getattr(fact, name), Text)
    }
    assert {key: text for key, text in texts.items() if HAN.search(text)} == {}
