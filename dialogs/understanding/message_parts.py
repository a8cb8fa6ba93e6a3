"""Parts of hearing a message (听话的零件): what stands undisputed, where clauses end, and the names of choices."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from dialogs.understanding.answers import Answers
from dialogs.understanding.heard import Context, Heard
from dialogs.understanding.industries import IndustryGuess
from dialogs.understanding.intents import Intent
from dialogs.understanding.reading import Reading, Unclear, read
from dialogs.understanding.segments import Segment
from dialogs.understanding.values.folding import says_dont_know
from dialogs.understanding.values.yes_no_turns import BOTH_WAYS
from knowledge.pack import Fact, Pack
from knowledge.values import Value

_LEFT_OPEN = frozenset({"hint_dont_know", "hint_yes_no_hedged"})
_PUT_OFF = re.compile(
    r"跳|略|空着|下一|换一?个|别的|先|以后|回头|再|[问查找看]一?[问查找看下哈]|"
    r"\b(?:skip|next|later|first|pass|ask|check)\b"
)
"""That a question is put off, or that somebody is going to find out."""
_INTENDED = re.compile(
    r"(?:[我俺咱]们?|是|倒|本来|原本)*(?:想|要|打算|准备|计划)|(?:i|we) (?:want|plan|hope|would like)", re.IGNORECASE
)


def undisputed(found: Answers, said: Context) -> Answers:
    """Without what would only perhaps contradict something said before, and was not asked ("α烟" after "不卖烟")."""
    asked = said.asked.code if said.asked is not None else None
    readings = {
        code: reading
        for code, reading in found.readings.items()
        if reading.certain or code == asked or code not in said.known or said.known[code] == reading.value
    }
    return found if len(readings) == len(found.readings) else replace(found, readings=readings)


def with_punctuation(idle: list[Segment], said: Context) -> list[tuple[int, int]]:
    """Where clauses stand, up to the next one: a question mark left behind would make a question of the rest."""
    starts = [segment.start for segment in said.clauses]
    return [(s.start, min((start for start in starts if start >= s.end), default=len(said.text))) for s in idle]


def settled(guess: IndustryGuess | None) -> IndustryGuess | None:
    return guess if guess is not None and (guess.codes or guess.out_of_scope) else None


def as_answer(heard: Heard, asked: Fact, said: Context) -> Heard:
    """A yes or no among other words, where one was asked for ("Breakfast only, but yes"); to be confirmed."""
    if heard.intent is Intent.SKIP:
        return _not_known(heard, asked, said)
    if asked.type == "boolean" and asked.code in heard.facts.keys() - heard.confirm and _is_doubted(asked, said):
        return replace(heard, confirm=heard.confirm | {asked.code})
    if asked.type != "boolean" or heard.intent not in (Intent.YES, Intent.NO) or heard.facts:
        return heard
    if BOTH_WAYS.search(said.folded):
        return Heard(Intent.ANSWER, unclear={asked.code: Unclear("hint_yes_no_hedged")}, industry=heard.industry)
    value = heard.intent is Intent.YES
    return Heard(Intent.ANSWER, {asked.code: value}, confirm=frozenset({asked.code}), industry=heard.industry)


def _is_doubted(asked: Fact, said: Context) -> bool:
    """Whether a message as a whole leaves open what a part of it seems to say ("记不清了，要翻翻合同")."""
    whole = read(asked, said.text, said.around)
    if not isinstance(whole, Unclear) or whole.hint not in _LEFT_OPEN or not said.clauses:
        return False
    first = said.text[said.clauses[0].start : said.clauses[0].end]
    own = read(asked, first, said.around)  # "有招牌，多大不清楚" leaves something else open
    return not (isinstance(own, Reading) and own.certain) or _INTENDED.match(first.strip()) is not None


def _not_known(heard: Heard, asked: Fact, said: Context) -> Heard:
    """Who does not know answers a question that has a choice for that ("老房子了，不晓得诶"), unless it is put off; to be confirmed."""
    if (
        asked.type != "choice"
        or heard.facts
        or any(clause.asks for clause in said.clauses)
        or _PUT_OFF.search(said.folded)
    ):
        return heard
    unknown = read(asked, said.text, said.around) if says_dont_know(said.folded) else None
    if not isinstance(unknown, Reading):
        return heard
    return Heard(Intent.ANSWER, {asked.code: unknown.value}, confirm=frozenset({asked.code}), industry=heard.industry)


def put_right(heard: Heard, mended: Heard, facts: Mapping[str, Fact]) -> Heard:
    """What was heard, with what it tells once its misspelt words are put right; to be confirmed.

    What is kept in words stays as it was written: the name of a shop may be misspelt on purpose.
    """
    new = {
        code: value
        for code, value in mended.facts.items()
        if not isinstance(value, str) or facts[code].choices
        if code not in heard.facts or (isinstance(value, tuple) and heard.facts[code] != value)
    }
    if not new:
        return heard
    return replace(
        heard.supposing(new),
        intent=heard.intent if heard.facts else mended.intent,
        industry=heard.industry or mended.industry,
        faq=heard.faq if heard.facts else mended.faq,
        target=heard.target if heard.facts else mended.target,
    )


def rather(heard: Heard, plainly: Heard, own: Reading | Unclear, asked: Fact) -> Heard:
    """What a message says without its rhetorical questions, if that answers what was asked otherwise; to be confirmed.

    `own` is what the asked fact's reader makes of it, which counts for more than what it is like. Who asks rhetorically
    asks us nothing: only a question that is surely known is answered.
    """
    value = own.value if isinstance(own, Reading) else plainly.facts.get(asked.code)
    if value is None and isinstance(own, Unclear) and heard.intent is Intent.QUESTION and not is_surely_asked(heard):
        return Heard(Intent.ANSWER, plainly.facts, {asked.code: own}, plainly.confirm | plainly.facts.keys())
    if value is None or heard.facts.get(asked.code) == value:
        return heard
    facts = {**plainly.facts, asked.code: value}
    return replace(plainly, intent=Intent.ANSWER, facts=facts, unclear={}, confirm=plainly.confirm | facts.keys())


def is_surely_asked(heard: Heard) -> bool:
    """Whether a message surely asks a known question."""
    return heard.faq is not None and heard.faq.sure


def labels(pack: Pack) -> dict[tuple[str, str], Value]:
    """Choices by their own name, as a button or a careful reader says them: nothing in them has to be made out."""
    found: dict[tuple[str, str], Value] = {}
    for fact in pack.facts.values():
        for choice in fact.choices:
            value: Value = (choice.code,) if fact.type == "multi_choice" else choice.code
            found[fact.code, choice.label.zh] = value
            if choice.label.en:
                found[fact.code, choice.label.en] = value
    return found
