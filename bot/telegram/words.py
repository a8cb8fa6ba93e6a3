"""What the Telegram channel says beside the conversation (电报渠道用语): the catalogue locales/telegram.yaml."""

from __future__ import annotations

from functools import cache

from dialogs.conversation import Locale
from dialogs.words import Words, load_words


@cache
def catalogue() -> Words:
    """The catalogue, read when it is first needed."""
    return load_words(files=("telegram.yaml",))


def say(key: str, locale: Locale, **values: object) -> str:
    """The wording for a key. Raises PackError for one that the catalogue lacks."""
    return catalogue().say(key, locale, **values)


def locale_of(language_code: str | None) -> Locale:
    """The language of somebody who writes for the first time; Chinese unless their app is set to another."""
    return "zh" if language_code is None or language_code.lower().startswith("zh") else "en"
