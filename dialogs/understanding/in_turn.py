"""One thing after another (先答后改): an answer and, behind "对了" or a full stop, what is put right or told besides.

Heard as one, "孙丽。哦对了库房说大了，只有16平" is a correction, and the name is lost. The two parts are heard as two messages
would be; what the whole did not say is added.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from dialogs.understanding.correction_cues import speaks_of_error
from dialogs.understanding.heard import Heard
from dialogs.understanding.intents import Intent
from dialogs.understanding.values.folding import fold
from knowledge.values import Value

Hears = Callable[[str, bool], Heard]
"""Hears a part of the message as the answer to what was asked, or as said by itself."""
_TURNS = re.compile(
    r"(?<=[，,。.；;！!\s～~…])\s*(?=(?:哦|噢|啊|哎|诶|欸|唉|嗯|喔)?[，,\s]?(?:对了|另外|还有个?事?|顺便|再就是|再一个|还要说)|"
    r"(?i:(?:oh|and|also|ah)?,? ?(?:by the way|btw|one more thing|another thing|also|oh)\b))"
)
_ONLY_OBJECTS = re.compile(r"(?:不+|不是的?|不对|没有?|no|nope|wait|sorry|等[下等]|错了?)[啊哦呀了的]*[.!]?")
"""A no that objects to what was said before, rather than answers what is asked now."""
_AT_THAT_TIME = re.compile(
    r"(?:填|写|报|说|答|登记|申请|提交)[^，。；]{0,6}(?:的时候|那时候?|那会儿?|那天|那阵|当时)|"
    r"(?:上[回次]|当时|那时候?|之前|先前|前面)[^，。；]{0,6}(?:填|写|报|说|答|登记|申请)|"
    r"\b(?:when|before|the day|at the time) (?:i|we) (?:first )?(?:filled|wrote|told|said|answered|started|applied|put)\b"
)
"""How it was when the corrected answer was given, which answers nothing ("上回填的时候小周还没拿到证。所以…")."""
_ENDS = re.compile(r"[。！!；;\n]\s*|(?<=[a-z\d])\. +(?=[A-Z])")
_SHORTEST = 2


def divided(text: str) -> tuple[str, str] | None:
    """A message in two, where it turns to something else; None where it does not."""
    for way in (_TURNS, _ENDS):
        found = next((one for one in way.finditer(text) if one.start() >= _SHORTEST), None)
        if found is not None and len(text) - found.end() > _SHORTEST:
            return text[: found.start()].rstrip(" ，,。；;"), text[found.end() :]
    return None


def one_after_another(heard: Heard, text: str, asked: str, known: Mapping[str, Value], hears: Hears) -> Heard:
    """With the answer and with what was put right besides, where they were told one after the other."""
    parts = divided(text)
    if parts is None or heard.permit is not None:
        return heard
    for answering in (0, 1):
        ahead = fold(parts[answering])
        if speaks_of_error(ahead) or _AT_THAT_TIME.search(ahead) or _ONLY_OBJECTS.fullmatch(ahead.strip()):
            continue  # "不对。面积写错了" says no to nothing
        answer = hears(parts[answering], True)
        if answer.intent is not Intent.ANSWER or asked not in answer.facts:
            continue
        beside = hears(parts[1 - answering], False)
        return _with(heard, answer, beside, asked, known)
    return heard


def _with(heard: Heard, answer: Heard, beside: Heard, asked: str, known: Mapping[str, Value]) -> Heard:
    corrected = {code: value for code, value in beside.facts.items() if known.get(code, value) != value}
    if beside.intent is not Intent.CORRECTION or not (corrected or beside.target):
        return heard
    sure = heard.facts.keys() - heard.confirm
    told = {**corrected, asked: answer.facts[asked]}
    new = {code: value for code, value in told.items() if code not in sure and heard.facts.get(code) != value}
    if not new and heard.intent is Intent.CORRECTION and (corrected or heard.target in known):
        return heard
    unsure = (answer.confirm | beside.confirm) & new.keys()
    facts, left = {**heard.facts, **new}, {code: why for code, why in heard.unclear.items() if code not in new}
    target = heard.target if heard.target in known else beside.target
    return replace(
        heard,
        intent=Intent.CORRECTION,
        facts=facts,
        unclear=left,
        confirm=heard.confirm - new.keys() | unsure,
        target=None if corrected else target,
        faq=None,
    )
