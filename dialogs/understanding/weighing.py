"""Weighing (权衡): what of a message counts where its clauses say several things at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dialogs.understanding.clauses import MANNERS, Clause
from dialogs.understanding.heard import Context, Heard
from dialogs.understanding.intents import Intent
from knowledge.pack import NUMERIC, Fact

ASKING_FOR_IT = (Intent.WHY, Intent.REMAINING, Intent.PROGRESS, Intent.BACK, Intent.RESUME, Intent.PAUSE)
"""Wishes that say what to do next, the weightiest first: who asks how much is left need not want to pause."""
SHORTEST_STATED = 6
"""Characters up to which a clause beside a question is the answer and nothing else ("不卖，要收费吗")."""
SHORTEST_STATED_LATIN = 18
"""The same in Latin letters."""
_OF_ONESELF = re.compile(r"[我俺咱]|老头|老太|\b(?:i|i'm|i've|we|we're|our|my|us)\b")
_OF_OTHERS = re.compile(
    r"你们?(?:说|讲|答应|承诺|规定|写|保证)|听说|网上|人家说|他们说|\byou (?:said|say|promised)\b|\bi heard\b"
)
"""What somebody else is said to have said."""
_KEPT = frozenset({"phone", "id_number", "uscc", "date", "address", "text", "list"})
"""Types whose values are answers, whatever is asked beside them."""


def is_outside(heard: Heard) -> bool:
    """Whether the business is surely one that is not handled here."""
    return heard.industry is not None and heard.industry.sure and heard.industry.out_of_scope


def vents(clauses: Sequence[Clause]) -> bool:
    """Whether a clause complains in so many words, whatever it seems to ask ("你们咋这麻烦")."""
    return any(clause.intent is Intent.COMPLAINT and not clause.alike for clause in clauses)


def only_seems_to_wish(heard: Heard, clauses: Sequence[Clause], said: Context) -> bool:
    """Whether a message that surely tells something is only like a wish in part ("托班 收三十个娃儿 自己煮饭")."""
    wishes = [clause for clause in clauses if clause.intent in ASKING_FOR_IT]
    tells = bool(heard.facts.keys() - heard.confirm) or (heard.industry is not None and heard.industry.sure)
    tells |= said.asked is not None and said.asked.type == "boolean" and said.asked.code in heard.facts
    return tells and bool(wishes) and all(one.alike and not one.segment.asks for one in wishes)


def manners(clauses: Sequence[Clause]) -> list[Intent]:
    """What is said beside the matter, the weightiest first; who greets may thank us in advance ("早上好，麻烦您了")."""
    said = [clause.intent for clause in clauses if clause.intent in MANNERS]
    in_order = [manner for manner in MANNERS if manner in said]
    return in_order[::-1] if said[:1] == [Intent.GREETING] and set(said) == {*said[:1], Intent.THANKS} else in_order


def stated_to_ask(heard: Heard, said: Context, facts: Mapping[str, Fact]) -> Heard:
    """A question, with what is stated only to ask about it to be confirmed ("我们没游泳池，健身房还要办证不")."""
    if heard.intent is not Intent.QUESTION or not heard.facts:
        return heard
    stating = [clause.words for clause in said.clauses if not clause.asks]
    of_oneself = any(_OF_ONESELF.search(words) for words in stating) or not stating
    longest = SHORTEST_STATED_LATIN if said.folded.isascii() else SHORTEST_STATED
    of_others = any(_OF_OTHERS.search(words) for words in stating)
    answers = not of_oneself and len(stating) == 1 and len(stating[0]) <= longest
    doubted = {
        code
        for code in heard.facts
        if facts[code].type not in _KEPT
        and not (code == said.asked_code and answers)
        and not (facts[code].type in NUMERIC and (code != said.asked_code or not of_oneself) and not of_others)
    }
    return replace(heard, confirm=heard.confirm | doubted)
