"""What the applicant's pages and problem details say: the catalogue `locales/web.yaml`, in zh and en."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import cast

import yaml

from dialogs.conversation import Locale
from errors import PackError

CATALOGUE = Path(__file__).parent.parent / "locales" / "web.yaml"
LOCALES: tuple[Locale, ...] = ("zh", "en")


class Words:
    """The texts of one locale, called by key: `say("left", count=4)`."""

    def __init__(self, locale: Locale, texts: Mapping[str, str]) -> None:
        self.locale = locale
        self._texts = texts

    def __call__(self, key: str, **details: str | int) -> str:
        """The text with its {placeholders} filled in.

        Raises PackError for a key that the catalogue does not have: a page never shows a bare key.
        """
        text = self.raw(key)
        return text.format(**details) if details else text

    def raw(self, key: str) -> str:
        """The text with its placeholders still open, for scripts that fill them."""
        text = self._texts.get(key)
        if text is None:
            raise PackError(f"locales/web.yaml has no {key!r}: add it with zh and en")
        return text


@cache
def words_in(locale: Locale) -> Words:
    """The catalogue in a locale."""
    entries: dict[str, dict[str, str]] = yaml.safe_load(CATALOGUE.read_text(encoding="utf-8"))
    incomplete = [key for key, texts in entries.items() if set(texts) != set(LOCALES)]
    if incomplete:
        raise PackError(f"locales/web.yaml: {', '.join(incomplete)} need exactly zh and en")
    return Words(locale, {key: texts[locale] for key, texts in entries.items()})


def preferred_locale(accept_language: str | None) -> Locale:
    """Chinese unless the browser or client asks for English first."""
    first = (accept_language or "").split(",")[0].strip().lower()
    return cast(Locale, "en") if first.split("-")[0].split(";")[0] == "en" else "zh"
