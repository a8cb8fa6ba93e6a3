"""What staff pages say: the catalogue `locales/staff.yaml`, in zh and en."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from errors import PackError

CATALOGUE = Path(__file__).parents[2] / "locales" / "staff.yaml"
LOCALES = ("zh", "en")


class Words:
    """The texts of one locale, called by key: `t("login_title")`."""

    def __init__(self, locale: str, texts: Mapping[str, str]) -> None:
        self.locale = locale
        self._texts = texts

    def has(self, key: str) -> bool:
        """Whether the catalogue words this key."""
        return key in self._texts

    def __call__(self, key: str, **details: str | int) -> str:
        """The text with its details filled in.

        Raises PackError for a key that the catalogue does not have: a page never shows a bare key.
        """
        text = self._texts.get(key)
        if text is None:
            raise PackError(f"locales/staff.yaml has no {key!r}: add it with zh and en")
        return text.format(**details) if details else text


@cache
def words_in(locale: str) -> Words:
    """The catalogue in a locale; Chinese for any other than zh and en."""
    chosen = locale if locale in LOCALES else "zh"
    entries: dict[str, dict[str, str]] = yaml.safe_load(CATALOGUE.read_text(encoding="utf-8"))
    missing = [key for key, texts in entries.items() if not all(texts.get(each) for each in LOCALES)]
    if missing:
        raise PackError(f"locales/staff.yaml: {', '.join(missing)} lack zh or en")
    return Words(chosen, {key: texts[chosen] for key, texts in entries.items()})
