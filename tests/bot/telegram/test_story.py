"""A whole application in Telegram: from the first sentence to the reference number."""

from __future__ import annotations

import re

import pytest

from dialogs.conversation import State
from dialogs.exchange import TakenOver
from tests.bot.telegram.conftest import PersonOpener
from tests.bot.telegram.person import Person

SECRET = "webhook-secret-0123456789"


async def applies(person: Person) -> list[str]:
    await person.says("我想在人民路88号开个奶茶店，大概60平，不卖烟")
    done: list[str] = []
    for _ in range(40):
        if (await person.conversation()).state is State.SUBMITTED:
            return done
        done.append(await person.goes_on())
    raise AssertionError(f"no end: {done}, {person.last().get('text')}")


@pytest.mark.slow
async def test_a_milk_tea_shop_is_applied_for_by_buttons_words_and_our_pages(person: Person) -> None:
    done = await applies(person)

    submission = (await person.conversation()).submission
    assert submission is not None
    assert re.fullmatch(r"\d{4}-\d{4}-\d{4}", submission.reference)
    told = "\n".join(message.get("text", "") for message in person.mine())
    assert submission.reference in told
    assert {"sign", "upload"} <= set(done)
    # nothing sensitive left our own pages
    assert "11010519491231002X" not in told
    sent = [message["document"]["file_name"] for message in person.mine() if "document" in message]
    assert any("告知单" in name for name in sent)
    assert not any("申请书" in name or "承诺书" in name for name in sent)


@pytest.mark.slow
async def test_the_same_by_webhook(people: PersonOpener) -> None:
    async with people(telegram_webhook_secret=SECRET) as person:
        person.secret = SECRET
        assert person.telegram.way == "webhook"
        await applies(person)
        assert person.api.webhook["url"] == "https://licence.example/telegram/webhook"
        assert person.api.webhook["secret_token"] == SECRET
        first = await person.conversation()
        assert first.submission is not None

        # another shop in the same chat: the first application still speaks here, and can be gone back to
        opening = person.api.message(person.chat, text="/new")
        await person.sends(opening)
        second = await person.conversation()
        assert second.id != first.id
        await person.says("便利店")
        await person.sends(opening)
        assert (await person.conversation()).id == second.id
        await person.house.engine.handle(first.id, "desk-1", TakenOver("王丽"))
        await person.settled()
        assert any(first.submission.reference in one.get("text", "") for one in person.mine()[-2:])
        data = next(
            button["callback_data"] for row in person.last()["reply_markup"]["inline_keyboard"] for button in row
        )
        await person.sends(person.api.press(person.chat, data, person.last()))
        assert (await person.conversation()).id == first.id
