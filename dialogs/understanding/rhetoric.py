"""Rhetorical questions (反问) said plainly: "开店哪有不挂招牌的" is "开店挂招牌的", "加油站哪敢卖烟" is "加油站不卖烟".

They look like questions, and only while yes or no is asked do they answer; what they say is to be confirmed.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from dialogs.understanding.segments import segments
from dialogs.understanding.values.folding import fold

SHORTEST = 3
"""Characters of a rhetorical question ("哪敢卖")."""
_EDGES = " ，,。?？"
_HAN = r"[\u4e00-\u9fff]"
_WORD = r"[^，。；！？,;!?\s]"
_STOP = r"$|[，。；！？,;!?\s]"
_PARTS = {
    "han": _HAN,
    "word": _WORD,
    "few": r"(?:[^，。；！？\s不没]{1,4})?",
    "thing": r"[^，。；！？,;!?\s不没]{1,8}?",
    "stop": _STOP,
    "begin": r"(?:^|(?<=[，。；！？,;!?\s]))",
    "end": rf"(?:了|的|去|哦|喔|啊|呀|嘛|吗|么|呢|咯|啰|哟|噻|撒|哇|吧)*(?={_STOP})",
    "then": "(?:那|就|早就?|都|要|得|只能|等着|我|我们|客人)*",
    "does_not": "不(?!能|可以|准|让|许|用|需|要|收|算|行|好|是|知|晓|会|同|管|到|了|起|下|服|过)",
}
"""What a pattern may name beside the lists of words."""
_NAMED = re.compile(r"<([a-z_]+)>")
_EITHER_WAY = re.compile(rf"({_HAN})不\1(?!哪)")
"""Asks in earnest ("卖不卖烟")."""
_OF_COURSE = re.compile(
    rf"{_PARTS['begin']}(?:(?:那|这)?还?(?:用|要|需要|消)(?:得着)?(?:你)?(?:问|说|讲)|[你侬您](?:说|讲)|(?:那|这)?不?(?:是)?废话){_PARTS['end']}[？?]?"
)
"""Says no more than that anybody knows the answer."""


class _Rhetoric(BaseModel):
    """`rhetoric.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: dict[str, tuple[str, ...]]
    said: tuple[tuple[str, str], ...]


@cache
def _said_otherwise() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The patterns, each with what it says plainly; read once."""
    data = _Rhetoric.model_validate(yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")))
    named = _PARTS | {name: "|".join(words) for name, words in data.words.items()}
    return tuple(
        (re.compile(_NAMED.sub(lambda name: f"(?:{named[name[1]]})", pattern), re.IGNORECASE), plain)
        for pattern, plain in data.said
    )


def said_plainly(text: str) -> str | None:
    """The message with its rhetorical questions as statements; None where there are none."""
    if len(text) < SHORTEST or (text.isascii() and text.isalpha()) or _EITHER_WAY.search(text):
        return None  # "有" asks nothing, nor does one word of English
    plain = text
    for pattern, replacement in _said_otherwise():
        plain = pattern.sub(replacement, plain)
    plain = _OF_COURSE.sub("", plain).strip(_EDGES)
    if not plain or plain == text.strip(_EDGES):
        return None
    left = segments(fold(plain))
    return None if not left or left[-1].asks else plain  # "卖零食不就是卖吃的吗，要办证不"
