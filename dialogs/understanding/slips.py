"""A no that was typed by its sound (部卖 for 不卖): said as it is meant, where yes or no was asked; to be confirmed."""

from __future__ import annotations

import re

from dialogs.understanding.values.folding import fold
from dialogs.understanding.values.said import any_of
from dialogs.understanding.values.words import words_of
from knowledge.pack import Fact

_LIKE_NO = frozenset("部布步米妹美每煤梅霉冒")
_VERBS = "卖做要挂装搞弄用是会想办供签排设开有收接碰带"
_SOUNDS_LIKE_NO = re.compile(
    rf"(?P<ahead>^|[，,。；\s]|我们?|咱们?|都|也|就|从|店里)(?P<no>[部布步])(?=[{_VERBS}])(?!布置|部署|步行)"
)
_NONE_BY_ITS_SOUND = re.compile(
    r"(?:^|[，,。；\s]|我们?|咱们?|都|也|店里)(?P<no>[米妹美每煤梅霉])(?=[有得](?:的|了|啊|呢|哈|哦)*(?:$|[，,。；!！\s]))"
)
"""米有 and 妹得 for 没有 and 没得, where nothing follows: "米有卖" may be about rice."""
_NOT_IN_HUNAN = re.compile(rf"(?:^|[，,。；\s]|我们?|咱们?|都|也|店里)(?P<no>冒)(?=[{_VERBS}进印])")
"""冒 stands for 没 there ("冒进书")."""
_BEHIND_THE_THING = re.compile(rf"[部步](?=[{_VERBS}])|布(?=[卖做要搞会想])")


def meant_as_no(text: str, asked: Fact) -> str | None:
    """The message with 不 or 没 where its like in sound stands before a verb, first in a part or behind what was asked about."""
    folded = fold(text)
    if _LIKE_NO.isdisjoint(folded):
        return None
    places = [match.start("no") for match in _SOUNDS_LIKE_NO.finditer(folded)]
    words = words_of(asked.code)
    named = any_of((*words.nouns, *words.nouns_asked))
    things = named.finditer(folded) if named is not None else ()
    places += [thing.end() for thing in things if _BEHIND_THE_THING.match(folded, thing.end()) is not None]
    none = [match.start("no") for cue in (_NONE_BY_ITS_SOUND, _NOT_IN_HUNAN) for match in cue.finditer(folded)]
    if not places and not none:
        return None
    letters = list(text)
    for place in none:
        letters[place] = "没"
    for place in places:
        letters[place] = "不"
    return "".join(letters)
