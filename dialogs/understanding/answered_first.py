"""An answer ahead of a correction (先答后改): "座位20个。还有刚刚店面说60，其实是65" answers first, then corrects."""

from __future__ import annotations

import re
from dataclasses import replace

from dialogs.understanding.correction_cues import is_correction, may_correct, speaks_of_error
from dialogs.understanding.heard import Context, Heard
from dialogs.understanding.intents import Intent
from dialogs.understanding.known_answers import is_of_person
from dialogs.understanding.reading import Reading, Unclear, read
from dialogs.understanding.revisions import WORDED
from dialogs.understanding.values.names import name_beside
from dialogs.understanding.values.quantities import quantities
from knowledge.pack import Fact

_TURNS_TO_IT = re.compile(
    r"[。；;!！\n]|\.(?=\s|$)|"
    r"[，,\s](?=(?:哦|噢|啊|欸|诶)?(?:对了|另外|还有(?![\d一二两三四五六七八九十])|顺便|顺带|哦对|by the way\b|btw\b|also\b))",
    re.IGNORECASE,
)
"""Where an answer ends and something else begins."""
_ONLY_OBJECTS = re.compile(r"(?:不+|不是的?|不对|没有?|no|nope|wait|sorry|等[下等]|错了?)[啊哦呀了的]*", re.IGNORECASE)
"""A no that objects to what was said before, rather than answers what is asked now."""

AT_THAT_TIME = re.compile(
    r"(?:填|写|报|说|答|登记|申请|提交)[^，。；]{0,6}(?:的时候|那时候?|那会儿?|那天|那阵|当时)|"
    r"(?:上[回次]|当时|那时候?|之前|先前|前面)[^，。；]{0,6}(?:填|写|报|说|答|登记|申请)|"
    r"\b(?:when|before|the day|at the time) (?:i|we) (?:first )?(?:filled|wrote|told|said|answered|started|applied|put)\b"
)
"""How it was when the corrected answer was given, which answers nothing ("上回填的时候小周还没拿到证。所以…")."""


def with_answer_ahead(heard: Heard, said: Context) -> Heard:
    """The correction, with the answer to the asked question that stands ahead of it in a sentence of its own."""
    asked = said.asked
    if (
        asked is None
        or heard.intent is not Intent.CORRECTION
        or asked.code in {*heard.facts, *said.known}
        or (asked.type in WORDED and not is_of_person(asked))
        or asked.choices_from is not None
    ):
        return heard
    turn = _TURNS_TO_IT.search(said.folded)
    if turn is None:
        return heard
    ahead, behind = said.folded[: turn.start()], said.folded[turn.end() :]
    corrects = is_correction(behind) or may_correct(behind)
    if not corrects or is_correction(ahead) or speaks_of_error(ahead) or _ONLY_OBJECTS.fullmatch(ahead.strip()):
        return heard
    if AT_THAT_TIME.search(ahead):
        return heard
    own = _read_ahead(asked, said.text[: turn.start()], said)
    if not isinstance(own, Reading):
        return heard
    if not isinstance(own.value, bool) and own.value in heard.facts.values() and not quantities(behind):
        return heard  # "厅是7个！前面按错" corrects, and answers nothing
    unsure = heard.confirm if own.certain else heard.confirm | {asked.code}
    return replace(heard, facts={asked.code: own.value, **heard.facts}, confirm=unsure)


def _read_ahead(asked: Fact, words: str, said: Context) -> Reading | Unclear:
    """What words say of the asked fact; of a person only who is named in so many words ("柯大勇，他有证的")."""
    if is_of_person(asked) and name_beside(words) is None:
        return Unclear("hint_text")
    return read(asked, words, said.around)
