"""What is given up, or wanted after all (取消与恢复): "包房里的KTV不搞了，太麻烦", "打印复印我又想做了"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dialogs.understanding.heard import Context, Heard
from dialogs.understanding.intents import Intent
from dialogs.understanding.known_answers import MOST_BESIDES, TOLD_AGAIN, is_clear
from dialogs.understanding.reading import find_all
from dialogs.understanding.segments import Segment
from dialogs.understanding.subjects import spoken_of
from dialogs.understanding.vocabulary import Vocabulary
from knowledge.pack import Fact

SPOKEN_OF = 0.4
"""How much more plainly a clause must speak of what it gives up than of anything else that is known."""
_GIVEN_UP = re.compile(
    r"不(?:再|想|打算|准备|让)?(?:搞|弄|做|卖|上|建|装|挂|开|办|要|设|用|搭|修|整|接|送|供|进|找|请|委托|印)[^，。；了]{0,3}(?:了|啦|咯|喽)|"
    r"取消|(?:黄|吹|泡汤|散伙|谈崩)了|[砍撤拆退][掉了]|[砍停撤拆退]掉了?|算了$|作罢|"
    r"\b(?:scrap|drop|ditch|cancel|forget|give up|gave up|get rid of|got rid of|no more|dropp(?:ed|ing)|scrapp(?:ed|ing)|"
    r"cancell?ed|won'?t (?:have|sell|do|be (?:having|selling|doing))) (?:on |about )?(?:the |our |that |any |all )?\w+|"
    r"\b(?:scratch|strike|ignore|disregard|take back) (?:what (?:i|we) (?:said|wrote|put|told you)|"
    r"(?:the|that) (?:bit|part|thing)) (?:about|on) |"
    r"\b(?:is|are|was|got|been) (?:cancell?ed|scrapped|dropped|off)\b|"
    r"\bnot (?:having|selling|doing|building|going to (?:have|sell|do|build)) .{2,40}(?:any ?more|after all)\b"
)
"""That something is not to be any more, which a clause names."""
_ONLY_OFF = re.compile(
    r"(?:就|先|都|给我|帮我)?(?:取消|算了|作罢|不[搞弄做要]了|scrap it|cancel it|drop it)(?:吧|了|掉)*"
)
"""That it is off, in a clause that names nothing."""
_WANTED = re.compile(
    r"又(?:想|要|可以|能|准备|打算|决定|愿意)[^，。；]{0,6}[\u4e00-\u9fff]|(?:还是|现在|后来|如今)(?:又)?(?:想|要|得|决定|打算|准备)[^，。；]{1,8}|"
    r"重新(?:搞|弄|做|卖|上|建|装|挂|开)|要[搞弄做卖上建装挂开供接送印]了|"
    r"\bafter all\b|\b(?:decided|going) to (?:have|sell|do|build|put up|keep|add)\b|\bback on\b"
)
"""That something is to be although it was not to be before."""
_DENIES = re.compile(r"不|没|别|未|无|\b(?:no|not|never|without)\b|n't")
_IN_QUESTION = re.compile(r"如果|要是|万一|的话|还没|可能|考虑|\bif\b|\bmaybe\b|\bmight\b")


def given_up(said: Context, words: Vocabulary, facts: Mapping[str, Fact]) -> Heard | None:
    """The opposite of a known yes or no that a clause names to say that it is off, or on after all; to be confirmed."""
    if any(clause.asks for clause in said.clauses) or _IN_QUESTION.search(said.folded):
        return None
    yes_or_no = {code for code, value in said.known.items() if isinstance(value, bool)} - {said.asked_code}
    if not yes_or_no:
        return None
    for at, clause in enumerate(said.clauses[:MOST_BESIDES]):
        off, on = _GIVEN_UP.search(clause.words), _WANTED.search(clause.words)
        if off is None and at + 1 < len(said.clauses):
            off = _ONLY_OFF.fullmatch(said.clauses[at + 1].words)  # "攀岩墙老板说不上了，取消"
        holds = on is not None and off is None and not _DENIES.search(clause.words)
        if off is None and not holds:
            continue
        code = _named(clause, said, words, facts)
        if code in yes_or_no and said.known[code] is not holds:
            return Heard(Intent.CORRECTION, {code: holds}, confirm=frozenset({code}))
    return None


def _named(clause: Segment, said: Context, words: Vocabulary, facts: Mapping[str, Fact]) -> str | None:
    """The fact that a clause tells, else the one that it names."""
    used = words.used(said.industry) if said.industry is not None else frozenset[str]()
    (told,) = words.tellings.facts_told([said.text[clause.start : clause.end]], used.union(said.known))
    if told is not None and is_clear(told, TOLD_AGAIN):
        return told.fact
    named = [code for mention in words.facts.within(clause.words) for code in mention.codes]
    return next((code for code in named if code in said.known), None) or _spoken_of(clause, said, facts)


def _spoken_of(clause: Segment, said: Context, facts: Mapping[str, Fact]) -> str | None:
    """The known yes or no that a clause speaks of in words of its own ("麻将机KTV都不搞了")."""
    known = [facts[code] for code, value in said.known.items() if isinstance(value, bool) and code in facts]
    found = find_all(known, said.text[clause.start : clause.end], said.around)
    return found[0][0].code if len(found) == 1 else _most_plainly(clause, said)


def _most_plainly(clause: Segment, said: Context) -> str | None:
    """The known answer of which a clause speaks far more plainly than of any other one ("唱歌的包间取消了")."""
    of = spoken_of(said.text[clause.start : clause.end])
    first, *others = sorted(said.known, key=lambda code: of.get(code, 0.0), reverse=True)
    ahead = of.get(first, 0.0) - max((of.get(code, 0.0) for code in others), default=0.0)
    return first if ahead >= SPOKEN_OF else None
