"""Keeping identity numbers off the screen (脱敏显示), also where applicants typed them among other words."""

from __future__ import annotations

import re

from knowledge.documents.values import masked_number

# Eighteen digits with a birth year inside, the last one perhaps an X; people also put blanks or hyphens between.
_DIGIT = "[0-9０-９]"
_IDENTITY_NUMBER = re.compile(
    rf"(?<!{_DIGIT})(?:{_DIGIT}[ \-]?){{6}}[12１２][ \-]?[890８９０][ \-]?(?:{_DIGIT}[ \-]?){{9}}[0-9０-９xXｘＸ](?!{_DIGIT})"
)


def masked_words(text: str) -> str:
    """The text with the middle of every identity number hidden."""
    return _IDENTITY_NUMBER.sub(lambda found: masked_number(re.sub(r"[ \-]", "", found.group())), text)
