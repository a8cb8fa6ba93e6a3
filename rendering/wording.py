"""How changes and conditions are worded where a document is shown."""

from __future__ import annotations

from knowledge.documents.model import Item
from knowledge.documents.words import say


def tagged(text: str, locale: str, *, marked: bool) -> str:
    """The text with its 【变更】 tag when it is marked: never colour alone."""
    return say("marked_text", locale, text=text) if marked else text


def conditional(item: Item, locale: str) -> str:
    """A line of a list, with the condition under which it holds in front."""
    return say("conditional", locale, condition=item.condition, text=item.text) if item.condition else item.text
