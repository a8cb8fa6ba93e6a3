"""The fixed words of documents (headings, labels, standing sentences), kept as data in words.yaml."""

from __future__ import annotations

from collections.abc import Set
from functools import cache
from pathlib import Path

import yaml

from errors import PackError

WORDS = Path(__file__).with_name("words.yaml")


def say(key: str, locale: str, **values: object) -> str:
    """The wording for a key, with {placeholders} filled. Raises PackError for a key that words.yaml lacks."""
    entry = _words().get(key)
    if entry is None:
        raise PackError(f"words.yaml: no wording {key!r}; add it in zh and en")
    text = entry[locale]
    return text.format_map(values) if values else text


def keys() -> Set[str]:
    """Every key of words.yaml."""
    return _words().keys()


def joined(parts: list[str], locale: str) -> str:
    """A plain list of names: 甲、乙、丙 or a, b, c."""
    return say("list_separator", locale).join(parts)


@cache
def _words() -> dict[str, dict[str, str]]:
    # libyaml reads the file in 5 ms, PyYAML's own reader in 50; a turn may be waiting
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(WORDS.read_text(encoding="utf-8"), Loader=loader)
