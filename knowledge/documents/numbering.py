"""The numbers of sections (层次序数), set when a document is shown: 一、（一） in Chinese, 1. and 1.1 in English."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.documents.model import Document, Section
from knowledge.documents.words import say


def numbered(document: Document) -> Iterator[tuple[str, Section]]:
    """Each section with its heading as it is shown; empty for one without."""
    first = second = 0
    for section in document.sections:
        if not section.heading:  # the opening of a notice
            yield "", section
            continue
        if section.level == 1:
            first, second = first + 1, 0
            number = say("number_1", document.locale, words=_words(first), number=first)
        else:
            second += 1
            number = say("number_2", document.locale, words=_words(second), number=f"{first}.{second}")
        yield number + section.heading, section


def _words(number: int) -> str:
    """An ordinal below 100 in Chinese: 九, 十, 十一, 二十三. (cn2an would do it, at half a second's import.)"""
    digits = say("digits", "zh")
    tens, ones = divmod(number, 10)
    lead = "" if tens < 2 else digits[tens]
    return lead + (digits[10] if tens else "") + (digits[ones] if ones else "")
