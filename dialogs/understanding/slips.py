"""A no that was typed by its sound (部卖 for 不卖): said as it is meant, where yes or no was asked; to be confirmed."""

from __future__ import annotations

import re

from dialogs.understanding.values.folding import fold
from dialogs.understanding.values.said import any_of
from dialogs.understanding.values.words import words_of
from knowledge.pack import Fact

_VERBS = "卖做要挂装搞弄用是会想办供签排设开有收接碰带"
_SOUNDS_LIKE_NO = re.compile(
    rf"(?P<ahead>^|[，,。；\s]|我们?|咱们?|都|也|就|从|店里)(?P<no>[部布步])(?=[{_VERBS}])(?!布置|部署|步行)"
)
_BEHIND_THE_THING = re.compile(rf"[部步](?=[{_VERBS}])|布(?=[卖做要搞会想])")


def meant_as_no(text: str, asked: Fact) -> str | None:
    """The message with 不 where its like in sound stands before a verb, first in a part or behind what was asked about."""
    folded = fold(text)
    places = [match.start("no") for match in _SOUNDS_LIKE_NO.finditer(folded)]
    words = words_of(asked.code)
    named = any_of((*words.nouns, *words.nouns_asked))
    things = named.finditer(folded) if named is not None else ()
    places += [thing.end() for thing in things if _BEHIND_THE_THING.match(folded, thing.end()) is not None]
    if not places:
        return None
    letters = list(text)
    for place in places:
        letters[place] = "不"
    return "".join(letters)
