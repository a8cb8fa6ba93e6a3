"""Decisions (取舍): the one intent of a message of which several parts wish, ask, complain or tell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dialogs.understanding.clauses import Clause
from dialogs.understanding.heard import Context, Heard
from dialogs.understanding.intents import PRESSING, Intent
from dialogs.understanding.message_parts import settled
from dialogs.understanding.revisions import WORDED
from dialogs.understanding.values.folding import says_dont_know
from dialogs.understanding.values.quantities import quantities
from dialogs.understanding.vocabulary import Vocabulary
from dialogs.understanding.weighing import ASKING_FOR_IT, is_outside, manners, only_seems_to_wish, vents
from knowledge.pack import NUMERIC, Fact

SHORTEST_TALK = 6
"""Characters below which words may be a try at an answer."""


_GOES_AWAY = re.compile(r"^[我俺](?:得|要|先|现在|马上|这就)*(?:去(?!问|查|看|找|量|拿)|出去|出门|下班|走了)")
_PUT_ASIDE = re.compile(r"[放搁停摆](?:一[放搁下边]|着|下|这)")


class Decisions:
    """Decides what a message is for, once all its parts were heard."""

    def __init__(self, facts: Mapping[str, Fact], words: Vocabulary) -> None:
        self._facts = facts
        self._words = words
        self._all = frozenset(facts)

    def made(self, heard: Heard, clauses: list[Clause], said: Context) -> Heard:
        """The one intent of a message, with everything else that it said kept beside it."""
        intents = {clause.intent for clause in clauses if clause.intent is not None}
        if {Intent.SKIP, Intent.PAUSE} <= intents and said.asked is not None:
            # "这个先跳过，待会儿再填"; but "先放一放，我去接孩子"
            intents.discard(Intent.SKIP if _goes_away(clauses) else Intent.PAUSE)
        if Intent.RESTART in intents:
            intents.discard(Intent.DELETE_DATA)  # "全部清掉，我从头来"
        in_so_many_words = {c.intent for c in clauses if c.settled and c.intent in PRESSING}
        if in_so_many_words:
            intents -= {
                *PRESSING
            } - in_so_many_words  # "用中文吧，看英语吃力": its second half is only like the other wish
        if said.industry is None and self._words.trades.intends(said.folded) and heard.industry is not None:
            alike = {c.intent for c in clauses if c.alike and c.intent in PRESSING}
            intents -= alike - in_so_many_words if heard.industry.sure and heard.industry.codes else set()
        for pressing in PRESSING:
            if pressing in intents:
                return replace(heard, intent=pressing, unclear={}, industry=None)
        answered = said.asked is not None and said.asked.code in heard.facts
        named = heard.industry is not None and heard.industry.sure and bool(heard.industry.codes and heard.facts)
        only_perhaps = heard.faq is not None and (
            (answered and (not heard.faq.sure or len(heard.facts) > 1)) or (named and said.industry is None)
        )
        if only_perhaps and not any(clause.faq is not None and clause.segment.asks for clause in clauses):
            heard = replace(heard, faq=None)  # "手机不方便，座机0719-…" states all of it
        left_off = any(c.settled and c.intent is Intent.PAUSE for c in clauses) and not any(
            c.segment.asks for c in clauses
        )
        if left_off:
            heard = replace(heard, faq=None)  # "先存着，明天接着填"
        if heard.faq is not None and not heard.faq.sure and (is_outside(heard) or vents(clauses)):
            heard = replace(heard, faq=None)  # "给人家装修房子的公司，要办啥": no answer of ours holds for it
        steered = any(c.intent in ASKING_FOR_IT and c.segment.asks for c in clauses)
        if steered and heard.faq is not None and not heard.faq.sure:
            heard = replace(heard, faq=None)  # "还剩几题啊，我眼睛都看花了"
        if heard.faq is not None and (
            heard.faq.sure or heard.industry is None or not heard.industry.sure or self._asks_beside(clauses)
        ):
            # a yes that answered the asked question is no yes beside it
            also = heard.also if said.asked is None or said.asked.code not in heard.facts else None
            meant = heard.industry if heard.industry is not None and heard.industry.codes else None
            return replace(heard, intent=Intent.QUESTION, unclear={}, also=also, industry=meant)
        complains = vents(clauses) or (
            Intent.COMPLAINT in intents and not any(clause.segment.asks for clause in clauses)
        )
        if complains and heard.facts.keys() <= heard.confirm:
            heard = replace(heard, facts={}, confirm=frozenset[str]())  # "什么破系统，一个问题问我三遍" counts no doors
        if only_seems_to_wish(heard, clauses, said):
            intents -= {*ASKING_FOR_IT}
        for asking in ASKING_FOR_IT if not complains else ():
            if asking in intents:
                return replace(heard, intent=asking, unclear={}, industry=settled(heard.industry))
        guess = heard.industry
        if guess is not None and (guess.codes or guess.out_of_scope or self._words.trades.intends(said.folded)):
            changed = said.industry is not None
            return replace(heard, intent=Intent.CORRECTION if changed else Intent.INDUSTRY, unclear={}, faq=None)
        if heard.facts or heard.permit is not None:
            changes = any(
                code in said.known and said.known[code] != value and said.asked is not self._facts[code]
                for code, value in heard.facts.items()
            )
            return replace(heard, intent=Intent.CORRECTION if changes else Intent.ANSWER, industry=None, also=None)
        for manner in manners(clauses):
            return replace(heard, intent=manner, unclear={}, industry=None)
        if heard.also is not None and (len(clauses) <= 2 or all(clause.intent is heard.also for clause in clauses)):
            return replace(heard, intent=heard.also, unclear={}, industry=None, also=None)
        if self._is_off_the_point(heard, said):
            return replace(heard, intent=Intent.UNKNOWN, also=None)
        mistyped = self._words.phrases.mistyped(said.folded)
        if mistyped is not None and (said.asked is None or said.asked.type not in WORDED):
            return replace(heard, intent=mistyped, unclear={}, industry=None)
        return replace(heard, intent=Intent.ANSWER if heard.unclear else Intent.UNKNOWN, also=None)

    def _asks_beside(self, clauses: list[Clause]) -> bool:
        """Whether a clause asks that says nothing of what is to be opened ("我这一百二十平的便利店，消防管不管")."""
        return any(
            clause.faq is not None
            and clause.faq.code is not None
            and clause.segment.asks
            and not self._words.trades.intends(clause.segment.words)
            for clause in clauses
        )

    def _is_off_the_point(self, heard: Heard, said: Context) -> bool:
        """Whether words without any number, where one was asked, tell nothing of any business ("今天武汉又下雨了")."""
        if (
            said.asked is None
            or said.asked.type not in NUMERIC
            or heard.also is not None
            or says_dont_know(said.folded)
        ):
            return False
        if len(said.folded) < SHORTEST_TALK or said.folded.isascii() or quantities(said.folded):
            return False
        words = [said.text[clause.start : clause.end] for clause in said.clauses]
        return not any(self._words.tellings.facts_told(words, self._all))


def _goes_away(clauses: Sequence[Clause]) -> bool:
    """Whether who puts a question aside leaves, so that it is all put aside ("先放一放，我去接孩子")."""
    leaves = any(_GOES_AWAY.search(clause.segment.words) for clause in clauses)
    return leaves and any(_PUT_ASIDE.search(c.segment.words) for c in clauses if c.intent is Intent.SKIP)
